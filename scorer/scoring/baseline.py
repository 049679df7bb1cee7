"""The same questions asked of no agreement at all: what world trade rules alone would have (rubric.md 5.6)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from scorer.model import Agreement, Baseline, Coverage, CoverageStatus, Findings, SourceText
from scorer.scoring.aggregate import overall_result, points_of, principle_results
from scorer.scoring.conditions import Evidence
from scorer.scoring.draws import NUMBERS, WEIGHTS, Values
from scorer.scoring.levels import answer_all
from scorer.scoring.policy import Uncertainty
from scorer.scoring.rubric import Rubric
from scorer.scoring.uncertainty import quantiles, simulate

_KEPT = 32  # baselines of a run: one for each kind of agreement and each set of parts


def baseline(
    findings: Findings, score: float | None, sample: Sequence[float], rubric: Rubric, policy: Uncertainty | None
) -> Baseline | None:
    """Return the baseline for an agreement of this kind; None where the rubric has none or the agreement has no score.

    ``sample`` are the agreement's drawn scores. The baseline is drawn with the same weights and formula numbers, so that differences are
    taken draw by draw; that nothing is there is beyond doubt.
    """
    told = rubric.file.aggregation.baseline
    if told is None or score is None:
        return None
    held = tuple(sorted({part.kind for part in findings.agreement.parts}))
    base, drawn = _of_nothing(rubric, findings.agreement.kind, held, policy.draws if policy is not None and sample else 0)
    if base is None:
        return None
    difference = score - base
    if drawn is None or policy is None:
        return Baseline(told.title, base, difference, None)
    tail = (1 - policy.interval) / 2
    low, high = quantiles(np.asarray(sample) - drawn, (tail, 1 - tail))
    return Baseline(told.title, base, difference, (min(low, difference), max(high, difference)))


@lru_cache(maxsize=_KEPT)
def _of_nothing(rubric: Rubric, kind: str | None, held: tuple[str, ...], draws: int) -> tuple[float | None, Values | None]:
    """Return score and drawn scores of an agreement of a kind, with parts of these kinds, that says nothing."""
    parts = tuple(SourceText(name, "", "", "", name) for name in held)
    silent = Agreement("", "", "", parts, coverage=Coverage(CoverageStatus.COMPLETE), kind=kind)
    nothing = Findings(silent, {}, (), (), "")
    answers = answer_all(nothing, rubric)
    score = overall_result(principle_results(answers, rubric), points_of(answers, rubric), rubric, None).score
    policy = rubric.file.uncertainty
    if policy is None or not draws:
        return score, None
    evidence = Evidence(nothing, rubric.file.groups)
    drawn = simulate(evidence, answers, rubric, policy.model_copy(update={"draws": draws}), (NUMBERS, WEIGHTS))
    return score, drawn.overall if drawn else None
