"""Answers side by side: principle table, largest differences, what one has that the others lack, what cannot be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scorer.errors import ReportError
from scorer.model import PrincipleResult, Scorecard
from scorer.report import joint, words
from scorer.report.answers import Sheet, anchor_of, answer, questions, slug, why
from scorer.report.views import Cell, Difference, Link, PrincipleView, State

_STATES = ("met", "partly_met", "not_met", "not_assessed")
_NOT_APPLICABLE, _NOT_ASSESSED = (State(slug(key), words.OUTCOMES[key]) for key in ("not_applicable", "not_assessed"))
APART = 0.5  # levels; the side-by-side list starts here (contents of the comparison report, item 4)
QUOTED = 10  # differences shown with their clauses; all others stand in a table and open in the list of questions
DECADE = 10  # years between signatures from which age alone may explain a difference


def principle_of(card: Scorecard, principle: str) -> PrincipleResult | None:
    """Return a card's result for a principle, if the rubric that made it has one."""
    return next((result for result in card.principles if result.id == principle), None)


def check_principle(cards: Sequence[Scorecard], only: str | None) -> None:
    """Refuse a principle that the rubric does not have.

    Raises:
        ReportError: ``only`` names no principle.
    """
    known = dict.fromkeys(principle.id for card in cards for principle in card.principles)
    if only is not None and only not in known:
        raise ReportError(f"no principle '{only}' in this rubric; expected one of: {', '.join(known)}")


def principle_view(sheets: Sequence[Sheet], principle: str) -> PrincipleView:
    """Return one principle over all agreements."""
    results = [principle_of(sheet.card, principle) for sheet in sheets]
    known = next(result for result in results if result)
    cause = _cause(sheets, principle)
    return PrincipleView(
        id=principle,
        anchor=f"p-{slug(principle)}",
        title=known.title,
        statement=known.statement,
        weight=f"{words.level(known.weight)} per cent",
        cells=tuple(_cell(sheet, principle, result) for sheet, result in zip(sheets, results, strict=True)),
        difference=_difference(sheets, principle),
        cause=link(sheets, cause) if cause else None,
        reasons=tuple(f"{sheet.short}: {why(sheet.by_id[cause])}" for sheet in sheets) if cause else (),
        questions=questions(sheets, principle),
    )


def _cell(sheet: Sheet, principle: str, result: PrincipleResult | None) -> Cell:
    """Return one cell of the principle table."""
    asked = [c for c in sheet.card.criteria if c.principle == principle and c.outcome != "not_applicable"]
    counted = Counter(c.outcome for c in asked)
    answered = len(asked) - counted["not_assessed"]
    counts = ", ".join(f"{counted[state]} {words.OUTCOMES[state].lower()}" for state in _STATES if counted[state])
    scored = result is not None and result.score is not None
    return Cell(
        score=words.score(result.score) if result and result.score is not None else None,
        range=words.interval(result.interval) if result and scored else None,
        answered=f"{answered} of {len(asked)} questions answered" if answered < len(asked) else "",
        counts=counts,
        reason=None if scored else (result.reason if result and result.reason else "not part of this scorecard"),
        state=_NOT_APPLICABLE if result and result.status == "not_applicable" else _NOT_ASSESSED,
    )


def _difference(sheets: Sequence[Sheet], principle: str) -> str:
    """Say how far the scores lie apart and whether doubt could change the order."""
    results = [principle_of(sheet.card, principle) for sheet in sheets]
    missing = [sheet.short for sheet, result in zip(sheets, results, strict=True) if result is None or result.score is None]
    if missing:
        return f"Not compared: no score for {words.joined(missing)}."
    scored = sorted(((words.whole(r.score or 0), turn) for turn, r in enumerate(results) if r), key=lambda pair: pair[0])
    (low, last), (high, first) = scored[0], scored[-1]
    if low == high:
        return "Equal scores."
    certain = settled(sheets[first], sheets[last], principle)
    if len(sheets) == 2:
        return f"{sheets[first].short} is {words.count(high - low, 'point')} higher. {certain[1]}"
    return f"From {low} ({sheets[last].short}) to {high} ({sheets[first].short}). {certain[1]}"


