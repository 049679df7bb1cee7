"""Two versions of one passage → runs of words that stayed, came and went. Every run is a slice of one of the two sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from scorer.model import CharSpan
from scorer.model.delta import Op, Run

_TOKEN = re.compile(r"\s*(?:\w+(?:['’-]\w+)*|[^\w\s])|\s+$")  # white space goes with the word after it
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
FEWEST_KEPT = 2  # words between two changes: what is shorter reads worse as kept than as written anew
LONG = 2000  # words: in longer passages frequent words are no anchors, which keeps the comparison quick

At = tuple[str, int]  # part, offset
Block = tuple[bool, int, int, int, int]  # same?, old from, old to, new from, new to: token numbers


def runs(old: str, old_at: At, new: str, new_at: At) -> tuple[Run, ...]:
    """Return the redline of two texts that begin at these offsets of these parts.

    >>> [(run.op.value, run.span.start, run.span.end) for run in runs("It shall act.", ("main", 0), "It may act.", ("main", 0))]
    [('same', 0, 2), ('del', 2, 8), ('ins', 2, 6), ('same', 6, 11)]
    """
    ours, theirs = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    found: list[Run] = []
    for same, a, b, c, d in _tidied(_blocks([_key(t[0]) for t in ours], [_key(t[0]) for t in theirs])):
        if not same and a < b:
            found.append(_run(Op.DEL, old_at, ours[a].start(), ours[b - 1].end()))
        if c < d:
            found.append(_run(Op.SAME if same else Op.INS, new_at, theirs[c].start(), theirs[d - 1].end()))
    return tuple(found)


def _run(op: Op, at: At, start: int, end: int) -> Run:
    return Run(op, at[0], CharSpan(at[1] + start, at[1] + end))


def level(text: str) -> str:
    """Return a text as two versions of it are compared: white space made single, quotation marks straight."""
    return " ".join(text.split()).translate(_STRAIGHT)


def _key(token: str) -> str:
    return token.strip().translate(_STRAIGHT)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > LONG)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", a, b, c, d


def _tidied(blocks: Iterator[Block]) -> list[Block]:
    """Join changes that only a word or a stop keeps apart."""
    listed = list(blocks)
    found: list[Block] = []
    for n, (same, a, b, c, d) in enumerate(listed):
        between = 0 < n < len(listed) - 1
        kept = same and not (between and b - a < FEWEST_KEPT)
        if found and not found[-1][0] and not kept:
            _, first_old, _, first_new, _ = found[-1]
            found[-1] = (False, first_old, b, first_new, d)
        else:
            found.append((kept, a, b, c, d))
    return found
