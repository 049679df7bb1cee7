"""The enforceability map of one agreement: what stands behind the duties of every place, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scorer.detection.exclusions import Exclusion, Open
from scorer.detection.matched import At
from scorer.model import Evidence, Node, Regime, RegimeRow, Step
from scorer.references import Places


@dataclass(frozen=True, slots=True)
class RegimeMap:
    """What stands behind the duties of every place in one agreement.

    Attributes:
        base: What holds where nothing else is said.
        exclusions: Every sentence that takes something out of dispute settlement, with what it reaches.
        rows: The map as a table.
        undecided: Exclusion sentences that could not be resolved, or not wholly.
        procedure: What the general procedure says of itself.
    """

    base: Regime
    exclusions: tuple[Exclusion, ...] = ()
    rows: tuple[RegimeRow, ...] = ()
    undecided: tuple[Open, ...] = ()
    procedure: tuple[Step, ...] = ()
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

    def doubt_at(self, part: str, eid: str) -> str | None:
        """Return why what stands behind this place is not certain, None where it is."""
        above = {(part, node.eid) for node in self._up(part, eid)}
        return next((doubt_of(each) for each in self.undecided if (each.part, each.eid) in above), None)

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


def doubt_of(open_: Open) -> str:
    """Return in words that an exclusion could not be resolved."""
    return f"{open_.evidence.citation} takes something out of dispute settlement; what it reaches could not be resolved"
