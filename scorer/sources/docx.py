"""DOCX → agreement: the text as proposed, with automatic numbers, footnotes, endnotes, text boxes and tables.

Read from the XML itself: libraries that open DOCX leave out inserted runs, automatic numbers and notes, which a treaty draft lives by.
Insertions are in, deletions out (kept as ``Deletion``); a paragraph whose end is deleted runs on into the next. Headers, footers, comments
and tables of contents are left out.

Source: ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from scorer.errors import Location, SourceError
from scorer.model import Agreement, Deletion
from scorer.sources import blocks, names, numbering, plaintext, wordstyles
from scorer.sources.blocks import Block, Footnote
from scorer.sources.decode import tidy
from scorer.sources.package import Package, attribute, child, local, switched_on
from scorer.sources.wordstyles import Style

_SYMBOLS = ("*", "†", "‡", "§")
_TAKEN_OUT = "\ufffe"  # stands where a deletion was; no text holds it, see ``tidy``
_LEFT_OUT = frozenset({"pPr", "rPr", "instrText", "delInstrText", "fldData", "commentReference", "annotationRef", "sectPr", "tblPr", "rt"})
_DELETED = frozenset({"del", "moveFrom"})
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_BOLD_SHARE = 0.9  # of a paragraph's letters


def looks_like(data: bytes) -> bool:
    """Tell whether these bytes are a word-processor document, sound or broken."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith("word/") for name in archive.NameToInfo)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return b"word/" in data


