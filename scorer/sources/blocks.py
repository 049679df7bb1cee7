"""Paragraphs of a laid-out document → stored text with marks. DOCX and HTML both come down to these.

A heading is *set apart* by a heading style, or by standing alone in bold or in the middle of the line. Headings set apart become marks
where they read as headings of divisions and articles, and where all articles are headed so; where some are headed by plain lines, no
heading is marked, and structure reads the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scorer.model import CharSpan, Deletion, Mark, SourceText
from scorer.sources import headings
from scorer.sources.headings import Heading
from scorer.sources.written import Written

PLAIN_EMPHASIS = ("bold", "middle")  # ways of setting apart that also serve other ends than headings
_LONG_CELL = 200  # characters: a table with such cells lays out text
_LONGEST_NUMBER = 6  # characters of a cell that only holds a paragraph's number
_LONGEST_HEADING = 200  # characters
_TOLERATED = 0.05  # of article headings that may be plain lines: references that stand alone


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's mark as printed and its words."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph.

    Attributes:
        text: Its words; lines inside it are parted by line feeds.
        style: How it is set apart as a heading ("h2", "bold", "middle"); None for running text.
        notes: Footnotes whose marks stand in it, in order.
        deletions: What was taken out of it, at characters of its text.
        tight: True where it follows the block before without an empty line (rows of a table).
    """

    text: str
    style: str | None = None
    notes: tuple[Footnote, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    tight: bool = False


def compose(blocks: Sequence[Block], *, file: str, sha256: str, part: str, kind: str) -> SourceText:
    """Return the stored text of a document: one paragraph after another, each followed by its footnotes."""
    blocks = [block for block in blocks if block.text.strip() or block.deletions]
    heads = _heads(blocks)
    written = Written()
    deletions: list[Deletion] = []
    title_of: int | None = None
    for index, block in enumerate(blocks):
        if index == title_of:
            continue
        head = heads.get(index)
        lines = [" ".join(line.split()) for line in block.text.split("\n") if line.strip()]
        if head is not None and _takes_next(heads, blocks, index):
            title_of = index + 1
            title = " ".join(blocks[title_of].text.split())
            written.heading(head.kind, [*lines, title], head.num, title)
        elif head is not None:
            written.heading(head.kind, lines, head.num, head.title)
        else:
            start = written.block(block.text, tight=block.tight)
            deletions += [Deletion(start + min(d.at, len(block.text)), d.text, d.author) for d in block.deletions]
        for note in (*block.notes, *(blocks[title_of].notes if title_of == index + 1 else ())):
            _add_note(written, note)
    return SourceText(part, written.text, file, sha256, kind, tuple(written.marks), deletions=tuple(deletions))


def row(cells: Sequence[Sequence[Block]], *, tight: bool) -> list[Block]:
    """Return one row of a table as one line; cell by cell where the table only lays out text."""
    filled = [cell for cell in cells if any(block.text for block in cell)]
    everything = [block for cell in filled for block in cell]
    if len(filled) <= 1 or any(len(block.text) > _LONG_CELL for block in everything):
        return [block for cell in _with_number(filled) for block in cell]
    texts = [" ".join(" ".join(block.text.split()) for block in cell if block.text) for cell in filled]
    line = " | ".join(texts)
    if len(filled) == 2 and _is_number(texts[0]):
        line = " ".join(texts)
    return [Block(line, notes=tuple(note for block in everything for note in block.notes), tight=tight and " | " in line)]


def _is_number(words: str) -> bool:
    """``1.``, ``(a)``: a paragraph's number in a cell of its own."""
    return len(words) <= _LONGEST_NUMBER and bool(re.fullmatch(r"\(?[0-9A-Za-z.]{1,5}[.)]", words))


def _with_number(cells: Sequence[Sequence[Block]]) -> Iterator[Sequence[Block]]:
    """Yield the cells; a number that has a cell of its own goes before the words of the next."""
    held: Block | None = None
    for cell in cells:
        if held is not None:
            yield [replace(cell[0], text=f"{held.text} {cell[0].text}", notes=(*held.notes, *cell[0].notes)), *cell[1:]]
            held = None
        elif len(cell) == 1 and _is_number(cell[0].text) and cell is not cells[-1]:
            held = cell[0]
        else:
            yield cell


def title(blocks: Sequence[Block]) -> str | None:
    """Return the heading of the highest kind that names no division, where the document begins with it."""
    for block in blocks[:12]:
        words = " ".join(block.text.split())
        if block.style in ("title", "h1") and words and headings.read(words) is None and len(words) <= _LONGEST_HEADING:
            return words
    return None


def _add_note(written: Written, note: Footnote) -> None:
    line = f"{note.mark} {note.text.strip()}".strip()
    start = written.block(line)
    written.marks.append(Mark("authorialNote", CharSpan(start, start + len(line)), note.mark))


def _heads(blocks: Sequence[Block]) -> dict[int, Heading]:
    """Return the headings among the blocks, by their place; none where the layout does not show all articles."""
    found: dict[int, Heading] = {}
    for index, block in enumerate(blocks):
        if block.style and len(block.text) <= _LONGEST_HEADING and (head := headings.read(block.text)):
            found[index] = head
    marked = sum(head.kind == "article" for head in found.values())
    plain = sum(_plain_article(block) for block in blocks)
    if plain > _TOLERATED * marked:
        return {}
    return dict(sorted({**found, **_without_label(blocks, found)}.items()))


def _plain_article(block: Block) -> bool:
    """``Article 5`` alone on a line of running text."""
    line = block.text.strip().split("\n", 1)[0]
    head = headings.read(line) if len(line) <= _LONGEST_HEADING and not block.style else None
    return bool(
        head and head.kind == "article" and line[0].isupper() and not line.endswith((".", ";", ",")) and _could_be_title(head.title)
    )


def _could_be_title(words: str | None) -> bool:
    return words is None or (words[0].isupper() and not re.search(r"\b(?:shall|may|is|are|applies|apply)\b", words))


def _without_label(blocks: Sequence[Block], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return headings without a number, in a heading style that elsewhere heads articles or chapters."""
    kinds: dict[str, Counter[str]] = {}
    for index, head in found.items():
        kinds.setdefault(blocks[index].style or "", Counter())[head.kind] += 1
    titles = {index + 1 for index, head in found.items() if head.title is None}
    unlabelled: dict[int, Heading] = {}
    for index, block in enumerate(blocks):
        style = block.style
        if style is None or style in PLAIN_EMPHASIS or index in found or index in titles or len(block.text) > _LONGEST_HEADING:
            continue
        usual = kinds.get(style, Counter()).most_common(1)
        if usual and usual[0][0] in ("article", "chapter") and min(found) < index:
            unlabelled[index] = Heading(usual[0][0], None, " ".join(block.text.split()))
    return unlabelled


def _takes_next(heads: dict[int, Heading], blocks: Sequence[Block], index: int) -> bool:
    """``Article 5`` is followed by ``Scope`` as a heading of its own: one heading in two lines."""
    head = heads[index]
    if head.title is not None or head.kind == "preamble" or index + 1 >= len(blocks):
        return False
    following = blocks[index + 1]
    return bool(following.style) and index + 1 not in heads and len(following.text) <= _LONGEST_HEADING and bool(following.text.strip())


def clean(words: str) -> str:
    """Return the words of a paragraph with single blanks; its line feeds stay, soft hyphens go."""
    words = words.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def glued(before: str, mark: str) -> str:
    """Return a footnote's mark as it stands behind a word; behind a figure in brackets, lest it change the number.

    >>> glued("wages", "3"), glued("Article 5", "3")
    ('3', '[3]')
    """
    return f"[{mark}]" if before[-1:].isdigit() and mark[:1].isdigit() else mark
