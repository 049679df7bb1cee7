"""The content of a web page → paragraphs with their footnotes.

A footnote is what a short link (``3``, ``[a]``, ``*``) further up points to: the element that carries the anchor, to its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scorer.sources import blocks
from scorer.sources.blocks import Block, Footnote
from scorer.sources.decode import tidy
from scorer.sources.numbering import printed
from scorer.sources.page import Piece

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
    }
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table"}
    | {"tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong", "th"})
_MARK = re.compile(r"\W{0,2}(\d{1,3}|[a-zA-Z]|[ivxlc]{1,5}|[*†‡§]{1,3})\W{0,2}")
_MARKED = re.compile(r"\(?(?:\d{1,3}(?:\.\d+)*|[A-Za-z]|[ivxl]{1,5})[.)]|[-–—•·]\s")
_BACK = re.compile(r"[\s↩↑⏎^]+\Z|\s*\b(?:back to text|back)\s*\Z", re.IGNORECASE)
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BOLD_SHARE = 0.9  # of a paragraph's letters


@dataclass(slots=True)
class _Open:
    """An element that is open: its tag and what it says about the words in it."""

    tag: str
    bold: bool
    middle: bool
    keeps_lines: bool
    note: str | None  # the anchor of the footnote that this element is
    label: str = ""
    count: int = 0  # of list items so far
    style: str = "decimal"


@dataclass(slots=True)
class _Words:
    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    style: str | None = None
    anchors: list[tuple[str, str]] = field(default_factory=list)  # mark and anchor of each footnote's mark


def read(pieces: Sequence[Piece]) -> list[Block]:
    """Return the paragraphs in order."""
    reader = _Reader(_note_anchors(pieces))
    for piece in pieces:
        reader.take(piece)
    reader.flush()
    return reader.finished()


def _note_anchors(pieces: Sequence[Piece]) -> dict[str, str]:
    """Return the anchors that are footnotes, with their marks: short links point to them from further up."""
    places: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        for name in (piece.attributes.get("id"), piece.attributes.get("name") if piece.tag == "a" else None):
            if name:
                places.setdefault(name, at)
    found: dict[str, str] = {}
    for at, piece in enumerate(pieces):
        target = _target(piece)
        if target and places.get(target, -1) > at:
            words = "".join(inner.words for inner in pieces[at : at + 6][: _closing(pieces, at)])
            mark = _MARK.fullmatch(words.strip())
            if mark:
                found.setdefault(target, mark[1])
    return found


def _closing(pieces: Sequence[Piece], at: int) -> int:
    return next((n for n, piece in enumerate(pieces[at : at + 6]) if piece.closes and piece.tag == "a"), 0)


def _target(piece: Piece) -> str | None:
    href = piece.attributes.get("href", "") if piece.tag == "a" and not piece.closes else ""
    return href.partition("#")[2] or None


class _Reader:
    """Takes the pieces one by one and puts paragraphs, rows of tables and footnotes together."""

    def __init__(self, anchors: dict[str, str]) -> None:
        self.anchors = anchors
        self.open: list[_Open] = []
        self.words = _Words()
        self.label = ""
        self.rows: list[list[list[Block]]] = []  # rows of tables that are open: their cells
        self.tight = False
        self.found: list[Block] = []
        self.notes: dict[str, list[str]] = {}

    def take(self, piece: Piece) -> None:
        """Take one piece."""
        if not piece.tag:
            self._add(piece.words)
        elif piece.tag in ("br", "hr"):
            self.words.pieces.append("" if piece.closes else "\n")
        elif piece.closes:
            self._close(piece.tag)
        else:
            self._begin(piece)

    def _begin(self, piece: Piece) -> None:
        tag, above = piece.tag, self.open[-1] if self.open else _Open("", False, False, False, None)
        if tag in _BLOCKS:
            self.flush()
        style = piece.attributes.get("style", "").lower().replace(" ", "")
        element = _Open(
            tag,
            bold=above.bold or tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style,
            middle=(
                above.middle or tag == "center" or piece.attributes.get("align", "").lower() == "center" or "text-align:center" in style
            ),
            keeps_lines=above.keeps_lines or tag == "pre",
            note=self._note(piece, above),
            style=_LIST_STYLES.get(piece.attributes.get("type", ""), "decimal"),
        )
        if tag == "li":
            self._number_item(piece)
        elif tag == "ol" and piece.attributes.get("start", "").isdecimal():
            element.count = int(piece.attributes["start"]) - 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append([])
        self.open.append(element)
        if tag == "a" and _target(piece) in self.anchors and element.note is None:
            self._add_mark(_target(piece) or "")

    def _note(self, piece: Piece, above: _Open) -> str | None:
        """Return the footnote that the words in this element belong to; an anchor inside a block makes the rest of the block a note."""
        name = next(
            (n for n in (piece.attributes.get("id"), piece.attributes.get("name")) if n in self.anchors and n not in self.notes), None
        )
        if name is None:
            return above.note
        self.flush()
        self.notes[name] = []
        if piece.tag not in _BLOCKS:
            around = next((element for element in reversed(self.open) if element.tag in _BLOCKS), None)
            if around is not None:
                for element in self.open[self.open.index(around) :]:
                    element.note = name
        return name

    def _number_item(self, piece: Piece) -> None:
        around = next((element for element in reversed(self.open) if element.tag in ("ol", "ul", "menu")), None)
        if around is None or around.tag != "ol":
            self.label = "• "
            return
        value = piece.attributes.get("value", "")
        around.count = int(value) if value.isdecimal() else around.count + 1
        self.label = f"{printed(around.count, around.style)}. "

    def _add_mark(self, anchor: str) -> None:
        """Put a footnote's mark behind the word; the link's own words, which say the same, are passed over."""
        mark = self.anchors[anchor]
        self.words.pieces.append(blocks.glued("".join(self.words.pieces[-3:]).rstrip(), mark))
        self.words.anchors.append((mark, anchor))
        self.open[-1].label = "passed over"

    def _add(self, words: str) -> None:
        here = self.open[-1] if self.open else None
        if any(element.label for element in self.open[-4:]):
            return
        if here is None or not here.keeps_lines:
            words = re.sub(r"\s+", " ", words)
        words = tidy(words)
        letters = sum(c.isalnum() for c in words)
        self.words.pieces.append(words)
        self.words.letters += letters
        self.words.bold += letters * bool(here and here.bold)
        if here and here.middle and letters and self.words.style is None:
            self.words.style = "middle"

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush(tag)
        while self.open:
            if self.open.pop().tag == tag:
                break
        if tag == "tr" and self.rows:
            line = blocks.row(self.rows.pop(), tight=self.tight)
            self.tight = len(line) == 1 and " | " in line[0].text
            for block in line:
                self._put(block)
        elif tag == "table":
            self.tight = False
        elif tag == "li":
            self.label = ""

    def flush(self, tag: str = "") -> None:
        """End the paragraph, with the label of its list item."""
        words, self.words = self.words, _Words()
        text = "".join(words.pieces)
        keeps_lines = bool(self.open) and self.open[-1].keeps_lines
        for stretch in re.split(r"\n\s*\n", text) if keeps_lines else [text]:
            clean = blocks.clean(stretch)
            if not clean:
                continue
            note = self.open[-1].note if self.open else None
            if note is not None:
                self.notes[note].append(clean)
                continue
            label, self.label = self.label, ""
            notes = tuple(Footnote(mark, anchor) for mark, anchor in words.anchors)
            self._put(Block(clean if _MARKED.match(clean) else label + clean, self._style(words, tag), notes))
            words.anchors = []

    def _style(self, words: _Words, tag: str) -> str | None:
        heading = next((element.tag for element in reversed(self.open) if element.tag in _HEADINGS), tag if tag in _HEADINGS else None)
        if heading:
            return heading
        return "bold" if words.letters and words.bold >= _BOLD_SHARE * words.letters else words.style

    def _put(self, block: Block) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(block)
        else:
            self.found.append(block)

    def finished(self) -> list[Block]:
        """Return the paragraphs with the words of their footnotes, which until now were only named by their anchors."""
        for cells in self.rows:  # a page that breaks off inside a table
            self.found += [block for cell in cells for block in cell]
        return [replace(block, notes=tuple(self._with_words(note) for note in block.notes)) for block in self.found]

    def _with_words(self, note: Footnote) -> Footnote:
        words = _BACK.sub("", "\n".join(self.notes.get(note.text, [])))
        mark = re.escape(note.mark)
        return Footnote(note.mark, re.sub(rf"\A(?:\[{mark}\]|\({mark}\)|{mark}(?![\w]))[.:]?\s*", "", words))
