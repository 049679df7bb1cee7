"""Tables of contents: headings without text that all come again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scorer.structure.heads import Head

_LEAST = 5  # entries
_GAP = 400  # characters between two entries, titles included
_AGAIN = 0.6  # share of the entries that stand in the text once more


def drop(text: str, heads: Sequence[Head]) -> list[Head]:
    """Return the headings without the entries of a table of contents; what it covers becomes the preface.

    >>> drop("", [])
    []
    """
    keys = [(head.kind, (head.num or "").lower()) for head in heads]
    later = Counter(keys)
    run = 0
    for index, head in enumerate(heads):
        later[keys[index]] -= 1
        following = heads[index + 1].start if index + 1 < len(heads) else len(text)
        if following - head.start > _GAP or (index + 1 < len(heads) and not later[keys[index]] and run > _LEAST and index > 1.3 * run):
            break
        run += 1 if later[keys[index]] else 0
    return _without(text, heads, keys, run)


def _without(text: str, heads: Sequence[Head], keys: list[tuple[str, str]], run: int) -> list[Head]:
    if run < _LEAST:
        return list(heads)
    again = next((index for index in range(1, len(heads)) if keys[index] == keys[0]), None)
    if again is None or again < _LEAST or run < _AGAIN * again:
        return list(heads)
    start = len(text) - len(text.lstrip())
    return [Head("preface", start, start), *heads[again:]]
