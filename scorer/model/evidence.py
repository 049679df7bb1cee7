"""Words of a text that decide something, and what they can say: force, bearer, what stands behind them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from scorer.model.structure import CharSpan, Citation

QUOTE_JOINT = " … "  # between the slices of one quotation (contract of findings/1)


class Strength(StrEnum):
    """Force of the governing words. The five values of findings/1."""

    BINDING_SHALL = "binding_shall"
    BEST_ENDEAVOURS = "best_endeavours"
    RECOGNITION = "recognition"
    PERMISSIVE = "permissive"
    EXCLUSION = "exclusion"


class Bearer(StrEnum):
    """Who is bound or entitled."""

    EACH_PARTY = "each_party"
    PARTIES = "parties"
    NAMED_PARTY = "named_party"
    INVESTOR = "investor"
    COMMITTEE = "committee"
    PANEL = "panel"
    OTHER = "other"


class Enforceable(StrEnum):
    """What stands behind an obligation. The values of findings/1."""

    SANCTIONS = "sanctions"
    BINDING_PANEL = "binding_panel_no_sanctions"
    EXPERT_PANEL = "expert_panel_nonbinding"
    CONSULTATIONS = "consultations_only"
    INVESTOR_ARBITRATION = "investor_arbitration"
    EXCLUDED = "excluded"
    NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Force:
    """Strength read from words: the value, who bears it, the cue's place in the clause text, the rule that decided, and doubt."""

    strength: Strength
    bearer: Bearer
    cue: tuple[int, int] | None
    rule: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quoted words that decide something: slices of one part, joined in ``quote`` by ``QUOTE_JOINT``, with their citation."""

    part: str
    eid: str
    spans: tuple[CharSpan, ...]
    cited: Citation
    quote: str

    @property
    def citation(self) -> str:
        """The short citation: "TPP art. 19.5(1)"."""
        return self.cited.text

    @property
    def sha256(self) -> str:
        """Hash of the quotation, by which a review names it."""
        return hashlib.sha256(self.quote.encode()).hexdigest()
