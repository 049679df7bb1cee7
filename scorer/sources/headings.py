"""Lines that a format declares to be headings → kind, number and title."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = "one|two|three|four|five|six|seven|eight|nine"
_LABELLED = re.compile(
    r"(?P<label>part|title|chapter|section|sub-?section|article|art\.?|annex|appendix|schedule)[ \t\xa0]*[:\-–]?[ \t\xa0]+"
    rf"(?P<num>\w[\w.\-–]*(?:\([A-Za-z]\))?)(?:[ \t\xa0-]+(?P<more>(?:{_WORDS})\b|bis\b|ter\b))?"
    r"(?:[ \t\xa0]*[.:–—-]+[ \t\xa0]*|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(?:\d+[\d.\-–]*[A-Za-z]?(?:\([A-Za-z]\))?|[IVXLivxl]+(?:[.\-]\w+)*|[A-Z]{1,2}(?:[.\-–]?\w{1,4})*|[a-z]+)\Z")
_KINDS = {"art": "article", "annex": "attachment", "appendix": "attachment", "schedule": "attachment", "sub-section": "subsection"}
_NUMBER_WORD = re.compile(
    rf"(?:{_WORDS}|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|first|second|third|only|bis)\Z", re.IGNORECASE
)


class Heading(NamedTuple):
    """What a heading says: its kind as in ``Node``, its number without label, its title."""

    kind: str
    num: str | None
    title: str | None


def read(line: str) -> Heading | None:
    """Return what a declared heading says; None where it names no division, article or annex.

    >>> read("CHAPTER TWENTY ONE: Labour"), read("Article 19.3 Labour Rights")
    (Heading(kind='chapter', num='TWENTY ONE', title='Labour'), Heading(kind='article', num='19.3', title='Labour Rights'))
    >>> read("Section headings"), read("PREAMBLE")
    (None, Heading(kind='preamble', num=None, title=None))
    """
    line = line.strip()
    if line.lower().strip(" .:") == "preamble":
        return Heading("preamble", None, None)
    match = _LABELLED.fullmatch(line)
    if not match or not _is_number(match["num"].rstrip(".-–")):
        return None
    label = match["label"].lower().rstrip(".")
    num = " ".join(word for word in (match["num"].rstrip(".-–"), match["more"]) if word)
    return Heading(_KINDS.get(label, label), num, " ".join(match["title"].split()) or None)


def _is_number(word: str) -> bool:
    if not _NUMBER.match(word):
        return False
    return not (word.isalpha() and len(word) > 2 and not re.fullmatch(r"[IVXLivxl]+", word)) or bool(_NUMBER_WORD.match(word))
