"""Two agreements in the same draws: which one is above, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from scorer.model import Scorecard, Sensitivity
from scorer.report import words


def share_above(one: Scorecard, other: Scorecard, principle: str | None = None) -> float | None:
    """Return the share of joint draws in which the first score is higher, equal ones halved; None without draws or score.

    The overall score is meant unless a principle is named.
    """
    ours, theirs = one.sensitivity, other.sensitivity
    if ours is None or theirs is None or one.overall.score is None or other.overall.score is None:
        return None
    if (ours.seed, ours.draws) != (theirs.seed, theirs.draws):
        return None
    mine, yours = (
        (ours.sample, theirs.sample) if principle is None else (ours.samples.get(principle, ()), theirs.samples.get(principle, ()))
    )
    if not mine or len(mine) != len(yours):
        return None
    return sum((a > b) + (a == b) / 2 for a, b in zip(mine, yours, strict=True)) / len(mine)


def indistinct(one: Scorecard, share: float) -> bool:
    """Tell whether draws order a pair too rarely for a ranking."""
    return one.sensitivity is not None and one.sensitivity.indistinct[0] < share < one.sensitivity.indistinct[1]


def sentences(cards: Sequence[Scorecard]) -> tuple[str, ...]:
    """Return one sentence for each pair whose draws are at hand."""
    pairs = ((one, other, share_above(one, other)) for one, other in combinations(cards, 2))
    return tuple(_sentence(one, other, share) for one, other, share in pairs if share is not None)


def _sentence(one: Scorecard, other: Scorecard, share: float) -> str:
    high, low, often = (one, other, share) if share >= 0.5 else (other, one, 1 - share)
    above = f"{high.agreement.short} is above {low.agreement.short} in {round(100 * often)} per cent of the joint draws"
    return f"{above}: the two are indistinct and not ordered." if indistinct(one, share) else f"{above}."


def order_changes(cards: Sequence[Scorecard]) -> str | None:
    """Say under which other weights and rules the order of the overall scores would change; None without such runs."""
    if len(cards) < 2 or any(card.sensitivity is None or card.overall.score is None for card in cards):
        return None
    base = _order([card.overall.score or 0.0 for card in cards])
    tables = [{title: score for _, title, score in card.sensitivity.alternatives} for card in cards if card.sensitivity]
    shared = [title for title in tables[0] if all(title in table for table in tables)]
    if not shared:
        return None
    changing = [title for title in shared if _order([table[title] for table in tables]) != base]
    if changing:
        return f"The order changes if: {'; '.join(changing)}."
    return f"The order does not change in any of these {words.small(len(shared))} runs with other weights or rules."


def _order(scores: Sequence[float]) -> list[int]:
    """Return who comes first, second, ... by the printed scores; equal ones in the order given."""
    return sorted(range(len(scores)), key=lambda turn: -words.whole(scores[turn]))


def robustness(cards: Sequence[Scorecard]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the rows of the table on doubt and choices: a title, and one text for each agreement. Empty without draws."""
    drawn = [card.sensitivity for card in cards if card.sensitivity is not None and card.overall.score is not None]
    if len(drawn) != len(cards):
        return ()
    rows = [
        ("Overall score", tuple(f"{card.overall.score:.0f}" for card in cards)),
        ("90 per cent of the draws", tuple(words.interval(card.overall.interval) for card in cards)),
        ("Median of the draws", tuple(f"{each.median:.0f}" for each in drawn)),
        ("Labels in the draws", tuple(_labels(each) for each in drawn)),
        ("Largest source of doubt", tuple(_capital(each.sources[0][0]) if each.sources else "" for each in drawn)),
    ]
    titles = dict.fromkeys(title for each in drawn for _, title, _ in each.alternatives)
    tables = [{title: score for _, title, score in each.alternatives} for each in drawn]
    rows += [(_capital(title), tuple(f"{table[title]:.0f}" if title in table else "none" for table in tables)) for title in titles]
    return (*rows, ("Moves the score most when left out", tuple(_moved(each) for each in drawn)))


def _labels(drawn: Sensitivity) -> str:
    """Return the labels that some draw carries, with their shares."""
    return ", ".join(f"{label} {round(100 * share)} per cent" for label, share in drawn.labels if round(100 * share))


def _moved(drawn: Sensitivity) -> str:
    return "; ".join(f"{criterion} ({change:+.1f})" for criterion, change in drawn.without[:3])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
