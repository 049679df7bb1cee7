"""Characters with positions → lines in reading order: one column or two, bands across the page between them.

Characters come in the order in which the file draws them. They are gathered into *fragments* (one base line, no wide gap), fragments into
lines. Where a gutter runs down the middle of the page, with lines on both sides that fill their half, there are two columns; what crosses
the gutter is a band, and cuts the columns into what is read before it and after it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from scorer.sources.lines import NOWHERE, WIDE, Line

_GAP = 1.2  # of the type's height: a wider gap ends a fragment
_WIDE_GAP = 3.0  # of the type's height: shown as WIDE
_BLANK = 0.12  # of the type's height: a narrower gap between fragments is none
_SAME_LINE = 0.2  # of the type's height: how far base lines of one line may lie apart
_SMALLER = 0.87  # of the line's type: raised and lowered characters are smaller than this
_RAISED = 0.12  # of the line's type: a lower one is not raised
_BAND = (-0.35, 0.75)  # of the line's type: where the base line of a raised or lowered fragment lies
_TOUCHES = 0.7  # of the line's type: how near a raised fragment stands to its word

_MIDDLE = (0.3, 0.7)  # of the text's width: where a gutter may run
_LEAST_LINES = 6  # on each side of a gutter
_MOST_CROSSING = 0.5  # of all lines may run across the gutter
_FILLED = 0.6  # of its column's width that half of the lines fill
_AS_MANY = 0.6  # of the lines of a filled column, on a side that is not filled
_GUTTER = 5.0  # points; a narrower one is none

_HABIT = 3  # pages with the same gutter make it a habit
_SAME_GUTTER = 12.0  # points
_FEW_CROSSING = 0.25  # of the lines of a page that follows the habit may run across its gutter

_NUMBERED = 0.6  # of the lines of a page carry a number, in a draft that numbers each
_LEAST_NUMBERS = 5


class Glyph(NamedTuple):
    """One character as drawn: edges and base line in points, height of its type, its place on the page."""

    text: str
    left: float
    right: float
    y: float
    size: float
    place: int


@dataclass(slots=True)
class Fragment:
    """Characters on one base line without a wide gap."""

    glyphs: list[Glyph] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    y: float = 0.0
    size: float = 0.0
    blank_after: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    def takes(self, glyph: Glyph) -> bool:
        """Tell whether a character goes on this fragment."""
        near = -0.5 * self.size <= glyph.left - self.right <= _GAP * self.size
        return near and abs(glyph.y - self.y) <= 0.1 * self.size and abs(glyph.size - self.size) <= 0.1 * self.size

    def add(self, glyph: Glyph) -> None:
        """Add a character at the end; a blank is kept back until another character follows."""
        if not self.glyphs:
            self.left, self.y, self.size = glyph.left, glyph.y, glyph.size
        self.glyphs.append(glyph)
        self.right = max(self.right, glyph.right)


@dataclass(slots=True)
class _Row:
    """Fragments of one line while it is being put together."""

    y: float
    size: float
    fragments: list[Fragment]
    raised: list[Fragment] = field(default_factory=list)

    def touches(self, small: Fragment) -> bool:
        reach = _TOUCHES * self.size
        return any(f.left - reach <= small.right and small.left <= f.right + reach for f in self.fragments)


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
        crossing = len(_baselines([f for f in fragments if f.left < at < f.right]))
        sides = [len(_baselines(side)) for side in ([f for f in fragments if f.right <= at], [f for f in fragments if f.left >= at])]
        return at if min(sides) and crossing <= _FEW_CROSSING * max(sides) else None


def lines(glyphs: Iterable[Glyph], page: int, is_bold: Callable[[int], bool], habits: Habits) -> list[Line]:
    """Return the lines of one page in reading order, without the line numbers of a draft.

    Args:
        glyphs: The page's characters in the order of drawing.
        page: Its number.
        is_bold: Tells whether the character at a place is bold; a line is bold where its first, middle and last character are.
        habits: What the pages before have shown; this page is added.
    """
    fragments = _without_line_numbers(_fragments(glyphs), habits)
    if not fragments:
        return []
    gutter = habits.gutter(fragments)
    found: list[Line] = []
    for region, (column, rows) in enumerate(_regions(fragments, gutter)):
        for row in rows:
            line = _line(row, page, region, column)
            found.append(replace(line, bold=_all_bold(line, is_bold)))
    return found


def _fragments(glyphs: Iterable[Glyph]) -> list[Fragment]:
    """Gather characters in the order of drawing."""
    found: list[Fragment] = []
    current = Fragment()
    blank: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = glyph
            current.blank_after = True
            continue
        if current.glyphs and not current.takes(glyph):
            found.append(current)
            current = Fragment()
        elif current.glyphs and blank:
            current.glyphs.append(blank)
        current.blank_after = False
        blank = None
        current.add(glyph)
    return [*found, current] if current.glyphs else found


def _without_line_numbers(fragments: list[Fragment], habits: Habits) -> list[Fragment]:
    """Drop the numbers that count the lines beside the text: one a line or one every fifth, in the margin."""
    bare = [f for f in fragments if f.text.isdecimal() and len(f.text) <= 4]
    words = [f for f in fragments if not f.text.isdecimal()]
    if not bare or not words:
        return fragments
    edge, far = _edges(words)
    baselines = len({round(f.y) for f in words})
    for side in ([f for f in bare if f.right < edge], [f for f in bare if f.left > far]):
        if side and (habits.numbered or _counts_lines(side, baselines)):
            habits.numbered = True
            dropped = set(map(id, side))
            return [f for f in fragments if id(f) not in dropped]
    return fragments


def _counts_lines(numbers: Sequence[Fragment], baselines: int) -> bool:
    """Tell whether numbers beside so many lines count them."""
    ordered = sorted(numbers, key=lambda f: -f.y)
    if len(ordered) < _LEAST_NUMBERS:
        return False
    steps = Counter(int(below.text) - int(above.text) for above, below in pairwise(ordered))
    step, often = steps.most_common(1)[0]
    return step in (1, 5) and often >= 0.9 * (len(ordered) - 1) and len(ordered) * step >= _NUMBERED * baselines


def _edges(fragments: Sequence[Fragment]) -> tuple[float, float]:
    """Return the left and right edge of the text, a few stray fragments aside."""
    lefts, rights = sorted(f.left for f in fragments), sorted(f.right for f in fragments)
    stray = len(fragments) // 50
    return lefts[stray], rights[-1 - stray]


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Return where two columns are parted; None where there is one."""
    left, right = _edges(fragments)
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
    crossing = len(_baselines([f for f in fragments if f.left < at < f.right]))
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
        rows = _baselines(fragments)
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


