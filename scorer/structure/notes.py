"""Footnotes that stand among the paragraphs.

Printed below a line on the page, they come into the text wherever the page ended: a line that begins with a bare number and a new sentence
(``3 For greater certainty, ...``, ``(2) This includes ...``), or with ``3.`` after the closing formula.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from scorer.model import CharSpan, Mark, SourceText
from scorer.structure import words

KIND = "authorialNote"
_BARE = re.compile(r"^[ \t\xa0]*(\d{1,3})(?:[ \t\xa0]+|(?=[A-Z“\"‘]))(?=[A-Z“\"‘'\[—])", re.MULTILINE)
_ROUND = re.compile(r"^[ \t\xa0]*\((\d{1,3})\)[ \t\xa0]*\n?[ \t\xa0]*(?=[A-Z“\"‘'\[—])", re.MULTILINE)
_STARRED = re.compile(r"^[ \t\xa0]*(\*{1,3})[ \t\xa0]*(?=[A-Z“\"‘'])", re.MULTILINE)
_SQUARE = re.compile(r"^[ \t\xa0]*\[(\d{1,3})\][ \t\xa0]+(?=[A-Z“\"‘'])", re.MULTILINE)
_DOTTED = re.compile(r"^[ \t\xa0]*\(?(\d{1,3})\)?\.?[ \t\xa0]+(?=[A-Z“\"‘'\[])", re.MULTILINE)
_ALONE = re.compile(r"^[ \t\xa0]*(\d{1,3})[ \t\xa0]*\n[ \t\xa0]*(?=[A-Z“\"‘'])", re.MULTILINE)
_AFTER_NOTE = re.compile(r"\n(?=[ \t\xa0]*(?:\n|\d{1,3}\.[ \t\xa0]|\([a-z]{1,4}\)[ \t\xa0]|\d{1,2}-[ ]?\d{1,3}[ \t\xa0]*\n))")
_CLOSED = (".", ";", ":", ")", ",", "”", '"', "’", "]", ">")
_LOOK_BACK = 160
_REACH = 20_000  # characters before a note in which its mark may stand
_TRIES = 12  # places looked at, the nearest first


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark, where it begins, where its words begin, where it ends."""

    mark: str
    start: int
    body: int
    end: int

    @property
    def span(self) -> CharSpan:
        """The whole note, mark included."""
        return CharSpan(self.start, self.end)


def declared(source: SourceText) -> list[Note]:
    """Return the footnotes that the format declares, in order."""
    return [
        Note(mark.num or "", mark.span.start, _after_mark(source.text, mark), mark.span.end) for mark in source.marks if mark.kind == KIND
    ]


def _after_mark(text: str, mark: Mark) -> int:
    """Return where the words of a declared note begin, behind its mark."""
    head = re.compile(rf"[\[(]?{re.escape(mark.num or '')}[\])]?[.:]?\s*").match(text, mark.span.start, mark.span.end)
    return head.end() if head else mark.span.start


def cover(known: Sequence[Note], offset: int) -> bool:
    """Tell whether one of these notes holds the character at ``offset``."""
    index = bisect_right(known, offset, key=_start)
    return bool(index) and offset < known[index - 1].end


def inside(known: Sequence[Note], span: CharSpan) -> list[Note]:
    """Return those of the notes that begin inside ``span``."""
    return list(known[bisect_left(known, span.start, key=_start) : bisect_left(known, span.end, key=_start)])


def _start(note: Note) -> int:
    return note.start


def find(text: str, span: CharSpan, *, ending: bool = False) -> list[Note]:
    """Return the footnotes of one unit in order.

    Args:
        text: The whole text: a note's mark may stand in an earlier article.
        span: The unit's own text, after its heading.
        ending: True after the closing formula, where ``3.`` is a note too.
    """
    always = [_STARRED, _SQUARE, *([_DOTTED] if ending else [])]
    candidates = [*_bare(text, span), *_round(text, span), *(m for pattern in always for m in pattern.finditer(text, span.start, span.end))]
    candidates += [] if ending else _alone(text, span)
    starts: dict[int, re.Match[str]] = {}
    for match in candidates:
        starts.setdefault(match.start(1), match)
    ordered = [starts[at] for at in sorted(starts)]
    found = []
    for index, match in enumerate(ordered):
        limit = ordered[index + 1].start() if index + 1 < len(ordered) else span.end
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(Note(match[1], start, match.end(), _end(text, match.end(), limit)))
    return found


