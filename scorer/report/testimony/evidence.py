"""Clauses → quotations of a length: an excerpt to be said aloud, the whole operative text to be checked.

Every piece is a slice of the source. What is left out before, between or after slices is shown by dots.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from scorer.model import Agreement, CharSpan, Evidence, Findings, Node
from scorer.references import Places
from scorer.report.document import Quoted
from scorer.report.views import Piece

_WORD = re.compile(r"\S+")
_LIST_GOES_ON = re.compile(r"(?::|;(?:\s+(?:and|or))?)$")
LEAD_TAIL = 6  # words at the end of a lead-in that are kept: they hold "only if:" and "shall:"
WHOLE_WORDS = 170  # a clause with its list, in the table of evidence; longer ones are cut and stand whole in the texts


def excerpt(agreement: Agreement, at: Evidence, most: int, *, marks: Sequence[CharSpan] = ()) -> Quoted:
    """Return at most ``most`` words of the evidence, those around the first of ``marks`` where not all fit."""
    source = agreement.part(at.part)
    spans = _cut(source.text, list(at.spans), most, marks)
    return _quoted(agreement, at.part, spans, before=spans[0].start > at.spans[0].start, after=_goes_on(source.text, spans, at.spans))


def whole(findings: Findings, at: Evidence, *, marks: Sequence[CharSpan] = (), most: int = WHOLE_WORDS) -> Quoted:
    """Return the evidence with the list that a colon at its end opens, ``marks`` marked, footnotes inside left out."""
    source = findings.agreement.part(at.part)
    every = _with_list(findings.trees[at.part], source.text, at)
    spans = _cut(source.text, every, most, marks)
    return _quoted(
        findings.agreement, at.part, spans, before=spans[0].start > every[0].start, after=_goes_on(source.text, spans, every), marks=marks
    )


def _quoted(
    agreement: Agreement, part: str, spans: Sequence[CharSpan], *, before: bool, after: bool, marks: Sequence[CharSpan] = ()
) -> Quoted:
    text = agreement.part(part).text
    return Quoted(tuple(tuple(_pieces(text, span, marks)) for span in spans), agreement.language, before, after)


def _pieces(text: str, span: CharSpan, marks: Sequence[CharSpan]) -> Iterator[Piece]:
    """Yield the slice cut where a mark begins or ends."""
    edges = sorted({span.start, span.end, *(edge for mark in marks for edge in mark if span.start < edge < span.end)})
    for start, end in itertools.pairwise(edges):
        yield Piece(text[start:end], any(mark.covers(CharSpan(start, end)) for mark in marks))


def _goes_on(text: str, shown: Sequence[CharSpan], every: Sequence[CharSpan]) -> bool:
    """Tell whether words were left out at the end: a cut, or a list that begins or goes on where the quotation stops."""
    return shown[-1].end < every[-1].end or _LIST_GOES_ON.search(text[: every[-1].end].rstrip()[-6:]) is not None


def _cut(text: str, spans: Sequence[CharSpan], most: int, marks: Sequence[CharSpan]) -> list[CharSpan]:
    """Return the spans with at most ``most`` words in all: the lead-in takes up to half, the slice with the first mark the rest."""
    counts = [len(_WORD.findall(text, *span)) for span in spans]
    if sum(counts) <= most:
        return list(spans)
    if len(spans) == 1:
        return [_window(text, spans[0], most, marks)]
    deciding = next((span for span in spans[1:] if any(span.covers(mark) for mark in marks)), spans[-1])
    room = max(most - len(_WORD.findall(text, *deciding)), most // 2)
    lead = _lead(text, spans[0], room)
    left = most - sum(len(_WORD.findall(text, *span)) for span in lead)
    return [*lead, _window(text, deciding, left, marks)]


def _lead(text: str, span: CharSpan, most: int) -> list[CharSpan]:
    """Return a lead-in of at most ``most`` words: its beginning and its last words."""
    found = list(_WORD.finditer(text, *span))
    if len(found) <= most:
        return [span]
    head = max(most - LEAD_TAIL, 1)
    return [CharSpan(span.start, found[head - 1].end()), CharSpan(found[-LEAD_TAIL].start(), span.end)]


def _window(text: str, span: CharSpan, most: int, marks: Sequence[CharSpan]) -> CharSpan:
    """Return ``most`` words of a span: from its start, or, where the first mark lies beyond, words that end with the mark."""
    found = list(_WORD.finditer(text, *span))
    if len(found) <= most:
        return span
    first = min((mark for mark in marks if span.covers(mark)), default=None)
    last = next((i for i, word in enumerate(found) if first and word.end() >= first.end), 0) + 1
    begin = max(0, last - most) if last > most else 0
    return CharSpan(found[begin].start() if begin else span.start, found[min(begin + most, len(found)) - 1].end())


def _with_list(tree: Node, text: str, at: Evidence) -> list[CharSpan]:
    """Return the evidence, and after a colon the rest of the paragraph that it opens, without footnotes."""
    last = at.spans[-1]
    node = Places(tree).node(at.eid)
    if not text[: last.end].rstrip().endswith(":") or node is tree or not node.span.covers(last):
        return list(at.spans)
    return [*at.spans[:-1], *without_notes(node, CharSpan(last.start, node.span.end), text)]


def without_notes(node: Node, span: CharSpan, text: str) -> list[CharSpan]:
    """Return the span parted where footnotes stand, each part without white space around it."""
    notes = sorted(inner.span for inner in node.walk() if inner.kind == "authorialNote" and inner is not node)
    edges = [span.start, *(edge for note in notes if span.covers(note) for edge in note), span.end]
    parts = [_trimmed(text, CharSpan(start, end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [part for part in parts if part.start < part.end] or [span]


def _trimmed(text: str, span: CharSpan) -> CharSpan:
    words = text[span.start : span.end]
    return CharSpan(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
