"""One paragraph worded by rules from the results. Every sentence leads to the place that bears it out."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.model import PrincipleResult, Scorecard
from scorer.report import words
from scorer.report.answers import Sheet
from scorer.report.columns import behind, no_score
from scorer.report.compare import principle_of, settled
from scorer.report.views import Difference, Link


def sentences(sheets: Sequence[Sheet], principles: Sequence[str], differences: Sequence[Difference]) -> tuple[Link, ...]:
    """Return the summary: totals, red lines, principles, answers, largest difference or largest gain."""
    found = [Link(_total(sheet), "results") for sheet in sheets]
    found += [Link(_red_lines(sheet), "red-lines") for sheet in sheets]
    if len(sheets) == 2:
        found += _leads(sheets, principles)
    elif len(sheets) == 1:
        found += _extremes(sheets, principles)
    found += [Link(_met(sheet, principles), "questions") for sheet in sheets]
    found += [_largest(sheets, differences[0])] if differences else [] if len(sheets) > 1 else _gain(sheets[0], principles)
    return tuple(found)


def _total(sheet: Sheet) -> str:
    """Return the total of one agreement, never without its range and what stands behind it."""
    overall = sheet.card.overall
    if overall.score is None:
        return f"{sheet.short} has no total. {no_score(sheet.card)}"
    return f"{sheet.short} scores {words.score(overall.score)} ({words.interval(overall.interval)}); {behind(sheet.card)}."


def _leads(sheets: Sequence[Sheet], principles: Sequence[str]) -> list[Link]:
    """Say on how many principles each of two agreements is higher, how many of these are settled, and which moves the totals apart most."""
    first, second = sheets
    pairs = [(p, principle_of(first.card, p), principle_of(second.card, p)) for p in principles]
    both = [(p, a, b) for p, a, b in pairs if a and b and a.score is not None and b.score is not None]
    if not both:
        return [Link("No principle has a score in both.", "principles")]
    firsts = [p for p, a, b in both if _higher(a, b)]
    seconds = [p for p, a, b in both if _higher(b, a)]
    sure = sum(settled(first, second, p)[0] for p in firsts) + sum(settled(second, first, p)[0] for p in seconds)
    text = (
        f"Of the {words.count(len(both), 'principle')} scored in both, {second.short} is higher on {words.tally(len(seconds))} "
        f"and {first.short} on {words.tally(len(firsts))}; {words.tally(sure)} of these differences {'is' if sure == 1 else 'are'} settled."
    )
    driver = max(both, key=lambda each: abs(each[1].weight * ((each[1].score or 0) - (each[2].score or 0))))[1]
    return [
        Link(text, "principles"),
        *([Link(f"“{driver.title}” moves the totals apart most.", "principles")] if firsts or seconds else []),
    ]


def _higher(one: PrincipleResult, other: PrincipleResult) -> bool:
    """Tell whether the shown score of one is higher."""
    return words.whole(one.score or 0) > words.whole(other.score or 0)


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


def _gain(sheet: Sheet, principles: Sequence[str]) -> list[Link]:
    """Name the question whose best answer would add most to the total."""
    open_ = [c for c in sheet.card.criteria if c.principle in principles and c.gain]
    if not open_ or sheet.card.overall.score is None:
        return []
    most = max(open_, key=lambda c: c.gain or 0)
    return [Link(f"The best answer to “{most.question}” would add most to the total: {words.points(most.gain or 0)}.", "gains")]


def _largest(sheets: Sequence[Sheet], difference: Difference) -> Link:
    """Name the question with the largest difference of levels."""
    told = words.joined([f"{sheet.short} {answer.state.word.lower()}" for sheet, answer in zip(sheets, difference.answers, strict=True)])
    return Link(f"The largest difference lies in the question “{difference.question.text}”: {told}.", difference.question.anchor)
