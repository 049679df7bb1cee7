"""What a file of criteria may hold. Every key of ``rubrics/principles/*.yaml`` is a field here; anything else is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from scorer.model import Enforceable, Strength

Level = Annotated[float, Field(ge=0, le=4)]
Share = Annotated[float, Field(ge=0, le=1)]
Text = Annotated[str, Field(min_length=1)]
LoopholeId = Annotated[str, Field(pattern=r"^L\d\d$")]


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# --- conditions -------------------------------------------------------------------------------------------------------------------


class Probe(Strict):
    """One question to the findings: is a provision there, with these properties?

    ``found`` names provisions or groups, any of which will do; every other key narrows the findings that count: ``loopholes`` must all
    govern the finding, none of ``free_of`` may.
    """

    found: str | tuple[str, ...]
    strength: tuple[Strength, ...] = ()
    regime: tuple[Enforceable, ...] = ()
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    where: Literal["preamble", "operative"] | None = None
    loopholes: tuple[LoopholeId, ...] = ()
    free_of: tuple[LoopholeId, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Provisions and groups named."""
        return (self.found,) if isinstance(self.found, str) else self.found


class When(Strict):
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

    def demands(self) -> Iterator[When]:
        """Yield what must be found, one by one; alternatives are one demand, "so many of" is one for each."""
        yield from (_single(condition) for condition in self.all)
        if self.any:
            yield When(any=self.any)
        if self.at_least:
            yield from (_single(condition) for condition in self.at_least.of)


class AtLeast(Strict):
    """So many of a list."""

    count: Annotated[int, Field(ge=1)]
    of: tuple[Condition, ...]


Condition = str | Probe | When
When.model_rebuild()
AtLeast.model_rebuild()


def as_probe(condition: str | Probe) -> Probe:
    """Return a bare provision id as the probe it stands for."""
    return _bare(condition) if isinstance(condition, str) else condition


@lru_cache(maxsize=4096)  # more ids than a provision library has: each is asked for in every agreement
def _bare(provision: str) -> Probe:
    return Probe(found=provision)


def _single(condition: Condition) -> When:
    return condition if isinstance(condition, When) else When(all=(as_probe(condition),))


# --- criteria ---------------------------------------------------------------------------------------------------------------------


class TagCount(Strict):
    """So many of a list of tags."""

    count: Annotated[int, Field(ge=1)]
    of: tuple[str, ...]


class TagRule(Strict):
    """What the tags of a clause must be."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_least: TagCount | None = None

    def holds(self, tags: frozenset[str]) -> bool:
        """Tell whether a set of tags satisfies every key."""
        enough = self.at_least is None or len(tags & set(self.at_least.of)) >= self.at_least.count
        return enough and tags >= set(self.all) and (not self.any or bool(tags & set(self.any))) and not tags & set(self.none)


class ScopeRule(Strict):
    """One step of the ladder that reads S; the first that holds is taken."""

    value: Annotated[int, Field(ge=0, le=2)]
    text: Text
    provisions: tuple[str, ...] = ()
    tags: TagRule = TagRule()
    when: When = When()


class ClauseSource(Strict):
    """A provision that can answer a duty criterion. ``force_max`` limits F where the place of the words makes them weaker."""

    found: str
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    force_max: Annotated[int, Field(ge=1, le=3)] | None = None

    @cached_property
    def probe(self) -> Probe:
        """The question that finds it."""
        return Probe(found=self.found, tags=self.tags, without=self.without)


class Anchor(Strict):
    """One level of a scale, and when it is reached. Without ``when`` no text reaches it by itself (duties: the formula decides)."""

    level: Annotated[int, Field(ge=0, le=4)]
    text: Text
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One anchor of a scale, the next level (None above the last), and what that one demands to be found beyond this one."""

    anchor: Anchor
    following: Anchor | None
    added: tuple[When, ...]


class NotAssessedWhen(Strict):
    """A case in which the text at hand cannot answer."""

    when: When
    reason: Text


class AppliesWhen(Strict):
    """The question arises only where another criterion has reached a level."""

    criterion: str
    at_least: Level
    reason: Text


class AppliesIf(Strict):
    """The question arises only where the findings satisfy a condition."""

    when: When
    reason: Text


class Criterion(Strict):
    """One question, what counts as an answer, and what each answer is worth.

    ``when_silent`` is the level of a text that says nothing, or ``not_assessed`` where silence proves nothing (``silent_reason`` says why).
    ``frontier`` marks what fewer than one agreement in fifty meets so far.
    """

    id: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+\.[a-z_]+$")]
    question: Annotated[str, Field(pattern=r"\?$")]
    polarity: Literal["positive", "negative"]
    scale: Literal["duty", "design", "harm", "external"]
    role: str
    needs: Annotated[tuple[str, ...], Field(min_length=1)]
    when_silent: Level | Literal["not_assessed"]
    silent_reason: Text | None = None
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
    applies_if: AppliesIf | None = None
    not_assessed_when: tuple[NotAssessedWhen, ...] = ()
    codes: tuple[Text, ...] = ()
    frontier: bool = False

    def probes(self) -> tuple[Probe, ...]:
        """Return every probe that can decide the answer (not those that only read scope or completeness)."""
        return self._deciding

    @cached_property
    def _deciding(self) -> tuple[Probe, ...]:
        return (
            *(clause.probe for clause in self.clauses),
            *(probe for anchor in self.levels if anchor.when for probe in anchor.when.probes()),
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The anchors in the order in which they are tried."""
        return tuple(map(self._step, sorted(self.levels, key=lambda a: a.level, reverse=self.read == "highest")))

    def _step(self, anchor: Anchor) -> Step:
        following = next((a for a in self.levels if a.level == anchor.level + 1), None)
        present = set((anchor.when or When()).demands())
        demands = following.when.demands() if following and following.when else ()
        return Step(anchor, following, tuple(demand for demand in demands if demand not in present))

    def side_probes(self) -> Iterator[Probe]:
        """Yield every probe that reads scope, completeness, or whether the question arises."""
        if self.applies_if:
            yield from self.applies_if.when.probes()
        for rule in self.scope:
            yield from rule.when.probes()
        for case in self.not_assessed_when:
            yield from case.when.probes()


class Criteria(Strict):
    """The file of one principle."""

    principle: str
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
