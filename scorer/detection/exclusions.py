"""Sentences that take something out of dispute settlement, and what they reach.

A sentence names two things: the procedure that is shut off, and what it is shut off for. Whatever lies in the dispute chapter is the
former; of the rest, what follows "other than" is spared. A sentence that names nothing it can be resolved to decides nothing and is kept
as undecided, and so is one on "this Section" in a text that marks no sections: where that begins and ends is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scorer.detection.corpus import ClauseIndex
from scorer.detection.rules import Hit
from scorer.model import Evidence, Node
from scorer.references import Places, Reference, references

_JOINED = frozenset({"and", "or", ", and", ", or"})  # between two references that name one procedure
_INNER = frozenset({"section", "subsection"})
_CHAIN = 12  # characters between two references of one row: ", and " and the like
_ROAD = 16  # characters from "dispute settlement" to where it stands: "pursuant to" and the like
_INVESTORS = ("isds.consent_to_arbitration", "isds.investor_may_submit")
_LEAD = 60  # characters from "other than" or "including" to what it names: "any matter that arises under"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One sentence with what it takes out of dispute settlement and what it spares, as eIds.

    ``to_consultations`` marks a sentence that sends those matters to talks.
    """

    part: str
    evidence: Evidence
    targets: tuple[str, ...]
    spared: tuple[str, ...] = ()
    to_consultations: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """An exclusion that could not be resolved, or not wholly, and the place whose duties it may reach."""

    part: str
    eid: str
    evidence: Evidence


