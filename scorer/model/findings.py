"""What is found in a text and what it is worth in law; no points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scorer.model.evidence import Bearer, Enforceable, Evidence, Strength
from scorer.model.review import Reviewed
from scorer.model.structure import CharSpan, Citation, Node
from scorer.model.text import Agreement

NO_GOVERNING_WORD = "no governing word was found"  # a reason to check a finding: its force is what its provision takes for granted


@dataclass(frozen=True, slots=True)
class Regime:
    """What stands behind the duties of one article, the sentences that say so, and why a person should look; None where words decide."""

    value: Enforceable
    because: tuple[Evidence, ...] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """One line of the enforceability map: a chapter, or a smaller place that differs from its chapter.

    ``doubt`` says why a person should look; None where words decide.
    """

    part: str
    eid: str
    heading: str
    value: Enforceable
    because: tuple[Evidence, ...]
    doubt: str | None = None


class Aspect(StrEnum):
    """What the table of a dispute procedure tells."""

    ENDS_IN = "ends_in"
    CANNOT_BLOCK = "cannot_block"
    CAN_BLOCK = "can_block"
    TIME_LIMIT = "time_limit"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the general procedure for disputes says of itself.

    Attributes:
        aspect: What it tells of.
        name: What it is in words ("suspension of benefits", "panel").
        words: The words that say so, as printed ("within 60 days").
        at: The clause they stand in.
    """

    aspect: Aspect
    name: str
    words: str
    at: Evidence


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A loophole that weakens a finding. ``id`` is its number in the loophole catalogue ("L01")."""

    id: str
    name: str
    at: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence that a clause contains a provision. Carries no points.

    Attributes:
        provision: ``labor.effective_enforcement``.
        at: Part, eId, spans, quotation and citation.
        strength: Force of the governing words.
        bearer: Who is bound.
        qualifiers: Loopholes that govern this finding.
        regime: What stands behind it, with the sentences that decide.
        confidence: [0, 1]; None from rules that have not been calibrated, 1 where a person accepted it.
        detectors: Names of the detectors that found it, and "review" where a person looked at it.
        review: Reasons why a person should look; empty where the reading is clear.
        tags: What the clause covers, as named by the provision's scope patterns ("association", "wages").
        marks: Slices inside ``at.spans`` that decided, for display.
        rank: Place of the wording in the provision's list, which names the most explicit first; 0 is the most explicit.
    """

    provision: str
    at: Evidence
    strength: Strength
    bearer: Bearer
    qualifiers: tuple[Qualifier, ...] = ()
    regime: Regime = Regime(Enforceable.NOT_APPLICABLE)
    confidence: float | None = None
    detectors: tuple[str, ...] = ("rules",)
    review: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    marks: tuple[CharSpan, ...] = ()
    rank: int = 0

    @property
    def quote(self) -> str:
        """The quoted slices, joined."""
        return self.at.quote

    @property
    def citation(self) -> Citation:
        """The citation taken apart."""
        return self.at.cited


class NotFoundStatus(StrEnum):
    """Searched and not there, or not decidable from the text at hand."""

    ABSENT = "absent"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class NotFound:
    """A provision without a finding. ``reason`` says why it could not be assessed; None where it is absent."""

    provision: str
    status: NotFoundStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one agreement, in order of provision and text.

    ``trees`` maps part ids to structure; ``provisions_sha256`` names the provision library that was searched for; ``regimes`` is the
    enforceability map as a table. ``undecided`` are sentences that take something out of dispute settlement and name nothing they could be
    resolved to; ``procedure`` is what the general procedure for disputes ends in, whether a Party can block it, and its time limits.
    ``reviews`` says what became of the verdicts of people; where there are any, ``findings`` are the
    findings after them, and ``machine`` those before.
    """

    agreement: Agreement
    trees: Mapping[str, Node]
    findings: tuple[Finding, ...]
    not_found: tuple[NotFound, ...]
    provisions_sha256: str
    regimes: tuple[RegimeRow, ...] = ()
    undecided: tuple[Evidence, ...] = ()
    procedure: tuple[Step, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    machine: tuple[Finding, ...] = ()
