"""Tables of contents: headings close together that all come again further on."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from scorer.structure import numerals
from scorer.structure.heads import Head

_LEAST = 5  # entries
_CLOSE = 300  # characters from one entry to the next, as a median
_AGAIN = 0.6  # share of the entries that head something further on
_BEGINNINGS = 4  # headings from which a table may begin

Key = tuple[str, str]


def drop(text: str, heads: Sequence[Head]) -> list[Head]:
    """Return the headings without the entries of a table of contents.

    What the table covers becomes the preface, what stands between it and the first chapter the preamble.
    """
    keys: list[Key] = [(head.kind, _value(head.num or "")) for head in heads]
    for first in range(min(_BEGINNINGS, len(heads))):
        again = _again(heads, keys, first)
        if again is not None:
            return _beginning(text, heads, again)
    return list(heads)


def _value(num: str) -> str:
    """Return a number in one way of writing: ``CHAPTER 1`` in the table heads what the text calls ``CHAPTER ONE``."""
    return str(numerals.figure(num) or num.lower())


def _again(heads: Sequence[Head], keys: Sequence[Key], first: int) -> int | None:
    """Return the index of the heading with which the text proper begins, where a table begins at ``first``."""
    if not keys[first][1]:
        return None
    again = next((index for index in range(first + 1, len(keys)) if keys[index] == keys[first]), None)
    if again is None or again - first < _LEAST:
        return None
    gaps = [heads[index + 1].start - heads[index].start for index in range(first, again - 1)]
    later = set(keys[again:])
    share = sum(key in later for key in keys[first:again]) / (again - first)
    return again if median(gaps) <= _CLOSE and share >= _AGAIN else None


def _beginning(text: str, heads: Sequence[Head], again: int) -> list[Head]:
    start = len(text) - len(text.lstrip())
    preamble = next((head.start for head in reversed(heads[:again]) if head.kind == "preamble"), 0)
    opening = max(preamble, heads[again - 1].body)
    return [Head("preface", start, start), Head("preamble", opening, opening), *heads[again:]]
