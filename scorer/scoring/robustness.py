"""The overall score under other weights and rules, and without each criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scorer.model import Findings, Overall, PrincipleResult
from scorer.scoring.aggregate import principle_results, principle_score, silenced
from scorer.scoring.duty import duty_level
from scorer.scoring.levels import Answer
from scorer.scoring.policy import Uncertainty
from scorer.scoring.rubric import Rubric


def alternatives(
    findings: Findings,
    answers: Mapping[str, Answer],
    principles: Sequence[PrincipleResult],
    overall: Overall,
    rubric: Rubric,
    policy: Uncertainty,
) -> tuple[tuple[str, str, float], ...]:
    """Return (kind, title, overall score) under every other choice that the rubric names."""
    if overall.score is None:
        return ()
    rows = [("weights", entry.title, _mean(principles, entry.weights)) for entry in policy.weight_sets]
    rows.append(("aggregation", "geometric mean", overall.geometric))
    credits = [credit for credit in rubric.file.aggregation.silence_credit if credit != 1]
    rows += [("silence", f"silence counts {credit:g} of its points", silenced(overall, credit)) for credit in credits]
    fixed = principle_results(_breach_fixed(answers, rubric, policy.breach_fixed_at), rubric)
    rows.append(("overlap", f"every duty read as if E were {policy.breach_fixed_at}", _mean(fixed, {p.id: p.weight for p in fixed})))
    frontier = frozenset(criterion.id for criterion in rubric.criteria if criterion.frontier)
    if frontier:
        rows.append(
            ("frontier", "without questions that next to no agreement meets so far", _without(frontier, answers, principles, rubric))
        )
    return tuple((kind, title, score) for kind, title, score in rows if score is not None)


def _without(left: frozenset[str], answers: Mapping[str, Answer], principles: Sequence[PrincipleResult], rubric: Rubric) -> float | None:
    """Return the overall score when these criteria are not asked."""
    scores = {p.id: principle_score(p, answers, rubric, without=left) for p in rubric.principles}
    return _mean([replace(p, score=scores[p.id]) for p in principles if p.score is not None], {p.id: p.weight for p in principles})


def _mean(principles: Sequence[PrincipleResult], weights: Mapping[str, float]) -> float | None:
    scored = [(p.score, weights.get(p.id, 0.0)) for p in principles if p.score is not None]
    total = sum(weight for _, weight in scored)
    return sum(score * weight for score, weight in scored) / total if total else None


def _breach_fixed(answers: Mapping[str, Answer], rubric: Rubric, breach: int) -> dict[str, Answer]:
    """Read every duty again as if the same stood behind all of them."""
    return {name: replace(a, level=max(_levels(a, rubric, breach))) if a.readings else a for name, a in answers.items()}


def _levels(answer: Answer, rubric: Rubric, breach: int) -> Iterator[float]:
    for reading in answer.readings:
        yield duty_level(rubric.file.scales.duty, replace(reading.components, E=breach), fatal=reading.fatal)


def left_out(answers: Mapping[str, Answer], principles: Sequence[PrincipleResult], rubric: Rubric) -> tuple[tuple[str, float], ...]:
    """Return by how much the overall score changes when one criterion is not asked, largest change first."""
    total = sum(p.weight for p in principles if p.score is not None)
    changes: list[tuple[str, float]] = []
    for principle, result in zip(rubric.principles, principles, strict=True):
        for criterion in rubric.by_principle[principle.id]:
            if result.score is None or answers[criterion.id].level is None:
                continue
            score = principle_score(principle, answers, rubric, without=(criterion.id,))
            if score is not None:
                changes.append((criterion.id, (score - result.score) * principle.weight / total))
    return tuple(sorted(changes, key=lambda change: (-abs(change[1]), change[0])))