def settled(high: Sheet, low: Sheet, principle: str) -> tuple[bool, str]:
    """Tell whether doubt leaves the order of two scores as it is, and say how that is known: by joint draws, else by the ranges."""
    share = joint.share_above(high.card, low.card, principle)
    if share is not None:
        often = f"above in {words.percent(share)} of the joint draws"
        return (False, f"Indistinct: {often}.") if joint.indistinct(high.card, share) or share < 0.5 else (True, f"Settled: {often}.")
    above, below = principle_of(high.card, principle), principle_of(low.card, principle)
    apart = above is not None and below is not None and words.whole(below.interval[1]) < words.whole(above.interval[0])
    return apart, "Settled: the ranges do not meet." if apart else "Indistinct: the ranges meet."


def spread(sheets: Sequence[Sheet], criterion: str) -> float | None:
    """Return how far the levels of a question lie apart; None unless every agreement has one."""
    levels = [sheet.by_id[criterion].level for sheet in sheets if criterion in sheet.by_id]
    known = [level for level in levels if level is not None]
    return max(known) - min(known) if len(known) == len(sheets) and known else None


def _apart(sheets: Sequence[Sheet], principles: Sequence[str]) -> list[tuple[float, str]]:
    """Return (spread, criterion) of the questions whose levels differ clearly, largest first, then in rubric order."""
    ids = dict.fromkeys(c.id for sheet in sheets for c in sheet.card.criteria if c.principle in principles)
    spreads = [(found, criterion) for criterion in ids if (found := spread(sheets, criterion)) is not None and found >= APART]
    return sorted(spreads, key=lambda pair: -pair[0])


def _cause(sheets: Sequence[Sheet], principle: str) -> str | None:
    """Return the question on which the agreements lie furthest apart."""
    apart = _apart(sheets, [principle]) if len(sheets) > 1 else []
    return apart[0][1] if apart else None


def link(sheets: Sequence[Sheet], criterion: str) -> Link:
    """Return a question as a link to its answers."""
    question = next(sheet.by_id[criterion].question for sheet in sheets if criterion in sheet.by_id)
    return Link(question, anchor_of(criterion))


def differences(sheets: Sequence[Sheet], principles: Sequence[str]) -> tuple[Difference, ...]:
    """Return the questions whose levels differ by half a level or more, largest difference first."""
    if len(sheets) < 2:
        return ()
    apart = _apart(sheets, principles)
    return tuple(
        Difference(link(sheets, each), tuple(answer(sheet, each) for sheet in sheets), turn < QUOTED)
        for turn, (_, each) in enumerate(apart)
    )


def incomparable(sheets: Sequence[Sheet], principles: Sequence[str]) -> tuple[str, ...]:
    """Say what of several agreements cannot be set against each other, and why."""
    if len(sheets) < 2:
        return ()
    agreements = [sheet.card.agreement for sheet in sheets]
    found = [_one_sided(sheets, principles)]
    if len({each.coverage for each in agreements}) > 1:
        told = words.joined([f"{s.short} {words.COVERAGE[a.coverage.status]}" for s, a in zip(sheets, agreements, strict=True)])
        found.append(f"The texts were not read to the same extent: {told}.")
    if len({each.kind for each in agreements}) > 1:
        told = words.joined([f"{s.short} {words.plain(a.kind or 'not known')}" for s, a in zip(sheets, agreements, strict=True)])
        found.append(f"The agreements are of different kinds, and silence may mean different things in them: {told}.")
    years = [int(each.signed[:4]) for each in agreements if each.signed]
    if years and max(years) - min(years) >= DECADE:
        found.append(f"They were signed {max(years) - min(years)} years apart; customs of drafting changed between them.")
    found.append("Side agreements, annexes and letters count only where they were in the texts that were read.")
    return tuple(each for each in found if each)


def _one_sided(sheets: Sequence[Sheet], principles: Sequence[str]) -> str | None:
    """Count the questions that were answered for some agreements and not for all."""
    ids = dict.fromkeys(c.id for sheet in sheets for c in sheet.card.criteria if c.principle in principles)
    levels = [[sheet.by_id[each].level if each in sheet.by_id else None for sheet in sheets] for each in ids]
    number = sum(any(known) and not all(known) for known in ([level is not None for level in row] for row in levels))
    if not number:
        return None
    return f"{words.capital(words.count(number, 'question'))} could be answered for some of them and not for all."
