"""Figures of agreement: worked by hand."""

from __future__ import annotations

import pytest

from scorer.evaluate import metrics
from scorer.evaluate.metrics import Counts


def test_ratios_of_a_worked_example() -> None:
    counts = metrics.count([True] * 4 + [False] * 6, [True, True, True, False, True] + [False] * 5)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.75, 0.75)
    assert counts.kappa == pytest.approx((0.8 - 0.52) / 0.48)


def test_a_code_that_nobody_found_has_no_f1() -> None:
    assert Counts(n=5, tp=0, fp=0, fn=0).f1 is None


def test_mean_leaves_undefined_figures_out() -> None:
    assert metrics.mean([1.0, None, 0.5]) == 0.75


def test_pooled_counts_add_up() -> None:
    assert metrics.pooled([Counts(3, 1, 0, 2), Counts(4, 2, 1, 0)]) == Counts(7, 3, 1, 2)


def test_interval_is_the_same_every_time_and_holds_the_figure() -> None:
    gold, found = [True, True, False, False, True, True], [True, False, True, False, True, True]
    clusters = ["a", "a", "b", "c", "d", "e"]
    first = metrics.f1_interval(gold, found, clusters)
    assert first is not None
    assert first == metrics.f1_interval(gold, found, clusters)
    assert first[0] <= 0.75 <= first[1]


def test_interval_of_one_family_has_no_width() -> None:
    assert metrics.f1_interval([True, False], [True, True], ["a", "a"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_spearman_counts_ties_at_their_mean_rank() -> None:
    assert metrics.spearman([1, 2, 2, 3], [1, 2, 2, 3]) == pytest.approx(1.0)
    assert metrics.spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)


def test_spearman_of_a_constant_is_not_defined() -> None:
    assert metrics.spearman([1, 2, 3], [5, 5, 5]) is None


def test_quadratic_kappa_punishes_far_grades_more_than_near_ones() -> None:
    near = metrics.quadratic_kappa([0, 1, 2, 3], [1, 1, 2, 3], grades=4)
    far = metrics.quadratic_kappa([0, 1, 2, 3], [3, 1, 2, 3], grades=4)
    assert near is not None
    assert far is not None
    assert near > far
