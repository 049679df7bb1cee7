"""Where numbered paragraphs and list items begin in a stretch of text.

A marker is taken where a line begins with it, or inside a line where it goes on counting in a list that is open. References ("paragraph
(a)", "Article 5(b)"), footnote marks ("rights.7") and numbers of measure are not markers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scorer.model import CharSpan
from scorer.structure import depth, words

_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}"
_LETTERS = r"[a-z]{1,2}|[ivxl]{1,6}|[A-Z]{1,2}|[IVXL]{1,6}"
_MARK = (
    rf"\((?:\d{{1,3}}|{_LETTERS})\)|(?:{_NUMBER})[.)]\)?(?=\s|[(A-Z“\"‘]|\Z)"  # (1) (a) (iv) (A) 1. 1.2. 1)
    rf"|(?:[a-z]|[ivx]{{1,5}})[.)](?=\s)|(?:[A-Z]|[IVX]{{1,5}})[.)](?=\s)"  # a) iv. A. II)
    rf"|\d{{1,2}}(?=[ \t\xa0]+[A-Z])|[-–—•·](?=[ \t\xa0])"  # 1 The Parties; a dash
)
_AT_START = re.compile(rf"\s*({_MARK})")
_AT_LINE = re.compile(rf"^[ \t\xa0]*({_MARK})", re.MULTILINE)
_CHAINED = re.compile(rf"[ \t\xa0]*(\((?:\d{{1,3}}|{_LETTERS})\))(?=\s)")
_IN_LINE = re.compile(  # begins with a blank, to which the search jumps
    rf"[ \t\xa0](?<=[:;,.)—][ \t\xa0])[ \t\xa0]*(?:(?:and|or|and/or)[ \t\xa0]+)?(\((?:{_LETTERS})\)|\d{{1,2}}\.)(?=[ \t\xa0]+\S)"
)
_LISTS_ON = re.compile(r"[;:][ \t\xa0]*(?:and|or|and/or)?\s*\Z")
_LOOK_BACK = 90
_LOOK_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Marker:
    """A paragraph number or list marker: where it begins, where the text after it begins, and the marker as printed."""

    start: int
    body: int
    text: str
    inline: bool = False
    firm: bool = True


def find(text: str, span: CharSpan, notes: Iterable[CharSpan] = ()) -> list[Marker]:
    """Return the markers of one unit in order; the stretches in ``notes``, themselves in order, are passed over."""
    masked = list(notes)
    starts = [note.start for note in masked]

    def is_masked(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < masked[index].end

    return _in_sequence(text, [marker for marker in _candidates(text, span) if not is_masked(marker.start)])


def bare(marker: str) -> str:
    """Return the number without its brackets and stops.

    >>> [bare(m) for m in ("(a)", "19.5.", "-")]
    ['a', '19.5', '']
    """
    return marker.strip("()[].-–—•·")


def _candidates(text: str, span: CharSpan) -> list[Marker]:
    found: dict[int, Marker] = {}
    for match in _line_heads(text, span):
        at = match.start(1)
        if not _refers(text, span.start, at):
            _add(found, text, span, Marker(at, at, match[1], firm=_firm(text, span.start, at)))
    for match in _IN_LINE.finditer(text, span.start, span.end):
        at = match.start(1)
        if depth.readings(match[1]) and not _refers(text, span.start, at):
            _add(found, text, span, Marker(at, at, match[1], inline=True))
    return [found[at] for at in sorted(found)]


def _line_heads(text: str, span: CharSpan) -> Iterator[re.Match[str]]:
    """Yield what may be a marker at the beginning of the unit and of its lines."""
    plain_numbers = _plain_numbers(text, span)
    start = _AT_START.match(text, span.start, span.end)
    for match in (*([start] if start else []), *_AT_LINE.finditer(text, span.start, span.end)):
        if (plain_numbers or not match[1].isdigit()) and depth.readings(match[1]):
            yield match


def _add(found: dict[int, Marker], text: str, span: CharSpan, marker: Marker) -> None:
    """Add a marker and those that begin together with it: ``4. (a) A Party ...`` is paragraph 4 and its subparagraph (a)."""
    while marker.start not in found:
        end = marker.start + len(marker.text)
        found[marker.start] = Marker(marker.start, _skip_blanks(text, end, span.end), marker.text, marker.inline, marker.firm)
        chained = _CHAINED.match(text, end, span.end)
        if not chained or not depth.readings(chained[1]):
            return
        marker = Marker(chained.start(1), chained.end(1), chained[1])


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _plain_numbers(text: str, span: CharSpan) -> bool:
    """Tell whether this unit writes its paragraphs ``1 The Parties``: only then is a bare number at a line's head a paragraph."""
    return bool(re.match(r"\s*1[ \t\xa0]+[A-Z]", text[span.start : span.start + 40]))


def _refers(text: str, floor: int, at: int) -> bool:
    """``paragraph`` + ``(a)``, ``Articles 5(b) and`` + ``(c)``: the marker belongs to a reference that began before it."""
    before = text[max(floor, at - _LOOK_BACK) : at]
    if _LISTS_ON.search(before) or not before[before.rfind("\n", 0, len(before.rstrip())) + 1 :].strip():
        return False
    return bool(words.load().reference.search(before))


def _firm(text: str, floor: int, at: int) -> bool:
    """A marker is firm after a closed sentence, a list lead-in or an empty line; elsewhere it may be a wrapped number."""
    before = text[max(floor, at - _LOOK_BACK) : at]
    bare_before = before.rstrip()
    return (
        not bare_before
        or bare_before[-1] in '.;:)—–-”"’'
        or before[len(bare_before) :].count("\n") > 1
        or bare_before.endswith((" and", " or"))
    )


def _in_sequence(text: str, found: list[Marker]) -> list[Marker]:
    """Drop what cannot be a marker here: inline or wrapped ones that go on counting in no list."""
    kept: list[Marker] = []
    last: dict[tuple[str, str], int] = {}
    for index, marker in enumerate(found):
        options = depth.readings(marker.text)
        going_on = any(last.get((r.style, r.wrap), -1) + 1 == r.ordinal for r in options if r.ordinal > 1)
        if (marker.inline or not marker.firm) and not going_on and not _begins(text, marker, found[index + 1 : index + 1 + _LOOK_AHEAD]):
            continue
        kept.append(marker)
        last.update({(r.style, r.wrap): r.ordinal for r in options})
        if options[0].style == depth.NUMBER + "0":
            last = {key: n for key, n in last.items() if key[0].startswith(depth.NUMBER)}
    return kept


def _begins(text: str, marker: Marker, later: list[Marker]) -> bool:
    """An inline list begins with (a) or (i) after a colon, and its second item follows."""
    for first in (r for r in depth.readings(marker.text) if r.ordinal == 1):
        if marker.inline and not text[max(0, marker.start - 9) : marker.start].rstrip().endswith((":", "—", ",")):
            return False
        for other in later:
            again = [r for r in depth.readings(other.text) if (r.style, r.wrap) == (first.style, first.wrap)]
            if any(r.ordinal == 2 for r in again):
                return True
            if any(r.ordinal == 1 for r in again):
                break
    return False