def read(data: bytes, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> Agreement:
    """Return the agreement in a DOCX file.

    Raises:
        SourceError: The file is damaged, unpacks beyond the limits, or holds no text.
    """
    package = Package(data, file)
    document = package.tree("word/document.xml")
    body = child(document, "body")
    if body is None:
        raise SourceError("a zipped file without a Word document in it; save the agreement as DOCX again", Location(file))
    found = list(_Reader(package).blocks(body))
    source = blocks.compose(found, file=file, sha256=sha256, part=part, kind=kind)
    if not source.text:
        raise SourceError("the document holds no text, perhaps only pictures of pages; use a version with text", Location(file))
    return names.named(source, blocks.title(found) or plaintext.title(source.text))


@dataclass(slots=True)
class _Words:
    """The words of one paragraph being put together."""

    pieces: list[str] = field(default_factory=list)
    bold: int = 0
    letters: int = 0
    notes: list[Footnote] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, words: str, *, bold: bool = False) -> None:
        words = tidy(words)
        self.pieces.append(words)
        letters = sum(c.isalnum() for c in words)
        self.letters += letters
        self.bold += letters * bold

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Reader:
    """Walks the paragraphs and tables of one document."""

    def __init__(self, package: Package) -> None:
        self.styles = wordstyles.read(package.tree("word/styles.xml"))
        self.lists = numbering.read(package.tree("word/numbering.xml"))
        settings = package.tree("word/settings.xml")
        self.notes = {
            kind: _Notes(package.tree(f"word/{kind}s.xml"), attribute(child(settings, f"{kind}Pr", "numFmt"), "val") or usual)
            for kind, usual in (("footnote", "decimal"), ("endnote", "lowerRoman"))
        }

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """Yield the paragraphs of a body, a cell or a text box; those whose end is deleted run on into the next."""
        open_words: _Words | None = None
        for element in _paragraphs_and_tables(body):
            if local(element) == "tbl":
                yield from self._table(element)
                continue
            words = open_words or _Words()
            properties = self._style(element)
            if not properties.contents:
                self._add_number(words, properties, element)
                self._add_runs(words, element, bold=bool(properties.bold))
            open_words = words if child(element, "pPr", "rPr", "del") is not None else None
            if open_words is None:
                yield self._block(words, properties)
                for box in words.boxes:
                    yield from self.blocks(box)
        if open_words is not None:
            yield self._block(open_words, Style())

    def _block(self, words: _Words, style: Style) -> Block:
        text, places = _without_signs(blocks.clean(words.text))
        deletions = tuple(replace(deletion, at=at) for deletion, at in zip(words.deletions, places, strict=False))
        return Block(text, _set_apart(words, style), tuple(words.notes), deletions)

    def _style(self, paragraph: etree._Element) -> Style:
        """Return the paragraph's properties, its own before its style's."""
        base = self.styles.get(attribute(child(paragraph, "pPr", "pStyle"), "val") or "", Style())
        own = wordstyles.properties(paragraph)
        return replace(
            base,
            heading=base.heading if own.heading is None else own.heading,
            centred=base.centred if own.centred is None else own.centred,
            list_id=base.list_id if own.list_id is None else own.list_id,
            level=base.level if own.level is None else own.level,
        )

    def _add_number(self, words: _Words, style: Style, paragraph: etree._Element) -> None:
        if style.list_id is None or style.list_id == "0":
            return
        level = style.level
        if level is None:
            level = self.lists.level_of_style(style.list_id, attribute(child(paragraph, "pPr", "pStyle"), "val") or "")
        words.add(self.lists.label(style.list_id, level or 0))

    def _add_runs(self, words: _Words, element: etree._Element, *, bold: bool) -> None:
        """Add the words below an element. Goes down by itself only as deep as the parser lets XML nest."""
        for inner in element:
            name = local(inner)
            if name in _LEFT_OUT:
                continue
            if name in _DELETED:
                self._add_deletion(words, inner)
            elif name == "r":
                own = switched_on(child(inner, "rPr", "b"))
                if not switched_on(child(inner, "rPr", "vanish")):
                    self._add_runs(words, inner, bold=bold if own is None else own)
            elif name == "AlternateContent":
                self._add_runs(words, next(iter(inner), inner), bold=bold)
            elif not self._add_piece(words, inner, name, bold=bold):
                self._add_runs(words, inner, bold=bold)

    def _add_piece(self, words: _Words, element: etree._Element, name: str, *, bold: bool) -> bool:
        """Add an element that stands for characters, a note or a text box; tell whether it was one."""
        if name == "t":
            words.add(element.text or "", bold=bold)
        elif name in _CHARACTERS:
            words.add(_CHARACTERS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            self._add_note(words, element, name.removesuffix("Reference"))
        elif name == "txbxContent":
            words.boxes.append(element)
        else:
            return False
        return True

    def _add_deletion(self, words: _Words, element: etree._Element) -> None:
        taken = "".join(inner.text or "" for inner in element.iter() if local(inner) in ("delText", "t"))
        if taken:
            words.deletions.append(Deletion(0, tidy(taken), attribute(element, "author")))
            words.pieces.append(_TAKEN_OUT)

    def _add_note(self, words: _Words, element: etree._Element, kind: str) -> None:
        notes = self.notes[kind]
        body = notes.bodies.pop(attribute(element, "id") or "", None)  # a note is read once, even where it refers to itself
        if body is None:
            return
        by_hand = attribute(element, "customMarkFollows") not in (None, "0", "false", "off")
        mark = "".join(str(t) for run in element.itersiblings() for t in run.itertext()).strip() if by_hand else notes.next_mark()
        if not by_hand:
            words.add(blocks.glued(words.text.rstrip(), mark))
        inner = [block.text for block in self.blocks(body) if block.text]
        words.notes.append(Footnote(mark, "\n".join(inner)))

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """Yield the rows of a table."""
        tight = False
        for row in _rows(table):
            line = blocks.row([list(self.blocks(cell)) for cell in _inside(row, "tc")], tight=tight)
            tight = len(line) == 1 and " | " in line[0].text
            yield from line


class _Notes:
    """The footnotes or endnotes of a document and how far their marks have counted."""

    def __init__(self, root: etree._Element | None, style: str) -> None:
        self.style = style
        self.count = 0
        self.bodies = {
            attribute(note, "id") or "": note for note in (root if root is not None else ()) if attribute(note, "type") in (None, "normal")
        }

    def next_mark(self) -> str:
        self.count += 1
        if self.style == "chicago":
            return _SYMBOLS[(self.count - 1) % 4] * ((self.count - 1) // 4 + 1)
        return numbering.printed(self.count, self.style)


def _without_signs(text: str) -> tuple[str, list[int]]:
    """Return a text without the signs of deletions, and where they stood."""
    first, *others = text.split(_TAKEN_OUT)
    whole, places = first, []
    for piece in others:
        places.append(len(whole))
        whole += piece.lstrip(" ") if whole.endswith((" ", "\n")) or not whole else piece
    return whole, places


def _paragraphs_and_tables(body: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in order, looking into content controls and custom XML."""
    for element in body:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _paragraphs_and_tables(element)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table that no tracked change has deleted."""
    return (row for row in _inside(table, "tr") if child(row, "trPr", "del") is None)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _inside(inner, name)


def _set_apart(words: _Words, style: Style) -> str | None:
    """Return how a paragraph is set apart as a heading."""
    if style.heading is not None:
        return f"h{style.heading}" if style.heading else "title"
    if words.letters and words.bold >= _BOLD_SHARE * words.letters:
        return "bold"
    return "middle" if style.centred and words.letters else None
