"""Answers → points, principle scores and the overall score (rubric.md 5). Every number that decides is data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from scorer.model import Overall, PrincipleResult, Status
from scorer.scoring.levels import Answer
from scorer.scoring.policy import IsdsGate, Principle
from scorer.scoring.rubric import Rubric
from scorer.scoring.schema import Criterion

WORST, BEST = 0.0, 1.0  # points


@dataclass(frozen=True, slots=True)
class Points:
    """What one answer is worth: its level after caps, and points in [0, 1]; None where it has no level."""

    answer: Answer
    weight: float
    level: float | None
    points: float | None
    capped: bool = False

    @property
    def counts(self) -> bool:
        """True where the question arises, answered or not. What depends on outside facts arises only with evidence of them."""
        return not _left_out(self.answer) and self.weight > 0

    @property
    def silent(self) -> bool:
        """True where points were earned, or lost, by saying nothing."""
        return self.answer.status is Status.ABSENT


def _left_out(answer: Answer) -> bool:
    """Tell whether a question stays out of mean, coverage and interval."""
    return answer.level is None and answer.status in (Status.NOT_APPLICABLE, Status.EXTERNAL)


def level_to_points(criterion: Criterion, level: float) -> float:
    """Return points in [0, 1], higher is better whatever the polarity."""
    return level / 4 if criterion.polarity == "positive" else 1 - level / 4


def points_of(answers: Mapping[str, Answer], rubric: Rubric) -> dict[str, Points]:
    """Return the points of every answer, after the parity cap."""
    return {criterion.id: points_for(answers[criterion.id], answers, rubric) for criterion in rubric.criteria}


def points_for(answer: Answer, answers: Mapping[str, Answer], rubric: Rubric) -> Points:
    """Return the points of one answer, after the parity cap, which may look at another one."""
    weight = rubric.file.aggregation.role_weights[answer.criterion.role]
    if answer.level is None:
        return Points(answer, weight, None, None)
    cap = _cap(answer.criterion, answers, rubric)
    level = answer.level if cap is None else min(answer.level, cap)
    return Points(answer, weight, level, level_to_points(answer.criterion, level), capped=level < answer.level)


def _cap(criterion: Criterion, answers: Mapping[str, Answer], rubric: Rubric) -> float | None:
    """Return the highest level a criterion may have, or None: machinery that the duties cannot reach earns next to nothing."""
    rule = rubric.file.aggregation.parity_cap
    if rule is None or criterion.id in rule.exempt or rubric.principle_of[criterion.id] != rubric.principle_of[rule.criterion]:
        return None
    deciding = answers[rule.criterion]
    return rule.cap if deciding.level is not None and deciding.level <= rule.at_most else None


# --- principles -------------------------------------------------------------------------------------------------------------------


def principle_results(answers: Mapping[str, Answer], rubric: Rubric) -> tuple[PrincipleResult, ...]:
    """Return the score of every principle, or why it has none."""
    points = points_of(answers, rubric)
    bounds = tuple(_changed(points, answers, _filled(answers, end), rubric) for end in (WORST, BEST))
    return tuple(_principle(principle, rubric, points, bounds) for principle in rubric.principles)


def principle_score(principle: Principle, answers: Mapping[str, Answer], rubric: Rubric, *, without: Collection[str] = ()) -> float | None:
    """Return the score 0-100 of one principle from what was answered, whether or not that is enough to publish.

    The criteria in ``without`` are not asked; a gate needs both its doors.
    """
    gate = rubric.file.aggregation.isds_gate
    if gate is not None and {gate.access, gate.backdoor} & set(without):
        return None
    asked = [c for c in rubric.by_principle[principle.id] if c.id not in without]
    return score_from([points_for(answers[c.id], answers, rubric) for c in asked], principle, rubric)


def changed_scores(
    principle: Principle, answers: Mapping[str, Answer], changes: Mapping[str, Answer], rubric: Rubric
) -> dict[str, float | None]:
    """Return the score 0-100 of one principle with each of the changed answers alone in place of the one that was given."""
    own = {c.id: points_for(answers[c.id], answers, rubric) for c in rubric.by_principle[principle.id]}
    changed = {name: _changed(own, answers, {name: answer}, rubric) for name, answer in changes.items()}
    return {name: score_from(list(points.values()), principle, rubric) for name, points in changed.items()}


def _changed(
    points: Mapping[str, Points], answers: Mapping[str, Answer], changes: Mapping[str, Answer], rubric: Rubric
) -> dict[str, Points]:
    """Return points with some answers in place of those given."""
    cap = rubric.file.aggregation.parity_cap
    if cap is not None and cap.criterion in changes:  # what the others are worth hangs on it
        every = {**answers, **changes}
        return {name: points_for(every[name], every, rubric) for name in points}
    return {**points, **{name: points_for(answer, answers, rubric) for name, answer in changes.items()}}


def _principle(
    principle: Principle, rubric: Rubric, points: Mapping[str, Points], bounds: Iterable[Mapping[str, Points]]
) -> PrincipleResult:
    criteria = rubric.by_principle[principle.id]
    head = (principle.id, principle.title, principle.tier, principle.weight, principle.statement)
    if not criteria:
        return PrincipleResult(*head, None, (0.0, 100.0), 0.0, "not_assessed", rubric.file.uncovered_reason)
    own = [points[c.id] for c in criteria]
    if all(p.answer.status is Status.NOT_APPLICABLE for p in own):
        return PrincipleResult(*head, None, (0.0, 100.0), 0.0, "not_applicable", own[0].answer.reason)
    coverage = _coverage(own)
    ends = [score_from([bound[c.id] for c in criteria], principle, rubric) for bound in bounds]
    interval = (ends[0] if ends[0] is not None else 0.0, ends[1] if ends[1] is not None else 100.0)
    score = score_from(own, principle, rubric)
    if score is None or coverage < rubric.file.aggregation.publish.principle_min_coverage:
        return PrincipleResult(*head, None, interval, coverage, "not_assessed", _why_not(own))
    return PrincipleResult(*head, score, interval, coverage, "assessed")


def _why_not(own: Sequence[Points]) -> str:
    """Return the reasons of the unanswered criteria, each once."""
    return "; ".join(dict.fromkeys(p.answer.reason for p in own if p.points is None and p.counts and p.answer.reason))


def _coverage(own: Sequence[Points]) -> float:
    """Return the share of weight that was answered, of all weight whose question arises."""
    arising = sum(p.weight for p in own if p.counts)
    return sum(p.weight for p in own if p.counts and p.points is not None) / arising if arising else 0.0


def score_from(own: Sequence[Points], principle: Principle, rubric: Rubric) -> float | None:
    """Return the score 0-100 of one principle from the points of all its criteria, or None where too few were answered for one."""
    gate = rubric.file.aggregation.isds_gate
    if gate is not None and gate.principle == principle.id:
        return _gate_score(gate, own)
    mean = _mean(own)
    return None if mean is None else 100 * mean


def _mean(own: Sequence[Points]) -> float | None:
    total = weight = 0.0
    for each in own:
        if each.points is not None:
            total += each.points * each.weight
            weight += each.weight
    return total / weight if weight else None


def _filled(answers: Mapping[str, Answer], points: float) -> dict[str, Answer]:
    """Answer every open question with the worst or the best there is."""
    return {name: _fill(answer, points) for name, answer in answers.items() if answer.level is None and not _left_out(answer)}


def _fill(answer: Answer, points: float) -> Answer:
    return replace(answer, status=Status.FOUND, level=4 * points if answer.criterion.polarity == "positive" else 4 * (1 - points))


# --- gate for investor-state dispute settlement -----------------------------------------------------------------------------------


def _gate_score(gate: IsdsGate, own: Sequence[Points]) -> float | None:
    """Return the score 0-100 of the gated principle, or None where access is not known.

    An unknown back door is left out: its share goes to the gate.
    """
    parts = gate_parts(gate, own)
    if parts is None:
        return None
    front, back = parts
    if back is None:
        return 100 * front
    return 100 * (gate.gate_share * front + gate.backdoor_share * back)


def gate_parts(gate: IsdsGate, own: Sequence[Points]) -> tuple[float, float | None] | None:
    """Return the points of the gate and of the back door, each in [0, 1]."""
    by_id = {p.answer.criterion.id: p for p in own}
    access, backdoor = by_id[gate.access], by_id[gate.backdoor]
    if access.level is None:
        return None
    mean = _mean([p for name, p in by_id.items() if name not in (gate.access, gate.backdoor)])
    modifiers = gate.modifiers_when_not_applicable if mean is None else 1 - mean
    return 1 - openness(gate, access.level) * (gate.floor_share + gate.modifier_share * modifiers), backdoor.points


def openness(gate: IsdsGate, level: float) -> float:
    """Return g of a level, linear between whole levels."""
    below = int(min(level, 3))
    return gate.g[below] + (gate.g[below + 1] - gate.g[below]) * (level - below)


# --- overall ----------------------------------------------------------------------------------------------------------------------


def overall_score(principles: Sequence[PrincipleResult], rubric: Rubric) -> tuple[float | None, float]:
    """Return the weighted mean of the principles that have a score (None if too few), and their share of all weight."""
    scored = [(p.score, p.weight) for p in principles if p.score is not None]
    weight = fsum(w for _, w in scored)
    coverage = weight / fsum(p.weight for p in principles)
    publish = rubric.file.aggregation.publish
    complete = not publish.tier_1_required or all(p.score is not None for p in principles if p.tier == 1)
    if not scored or round(coverage, 4) < publish.overall_min_coverage or not complete:
        return None, coverage
    return sum(score * w for score, w in scored) / weight, coverage


def overall_result(principles: Sequence[PrincipleResult], points: Mapping[str, Points], rubric: Rubric, reason: str | None) -> Overall:
    """Return the overall score with everything that is printed beside it. ``reason`` says why the text itself cannot be scored."""
    score, coverage = overall_score(principles, rubric)
    covered = [p for p in principles if rubric.by_principle[p.id]]
    arising = [p for p in covered if p.status != "not_applicable"] or covered
    interval = (_bound(arising, 0), _bound(arising, 1))
    if score is None or reason is not None:
        why = reason or f"too little could be assessed: {coverage:.0%} of the weight"
        return Overall(None, interval, coverage, None, None, None, None, None, "not_assessed", why)
    return Overall(
        score=score,
        interval=interval,
        coverage=coverage,
        geometric=_geometric(principles, rubric),
        protections_index=_index(principles, points, rubric, "positive"),
        harms_index=_index(principles, points, rubric, "negative"),
        silence_share=silence_share(principles, points, rubric),
        label=_label(score, principles, rubric),
        status="assessed" if len(covered) == len(principles) else "partial_rubric",
        reason=None if len(covered) == len(principles) else rubric.file.aggregation.publish.reason,
    )


def _bound(covered: Sequence[PrincipleResult], end: int) -> float:
    return sum(p.interval[end] * p.weight for p in covered) / sum(p.weight for p in covered)


def _geometric(principles: Sequence[PrincipleResult], rubric: Rubric) -> float:
    floor = rubric.file.aggregation.geometric_floor
    scored = [(max(p.score, floor), p.weight) for p in principles if p.score is not None]
    product = 1.0
    for score, weight in scored:
        product *= score ** (weight / sum(w for _, w in scored))
    return min(product, 100.0)


def _label(score: float, principles: Sequence[PrincipleResult], rubric: Rubric) -> str:
    labels = rubric.file.aggregation.labels
    weakest = min((p.score for p in principles if p.tier == 1 and p.score is not None), default=100.0)
    reached = next(i for i, step in enumerate(labels.steps) if score >= step.min and weakest >= step.tier_1_min)
    if weakest < labels.ceiling.if_any_tier_1_below:
        names = [step.label for step in labels.steps]
        reached = max(reached, names.index(labels.ceiling.label))
    return labels.steps[reached].label


def _index(principles: Sequence[PrincipleResult], points: Mapping[str, Points], rubric: Rubric, polarity: str) -> float | None:
    """Return one sub-index 0-100: weighted points of positive criteria, or weighted harm of negative ones (the gate is one block)."""
    total = share = 0.0
    for principle in (p for p in principles if p.score is not None):
        for value, weight in _blocks(principle, points, rubric, polarity):
            total += value * weight
            share += weight
    return 100 * total / share if share else None


def _blocks(principle: PrincipleResult, points: Mapping[str, Points], rubric: Rubric, polarity: str) -> list[tuple[float, float]]:
    """Return (value in [0, 1], effective weight) of each block of one principle that has the polarity."""
    gate = rubric.file.aggregation.isds_gate
    if gate is not None and gate.principle == principle.id:
        return [(1 - (principle.score or 0) / 100, principle.weight)] if polarity == "negative" else []
    own = [points[c.id] for c in rubric.by_principle[principle.id] if points[c.id].points is not None]
    total = sum(p.weight for p in own)
    chosen = [p for p in own if p.answer.criterion.polarity == polarity]
    values = [(p.points or 0.0) if polarity == "positive" else 1 - (p.points or 0.0) for p in chosen]
    return [(value, principle.weight * p.weight / total) for value, p in zip(values, chosen, strict=True)] if total else []


def silence_share(principles: Sequence[PrincipleResult], points: Mapping[str, Points], rubric: Rubric) -> float:
    """Return the share, 0-1, of the overall score that was earned by saying nothing."""
    total = silent = 0.0
    for principle in (p for p in principles if p.score is not None):
        total += principle.weight * (principle.score or 0)
        silent += principle.weight * 100 * _silent_points(principle.id, points, rubric)
    return min(silent / total, 1.0) if total else 0.0


def silenced(overall: Overall, credit: float) -> float | None:
    """Return the overall score when points earned by silence are worth so much of their value."""
    if overall.score is None or overall.silence_share is None:
        return None
    return overall.score * (1 - (1 - credit) * overall.silence_share)


def _silent_points(principle: str, points: Mapping[str, Points], rubric: Rubric) -> float:
    """Return the part of a principle's points, 0-1, that comes from silence."""
    own = [points[c.id] for c in rubric.by_principle[principle]]
    gate = rubric.file.aggregation.isds_gate
    if gate is not None and gate.principle == principle:
        return _silent_gate(gate, own)
    answered = [p for p in own if p.points is not None]
    total = sum(p.weight for p in answered)
    return sum(p.weight * (p.points or 0) for p in answered if p.silent) / total if total else 0.0


def _silent_gate(gate: IsdsGate, own: Sequence[Points]) -> float:
    parts = gate_parts(gate, own)
    silent = {p.answer.criterion.id for p in own if p.silent}
    if parts is None:
        return 0.0
    front = parts[0] if gate.access in silent else 0.0
    if parts[1] is None:
        return front
    return gate.gate_share * front + gate.backdoor_share * (parts[1] if gate.backdoor in silent else 0.0)
