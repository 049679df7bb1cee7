"""scorecard/1 and comparison/1: what findings are worth."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scorer.report.schemas.base import Agreement, Because, Body, Date, Enforceability, Hundred, Level, Qualifier, Sha256, Share

Status = Literal["found", "absent", "not_applicable", "not_assessed", "external"]
Range = Annotated[tuple[Hundred, Hundred], Field(description="low and high end, 90 per cent of the draws")]
Points = Annotated[float, Field(ge=-100, le=100)]


class Rubric(Body):
    """Which rubric made the score."""

    id: str
    version: str
    sha256: Sha256


class Overall(Body):
    """The total with what stands behind it; ``score`` is null, never 0, where it could not be given."""

    score: Hundred | None
    interval: Range
    coverage: Share
    geometric: Hundred | None
    protections_index: Hundred | None
    harms_index: Hundred | None
    silence_share: Share | None
    label: str | None
    status: Literal["assessed", "partial_rubric", "not_assessed"]
    reason: str | None


class Baseline(Body):
    """The same questions asked of no agreement at all."""

    title: str
    score: Hundred
    difference: Points
    interval: tuple[Points, Points] | None


class Principle(Body):
    """Score of one principle."""

    id: str
    title: str
    weight: float
    score: Hundred | None
    interval: Range
    coverage: Share
    status: Literal["assessed", "not_assessed", "not_applicable"]
    reason: str | None


class Components(Body):
    """What a duty level is made of: force, scope, breach, sum of deductions."""

    F: Annotated[int, Field(ge=0, le=3)]
    S: Annotated[int, Field(ge=0, le=2)]
    E: Annotated[int, Field(ge=0, le=4)]
    Q: Annotated[float, Field(ge=0)]


class Wording(Body):
    """A clause that would meet the criterion: of the model agreement, or of one that was ``signed``, with collection and licence."""

    citation: str
    text: str
    signed: Date | None
    credit: str | None


class MachineAnswer(Body):
    """The machine's answer where a person looked."""

    status: Status
    level: Level | None


class Criterion(Body):
    """The answer to one question. ``findings`` are indexes into findings/1 of the same source and reviews, the deciding one first."""

    id: str
    principle: str
    polarity: Literal["positive", "negative"]
    status: Status
    outcome: Literal["met", "partly_met", "not_met", "not_applicable", "not_assessed"]
    level: Level | None
    points: Share | None
    components: Components | None
    findings: list[int]
    loopholes: list[Qualifier]
    reason: str | None
    gain: Annotated[float, Field(ge=0, le=100)] | None
    wording: list[Wording]
    frontier: bool
    machine: MachineAnswer | None


class RedLine(Body):
    """A red line that was crossed."""

    id: str
    title: str
    criterion: str
    findings: list[int]


class LabelShare(Body):
    """Share of draws that carry a label."""

    label: str
    share: Share


class Spread(Body):
    """How far one source of doubt moves the total alone."""

    source: str
    standard_deviation: Annotated[float, Field(ge=0)]


class Alternative(Body):
    """The total under another choice."""

    kind: str
    title: str
    score: Hundred


class Without(Body):
    """Change of the total when one question is not asked."""

    criterion: str
    change: Points


class Sensitivity(Body):
    """How far the total hangs on doubtful readings and on choices."""

    draws: int
    seed: int
    median: Hundred | None
    labels: list[LabelShare]
    sources: list[Spread]
    alternatives: list[Alternative]
    without: list[Without]


class ReviewEntry(Body):
    """A person's verdict, applied or stale, with both readings in words."""

    about: str
    verdict: Literal["accept", "reject", "change"]
    name: str
    date: Date
    reason: str
    machine: str
    human: str
    at: Because | None
    stale: str | None


class People(Body):
    """Answers that people reviewed and changed, and every verdict."""

    reviewed: int
    changed: int
    entries: list[ReviewEntry]


class EvidenceEntry(Body):
    """A dated source from outside the text; ``unused`` says why it does not count, if it does not."""

    criterion: str
    level: Level
    date: Date
    source: str
    note: str
    unused: str | None


class InputFile(Body):
    """A file that was read; ``part`` is null for agreement.yaml and review.yaml."""

    part: str | None
    file: str
    sha256: Sha256


class DataFile(Body):
    """A file of policy or of figures that decided."""

    file: str
    sha256: Sha256


class Manifest(Body):
    """What it takes to make the same scorecard again."""

    tool: str
    rubric: Rubric
    provisions_sha256: Sha256
    options: dict[str, str | int | bool | None]
    inputs: list[InputFile]
    data: list[DataFile]
    silence_credit: dict[str, Hundred]


class Peers(Body):
    """How the score stands among agreements of the same kind and decade."""

    kind: str
    decade: int
    count: int
    percentile: Hundred
    median: Hundred
    medians: dict[str, Hundred]


class Card(Body):
    """All answers, scores and red lines for one agreement."""

    agreement: Agreement
    rubric: Rubric
    overall: Overall
    baseline: Baseline | None
    peers: Peers | None
    principles: list[Principle]
    criteria: list[Criterion]
    red_lines: list[RedLine]
    enforceability: Enforceability
    sensitivity: Sensitivity | None
    reviews: People
    evidence: list[EvidenceEntry]
    manifest: Manifest


class ScorecardFile(Card):
    """scorecard/1; several sources give an array of these."""

    schema_: Annotated[Literal["scorecard/1"], Field(alias="schema")]


class LevelRow(Body):
    """One question with the level of every scorecard, in their order."""

    id: str
    principle: str
    levels: list[Level | None]


class Pair(Body):
    """How often the first agreement is above the second in joint draws; an indistinct pair is not ordered."""

    above: str
    below: str
    share: Share
    indistinct: bool


class ComparisonFile(Body):
    """comparison/1: scorecards in the order given, and their levels side by side. ``only`` names the one principle that was kept."""

    schema_: Annotated[Literal["comparison/1"], Field(alias="schema")]
    only: str | None
    scorecards: list[Card]
    criteria: list[LevelRow]
    pairs: list[Pair]