def _baselines(fragments: Sequence[Fragment]) -> dict[int, list[Fragment]]:
    rows: dict[int, list[Fragment]] = {}
    for f in fragments:
        rows.setdefault(round(f.y), []).append(f)
    return rows


def _regions(fragments: Sequence[Fragment], gutter: float | None) -> list[tuple[int, list[_Row]]]:
    """Return the stretches of a page in reading order: their column and their lines, from the top down."""
    if gutter is None:
        return [(0, _rows(fragments))]
    bands = _rows([f for f in fragments if f.left < gutter < f.right])
    sides = [_rows([f for f in fragments if f.right <= gutter]), _rows([f for f in fragments if f.left >= gutter])]
    found: list[tuple[int, list[_Row]]] = []
    for band in [*bands, None]:
        for column, side in enumerate(sides, 1):
            above = [row for row in side if band is None or row.y > band.y + _SAME_LINE * band.size]
            del side[: len(above)]
            found.append((column, above))
        if band is not None:
            beside = [row for side in sides for row in side[:1] if abs(row.y - band.y) <= _SAME_LINE * band.size]
            for row in beside:
                band.fragments.extend(row.fragments)
                band.raised.extend(row.raised)
            for side in sides:
                side[:] = [row for row in side if row not in beside]
            found.append((0, [band]))
    return _merged([(column, rows) for column, rows in found if rows])


def _merged(regions: list[tuple[int, list[_Row]]]) -> list[tuple[int, list[_Row]]]:
    """Put neighbouring bands together."""
    found: list[tuple[int, list[_Row]]] = []
    for column, rows in regions:
        if found and found[-1][0] == column:
            found[-1][1].extend(rows)
        else:
            found.append((column, rows))
    return found


def _rows(fragments: Sequence[Fragment]) -> list[_Row]:
    """Put fragments of one column together into lines, from the top down; large type first, so that small type can join it."""
    rows: list[_Row] = []
    heights: list[tuple[float, int]] = []  # (y, index into rows), sorted
    for f in sorted(fragments, key=lambda f: (-f.size, -f.y, f.left)):
        home = _home(rows, heights, f)
        if home is None:
            rows.append(_Row(f.y, f.size, [f]))
            insort(heights, (f.y, len(rows) - 1))
        elif abs(home.y - f.y) <= _SAME_LINE * f.size:
            home.fragments.append(f)
        else:
            home.raised.append(f)
    return sorted(rows, key=lambda row: -row.y)


def _home(rows: list[_Row], heights: list[tuple[float, int]], f: Fragment) -> _Row | None:
    """Return the line that a fragment belongs to: one on its base line, else a larger one that it touches."""
    reach = 3 * f.size
    start = bisect_left(heights, (f.y - reach, -1))
    near: list[_Row] = []
    for y, index in heights[start:]:
        if y > f.y + reach:
            break
        near.append(rows[index])
    level = [row for row in near if abs(row.y - f.y) <= _SAME_LINE * min(f.size, row.size)]
    if level:
        return min(level, key=lambda row: abs(row.y - f.y))
    larger = [
        row for row in near if f.size < _SMALLER * row.size and _BAND[0] * row.size <= f.y - row.y <= _BAND[1] * row.size and row.touches(f)
    ]
    return min(larger, key=lambda row: abs(row.y - f.y), default=None)


def _line(row: _Row, page: int, region: int, column: int) -> Line:
    """Write the fragments of one line from left to right."""
    text: list[str] = []
    places: list[int] = []
    raised: list[tuple[int, int]] = []
    last: Fragment | None = None
    small = set(map(id, row.raised))
    for f in sorted([*row.fragments, *row.raised], key=lambda f: f.left):
        if last is not None:
            gap = (f.left - last.right) / row.size
            if gap > _BLANK or (last.blank_after and id(f) not in small):
                text.append(WIDE if gap > _WIDE_GAP else " ")
                places.append(NOWHERE)
        start = len(text)
        for glyph in f.glyphs:
            text.extend(glyph.text)
            places.extend([glyph.place] * len(glyph.text))
        if id(f) in small and f.y - row.y >= _RAISED * row.size:
            raised.append((start, len(text)))
        last = f
    every = [*row.fragments, *row.raised]
    return Line(
        text="".join(text),
        places=tuple(places),
        page=page,
        region=region,
        column=column,
        left=min(f.left for f in every),
        right=max(f.right for f in every),
        y=row.y,
        size=row.size,
        raised=tuple(raised),
    )


def _all_bold(line: Line, is_bold: Callable[[int], bool]) -> bool:
    places = [place for place, character in zip(line.places, line.text, strict=True) if place != NOWHERE and not character.isspace()]
    return all(is_bold(place) for place in {places[0], places[len(places) // 2], places[-1]})
