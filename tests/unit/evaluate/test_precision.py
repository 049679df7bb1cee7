"""How sure findings are, from made-up answers."""

from __future__ import annotations

import pytest

from scorer.evaluate.precision import Case, Training, as_data, calibration, estimate, tally

TRAINING = Training(coder_recall=0.8, prior_strengths=(2, 8), least_cases=3, folds=3, review_below=0.7, highest=0.99)


def cases(provision: str, right: int, n: int, source: str = "facts") -> list[Case]:
    return [Case(provision, source, f"family {i}", i < right) for i in range(n)]


def test_a_figure_lies_between_its_own_share_and_the_mean_of_its_area() -> None:
    given = cases("labor.sure", 38, 40) + cases("labor.poor", 2, 6)
    estimated = estimate(given, TRAINING)
    assert 2 / 6 < estimated.confidence["labor.poor"] < estimated.areas["labor"]


def test_too_few_cases_give_no_figure() -> None:
    assert set(estimate(cases("labor.sure", 9, 9) + cases("labor.rare", 2, 2), TRAINING).confidence) == {"labor.sure"}


def test_no_figure_is_certainty() -> None:
    assert estimate(cases("labor.sure", 500, 500), TRAINING).confidence == {"labor.sure": 0.99}


def test_no_cases_give_no_figures() -> None:
    assert estimate([], TRAINING).confidence == {}


def test_coders_overlook_so_their_agreement_counts_for_more() -> None:
    sums = tally(cases("env.fish", 6, 10, "codes") + cases("env.forest", 10, 10, "codes") + cases("env.air", 6, 10), 0.8)
    assert {name: each.right for name, each in sums.items()} == pytest.approx({"env.fish": 7.5, "env.forest": 10, "env.air": 6})


def test_figures_are_compared_with_answers_from_other_families() -> None:
    given = cases("env.fish", 30, 30, "codes") + [Case("env.poor", "codes", f"other {i}", False) for i in range(30)]
    found = calibration(given, TRAINING)["codes"]
    assert found["n"] == 60
    assert found["brier"] < 0.05 < found["brier_one_figure"]


def test_each_figure_says_what_it_rests_on() -> None:
    data = as_data(cases("env.fish", 3, 4) + cases("env.fish", 5, 6, "codes"), TRAINING)
    assert data["provisions"]["env.fish"]["rests_on"] == {"codes": [5, 6], "facts": [3, 4]}
