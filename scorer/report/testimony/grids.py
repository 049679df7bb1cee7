"""Tables 1 to 3: principles, evidence, comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scorer.model import CriterionResult, PrincipleResult, Scorecard, Status, Verdict
from scorer.report import joint, quotes, words
from scorer.report.answers import Sheet, searched
from scorer.report.document import Face, Inline, Manner, Note, Paragraph, Table, Text
from scorer.report.testimony import evidence, wording
from scorer.report.testimony.authorities import Register, articles
from scorer.report.testimony.claims import Claim, Silence
from scorer.report.testimony.given import Given

LIMIT_WORDS = 120  # of a quotation that limits a duty; whole in the texts
BACKING_WORDS = 60  # of the sentence that says what stands behind it
_STATES = ("met", "partly_met", "not_met", "not_assessed")

Cell = tuple[Paragraph, ...]


def cell(*texts: str, face: Face = Face.PLAIN) -> Cell:
    """Return a cell with one paragraph for each text that is not empty."""
    return tuple(Paragraph((Text(text, face),)) for text in texts if text)


def principles(given: Given, shown: Sequence[PrincipleResult], register: Register) -> Table:
    """Return Table 1: score with range, answers, and the clause of the question that weighs most."""
    rows = tuple(
        (
            cell(principle.title),
            cell(*_score(principle)),
            cell(_counts(given.card, principle.id)),
            cell(_decisive(given.card, principle.id, register)),
        )
        for principle in shown
    )
    return Table(
        f"Table 1. Principles in {given.card.agreement.short}, scores of 100",
        ("Principle", "Score, range", "Met, partly met, not met, not assessed", "Weightiest clause"),
        rows,
        (42, 13, 23, 22),
        "table-1",
    )


def _score(principle: PrincipleResult) -> tuple[str, ...]:
    if principle.score is None:
        return (f"Not assessed: {principle.reason or 'no reason recorded'}",)
    low, high = (words.whole(end) for end in principle.interval)
    return (f"{words.whole(principle.score)} ({low} to {high})",)


def _counts(card: Scorecard, principle: str) -> str:
    """Return how many questions have each answer: "4, 3, 0, 1"."""
    counted = Counter(c.outcome for c in card.criteria if c.principle == principle)
    return ", ".join(str(counted[state]) for state in _STATES)


def _decisive(card: Scorecard, principle: str, register: Register) -> str:
    """Return the citation that answers the question with the most weight, or that no clause did."""
    mine = [c for c in card.criteria if c.principle == principle and c.status in (Status.FOUND, Status.ABSENT)]
    if not mine:
        return "not assessed"
    first = max(mine, key=lambda c: (c.role == "gate", c.weight))
    if not first.findings:
        return "no clause found"
    finding = card.findings.findings[first.findings[0]]
    register.cited(card.agreement, finding.at.citation, "Table 1")
    return f"{finding.at.citation}{' (to be checked)' if finding.review else ''}"


def proof(given: Given, sheet: Sheet, claims: Sequence[Claim | Silence], register: Register) -> Table:
    """Return Table 2: for every finding what is asked and how it was read, what the text says, what limits it."""
    shown: dict[object, int] = {}
    rows = tuple(_proof_row(number, claim, given, sheet, register, shown) for number, claim in enumerate(claims, 1))
    return Table(
        "Table 2. Evidence for the findings. Deciding words in bold: emphasis added",
        ("What is asked, and the reading", "What the text says", "What limits it"),
        rows,
        (34, 34, 32),
        "table-2",
    )


def _proof_row(
    number: int, claim: Claim | Silence, given: Given, sheet: Sheet, register: Register, shown: dict[object, int]
) -> tuple[Cell, ...]:
    """Return the row of a finding; ``shown`` holds what was quoted so far of limits and backings, by the finding beside which it stands."""
    card = given.card
    if isinstance(claim, Silence):
        asked = tuple(f"{c.question}" for c in claim.criteria)
        head = Paragraph((Text(f"Finding {number}.", Face.STRONG),), anchor=f"evidence-{number}")
        searched_ = f"No clause was found. Searched: {searched(card.agreement)} of {card.agreement.short}."
        return (
            (head, *cell(*asked, "Not met, level 0 of 4 on each.")),
            cell(searched_),
            cell("None: nothing was found that could be limited."),
        )
    finding, criterion = claim.finding, claim.criterion
    where = "Table 2"
    register.cited(card.agreement, finding.at.citation, where)
    head = Paragraph((Text(f"Finding {number}. ", Face.STRONG), Text(criterion.question)), anchor=f"evidence-{number}")
    said = evidence.whole(card.findings, finding.at, marks=finding.marks)
    sources = given.yardstick.criteria.get(criterion.id, ())
    return (
        (head, *cell(f"Asked by: {'; '.join(sources)}." if sources else ""), *_reading(claim, number, card, register, shown)),
        (Paragraph(wording.offered(said, finding, sheet.labels[claim.index])),),
        tuple(Paragraph(inlines) for inlines in _limits(claim, number, card, register, shown)),
    )


def _limits(claim: Claim, number: int, card: Scorecard, register: Register, shown: dict[object, int]) -> Iterator[tuple[Inline, ...]]:
    """Yield each limit with its number and its words, unless these stand in the clause itself or were quoted before."""
    if not claim.limits:
        yield (Text("No limit of the rubric's list was found in it."),)
    for limit in claim.limits:
        told = f"{quotes.name_of(limit)}: "
        if wording.within(limit, claim.finding):
            yield (Text(f"{told}in the words beside."),)
            continue
        register.cited(card.agreement, limit.at.citation, "Table 2")
        if limit.at in shown:
            yield (Text(f"{told}{limit.at.citation}, quoted under Finding {shown[limit.at]}."),)
            continue
        shown[limit.at] = number
        beside = tuple(span for span in limit.at.spans if not any(own.covers(span) for own in claim.finding.at.spans))
        at = replace(limit.at, spans=beside or limit.at.spans)
        yield (Text(told), evidence.excerpt(card.agreement, at, LIMIT_WORDS), Text(f" {limit.at.citation}"))


def _reading(claim: Claim, number: int, card: Scorecard, register: Register, shown: dict[object, int]) -> Cell:
    """Return the level, what made it, and what stands behind the clause, its sentences in a footnote the first time."""
    regime, because = wording.behind(claim.finding)
    made = (_made_of(claim.criterion), wording.read_with(claim, card, register, "Table 2"), _reviewed(claim.criterion))
    told = " ".join(part for part in (f"{wording.reading(claim.criterion)}.", *made) if part)
    if not regime:
        return cell(told)
    if because in shown:
        return cell(f"{told} Behind it: {regime}, as under Finding {shown[because]}.")
    inlines: list[Inline] = [Text(f"{told} Behind it: {regime}.")]
    if because:
        shown[because] = number
        for at in because:
            register.cited(card.agreement, at.citation, "Table 2")
        quoted = evidence.excerpt(card.agreement, because[-1], BACKING_WORDS)
        inlines.append(Note((Text(f"{articles([at.citation for at in because])}: "), quoted, Text(f" {because[-1].citation}."))))
    return (Paragraph(tuple(inlines)),)


def _reviewed(criterion: CriterionResult) -> str:
    """Return who looked at an answer, and the machine's reading where it was changed."""
    told = criterion.review
    if told is None or told.stale:
        return ""
    changed = f" Changed: the machine read {told.machine}." if told.review.verdict is Verdict.CHANGE else ""
    return f"Reviewed by {told.review.name}, {words.day(told.review.date)}.{changed}"


