"""Many agreements set side by side: what is kept of each, and what is said of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from scorer.model.card import RubricRef
from scorer.model.text import Publication

OVERALL = "overall"  # the scale of the whole, beside those of the principles
PERIOD = 5  # years of a period of signature
DECADE = 10  # years of the periods in which agreements are ranked

Why = Literal["not_read", "not_scored", "model", "same_text"]


@dataclass(frozen=True, slots=True)
class Scale:
    """What agreements are scored on: the whole, or one principle. ``weight`` is its share in the whole."""

    id: str
    title: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A score 0-100 with its range, or why there is none; ``coverage`` is the share of weight answered, 0-1."""

    score: float | None
    low: float
    high: float
    coverage: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Whether an agreement has a provision; where it has, its most explicit clause."""

    state: Literal["found", "absent", "not_assessed"]
    citation: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """What a survey keeps of one scorecard.

    Attributes:
        source: What names it to a command.
        note: What the catalogue warns of in its file.
        text: How much of the agreement was read ("complete", "partial").
        files: Name and SHA-256 of every file read.
        same_as: SHA-256 of another file that holds the same treaty.
        scores: By scale.
        points: Points in [0, 1] and weight by criterion; only what has points.
        held: By provision.
        draws: Drawn scores by scale, as floats of four bytes; draw n of two members has the same weights and formula numbers.
    """

    source: str
    id: str
    short: str
    title: str
    parties: tuple[str, ...]
    signed: str | None
    kind: str | None
    model: bool
    note: str | None
    text: str
    text_reasons: tuple[str, ...]
    scorable: bool
    files: tuple[tuple[str, str], ...]
    published: tuple[Publication, ...]
    scores: Mapping[str, Scored]
    points: Mapping[str, tuple[float, float]]
    held: Mapping[str, Held]
    draws: Mapping[str, bytes] = field(default_factory=dict)
    same_as: str | None = None

    def start(self, years: int) -> int | None:
        """Return the first year of the period of so many years in which it was signed."""
        return int(self.signed[:4]) // years * years if self.signed else None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An agreement that counts in no figure, and why."""

    source: str
    title: str
    why: Why
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """Scores of agreements signed in the years from ``start`` on: how many, median and quartiles (None for a few agreements)."""

    start: int
    count: int
    median: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """One scale over time; a period without a scored agreement is not in it."""

    scale: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many agreements of a period have a provision, of how many that could be assessed, with a 90 per cent interval of the share."""

    start: int
    found: int
    assessed: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Share of the agreements assessed, 0-1."""
        return self.found / self.assessed


@dataclass(frozen=True, slots=True)
class Nearest:
    """The clause of an agreement signed earlier whose words are nearest: its source, and the cosine, 0 to 1."""

    source: str
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adopter:
    """An agreement that has a provision, with its clause; ``nearest`` is None where none signed earlier has one."""

    source: str
    citation: str
    quote: str
    nearest: Nearest | None


@dataclass(frozen=True, slots=True)
class Diffusion:
    """How a provision spread: its share by period, and the agreements that have it in order of signature."""

    provision: str
    question: str
    shares: tuple[Share, ...]
    adopters: tuple[Adopter, ...]
    not_assessed: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """One agreement among those of its kind and decade.

    Attributes:
        groups: First and last of the groups it is in. Two agreements without a group in common are in a settled order.
        places: Best and worst place that settled orders leave open.
        percentile: Share of the others with a lower score, 0-100, equal ones counting half; None where there are few.
        percentile_range: The middle 90 per cent of that share in the joint draws; None without draws.
        residual: Score less the median of kind and decade.
        z: Robust z of the residual; None where there are few agreements.
    """

    source: str
    score: float
    low: float
    high: float
    groups: tuple[int, int]
    places: tuple[int, int]
    percentile: float | None
    percentile_range: tuple[float, float] | None
    residual: float
    z: float | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """Agreements of one kind, signed in one decade, on one scale, the highest score first; ``quantiles`` by per cent."""

    kind: str | None
    decade: int
    scale: str
    quantiles: Mapping[int, float]
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A score far from the median of kind and decade.

    Attributes:
        beyond: Whether its whole range lies on one side of that median.
        criteria: Criteria and the points that each adds to the distance, largest first.
    """

    source: str
    kind: str | None
    decade: int
    scale: str
    ranked: Ranked
    median: float
    beyond: bool
    criteria: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Agreements that have no score on a scale, for one reason."""

    scale: str
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is said of many agreements.

    ``members`` holds every agreement that was scored, by date of signature, those without a date last; ``questions`` the criteria by id.
    """

    rubric: RubricRef
    provisions_sha256: str
    scales: tuple[Scale, ...]
    questions: Mapping[str, str]
    members: tuple[Member, ...]
    left_out: tuple[LeftOut, ...]
    trends: tuple[Trend, ...]
    diffusions: tuple[Diffusion, ...]
    cohorts: tuple[Cohort, ...]
    outliers: tuple[Outlier, ...]
    gaps: tuple[Gap, ...]
    manifest: Mapping[str, object]
    settled: float

    @property
    def undated(self) -> tuple[Member, ...]:
        """Members without a date of signature: they have scores, and stand in no period."""
        return tuple(member for member in self.members if member.signed is None)

    def member(self, source: str) -> Member:
        """Return the member with this source."""
        return next(member for member in self.members if member.source == source)
