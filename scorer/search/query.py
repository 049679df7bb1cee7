"""What a person types → what SQLite's FTS5 searches for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

Spelling = Callable[[str], frozenset[str]]  # a word → itself and how else it is spelt ("labor", "labour")

_OPERATOR = re.compile(r"\b(?:AND|OR|NOT|NEAR)\b|[\"*()]")
_WORD = re.compile(r"\w+")
_MOST_SPELLINGS = 16  # of one phrase: four words that are each spelt in two ways


def phrase(typed: str, spelling: Spelling) -> str:
    """Return the query for the words as they stand, in every spelling.

    >>> phrase("Labor law", lambda word: frozenset({word, "labour"}) if word == "labor" else frozenset({word}))
    '"labor law" OR "labour law"'
    """
    forms = [sorted(spelling(word)) for word in _words(typed)]
    ways = itertools.islice(itertools.product(*forms), _MOST_SPELLINGS)
    return " OR ".join(f'"{" ".join(way)}"' for way in ways)


def every_word(typed: str, spelling: Spelling) -> str:
    """Return the query for all of the words, anywhere in the article."""
    return " AND ".join(f"({' OR '.join(_quoted(form) for form in sorted(spelling(word)))})" for word in _words(typed))


def is_expert(typed: str) -> bool:
    """Tell whether the query is written in FTS5's own language: quotation marks, brackets, AND, OR, NOT, NEAR, word*."""
    return bool(_OPERATOR.search(typed))


def has_words(typed: str) -> bool:
    """Tell whether there is anything to search for."""
    return bool(_WORD.search(typed))


def _words(typed: str) -> list[str]:
    return _WORD.findall(typed.lower())


def _quoted(word: str) -> str:
    return f'"{word}"'
