"""Claims → sentences. Generated words name the act of the text and its place; the verbs of the treaty stand in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.model import Agreement, Bearer, CriterionResult, Enforceable, Evidence, Finding, Qualifier, Scorecard, Status, Strength
from scorer.report import quotes, words
from scorer.report.answers import level_of, searched, state_of
from scorer.report.document import Inline, Note, Quoted, Text
from scorer.report.testimony import evidence
from scorer.report.testimony.authorities import Register, articles
from scorer.report.testimony.claims import SAID_WORDS, Claim, Silence

NAMED_LIMITS = 3  # in a finding; the table of evidence has all
NAMED_CLAUSES = 3  # on which an answer rests beside the one quoted
NAMED_QUESTIONS = 3  # of those without a clause
_ACTS = {
    Strength.BINDING_SHALL: "binds {}",
    Strength.BEST_ENDEAVOURS: "asks for efforts by {}",
    Strength.RECOGNITION: "records what {} acknowledge",
    Strength.PERMISSIVE: "says what {} may do",
    Strength.EXCLUSION: "says what is excluded for {}",
}
_DUTIES = (Strength.BINDING_SHALL, Strength.BEST_ENDEAVOURS)  # what something can stand behind
_BEARERS = {
    Bearer.EACH_PARTY: "each Party",
    Bearer.PARTIES: "the Parties together",
    Bearer.NAMED_PARTY: "a named Party",
    Bearer.INVESTOR: "investors",
    Bearer.COMMITTEE: "a committee",
    Bearer.PANEL: "a panel",
}


def heading(claim: Claim | Silence, card: Scorecard) -> str:
    """Return what a finding is about, with the answer."""
    if isinstance(claim, Silence):
        asked = sum(c.principle == claim.principle and c.outcome != "not_applicable" for c in card.criteria)
        title = next(p.title for p in card.principles if p.id == claim.principle)
        return f"{title}: no clause on {words.small(len(claim.criteria))} of {words.count(asked, 'question')}."
    crossed = f" Red line crossed: {claim.red_line}." if claim.red_line else ""
    return f"{claim.criterion.question} {answer(claim.criterion)}.{crossed}"


def answer(criterion: CriterionResult) -> str:
    """Return the state of an answer; for harms the word that does not turn the question round."""
    state = state_of(criterion).word
    return f"Principle {state.lower()}" if criterion.polarity == "negative" and criterion.level is not None else state


def sentence(claim: Claim | Silence, card: Scorecard, register: Register, where: str) -> tuple[Inline, ...]:
    """Return a finding as sentences to be read aloud, and remember what they cite."""
    if isinstance(claim, Silence):
        return (Text(_silence(claim, card)),)
    agreement, finding = card.agreement, claim.finding
    citation = finding.at.citation
    register.cited(agreement, citation, where)
    quoted = evidence.excerpt(agreement, finding.at, SAID_WORDS)
    return (
        Text(f"{citation} {_act(finding)}: "),
        quoted,
        *first_mention(agreement, citation, register),
        Text(" " + " ".join(told for told in (_limit(claim, agreement, register, where), read_with(claim, card, register, where)) if told)),
    )


def read_with(claim: Claim, card: Scorecard, register: Register, where: str) -> str:
    """Name the further clauses that an answer rests on."""
    return further(card, claim.criterion, claim.finding, register, where)


def further(card: Scorecard, criterion: CriterionResult, finding: Finding, register: Register, where: str) -> str:
    """Name the clauses beside ``finding`` that an answer rests on; nothing for duties, which stand in one clause."""
    if criterion.scale == "duty":
        return ""
    others = [card.findings.findings[index].at.citation for index in criterion.findings]
    places = [place for place in dict.fromkeys(others) if place != finding.at.citation][:NAMED_CLAUSES]
    for place in places:
        register.cited(card.agreement, place, where)
    return f"Read with {articles(places)}." if places else ""


def first_mention(agreement: Agreement, citation: str, register: Register) -> tuple[Note, ...]:
    """Return a footnote with the full citation where an agreement is cited for the first time."""
    full = register.first_mention(agreement, citation)
    return (Note((Text(f"{full}."),)),) if full else ()


def _act(finding: Finding) -> str:
    """Return what the text does and for whom."""
    return _ACTS[finding.strength].format(_BEARERS[finding.bearer])


def _limit(claim: Claim, agreement: Agreement, register: Register, where: str) -> str:
    """Return what limits the clause: loopholes by name and place; without any, what stands behind it; else that none was found."""
    if claim.limits:
        return _named_limits(claim, agreement, register, where)
    regime = claim.finding.regime
    if regime.value is Enforceable.NOT_APPLICABLE or claim.finding.strength not in _DUTIES:
        return "No limit of the rubric's list was found in it."
    places = [at.citation for at in regime.because[:1]]
    for place in places:
        register.cited(agreement, place, where)
    reference = f" ({articles(places)})" if places and places != [claim.finding.at.citation] else ""
    return f"Behind it stands {words.REGIMES[regime.value]}{reference}."


def _named_limits(claim: Claim, agreement: Agreement, register: Register, where: str) -> str:
    inside = [limit for limit in claim.limits if within(limit, claim.finding)]
    beside = [limit for limit in claim.limits if not within(limit, claim.finding)]
    told = []
    if inside:
        told.append(f"Its own words limit it: {words.joined([name(limit) for limit in inside[:NAMED_LIMITS]])}.")
    room = NAMED_LIMITS - len(inside[:NAMED_LIMITS])
    if beside and room > 0:
        for limit in beside[:room]:
            register.cited(agreement, limit.at.citation, where)
        told.append(f"Limited by {words.joined([f'{limit.at.citation} ({name(limit)})' for limit in beside[:room]])}.")
    more = len(claim.limits) - NAMED_LIMITS
    return " ".join([*told, *([f"{words.sentence(words.count(more, 'further limit'))}"] if more > 0 else [])])


def within(limit: Qualifier, finding: Finding) -> bool:
    """Tell whether a limit stands in the words of the clause itself."""
    same = limit.at.part == finding.at.part
    return same and all(any(span.covers(inner) or inner.covers(span) for span in finding.at.spans) for inner in limit.at.spans)


def name(limit: Qualifier) -> str:
    """Return a loophole's name without its number."""
    return words.plain(limit.name)


