"""Columns and line numbers of a page, told by what runs down it.

Where a gutter runs down the middle of the page, with lines on both sides that fill their half, there are two columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from scorer.sources.fragments import Fragment, baselines, edges

_MIDDLE = (0.3, 0.7)  # of the text's width: where a gutter may run
_LEAST_LINES = 6  # on each side of a gutter
_MOST_CROSSING = 0.5  # of all lines may run across the gutter
_FILLED = 0.6  # of its column's width that half of the lines fill
_AS_MANY = 0.6  # of the lines of a filled column, on a side that is not filled
_GUTTER = 5.0  # points; a narrower one is none
_HABIT = 2  # pages with the same gutter make it a habit
_SAME_GUTTER = 12.0  # points
_LEAST_CROSSING = 3  # lines that may: header, heading, page number
_FEW_CROSSING = 0.25  # of the lines of a page that follows the habit may run across its gutter

_NUMBERED = 0.6  # of the lines of a page carry a number, in a draft that numbers each
_LEAST_NUMBERS = 5


@dataclass(slots=True)
class Habits:
    """What the pages read so far have shown: a page that does not show it by itself follows the habit.

    Attributes:
        gutters: Where columns were parted.
        numbered: True where the lines of a draft were numbered.
    """

    gutters: list[float] = field(default_factory=list)
    numbered: bool = False

    def gutter(self, fragments: Sequence[Fragment]) -> float | None:
        """Return where the columns of the next page are parted; None where it has one."""
        at = _gutter(fragments)
        if at is not None:
            self.gutters.append(at)
        return at if at is not None else self._habit(fragments)

    def _habit(self, fragments: Sequence[Fragment]) -> float | None:
        recent = self.gutters[-_HABIT:]
        if len(recent) < _HABIT or max(recent) - min(recent) > _SAME_GUTTER:
            return None
        at = median(recent)
        crossing = len(baselines([f for f in fragments if f.left < at < f.right]))
        sides = [len(baselines(side)) for side in ([f for f in fragments if f.right <= at], [f for f in fragments if f.left >= at])]
        return at if min(sides) and crossing <= max(_LEAST_CROSSING, _FEW_CROSSING * max(sides)) else None


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Return where two columns are parted; None where there is one."""
    left, right = edges(fragments)
    width = right - left
    low, high = int(left + _MIDDLE[0] * width), int(left + _MIDDLE[1] * width)
    if high - low < _GUTTER:
        return None
    cover = _cover(fragments, low, high)
    least = min(cover)
    runs = [x for x, count in enumerate(cover) if count <= least + 1]
    middle = _longest_run(runs)
    if middle is None:
        return None
    at = low + middle
    sides = [f for f in fragments if f.right <= at], [f for f in fragments if f.left >= at]
    halves = (left, at - _GUTTER / 2), (at + _GUTTER / 2, right)
    crossing = len(baselines([f for f in fragments if f.left < at < f.right]))
    left_side, right_side = (_Side.of(side, *half) for side, half in zip(sides, halves, strict=True))
    most = max(left_side.lines, right_side.lines)
    return at if left_side.beside(right_side) and crossing <= _MOST_CROSSING * (crossing + most) else None


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of a gutter: how many lines, and whether they fill it as running text does."""

    lines: int
    filled: bool

    @classmethod
    def of(cls, fragments: Sequence[Fragment], left: float, right: float) -> _Side:
        rows = baselines(fragments)
        extents = [max(f.right for f in row) - min(f.left for f in row) for row in rows.values()]
        return cls(len(rows), bool(extents) and median(extents) >= _FILLED * (right - left))

    def beside(self, other: _Side) -> bool:
        """Two columns: both filled, or one, and the other (a list of names) has nearly as many lines."""
        fewest, most = sorted((self.lines, other.lines))
        if fewest < _LEAST_LINES:
            return False
        return (self.filled and other.filled) or ((self.filled or other.filled) and fewest >= _AS_MANY * most)


def _cover(fragments: Sequence[Fragment], low: int, high: int) -> list[int]:
    """Count, for each point of the middle, the fragments that run across it."""
    changes = [0] * (high - low + 2)
    for f in fragments:
        start, end = max(int(f.left), low), min(int(f.right) + 1, high + 1)
        if start < end:
            changes[start - low] += 1
            changes[end - low] -= 1
    cover, here = [], 0
    for change in changes[:-1]:
        here += change
        cover.append(here)
    return cover


def _longest_run(numbers: Sequence[int]) -> float | None:
    """Return the middle of the longest run of neighbours, where it is as wide as a gutter."""
    best: tuple[int, int] = (0, 0)
    start = 0
    for index, number in enumerate(numbers):
        if index and number != numbers[index - 1] + 1:
            start = index
        if index - start + 1 > best[0]:
            best = (index - start + 1, number)
    length, last = best
    return last - length / 2 if length >= _GUTTER else None


def without_line_numbers(fragments: list[Fragment], habits: Habits) -> list[Fragment]:
    """Drop the numbers that count the lines beside the text: one a line or one every fifth, in the margin."""
    bare = [f for f in fragments if f.text.isdecimal() and len(f.text) <= 4]
    words = [f for f in fragments if not f.text.isdecimal()]
    if not bare or not words:
        return fragments
    edge, far = edges(words)
    rows = len(baselines(words))
    for side in ([f for f in bare if f.right < edge], [f for f in bare if f.left > far]):
        if side and (habits.numbered or _counts_lines(side, rows)):
            habits.numbered = True
            dropped = set(map(id, side))
            return [f for f in fragments if id(f) not in dropped]
    return fragments


def _counts_lines(numbers: Sequence[Fragment], rows: int) -> bool:
    """Tell whether numbers beside so many lines count them."""
    ordered = sorted(numbers, key=lambda f: -f.y)
    if len(ordered) < _LEAST_NUMBERS:
        return False
    steps = Counter(int(below.text) - int(above.text) for above, below in pairwise(ordered))
    step, often = steps.most_common(1)[0]
    return step in (1, 5) and often >= 0.9 * (len(ordered) - 1) and len(ordered) * step >= _NUMBERED * rows
