"""What findings are worth: levels, points, scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scorer.model.findings import Findings, Qualifier
from scorer.model.review import OutsideEvidence, Reviewed, WeighedEvidence, Wording
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
class MachineAnswer:
    """What the machine answers where a person's reading stands: status, level 0-4 and the rule that set it."""

    status: Status
    level: float | None
    rule: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The answer to one question about one agreement.

    Attributes:
        level: 0-4 on the criterion's scale; None unless found, absent, or external with evidence.
        points: [0, 1], higher is better whatever the polarity; None where there is no level.
        outcome: ``met``, ``partly_met``, ``not_met``, ``not_applicable`` or ``not_assessed``.
        components: For duties that were found; else None.
        findings: Indexes into ``Findings.findings``, the deciding one first.
        loopholes: Qualifiers that lowered the level.
        rule: The anchor or formula that set the level, in words.
        reason: Why there is no level; None where there is one.
        gain: Points of the overall score that the best level would add; None where not scored.
        wording: Clauses of the model agreement that would meet it; empty where it is met, or silence meets it.
        review: The verdict of a person on this answer, applied or stale.
        machine: The machine's answer, where a person looked at this answer or at a clause that decides it; else None.
        evidence: The outside evidence that set the level.
        frontier: True where next to no agreement meets it so far.
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
    wording: tuple[Wording, ...] = ()
    review: Reviewed | None = None
    machine: MachineAnswer | None = None
    evidence: OutsideEvidence | None = None
    frontier: bool = False


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
class Baseline:
    """The same questions asked of no agreement at all, where world trade rules alone hold.

    Attributes:
        title: What it is called.
        score: Its overall score, 0-100.
        difference: Points that the agreement lies above it; below 0, the agreement is worse than none.
        interval: 90 per cent of the differences in joint draws; None without draws.
    """

    title: str
    score: float
    difference: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Peers:
    """How a score stands among agreements of the same kind that were signed in the same decade.

    Attributes:
        kind: Of agreement; empty where nobody has judged it.
        decade: Its first year.
        count: How many peers there are, the agreement itself not counted.
        percentile: Share of peers with a lower score (of equal ones, half), 0-100.
        median: Of their overall scores, 0-100.
        medians: Of their scores by principle, 0-100; principles that too few of them answer are left out.
    """

    kind: str
    decade: int
    count: int
    percentile: float
    median: float
    medians: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All answers, scores and red lines for one agreement.

    ``reviews`` and ``evidence`` say what became of everything that people added, in order of their files.
    """

    findings: Findings
    rubric: RubricRef
    overall: Overall
    principles: tuple[PrincipleResult, ...]
    criteria: tuple[CriterionResult, ...]
    red_lines: tuple[RedLine, ...]
    manifest: Mapping[str, object] = field(default_factory=dict)
    sensitivity: Sensitivity | None = None
    baseline: Baseline | None = None
    peers: Peers | None = None
    reviews: tuple[Reviewed, ...] = ()
    evidence: tuple[WeighedEvidence, ...] = ()

    @property
    def reviewed(self) -> int:
        """How many answers a person looked at: the answer itself, or a clause that decides it."""
        return sum(criterion.machine is not None for criterion in self.criteria)

    @property
    def changed(self) -> int:
        """How many answers have another level or status than the machine gave them."""
        return sum(c.machine is not None and (c.machine.level, c.machine.status) != (c.level, c.status) for c in self.criteria)

    @property
    def stale(self) -> tuple[Reviewed, ...]:
        """The reviews that were not applied, because what they rest on is not there any more."""
        return tuple(entry for entry in self.reviews if entry.stale)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who reviewed, each once, in order of the file."""
        return tuple(dict.fromkeys(entry.review.name for entry in self.reviews if not entry.stale))

    @property
    def agreement(self) -> Agreement:
        """The agreement that was scored."""
        return self.findings.agreement
