"""Kinds of agreement, the distance to no agreement at all, and questions that next to nobody meets so far."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.model import Enforceable, Status, Wording
from scorer.scoring import score
from scorer.wordings import offered
from tests.factories import a_finding, a_regime, an_agreement, some_findings


def card(rubric, kind, *found, draws=100):
    return score(some_findings(an_agreement(kind=kind), tuple(found), not_found=()), rubric, draws=draws)


def statuses(made, prefix):
    return {c.status for c in made.criteria if c.id.startswith(prefix)}


def test_an_agreement_on_goods_earns_nothing_by_silence_on_purchasing(rubric):
    name = "clean_industry.procurement.domestic_preference"
    assert statuses(card(rubric, "comprehensive"), name) == {Status.ABSENT}
    assert statuses(card(rubric, "goods_only"), name) == {Status.NOT_APPLICABLE}
    covered = a_finding(provision="clean_industry.procurement_commitments")
    assert statuses(card(rubric, "goods_only", covered), name) == {Status.FOUND}


def test_an_investment_treaty_is_asked_about_investment_only_and_has_no_total(rubric):
    made = card(
        rubric,
        "investment",
        a_finding(provision="isds.consent_to_arbitration", qualifiers=(), regime=a_regime(Enforceable.INVESTOR_ARBITRATION)),
    )
    assert statuses(made, "labor.") == {Status.NOT_APPLICABLE}
    by_id = {p.id: p for p in made.principles}
    assert (by_id["labor"].status, by_id["labor"].score) == ("not_applicable", None)
    assert by_id["isds"].score is not None
    assert (made.overall.score, made.overall.status) == (None, "not_assessed")
    assert "investment alone" in str(made.overall.reason)


def test_an_agreement_on_one_sector_is_asked_about_the_principles_it_touches(rubric):
    made = card(rubric, "sectoral", a_finding())
    assert Status.NOT_APPLICABLE not in statuses(made, "labor.")
    assert statuses(made, "climate.") == {Status.NOT_APPLICABLE}
    assert made.overall.score is None


@pytest.mark.parametrize("kind", ["comprehensive", "goods_only", "framework"])
def test_an_agreement_that_says_nothing_is_level_with_having_none(rubric, kind):
    made = card(rubric, kind)
    assert made.baseline is not None
    assert made.baseline.difference == pytest.approx(0)


def test_a_harmful_agreement_lies_below_having_none_and_the_difference_has_a_range(rubric):
    consent = a_finding(provision="isds.consent_to_arbitration", qualifiers=(), regime=a_regime(Enforceable.INVESTOR_ARBITRATION))
    made = card(rubric, "comprehensive", consent)
    assert made.baseline is not None
    assert made.baseline.interval is not None
    low, high = made.baseline.interval
    assert low < made.baseline.difference < 0
    assert low <= made.baseline.difference <= high


def test_the_baseline_lies_where_the_method_puts_world_trade_rules(rubric):
    """The method names about 28, and 21 to 36 under other weights."""
    made = card(rubric, "comprehensive")
    assert made.baseline is not None
    assert 21 < made.baseline.score < 36


def test_the_total_is_also_given_without_questions_that_next_to_nobody_meets(rubric):
    frontier = {c.id for c in rubric.criteria if c.frontier}
    assert "supply_chain.due_diligence.mandatory" in frontier
    met = card(rubric, "comprehensive", a_finding(provision="labor.effective_enforcement"))
    assert met.sensitivity is not None
    without = {kind: value for kind, _, value in met.sensitivity.alternatives}["frontier"]
    bare = replace(rubric, by_principle={p: tuple(c for c in own if not c.frontier) for p, own in rubric.by_principle.items()})
    assert without == pytest.approx(card(bare, "comprehensive", a_finding(provision="labor.effective_enforcement"), draws=0).overall.score)


def test_wording_is_offered_only_where_points_can_be_gained(rubric):
    clause = (Wording("Model art. 1", "Each Party shall."),)
    made = offered(card(rubric, "comprehensive", draws=0), {"labor.enforce.effective": clause, "isds.access.available": clause})
    assert {c.id for c in made.criteria if c.wording} == {"labor.enforce.effective"}
