"""Definitions: which term a sentence defines, and whether a clause uses it."""

from __future__ import annotations

import re

_DEFINES = re.compile(
    r"(?:^|[:;,(“”\"]|\b(?:chapter|agreement|section|title|articles? [\w.]+(?: and [\w.]+)?),?)\s*(?:the terms? )?[“\"']?"
    r"(?P<term>(?:[\w’'-]+,? (?:or |and )?){0,6}[\w’'-]+)[”\"']?,?\s*"
    r"(?:shall mean|means|mean|refers? (?:only )?to|(?:shall|does|do) not include|includes?|is limited to|are limited to|covers?)\b",
    re.IGNORECASE,
)
_FOR_PURPOSES = re.compile(r"\bfor (?:the )?purposes? of (?:this|the present|article|paragraph|chapter|section)", re.IGNORECASE)
_EMPTY = frozenset({"the", "a", "an", "of", "to", "or", "and", "its", "each", "party", "parties", "for", "with", "by", "in", "on", "any"})
_STEM = 4  # letters by which forms of one word are told: "enforce", "enforcement"; "labor", "labour"


def is_definition(text: str) -> bool:
    """Tell whether a sentence says of itself that it defines.

    >>> is_definition('For the purposes of this Chapter, "forest law" means a statute on forests.'), is_definition("A forest means money.")
    (True, False)
    """
    return _FOR_PURPOSES.search(text) is not None and defined(text) is not None


def defined(text: str) -> str | None:
    """Return the term that a sentence defines.

    >>> defined('For the purposes of this Chapter: "forest law" means a statute that the central government enforces.')
    'forest law'
    """
    match = _DEFINES.search(text)
    return match["term"] if match else None


def uses(text: str, term: str) -> bool:
    """Tell whether a text has every word of a term, in any form.

    >>> uses("Each Party shall effectively enforce its labour laws.", "effective enforcement of labor law")
    True
    """
    wanted, has = _stems(term), _stems(text)
    return bool(wanted) and wanted <= has


def _stems(text: str) -> set[str]:
    return {word.rstrip("s")[:_STEM] for word in re.findall(r"[a-z]+", text.lower()) if word not in _EMPTY}
