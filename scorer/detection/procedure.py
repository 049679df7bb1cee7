"""The general procedure for disputes between the Parties: where it stands, what it ends in, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorer.detection.corpus import contexts_of
from scorer.detection.matched import CONTAINERS, Matched, Region, distinct
from scorer.detection.rules import Hit
from scorer.model import Aspect, Enforceable, Node, Regime, Step

OTHER_DISPUTES = frozenset({"isds", "investment", "labor", "environment", "financial_services", "trade_remedies"})
_ARTICLES = frozenset({"article"})
_NOT_THE_PANEL = frozenset({"definitions", "forum"})  # articles that speak of a panel and set up none
_ON_TALKS = frozenset({"dispute_settlement", "consultations"})
_RULED_BY = ("dispute.panel", "dispute.consult_in_general")
_ASPECTS = tuple(f"{aspect}." for aspect in Aspect)  # provisions of these families: <aspect>.<name>

SILENT = Regime(Enforceable.NOT_APPLICABLE, doubt="no sentence on settling disputes between the Parties was found")
ELSEWHERE = "the procedure for disputes stands in another text"


class General:
    """Reads the general procedure of one agreement. ``region`` holds the chapters or articles that deal with disputes."""

    def __init__(self, matched: Matched) -> None:
        self._matched = matched
        self.region = self._find_region()

    def _find_region(self) -> Region:
        """Return the chapters that deal with disputes between the Parties; where none does, the articles."""
        for kinds in (CONTAINERS, _ARTICLES):
            covering = [] if kinds is CONTAINERS else self._ruled_chapters()
            places = self._matched.places.items()
            found = covering or [(part, node) for part, where in places for node in self._headed(where.root, kinds)]
            if any(self._matched.within(owner, found) for owner in _RULED_BY):
                return found
        ruled = set().union(*(self._matched.units(owner) for owner in _RULED_BY))
        both = sorted(self._matched.units("dispute.scope") & ruled)
        return [(part, self._matched.places[part].node(unit)) for part, unit in both]

    def _ruled_chapters(self) -> Region:
        """Return the chapters that, whatever their heading, apply to disputes and set up panels in further articles."""
        panels = self._matched.units("dispute.panel")
        found = {}
        for hit in self._matched["dispute.coverage"]:
            part, eid = self._matched.chapter(hit)
            node = self._matched.places[part].node(eid)
            further = (p == part and u != self._matched.unit(hit)[1] and self._is_inside(p, u, node) for p, u in panels)
            if node.kind == "chapter" and any(further):
                found[part, eid] = (part, node)
        return list(found.values())

    def _is_inside(self, part: str, eid: str, node: Node) -> bool:
        return any(above.eid == node.eid for above in self._matched.places[part].up(eid))

    def _headed(self, node: Node, kinds: frozenset[str]) -> Iterator[Node]:
        """Yield the outermost nodes of these kinds that a heading gives to disputes between the Parties."""
        contexts = contexts_of(node.heading, self._matched.library)
        if contexts & OTHER_DISPUTES and node.kind in CONTAINERS:
            return
        if node.kind in kinds and "dispute_settlement" in contexts and not contexts & OTHER_DISPUTES:
            yield node
            return
        for child in node.children:
            if child.kind in CONTAINERS or child.kind in kinds:
                yield from self._headed(child, kinds)

    # --- what it ends in ----------------------------------------------------------------------------------------------------------

    def base(self) -> Regime:
        """Return what stands behind a duty of which nothing else is said."""
        scope = self._first("dispute.coverage", "dispute.scope")
        panel = self._panel(scope)
        remedy = self._remedy() or self._matched["dispute.failure_measures"][:1]
        incorporated = [] if panel else self._matched["enforcement.whole_treaty_incorporated"][:1]
        elsewhere = [] if panel else self._matched["dispute.elsewhere"][:1]
        for value, deciding, doubt in (
            (Enforceable.SANCTIONS, [*scope, *panel, *remedy] if remedy else [], None),
            (Enforceable.SANCTIONS, incorporated, ELSEWHERE),
            (Enforceable.BINDING_PANEL, [*scope, *panel] if panel else self._court(), None),
            (Enforceable.NOT_APPLICABLE, elsewhere, ELSEWHERE),
            (Enforceable.CONSULTATIONS, scope[:1] or self._talks(), None),
        ):
            if deciding:
                return Regime(value, distinct(self._matched.said(hit) for hit in deciding), doubt)
        return SILENT

    def _first(self, *owners: str) -> list[Hit]:
        """Return the first match in the dispute chapters, of the first family that has one."""
        return next((found[:1] for owner in owners if (found := self._matched.within(owner, self.region))), [])

    def _panel(self, scope: Sequence[Hit]) -> list[Hit]:
        """Return the sentence that sets up a panel: not the scope again, and a definition only where there is nothing else."""
        if not self._matched.within("dispute.panel", self.region):
            return []
        owners = ("enforcement.state_to_state_panel", "dispute.panel")
        found = [hit for owner in owners for hit in self._matched.within(owner, self.region)]
        said = {hit.clause for hit in scope}
        return sorted(found, key=lambda hit: (hit.clause in said, not self._matched.contexts(hit).isdisjoint(_NOT_THE_PANEL)))[:1]

    def _remedy(self) -> list[Hit]:
        """Return the sentence on the remedy: that of the article on compliance where there is one."""
        owners = ("enforcement.suspension_of_benefits", "dispute.remedy")
        found = [hit for owner in owners for hit in self._matched.within(owner, self.region)]
        return sorted(found, key=lambda hit: "compliance" not in self._matched.contexts(hit))[:1]

    def _court(self) -> list[Hit]:
        """Return the sentence on a standing court, of the clearest wording that the text has."""
        order = [pattern.id for pattern in self._matched.library.provisions["dispute.court"].patterns]
        return sorted(self._matched["dispute.court"], key=lambda hit: order.index(hit.pattern))[:1]

    def _talks(self) -> list[Hit]:
        """Return the sentence on talks as the way to settle differences, of an article on disputes or consultations where there is one."""
        return sorted(self._matched["dispute.consult_in_general"], key=lambda hit: self._matched.contexts(hit).isdisjoint(_ON_TALKS))[:1]

    # --- what it says of itself ---------------------------------------------------------------------------------------------------

    def steps(self) -> tuple[Step, ...]:
        """Return what it ends in, whether a Party can block it, and its time limits: each clause once for each name, in order of text."""
        found: dict[tuple[str, int], Step] = {}
        for owner in sorted(name for name in self._matched.by_owner if name.startswith(_ASPECTS)):
            aspect, name = owner.split(".")
            for hit in self._matched.within(owner, self.region):
                text = self._matched.index.clauses[hit.clause].text
                step = Step(Aspect(aspect), name.replace("_", " "), text[hit.start : hit.end], self._matched.said(hit))
                found.setdefault((owner, hit.clause), step)
        return tuple(found.values())
