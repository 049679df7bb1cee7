"""Running headers, footers and page numbers: lines at the edge of a page that come again on the pages beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from scorer.sources import words
from scorer.sources.lines import Line

_DEEP = 3  # lines at the head and at the foot of a page that may be running
_NEAR = 2  # pages: even and odd pages may have headers of their own
_CLOSE = 2.5  # of the type's height: two running lines stand no farther apart
_SHORT = 90  # characters: a longer line does not count the pages
_SAME_HEIGHT = 4.0  # points
_FEW_PAGES = 3  # of so short a document, two pages are enough to show a running line
_HABIT = 3  # page numbers in one place show where the others stand

_ITEM = re.compile(r"\A\s*\([A-Za-z]{1,4}\)\s|[;:,]\s*\Z")

Place = tuple[int, int]  # page and line, by index


def drop(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without their running lines."""
    running: set[Place] = set()
    for edge in (_heads(pages), _feet(pages)):
        running |= _running(pages, edge)
    return [[line for at, line in enumerate(page) if (number, at) not in running] for number, page in enumerate(pages)]


def _heads(pages: Sequence[Sequence[Line]]) -> list[list[int]]:
    """Return, for each page, the indexes of its highest lines, the highest first."""
    return [sorted(range(len(page)), key=lambda at: -page[at].y)[:_DEEP] for page in pages]


def _feet(pages: Sequence[Sequence[Line]]) -> list[list[int]]:
    return [sorted(range(len(page)), key=lambda at: page[at].y)[:_DEEP] for page in pages]


def _running(pages: Sequence[Sequence[Line]], edge: list[list[int]]) -> set[Place]:
    """Return the running lines of one edge; a line is running only where all lines outside it are."""
    least = 2 if len(pages) <= _FEW_PAGES else 3
    often = Counter(_plain(pages[number][at].text) for number, rows in enumerate(edge) for at in rows)
    habits = _habits(pages, edge)
    found: set[Place] = set()
    for number, rows in enumerate(edge):
        outer: Line | None = None
        for at in rows:
            line = pages[number][at]
            if outer is not None and abs(line.y - outer.y) > _CLOSE * max(line.size, outer.size):
                break  # the text begins
            outer = line
            comes_again = often[_plain(line.text)] >= _wanted(line, least, len(pages)) and _repeated(pages, edge, number, line)
            if not (comes_again or _counts_on(pages, edge, number, line) or _in_place(line, habits)):
                break
            found.add((number, at))
    return found


def _wanted(line: Line, least: int, pages: int) -> int:
    """Return on how many pages a line must come again; an item of a list never runs, a sentence (a notice) on most pages only."""
    if _ITEM.search(line.text):
        return pages * _DEEP + 1
    return max(least, pages // 2) if line.text.endswith(".") else least


def _beside(pages: Sequence[Sequence[Line]], edge: list[list[int]], number: int, line: Line) -> list[Line]:
    """Return the edge lines of the pages near by that stand at the same height; two pages of few lines show nothing."""
    near = [n for n in range(max(0, number - _NEAR), min(len(pages), number + _NEAR + 1)) if n != number]
    near = [n for n in near if max(len(pages[n]), len(pages[number])) > 2 * _DEEP]
    return [pages[n][at] for n in near for at in edge[n] if abs(pages[n][at].y - line.y) <= _SAME_HEIGHT]


def _repeated(pages: Sequence[Sequence[Line]], edge: list[list[int]], number: int, line: Line) -> bool:
    """The same words at the same height on a page near by."""
    return any(_plain(other.text) == _plain(line.text) for other in _beside(pages, edge, number, line))


def _counts_on(pages: Sequence[Sequence[Line]], edge: list[list[int]], number: int, line: Line) -> bool:
    """``Page 4 of 9`` before ``Page 5 of 9``: one number grows with the pages.

    The number of a heading does not count: ``Article 4`` before ``Article 5`` is no such line, ``Part Two | 4`` before ``Part Two | 5`` is.
    """
    heading = words.load().heading.match(line.text)
    head = heading[0] if heading else ""
    here = _numbers(line.text[len(head) :]) if len(line.text) <= _SHORT else []
    for other in _beside(pages, edge, number, line) if here else ():
        there = _numbers(other.text[len(head) :])
        if not other.text.startswith(head) or _shape(other.text) != _shape(line.text) or len(there) != len(here):
            continue
        steps = [b - a for a, b in zip(here, there, strict=True)]
        if steps.count(other.page - line.page) >= 1 and all(step in (0, other.page - line.page) for step in steps):
            return True
    return False


def _habits(pages: Sequence[Sequence[Line]], edge: list[list[int]]) -> set[int]:
    """Return the heights at which page numbers stand, in steps of ``_SAME_HEIGHT``."""
    heights = Counter(
        round(pages[number][rows[0]].y / _SAME_HEIGHT)
        for number, rows in enumerate(edge)
        if rows and words.load().page_number.fullmatch(pages[number][rows[0]].text.strip())
    )
    return {height for height, count in heights.items() if count >= _HABIT}


def _in_place(line: Line, habits: set[int]) -> bool:
    """A page number where the others stand, though its numbering begins again (``20-1`` after ``19-15``)."""
    return round(line.y / _SAME_HEIGHT) in habits and bool(words.load().page_number.fullmatch(line.text.strip()))


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _shape(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", _plain(text))


def _numbers(text: str) -> list[int]:
    """Return the numbers of a line; small roman numerals count where there are no figures."""
    figures = [int(number) for number in re.findall(r"\d{1,6}", text)]
    return figures or [_roman(numeral) for numeral in re.findall(r"\b[ivxl]+\b", text.lower())]


def _roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
