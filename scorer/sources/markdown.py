"""Markdown → stored text and the headings that ``#`` declares.

Signs of layout are taken off once, here: hashes, emphasis, links, quotation bars, HTML comments, escapes. Footnotes ``[^3]`` become the
mark 3 behind the word and a line that begins with it, as in print.
"""

from __future__ import annotations

import re

from scorer.model import SourceText
from scorer.sources import headings
from scorer.sources.written import Written

_HASHES = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^\[\^(\w+)\]:[ \t]*", re.MULTILINE), r"\1 "),
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


def looks_like(text: str) -> bool:
    """Tell whether a text uses ``#`` headings, at least two of them."""
    return len(_HASHES.findall(text)) >= 2


def read(text: str, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> SourceText:
    """Return the text without signs of layout, with a mark for every heading that names a division, an article or an annex."""
    written = Written()
    at = 0
    for match in _HASHES.finditer(text):
        written.block(_plain(text[at : match.start()]))
        _add_heading(written, _plain(match[2]))
        at = match.end()
    written.block(_plain(text[at:]))
    return SourceText(part, written.text, file, sha256, kind, tuple(written.marks))


def title(text: str) -> str | None:
    """Return the first heading of level one."""
    first = next((match for match in _HASHES.finditer(text) if len(match[1]) == 1), None)
    return _plain(first[2]) or None if first else None


def _plain(text: str) -> str:
    for pattern, instead in _SIGNS:
        text = pattern.sub(instead, text)
    return text


def _add_heading(written: Written, line: str) -> None:
    head = headings.read(line)
    if head:
        written.heading(head.kind, [line], head.num, head.title)
    else:
        written.block(line)
