"""A small printer: blocks of text → PDF, with what printed agreements have: columns, running lines, page numbers, footnotes, hyphens.

It knows the standard font Helvetica and no more, so that tests need no other program.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from tests.convert import Para

# Widths of the characters from the blank on, in thousandths of the type size. Source: Adobe Font Metrics of Helvetica.
_METRICS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = [int(width) for width in _METRICS.split()]
WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 72.0
_CALL = re.compile(r"\x01([^\x02]*)\x02")


@dataclass(frozen=True)
class Note:
    """A footnote: its mark and its words."""

    mark: str
    text: str


@dataclass(frozen=True)
class Block:
    """A heading or paragraph. ``\\x01`` mark ``\\x02`` in ``text`` calls a note of ``notes``; ``indent`` in points."""

    text: str
    heading: bool = False
    notes: tuple[Note, ...] = ()
    indent: float = 0.0


@dataclass(frozen=True)
class Style:
    """How a document is printed."""

    columns: int = 1
    size: float = 10.0
    header: str | None = None
    numbers: str | None = None  # "Page {} of 9"
    hyphens: bool = False
    line_numbers: bool = False
    justified: bool = False
    leading: float = 1.2
    between: float = 0.6  # of the type size: what parts paragraphs beside the leading

    @property
    def column_width(self) -> float:
        return (WIDTH - 2 * MARGIN - 24 * (self.columns - 1)) / self.columns


@dataclass(frozen=True)
class Text:
    """Words at a place of a page."""

    x: float
    y: float
    size: float
    words: str
    bold: bool = False
    spacing: float = 0.0


@dataclass
class _Printer:
    style: Style
    pages: list[list[Text]] = field(default_factory=list)
    column: int = 10**6
    y: float = 0.0
    floor: float = MARGIN
    notes: list[Note] = field(default_factory=list)

    def print(self, blocks: Sequence[Block]) -> list[list[Text]]:
        for block in blocks:
            self._block(block)
        self._end_column()
        for number, page in enumerate(self.pages, 1):
            page.extend(self._edges(number))
        return self.pages

    def _block(self, block: Block) -> None:
        style = self.style
        size = style.size * (1.2 if block.heading else 1.0)
        width = (style.column_width - block.indent) * (0.9 if block.heading else 1.0)  # bold type is wider
        called = {note.mark: note for note in block.notes}
        for line, last in _broken(block.text, width, size, hyphens=style.hyphens and not block.heading):
            notes = [called[mark] for mark in _CALL.findall(line) if mark in called]
            need = size * style.leading + sum(self._note_height(note) for note in notes)
            if self.y - need < self.floor:
                self._next_column()
            self.y -= size * style.leading
            self.floor += sum(self._note_height(note) for note in notes)
            self.notes.extend(notes)
            left = self._left() + block.indent
            if block.heading:
                left += (style.column_width - _width(line, size)) / 2
            room = style.column_width - block.indent - _width(line, size)
            self._place(line, left, size, bold=block.heading, room=room if style.justified and not (last or block.heading) else 0.0)
        self.y -= style.size * style.between

    def _place(self, line: str, x: float, size: float, *, bold: bool, room: float) -> None:
        blanks = line.count(" ")
        spacing = room / blanks if blanks else 0.0
        for index, piece in enumerate(re.split(r"\x01([^\x02]*)\x02", line)):
            if not piece:
                continue
            raised = index % 2
            here = Text(x, self.y + raised * 0.35 * size, size * (0.6 if raised else 1.0), piece, bold, spacing)
            self.pages[-1].append(here)
            x += _width(piece, here.size) + spacing * piece.count(" ")

    def _left(self) -> float:
        return MARGIN + self.column * (self.style.column_width + 24)

    def _next_column(self) -> None:
        self._end_column()
        self.column += 1
        if self.column >= self.style.columns:
            self.pages.append([])
            self.column = 0
        self.y, self.floor = HEIGHT - MARGIN, MARGIN

    def _note_lines(self, note: Note) -> list[str]:
        return [line for line, _ in _broken(f"{note.mark} {note.text}", self.style.column_width, 0.8 * self.style.size, hyphens=False)]

    def _note_height(self, note: Note) -> float:
        return len(self._note_lines(note)) * 0.8 * self.style.size * 1.2

    def _end_column(self) -> None:
        size = 0.8 * self.style.size
        y = self.floor
        for note in self.notes:
            for index, line in enumerate(self._note_lines(note)):
                y -= size * 1.2
                if index == 0:
                    mark = line[: len(note.mark)]
                    self.pages[-1].append(Text(self._left(), y + 0.3 * size, 0.65 * size, mark))
                    self.pages[-1].append(Text(self._left() + _width(mark + " ", size), y, size, line[len(mark) :].strip()))
                else:
                    self.pages[-1].append(Text(self._left(), y, size, line))
        self.notes = []

    def _edges(self, number: int) -> Iterator[Text]:
        """Yield header, page number and line numbers."""
        style = self.style
        if style.line_numbers:
            rows = sorted({t.y for t in self.pages[number - 1] if t.size >= style.size}, reverse=True)
            yield from (Text(MARGIN - 36, y, style.size, str(n)) for n, y in enumerate(rows, 1))
        if style.header:
            yield Text(MARGIN, HEIGHT - 40, 8, style.header)
        if style.numbers:
            yield Text(WIDTH / 2 - 10, 36, 9, style.numbers.format(number))


def _width(text: str, size: float) -> float:
    """Return how wide a text is, calls of notes included."""
    calls = "".join(_CALL.findall(text)) if "\x01" in text else ""
    plain = _CALL.sub("", text) if calls else text
    return (sum(map(_of, plain)) + 0.6 * sum(map(_of, calls))) * size / 1000


@cache
def _of(character: str) -> int:
    return _WIDTHS[ord(character) - 32] if " " <= character <= "~" else 556


def _broken(text: str, width: float, size: float, *, hyphens: bool) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a block, and whether each is the last."""
    line, used = "", 0.0
    for word in text.split():
        more = _width(f" {word}" if line else word, size)
        if not line or used + more <= width:
            line, used = (f"{line} {word}" if line else word), used + more
            continue
        cut = _cut(word, width - used - _width(" ", size), size) if hyphens else 0
        yield (f"{line} {word[:cut]}-" if cut else line), False
        line = word[cut:]
        used = _width(line, size)
    yield line, True