def _bare(text: str, span: CharSpan) -> list[re.Match[str]]:
    """``3 For greater certainty``: not where the unit numbers its paragraphs that way, not where a line of running text was broken."""
    if re.match(r"\s*1[ \t\xa0]+[A-Z]", text[span.start : span.start + 40]):
        return []
    return [match for match in _BARE.finditer(text, span.start, span.end) if _at_line(text, match) and _fits(text, span, match)]


def _alone(text: str, span: CharSpan) -> list[re.Match[str]]:
    """``7`` on a line of its own: a note's mark, and not a page's, where a word before it carries the mark."""
    found = (match for match in _ALONE.finditer(text, span.start, span.end) if _at_line(text, match))
    return [match for match in found if _printed_at_a_word(text, match)]


def _printed_at_a_word(text: str, match: re.Match[str]) -> bool:
    """``rights7``, ``rights.7``: in the text before the note, and no further figures."""
    mark = re.compile(rf"[^\W\d_][.,;:)”\"’]?{match[1]}(?![\w-]|\.\d)")
    return bool(mark.search(text, max(0, match.start() - _REACH), match.start()))


def _fits(text: str, span: CharSpan, match: re.Match[str]) -> bool:
    before = text[max(span.start, match.start() - _LOOK_BACK) : match.start()].rstrip()
    if words.load().reference.search(before):
        return False
    return not before or before.endswith(_CLOSED) or _marked(text, match[1], match.start(), glued=True)


def _round(text: str, span: CharSpan) -> list[re.Match[str]]:
    """``(2) This includes``: a note only where ``word (2)`` or ``word(2)`` stands before it, else a paragraph."""
    found = [match for match in _ROUND.finditer(text, span.start, span.end) if _at_line(text, match)]
    return [match for match in found if _marked(text, match[1], match.start(), glued=False)]


def _at_line(text: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or text[match.start() - 1] == "\n"


def _marked(text: str, mark: str, before: int, *, glued: bool) -> bool:
    """Tell whether the mark stands in the text before the note: ``rights7`` and ``rights.7``, or ``rights (7)`` that is no reference."""
    floor = max(0, before - _REACH)
    written = mark if glued else f"({mark})"
    at = before
    for _ in range(_TRIES):
        at = text.rfind(written, floor, at)
        if at < 0:
            return False
        if _is_glued(text, at, at + len(written)) if glued else _is_raised(text, at):
            return True
    return False


def _is_glued(text: str, start: int, end: int) -> bool:
    """``rights7``, ``rights.7``: a word or its stop right before the figures, and no further figures."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return (before.isalpha() or before in set('.,;:)”"’')) and not (after.isdigit() or after == ".")


def _is_raised(text: str, start: int) -> bool:
    """``rights (7)``, ``rights(7)``: after a word on the same line, not after ``paragraph``."""
    before = text[max(0, start - _LOOK_BACK) : start]
    return bool(re.search(r"[^\W\d_][.,;:”\"’]?[ \xa0]?\Z|[.,;:”\"’][ \xa0]?\Z", before)) and not words.load().reference.search(before)


def _end(text: str, start: int, limit: int) -> int:
    """A note ends at the first empty line after a closed sentence, at the number of a paragraph or page (``9-3``), or at ``limit``."""
    for gap in _AFTER_NOTE.finditer(text[start:limit]):
        at = start + gap.start()
        done = text[max(start, at - 4) : at].rstrip()
        if done.endswith((".", ";", "”", '"', ")", "!", "?")) or re.match(r"\n[ \t\xa0]*(?:\d|\()", text[at : at + 12]):
            return at
    return limit
