"""Grades learned from findings, on made-up rows."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scorer.evaluate import ordinal
from scorer.evaluate.crosswalk import Feature, GradedEntry
from scorer.evaluate.ordinal import Ordinal, Step

ROWS = [(0.0,), (0.0,), (1.0,), (1.0,), (3.0,), (3.0,)] * 3
GRADES = [0, 0, 1, 1, 2, 2] * 3


def test_a_model_learns_an_ordered_scale() -> None:
    model = ordinal.fit(ROWS, GRADES, top=2, inverse_regularisation=100)
    assert [model.grade(row) for row in ((0.0,), (1.0,), (3.0,))] == [0, 1, 2]


def test_fitting_twice_gives_the_same_coefficients() -> None:
    assert ordinal.fit(ROWS, GRADES, top=2) == ordinal.fit(ROWS, GRADES, top=2)


def test_a_written_model_has_the_figures_of_every_step() -> None:
    model = Ordinal((Step(1, 5.0, (0.5,)), Step(2, -5.0, (1.5,))))
    assert ordinal.as_data(model) == [
        {"at_least": 1, "intercept": 5.0, "coefficients": [0.5]},
        {"at_least": 2, "intercept": -5.0, "coefficients": [1.5]},
    ]


def test_a_grade_needs_every_grade_below_it() -> None:
    model = Ordinal((Step(1, 5.0, (0.0,)), Step(2, -5.0, (0.0,)), Step(3, 5.0, (0.0,))))
    assert model.grade((1.0,)) == 1


def test_a_step_that_no_row_reaches_is_never_reached() -> None:
    model = ordinal.fit([(0.0,), (9.0,)], [0, 1], top=3, inverse_regularisation=100)
    assert model.grade((9.0,)) == 1


def test_a_family_is_graded_by_a_model_that_has_not_seen_it() -> None:
    rows = [(0.0,)] * 8 + [(1.0,)] * 8
    grades = [0] * 8 + [1] * 8
    families = [f"f{i}" for i in range(8)] + ["copies"] * 8
    assert ordinal.out_of_family(rows, grades, families, top=1) == (0,) * 16


def test_out_of_family_and_fit_agree_where_families_are_alike() -> None:
    families = [f"f{i}" for i in range(len(ROWS))]
    assert ordinal.out_of_family(ROWS, GRADES, families, top=2, inverse_regularisation=100) == tuple(GRADES)


def test_kinds_counts_different_provisions_and_leaves_out_what_it_is_told_to() -> None:
    feature = Feature(name="breadth", read="kinds", of=("labor.*",), but=("labor.aim",))
    assert feature.value(["labor.aim", "labor.duty", "labor.duty", "env.fish"]) == pytest.approx(0.6931, abs=1e-4)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="neither"),
        pytest.param({"model": "m", "top": 2}, id="model_without_features"),
        pytest.param({"features": [{"name": "a", "read": "presence", "of": ["x"]}]}, id="features_without_model"),
        pytest.param(
            {"grades": [{"value": 1, "when": "x"}], "features": [{"name": "a", "read": "presence", "of": ["x"]}], "model": "m", "top": 2},
            id="both",
        ),
    ],
)
def test_a_graded_code_is_either_a_ladder_or_a_model(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="expected either grades"):
        GradedEntry.model_validate({"code": "depth", "label": "Depth", **given})
