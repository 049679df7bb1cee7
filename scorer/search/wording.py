"""Two clauses → how their words differ, in runs that a person can read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from scorer.model import Change

_WORD = re.compile(r" ?\w+| ?[^\w\s]")
_ISLAND = 3  # words: fewer that are the same between two changes are read as part of one longer change
_Run = tuple[Change, str, str]  # what became of the words, how the first has them, how the second does

Same = Callable[[str], str]  # a word → what stands for it in all its spellings


def changes(old: str, new: str, same: Same = str.casefold) -> Iterator[tuple[Change, str]]:
    """Yield the words that two texts share, those that only the first has and those that only the second has, in order.

    Words that are spelt in two ways are the same word; the first text's are yielded. Single shared words between changes go with them.

    >>> list(changes("shall strive to ensure that it can", "shall ensure that it can"))
    [('same', 'shall'), ('gone', ' strive to'), ('same', ' ensure that it can')]
    """
    ours, theirs = _tokens(old), _tokens(new)
    keys = [[same(token.strip()) for token in tokens] for tokens in (ours, theirs)]
    gone, added = "", ""
    for kind, mine, its in _without_islands(_runs(keys, ours, theirs)):
        if kind != "same":
            gone, added = gone + mine, added + its
            continue
        yield from _both(gone, added)
        gone, added = "", ""
        yield "same", mine
    yield from _both(gone, added)


def _runs(keys: Sequence[Sequence[str]], ours: Sequence[str], theirs: Sequence[str]) -> list[_Run]:
    codes = difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    return [("same" if kind == "equal" else "gone", "".join(ours[a:b]), "".join(theirs[c:d])) for kind, a, b, c, d in codes]


def _without_islands(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Yield runs, a few same words between two changes told as changed with them: a reader takes in one longer change more easily."""
    for number, (kind, mine, its) in enumerate(runs):
        inside = 0 < number < len(runs) - 1
        island = kind == "same" and inside and len(re.findall(r"\w+", mine)) < _ISLAND
        yield ("gone" if island else kind, mine, its)


def _both(gone: str, added: str) -> Iterator[tuple[Change, str]]:
    if gone:
        yield "gone", gone
    if added:
        yield "new", added


def _tokens(text: str) -> list[str]:
    """Return words, each with one space before it where there is any white space."""
    return _WORD.findall(" ".join(text.split()))
