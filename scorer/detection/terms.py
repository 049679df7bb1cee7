"""Sentences about other sentences: which term one defines, whether a clause uses it, and of what one says when it is breached."""

from __future__ import annotations

import re
from functools import lru_cache

_REMEMBERED = 20_000  # sentences: more than the longest agreement has

_DEFINES = re.compile(
    r"(?:^|[:;,(“”\"]|\b(?:chapter|agreement|section|title|articles? [\w.]+(?: and [\w.]+)?),?)\s*(?:the terms? )?[“\"']?"
    r"(?P<term>(?:[\w’'-]+,? (?:or |and )?){0,6}[\w’'-]+)[”\"']?,?\s*"
    r"(?:shall mean|means|mean|refers? (?:only )?to|(?:shall|does|do) not include|includes?|is limited to|are limited to|covers?)\b",
    re.IGNORECASE,
)
_FOR_PURPOSES = re.compile(r"\bfor (?:the )?purposes? of (?:this|the present|article|paragraph|chapter|section)", re.IGNORECASE)
_BREACH = re.compile(
    r"\b(?:violations?|breach(?:es)?|contrary to|inconsistent with|infringements?|failures?|fail(?:s|ed)?|(?:non-?)?compliance)\b"
    r"[^.;]{0,80}?"
    r"\b(?P<what>this (?:article|paragraph|chapter|obligation|provision)|paragraphs? \d+|article \d[\w.]*\w|article \d)",
    re.IGNORECASE,
)
_EMPTY = frozenset({"the", "a", "an", "of", "to", "or", "and", "its", "each", "party", "parties", "for", "with", "by", "in", "on", "any"})
_STEM = 4  # letters by which forms of one word are told: "enforce", "enforcement"; "labor", "labour"


def is_definition(text: str) -> bool:
    """Tell whether a sentence says of itself that it defines.

    >>> is_definition('For the purposes of this Chapter, "forest law" means a statute on forests.'), is_definition("A forest means money.")
    (True, False)
    """
    return _FOR_PURPOSES.search(text) is not None and defined(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def defined(text: str) -> str | None:
    """Return the term that a sentence defines.

    >>> defined('For the purposes of this Chapter: "forest law" means a statute that the central government enforces.')
    'forest law'
    """
    match = _DEFINES.search(text)
    return match["term"] if match else None


@lru_cache(maxsize=_REMEMBERED)
def breached(text: str) -> str | None:
    """Return what a sentence names when it says what a breach is, in lower case.

    >>> breached("To establish a violation of this Article, a Party must show harm."), breached("A failure under paragraph 1")
    ('this article', 'paragraph 1')
    """
    match = _BREACH.search(text)
    return match["what"].lower() if match else None


def uses(text: str, term: str) -> bool:
    """Tell whether a text has every word of a term, in any form.

    >>> uses("Each Party shall effectively enforce its labour laws.", "effective enforcement of labor law")
    True
    """
    wanted, has = _stems(term), _stems(text)
    return bool(wanted) and wanted <= has


@lru_cache(maxsize=_REMEMBERED)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s")[:_STEM] for word in re.findall(r"[a-z]+", text.lower()) if word not in _EMPTY)
