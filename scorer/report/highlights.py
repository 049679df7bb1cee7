"""What a page singles out: clauses that only one agreement has, loopholes, the strongest and weakest clauses, what to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scorer.model import CriterionResult, Evidence, Qualifier, Scorecard, Status, Wording
from scorer.report import quotes, words
from scorer.report.answers import Sheet, anchor_of, level_of, state_of
from scorer.report.views import Highlight, Holding, Link, LoopholeCell, LoopholeRow, Places

MOST_ALONE, MOST_BESIDE = 3, 1  # strongest and weakest clauses: of one agreement, and of each of several
MOST_GAINS = 5  # shown at once; the others fold away
LEAST_GAIN = 0.05  # points of the total; less does not show with one decimal
MOST_PLACES = 8  # citations in one cell or line; all stand in the findings (scorer detect)


def holdings(sheets: Sequence[Sheet], principles: Sequence[str]) -> tuple[Holding, ...]:
    """Return for each agreement the questions it alone answers with a clause, all others having been searched."""
    if len(sheets) < 2:
        return ()
    return tuple(Holding(sheet.short, tuple(_held(sheet, [o for o in sheets if o is not sheet], principles))) for sheet in sheets)


def _held(sheet: Sheet, others: Sequence[Sheet], principles: Sequence[str]) -> list[tuple[Link, Link, bool]]:
    """Return question, clause and whether it is a harm."""
    found = [c for c in sheet.card.criteria if c.principle in principles and c.status is Status.FOUND and c.findings]
    alone = [c for c in found if all(c.id in o.by_id and o.by_id[c.id].status is Status.ABSENT for o in others)]
    clauses = sheet.card.findings.findings
    return [(Link(c.question, anchor_of(c.id)), place(sheet, clauses[c.findings[0]].at), c.polarity == "negative") for c in alone]


def place(sheet: Sheet, at: Evidence) -> Link:
    """Return a citation that leads into the copy of the source."""
    return Link(at.citation, quotes.anchor_of(sheet.card.agreement, at))


def loopholes(sheets: Sequence[Sheet], principles: Sequence[str]) -> tuple[LoopholeRow, ...]:
    """Return every loophole in a clause that answers a question, by number, with its places and the questions it lowered."""
    found = [_loopholes_of(sheet, principles) for sheet in sheets]
    names = sorted({name for cells in found for name in cells})
    empty = LoopholeCell(Places(()), None, ())
    return tuple(LoopholeRow(name, tuple(cells.get(name, empty) for cells in found)) for name in names)


def _loopholes_of(sheet: Sheet, principles: Sequence[str]) -> dict[str, LoopholeCell]:
    """Return the loopholes of one agreement: places in order of the findings, words of one that lowered a level if any did."""
    asked_for = [criterion for criterion in sheet.card.criteria if criterion.principle in principles]
    lowering = [(limit, criterion) for criterion in asked_for for limit in criterion.loopholes]
    clauses = [sheet.card.findings.findings[index] for index in answering(asked_for)]
    limits = [limit for finding in clauses for limit in finding.qualifiers] + [limit for limit, _ in lowering]
    cells = {}
    for name in dict.fromkeys(quotes.name_of(limit) for limit in limits):
        mine: list[Qualifier] = [limit for limit in limits if quotes.name_of(limit) == name]
        lowered = [(limit, criterion) for limit, criterion in lowering if quotes.name_of(limit) == name]
        asked = dict.fromkeys(Link(criterion.question, anchor_of(criterion.id)) for _, criterion in lowered)
        example = lowered[0][0] if lowered else mine[0]
        cells[name] = LoopholeCell(
            few(place(sheet, limit.at) for limit in mine), quotes.quote(sheet.card.agreement, example.at), tuple(asked)
        )
    return cells


def few(links: Iterable[Link]) -> Places:
    """Return the first places of many, each once, and how many more there are."""
    found = tuple(dict.fromkeys(links))
    return Places(found[:MOST_PLACES], max(len(found) - MOST_PLACES, 0))


def answering(criteria: Sequence[CriterionResult]) -> tuple[int, ...]:
    """Return the findings that answer some question, each once, in order."""
    return tuple(sorted({index for criterion in criteria for index in criterion.findings}))


def highlights(sheet: Sheet, principles: Sequence[str], most: int) -> dict[str, tuple[Highlight, ...]]:
    """Return up to ``most`` strongest and as many weakest clauses, and the changes that would add most to the total."""
    mine = [c for c in sheet.card.criteria if c.principle in principles]
    quoted = [c for c in mine if c.findings and c.points is not None and c.weight > 0]
    best = sorted((c for c in quoted if c.outcome in ("met", "partly_met")), key=lambda c: (-(c.points or 0), -c.weight))[:most]
    worst = sorted((c for c in quoted if c.outcome == "not_met" or c.outcome == "partly_met"), key=lambda c: (c.points or 0, -c.weight))
    worst = [c for c in worst if c not in best][:most]
    gains = [_gain(sheet, c) for c in gainful(sheet.card) if c.principle in principles]
    return {
        "strongest": tuple(_highlight(sheet, c.id, level_of(sheet.by_id[c.id]) or "", quoted=True) for c in best),
        "weakest": tuple(_highlight(sheet, c.id, level_of(sheet.by_id[c.id]) or "", quoted=True) for c in worst),
        "gains": tuple(gains[:MOST_GAINS]),
        "more": tuple(gains[MOST_GAINS:]),
    }


def gainful(card: Scorecard) -> tuple[CriterionResult, ...]:
    """Return the answers that leave points to gain, most first."""
    return tuple(sorted((c for c in card.criteria if (c.gain or 0) >= LEAST_GAIN), key=lambda c: (-(c.gain or 0), c.id)))


def _gain(sheet: Sheet, result: CriterionResult) -> Highlight:
    """Return what better wording would add, with that wording; of a harm, the clause that does it."""
    shown = _highlight(sheet, result.id, words.points(result.gain or 0), quoted=result.polarity == "negative" and bool(result.findings))
    return replace(shown, wording=tuple((each.citation, _what(each), tuple(each.text.split("\n"))) for each in result.wording))


def _highlight(sheet: Sheet, criterion: str, note: str, *, quoted: bool) -> Highlight:
    """Return one question singled out, with its deciding clause where asked for."""
    result = sheet.by_id[criterion]
    shown = None
    if quoted:
        index = result.findings[0]
        finding = sheet.card.findings.findings[index]
        shown = quotes.finding_quote(sheet.card.agreement, finding, limits=result.loopholes, label=sheet.labels[index])
    return Highlight(Link(result.question, anchor_of(criterion)), state_of(result), note, shown)


def _what(wording: Wording) -> str:
    """Say whether a clause is the model's or was signed, and what its text is from."""
    if wording.signed is None:
        return "model wording, free to use"
    return f"signed {words.day(wording.signed)}" + (f"; text from {wording.credit}" if wording.credit else "")
