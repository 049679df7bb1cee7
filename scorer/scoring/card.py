"""Puts a scorecard together from answers, points and scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scorer.model import CriterionResult, Findings, MachineAnswer, Overall, PrincipleResult, RedLine, Scorecard, Status
from scorer.scoring import review
from scorer.scoring.aggregate import Points, changed_scores, overall_result, points_of, principle_results, silenced
from scorer.scoring.baseline import baseline
from scorer.scoring.levels import Answer, answer_all
from scorer.scoring.policy import RedLineRule
from scorer.scoring.rubric import Rubric
from scorer.scoring.uncertainty import Explain, measured


def score(
    findings: Findings,
    rubric: Rubric,
    *,
    manifest: Mapping[str, object] | None = None,
    draws: int | None = None,
    explain: Explain = "all",
) -> Scorecard:
    """Score one agreement.

    The card's manifest is the one given, plus ``silence_credit``: the overall score at each silence credit of the rubric.
    ``draws`` overrules how often doubtful choices are made anew; at 0, intervals show only what open questions allow. How much
    ``explain`` asks for changes no interval: with "draws" the card's ``sensitivity`` holds the draws alone, with "nothing" there is none.
    What moves the score takes most of the time.
    """
    people = review.added(findings, rubric)
    answers = answer_all(findings, rubric, people.judged if people else None)
    points = points_of(answers, rubric)
    principles = principle_results(answers, rubric)
    coverage = findings.agreement.coverage
    reason = None if coverage.can_be_scored else ", ".join((coverage.status.value, *coverage.reasons)).replace("_", " ")
    overall = overall_result(principles, points, rubric, reason or _no_overall(findings, rubric))
    policy, sensitivity = rubric.file.uncertainty, None
    gains = _gains(answers, principles, overall, rubric)
    if policy is not None and draws != 0 and reason is None:
        policy = policy if draws is None else policy.model_copy(update={"draws": draws})
        principles, overall, sensitivity = measured(findings, answers, (tuple(principles), overall), rubric, policy, explain)
    machine = review.machine_answers(people, answers, findings, rubric) if people else {}
    return Scorecard(
        findings=findings,
        rubric=rubric.ref,
        overall=overall,
        principles=principles,
        criteria=_criteria(points, gains, machine, rubric),
        red_lines=red_lines(answers, rubric, findings.agreement.signed),
        manifest={**(manifest or {}), "silence_credit": _silence_credit(overall, rubric)},
        sensitivity=sensitivity,
        baseline=baseline(findings, overall.score, sensitivity.sample if sensitivity else (), rubric, policy),
        reviews=people.reviews if people else (),
        evidence=people.evidence if people else (),
    )


def _silence_credit(overall: Overall, rubric: Rubric) -> dict[str, float]:
    """Return the overall score when points earned by silence are worth so much of their value."""
    credits = {f"{credit:g}": silenced(overall, credit) for credit in rubric.file.aggregation.silence_credit}
    return {name: score for name, score in credits.items() if score is not None}


def _criteria(
    points: Mapping[str, Points], gains: Mapping[str, float], machine: Mapping[str, MachineAnswer], rubric: Rubric
) -> tuple[CriterionResult, ...]:
    return tuple(
        _criterion(principle.id, points[criterion.id], gains.get(criterion.id), machine.get(criterion.id), rubric)
        for principle in rubric.principles
        for criterion in rubric.by_principle[principle.id]
    )


def _no_overall(findings: Findings, rubric: Rubric) -> str | None:
    """Return why agreements of this kind have no overall score; None where they have one."""
    kind = rubric.file.kinds.get(findings.agreement.kind or "")
    return kind.reason if kind is not None and not kind.overall else None


def _criterion(principle: str, points: Points, gain: float | None, machine: MachineAnswer | None, rubric: Rubric) -> CriterionResult:
    answer = points.answer
    cap = rubric.file.aggregation.parity_cap
    return CriterionResult(
        id=answer.criterion.id,
        principle=principle,
        question=answer.criterion.question,
        polarity=answer.criterion.polarity,
        scale=answer.criterion.scale,
        role=answer.criterion.role,
        weight=points.weight,
        status=answer.status,
        outcome=_outcome(points, rubric),
        level=points.level,
        points=points.points,
        components=answer.components,
        findings=answer.findings,
        loopholes=answer.loopholes,
        rule=f"{answer.rule} {cap.note}" if points.capped and cap else answer.rule,
        reason=answer.reason,
        gain=gain,
        review=answer.review,
        machine=machine,
        evidence=answer.evidence,
        frontier=answer.criterion.frontier,
    )


def _outcome(points: Points, rubric: Rubric) -> str:
    if points.points is None:
        return "not_applicable" if points.answer.status is Status.NOT_APPLICABLE else "not_assessed"
    outcomes = rubric.file.aggregation.outcomes
    if points.points >= outcomes.met:
        return "met"
    return "partly_met" if points.points >= outcomes.partly_met else "not_met"


def _gains(answers: Mapping[str, Answer], principles: Sequence[PrincipleResult], overall: Overall, rubric: Rubric) -> dict[str, float]:
    """Return, by criterion, what its best level would add to the overall score: the principle is worked out again with it."""
    if overall.score is None:
        return {}
    total = sum(p.weight for p in principles if p.score is not None)
    gains: dict[str, float] = {}
    for principle, result in zip(rubric.principles, principles, strict=True):
        if result.score is None:
            continue
        best = {
            criterion.id: replace(answers[criterion.id], level=4.0 if criterion.polarity == "positive" else 0.0)
            for criterion in rubric.by_principle[principle.id]
            if answers[criterion.id].level is not None
        }
        for name, changed in changed_scores(principle, answers, best, rubric).items():
            gains[name] = max((changed or 0.0) - result.score, 0.0) * principle.weight / total
    return gains


def red_lines(answers: Mapping[str, Answer], rubric: Rubric, signed: str | None = None) -> tuple[RedLine, ...]:
    """Return the red lines that were crossed, in order of the rubric. ``signed`` is the day of signature (ISO), if known."""
    crossed = [rule for rule in rubric.file.red_lines if _in_time(rule, signed) and _crossed(rule, answers[rule.criterion])]
    return tuple(RedLine(rule.id, rule.title, rule.criterion, answers[rule.criterion].findings) for rule in crossed)


def _in_time(rule: RedLineRule, signed: str | None) -> bool:
    return rule.signed_after is None or (signed is not None and signed > rule.signed_after)


def _crossed(rule: RedLineRule, answer: Answer) -> bool:
    """Tell whether every key of a red line holds. What has no level crosses no line."""
    if answer.level is None:
        return False
    low = rule.level_at_least is None or answer.level >= rule.level_at_least
    high = rule.level_at_most is None or answer.level <= rule.level_at_most
    return low and high and _components_hold(rule, answer) and set(rule.loopholes) <= {q.id for q in answer.loopholes}


def _components_hold(rule: RedLineRule, answer: Answer) -> bool:
    if not rule.components:
        return True
    components = answer.components
    return components is not None and all(bounds.hold(getattr(components, name)) for name, bounds in rule.components.items())
