"""Every doubtful choice made anew, many times at once: was the clause found, is the level right, which numbers and weights (rubric.md 6).

Each array has one value per draw. Numbers and weights come from a stream of their own, so that draw n of two agreements has the same
ones; readings come from streams named after agreement, criterion and clause, so that nothing else in a text moves them.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from statistics import fmean
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from scorer.model import Finding, Status
from scorer.scoring.conditions import Evidence
from scorer.scoring.duty import DutyReading
from scorer.scoring.levels import Answer, fallback
from scorer.scoring.policy import DutyScale, Uncertainty
from scorer.scoring.rubric import Rubric
from scorer.scoring.schema import Condition, Criterion, Probe, Step, When, as_probe

Values = NDArray[np.float64]
Flags = NDArray[np.bool_] | np.bool_  # one for each draw, or one for all
Counts = NDArray[np.int64] | np.int64
NOWHERE: Flags = np.False_
EVERYWHERE: Flags = np.True_

DETECTION, LEVELS, NUMBERS, WEIGHTS = SOURCES = ("detection", "levels", "formula", "weights")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Formula numbers and weights of every draw; ``roles`` by name of the role, ``principles`` one row per draw.

    A deduction above ``between`` is that of a major loophole.
    """

    base: Values
    adjust: Values
    minor: Values
    major: Values
    between: float
    roles: dict[str, Values]
    principles: Values


def numbers(rubric: Rubric, policy: Uncertainty, vary: Iterable[str] = SOURCES) -> Numbers:
    """Draw formula numbers and weights; the same for every agreement, and so remembered while the rubric is the same."""
    return _numbers(_Drawn(rubric, policy, tuple(vary)))


class _Drawn:
    """What numbers are drawn from, equal to another that was made of the same rubric, number of draws and sources."""

    def __init__(self, rubric: Rubric, policy: Uncertainty, vary: tuple[str, ...]) -> None:
        self.rubric, self.policy, self.vary = rubric, policy, vary
        self._key = (rubric.ref.sha256, policy.draws, policy.seed, vary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawn) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=8)  # the sources of doubt, together and each alone
def _numbers(drawn: _Drawn) -> Numbers:
    rubric, policy, vary = drawn.rubric, drawn.policy, drawn.vary
    rng = np.random.default_rng([policy.seed, 0])
    n, duty = policy.draws, rubric.file.scales.duty
    formula, weights = float(NUMBERS in vary), float(WEIGHTS in vary)
    base = np.array([duty.base[f] for f in (1, 2, 3)]) + formula * rng.uniform(-policy.cells, policy.cells, (n, 3, 3))
    adjust = np.array([duty.adjust[f] for f in (1, 2, 3)]) + formula * rng.uniform(-policy.cells, policy.cells, (n, 3, 5))
    usual = _usual_deduction(rubric, "minor"), _usual_deduction(rubric, "major")
    bounds = policy.minor, policy.major
    minor, major = (rng.uniform(*ends, n) if formula else np.full(n, each) for ends, each in zip(bounds, usual, strict=True))
    return Numbers(
        base,
        adjust,
        minor,
        major,
        sum(usual) / 2,
        _roles(rubric, policy, rng, varied=bool(weights)),
        _principles(rubric, policy, rng, varied=bool(weights)),
    )


def _usual_deduction(rubric: Rubric, effect: str) -> float:
    """Return what loopholes of this effect take from a level: the mean of the catalogue, in levels."""
    taken = [entry.deduct for entry in rubric.file.loopholes if entry.effect == effect]
    return fmean(taken) if taken else 0.0


def _roles(rubric: Rubric, policy: Uncertainty, rng: np.random.Generator, *, varied: bool) -> dict[str, Values]:
    """Draw one of the role tables, with equal chance."""
    usual = rubric.file.aggregation.role_weights
    tables = [usual, *({**usual, **table} for table in policy.roles)]
    chosen = rng.integers(0, len(tables), policy.draws) if varied else np.zeros(policy.draws, dtype=np.int64)
    return {role: np.array([table[role] for table in tables], dtype=np.float64)[chosen] for role in usual}


