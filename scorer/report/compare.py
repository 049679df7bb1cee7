"""Answers side by side: principle table, largest differences, what one has that the others lack, loopholes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scorer.model import PrincipleResult, Scorecard, Status
from scorer.report import quotes, words
from scorer.report.answers import Sheet, anchor_of, level_of, questions, slug, state_of
from scorer.report.views import Cell, Difference, Highlight, Holding, Link, LoopholeRow, PrincipleView

_STATES = ("met", "partly_met", "not_met", "not_assessed")
APART = 0.5  # levels; the side-by-side list starts here (contents of the comparison report, item 4)


def principle_of(card: Scorecard, principle: str) -> PrincipleResult | None:
    """Return a card's result for a principle, if the rubric that made it has one."""
    return next((result for result in card.principles if result.id == principle), None)


def principle_view(sheets: Sequence[Sheet], principle: str) -> PrincipleView:
    """Return one principle over all agreements."""
    results = [principle_of(sheet.card, principle) for sheet in sheets]
    known = next(result for result in results if result)
    return PrincipleView(
        anchor=f"p-{slug(principle)}",
        title=known.title,
        statement=known.statement,
        weight=f"{words.level(known.weight)} per cent",
        cells=tuple(_cell(sheet, principle, result) for sheet, result in zip(sheets, results, strict=True)),
        difference=_difference([(sheet.short, result) for sheet, result in zip(sheets, results, strict=True)]),
        cause=_cause(sheets, principle),
        questions=questions(sheets, principle),
    )


def _cell(sheet: Sheet, principle: str, result: PrincipleResult | None) -> Cell:
    """Return one cell of the principle table."""
    asked = [c for c in sheet.card.criteria if c.principle == principle and c.outcome != "not_applicable"]
    counted = Counter(c.outcome for c in asked)
    answered = len(asked) - counted["not_assessed"]
    counts = ", ".join(f"{words.OUTCOMES[state].lower()} {counted[state]}" for state in _STATES) if asked else ""
    scored = result is not None and result.score is not None
    return Cell(
        score=words.score(result.score) if result and result.score is not None else None,
        range=words.interval(result.interval) if result and scored else None,
        answered=f"{answered} of {len(asked)} questions answered" if asked else "",
        counts=counts,
        reason=None if scored else (result.reason if result and result.reason else "not part of this scorecard"),
    )


def _difference(results: Sequence[tuple[str, PrincipleResult | None]]) -> str:
    """Say how far the scores lie apart and whether doubt could change the order."""
    missing = [name for name, result in results if result is None or result.score is None]
    if missing:
        return f"Not compared: no score for {words.joined(missing)}."
    scored = sorted(
        (words.whole(r.score), words.whole(r.interval[0]), words.whole(r.interval[1]), name)
        for name, r in results
        if r and r.score is not None
    )
    low, high = scored[0], scored[-1]
    apart = high[0] - low[0]
    if not apart:
        return "Equal scores."
    settled = "The ranges do not meet." if low[2] < high[1] else "The ranges meet: doubt could change the order."
    if len(results) == 2:
        return f"{high[3]} is {words.count(apart, 'point')} higher. {settled}"
    return f"From {low[0]} ({low[3]}) to {high[0]} ({high[3]}). {settled}"


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


def _cause(sheets: Sequence[Sheet], principle: str) -> Link | None:
    """Return the question on which the agreements lie furthest apart."""
    apart = _apart(sheets, [principle]) if len(sheets) > 1 else []
    return _link(sheets, apart[0][1]) if apart else None


def _link(sheets: Sequence[Sheet], criterion: str) -> Link:
    """Return a question as a link to its answers."""
    question = next(sheet.by_id[criterion].question for sheet in sheets if criterion in sheet.by_id)
    return Link(question, anchor_of(criterion))


