"""What findings are worth: levels, points, scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scorer.model.findings import Findings, Qualifier
from scorer.model.text import Agreement


class Status(StrEnum):
    """State of the answer to a criterion."""

    FOUND = "found"
    ABSENT = "absent"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Components:
    """What a duty level is made of (rubric.md 4.2): force 0-3, scope 0-2, breach 0-4, sum of deductions 0-2.25."""

    F: int
    S: int
    E: int
    Q: float


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The answer to one question about one agreement.

    Attributes:
        level: 0-4 on the criterion's scale; None unless found or absent.
        points: [0, 1], higher is better whatever the polarity; None unless found or absent.
        outcome: ``met``, ``partly_met``, ``not_met``, ``not_applicable`` or ``not_assessed``.
        components: For duties that were found; else None.
        findings: Indexes into ``Findings.findings``, the deciding one first.
        loopholes: Qualifiers that lowered the level.
        rule: The anchor or formula that set the level, in words.
        reason: Why there is no level; None where there is one.
        gain: Points of the overall score that the best level would add; None where not scored.
    """

    id: str
    principle: str
    question: str
    polarity: str
    scale: str
    role: str
    weight: float
    status: Status
    outcome: str
    level: float | None = None
    points: float | None = None
    components: Components | None = None
    findings: tuple[int, ...] = ()
    loopholes: tuple[Qualifier, ...] = ()
    rule: str = ""
    reason: str | None = None
    gain: float | None = None


@dataclass(frozen=True, slots=True)
class PrincipleResult:
    """Score of one principle, 0-100, or the reason why there is none.

    ``interval`` holds 90 per cent of the scores that doubtful readings, unanswered criteria and the rubric's choices allow;
    ``coverage`` is the share of weight answered, 0-1.
    """

    id: str
    title: str
    tier: int
    weight: float
    statement: str
    score: float | None
    interval: tuple[float, float]
    coverage: float
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Overall:
    """Weighted mean of the principles that have a score, with how much of the rubric stands behind it.

    Attributes:
        score: 0-100; None where too little was assessed or the text cannot be scored.
        coverage: Share of all principle weight that was assessed, 0-1.
        geometric: Geometric mean, 0-100 (imbalance lowers it).
        protections_index: 0-100, positive criteria only, higher is better.
        harms_index: 0-100, negative criteria only, higher is worse.
        silence_share: Share of the score earned by saying nothing, 0-1.
        label: Reading aid ("Weak"); None without a score.
        status: ``assessed``, ``partial_rubric`` or ``not_assessed``.
    """

    score: float | None
    interval: tuple[float, float]
    coverage: float
    geometric: float | None
    protections_index: float | None
    harms_index: float | None
    silence_share: float | None
    label: str | None
    status: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RedLine:
    """A condition printed first, whatever the score."""

    id: str
    title: str
    criterion: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricRef:
    """Which rubric made a score."""

    id: str
    title: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far a score hangs on doubtful readings and on choices of the rubric.

    Attributes:
        draws: How many times all doubtful choices were made anew.
        seed: What the draws are repeated with.
        median: Middle of the drawn overall scores; None without an overall score.
        labels: Share of draws per label, best first.
        sources: Standard deviation of the overall score when one source of doubt varies alone, by its name.
        alternatives: (kind, title, overall score) under other weights and rules.
        without: Change of the overall score when one criterion is left out, largest first.
        sample: The drawn overall scores. Draw n of two agreements under one rubric has the same weights and formula numbers.
        samples: The drawn scores of each principle.
        indistinct: Two agreements whose order holds in a share of joint draws between these are not ordered.
    """

    draws: int
    seed: int
    median: float | None
    labels: tuple[tuple[str, float], ...] = ()
    sources: tuple[tuple[str, float], ...] = ()
    alternatives: tuple[tuple[str, str, float], ...] = ()
    without: tuple[tuple[str, float], ...] = ()
    sample: tuple[float, ...] = ()
    samples: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    indistinct: tuple[float, float] = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All answers, scores and red lines for one agreement."""

    findings: Findings
    rubric: RubricRef
    overall: Overall
    principles: tuple[PrincipleResult, ...]
    criteria: tuple[CriterionResult, ...]
    red_lines: tuple[RedLine, ...]
    manifest: Mapping[str, object] = field(default_factory=dict)
    sensitivity: Sensitivity | None = None

    @property
    def agreement(self) -> Agreement:
        """The agreement that was scored."""
        return self.findings.agreement
