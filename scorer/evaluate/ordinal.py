"""Ordered grades learned from findings: one logistic regression for each step of the scale ("at least 1", "at least 2", ...).

Predicting needs plain sums; scikit-learn is loaded for fitting only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scorer.evaluate.crosswalk import GradedEntry, Sighting

SEED = 0  # the solver draws nothing; named so that a change of solver stays reproducible
DIGITS = 4  # of a coefficient in the file that ships


@dataclass(frozen=True, slots=True)
class Step:
    """The logistic regression for "at least this grade"."""

    grade: int
    intercept: float
    coefficients: tuple[float, ...]

    def chance(self, features: Sequence[float]) -> float:
        """Return the probability that the grade is reached.

        >>> Step(1, 0.0, (2.0,)).chance([0.0])
        0.5
        """
        score = self.intercept + sum(c * x for c, x in zip(self.coefficients, features, strict=True))
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


@dataclass(frozen=True, slots=True)
class Ordinal:
    """All steps of a scale, lowest first."""

    steps: tuple[Step, ...]

    def grade(self, features: Sequence[float]) -> int:
        """Return the highest grade that is reached with at least even chance, as are all below it: the median of the grade."""
        reached = 0
        for step in self.steps:
            if step.chance(features) < 0.5:
                break
            reached = step.grade
        return reached


def features(entry: GradedEntry, seen: Sequence[Sighting]) -> tuple[float, ...]:
    """Return what the model of a graded code reads off the findings of one agreement."""
    found = {each.provision for each in seen}
    return tuple(feature.value(found) for feature in entry.features)


def fit(rows: Sequence[Sequence[float]], grades: Sequence[int], *, top: int, inverse_regularisation: float = 1.0) -> Ordinal:
    """Learn the steps. A step that every row, or none, has reached is set to certainty."""
    return Ordinal(tuple(_step(k, rows, [grade >= k for grade in grades], inverse_regularisation) for k in range(1, top + 1)))


def _step(grade: int, rows: Sequence[Sequence[float]], reached: Sequence[bool], inverse_regularisation: float) -> Step:
    from sklearn.linear_model import LogisticRegression

    width = len(rows[0]) if rows else 0
    if len(set(reached)) < 2:
        return Step(grade, 50.0 if any(reached) else -50.0, (0.0,) * width)
    model = LogisticRegression(C=inverse_regularisation, max_iter=3000, random_state=SEED).fit(np.asarray(rows), np.asarray(reached))
    return Step(grade, round(float(model.intercept_[0]), DIGITS), tuple(round(float(c), DIGITS) for c in model.coef_[0]))


def out_of_family(
    rows: Sequence[Sequence[float]], grades: Sequence[int], families: Sequence[str], *, top: int, inverse_regularisation: float = 1.0
) -> tuple[int, ...]:
    """Return for each row the grade predicted by a model that has seen no agreement of its family."""
    predicted = [0] * len(rows)
    for family in dict.fromkeys(families):
        others = [i for i, name in enumerate(families) if name != family]
        model = fit([rows[i] for i in others], [grades[i] for i in others], top=top, inverse_regularisation=inverse_regularisation)
        for i, name in enumerate(families):
            if name == family:
                predicted[i] = model.grade(rows[i])
    return tuple(predicted)


def as_data(model: Ordinal) -> list[dict[str, Any]]:
    """Return the steps as plain data."""
    return [{"at_least": step.grade, "intercept": step.intercept, "coefficients": list(step.coefficients)} for step in model.steps]
