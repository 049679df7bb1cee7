"""What the main file of a rubric may hold: weights, scales, loopholes, thresholds. Every key of the file is a field here."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import Field

from scorer.model import Enforceable, Strength
from scorer.scoring.schema import Level, LoopholeId, Share, Strict, Text, When


class Principle(Strict):
    """A principle, its weight, and the file that holds its criteria (None: not yet covered)."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    title: Text
    tier: Annotated[int, Field(ge=1, le=3)]
    weight: Annotated[float, Field(gt=0)]
    statement: Text
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    criteria: str | None = None


class Head(Strict):
    """Name and version of a rubric; ``interests`` says whose principles these are, with what position, for those who hand in results."""

    id: Text
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    status: Text
    title: Text
    yardstick: Text
    interests: Text | None = None


class ComponentNames(Strict):
    """Words for the values of F, S and E."""

    F: dict[int, str]
    S: dict[int, str]
    E: dict[int, str]


class DutyScale(Strict):
    """Tables of the duty formula: level = base(F, S) + adjust(F, E) - min(cap, sum of deductions)."""

    names: ComponentNames
    base: dict[int, tuple[float, float, float]]
    adjust: dict[int, tuple[float, float, float, float, float]]
    clamp: tuple[float, float]
    none: Level
    deductions_cap: Annotated[float, Field(ge=0)]
    fatal_ceiling: Level
    preamble_force_max: Annotated[int, Field(ge=0, le=3)]
    force: dict[Strength, int]
    breach: dict[Enforceable, int]
    always_loopholes: tuple[LoopholeId, ...]


class HalfLevels(Strict):
    """Step that a design scale gives for a part of the next anchor."""

    half_step: Share


class Scales(Strict):
    """The kinds of scale."""

    duty: DutyScale
    design: HalfLevels


class Softening(Strict):
    """A case in which a loophole costs less."""

    when: When
    deduct: Annotated[float, Field(ge=0)]


class Loophole(Strict):
    """An entry of the catalogue: how it lowers a duty."""

    id: LoopholeId
    name: Text
    effect: Literal["minor", "major", "fatal", "sets_e", "lowers_f", "neutral"]
    why: Text
    deduct: Annotated[float, Field(ge=0)] = 0
    e_max: Annotated[int, Field(ge=0, le=4)] | None = None
    f_max: Annotated[int, Field(ge=1, le=3)] | None = None
    softened: Softening | None = None


class Part(Strict):
    """A part of the dossier that a criterion may need.

    It is missing where no part of one of ``kinds`` was read and one of ``missing_reasons`` stands in the coverage (or always, if there
    are none). Without ``kinds`` it can stand nowhere else, and the reasons alone decide.
    """

    kinds: tuple[str, ...]
    missing_reasons: tuple[str, ...] = ()
    reason: Text


class Publish(Strict):
    """When a score may be published. ``reason`` says why these values."""

    principle_min_coverage: Share
    overall_min_coverage: Share
    tier_1_required: bool
    reason: Text


class IsdsGate(Strict):
    """Score = 100 x [gate_share x (1 - g(access) x (floor_share + modifier_share x M)) + backdoor_share x (1 - B)]."""

    principle: str
    access: str
    backdoor: str
    g: dict[int, Share]
    floor_share: Share
    modifier_share: Share
    gate_share: Share
    backdoor_share: Share
    modifiers_when_not_applicable: Share


class ParityCap(Strict):
    """Where a criterion is at a low level, other criteria of its principle cannot pass ``cap``."""

    criterion: str
    at_most: Level
    cap: Level
    exempt: tuple[str, ...]
    note: Text


class Label(Strict):
    """A reading aid from ``min`` on; ``tier_1_min`` is what every assessed tier-1 principle must reach."""

    min: Annotated[float, Field(ge=0, le=100)]
    label: Text
    tier_1_min: Annotated[float, Field(ge=0, le=100)] = 0


class Ceiling(Strict):
    """The best label an agreement can get when an assessed tier-1 principle is below a line."""

    if_any_tier_1_below: Annotated[float, Field(ge=0, le=100)]
    label: Text


class Labels(Strict):
    """Labels, best first, with their ceiling."""

    steps: Annotated[tuple[Label, ...], Field(min_length=1)]
    ceiling: Ceiling


class Outcomes(Strict):
    """Points from which a criterion reads as met or partly met."""

    met: Share
    partly_met: Share