class Reader:
    """Resolves the sentences of one agreement. ``region`` holds the chapters or articles that deal with disputes."""

    def __init__(
        self,
        index: ClauseIndex,
        places: Mapping[str, Places],
        hits: Mapping[str, Sequence[Hit]],
        region: Sequence[tuple[str, Node]],
        said: Callable[[Hit], Evidence],
    ) -> None:
        self.index = index
        self.places = places
        self.hits = hits
        self.region = tuple(region)
        self.said = said
        self.undecided: list[Open] = []
        self._references: dict[int, tuple[Reference, ...]] = {}
        self._kinds: dict[str, frozenset[str]] = {}

    def exclusions(self) -> Iterator[Exclusion]:
        """Yield every exclusion, in order of family; each clause is read once."""
        read: set[int] = set()
        for owner, reach in (
            ("dispute.not_applied", self._not_applied),
            ("dispute.not_applied_number", self._not_applied_number),
            ("dispute.excluded", self._excluded),
            ("dispute.excluded_number", self._excluded_number),
            ("dispute.scope_exception_first", self._exception_first),
            ("dispute.scope_exception_last", self._exception_last),
            ("dispute.own_procedures_only", self._own_procedures),
            ("dispute.limited_reference", self._limited),
        ):
            for hit in self.hits.get(owner, ()):
                reached = None if hit.clause in read else reach(hit)
                if reached is not None:
                    read.add(hit.clause)
                    yield from self._exclusion(hit, reached)

    def references(self, i: int) -> tuple[Reference, ...]:
        """Return what clause ``i`` points to."""
        if i not in self._references:
            clause = self.index.clauses[i]
            found = references(clause.text, clause.eid, self.places[clause.part])
            self._references[i] = tuple(self._of_its_kind(reference, clause.part) for reference in found)
        return self._references[i]

    def _of_its_kind(self, reference: Reference, part: str) -> Reference:
        """Return a reference without places of another kind: "Title IV" is not Chapter 4 in a text that marks titles."""
        if not (reference.kind in _INNER or reference.kind in self._marked(part)):
            return reference
        outer = {"chapter", "title", "part"} - {reference.kind}
        return replace(reference, nodes=tuple(node for node in reference.nodes if node.kind not in outer))

    def _marked(self, part: str) -> frozenset[str]:
        """Return the kinds of container above chapters that a part marks."""
        if part not in self._kinds:
            self._kinds[part] = frozenset(node.kind for node in self.places[part].root.walk()) & {"title", "part"}
        return self._kinds[part]

    def leads_to_disputes(self, reference: Reference, part: str) -> bool:
        """Tell whether a reference points into the dispute chapter."""
        return bool(reference.nodes) and all(self._in_region(node, part) for node in reference.nodes)

    def concerns_disputes(self, hit: Hit) -> bool:
        """Tell whether a sentence stands in the dispute chapter."""
        clause = self.index.clauses[hit.clause]
        return self._in_region(self.places[clause.part].node(clause.unit), clause.part)

    def targets(self, hit: Hit) -> Iterator[tuple[str, Node]]:
        """Yield the places outside the dispute chapter that the sentence of a match names."""
        return self.named_outside(hit.clause)

    def named_outside(self, i: int) -> Iterator[tuple[str, Node]]:
        """Yield the places outside the dispute chapter that clause ``i`` names."""
        part = self.index.clauses[i].part
        for reference in self._others(i):
            yield from ((part, node) for node in reference.nodes)

    # --- families: what a sentence reaches; None where it is no exclusion ---------------------------------------------------------

    def _not_applied(self, hit: Hit) -> list[Reference] | None:
        """Read "the dispute settlement procedures shall not apply to ...": what follows is reached."""
        return [reference for reference in self._others(hit.clause) if reference.start >= hit.end]

    def _not_applied_number(self, hit: Hit) -> list[Reference] | None:
        """Read "Chapter N shall not apply to ...", where N is the dispute chapter, or articles that open it."""
        part = self.index.clauses[hit.clause].part
        before = [reference for reference in self.references(hit.clause) if reference.end <= hit.end]
        named = (node for reference in before if self.leads_to_disputes(reference, part) for node in reference.nodes)
        unmarked = self.concerns_disputes(hit) and any(
            not reference.nodes for reference in before
        )  # "this Section", of which no node tells
        return (self._not_applied(hit) or None) if unmarked or any(self._opens(node, part) for node in named) else None

    def _excluded(self, hit: Hit) -> list[Reference] | None:
        """Read "no Party shall have recourse to dispute settlement for ..." and "... shall not be subject to dispute settlement".

        No exclusion where the dispute settlement that is shut off is that of investors, named by its place.
        """
        return None if self._is_of_investors(hit) else self._others(hit.clause)

    def _is_of_investors(self, hit: Hit) -> bool:
        """Tell whether the reference right behind the words is to a section or article in which investors may claim."""
        part = self.index.clauses[hit.clause].part
        named = (reference for reference in self.references(hit.clause) if 0 <= reference.start - hit.end <= _ROAD)
        claims = [self.index.clauses[claim.clause] for owner in _INVESTORS for claim in self.hits.get(owner, ())]
        spots = [clause.pieces[0] for clause in claims if clause.part == part]
        nodes = [node for reference in named if not self.leads_to_disputes(reference, part) for node in reference.nodes]
        return any(node.kind in (*_INNER, "article") and node.span.covers(spot) for node in nodes for spot in spots)

    def _excluded_number(self, hit: Hit) -> list[Reference] | None:
        """Read the same with the number of the dispute chapter alone."""
        part = self.index.clauses[hit.clause].part
        return self._others(hit.clause) if any(self.leads_to_disputes(ref, part) for ref in self.references(hit.clause)) else None

    def _exception_first(self, hit: Hit) -> list[Reference] | None:
        """Read "except for Chapters 5 and 6, this Chapter applies ..."."""
        others = self._others(hit.clause) if self.concerns_disputes(hit) else []
        return [reference for reference in others if hit.start <= reference.start and reference.end <= hit.end] or None

    def _exception_last(self, hit: Hit) -> list[Reference] | None:
        """Read "this Chapter applies ... except Chapters 5 and 6"."""
        others = self._others(hit.clause) if self.concerns_disputes(hit) else []
        return [reference for reference in others if reference.end >= hit.end] or None

    def _own_procedures(self, hit: Hit) -> list[Reference] | None:
        """Read "shall only have recourse to the procedures of ...": no exclusion where dispute settlement is among them."""
        named = [reference for reference in self.references(hit.clause) if reference.start >= hit.start]
        if self.concerns_disputes(hit) or any(self._is_procedure(hit.clause, reference) for reference in named):
            return None
        before = [reference for reference in self._others(hit.clause) if reference.end <= hit.start]
        return before if before or not named else self._chapter_of(hit, named)

    def _limited(self, hit: Hit) -> list[Reference] | None:
        """Read "may have recourse to consultations under paragraphs 1 to 3 of Article N"."""
        part = self.index.clauses[hit.clause].part
        after = (reference for reference in self.references(hit.clause) if reference.start >= hit.start)
        return self._chapter_of(hit, ()) if any(self.leads_to_disputes(reference, part) for reference in after) else None

    # --- parts of a sentence ------------------------------------------------------------------------------------------------------

    def _chapter_of(self, hit: Hit, named: Sequence[Reference]) -> list[Reference]:
        """Return the chapter a sentence stands in, if all that it names lies there."""
        chapter = self.places[self.index.clauses[hit.clause].part].node(self.index.chapter(hit.clause))
        inside = all(chapter.span.covers(node.span) for reference in named for node in reference.nodes)
        return [Reference(0, 0, chapter.kind, (chapter,))] if inside and chapter.kind != "body" else []

    def _others(self, i: int) -> list[Reference]:
        """Return what a sentence names outside the dispute chapter, this Agreement as a whole aside."""
        part = self.index.clauses[i].part
        found: list[Reference] = []
        procedure: Reference | None = None
        for reference in self.references(i):
            if self.leads_to_disputes(reference, part) or self._says_where(i, reference):
                if found and self._joined(i, found[-1], reference):
                    found.pop()  # "under this Article or Chapter 28": both are the procedure
                procedure = reference
            elif procedure is not None and self._joined(i, procedure, reference):
                procedure = reference
            elif reference.nodes and reference.kind != "agreement":
                found.append(reference)
        return found

    def _says_where(self, i: int, reference: Reference) -> bool:
        """Tell whether a reference says where the procedure stands: "dispute settlement as defined in Title IV"."""
        spots = (hit for hit in self.hits.get("dispute.place_of_procedure", ()) if hit.clause == i)
        return any(spot.start < reference.start < spot.end <= reference.end for spot in spots)

    def _joined(self, i: int, first: Reference, second: Reference) -> bool:
        return self.index.clauses[i].text[first.end : second.start].strip() in _JOINED

    def _exclusion(self, hit: Hit, reached: Sequence[Reference]) -> Iterator[Exclusion]:
        """Yield the exclusion, or note the sentence as undecided where it reaches nothing."""
        spared = self._spared(hit)
        mentioned = self._led_by("dispute.only_mentioned", hit)
        kept = [reference for reference in reached if reference not in (*spared, *mentioned)]
        besides = self._led_by("dispute.named_besides", hit)
        named = _narrowest([reference for reference in kept if reference not in besides] or kept)
        exclusion = Exclusion(
            part=self.index.clauses[hit.clause].part,
            evidence=self.said(hit),
            targets=tuple(node.eid for reference in named for node in reference.nodes),
            spared=tuple(node.eid for reference in spared for node in reference.nodes),
            to_consultations=hit.owner == "dispute.limited_reference",
        )
        clause = self.index.clauses[hit.clause]
        if not exclusion.targets:
            self.undecided.append(Open(clause.part, clause.unit, exclusion.evidence))
            return
        yield exclusion
        if any(reference.kind in _INNER and node.kind == "article" for reference in named for node in reference.nodes):
            self.undecided.append(Open(clause.part, self.index.chapter(hit.clause), exclusion.evidence))  # sections are not marked

    def _spared(self, hit: Hit) -> list[Reference]:
        """Return what a sentence excepts from its own exclusion."""
        return [] if hit.owner.startswith("dispute.scope_exception") else self._led_by("dispute.spared", hit)

    def _led_by(self, owner: str, hit: Hit) -> list[Reference]:
        """Return what the words of a family lead to in the sentence of a match: one reference and those in its row."""
        found: list[Reference] = []
        for words in self.hits.get(owner, ()):
            at, lead = words.end, _LEAD
            for reference in self.references(hit.clause) if words.clause == hit.clause else ():
                if words.start <= reference.start <= at + lead and at <= reference.end and self._in_row(hit.clause, found[-1:], reference):
                    found.append(reference)
                    at, lead = reference.end, _CHAIN
        return found

    def _in_row(self, i: int, before: Sequence[Reference], reference: Reference) -> bool:
        """Tell whether a reference goes on with the one before: of its kind, or joined to it by a word."""
        return all(last.kind == reference.kind or self._joined(i, last, reference) for last in before)

    def _is_procedure(self, i: int, reference: Reference) -> bool:
        """Tell whether clause ``i`` names by a reference the dispute chapter, what holds it, or a place in it."""
        part = self.index.clauses[i].part
        areas = [area for where, area in self.region if where == part]
        holds = any(node.kind != "body" and node.span.covers(area.span) for node in reference.nodes for area in areas)
        return holds or self.leads_to_disputes(reference, part) or self._says_where(i, reference)

    def _in_region(self, node: Node, part: str) -> bool:
        return any(part == where and area.span.covers(node.span) for where, area in self.region)

    def _opens(self, node: Node, part: str) -> bool:
        """Tell whether a place is the whole dispute chapter, a section of it, or the article on its scope, consultations or panel."""
        if node.kind == "section" or any(part == where and area.eid == node.eid for where, area in self.region):
            return True
        contexts = self.index.contexts_at(part, node.eid)
        return node.kind == "article" and (not contexts.isdisjoint({"scope", "consultations"}) or self._has_panel(node, part))

    def _has_panel(self, node: Node, part: str) -> bool:
        clauses = (self.index.clauses[hit.clause] for hit in self.hits.get("dispute.panel", ()))
        return any(clause.part == part and clause.unit == node.eid for clause in clauses)


def _narrowest(named: Sequence[Reference]) -> list[Reference]:
    """Leave out what only says where a narrower place stands: "Articles 5 and 6 ... of this Chapter"."""
    nodes = [node for reference in named for node in reference.nodes]
    return [
        reference
        for reference in named
        if not any(other is not mine and mine.span.covers(other.span) for mine in reference.nodes for other in nodes)
    ]
