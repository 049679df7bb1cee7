"""What stands behind the duties of each chapter and article: the enforceability map of one agreement.

Decided once per agreement, in this order: where disputes between the Parties are dealt with and what the procedure ends in (the base
value); which sentences, wherever they stand, take something out of it, and what they reach; what procedure of its own an excluded chapter
has; where suspension is barred; what investors may sue for. Each value carries the sentences that decide it. The wording is data: the
internal provisions ``dispute.*``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scorer.detection.corpus import ClauseIndex
from scorer.detection.exclusions import Exclusion, Reader
from scorer.detection.findings import Readers, quoted
from scorer.detection.matched import CONTAINERS, At, Matched, distinct
from scorer.detection.procedure import General
from scorer.detection.provisions import Library
from scorer.detection.regime_map import RegimeMap, doubt_of
from scorer.detection.rules import Hit
from scorer.model import Agreement, Enforceable, Evidence, Node, Regime, RegimeRow
from scorer.references import Places

__all__ = ["RegimeMap", "regimes"]

WHOLE = "Whole agreement"
_SUSTAINABLE = frozenset({"labor", "environment", "sustainable_development"})
_SMALL = frozenset({"paragraph", "subparagraph", "point", "item"})


def regimes(
    index: ClauseIndex, trees: Mapping[str, Node], hits: Sequence[Hit], agreement: Agreement, library: Library, readers: Readers
) -> RegimeMap:
    """Return the enforceability map of an agreement from its matched wording."""
    return _Mapper(index, trees, hits, agreement, library, readers).map()


class _Mapper:
    """Reads the map of one agreement."""

    def __init__(
        self, index: ClauseIndex, trees: Mapping[str, Node], hits: Sequence[Hit], agreement: Agreement, library: Library, readers: Readers
    ) -> None:
        self.index = index
        self.places = {part: Places(tree) for part, tree in trees.items()}
        self.parts = {part.id: part for part in agreement.parts}
        self.main = agreement.parts[0].id
        self.library = library
        self.readers = readers
        self.hits = Matched(hits, index, self.places, library, self._said)
        self.general = General(self.hits)
        self.reader = Reader(index, self.places, self.hits.by_owner, self.general.region, self._said)

    def map(self) -> RegimeMap:
        """Put the map together."""
        base = self.general.base()
        values = {place: Regime(base.value, distinct((said, *base.because))) for place, said in self._roads()}
        reached: dict[At, Exclusion] = {}
        exclusions = tuple(self.reader.exclusions())
        for exclusion in exclusions:
            for eid in exclusion.targets:
                values[exclusion.part, eid] = self._own(exclusion, eid)
                reached[exclusion.part, eid] = exclusion
        for exclusion in exclusions:
            for eid in self._left_open(exclusion, exclusions):
                values[exclusion.part, eid] = Regime(base.value, distinct((exclusion.evidence, *base.because)))
                reached.pop((exclusion.part, eid), None)
        values.update(self._restricted(values, base))
        values.update(self._soft(values))
        return RegimeMap(
            base=base,
            exclusions=exclusions,
            rows=tuple(self._rows(base, values)),
            undecided=tuple(self.reader.undecided),
            procedure=self.general.steps(),
            _places=self.places,
            _values=values,
            _reached=reached,
            _capped={**dict(self._fined(exclusions)), **dict(self._caps())},
            _investor=self._investor(),
            _not_for_investors=frozenset(self._unlisted()),
        )

    def _left_open(self, exclusion: Exclusion, all_: Sequence[Exclusion]) -> Iterator[str]:
        """Yield what an exclusion spares and no other exclusion reaches."""
        whole = [other for other in all_ if other is not exclusion and not other.spared and other.part == exclusion.part]
        others = {eid for other in whole for eid in other.targets}
        for eid in exclusion.spared:
            if others.isdisjoint(above.eid for above in self.places[exclusion.part].up(eid)):
                yield eid

    def _said(self, hit: Hit) -> Evidence:
        """Return the whole clause of a match as evidence."""
        clause = self.index.clauses[hit.clause]
        return quoted(clause, len(clause.text), self.parts[clause.part], self.readers)

    # --- departures from it -------------------------------------------------------------------------------------------------------

    def _roads(self) -> Iterator[tuple[At, Evidence]]:
        """Yield the chapters that name the general procedure as the end of their own."""
        for hit in reversed(self.hits["dispute.road"]):
            clause = self.index.clauses[hit.clause]
            named = self.reader.references(hit.clause)
            inside = self.reader.concerns_disputes(hit)
            if not inside and any(self.reader.leads_to_disputes(reference, clause.part) for reference in named):
                yield (clause.part, self.index.chapter(hit.clause)), self._said(hit)

    def _own(self, exclusion: Exclusion, eid: str) -> Regime:
        """Return what an excluded place has of its own."""
        panel = self._of_its_own("dispute.own_panel", exclusion, eid)
        sanction = self._of_its_own("dispute.own_sanction", exclusion, eid) or self._of_its_own("dispute.own_fine", exclusion, eid)
        talks = [hit for hit in self._of_its_own("dispute.own_consultations", exclusion, eid) if not self._repeats(hit, exclusion)]
        for value, own in (
            (Enforceable.SANCTIONS, sanction if panel else []),
            (Enforceable.EXPERT_PANEL, panel),
            (Enforceable.CONSULTATIONS, talks),
        ):
            if own:
                return Regime(value, distinct((exclusion.evidence, self._said(own[0]))))
        return Regime(Enforceable.CONSULTATIONS if exclusion.to_consultations else Enforceable.EXCLUDED, (exclusion.evidence,))

    def _of_its_own(self, wording: str, exclusion: Exclusion, eid: str) -> Sequence[Hit]:
        """Return the matches of a wording in the container or article whose own procedure counts for an excluded place."""
        return self.hits.within(wording, [(exclusion.part, self._holder(exclusion.part, eid))])

    def _fined(self, exclusions: Iterable[Exclusion]) -> Iterator[tuple[At, Evidence]]:
        """Yield the excluded places whose own panel can end in a sum of money and in no trade sanction."""
        for exclusion in exclusions:
            for eid in exclusion.targets:
                fines = self._of_its_own("dispute.own_fine", exclusion, eid)
                if fines and not self._of_its_own("dispute.own_sanction", exclusion, eid):
                    yield (exclusion.part, eid), self._said(fines[0])

    def _holder(self, part: str, eid: str) -> Node:
        """Return the container or article whose own procedure counts for a place."""
        places = self.places[part]
        return next((node for node in places.up(eid) if node.kind in CONTAINERS or node.kind == "article"), places.node(eid))

    def _repeats(self, hit: Hit, exclusion: Exclusion) -> bool:
        """Tell whether talks are named in the exclusion sentence itself, which then is no procedure."""
        clause = self.index.clauses[hit.clause]
        return not exclusion.to_consultations and clause.part == exclusion.part and clause.pieces == exclusion.evidence.spans

    def _restricted(self, values: Mapping[At, Regime], base: Regime) -> Iterator[tuple[At, Regime]]:
        """Yield the chapters for which suspension is barred."""
        for hit in self.hits.within("dispute.not_suspension", self.general.region):
            for part, node in self._of_labor_or_environment(self.reader.targets(hit)):
                if values.get((part, node.eid), base).value is Enforceable.SANCTIONS:
                    yield (part, node.eid), Regime(Enforceable.BINDING_PANEL, distinct((self._said(hit), *base.because[:1])))

    def _of_labor_or_environment(self, named: Iterable[tuple[str, Node]]) -> Iterator[tuple[str, Node]]:
        """Yield the places; where numbers restart, of several with one number those on labor or environment, which such bars are about."""
        for part, node in named:
            same = self.places[part].same_number(node)
            meant = [each for each in same if self.index.contexts_at(part, each.eid) & _SUSTAINABLE]
            yield from ((part, each) for each in (meant if len(same) > 1 and meant else (node,)))

    def _soft(self, values: Mapping[At, Regime]) -> Iterator[tuple[At, Regime]]:
        """Yield the paragraphs whose aspiration ends in consultations of their own."""
        for hit in self.hits["dispute.should_then_consult"]:
            clause = self.index.clauses[hit.clause]
            if (clause.part, clause.paragraph) not in values:
                yield (clause.part, clause.paragraph), Regime(Enforceable.CONSULTATIONS, (self._said(hit),))

    def _caps(self) -> Iterator[tuple[At, Evidence]]:
        """Yield the places a breach of which costs a limited sum: those that the article on the sum names, or its own chapter."""
        for hit in self._capped_sums():
            unit = self.hits.unit(hit)
            if not self.reader.concerns_disputes(hit):
                yield self.hits.chapter(hit), self._said(hit)
                continue
            for i in self.index.around(hit.clause, "article"):
                for part, node in self.reader.named_outside(i):
                    if (part, node.eid) != unit:
                        yield (part, node.eid), self._said(hit)

    def _capped_sums(self) -> Iterator[Hit]:
        """Yield sums that stand in the dispute chapter or in one on labor or environment."""
        for entry in self.library.loopholes.values():
            for hit in self.hits[entry.id] if entry.map == "capped" else ():
                if self.reader.concerns_disputes(hit) or self.index.contexts(hit.clause) & _SUSTAINABLE:
                    yield hit

    # --- investors ----------------------------------------------------------------------------------------------------------------

    def _investor(self) -> Regime | None:
        """Return the road of investors to arbitration, with the sentence that asks for consent in each case where there is one."""
        roads = self.hits["isds.consent_to_arbitration"] or self.hits["isds.investor_may_submit"]
        deciding = (*roads[:1], *self.hits["isds.case_by_case_consent"][:1])
        return Regime(Enforceable.INVESTOR_ARBITRATION, distinct(self._said(hit) for hit in deciding)) if roads else None

    def _unlisted(self) -> Iterator[At]:
        """Yield the articles that stand before a closed list of claims, in its chapter, and are not on it."""
        claims = self.hits.units("isds.investor_may_submit") | self.hits.units("isds.consent_to_arbitration")
        listed: dict[At, set[str]] = defaultdict(set)
        first: dict[At, Node] = {}
        whole = {key for hit in self.hits["dispute.claim_for_chapter"] if (key := self.hits.chapter(hit)) and self.hits.unit(hit) in claims}
        for hit in self.hits["isds.scope_limited_to_listed_obligations"]:
            clause = self.index.clauses[hit.clause]
            key = self.hits.chapter(hit)
            if key in whole or self.hits.unit(hit) not in claims:
                continue
            first.setdefault(key, self.places[clause.part].node(clause.unit))
            named = (node for reference in self.reader.references(hit.clause) for node in reference.nodes if node.kind != "body")
            listed[key] |= {inner.eid for node in named for inner in node.walk()}
        for (part, chapter), claim in first.items():
            articles = [node for node in self.places[part].node(chapter).walk() if node.kind == "article" and node.eid != claim.eid]
            on_list = listed[part, chapter]
            if any(article.eid in on_list for article in articles):
                before = (article for article in articles if article.span.end <= claim.span.start)
                yield from ((part, article.eid) for article in before if article.eid not in on_list)

    # --- the table ----------------------------------------------------------------------------------------------------------------

    def _rows(self, base: Regime, values: Mapping[At, Regime]) -> Iterator[RegimeRow]:
        """Yield one row for each chapter and one for each smaller place that has a value of its own; without chapters one for the whole."""
        for part, places in self.places.items():
            nodes = tuple(places.root.walk())
            if part == self.main and (base.doubt or not any(node.kind == "chapter" and node.children for node in nodes)):
                yield RegimeRow(part, places.root.eid, WHOLE, base.value, base.because, base.doubt)
            for node in nodes:
                own = values.get((part, node.eid))
                if own is not None or (node.kind == "chapter" and node.children):
                    above = next((values[part, up.eid] for up in places.up(node.eid) if (part, up.eid) in values), base)
                    regime = own or above
                    doubt = regime.doubt or self._open(part, node)
                    yield RegimeRow(part, node.eid, self._heading(places, node), regime.value, regime.because, doubt)

    def _open(self, part: str, node: Node) -> str | None:
        """Return the doubt that an unresolved exclusion in this place leaves."""
        places = self.places[part]
        inside = (each for each in self.reader.undecided if each.part == part and node.span.covers(places.node(each.eid).span))
        return next((doubt_of(each) for each in inside), None)

    def _heading(self, places: Places, node: Node) -> str:
        """Return number and heading of a place, those of its chapter first where it is smaller."""
        around = places.around(node.eid, "chapter")
        return _title(node) if around is None or around is node else f"{_title(around)}, {_title(node)}"


def _title(node: Node) -> str:
    num = f"({node.num.strip('().')})" if node.num and node.kind in _SMALL else node.num
    return " ".join(filter(None, ("" if node.kind in _SMALL else node.kind.capitalize(), num, node.heading)))
