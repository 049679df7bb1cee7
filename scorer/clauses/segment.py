"""Node → Clause: sentences, and list items with the words that lead into and out of the list.

The tree is walked once. The text of a node that belongs to none of its children falls into *runs*: one before the first child, one between
two children, one after the last. The run before a list is its chapeau, the run after it its closing words::

    Each Party shall:            chapeau
    (a) publish its laws; and    → "Each Party shall: publish its laws; and within a year."
    (b) notify them,             → "Each Party shall: notify them, within a year."
    within a year.               closing words
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorer.clauses.pieces import joined, plain
from scorer.clauses.sentences import closing_words, cut_recitals, cut_sentences
from scorer.model import CharSpan, Clause, Node, Place, SourceText

_LIST_KINDS = frozenset({"subparagraph", "point", "indent"})
_PLACES = {
    "preamble": Place.PREAMBLE,
    "authorialNote": Place.NOTE,
    "attachment": Place.ANNEX,
    "conclusions": Place.CONCLUSIONS,
}
_UNITS = frozenset({"article", *_PLACES})
_CONTAINERS = frozenset({"body", "part", "title", "chapter", "section"})
_FULL_STOP = re.compile(r"[.?!][\"”’')\]]*\d{0,3}$")
_LEADS_ON = re.compile(r"[:,;–—-]\d{0,3}$")
_OPENING = re.compile(r"[\s\"“‘(\[]*")
_LETTER = re.compile(r"[^\W\d_]")

Sentence = tuple[CharSpan, ...]  # more than one slice where a footnote stands inside


@dataclass(frozen=True, slots=True)
class _Around:
    """What a node inherits: its place, and the words of the lists around it."""

    place: Place = Place.BODY
    unit: str | None = None
    paragraph: str | None = None
    chapeaux: Sentence = ()
    closing: Sentence = ()

    def entering(self, node: Node) -> _Around:
        """Return what the text of ``node`` inherits."""
        inner = self
        if node.kind in _PLACES:
            inner = _Around(place=_PLACES[node.kind])
        if node.kind in _UNITS:
            return inner.inside(node.eid)
        if inner.unit is None or (node.kind in _CONTAINERS and inner.place is Place.BODY):
            inner = inner.inside(node.eid)  # text outside all articles
        if node.kind == "paragraph" and inner.paragraph is None:
            return _Around(inner.place, inner.unit, node.eid, inner.chapeaux, inner.closing)
        return inner

    def inside(self, unit: str) -> _Around:
        """Return what the text of a unit inherits."""
        return _Around(self.place, unit, None, self.chapeaux, self.closing)

    def leading(self, chapeaux: Sentence, closing: Sentence) -> _Around:
        """Return what is inherited between these words before and after a list."""
        return _Around(self.place, self.unit, self.paragraph, chapeaux, closing)


@dataclass(slots=True)
class _Group:
    """A run of text and the children that follow it before the next run."""

    run: list[Sentence]
    children: list[Node] = field(default_factory=list)


def segment(source: SourceText, tree: Node) -> tuple[Clause, ...]:
    """Return the clauses of one part in reading order."""
    return tuple(_Segmenter(source).clauses(tree, _Around()))


class _Segmenter:
    """Cuts one source text; remembers the plain form of slices that many items share."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._plain: dict[CharSpan, str] = {}

    def clauses(self, node: Node, outside: _Around) -> Iterator[Clause]:
        """Yield the clauses of ``node``: its own text, its lists, its children, its footnotes."""
        around = outside.entering(node)
        groups = self._groups(node, around.place)
        notes = sorted((child for child in node.children if child.kind == "authorialNote"), key=lambda child: child.span)
        first = True  # the first sentence of an item goes on from the chapeau around it
        for index, group in enumerate(groups):
            following = groups[index + 1].run if index + 1 < len(groups) else []
            inner, own = self._split_lead(node, group, around if first else _bare(around), following)
            if index and own and own[0] and self._goes_on(own[0], groups[index - 1]):
                own = own[1:]  # closing words of the list before
            for sentence in own:
                yield from self._clause(node, sentence, around if first else _bare(around))
                first = False
            tail = self._tail(group)
            before_tail = inner.leading(inner.chapeaux, tail + inner.closing) if tail else inner
            for child in group.children:
                yield from self.clauses(child, inner if child is group.children[-1] else before_tail)
            first = first and not group.run
        for note in notes:
            yield from self.clauses(note, around)

    def _groups(self, node: Node, place: Place) -> list[_Group]:
        """Divide the body of ``node`` into runs of its own text, each with the children that follow."""
        notes = [child.span for child in node.children if child.kind == "authorialNote"]
        inside = sorted((child for child in node.children if child.kind != "authorialNote"), key=lambda child: child.span)
        groups = [_Group([])]
        start = node.body.start
        for child in inside:
            run = self._sentences(CharSpan(start, child.span.start), notes, place)
            if run:
                groups.append(_Group(run))
            groups[-1].children.append(child)
            start = max(start, child.span.end)
        run = self._sentences(CharSpan(start, node.body.end), notes, place)
        if run:
            groups.append(_Group(run))
        return groups if groups[0].children else groups[1:]

    def _sentences(self, span: CharSpan, notes: list[CharSpan], place: Place) -> list[Sentence]:
        """Cut a run of text into sentences, leaving out the footnotes inside it."""
        text = self._source.slice(span)
        holes = [note for note in notes if note.start < span.end and note.end > span.start]
        for hole in holes:
            left, right = max(0, hole.start - span.start), min(len(text), hole.end - span.start)
            text = text[:left] + " " * (right - left) + text[right:]
        if not _LETTER.search(text):
            return []
        ranges = cut_recitals(text) if place is Place.PREAMBLE else cut_sentences(text)
        sentences = (self._around_holes(CharSpan(span.start + start, span.start + end), holes) for start, end in ranges)
        return [sentence for sentence in sentences if any(_LETTER.search(self._source.slice(piece)) for piece in sentence)]

    def _around_holes(self, span: CharSpan, holes: list[CharSpan]) -> Sentence:
        """Return ``span``, which has no white space around it, without the footnotes, as trimmed slices."""
        if not holes:
            return (span,)
        pieces = []
        start = span.start
        for hole in [*holes, CharSpan(span.end, span.end)]:
            text = self._source.text[start : min(hole.start, span.end)]
            if text.strip():
                begin = start + len(text) - len(text.lstrip())
                pieces.append(CharSpan(begin, start + len(text.rstrip())))
            start = max(start, hole.end)
        return tuple(pieces)

    def _split_lead(self, node: Node, group: _Group, around: _Around, following: list[Sentence]) -> tuple[_Around, list[Sentence]]:
        """Return what the children of a group inherit, and the sentences that are clauses of their own.

        Children of a list go on from the last sentence of the run before them and into the closing words after them. A list without words
        before it goes on from the lists around.
        """
        if not self._is_list(group):
            return _bare(around), group.run
        closing = around.closing
        if following and self._goes_on(following[0], group):
            closing = following[0] + closing
        if not group.run:
            return around.leading(around.chapeaux, closing), []
        if len(group.run) > 1:
            return around.leading(group.run[-1], closing[: len(closing) - len(around.closing)]), group.run[:-1]
        return around.leading(around.chapeaux + group.run[-1], closing), []

    def _tail(self, group: _Group) -> Sentence:
        """Return the closing words that stand in the last item, for want of a mark that ends it."""
        if not self._is_list(group) or not group.run or group.children[-1].children:
            return ()
        body = group.children[-1].body
        found = closing_words(self._source.slice(body))
        return (CharSpan(body.start + found[0], body.start + found[1]),) if found else ()

    def _is_list(self, group: _Group) -> bool:
        """Tell whether the children of a group go on from the run before them.

        Items do, unless the run ends in a full stop and the first item begins with a capital; numbered paragraphs only where the run ends
        in a colon or the like.
        """
        if not group.children:
            return False
        kind = group.children[0].kind
        if not group.run:
            return kind in _LIST_KINDS
        lead = self._source.slice(group.run[-1][-1])
        if kind == "paragraph":
            return bool(_LEADS_ON.search(lead))
        return kind in _LIST_KINDS and (not _FULL_STOP.search(lead) or self._first_letter(group.children[0].body).islower())

    def _goes_on(self, sentence: Sentence, group: _Group) -> bool:
        """Tell whether a sentence after a list is its closing words: it goes on in lower case or with a comma."""
        if not self._is_list(group):
            return False
        letter = self._first_letter(CharSpan(sentence[0].start, sentence[-1].end))
        return letter.islower() or letter in {",", ";", "–", "—"}

    def _first_letter(self, span: CharSpan) -> str:
        """Return the first character of a span that is neither white space, quotation mark nor bracket."""
        opening = _OPENING.match(self._source.text, span.start, span.end)
        at = opening.end() if opening else span.start
        return self._source.text[at : min(at + 1, span.end)]

    def _clause(self, node: Node, sentence: Sentence, around: _Around) -> Iterator[Clause]:
        """Yield the clause made of a sentence and the words around it."""
        pieces = around.chapeaux + sentence + around.closing
        text, starts = joined([self._plain_slice(piece) for piece in pieces])
        unit = around.unit or node.eid
        yield Clause(self._source.id, node.eid, unit, around.paragraph or unit, around.place, pieces, text, starts)

    def _plain_slice(self, span: CharSpan) -> str:
        """Return the plain form of a slice."""
        known = self._plain.get(span)
        if known is None:
            known = self._plain[span] = plain(self._source.slice(span))
        return known


def _bare(around: _Around) -> _Around:
    """Return ``around`` without the words of the lists around."""
    return around.leading((), ()) if around.chapeaux or around.closing else around
