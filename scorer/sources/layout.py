"""Fragments → lines in reading order: one column or two, bands across the page between them.

Fragments on one base line make a line, and small ones beside them are raised marks. What crosses the gutter between two columns is a band,
and cuts the columns into what is read before it and after it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from scorer.sources import columns, fragments
from scorer.sources.columns import Habits
from scorer.sources.fragments import Fragment, Glyph
from scorer.sources.lines import NOWHERE, WIDE, Line

_WIDE_GAP = 3.0  # of the type's height: shown as WIDE
_BLANK = 0.12  # of the type's height: a narrower gap between fragments is none
_SAME_LINE = 0.2  # of the type's height: how far base lines of one line may lie apart
_SMALLER = 0.87  # of the line's type: raised and lowered characters are smaller than this
_RAISED = 0.12  # of the line's type: a lower one is not raised
_BAND = (-0.35, 0.75)  # of the line's type: where the base line of a raised or lowered fragment lies
_CLOSE = 1.4  # of the band's type: how far below it its last line stands
_LAST_LINES = 1
_TOUCHES = 0.7  # of the line's type: how near a raised fragment stands to its word


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


def lines(glyphs: Iterable[Glyph], page: int, is_bold: Callable[[int], bool], habits: Habits) -> list[Line]:
    """Return the lines of one page in reading order, without the line numbers of a draft.

    Args:
        glyphs: The page's characters in the order of drawing.
        page: Its number.
        is_bold: Tells whether the character at a place is bold; a line is bold where its first, middle and last character are.
        habits: What the pages before have shown; this page is added.
    """
    pieces = columns.without_line_numbers(fragments.gather(glyphs), habits)
    if not pieces:
        return []
    gutter = habits.gutter(pieces)
    found: list[Line] = []
    for region, (column, rows) in enumerate(_regions(pieces, gutter)):
        for row in rows:
            line = _line(row, page, region, column)
            found.append(replace(line, bold=_all_bold(line, is_bold)))
    return found


def _regions(pieces: Sequence[Fragment], gutter: float | None) -> list[tuple[int, list[_Row]]]:
    """Return the stretches of a page in reading order: their column and their lines, from the top down."""
    if gutter is None:
        return [(0, _rows(pieces))]
    bands = _rows([f for f in pieces if f.left < gutter < f.right])
    sides = [_rows([f for f in pieces if f.right <= gutter]), _rows([f for f in pieces if f.left >= gutter])]
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
    return _merged(_with_last_lines([(column, rows) for column, rows in found if rows]))


def _with_last_lines(regions: list[tuple[int, list[_Row]]]) -> list[tuple[int, list[_Row]]]:
    """Let a band keep its last line, which may be too short to cross the gutter: close below it, with nothing beside it."""
    found: list[tuple[int, list[_Row]]] = []
    for at, (column, rows) in enumerate(regions):
        alone = column == 1 and not (at + 1 < len(regions) and regions[at + 1][0] == 2)
        if alone and found and found[-1][0] == 0 and _close_below(found[-1][1][-1], rows):
            found.append((0, rows))
        else:
            found.append((column, rows))
    return found


def _close_below(band: _Row, rows: Sequence[_Row]) -> bool:
    return len(rows) <= _LAST_LINES and band.y - rows[0].y <= _CLOSE * band.size and abs(rows[0].size - band.size) <= 0.05 * band.size


def _merged(regions: list[tuple[int, list[_Row]]]) -> list[tuple[int, list[_Row]]]:
    """Put neighbouring bands together."""
    found: list[tuple[int, list[_Row]]] = []
    for column, rows in regions:
        if found and found[-1][0] == column:
            found[-1][1].extend(rows)
        else:
            found.append((column, rows))
    return found


def _rows(pieces: Sequence[Fragment]) -> list[_Row]:
    """Put fragments of one column together into lines, from the top down; large type first, so that small type can join it."""
    rows: list[_Row] = []
    heights: list[tuple[float, int]] = []  # (y, index into rows), sorted
    for f in sorted(pieces, key=lambda f: (-f.size, -f.y, f.left)):
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