def _cut(word: str, room: float, size: float) -> int:
    """Return where a word of letters can be parted, 0 where it cannot."""
    if not (word.isalpha() and word.isascii() and word.islower() and len(word) >= 8):
        return 0
    fitting = [at for at in range(3, len(word) - 2) if _width(word[:at] + "-", size) <= room]
    return fitting[-1] if fitting else 0


def blocks(paras: Sequence[Para]) -> list[Block]:
    """Return what ``tests.convert`` makes of a text as blocks, footnotes numbered through."""
    found: list[Block] = []
    count = 0
    for para in paras:
        words, notes, at = "", [], 0
        for note in sorted(para.notes, key=lambda note: note.at):
            count += 1
            words += para.text[at : note.at] + f"{' ' if notes and at == note.at else ''}\x01{count}\x02"
            notes.append(Note(str(count), note.text))
            at = note.at
        words = f"{para.label} {words}{para.text[at:]}".strip()
        indent = 18.0 * (para.level or 0)
        found.extend(Block(line, bool(para.rank), tuple(notes), indent) for line in words.split("\n") if line.strip())
    return found


def printed(content: Sequence[Block], style: Style | None = None) -> bytes:
    """Return a PDF of these blocks."""
    return pdf(_Printer(style or Style()).print(content))


def paged(pages: Sequence[Sequence[str]], style: Style | None = None) -> bytes:
    """Return a PDF with these lines on these pages, one under the other."""
    chosen = replace(style or Style(), between=0.0)
    done = []
    for lines in pages:
        done.append(
            [Text(MARGIN, HEIGHT - MARGIN - n * chosen.size * chosen.leading, chosen.size, line) for n, line in enumerate(lines) if line]
        )
    return pdf(done)


def pdf(pages: Sequence[Sequence[Text]], *, extra: Sequence[bytes] = (), trailer: bytes = b"") -> bytes:
    """Return a PDF with these texts on its pages; ``extra`` are further objects, numbered from 5 + twice the pages on."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        content = zlib.compress(b"\n".join(_drawn(text) for text in page))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
            % (WIDTH, HEIGHT, 6 + 2 * number)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
    return _assembled([*objects, *extra], trailer)


def _drawn(text: Text) -> bytes:
    words = text.words.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        words = words.replace(sign, b"\\" + sign)
    place = f"{text.spacing:.3f} Tw /F{2 if text.bold else 1} {text.size:.2f} Tf 1 0 0 1 {text.x:.2f} {text.y:.2f} Tm"
    return b"BT %s (%s) Tj ET" % (place.encode(), words)


def _assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)
