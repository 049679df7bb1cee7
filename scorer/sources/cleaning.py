"""Pages of lines → stored text, with its footnotes and the way back from every character to its page and place.

Taken off: tables of contents, running lines and page numbers, footnote marks in the text. Put together: words parted by hyphens, paragraphs
parted by lines, columns and pages. A footnote stands in a paragraph of its own after the paragraph that calls it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from scorer.model import CharSpan, Mark, Origin
from scorer.sources import breaks, contents, footnotes, margins, parted, signs
from scorer.sources.footnotes import Footnote
from scorer.sources.lines import NOWHERE, WIDE, Line

_LAST_WORD = re.compile(r"([A-Za-z’'-]*[A-Za-z])[-\xad]\Z")
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_DASH_END = ("—", "–", "/")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a printed text is stored as."""

    text: str
    marks: tuple[Mark, ...]
    origins: tuple[Origin, ...]


@dataclass(slots=True)
class _Store:
    """A text being put together from lines, and where its runs came from."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    origins: list[Origin] = field(default_factory=list)
    _next: tuple[int, int] | None = None  # page and place with which the last run would go on

    def add(self, line: Line) -> None:
        """Add the characters of a line."""
        for offset, place in enumerate(line.places):
            if place != NOWHERE and (line.page, place) != self._next:
                self.origins.append(Origin(self.length + offset, line.page, place))
            if place != NOWHERE:
                self._next = (line.page, place + 1)
            else:
                self._next = None
        self.between(line.text.replace(WIDE, " "))

    def between(self, characters: str) -> None:
        """Add characters that the original does not have."""
        self.pieces.append(characters)
        self.length += len(characters)


def clean(pages: Sequence[Sequence[Line]]) -> Cleaned:
    """Return the stored text of a printed document."""
    body, notes = footnotes.split(contents.drop(margins.drop([[line.trimmed() for line in page] for page in pages])))
    return _Writer(notes, parted.counts(line.text for page in pages for line in page)).write(body)


class _Writer:
    """Writes paragraphs and, behind them, the notes they call."""

    def __init__(self, notes: Sequence[Footnote], counts: Counter[str]) -> None:
        self._store = _Store()
        self._notes = footnotes.called(notes)
        self._left = {id(note): note for note in notes}
        self._counts = counts
        self._marks: list[Mark] = []
        self._called: list[Footnote] = []
        self._calls: dict[int, list[Footnote]] = {}  # by the identity of the line that calls them

    def write(self, pages: Sequence[Sequence[Line]]) -> Cleaned:
        bare = [[self._without_marks(line) for line in page] for page in pages]
        lines = [line for page in bare for line in page if line.text]
        for paragraph in breaks.paragraphs(lines, breaks.measure(bare)):
            self._gap()
            self._join(paragraph)
            self._called.extend(note for line in paragraph for note in self._calls.get(id(line), ()))
            if breaks.closes(paragraph):
                self._flush(paragraph[-1].page)
        self._flush(None)
        return Cleaned("".join(self._store.pieces), tuple(self._marks), tuple(self._store.origins))

    def _without_marks(self, line: Line) -> Line:
        """Take out the raised marks that call a note, with the blank before them, and remember the notes."""
        spans: list[tuple[int, int]] = []
        called: list[Footnote] = []
        for call in footnotes.calls(line):
            found = [note for mark in call.marks if (note := footnotes.nearest(self._notes, mark, line.page))]
            if not found:
                continue
            blank = line.text[: call.start].rstrip()
            spans.append((len(blank), call.end))
            called.extend(note for note in found if self._left.pop(id(note), None))
        if not spans:
            return line
        bare = line.without(spans).trimmed()
        self._calls[id(bare)] = called
        return bare

    def _flush(self, page: int | None) -> None:
        """Write the notes called so far, and those of earlier pages that nothing called."""
        uncalled = list(takewhile(lambda note: page is None or note.page < page, self._left.values()))
        for note in uncalled:
            del self._left[id(note)]
        for note in (*self._called, *uncalled):
            self._note(note)
        self._called = []

    def _note(self, note: Footnote) -> None:
        start = self._gap()
        self._store.add(note.printed)
        self._store.between(" ")
        self._join(note.lines)
        self._marks.append(Mark("authorialNote", CharSpan(start, self._store.length), note.mark))

    def _gap(self) -> int:
        """Begin a paragraph; return where it begins."""
        if self._store.length:
            self._store.between("\n\n")
        return self._store.length

    def _join(self, lines: Sequence[Line]) -> None:
        """Write lines one behind the other, with words put together that a line end has parted."""
        rows = [row for line in lines if (row := line.trimmed()).text]
        for row, following in zip_longest(rows, rows[1:]):
            joint = " " if following is not None else ""
            if following is not None and row.text.endswith((signs.HYPHEN, signs.SOFT, *_DASH_END)):
                row, joint = self._hyphen(row, following)
            soft = [(at, at + 1) for at, c in enumerate(row.text) if c == signs.SOFT]
            self._store.add(row.without(soft) if soft else row)
            self._store.between(joint)

    def _hyphen(self, row: Line, following: Line) -> tuple[Line, str]:
        """Return a line without the hyphen that only parts a word, and what stands between it and the next line."""
        left, right = _LAST_WORD.search(row.text), _FIRST_WORD.match(following.text)
        if not left:
            alone = len(row.text) > 1 and row.text[-2].isspace()
            return row, " " if alone else ""
        if row.text.endswith(signs.SOFT) or (right and parted.is_one_word(left[1], right[0], self._counts)):
            return row.part(0, len(row.text) - 1), ""
        return row, ""
