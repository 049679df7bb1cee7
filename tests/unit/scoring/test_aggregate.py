"""From levels to scores: means, caps, the gate, labels, red lines, gain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorer.model import Coverage, CoverageStatus, Enforceable, NotFound, NotFoundStatus, Status
from scorer.scoring import score
from scorer.scoring.aggregate import openness, overall_result, points_of, principle_results
from scorer.scoring.levels import Answer
from tests.factories import a_finding, a_qualifier, a_regime, an_agreement, an_unreadable_agreement, some_findings


def all_at(rubric, points: float, **levels: float) -> dict[str, Answer]:
    """Every criterion answered with the same points, save those named (dots as double underscores)."""
    named = {name.replace("__", "."): level for name, level in levels.items()}
    worth = {"positive": 4 * points, "negative": 4 * (1 - points)}
    return {c.id: Answer(c, Status.FOUND, named.get(c.id, worth[c.polarity])) for c in rubric.criteria}


def principle(answers, rubric, name):
    return next(p for p in principle_results(answers, rubric) if p.id == name)


@pytest.mark.parametrize(
    ("access", "modifiers", "backdoor", "expected"),
    [
        pytest.param(0, 4, 0, 100, id="no_access_whatever_the_rest"),
        pytest.param(0, 0, 4, 90, id="no_access_open_back_door"),
        pytest.param(4, 0, 0, 46, id="full_access_every_safeguard"),
        pytest.param(4, 4, 4, 0, id="full_access_none"),
        pytest.param(2, 4, 0, 55, id="limited_access"),
        pytest.param(3, 2, 0, 38.8, id="standing_court_half_the_safeguards"),
    ],
)
def test_gate(rubric, access, modifiers, backdoor, expected):
    answers = all_at(rubric, 1 - modifiers / 4, isds__access__available=access, isds__backdoor__other_challenges=backdoor)
    assert principle(answers, rubric, "isds").score == pytest.approx(expected)


def test_openness_is_linear_between_levels(rubric):
    gate = rubric.file.aggregation.isds_gate
    assert [openness(gate, level) for level in (0, 1.5, 3, 4)] == pytest.approx([0, 0.3, 0.85, 1])


def test_principle_score_is_the_mean_weighted_by_role(rubric):
    answers = all_at(rubric, 0.0, labor__enforce__effective=4, labor__justice__access_procedures=4)
    assert principle(answers, rubric, "labor").score == pytest.approx(100 * (3 + 1) / 21)


@pytest.mark.parametrize(("parity", "expected"), [(0, 0.25), (1, 0.25), (1.5, 1.0), (4, 1.0)])
def test_machinery_that_duties_cannot_reach_is_capped(rubric, parity, expected):
    points = points_of(all_at(rubric, 1.0, enforcement__parity__same_system=parity), rubric)
    assert points["enforcement.panel.no_blocking"].points == expected
    assert points["enforcement.initiation.public_trigger"].points == 1.0
    assert points["labor.enforce.effective"].points == 1.0


def test_not_assessed_never_counts_as_zero(rubric):
    answers = all_at(rubric, 1.0)
    open_question = answers["labor.enforce.effective"].criterion
    result = principle({**answers, open_question.id: Answer(open_question, Status.NOT_ASSESSED)}, rubric, "labor")
    assert (result.score, result.coverage) == (100, pytest.approx(18 / 21))
    assert result.interval == pytest.approx((100 * 18 / 21, 100))


def test_a_principle_with_too_little_answered_has_no_score(rubric):
    answers = all_at(rubric, 1.0)
    gaps = [c for c in rubric.by_principle["labor"] if c.role in ("key", "standard")]
    changed = {**answers, **{c.id: Answer(c, Status.NOT_ASSESSED, reason="cut off") for c in gaps}}
    result = principle(changed, rubric, "labor")
    assert (result.score, result.status, result.reason) == (None, "not_assessed", "cut off")


def test_without_the_gate_question_the_principle_is_open_from_end_to_end(rubric):
    gate = {c.id: Answer(c, Status.NOT_ASSESSED, reason="cut off") for c in rubric.by_principle["isds"]}
    result = principle({**all_at(rubric, 1.0), **gate}, rubric, "isds")
    assert (result.score, result.interval) == (None, (0, 100))


def test_uncovered_principles_are_listed_without_a_score(partial):
    result = principle(all_at(partial, 1.0), partial, "climate")
    assert (result.score, result.status, result.reason) == (None, "not_assessed", "not yet covered by this rubric version")


# --- whole cards ------------------------------------------------------------------------------------------------------------------


def a_card(rubric, *findings, agreement=None, not_found=()):
    return score(some_findings(agreement, findings, not_found=not_found), rubric)


CONSENT = a_finding(provision="isds.consent_to_arbitration", qualifiers=(), regime=a_regime(Enforceable.INVESTOR_ARBITRATION))
DUTY = a_finding(qualifiers=())


def test_the_overall_score_of_a_partial_rubric_stands_beside_its_coverage(partial):
    overall = a_card(partial).overall
    assert (overall.score, overall.coverage, overall.status) == (25, pytest.approx(0.5), "partial_rubric")
    assert "partial rubric" in overall.reason


def test_silence_share_is_the_part_earned_by_saying_nothing(partial):
    card = a_card(partial)
    assert card.overall.silence_share == 1
    assert card.manifest["silence_credit"] == {"1": 25, "0.5": 12.5}
    assert a_card(partial, CONSENT, DUTY).overall.silence_share < 0.5


def test_sub_indices_keep_good_and_bad_apart(partial):
    card = a_card(partial, CONSENT)
    isds = next(p for p in card.principles if p.id == "isds")
    assert (card.overall.protections_index, card.overall.harms_index) == (0, pytest.approx(100 - isds.score))


def test_one_principle_at_zero_pulls_the_geometric_mean_down(partial):
    overall = a_card(partial).overall
    assert overall.geometric < overall.score


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param({}, "Meets the principles", id="all_high"),
        pytest.param({"labor": 69}, "Substantial", id="one_below_seventy"),
        pytest.param({"labor": 49}, "Partial", id="one_below_fifty"),
        pytest.param({"labor": 24}, "Partial", id="one_below_twenty_five"),
        pytest.param({"labor": 0, "environment": 0, "enforcement": 0}, "Weak", id="a_ceiling_lifts_nothing"),
        pytest.param({"labor": 0, "environment": 0, "enforcement": 0, "isds": 0}, "Fails", id="nothing"),
    ],
)
def test_a_low_principle_puts_a_ceiling_on_the_label(partial, scores, expected):
    results = [
        p if p.score is None else replace(p, score=float(scores.get(p.id, 100))) for p in principle_results(all_at(partial, 1.0), partial)
    ]
    overall = overall_result(results, points_of(all_at(partial, 1.0), partial), partial, None)
    assert overall.label == expected


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param((), ["panel_can_be_blocked"], id="silence"),
        pytest.param((CONSENT,), ["corporate_tribunal", "panel_can_be_blocked"], id="consent"),
        pytest.param((a_finding(provision="isds.trigger_clause"),), ["corporate_tribunal_by_delay", "panel_can_be_blocked"], id="trigger"),
        pytest.param(
            (a_finding(qualifiers=(a_qualifier(id="L01"), a_qualifier(id="L02"))),),
            ["panel_can_be_blocked", "unusable_labor_enforcement"],
            id="two_hurdles",
        ),
        pytest.param(
            (a_finding(provision="env.effective_enforcement", regime=a_regime(Enforceable.CONSULTATIONS)),),
            ["environment_outside_disputes", "panel_can_be_blocked"],
            id="outside_disputes",
        ),
    ],
)
def test_red_lines(partial, findings, expected):
    assert [line.id for line in a_card(partial, *findings).red_lines] == expected


def test_a_cap_crosses_no_red_line(partial):
    machinery = ("enforcement.state_to_state_panel", "enforcement.panel_automatic", "enforcement.default_appointment")
    card = a_card(partial, *(a_finding(provision=name) for name in machinery))
    panel = next(c for c in card.criteria if c.id == "enforcement.panel.no_blocking")
    assert (panel.level, [line.id for line in card.red_lines]) == (1, [])
    assert "Capped" in panel.rule


def test_gain_is_what_the_best_level_adds_to_the_overall_score(partial):
    gains = {c.id: c.gain for c in a_card(partial).criteria}
    assert gains["labor.enforce.effective"] == pytest.approx(100 * 3 / 21 / 4)
    assert gains["isds.access.available"] == 0
    assert gains["isds.remedies.limits"] is None
    assert max(c.gain for c in a_card(partial, CONSENT).criteria if c.gain is not None) > 10


def test_a_text_that_cannot_be_scored_has_no_score_and_never_zero(partial):
    card = a_card(partial, agreement=an_unreadable_agreement())
    assert (card.overall.score, card.overall.status, card.overall.interval) == (None, "not_assessed", (0, 100))
    assert "unreadable" in card.overall.reason
    assert {p.score for p in card.principles} == {None}
    assert {c.gain for c in card.criteria} == {None}


def test_too_little_assessed_leaves_the_overall_open(partial):
    gaps = tuple(
        NotFound(name, NotFoundStatus.NOT_ASSESSED, "cut off") for name in sorted(partial.provisions()) if name.startswith("isds.")
    )
    overall = a_card(partial, DUTY, not_found=gaps).overall
    assert (overall.score, overall.status, overall.label) == (None, "not_assessed", None)
    assert overall.interval[0] < overall.interval[1]


def test_missing_annexes_widen_the_interval(partial):
    cut = an_agreement(coverage=Coverage(CoverageStatus.PARTIAL, ("annexes_mentioned_but_absent",)))
    overall = a_card(partial, DUTY, agreement=cut).overall
    assert overall.interval[0] < overall.score < overall.interval[1]


def test_a_given_manifest_is_kept(partial):
    assert score(some_findings(findings=()), partial, manifest={"tool": "9"}).manifest["tool"] == "9"
