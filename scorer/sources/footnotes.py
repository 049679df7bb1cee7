"""Footnotes at the foot of pages and columns: which lines they are, and which note a raised mark calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from scorer.sources.lines import Line

_SMALL = 0.93  # of the body's type: footnotes are set smaller than this
_MARK = r"\d{1,3}|[*†‡§]{1,4}"
_BEGINS = re.compile(rf"[(\[]?({_MARK})[)\].]?[\s]*(?=\S|\Z)")
_CALLS = re.compile(_MARK)
_CLOSED = (".", ";", "”", '"', ")", "!", "?")


@dataclass(slots=True, eq=False)
class Footnote:
    """A note: its mark, the page it begins on, its lines without the mark, and the printed mark."""

    mark: str
    page: int
    printed: Line
    lines: list[Line] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """True where its last sentence goes on: on the next page."""
        return not self.lines or not self.lines[-1].text.rstrip().endswith(_CLOSED)


@dataclass(frozen=True, slots=True)
class Call:
    """A raised mark in the text: the range of characters to leave out, and the marks it names."""

    start: int
    end: int
    marks: tuple[str, ...]


def split(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Footnote]]:
    """Return the pages without their footnotes, and the footnotes in order."""
    body = body_size(pages)
    kept: list[list[Line]] = []
    notes: list[Footnote] = []
    before: set[str] = set()
    for page in pages:
        called = {mark for line in page for call in calls(line) for mark in call.marks}
        found, rest = _page(page, body, called | before, notes)
        notes.extend(found)
        kept.append(rest)
        before = called
    return kept, notes


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the height of the type that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def calls(line: Line) -> Iterator[Call]:
    """Yield the raised marks that follow a word; brackets round a mark belong to it."""
    for start, end in line.raised:
        marks = tuple(_CALLS.findall(line.text[start:end]))
        if start == 0 or not marks or re.search(r"[A-Za-z]", line.text[start:end]):
            continue
        if line.text[start - 1] == "(" and line.text[end : end + 1] == ")":
            start, end = start - 1, end + 1
        yield Call(start, end, marks)


def called(notes: Sequence[Footnote]) -> dict[str, list[Footnote]]:
    """Return the notes by mark."""
    found: dict[str, list[Footnote]] = {}
    for note in notes:
        found.setdefault(note.mark, []).append(note)
    return found


def nearest(notes: dict[str, list[Footnote]], mark: str, page: int) -> Footnote | None:
    """Return the note that a mark on ``page`` calls: on this page, else pushed to the next."""
    near = [note for note in notes.get(mark, ()) if page <= note.page <= page + 1]
    return min(near, key=lambda note: note.page, default=None)


def _page(page: Sequence[Line], body: float, called: set[str], before: list[Footnote]) -> tuple[list[Footnote], list[Line]]:
    """Take the footnotes off the foot of each region of a page."""
    notes: list[Footnote] = []
    rest: list[Line] = []
    if not any(line.size > _SMALL * body for line in page):
        return notes, list(page)
    for _, group in groupby(page, key=lambda line: line.region):
        region = list(group)
        start = _small_tail(region, body)
        if start == len(region):
            start = _marked_tail(region, called, first=0 if rest else 1)
        taken = _notes(region[start:], called, [*before[-1:], *notes])
        notes.extend(taken[0])
        rest.extend([*region[:start], *taken[1]])
    return notes, rest


def _small_tail(region: Sequence[Line], body: float) -> int:
    """Return where the small type begins that runs down to the foot of a region."""
    start = len(region)
    while start and region[start - 1].size <= _SMALL * body:
        start -= 1
    return start


def _marked_tail(region: Sequence[Line], called: set[str], *, first: int) -> int:
    """Return where notes in the body's own type begin: at a line that a raised mark begins, and that the text calls."""
    for at in range(first, len(region)):
        match = _begins(region[at], called, None)
        if match and match[1] in called and region[at].raised and region[at].raised[0][0] <= 1:
            return at
    return len(region)


def _notes(tail: Sequence[Line], called: set[str], before: list[Footnote]) -> tuple[list[Footnote], list[Line]]:
    """Return the notes that these lines hold, and the lines that belong to none.

    Lines before the first mark go on the last note of the page before, where its sentence is not closed.
    """
    found: list[Footnote] = []
    strays: list[Line] = []
    last = before[-1] if before and tail and before[-1].page >= tail[0].page - 1 and before[-1].open else None
    count: int | None = None
    for line in tail:
        match = _begins(line, called, count)
        if match:
            mark = match[1]
            last = Footnote(mark, line.page, line.part(match.start(1), match.end(1)), [line.part(match.end())])
            found.append(last)
            count = int(mark) if mark.isdigit() else None
        elif last is not None:
            last.lines.append(line)
        else:
            strays.append(line)
    return found, strays


def _begins(line: Line, called: set[str], count: int | None) -> re.Match[str] | None:
    """Return the mark that begins a note here: raised, called by the text, or the next number after ``count``."""
    match = _BEGINS.match(line.text)
    if not match:
        return None
    raised = bool(line.raised) and line.raised[0][0] <= match.start(1) < line.raised[0][1]
    mark = match[1]
    following = count is not None and mark.isdigit() and int(mark) == count + 1
    later = count is None or not mark.isdigit() or int(mark) > count
    known = mark in called
    return match if following or (raised and (known or later)) or (known and later) else None
