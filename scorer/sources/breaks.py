"""Lines → paragraphs: whether a line goes on with the one before it or begins something new."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scorer.sources import words
from scorer.sources.lines import Line

_WIDER = 1.3  # of the usual distance between lines: a wider one parts paragraphs
_LARGER = 1.08  # another height of type
_INDENT = 0.7  # of the type's height: how far a line is set in or out
_SLACK = 0.5  # of the type's height: by how much a word must fit to be missed at the end of a line
_WIDE, _NARROW = 1.3, 0.55  # of a usual letter: capitals; blanks, stops, i and l
_CENTRED = 0.06  # of the column's width: how far the middle of a centred line may lie from the column's
_FULL_PAGE = 10  # lines of a column that show its edge
_STICK_OUT = 20  # one line in so many may stick out of its column
_HEADING_LONGEST = 140  # characters
_MARKER = re.compile(
    r"(?:\((?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[A-Z]{1,2}|[IVXL]{1,6})\)|\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[a-z][.)]|[ivx]{1,5}[.)]|[A-Z][.)]"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}|[-–—•·▪])(?=\s)"
)
_CLOSED = re.compile(r"[.;:,!?—–)\]”\"’'-]\s*\Z|(?:\s|\A)(?:and|or|and/or)\s*\Z")
_SENTENCE_CLOSED = re.compile(r"[.;:!?][)\]”\"’']*\s*\Z")


@dataclass(frozen=True, slots=True)
class Columns:
    """Edges of the columns (0 the whole page, 1 and 2 its halves), usual and by page, and the usual distance between lines."""

    left: Mapping[int, float]
    right: Mapping[int, float]
    right_on: Mapping[tuple[int, int], float]
    pitch: float

    def edge(self, line: Line) -> float:
        """Return the right edge of the column in which a line stands."""
        return self.right_on.get((line.page, line.column), self.right.get(line.column, line.right))


def measure(pages: Sequence[Sequence[Line]]) -> Columns:
    """Measure the columns by their lines of running text."""
    lefts: dict[int, list[float]] = {}
    rights: dict[int, list[float]] = {}
    here: dict[tuple[int, int], float] = {}
    steps: list[float] = []
    for page in pages:
        for column in (0, 1, 2):
            rows = [line for line in page if line.column == column and not line.bold]
            lefts.setdefault(column, []).extend(line.left for line in rows)
            rights.setdefault(column, []).extend(line.right for line in rows)
            if len(rows) >= _FULL_PAGE:
                here[rows[0].page, column] = _outermost([line.right for line in rows])
        steps.extend(above.y - below.y for above, below in pairwise(page) if _under(above, below))
    left = {column: -_outermost([-edge for edge in edges]) for column, edges in lefts.items() if edges}
    right = {column: _outermost(edges) for column, edges in rights.items() if edges}
    return Columns(left, right, here, median(steps) if steps else 0.0)


def _outermost(edges: Sequence[float]) -> float:
    """Return how far lines reach, a few that stick out aside."""
    return sorted(edges, reverse=True)[min(max(1, len(edges) // _STICK_OUT), len(edges) - 1)]


def _under(above: Line, below: Line) -> bool:
    """Two lines of running text, one under the other."""
    return above.region == below.region and 0 < above.y - below.y <= 2.5 * above.size and _same_size(above, below)


def paragraphs(lines: Sequence[Line], columns: Columns) -> list[list[Line]]:
    """Gather lines into paragraphs and headings."""
    found: list[list[Line]] = []
    for line in lines:
        if found and not begins(found[-1][-1], line, columns):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def begins(last: Line, line: Line, columns: Columns) -> bool:
    """Tell whether ``line`` begins a paragraph after ``last``."""
    known = words.load()
    ended = _word_would_fit(last, line, columns)
    closed = bool(_CLOSED.search(last.text))
    heading = _is_heading(last, columns)
    if known.bare_heading.match(last.text.strip()) and (ended or last.bold):
        return True
    if known.heading.match(line.text) and not known.reference.search(last.text):
        apart = heading or ended or bool(_SENTENCE_CLOSED.search(last.text)) or not _alike(last, line)
        if apart:
            return True
    if heading and _is_heading(line, columns) and _alike(last, line) and not _gap(last, line, columns) and not closed:
        return False
    runs_on = not closed and (line.text[:1].islower() or not ended) and not heading
    if not runs_on and (_gap(last, line, columns) or not _alike(last, line)):
        return True
    if _MARKER.match(line.text):
        return (closed or ended or abs(line.left - last.left) > _INDENT * line.size) and not known.reference.search(last.text)
    if ended:
        return not (line.text[:1].islower() and not closed)
    return closed and _set_in(last, line)


def closes(paragraph: Sequence[Line]) -> bool:
    """Tell whether a note may follow a paragraph: it is no heading and does not stop inside a sentence."""
    return bool(_CLOSED.search(paragraph[-1].text))


def _same_size(last: Line, line: Line) -> bool:
    return max(last.size, line.size) <= _LARGER * min(last.size, line.size)


def _alike(last: Line, line: Line) -> bool:
    return _same_size(last, line) and last.bold == line.bold


def _gap(last: Line, line: Line, columns: Columns) -> bool:
    """A wide gap between two lines of one column."""
    return (last.page, last.region) == (line.page, line.region) and last.y - line.y > _WIDER * max(columns.pitch, 0.9 * line.size)


def _word_would_fit(last: Line, line: Line, columns: Columns) -> bool:
    """The first word of ``line`` had room behind ``last``: somebody ended the line there."""
    word = line.text.split(None, 1)[0] if line.text.split() else ""
    width = (_units(word) + _NARROW) * (line.right - line.left) / max(_units(line.text), 1.0)
    return last.right + width + _SLACK * last.size < columns.edge(last)


def _units(text: str) -> float:
    """Return about how wide a text is: capitals are wide, stops and some letters narrow."""
    return sum(_WIDE if c.isupper() or c in "mw—@%" else _NARROW if c in " .,;:'’|!()[]/-ijltfrI" else 1.0 for c in text)


def _is_heading(line: Line, columns: Columns) -> bool:
    """A short line in bold, in capitals or in the middle, that no sentence ends with."""
    text = line.text.strip()
    if len(text) > _HEADING_LONGEST or text.endswith((".", ";", ",")):
        return False
    return line.bold or text.isupper() or _is_centred(line, columns)


def _is_centred(line: Line, columns: Columns) -> bool:
    left, right = columns.left.get(line.column, line.left), columns.edge(line)
    width = max(right - left, 1.0)
    middle = abs((line.left + line.right) / 2 - (left + right) / 2) <= _CENTRED * width
    return middle and line.left - left > 2 * _CENTRED * width


def _set_in(last: Line, line: Line) -> bool:
    """The first line of a paragraph is set in, or a list ends and the text comes back to the edge."""
    if (last.page, last.region) != (line.page, line.region) or not _SENTENCE_CLOSED.search(last.text):
        return False
    return abs(line.left - last.left) > _INDENT * line.size
