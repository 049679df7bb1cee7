"""Markdown → stored text and the headings that ``#`` declares.

Signs of layout are taken off once, here: hashes, emphasis, links, quotation bars, HTML comments, escapes. Footnotes ``[^3]`` become the
mark 3 behind the word and a line that begins with it, as in print.
"""

from __future__ import annotations

import re

from scorer.model import CharSpan, Mark, SourceText
from scorer.sources import headings
from scorer.sources.written import Written

_HASHES = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"(?<=\d)\[\^(\w+)\]"), r"[\1]"),  # behind a figure in brackets, lest it change the number
    (re.compile(r"\[\^(\w+)\]"), r"\1"),
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+(?=\(?[a-zA-Z0-9]{1,4}[.)])", re.MULTILINE), ""),
    (re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL), r"\2"),
    (re.compile(r"(?<![\\\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\w)"), r"\1"),
    (re.compile(r"(?<![\\\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
    (re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
)


_NOTE = re.compile(r"^\[\^(\w+)\]:[ \t]*(.*(?:\n(?:[ ]{2,}|\t)\S.*|\n(?!\s|#|\[\^).+)*)\n?", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^(\w+)\]")


def looks_like(text: str) -> bool:
    """Tell whether a text uses ``#`` headings, at least two of them."""
    return len(_HASHES.findall(text)) >= 2


def read(text: str, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> SourceText:
    """Return the text without signs of layout, with a mark for every heading that names a division, an article or an annex."""
    written = Written()
    notes = {match[1]: match[2] for match in _NOTE.finditer(text)}
    text = _NOTE.sub("", text)
    at = 0
    for match in _HASHES.finditer(text):
        _add_text(written, text[at : match.start()], notes)
        _add_heading(written, _plain(match[2]))
        _add_notes(written, match[2], notes)
        at = match.end()
    _add_text(written, text[at:], notes)
    for mark in list(notes):  # notes that nothing refers to
        _add_notes(written, f"[^{mark}]", notes)
    return SourceText(part, written.text, file, sha256, kind, tuple(written.marks))


def title(text: str) -> str | None:
    """Return the first heading of level one."""
    first = next((match for match in _HASHES.finditer(text) if len(match[1]) == 1), None)
    return _plain(first[2]) or None if first else None


def _plain(text: str) -> str:
    for pattern, instead in _SIGNS:
        text = pattern.sub(instead, text)
    return text


def _add_text(written: Written, text: str, notes: dict[str, str]) -> None:
    """Add the text up to the next heading; it is parted only where footnotes go in."""
    begun = last = 0
    for gap in (*re.finditer(r"\n[ \t]*\n", text), None):
        end = gap.start() if gap else len(text)
        if gap is None or any(mark in notes for mark in _REFERENCE.findall(text[last:end])):
            written.block(_plain(text[begun:end]))
            _add_notes(written, text[last:end], notes)
            begun = end
        last = end


def _add_notes(written: Written, paragraph: str, notes: dict[str, str]) -> None:
    """Add the footnotes that a paragraph refers to, each once."""
    for mark in _REFERENCE.findall(paragraph):
        if mark in notes:
            line = f"{mark} {' '.join(_plain(notes.pop(mark)).split())}"
            start = written.block(line)
            written.marks.append(Mark("authorialNote", CharSpan(start, start + len(line)), mark))


def _add_heading(written: Written, line: str) -> None:
    head = headings.read(line)
    if head:
        written.heading(head.kind, [line], head.num, head.title)
    else:
        written.block(line)
