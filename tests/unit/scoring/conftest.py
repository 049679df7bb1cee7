"""What the tests of scoring share: the rubric that ships, whole and cut down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.scoring import Rubric, load_rubric

FOUR = ("labor", "environment", "isds", "enforcement")


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    """The bundled rubric."""
    return load_rubric("just-trade")


@pytest.fixture(scope="session")
def partial(rubric) -> Rubric:
    """The bundled rubric with four of its principles, half of the weight, and thresholds that let them be published."""
    publish = rubric.file.aggregation.publish.model_copy(update={"overall_min_coverage": 0.5, "tier_1_required": False})
    aggregation = rubric.file.aggregation.model_copy(update={"publish": publish})
    covered = {name: criteria if name in FOUR else () for name, criteria in rubric.by_principle.items()}
    lines = tuple(line for line in rubric.file.red_lines if line.criterion.split(".")[0] in FOUR)
    file = rubric.file.model_copy(update={"aggregation": aggregation, "red_lines": lines})
    return replace(rubric, file=file, by_principle=covered)
