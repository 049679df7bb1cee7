"""Pieces of the source joined to one readable text, and the way back.

``joined`` makes white space single and quotation marks straight; ``source_spans`` finds the source characters behind a range of that text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorer.model import CharSpan, Clause, SourceText

_STRAIGHT = str.maketrans("‘’‚‛ʼ“”„‟", "'''''\"\"\"\"")  # one character for one: offsets inside a word do not move
_WORD = re.compile(r"\S+")


def plain(text: str) -> str:
    r"""Return ``text`` with every run of white space made one space and quotation marks made straight.

    >>> plain(" the  Party’s\nlaws ")
    "the Party's laws"
    """
    single = " ".join(text.split())
    return single if single.isascii() else single.translate(_STRAIGHT)


def joined(texts: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Return plain texts joined by one space, and the offset of each in the result.

    >>> joined(["Each Party shall:", "publish its laws."])
    ('Each Party shall: publish its laws.', (0, 18))
    """
    starts = []
    offset = 0
    for text in texts:
        starts.append(offset)
        offset += len(text) + 1
    return " ".join(texts), tuple(starts)


def source_spans(clause: Clause, source: SourceText, start: int, end: int) -> tuple[CharSpan, ...]:
    """Return the slices of the source behind ``clause.text[start:end]``, one for each piece that the range touches.

    White space at the ends of the range is dropped. Linear in the length of the pieces touched.
    """
    spans = []
    for index, (piece, offset) in enumerate(zip(clause.pieces, clause.starts, strict=True)):
        limit = clause.starts[index + 1] - 1 if index + 1 < len(clause.starts) else len(clause.text)
        if start < limit and end > offset:
            span = _span_in_piece(source.slice(piece), piece.start, start - offset, end - offset)
            if span is not None:
                spans.append(span)
    return tuple(spans)


def _span_in_piece(text: str, base: int, start: int, end: int) -> CharSpan | None:
    """Map a range of the plain form of ``text`` to the source, where ``text`` begins at ``base``."""
    first = last = None
    offset = 0  # of the word at hand in the plain form
    for word in _WORD.finditer(text):
        if offset >= end:
            break
        length = word.end() - word.start()
        if start < offset + length:
            if first is None:
                first = word.start() + max(0, start - offset)
            last = word.start() + min(length, end - offset)
        offset += length + 1
    return None if first is None or last is None else CharSpan(base + first, base + last)
