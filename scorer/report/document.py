"""A document as such: headings, paragraphs, tables, quotations, footnotes. Built once, written as HTML, PDF, DOCX and Markdown.

Whatever comes from outside (titles, clauses, facts of the cover) enters through these classes, which drop characters that could steer a
terminal, hide text or break a file. Escaping is each writer's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from scorer.report.views import Piece

_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format (text direction among them), surrogates, private and unassigned


def clean(text: str) -> str:
    r"""Return a text without control and invisible characters, every run of white space as one space.

    >>> clean("a\x00b\u202ec \n d")
    'abc d'
    """
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _DROPPED)
    lead, tail = " " * kept.startswith(" "), " " * (kept.endswith(" ") and not kept.isspace())
    return f"{lead}{' '.join(kept.split())}{tail}"


class Face(StrEnum):
    """How a run of text looks: also told by its place or its words, never by looks alone."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


class Manner(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    LEAD = "lead"
    STATUS = "status"
    FINDING = "finding"
    QUOTE = "quote"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text."""

    text: str
    face: Face = Face.PLAIN

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place in this document."""

    text: str
    anchor: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source inside quotation marks: slices, each cut into pieces; ``cut`` tells that words before or after were left out.

    Pieces in ``brackets`` stand in square brackets: words of the source that need another number elsewhere.
    """

    slices: tuple[tuple[Piece, ...], ...]
    lang: str = "en"
    before: bool = False
    after: bool = False

    def __post_init__(self) -> None:
        cleaned = tuple(tuple(replace(p, text=clean(p.text)) for p in pieces) for pieces in self.slices)
        object.__setattr__(self, "slices", cleaned)

    @property
    def text(self) -> str:
        """The quoted words with the signs of what was left out."""
        inner = " … ".join("".join(_marked(piece) for piece in pieces).strip() for pieces in self.slices)
        return f"{'… ' if self.before else ''}{inner}{' …' if self.after else ''}"


def _marked(piece: Piece) -> str:
    """Return the words of a piece; those that name a place elsewhere in brackets."""
    return f"[{piece.text}]" if piece.reference else piece.text


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; ``number`` counts from 1 in the order of the document and is given when the document is whole."""

    inlines: tuple[Text | Link | Quoted, ...]
    number: int = 0


Inline = Text | Link | Quoted | Note


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``anchor`` is what links lead to, unique in the document."""

    inlines: tuple[Inline, ...]
    manner: Manner = Manner.BODY
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title, 2 a part, 3 inside a part."""

    level: int
    text: str
    anchor: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a header row, and rows of cells, each of one or more paragraphs; the first cell of a row is its head.

    ``widths`` are shares of the width that add up to 100.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    widths: tuple[int, ...]
    anchor: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", clean(self.caption))
        object.__setattr__(self, "header", tuple(clean(cell) for cell in self.header))


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document that can be left out as a whole; ``key`` names it in code, ``title`` in text."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        label: Stands top right on every page ("Exhibit A").
        running: Short title beside it.
        status: Heading on every page while the text is a draft; None where it is none.
        foot: Stands beside "Page x of y".
        date: ISO date of the document, also of the files that hold it.
        paper: ``letter`` or ``a4``.
    """

    title: str
    label: str
    running: str
    status: str | None
    foot: str
    date: str
    author: str | None
    paper: str
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        for name in ("title", "label", "running", "foot"):
            object.__setattr__(self, name, clean(getattr(self, name)))
        object.__setattr__(self, "author", clean(self.author) if self.author else None)

    @property
    def notes(self) -> tuple[Note, ...]:
        """All footnotes in order."""
        return tuple(inline for paragraph in self.paragraphs() for inline in paragraph.inlines if isinstance(inline, Note))

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph, those in tables included, in order."""
        for part in self.parts:
            for block in part.blocks:
                if isinstance(block, Paragraph):
                    yield block
                elif isinstance(block, Table):
                    yield from (paragraph for row in block.rows for cell in row for paragraph in cell)

    def words(self) -> int:
        """Return how many words the document has, footnotes included."""
        heads = sum(len(b.text.split()) for part in self.parts for b in part.blocks if isinstance(b, Heading))
        return heads + sum(len(plain(paragraph.inlines).split()) for paragraph in self.paragraphs())


def plain(inlines: tuple[Inline, ...]) -> str:
    """Return the words of inlines, quotations in quotation marks, footnotes in place."""
    return "".join(
        f" {plain(inline.inlines)}" if isinstance(inline, Note) else f"“{inline.text}”" if isinstance(inline, Quoted) else inline.text
        for inline in inlines
    )


def numbered(document: Document) -> Document:
    """Return the document with its footnotes numbered from 1."""
    count = iter(range(1, len(document.notes) + 1))

    def inline(each: Inline) -> Inline:
        return replace(each, number=next(count)) if isinstance(each, Note) else each

    def paragraph(each: Paragraph) -> Paragraph:
        return replace(each, inlines=tuple(inline(one) for one in each.inlines))

    def block(each: Block) -> Block:
        if isinstance(each, Table):
            return replace(each, rows=tuple(tuple(tuple(paragraph(p) for p in cell) for cell in row) for row in each.rows))
        return paragraph(each) if isinstance(each, Paragraph) else each

    return replace(document, parts=tuple(replace(part, blocks=tuple(block(b) for b in part.blocks)) for part in document.parts))
