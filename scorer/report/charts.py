"""Scores → places of bars. The templates draw them as SVG without further arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.report import words
from scorer.report.views import Bar, Chart, ChartRow

_FULL = 84.0  # per cent of the width that stands for 100; the rest is room for the number
_STEP = 26  # pixels from one bar to the next
_THICK = 13
_TOP = 4

Scored = tuple[float, tuple[float, float]] | None  # score and open range


def chart(rows: Sequence[tuple[str, str, Sequence[Scored]]], names: Sequence[str]) -> Chart:
    """Lay out rows of (anchor, title, one score per name)."""
    ticks = tuple((_across(mark), str(mark)) for mark in (0, 25, 50, 75, 100))
    return Chart(tuple(_row(anchor, title, scores, names) for anchor, title, scores in rows), _across(100), ticks)


def _row(anchor: str, title: str, scores: Sequence[Scored], names: Sequence[str]) -> ChartRow:
    """Lay out the bars of one principle below each other."""
    bars = tuple(_bar(turn, name, scored) for turn, (name, scored) in enumerate(zip(names, scores, strict=True)))
    described = "; ".join(
        f"{bar.name} {bar.label if bar.scored else 'not assessed'}{_spoken(scored)}" for bar, scored in zip(bars, scores, strict=True)
    )
    return ChartRow(anchor, title, f"{described}.", _TOP + _STEP * len(bars), bars)


def _bar(turn: int, name: str, scored: Scored) -> Bar:
    """Lay out one bar, its number and, below it, the line of its open range."""
    top = _TOP + turn * _STEP
    value, (low, high) = scored or (0.0, (0.0, 0.0))
    shown = words.whole(value)
    return Bar(
        pattern=turn + 1,
        name=name,
        scored=scored is not None,
        label=str(shown) if scored else "not assessed",
        width=_across(shown),
        label_at=_across(max(shown, words.whole(high)) + 2),
        low=_across(words.whole(low)),
        high=_across(words.whole(high)),
        open_range=words.whole(low) != words.whole(high),
        top=top,
        thick=_THICK,
        range_top=top + _THICK + 1,
        range_base=top + _THICK + 7,
        middle=top + _THICK + 4,
        base=top + _THICK - 2,
    )


def _spoken(scored: Scored) -> str:
    """Return the open range as words, or nothing."""
    text = words.interval(scored[1]) if scored else ""
    return f", {text}" if text.startswith("range") else ""


def _across(value: float) -> str:
    """Return a place on the scale as a percentage of the width."""
    return f"{value * _FULL / 100:.2f}%"
