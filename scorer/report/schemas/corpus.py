"""corpus/1: many agreements side by side."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from scorer.report.schemas.base import Body, Date, Hundred, Published, Sha256, Share
from scorer.report.schemas.cards import Points, Range, Rubric
from scorer.report.schemas.texts import Tool

Year = Annotated[int, Field(ge=0, le=9999)]
Count = Annotated[int, Field(ge=0)]
Place = Annotated[int, Field(ge=1)]


class Years(Body):
    """Length of the periods, in years."""

    period: int
    decade: int


class ScaleName(Body):
    """What agreements are scored on: "overall", or a principle."""

    id: str
    title: str


class File(Body):
    """A file that was read."""

    file: str
    sha256: Sha256


class Scored(Body):
    """A score with its range; or null, with the reason."""

    score: Hundred | None
    low: Hundred
    high: Hundred
    coverage: Share
    reason: str | None


class Member(Body):
    """One agreement. ``note`` is what the catalogue warns of in its file; without ``signed`` it stands in no period."""

    source: str
    id: str
    short: str
    title: str
    parties: list[str]
    signed: Date | None
    kind: str | None
    note: str | None
    text: str
    text_reasons: list[str]
    files: list[File]
    published: list[Published]
    scores: dict[str, Scored]


class LeftOut(Body):
    """A text that counts in no figure, and why."""

    source: str
    title: str
    why: Literal["not_read", "not_scored", "model", "same_text"]
    reason: str


class Gap(Body):
    """Agreements without a score on a scale, for one reason."""

    scale: str
    reason: str
    sources: list[str]


class Period(Body):
    """Scores of the agreements signed in a period: median and quartiles, which are null for a few agreements."""

    start: Year
    count: Place
    median: Hundred
    low: Hundred | None
    high: Hundred | None


class Trend(Body):
    """One scale over time."""

    scale: str
    periods: list[Period]


class PeriodShare(Body):
    """How many agreements of a period have a provision, of those assessed, with a 90 per cent interval."""

    start: Year
    found: Count
    assessed: Place
    share: Share
    low: Share
    high: Share


class Nearest(Body):
    """The nearest wording in an agreement signed earlier (cosine), and the parties that both have."""

    source: str
    likeness: Share
    shared: list[str]


class Adopter(Body):
    """An agreement that has the provision, with its most explicit clause."""

    source: str
    citation: str
    quote: str
    nearest: Nearest | None


class Provision(Body):
    """How a provision spread; adopters in order of signature."""

    provision: str
    question: str
    not_assessed: Count
    shares: list[PeriodShare]
    adopters: list[Adopter]


class Ranked(Body):
    """One agreement among those of its kind and decade. Two without a group in common are in a settled order."""

    source: str
    score: Hundred
    low: Hundred
    high: Hundred
    groups: Annotated[tuple[Place, Place], Field(description="first and last group")]
    places: Annotated[tuple[Place, Place], Field(description="best and worst place that settled orders leave open")]
    percentile: Hundred | None
    percentile_range: Range | None
    residual: Points
    z: float | None


class Cohort(Body):
    """Agreements of one kind, signed in one decade, on one scale. ``quantiles`` by per cent."""

    kind: str | None
    decade: Year
    scale: str
    quantiles: dict[str, Hundred]
    ranked: list[Ranked]


class Pull(Body):
    """What a criterion adds to the distance from the median, to first order."""

    criterion: str
    points: float


class Outlier(Body):
    """A score far from the median of kind and decade; ``beyond``: the whole range lies on one side of it."""

    source: str
    kind: str | None
    decade: Year
    scale: str
    score: Hundred
    low: Hundred
    high: Hundred
    z: float
    median: Hundred
    beyond: bool
    criteria: list[Pull]


class CorpusFile(Body):
    """corpus/1: many agreements side by side, each named by its ``source``."""

    schema_: Annotated[Literal["corpus/1"], Field(alias="schema")]
    tool: Tool
    rubric: Rubric
    years: Years
    settled: Annotated[Share, Field(description="share of joint draws from which on an order is settled")]
    scales: list[ScaleName]
    agreements: list[Member]
    left_out: list[LeftOut]
    gaps: list[Gap]
    trends: list[Trend]
    provisions: list[Provision]
    cohorts: list[Cohort]
    outliers: list[Outlier]
    manifest: dict[str, Any]
