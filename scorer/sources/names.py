"""Titles of agreements → short names for citations."""

from __future__ import annotations

import re
from pathlib import PurePath

from scorer.model import Agreement, SourceText

_ACRONYM = re.compile(r"[(“\"]\s*(?:the\s+)?[“\"]?([A-Z][A-Za-z&.-]{1,11})[”\"]?\s*[)”\"]\s*$")  # at the end: inside, it names a party
_CLUTTER = re.compile(
    r"\b(?:free|preferential|regional)\s+trade\s+(?:agreement|area)\b|\b(?:comprehensive\s+)?(?:economic\s+)?(?:partnership|cooperation|co-operation)?\s*agreement\b",
    re.IGNORECASE,
)
_LONGEST = 60


def short(title: str) -> str:
    """Return how citations name an agreement: the acronym that the title gives in brackets, else the title without the usual words.

    >>> [short(t) for t in ("Baltic Free Trade Area (BAFTA)", "Peru - Korea Free Trade Agreement", "Bay States (BSC) - Kiribati")]
    ['BAFTA', 'Peru - Korea', 'Bay States (BSC) - Kiribati']
    """
    acronym = _ACRONYM.search(title)
    if acronym and sum(c.isupper() for c in acronym[1]) >= 2:
        return acronym[1]
    bare = re.sub(r"\s{2,}", " ", _CLUTTER.sub("", title)).strip(" ,-–")
    bare = re.sub(r"^(?:between|of|on|for)\s+(?:the\s+)?", "", bare)
    return _cut(bare if len(bare) > 2 else title)


def _cut(name: str) -> str:
    """Return the name, cut at a word where it is too long to cite."""
    return name if len(name) <= _LONGEST else name[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:-–")


def named(part: SourceText, title: str | None) -> Agreement:
    """Return an agreement of one part; without a title, called after its file."""
    stem = PurePath(part.file).stem
    title = title or stem
    return Agreement(id=slug(stem), title=title, short=short(title), parts=(part,))


def slug(stem: str) -> str:
    """Return an id made from a file's name.

    >>> slug("Final Text (2019)")
    'final-text-2019'
    """
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "agreement"
