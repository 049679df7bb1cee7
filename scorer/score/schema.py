"""What a rubric file may hold. Every key of ``rubrics/*.yaml`` is a field here; anything else is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from scorer.model import Enforceable, Strength

Level = Annotated[float, Field(ge=0, le=4)]
Share = Annotated[float, Field(ge=0, le=1)]
Text = Annotated[str, Field(min_length=1)]
LoopholeId = Annotated[str, Field(pattern=r"^L\d\d$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# --- conditions -------------------------------------------------------------------------------------------------------------------


class Probe(_Strict):
    """One question to the findings: is a provision there, with these properties?

    ``found`` names provisions or groups, any of which will do; every other key narrows the findings that count.
    """

    found: str | tuple[str, ...]
    strength: tuple[Strength, ...] = ()
    regime: tuple[Enforceable, ...] = ()
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    where: Literal["preamble", "operative"] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Provisions and groups named."""
        return (self.found,) if isinstance(self.found, str) else self.found


class When(_Strict):
    """A set of conditions; every key that is present must hold. An empty set always holds."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()
    at_least: AtLeast | None = None

    @property
    def parts(self) -> tuple[Condition, ...]:
        """Everything that stands directly in the set."""
        return (*self.all, *self.any, *(self.at_least.of if self.at_least else ()), *self.none)

    def probes(self) -> Iterator[Probe]:
        """Yield every probe in the set, however deep, in order of the file."""
        for part in self.parts:
            if isinstance(part, When):
                yield from part.probes()
            else:
                yield as_probe(part)


class AtLeast(_Strict):
    """So many of a list."""

    count: Annotated[int, Field(ge=1)]
    of: tuple[Condition, ...]


Condition = str | Probe | When
When.model_rebuild()
AtLeast.model_rebuild()


def as_probe(condition: str | Probe) -> Probe:
    """Return a bare provision id as the probe it stands for."""
    return Probe(found=condition) if isinstance(condition, str) else condition


# --- criteria ---------------------------------------------------------------------------------------------------------------------


class TagCount(_Strict):
    """So many of a list of tags."""

    count: Annotated[int, Field(ge=1)]
    of: tuple[str, ...]


class TagRule(_Strict):
    """What the tags of a clause must be."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_least: TagCount | None = None

    def holds(self, tags: frozenset[str]) -> bool:
        """Tell whether a set of tags satisfies every key."""
        enough = self.at_least is None or len(tags & set(self.at_least.of)) >= self.at_least.count
        return enough and tags >= set(self.all) and (not self.any or bool(tags & set(self.any))) and not tags & set(self.none)


class ScopeRule(_Strict):
    """One step of the ladder that reads S; the first that holds is taken."""

    value: Annotated[int, Field(ge=0, le=2)]
    text: Text
    provisions: tuple[str, ...] = ()
    tags: TagRule = TagRule()
    when: When = When()


class ClauseSource(_Strict):
    """A provision that can answer a duty criterion. ``force_max`` limits F where the place of the words makes them weaker."""

    found: str
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    force_max: Annotated[int, Field(ge=1, le=3)] | None = None


class Anchor(_Strict):
    """One level of a scale, and when it is reached. Without ``when`` no text reaches it by itself (duties: the formula decides)."""

    level: Annotated[int, Field(ge=0, le=4)]
    text: Text
    when: When | None = None


class NotAssessedWhen(_Strict):
    """A case in which the text at hand cannot answer."""

    when: When
    reason: Text


class AppliesWhen(_Strict):
    """The question arises only where another criterion has reached a level."""

    criterion: str
    at_least: Level
    reason: Text


class Criterion(_Strict):
    """One question, what counts as an answer, and what each answer is worth."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+\.[a-z_]+$")]
    question: Annotated[str, Field(pattern=r"\?$")]
    polarity: Literal["positive", "negative"]
    scale: Literal["duty", "design", "harm"]
    role: str
    needs: Annotated[tuple[str, ...], Field(min_length=1)]
    when_silent: Level
    why: Text
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    counts: Text
    does_not_count: Text
    levels: Annotated[tuple[Anchor, ...], Field(min_length=5, max_length=5)]
    read: Literal["highest", "lowest"] = "highest"
    clauses: tuple[ClauseSource, ...] = ()
    scope: tuple[ScopeRule, ...] = ()
    pool_tags: bool = False
    loopholes: tuple[LoopholeId, ...] = ()
    applies_when: AppliesWhen | None = None
    not_assessed_when: tuple[NotAssessedWhen, ...] = ()
    codes: tuple[Text, ...] = ()

    def probes(self) -> Iterator[Probe]:
        """Yield every probe that can decide the answer (not those that only read scope or completeness)."""
        for clause in self.clauses:
            yield Probe(found=clause.found, tags=clause.tags, without=clause.without)
        for anchor in self.levels:
            yield from anchor.when.probes() if anchor.when else ()


class Criteria(_Strict):
    """The file of one principle."""

    principle: str
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


# --- policy -----------------------------------------------------------------------------------------------------------------------


class Principle(_Strict):
    """A principle, its weight, and the file that holds its criteria (None: not yet covered)."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    title: Text
    tier: Annotated[int, Field(ge=1, le=3)]
    weight: Annotated[float, Field(gt=0)]
    statement: Text
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    criteria: str | None = None


