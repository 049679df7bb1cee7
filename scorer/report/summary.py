"""One paragraph worded by rules from the results. Every sentence leads to the place that bears it out."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.model import PrincipleResult, Scorecard
from scorer.report import words
from scorer.report.answers import Sheet
from scorer.report.columns import behind, no_score
from scorer.report.compare import principle_of
from scorer.report.views import Difference, Link


def sentences(sheets: Sequence[Sheet], principles: Sequence[str], differences: Sequence[Difference]) -> tuple[Link, ...]:
    """Return the summary: totals, principles, answers, red lines, largest difference."""
    found = [
        *(Link(_total(sheet), "agreements") for sheet in sheets),
        *(_leads(sheets, principles) if len(sheets) == 2 else _extremes(sheets, principles) if len(sheets) == 1 else []),
        *(Link(_met(sheet, principles), "questions") for sheet in sheets),
        *(Link(_red_lines(sheet), "red-lines") for sheet in sheets),
    ]
    if differences:
        found.append(_largest(sheets, differences[0]))
    return tuple(found)


def _total(sheet: Sheet) -> str:
    """Return the total of one agreement, never without what stands behind it."""
    overall = sheet.card.overall
    if overall.score is None:
        return f"{sheet.short} has no total. {no_score(sheet.card)}"
    return f"{sheet.short} scores {words.score(overall.score)}; {behind(sheet.card)}."


def _leads(sheets: Sequence[Sheet], principles: Sequence[str]) -> list[Link]:
    """Say on how many principles each of two agreements has the higher score, and how many of these the open questions leave settled."""
    first, second = sheets
    pairs = [(principle_of(first.card, p), principle_of(second.card, p)) for p in principles]
    both = [(a, b) for a, b in pairs if a and b and a.score is not None and b.score is not None]
    if not both:
        return [Link("No principle has a score in both.", "principles")]
    ahead = [sum(_higher(a, b) for a, b in both), sum(_higher(b, a) for a, b in both)]
    settled = sum(_apart(a, b) for a, b in both if _higher(a, b) or _higher(b, a))
    text = (
        f"Of the {words.count(len(both), 'principle')} scored in both, {second.short} is higher on {words.tally(ahead[1])} "
        f"and {first.short} on {words.tally(ahead[0])}; "
        f"on {words.tally(settled)} of these the ranges do not meet."
    )
    return [Link(text, "principles")]


def _higher(one: PrincipleResult, other: PrincipleResult) -> bool:
    """Tell whether the shown score of one is higher."""
    return words.whole(one.score or 0) > words.whole(other.score or 0)


def _apart(one: PrincipleResult, other: PrincipleResult) -> bool:
    """Tell whether the shown ranges do not meet."""
    low, high = sorted((one.interval, other.interval))
    return words.whole(low[1]) < words.whole(high[0])


def _extremes(sheets: Sequence[Sheet], principles: Sequence[str]) -> list[Link]:
    """Name the principle with the highest and the lowest score of one agreement."""
    scored = [(p.score, p.title) for p in sheets[0].card.principles if p.score is not None and p.id in principles]
    if len(scored) < 2:
        return []
    high, low = max(scored, key=lambda pair: pair[0]), min(scored, key=lambda pair: pair[0])
    return [
        Link(
            f"Its highest score is on “{high[1]}” ({words.whole(high[0])}), its lowest on “{low[1]}” ({words.whole(low[0])}).", "principles"
        )
    ]


def _met(sheet: Sheet, principles: Sequence[str]) -> str:
    """Say how many of the answered questions are met."""
    answered, met = met_count(sheet.card, principles)
    return f"{sheet.short} meets {words.tally(met)} of the {words.count(answered, 'question')} that could be answered for it."


def met_count(card: Scorecard, principles: Sequence[str] | None = None) -> tuple[int, int]:
    """Return how many questions were answered and how many of them are met."""
    outcomes = [c.outcome for c in card.criteria if principles is None or c.principle in principles]
    answered = [outcome for outcome in outcomes if outcome in ("met", "partly_met", "not_met")]
    return len(answered), answered.count("met")


def _red_lines(sheet: Sheet) -> str:
    """Name the red lines that are crossed."""
    titles = [line.title for line in sheet.card.red_lines]
    if not titles:
        return f"{sheet.short} crosses no red line among those that this rubric version tests."
    return f"{sheet.short} crosses {words.count(len(titles), 'red line')}: {words.joined([t[:1].lower() + t[1:] for t in titles])}."


def _largest(sheets: Sequence[Sheet], difference: Difference) -> Link:
    """Name the question with the largest difference of levels."""
    answers = words.joined([f"{sheet.short} {state.word.lower()}" for sheet, (state, _) in zip(sheets, difference.answers, strict=True)])
    return Link(f"The largest difference lies in the question “{difference.question.text}”: {answers}.", difference.question.anchor)
