"""A document → DOCX: heading styles, footnotes, header rows that repeat, fields for page numbers, links and bookmarks."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scorer.errors import ReportError
from scorer.report.document import Block, Document, Face, Heading, Inline, Link, Manner, Note, Paragraph, Quoted, Table
from scorer.report.writers import docxparts as parts

NEEDS = "DOCX needs the package python-docx; type: pip install 'scorer[testimony]'"
_PAPERS = {"letter": (8.5, 11.0), "a4": (8.27, 11.69)}  # inches
_MARGIN = 1.0  # inch on every side, as hearing bodies ask
_STYLES = {Manner.QUOTE: "Quote", Manner.SMALL: "Small", Manner.STATUS: "Status"}


def write(document: Document) -> bytes:
    """Return the DOCX file.

    Raises:
        ReportError: python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        raise ReportError(NEEDS) from None
    file = docx.Document()
    parts.set_styles(file)
    parts.set_page(file, _PAPERS[document.paper], _MARGIN)
    parts.set_running_lines(file, document)
    writer = _Writer(file)
    writer.add(Heading(1, document.title))
    for part in document.parts:
        for block in part.blocks:
            writer.add(block)
    parts.add_footnotes(file, [(note.number, writer.runs(note.inlines)) for note in document.notes])
    _set_properties(file, document)
    return _same_bytes(file, document.date)


@dataclass(slots=True)
class _Writer:
    """Adds blocks to a file; bookmarks are numbered as they come."""

    file: Any
    bookmarks: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def add(self, block: Block) -> None:
        """Add one block."""
        if isinstance(block, Heading):
            paragraph = self.file.add_paragraph(style=f"Heading {block.level}")
            self.fill(paragraph, [parts.run(block.text)], block.anchor)
        elif isinstance(block, Table):
            self.table(block)
        else:
            style = _STYLES.get(block.manner)
            self.fill(self.file.add_paragraph(style=style), self.runs(block.inlines, strong=block.manner is Manner.LEAD), block.anchor)

    def fill(self, paragraph: Any, runs: list[Any], anchor: str | None = None) -> None:
        """Put runs into a paragraph, between the ends of a bookmark where it has an anchor."""
        ends = parts.bookmark(next(self.bookmarks), anchor) if anchor else ()
        for element in (*ends[:1], *runs, *ends[1:]):
            paragraph._p.append(element)

    def table(self, table: Table) -> None:
        """Add a caption and a table with a header row."""
        caption = self.file.add_paragraph(style="Caption")
        self.fill(caption, [parts.run(table.caption)], table.anchor)
        grid = self.file.add_table(rows=1, cols=len(table.header), style="Table Grid")
        for cell, text in zip(grid.rows[0].cells, table.header, strict=True):
            cell.paragraphs[0].style = "Cell"
            self.fill(cell.paragraphs[0], [parts.run(text, Face.STRONG)])
        parts.repeat(grid.rows[0])
        for row in table.rows:
            for cell, paragraphs in zip(grid.add_row().cells, row, strict=True):
                self.cell(cell, paragraphs)
        parts.set_widths(grid, table.widths)
        self.file.add_paragraph(style="Small")

    def cell(self, cell: Any, paragraphs: tuple[Paragraph, ...]) -> None:
        """Fill one cell."""
        for number, paragraph in enumerate(paragraphs):
            here = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            here.style = "Cell"
            self.fill(here, self.runs(paragraph.inlines), paragraph.anchor)

    def runs(self, inlines: tuple[Inline, ...], *, strong: bool = False) -> list[Any]:
        """Return inlines as runs, links and footnote marks."""
        return [element for inline in inlines for element in self._inline(inline, strong)]

    def _inline(self, inline: Inline, strong: bool) -> list[Any]:
        if isinstance(inline, Note):
            return [parts.footnote_mark(inline.number)]
        if isinstance(inline, Link):
            return [parts.link(inline.text, inline.anchor)]
        if isinstance(inline, Quoted):
            return _quoted(inline)
        return [parts.run(inline.text, Face.STRONG if strong else inline.face)]


def _quoted(quoted: Quoted) -> list[Any]:
    """Return a quotation in its language, deciding words bold."""
    runs = [parts.run("“… " if quoted.before else "“")]
    for number, pieces in enumerate(quoted.slices):
        if number:
            runs.append(parts.run(" … "))
        for piece in pieces:
            words = f"[{piece.text}]" if piece.reference else piece.text
            runs.append(parts.run(words, Face.STRONG if piece.decides else Face.PLAIN, lang=quoted.lang))
    return [*runs, parts.run(" …”" if quoted.after else "”")]


def _set_properties(file: Any, document: Document) -> None:
    """Set title, author and dates; what the library's template says of itself goes."""
    day = datetime.datetime.fromisoformat(document.date)
    core = file.core_properties
    core.title, core.author, core.last_modified_by = document.title[:255], (document.author or "")[:255], ""
    core.created = core.modified = day
    core.comments = core.keywords = core.subject = core.category = ""
    core.language, core.revision = "en-US", 1


def _same_bytes(file: Any, date: str) -> bytes:
    """Return the archive with the document's date on every member, so that the same document gives the same bytes."""
    stream, out = io.BytesIO(), io.BytesIO()
    file.save(stream)
    day = datetime.date.fromisoformat(date)
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)  # the format knows no earlier year
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            archive.writestr(zipfile.ZipInfo(name, stamp), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
