"""The enforceability map of one agreement: what stands behind the duties of every place, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scorer.detection.exclusions import Exclusion
from scorer.model import Evidence, Node, Regime, RegimeRow
from scorer.references import Places

At = tuple[str, str]  # part id, eId


@dataclass(frozen=True, slots=True)
class RegimeMap:
    """What stands behind the duties of every place in one agreement.

    Attributes:
        base: What holds where nothing else is said.
        exclusions: Every sentence that takes something out of dispute settlement, with what it reaches.
        rows: The map as a table.
        undecided: Exclusion sentences that name nothing they could be resolved to.
    """

    base: Regime
    exclusions: tuple[Exclusion, ...] = ()
    rows: tuple[RegimeRow, ...] = ()
    undecided: tuple[Evidence, ...] = ()
    _places: Mapping[str, Places] = field(default_factory=dict)
    _values: Mapping[At, Regime] = field(default_factory=dict)
    _reached: Mapping[At, Exclusion] = field(default_factory=dict)
    _capped: Mapping[At, Evidence] = field(default_factory=dict)
    _investor: Regime | None = None
    _not_for_investors: frozenset[At] = frozenset()

    def at(self, part: str, eid: str, provision: str) -> Regime:
        """Return what stands behind a provision that was found at this place."""
        above = [(part, node.eid) for node in self._up(part, eid)]
        if provision.startswith("isds.") and self._investor is not None and self._not_for_investors.isdisjoint(above):
            return self._investor
        return next((self._values[place] for place in above if place in self._values), self.base)

    def exclusion_at(self, part: str, eid: str) -> Evidence | None:
        """Return the sentence that takes this place out of dispute settlement, None where there is none."""
        exclusion = self._exclusion(part, eid)
        return exclusion.evidence if exclusion else None

    def partial_at(self, part: str, eid: str) -> Evidence | None:
        """Return that sentence where it leaves other places under dispute settlement."""
        exclusion = self._exclusion(part, eid)
        return exclusion.evidence if exclusion and exclusion.spared else None

    def cap_at(self, part: str, eid: str) -> Evidence | None:
        """Return the sentence that limits what a breach at this place can cost, None where there is none."""
        return next((self._capped[part, node.eid] for node in self._up(part, eid) if (part, node.eid) in self._capped), None)

    def _exclusion(self, part: str, eid: str) -> Exclusion | None:
        for node in self._up(part, eid):
            if (part, node.eid) in self._reached:
                return self._reached[part, node.eid]
            if (part, node.eid) in self._values:
                return None
        return None

    def _up(self, part: str, eid: str) -> Iterator[Node]:
        return self._places[part].up(eid) if part in self._places else iter(())
