"""A document → Markdown (CommonMark with tables and footnotes), every character of its text escaped where it could mean something."""

from __future__ import annotations

import re

from scorer.report.document import Block, Document, Face, Heading, Inline, Link, Manner, Note, Paragraph, Quoted, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$&#])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    r"""Return a text whose signs mean nothing to a Markdown reader; an address stays readable.

    >>> print(escaped("*a* <b> {{7*7}} [x](y)"))
    \*a\* \<b\> \{\{7\*7\}\} \[x\](y)
    """
    return _SPECIAL.sub(r"\\\1", text)


def write(document: Document) -> str:
    """Return the document as Markdown."""
    head = [
        f"**{escaped(document.label)}**" + (f" · **{escaped(document.status)}**" if document.status else ""),
        f"# {escaped(document.title)}",
    ]
    blocks = [_block(block) for part in document.parts for block in part.blocks]
    notes = [f"[^{note.number}]: {_inlines(note.inlines)}" for note in document.notes]
    return "\n\n".join([*head, *blocks, escaped(document.foot), *notes]) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text)}"
    if isinstance(block, Table):
        return _table(block)
    return _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    text = _line(paragraph)
    return f"> {text}" if paragraph.manner is Manner.QUOTE else text


def _line(paragraph: Paragraph) -> str:
    """Return a paragraph as one line that cannot begin a list or a heading."""
    return _STARTS.sub(
        lambda match: f"{match[1]}\\{match[2]}" if not match[2].isdigit() else f"{match[1]}{match[2]}\\",
        _inlines(paragraph.inlines).strip(),
    )


def _table(table: Table) -> str:
    rows = [table.header, *(tuple("<br>".join(_inlines(p.inlines).strip() for p in cell) for cell in row) for row in table.rows)]
    lines = [f"| {' | '.join(escaped(cell) for cell in rows[0])} |", f"|{'---|' * len(table.header)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows[1:]]
    return f"**{escaped(table.caption)}**\n\n" + "\n".join(lines)


def _inlines(inlines: tuple[Inline, ...]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Note):
        return f"[^{inline.number}]"
    if isinstance(inline, Quoted):
        return f"“{_quoted(inline)}”"
    if isinstance(inline, Link):
        return escaped(inline.text)
    return _faced(escaped(inline.text), inline.face)


def _quoted(quoted: Quoted) -> str:
    slices = [
        "".join(_faced(escaped(f"[{p.text}]" if p.reference else p.text), Face.STRONG if p.decides else Face.PLAIN) for p in pieces).strip()
        for pieces in quoted.slices
    ]
    return f"{'… ' if quoted.before else ''}{' … '.join(slices)}{' …' if quoted.after else ''}"


def _faced(text: str, face: Face) -> str:
    """Return text in its face; marks stand close to the words, as Markdown asks."""
    sign = {Face.STRONG: "**", Face.EMPHASIS: "*"}.get(face, "")
    if not sign or not text.strip():
        return text
    lead, tail = " " * (text[0] == " "), " " * (text[-1] == " ")
    return f"{lead}{sign}{text.strip()}{sign}{tail}"