def _silence(claim: Silence, card: Scorecard) -> str:
    """Say that nothing was found, on which questions, and where was searched."""
    asked = [f"“{c.question}”" for c in claim.criteria]
    named = (
        words.joined(asked)
        if len(asked) <= NAMED_QUESTIONS
        else f"{', '.join(asked[:NAMED_QUESTIONS])} and {len(asked) - NAMED_QUESTIONS} more"
    )
    end = "." if len(asked) > NAMED_QUESTIONS else ""
    return f"Searched: {searched(card.agreement)} of {card.agreement.short}. No clause was found that answers {named}{end}"


def reading(criterion: CriterionResult) -> str:
    """Return the level of an answer in words."""
    level = level_of(criterion)
    return f"{answer(criterion)}{f'. {level}' if level else ''}"


def behind(finding: Finding) -> tuple[str, tuple[Evidence, ...]]:
    """Return what stands behind a clause in words, and the sentences that say so; empty where nothing was read."""
    if finding.regime.value is Enforceable.NOT_APPLICABLE or finding.strength not in _DUTIES:
        return "", ()
    return words.REGIMES[finding.regime.value], finding.regime.because


def cited_state(card: Scorecard, criterion: CriterionResult, register: Register, where: str) -> str:
    """Return state, level and citation of an answer in a cell of the comparison."""
    told = reading(criterion)
    if criterion.status is Status.FOUND and criterion.findings:
        citation = card.findings.findings[criterion.findings[0]].at.citation
        register.cited(card.agreement, citation, where)
        return f"{told}. {citation}"
    if criterion.status is Status.ABSENT:
        return f"{told}. No clause found"
    return f"{told}{f': {criterion.reason}' if criterion.reason else ''}"


def offered(quoted: Quoted, finding: Finding, label: str) -> tuple[Inline, ...]:
    """Return a quotation with its citation and label."""
    return (quoted, Text(f" {finding.at.citation} [{label}]"))


def numbers(limits: Sequence[Qualifier]) -> str:
    """Return loopholes with their numbers: "L01 sustained or recurring course"."""
    return "; ".join(quotes.name_of(limit) for limit in limits)
