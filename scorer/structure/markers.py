"""Where numbered paragraphs and list items begin in a stretch of text.

A marker is taken where a line begins with it, or inside a line where it goes on counting in a list that is open. References ("paragraph
(a)", "Article 5(b)"), footnote marks ("rights.7") and numbers of measure are not markers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scorer.model import CharSpan
from scorer.structure import depth, words

_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}"
_LETTERS = r"[a-z]{1,2}|[ivxl]{1,6}|[A-Z]{1,2}|[IVXL]{1,6}"
_MARK = rf"\((?:\d{{1,3}}|{_LETTERS})\)|(?:{_NUMBER})[.)]\)?(?=\s|[(A-Z“\"‘]|\Z)|(?:[a-z]|[ivx]{{1,5}})[.)](?=\s)|(?:[A-Z]|[IVX]{{1,5}})[.)](?=\s)"
_AT_LINE = re.compile(rf"^[ \t\xa0]*({_MARK}|\d{{1,2}}(?=[ \t\xa0]+[A-Z])|[-–—•·](?=[ \t\xa0]))", re.MULTILINE)
_CHAINED = re.compile(rf"[ \t\xa0]*\n?[ \t\xa0]*(\((?:\d{{1,3}}|{_LETTERS})\))(?=\s)")
_IN_LINE = re.compile(rf"(?<=[:;,.)—])[ \t\xa0]+(?:(?:and|or|and/or)[ \t\xa0]+)?(\((?:{_LETTERS})\)|\d{{1,2}}\.)(?=[ \t\xa0]+\S)")
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
    """Return the markers of one unit in order; stretches in ``notes`` are passed over."""
    masked = list(notes)
    found = [m for m in _candidates(text, span) if not any(note.start <= m.start < note.end for note in masked)]
    return _in_sequence(text, found)


def bare(marker: str) -> str:
    """Return the number without its brackets and stops.

    >>> [bare(m) for m in ("(a)", "19.5.", "-")]
    ['a', '19.5', '']
    """
    return marker.strip("()[].-–—•·")


def _candidates(text: str, span: CharSpan) -> list[Marker]:
    found: list[Marker] = []
    plain_numbers = _plain_numbers(text, span)
    for match in _AT_LINE.finditer(text, span.start, span.end):
        mark = match[1]
        if match.start() > 0 and text[match.start() - 1] != "\n" and match.start() != span.start:
            continue
        if (mark.isdigit() and not plain_numbers) or not depth.readings(mark) or _refers(text, span.start, match.start(1)):
            continue
        found.append(_marker(text, match.start(1), mark, span, firm=_firm(text, span.start, match.start(1))))
        found.extend(_chain(text, found[-1], span))
    taken = {m.start for m in found}
    for match in _IN_LINE.finditer(text, span.start, span.end):
        if match.start(1) not in taken and depth.readings(match[1]) and not _refers(text, span.start, match.start(1)):
            found.append(_marker(text, match.start(1), match[1], span, inline=True))
            chained = _chain(text, found[-1], span)
            found.extend(m for m in chained if m.start not in taken)
            taken.update(m.start for m in chained)
    return sorted(found, key=lambda m: m.start)


def _marker(text: str, start: int, mark: str, span: CharSpan, *, inline: bool = False, firm: bool = True) -> Marker:
    body = start + len(mark)
    while body < span.end and text[body].isspace():
        body += 1
    return Marker(start, body, mark, inline, firm)


def _chain(text: str, first: Marker, span: CharSpan) -> list[Marker]:
    """``4. (a) A Party ...``: paragraph 4 and its subparagraph (a) begin together."""
    chained: list[Marker] = []
    at = first.start + len(first.text)
    while (match := _CHAINED.match(text, at, span.end)) and depth.readings(match[1]):
        chained.append(_marker(text, match.start(1), match[1], span, inline="\n" not in match[0]))
        at = match.end(1)
    return [Marker(m.start, m.body, m.text) for m in chained]


def _plain_numbers(text: str, span: CharSpan) -> bool:
    """Tell whether this unit writes its paragraphs ``1 The Parties``: only then is a bare number at a line's head a paragraph."""
    return bool(re.match(r"\s*1[ \t\xa0]+[A-Z]", text[span.start : span.start + 40]))


def _refers(text: str, floor: int, at: int) -> bool:
    before = text[max(floor, at - _LOOK_BACK) : at]
    if before[before.rfind("\n", 0, len(before.rstrip())) + 1 :].strip() == "" or re.search(r"[.;:]\s*\Z", before):
        return bool(re.search(r"\b[Nn]os?\.\s*\Z|\b[Aa]rts?\.\s*\Z", before))
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