def _principles(rubric: Rubric, policy: Uncertainty, rng: np.random.Generator, *, varied: bool) -> Values:
    share = np.array([principle.weight for principle in rubric.principles])
    share = share / share.sum()
    return rng.dirichlet(share * policy.concentration, policy.draws) if varied else np.tile(share, (policy.draws, 1))


class LevelDraws:
    """The level of every criterion of one agreement, drawn many times."""

    def __init__(self, evidence: Evidence, rubric: Rubric, policy: Uncertainty, drawn: Numbers, vary: Iterable[str] = SOURCES) -> None:
        self._evidence = evidence
        self._rubric = rubric
        self._policy = policy
        self._numbers = drawn
        self._vary = frozenset(vary)
        self._agreement = crc32(evidence.agreement.encode())
        self._kept: dict[int, Flags] = {}

    def levels(self, answer: Answer) -> Values | None:
        """Return the drawn levels of one answer; None where its question does not arise."""
        if answer.status in (Status.NOT_APPLICABLE, Status.EXTERNAL) and answer.level is None:
            return None
        name = answer.criterion.id
        if answer.level is None:
            return self._stream(name).integers(0, 5, self._policy.draws).astype(np.float64)
        if answer.evidence is not None or (answer.review is not None and answer.review.review.level is not None):
            return self._shifted(np.full(self._policy.draws, answer.level), name)  # a person read it: nothing was missed
        if answer.status is Status.ABSENT:
            return np.full(self._policy.draws, answer.level) if answer.review else self._missed(answer.level, name)
        if answer.criterion.scale == "duty":
            return self._duty(answer.readings, name)
        read = self._anchored(answer.criterion) if DETECTION in self._vary else np.full(self._policy.draws, answer.level)
        return self._shifted(read, name)

    def _stream(self, name: str, *, skip: int = 0) -> np.random.Generator:
        names = np.array([self._policy.seed, self._agreement, crc32(name.encode())], dtype=np.uint32)  # a list of them takes twice the time
        return np.random.Generator(np.random.PCG64(names).advance(skip))

    # --- was the clause found? --------------------------------------------------------------------------------------------------------

    def _keep(self, index: int) -> Flags:
        """Return in which draws a finding is right. Equal clauses share their fate."""
        if DETECTION not in self._vary:
            return EVERYWHERE
        if index not in self._kept:
            finding = self._evidence.findings[index]
            precision = self._policy.precision if finding.confidence is None else finding.confidence
            self._kept[index] = self._stream(_identity(finding)).random(self._policy.draws) < precision
        return self._kept[index]

    def _missed(self, level: float, name: str) -> Values:
        """Return the level of silence, one step away where a clause was missed."""
        if DETECTION not in self._vary:
            return np.full(self._policy.draws, level)
        n, recall = self._policy.draws, self._policy.recall
        if level + 1 > 4 or level - 1 < 0:  # one way to go: the numbers that choose a way are passed over
            return np.where(self._stream(name, skip=n).random(n) >= recall, level + (1.0 if level < 1 else -1.0), level)
        up, found = self._stream(name).random((2, n))
        return np.where(found >= recall, level + np.where(up < 0.5, 1.0, -1.0), level)

    # --- anchors ----------------------------------------------------------------------------------------------------------------------

    def _anchored(self, criterion: Criterion) -> Values:
        """Return the level of a design or harm criterion from the findings kept in each draw."""
        levels = np.full(self._policy.draws, fallback(criterion))
        open_ = _any(map(self._keep, {index for probe in criterion.probes() for index in self._evidence.matching(probe)}))
        for step in criterion.steps:
            if step.anchor.when is None:
                continue
            reached = open_ & self._holds(step.anchor.when)
            if not reached.any():
                continue
            levels[reached] = step.anchor.level
            if criterion.scale == "design" and step.added:
                levels[reached & self._part_of(step)] += self._rubric.file.scales.design.half_step
            open_ = open_ & ~reached
        return levels

    def _part_of(self, step: Step) -> Flags:
        """Return where some, but not all, of what the next anchor adds is there, and nothing bars it."""
        met = _count(map(self._holds, step.added))
        bars = step.following.when.none if step.following and step.following.when else ()
        return (met > 0) & (met < len(step.added)) & ~_any(map(self._condition, bars))

    def _holds(self, when: When) -> Flags:
        """Return where every key of a set of conditions holds."""
        holds: Flags = EVERYWHERE
        for key in self._keys(when):
            holds = holds & key
            if holds is NOWHERE:
                break
        return holds

    def _keys(self, when: When) -> Iterator[Flags]:
        yield from map(self._condition, when.all)
        if when.any:
            yield _any(map(self._condition, when.any))
        if when.at_least:
            yield _count(map(self._condition, when.at_least.of)) >= when.at_least.count
        yield from (~self._condition(condition) for condition in when.none)

    def _condition(self, condition: Condition) -> Flags:
        return self._holds(condition) if isinstance(condition, When) else self._probe(as_probe(condition))

    def _probe(self, probe: Probe) -> Flags:
        return _any(map(self._keep, self._evidence.matching(probe)))

    def _shifted(self, levels: Values, name: str) -> Values:
        """Move the anchor to a neighbour now and then."""
        if LEVELS not in self._vary:
            return levels
        return np.clip(_step(levels, 0, 4, self._stream(name).random(len(levels)), self._policy.step), 0, 4)

    # --- duties -----------------------------------------------------------------------------------------------------------------------

    def _duty(self, readings: Sequence[DutyReading], name: str) -> Values:
        """Return the level of the best clause that was kept in each draw."""
        scale, n = self._rubric.file.scales.duty, self._policy.draws
        rows = 3 + max((len(reading.deductions) for reading in readings), default=0)
        luck = self._stream(name).random((rows, n)) if LEVELS in self._vary else np.full((rows, n), 1.0)
        best = np.full(n, float(scale.none))
        for reading in readings[: self._policy.readings]:
            level = self._reading(reading, luck, scale)
            best = np.maximum(best, np.where(self._keep(reading.finding), level, scale.none))
        return best

    def _reading(self, reading: DutyReading, luck: Values, scale: DutyScale) -> Values:
        at, drawn = np.arange(self._policy.draws), self._numbers
        parts = reading.components
        force, scope, breach = (
            _stepped(value, low, high, chance, self._policy.step)
            for value, low, high, chance in ((parts.F, 1, 3, luck[0]), (parts.S, 0, 2, luck[1]), (parts.E, 0, 4, luck[2]))
        )
        weak = np.zeros(len(at))
        for place, deduction in enumerate(reading.deductions):
            flipped = luck[3 + place] < self._policy.flip
            weak += np.where((deduction > drawn.between) ^ flipped, drawn.major, drawn.minor)
        level = drawn.base[at, force - 1, scope] + drawn.adjust[at, force - 1, breach] - np.minimum(scale.deductions_cap, weak)
        level = np.clip(level, *scale.clamp)
        return np.minimum(level, scale.fatal_ceiling) if reading.fatal else level


