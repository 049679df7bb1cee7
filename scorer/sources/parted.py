"""Words that a line end has parted: whether a hyphen there is one of the word's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from scorer.sources import words

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*[A-Za-z]")
_AT_LINE_END = re.compile(r"(?P<left>[^\W\d_]+)-[ \t]*\n[ \t]*(?P<right>[^\W\d_]+)(?P<rest>[^\s]*)(?P<gap>[ \t]?)")


def counts(lines: Iterable[str]) -> Counter[str]:
    """Count the words that stand inside lines, where no line end parts them."""
    found: Counter[str] = Counter()
    for line in lines:
        found.update(word.lower() for word in _WORD.findall(line))
    return found


def is_one_word(left: str, right: str, known: Counter[str]) -> bool:
    """``enforce-`` + ``ment`` is a word; ``non-`` + ``discrimination`` keeps its hyphen, as does what is elsewhere written with one."""
    if right[0].isupper() and not left.isupper():
        return False
    whole, parted = known[(left + right).lower()], known[f"{left}-{right}".lower()]
    if whole or parted:
        return whole >= parted
    return left.lower() not in words.load().hyphenated


def joined(text: str) -> str:
    r"""Return a text with parted words whole, on the line on which they begin.

    >>> joined("Each Party shall enforce-\n  ment, and non-\ndiscriminatory")
    'Each Party shall enforcement,\nand non-discriminatory\n'
    """
    if not _AT_LINE_END.search(text):
        return text
    known = counts(text.split("\n"))

    def whole(match: re.Match[str]) -> str:
        hyphen = "" if is_one_word(match["left"], match["right"], known) else "-"
        return f"{match['left']}{hyphen}{match['right']}{match['rest']}\n"

    return _AT_LINE_END.sub(whole, text)