class Baseline(Strict):
    """No agreement at all: every question answered by silence, as its criterion reads it. Scores are printed with their distance to it."""

    title: Text


class Kind(Strict):
    """A kind of agreement in which some questions do not arise. Criteria are named by id, with ``*`` for any characters.

    Attributes:
        only: The questions that are asked; all others are left out. Empty: all.
        unless_found: Questions that are left out where nothing is found.
        silent_principles: Whether a principle of which nothing is found is left out.
        overall: Whether there is an overall score.
        reason: Why questions are left out.
    """

    only: tuple[str, ...] = ()
    unless_found: tuple[str, ...] = ()
    silent_principles: bool = False
    overall: bool = True
    reason: Text

    def leaves_out(self, criterion: str, *, silent: bool) -> bool:
        """Tell whether a question does not arise; ``silent`` where nothing is found."""
        asked = not self.only or any(fnmatchcase(criterion, glob) for glob in self.only)
        return not asked or (silent and any(fnmatchcase(criterion, glob) for glob in self.unless_found))


class Aggregation(Strict):
    """How points become scores."""

    role_weights: dict[str, Annotated[float, Field(ge=0)]]
    outcomes: Outcomes
    publish: Publish
    isds_gate: IsdsGate | None = None
    parity_cap: ParityCap | None = None
    geometric_floor: Annotated[float, Field(gt=0, le=100)]
    silence_credit: Annotated[tuple[Share, ...], Field(min_length=1)]
    labels: Labels
    baseline: Baseline | None = None


class WeightSet(Strict):
    """Other weights of the principles, by id; a principle that is not named has none."""

    title: Text
    weights: dict[str, Annotated[float, Field(ge=0)]]


class Uncertainty(Strict):
    """How far each doubtful choice is varied.

    Chances: ``precision`` that a finding is right (where its detector was not measured), ``recall`` that a clause that is there was found,
    ``step`` that a component or anchor is off by one in one direction, ``flip`` that a minor loophole is a major one or the reverse.
    Widths: ``cells`` of the duty tables, ``minor`` and ``major`` deductions, ``concentration`` of the principle weights (Dirichlet).
    """

    draws: Annotated[int, Field(ge=100, le=100_000)]
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    interval: Annotated[float, Field(gt=0, lt=1)]
    indistinct: tuple[Share, Share]
    precision: Share
    recall: Share
    step: Annotated[float, Field(ge=0, le=0.5)]
    flip: Share
    readings: Annotated[int, Field(ge=1)]
    cells: Annotated[float, Field(ge=0)]
    minor: tuple[float, float]
    major: tuple[float, float]
    roles: tuple[dict[str, Annotated[float, Field(ge=0)]], ...]
    concentration: Annotated[float, Field(gt=0)]
    breach_fixed_at: Annotated[int, Field(ge=0, le=4)]
    weight_sets: tuple[WeightSet, ...] = ()


class Bounds(Strict):
    """Limits of one component, both included."""

    at_least: int | None = None
    at_most: int | None = None

    def hold(self, value: int) -> bool:
        """Tell whether a value lies within."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


class RedLineRule(Strict):
    """A condition on one answer that is printed first. Levels are those before any cap; every key that is present must hold.

    ``signed_after`` asks for an agreement signed later than that day; one whose day is not known crosses no such line.
    """

    id: Text
    title: Text
    criterion: str
    level_at_least: Level | None = None
    level_at_most: Level | None = None
    components: dict[Literal["F", "S", "E"], Bounds] = Field(default_factory=dict)
    loopholes: tuple[LoopholeId, ...] = ()
    signed_after: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None


class RubricFile(Strict):
    """The main file of a rubric. ``extends`` names a rubric whose keys hold where the file has none of its own."""

    schema_: Annotated[Literal["rubric/1"], Field(alias="schema")]
    extends: str | None = None
    rubric: Head
    sources: dict[str, Text]
    uncovered_reason: Text
    external_reason: Text = "depends on facts outside the text; no dated evidence was supplied"
    scales: Scales
    loopholes: tuple[Loophole, ...]
    parts: dict[str, Part]
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    kinds: dict[str, Kind] = Field(default_factory=dict)
    aggregation: Aggregation
    uncertainty: Uncertainty | None = None
    red_lines: tuple[RedLineRule, ...] = ()
    principles: Annotated[tuple[Principle, ...], Field(min_length=1)]