def _any(flags: Iterable[Flags]) -> Flags:
    return reduce(operator.or_, flags, NOWHERE)


def _count(flags: Iterable[Flags]) -> Counts:
    return reduce(operator.add, flags, np.int64(0))


def _step(values: Values, low: int, high: int, luck: Values, chance: float) -> Values:
    """Move each value to a neighbour with ``chance`` each way; at an end, both chances go one way."""
    up = np.where(values >= high, 0.0, np.where(values <= low, 2 * chance, chance))
    return values + (luck < up) - ((luck >= up) & (luck < 2 * chance))


def _stepped(value: int, low: int, high: int, luck: Values, chance: float) -> NDArray[np.int64]:
    """Move one value as ``_step`` moves many."""
    up = 0.0 if value >= high else 2 * chance if value <= low else chance
    return value + (luck < up).astype(np.int64) - ((luck >= up) & (luck < 2 * chance)).astype(np.int64)


def _identity(finding: Finding) -> str:
    """Return what a clause says and where: two findings with the same are one."""
    limits = sorted(qualifier.id for qualifier in finding.qualifiers)
    spans = [(span.start, span.end) for span in finding.at.spans]
    return repr(
        (
            finding.provision,
            finding.at.part,
            finding.at.eid,
            spans,
            finding.strength.value,
            sorted(finding.tags),
            limits,
            finding.regime.value.value,
        )
    )
