"""A draft as units (headings, articles, notes) and the passages in them: sentences and list items, none overlapping."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scorer.model import CharSpan, Citation, Clause, Findings, Node, Scorecard

_HEADED = frozenset({"part", "title", "chapter", "section", "subsection", "article", "attachment"})
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of an agreement: what it scores, its clauses, and what other stages lend to look places up.

    Attributes:
        cite: Part id, eId → citation.
        at: Part id, offset in its text → the deepest node there.
    """

    card: Scorecard
    clauses: tuple[Clause, ...]
    cite: Callable[[str, str], Citation]
    at: Callable[[str, int], Node]

    @property
    def findings(self) -> Findings:
        """What was found in it."""
        return self.card.findings

    def text(self, part: str, span: CharSpan) -> str:
        """Return characters of one part."""
        return self.findings.agreement.part(part).slice(span)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or list item.

    ``unit`` is the eId of the article around it; ``label`` is the number that opens its node, empty where it does not open one;
    ``key`` are its words, in lower case.
    """

    part: str
    unit: str
    eid: str
    span: CharSpan
    label: str
    key: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, article, preamble, note or annex, with its own passages in order of the text.

    ``place`` counts units from 0; ``around`` are the eIds of what it stands in, innermost first; ``title`` are the heading's words.
    """

    place: int
    part: str
    node: Node
    around: tuple[str, ...]
    title: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def words(self) -> int:
        """Number of words outside the heading."""
        return sum(len(passage.key) for passage in self.passages if not passage.heading)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case.

    >>> words("Each Party's laws (1)")
    ('each', "party's", 'laws', '1')
    """
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.casefold()))


def units(draft: Draft) -> tuple[Unit, ...]:
    """Return the units of a draft in order of its parts and text."""
    found: list[Unit] = []
    for part in draft.findings.agreement.parts:
        tree = draft.findings.trees[part.id]
        found.extend(_PartReader(draft, part.id, tree).units(len(found)))
    return tuple(found)


@dataclass(slots=True)
class _PartReader:
    """Cuts one part."""

    draft: Draft
    part: str
    tree: Node
    around: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def units(self, first: int) -> list[Unit]:
        own = self._own_passages()
        nodes = [node for node in self._walk(self.tree, ()) if node.eid in own or (node.kind in _HEADED and (node.heading or node.num))]
        return [self._unit(first + i, node, own.get(node.eid, [])) for i, node in enumerate(sorted(nodes, key=lambda n: n.span.start))]

    def _walk(self, node: Node, above: tuple[str, ...]) -> Sequence[Node]:
        self.around[node.eid] = above
        return [node, *(inner for child in node.children for inner in self._walk(child, (node.eid, *above)))]

    def _own_passages(self) -> dict[str, list[CharSpan]]:
        """Return the pieces of all clauses by unit, each once and none overlapping."""
        unit_of: dict[CharSpan, str] = {}
        for clause in self.draft.clauses:
            if clause.part == self.part:
                for piece in clause.pieces:
                    unit_of.setdefault(piece, clause.unit)
        own: dict[str, list[CharSpan]] = defaultdict(list)
        end = 0
        for piece in sorted(unit_of):
            if piece.end > end:
                own[unit_of[piece]].append(CharSpan(max(piece.start, end), piece.end))
                end = piece.end
        return own

    def _unit(self, place: int, node: Node, pieces: Sequence[CharSpan]) -> Unit:
        title = words(node.heading or "")
        passages = [*self._head(node, title), *self._passages(pieces, node)]
        return Unit(place, self.part, node, self.around[node.eid], title, tuple(passages))

    def _head(self, node: Node, title: tuple[str, ...]) -> list[Passage]:
        if node.kind not in _HEADED:
            return []
        start, end = node.span.start, max(node.body.start, node.span.start)
        end = min([end, *(child.span.start for child in node.children)]) if node.children else end
        text = self.draft.text(self.part, CharSpan(start, end))
        span = CharSpan(start, start + len(text.rstrip()))
        return [Passage(self.part, node.eid, node.eid, span, node.num or "", title, heading=True)] if text.strip() else []

    def _passages(self, pieces: Sequence[CharSpan], unit: Node) -> list[Passage]:
        seen = {unit.eid}
        found = []
        for piece in pieces:
            node = self.draft.at(self.part, piece.start)
            label = (node.num or "") if node.eid not in seen else ""
            seen.add(node.eid)
            found.append(Passage(self.part, unit.eid, node.eid, piece, label, words(self.draft.text(self.part, piece))))
        return found


class Covering:
    """Finds the passages that a slice of a draft touches."""

    def __init__(self, all_units: Sequence[Unit]) -> None:
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        for unit in all_units:
            self._passages[unit.part].extend(unit.passages)
        for passages in self._passages.values():
            passages.sort(key=lambda passage: passage.span)

    def touched(self, part: str, span: CharSpan) -> list[Passage]:
        """Return the passages of a part that share a character with ``span``."""
        passages = self._passages.get(part, [])
        first = bisect_right(passages, span.start, key=lambda passage: passage.span.end)
        found = []
        for passage in passages[first:]:
            if passage.span.start >= span.end:
                break
            found.append(passage)
        return found
