"""The matches of one agreement by family of wording, and where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from scorer.detection.corpus import ClauseIndex
from scorer.detection.provisions import Library
from scorer.detection.rules import Hit
from scorer.model import Evidence, Node
from scorer.references import Places

At = tuple[str, str]  # part id, eId
Region = Sequence[tuple[str, Node]]
CONTAINERS = frozenset({"part", "title", "chapter", "section"})


class Matched:
    """Looks up matches of a family, anywhere or in a region; ``said`` gives the whole clause of one as evidence."""

    def __init__(
        self, hits: Iterable[Hit], index: ClauseIndex, places: Mapping[str, Places], library: Library, said: Callable[[Hit], Evidence]
    ) -> None:
        self.index = index
        self.places = places
        self.library = library
        self.said = said
        self.by_owner: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            self.by_owner[hit.owner].append(hit)

    def __getitem__(self, owner: str) -> list[Hit]:
        """Return all matches of one family."""
        return self.by_owner.get(owner, [])

    def within(self, owner: str, region: Region) -> list[Hit]:
        """Return the matches of one family that stand inside the given nodes."""
        return [hit for hit in self[owner] if any(self._inside(hit, part, node) for part, node in region)]

    def _inside(self, hit: Hit, part: str, node: Node) -> bool:
        clause = self.index.clauses[hit.clause]
        return clause.part == part and node.span.covers(clause.pieces[0])

    def units(self, owner: str) -> set[At]:
        """Return the articles in which a family of wording stands."""
        return {self.unit(hit) for hit in self[owner]}

    def unit(self, hit: Hit) -> At:
        """Return the article of a match."""
        clause = self.index.clauses[hit.clause]
        return clause.part, clause.unit

    def chapter(self, hit: Hit) -> At:
        """Return the chapter of a match."""
        return self.index.clauses[hit.clause].part, self.index.chapter(hit.clause)

    def contexts(self, hit: Hit) -> frozenset[str]:
        """Return the kinds of the chapter and article of a match."""
        return self.index.contexts(hit.clause)


def distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence without doubles, in order."""
    return tuple({(each.part, each.spans): each for each in evidence}.values())