def differences(sheets: Sequence[Sheet], principles: Sequence[str]) -> tuple[Difference, ...]:
    """Return the questions whose levels differ by half a level or more, largest difference first."""
    if len(sheets) < 2:
        return ()
    return tuple(
        Difference(
            _link(sheets, criterion), tuple((state_of(sheet.by_id[criterion]), level_of(sheet.by_id[criterion]) or "") for sheet in sheets)
        )
        for _, criterion in _apart(sheets, principles)
    )


def holdings(sheets: Sequence[Sheet], principles: Sequence[str]) -> tuple[Holding, ...]:
    """Return for each agreement the questions it alone answers with a clause, all others having been searched."""
    if len(sheets) < 2:
        return ()
    return tuple(Holding(sheet.short, tuple(_held(sheet, [o for o in sheets if o is not sheet], principles))) for sheet in sheets)


def _held(sheet: Sheet, others: Sequence[Sheet], principles: Sequence[str]) -> list[tuple[Link, str, bool]]:
    """Return question, citation and whether the clause is a harm."""
    found = [c for c in sheet.card.criteria if c.principle in principles and c.status is Status.FOUND and c.findings]
    alone = [c for c in found if all(c.id in o.by_id and o.by_id[c.id].status is Status.ABSENT for o in others)]
    clauses = sheet.card.findings.findings
    return [(Link(c.question, anchor_of(c.id)), clauses[c.findings[0]].at.citation, c.polarity == "negative") for c in alone]


def loopholes(sheets: Sequence[Sheet]) -> tuple[LoopholeRow, ...]:
    """Return every loophole found in some agreement, by number, with its citations in each."""
    found = [_loopholes_of(sheet) for sheet in sheets]
    names = sorted({name for cells in found for name in cells})
    return tuple(LoopholeRow(name, tuple(tuple(cells.get(name, ())) for cells in found)) for name in names)


def _loopholes_of(sheet: Sheet) -> dict[str, dict[str, None]]:
    """Return the citations of each loophole of one agreement, each once, in order of the findings."""
    limits = [limit for finding in sheet.card.findings.findings for limit in finding.qualifiers]
    limits += [limit for criterion in sheet.card.criteria for limit in criterion.loopholes]
    cells: dict[str, dict[str, None]] = {}
    for limit in limits:
        cells.setdefault(quotes.name_of(limit), {})[limit.at.citation] = None
    return cells


def highlights(sheet: Sheet, principles: Sequence[str]) -> dict[str, tuple[Highlight, ...]]:
    """Return up to three strongest and three weakest clauses, and the five changes that would add most to the total."""
    mine = [c for c in sheet.card.criteria if c.principle in principles]
    quoted = [c for c in mine if c.findings and c.points is not None and c.weight > 0]
    best = sorted((c for c in quoted if c.outcome in ("met", "partly_met")), key=lambda c: (-(c.points or 0), -c.weight))[:3]
    worst = sorted((c for c in quoted if c.outcome == "not_met" or c.outcome == "partly_met"), key=lambda c: (c.points or 0, -c.weight))
    worst = [c for c in worst if c not in best][:3]
    gains = sorted((c for c in mine if c.gain is not None and c.gain > 0), key=lambda c: -(c.gain or 0))[:5]
    return {
        "strongest": tuple(_highlight(sheet, c.id, level_of(sheet.by_id[c.id]) or "", quoted=True) for c in best),
        "weakest": tuple(_highlight(sheet, c.id, level_of(sheet.by_id[c.id]) or "", quoted=True) for c in worst),
        "gains": tuple(_highlight(sheet, c.id, words.points(c.gain or 0), quoted=False) for c in gains),
    }


def _highlight(sheet: Sheet, criterion: str, note: str, *, quoted: bool) -> Highlight:
    """Return one question singled out, with its deciding clause where asked for."""
    result = sheet.by_id[criterion]
    shown = None
    if quoted:
        index = result.findings[0]
        finding = sheet.card.findings.findings[index]
        shown = quotes.finding_quote(sheet.card.agreement, finding, limits=result.loopholes, label=sheet.labels[index])
    return Highlight(Link(result.question, anchor_of(criterion)), state_of(result), note, shown)
