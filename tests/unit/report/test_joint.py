"""What the draws of two scorecards say together, and how it is printed."""

from __future__ import annotations

import json
from dataclasses import replace

from scorer.model import Sensitivity
from scorer.report import joint
from scorer.report.build import comparison_page, scorecard_page
from scorer.report.jsonout import comparison_json, scorecard_json
from tests.factories import a_scorecard, an_agreement, some_findings

DRAWN = Sensitivity(
    draws=4,
    seed=1,
    median=42.0,
    labels=(("Partial", 0.25), ("Weak", 0.75)),
    sources=(("weights", 2.5), ("levels", 1.0)),
    alternatives=(("weights", "all principles equal", 40.4),),
    without=(("labor.enforce.effective", -1.25),),
    sample=(40.0, 41.0, 43.0, 44.0),
)


def a_card(name="alpha", **changes):
    return replace(a_scorecard(findings=some_findings(an_agreement(id=name, short=name.title()))), sensitivity=replace(DRAWN, **changes))


def test_a_pair_that_the_draws_do_not_order_is_called_indistinct():
    one, other = a_card(), a_card("beta", sample=(41.0, 42.0, 42.0, 43.0))
    assert joint.share_above(one, other) == 0.5
    assert joint.sentences((one, other)) == (
        "Alpha is above Beta in 50 per cent of the joint draws: the two are indistinct and not ordered.",
    )


def test_a_clear_order_names_the_higher_one_first():
    one, other = a_card(sample=(10.0, 11.0, 12.0, 13.0)), a_card("beta")
    assert joint.sentences((one, other)) == ("Beta is above Alpha in 100 per cent of the joint draws.",)


def test_draws_with_different_seeds_are_not_joint():
    assert joint.share_above(a_card(), a_card("beta", seed=2)) is None


def test_cards_without_draws_say_nothing():
    bare = replace(a_card(), sensitivity=None)
    assert joint.robustness((bare,)) == ()
    assert joint.sentences((bare, a_card("beta"))) == ()
    assert json.loads(scorecard_json(bare))["sensitivity"] is None


def test_the_table_shows_draws_and_choices():
    rows = dict(scorecard_page(a_card(), date="2026-01-02").robustness)
    assert rows["Labels in the draws"] == ("Partial 25 per cent, Weak 75 per cent",)
    assert rows["All principles equal"] == ("40",)
    assert rows["Largest source of doubt"] == ("Weights",)
    assert rows["Moves the score most when left out"] == ("labor.enforce.effective (-1.2)",)


def test_the_limits_say_what_a_range_holds():
    assert any("4 draws" in limit for limit in scorecard_page(a_card(), date="2026-01-02").limits)


def test_a_comparison_says_how_sure_its_order_is():
    cards = (a_card(), a_card("beta", sample=(1.0, 2.0, 3.0, 4.0)))
    assert comparison_page(cards, date="2026-01-02", only=None).joint
    (pair,) = json.loads(comparison_json(cards))["pairs"]
    assert pair == {"above": "alpha", "below": "beta", "share": 1.0, "indistinct": False}


def test_the_json_leaves_the_draws_out():
    body = json.loads(scorecard_json(a_card()))["sensitivity"]
    assert body["median"] == 42.0
    assert "sample" not in body