def _made_of(criterion: CriterionResult) -> str:
    """Return what made the level: for duties force, scope, breach and deductions, else the step of the scale that holds."""
    parts = criterion.components
    if parts is None:
        return words.sentence(criterion.rule) if criterion.rule else ""
    deducted = f"{words.level(parts.Q)} of a level taken off for limits" if parts.Q else "nothing taken off"
    return f"Force: {words.FORCE[parts.F]}. Scope: {words.SCOPE[parts.S]}. On breach: {words.BREACH[parts.E]}. {words.sentence(deducted)}"


def comparison(given: Given, claims: Sequence[Claim | Silence], register: Register) -> tuple[Table, tuple[Paragraph, ...]]:
    """Return Table 3: the questions of the findings, asked of every agreement, and how sure the order of totals is."""
    cards = (given.card, *given.others)
    questions = [
        c for claim in claims for c in ((claim.criterion,) if isinstance(claim, Claim) else claim.criteria[: wording.NAMED_QUESTIONS])
    ]
    by_id = [{c.id: c for c in card.criteria} for card in cards]
    rows = tuple(
        (
            cell(question.question),
            *(
                cell(wording.cited_state(card, known[question.id], register, "Table 3") if question.id in known else "Not asked")
                for card, known in zip(cards, by_id, strict=True)
            ),
        )
        for question in questions
    )
    share = 70 // len(cards)
    widths = (100 - share * len(cards), *([share] * len(cards)))
    table = Table(
        "Table 3. The same questions in other agreements", ("Question", *(c.agreement.short for c in cards)), rows, widths, "table-3"
    )
    where = "; ".join(f"of {card.agreement.short}, {searched(card.agreement)}" for card in cards)
    said = (f"No clause found: searched {where}.", *joint.sentences(cards))
    return table, tuple(Paragraph((Text(told),), Manner.SMALL) for told in said)
