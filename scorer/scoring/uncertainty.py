"""Drawn levels → intervals, shares per label, and what moves the score (rubric.md 6)."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

import numpy as np

from scorer.model import Findings, Overall, PrincipleResult, Sensitivity
from scorer.scoring.conditions import Evidence
from scorer.scoring.draws import SOURCES, Flags, LevelDraws, Numbers, Values, numbers
from scorer.scoring.levels import Answer
from scorer.scoring.policy import IsdsGate, Label, Principle, Uncertainty
from scorer.scoring.robustness import alternatives, left_out
from scorer.scoring.rubric import Rubric

DRAWS_ALONE = 500  # are enough to say how much one source of doubt moves a score

Explain = Literal["all", "draws", "nothing"]  # how much of what moves a score is worked out


@dataclass(frozen=True, slots=True)
class Simulation:
    """The drawn scores of one agreement: each covered principle that any answer speaks to, and the whole."""

    principles: Mapping[str, Values]
    overall: Values


def measured(
    findings: Findings,
    answers: Mapping[str, Answer],
    scores: tuple[tuple[PrincipleResult, ...], Overall],
    rubric: Rubric,
    policy: Uncertainty,
    explain: Explain,
) -> tuple[tuple[PrincipleResult, ...], Overall, Sensitivity | None]:
    """Return principles and overall score with the intervals of the draws, and as much of how they came about as ``explain`` asks for."""
    evidence = Evidence(findings, rubric.file.groups)
    drawn = simulate(evidence, answers, rubric, policy)
    if drawn is None:
        return (*scores, Sensitivity(policy.draws, policy.seed, None) if explain == "all" else None)
    widened = _widened(*scores, drawn, policy)
    if explain == "nothing":
        return (*widened, None)
    overall = scores[1]
    scored = overall.score is not None
    sensitivity = Sensitivity(
        draws=policy.draws,
        seed=policy.seed,
        median=float(np.median(drawn.overall)) if scored else None,
        sample=_rounded(drawn.overall),
        samples={name: _rounded(values) for name, values in drawn.principles.items()},
        indistinct=policy.indistinct,
    )
    if explain == "draws":
        return (*widened, sensitivity)
    moved = replace(
        sensitivity,
        labels=_label_shares(drawn, rubric) if scored else (),
        sources=tuple(_sources(evidence, answers, rubric, policy)) if scored else (),
        alternatives=alternatives(findings, answers, *scores, rubric, policy),
        without=left_out(answers, scores[0], rubric) if scored else (),
    )
    return (*widened, moved)


def _widened(
    principles: Sequence[PrincipleResult], overall: Overall, drawn: Simulation, policy: Uncertainty
) -> tuple[tuple[PrincipleResult, ...], Overall]:
    """Give every score the interval of its draws."""
    widened = tuple(
        replace(p, interval=_interval(drawn.principles[p.id], p.score, policy)) if p.id in drawn.principles else p for p in principles
    )
    return widened, replace(overall, interval=_interval(drawn.overall, overall.score, policy))


def simulate(
    evidence: Evidence, answers: Mapping[str, Answer], rubric: Rubric, policy: Uncertainty, vary: Iterable[str] = SOURCES
) -> Simulation | None:
    """Return the drawn scores; None where no principle can be drawn."""
    common = numbers(rubric, policy, vary)
    reader = LevelDraws(evidence, rubric, policy, common, vary)
    scores: dict[str, Values] = {}
    for principle in rubric.principles:
        levels = {c.id: reader.levels(answers[c.id]) for c in rubric.by_principle[principle.id]}
        score = _principle(principle, {name: drawn for name, drawn in levels.items() if drawn is not None}, rubric, common)
        if score is not None:
            scores[principle.id] = score
    if not scores:
        return None
    columns = [i for i, principle in enumerate(rubric.principles) if principle.id in scores]
    weights = common.principles[:, columns]
    overall = (np.stack(list(scores.values()), axis=1) * weights).sum(axis=1) / weights.sum(axis=1)
    return Simulation(scores, overall)


def _principle(principle: Principle, levels: Mapping[str, Values], rubric: Rubric, common: Numbers) -> Values | None:
    """Return the drawn scores 0-100 of one principle."""
    criteria = {c.id: c for c in rubric.by_principle[principle.id]}
    capped = _capped(levels, rubric)
    points = {name: drawn / 4 if criteria[name].polarity == "positive" else 1 - drawn / 4 for name, drawn in capped.items()}
    weights = {name: common.roles[criteria[name].role] for name in points}
    gate = rubric.file.aggregation.isds_gate
    if gate is not None and gate.principle == principle.id:
        return _gate(gate, levels, points, weights)
    return _mean(points, weights)


def _mean(points: Mapping[str, Values], weights: Mapping[str, Values]) -> Values | None:
    if not points:
        return None
    total = _sum(weights[name] for name in points)
    if not np.all(total > 0):
        return None
    return 100 * _sum(points[name] * weights[name] for name in points) / total


def _sum(values: Iterable[Values]) -> Values:
    return reduce(operator.add, values)


def _capped(levels: Mapping[str, Values], rubric: Rubric) -> dict[str, Values]:
    """Apply the parity cap draw by draw."""
    rule = rubric.file.aggregation.parity_cap
    if rule is None or rule.criterion not in levels:
        return dict(levels)
    unreached = levels[rule.criterion] <= rule.at_most
    return {
        name: drawn if name in rule.exempt else np.where(unreached, np.minimum(drawn, rule.cap), drawn) for name, drawn in levels.items()
    }


def _gate(gate: IsdsGate, levels: Mapping[str, Values], points: Mapping[str, Values], weights: Mapping[str, Values]) -> Values | None:
    """Return the gated score draw by draw; below the level at which modifiers arise, they count as the rubric says."""
    if gate.access not in levels:
        return None
    names = [name for name in points if name not in (gate.access, gate.backdoor)]
    mean = _mean({name: points[name] for name in names}, weights)
    access = levels[gate.access]
    harm = (
        np.full(len(access), gate.modifiers_when_not_applicable)
        if mean is None
        else np.where(access < 2, gate.modifiers_when_not_applicable, 1 - mean / 100)
    )
    openness = np.interp(access, range(5), [gate.g[level] for level in range(5)])
    front = 1 - openness * (gate.floor_share + gate.modifier_share * harm)
    back = points.get(gate.backdoor)
    score: Values = 100 * front if back is None else 100 * (gate.gate_share * front + gate.backdoor_share * back)
    return score


def _interval(values: Values, score: float | None, policy: Uncertainty) -> tuple[float, float]:
    """Return the middle part of the draws, stretched to hold the score itself."""
    tail = (1 - policy.interval) / 2
    low, high = quantiles(values, (tail, 1 - tail))
    return (max(min(low, score if score is not None else low), 0.0), min(max(high, score if score is not None else high), 100.0))


def quantiles(values: Values, shares: Iterable[float]) -> tuple[float, ...]:
    """Return what ``numpy.quantile`` does, to the last bit, in a tenth of its time: it takes most of that to see what it was given."""
    ordered = np.sort(values)
    return tuple(_between(ordered, share * (len(ordered) - 1)) for share in shares)


def _between(ordered: Values, place: float) -> float:
    below = int(place)
    low, high = float(ordered[below]), float(ordered[min(below + 1, len(ordered) - 1)])
    part = place - below
    return low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part)


def _label_shares(drawn: Simulation, rubric: Rubric) -> tuple[tuple[str, float], ...]:
    """Return the share of draws that carry each label, best first."""
    steps, ceiling = rubric.file.aggregation.labels.steps, rubric.file.aggregation.labels.ceiling
    tier_1 = [drawn.principles[p.id] for p in rubric.principles if p.tier == 1 and p.id in drawn.principles]
    weakest = np.min(tier_1, axis=0) if tier_1 else np.full(len(drawn.overall), 100.0)
    reached = np.select([_reaches(step, drawn.overall, weakest) for step in steps], range(len(steps)), len(steps) - 1)
    lowest = next(i for i, step in enumerate(steps) if step.label == ceiling.label)
    reached = np.where(weakest < ceiling.if_any_tier_1_below, np.maximum(reached, lowest), reached)
    return tuple((step.label, float(np.mean(reached == i))) for i, step in enumerate(steps))


def _reaches(step: Label, overall: Values, weakest: Values) -> Flags:
    reached: Flags = (overall >= step.min) & (weakest >= step.tier_1_min)
    return reached


def _sources(evidence: Evidence, answers: Mapping[str, Answer], rubric: Rubric, policy: Uncertainty) -> Iterable[tuple[str, float]]:
    """Yield the standard deviation of the overall score when one source of doubt varies alone; the largest first."""
    few = policy.model_copy(update={"draws": min(policy.draws, DRAWS_ALONE)})
    alone = {source: simulate(evidence, answers, rubric, few, (source,)) for source in SOURCES}
    spreads = [(source, float(np.std(drawn.overall))) for source, drawn in alone.items() if drawn is not None]
    yield from sorted(spreads, key=lambda pair: -pair[1])


def _rounded(values: Values) -> tuple[float, ...]:
    return tuple(np.round(values, 4).tolist())


def share_above(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the share of joint draws in which the first is higher; equal ones count half."""
    ours, theirs = np.asarray(one), np.asarray(other)
    return float(np.mean(ours > theirs) + np.mean(ours == theirs) / 2)