class Head(_Strict):
    """Name and version of a rubric."""

    id: Text
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    status: Text
    title: Text
    yardstick: Text


class ComponentNames(_Strict):
    """Words for the values of F, S and E."""

    F: dict[int, str]
    S: dict[int, str]
    E: dict[int, str]


class DutyScale(_Strict):
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


class HalfLevels(_Strict):
    """Step that a design scale gives for a part of the next anchor."""

    half_step: Share


class Scales(_Strict):
    """The kinds of scale."""

    duty: DutyScale
    design: HalfLevels


class Softening(_Strict):
    """A case in which a loophole costs less."""

    when: When
    deduct: Annotated[float, Field(ge=0)]


class Loophole(_Strict):
    """An entry of the catalogue: how it lowers a duty."""

    id: LoopholeId
    name: Text
    effect: Literal["minor", "major", "fatal", "sets_e", "lowers_f", "neutral"]
    why: Text
    deduct: Annotated[float, Field(ge=0)] = 0
    e_max: Annotated[int, Field(ge=0, le=4)] | None = None
    f_max: Annotated[int, Field(ge=1, le=3)] | None = None
    softened: Softening | None = None


class Part(_Strict):
    """A part of the dossier that a criterion may need.

    It is missing where none of ``kinds`` was read and ``missing_reasons`` stand in the coverage, or always if there are none.
    """

    kinds: Annotated[tuple[str, ...], Field(min_length=1)]
    missing_reasons: tuple[str, ...] = ()
    reason: Text


class Publish(_Strict):
    """When a score may be published. ``reason`` says why these values."""

    principle_min_coverage: Share
    overall_min_coverage: Share
    tier_1_required: bool
    reason: Text


class IsdsGate(_Strict):
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


class ParityCap(_Strict):
    """Where a criterion is at a low level, other criteria of its principle cannot pass ``cap``."""

    criterion: str
    at_most: Level
    cap: Level
    exempt: tuple[str, ...]
    note: Text


class Label(_Strict):
    """A reading aid from ``min`` on; ``tier_1_min`` is what every assessed tier-1 principle must reach."""

    min: Annotated[float, Field(ge=0, le=100)]
    label: Text
    tier_1_min: Annotated[float, Field(ge=0, le=100)] = 0


class Ceiling(_Strict):
    """The best label an agreement can get when an assessed tier-1 principle is below a line."""

    if_any_tier_1_below: Annotated[float, Field(ge=0, le=100)]
    label: Text


class Labels(_Strict):
    """Labels, best first, with their ceiling."""

    steps: Annotated[tuple[Label, ...], Field(min_length=1)]
    ceiling: Ceiling


class Outcomes(_Strict):
    """Points from which a criterion reads as met or partly met."""

    met: Share
    partly_met: Share


class Aggregation(_Strict):
    """How points become scores."""

    role_weights: dict[str, Annotated[float, Field(ge=0)]]
    outcomes: Outcomes
    publish: Publish
    isds_gate: IsdsGate | None = None
    parity_cap: ParityCap | None = None
    geometric_floor: Annotated[float, Field(gt=0, le=100)]
    silence_credit: Annotated[tuple[Share, ...], Field(min_length=1)]
    labels: Labels


class Bounds(_Strict):
    """Limits of one component, both included."""

    at_least: int | None = None
    at_most: int | None = None

    def hold(self, value: int) -> bool:
        """Tell whether a value lies within."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


class RedLineRule(_Strict):
    """A condition on one answer that is printed first. Levels are those before any cap; every key that is present must hold."""

    id: Text
    title: Text
    criterion: str
    level_at_least: Level | None = None
    level_at_most: Level | None = None
    components: dict[Literal["F", "S", "E"], Bounds] = {}
    loopholes: tuple[LoopholeId, ...] = ()


class RubricFile(_Strict):
    """The main file of a rubric."""

    schema_: Annotated[Literal["rubric/1"], Field(alias="schema")]
    rubric: Head
    sources: dict[str, Text]
    uncovered_reason: Text
    scales: Scales
    loopholes: tuple[Loophole, ...]
    parts: dict[str, Part]
    groups: dict[str, tuple[str, ...]] = {}
    aggregation: Aggregation
    red_lines: tuple[RedLineRule, ...] = ()
    principles: Annotated[tuple[Principle, ...], Field(min_length=1)]
