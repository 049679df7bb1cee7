"""Anchored levels, silence, and what cannot be told."""

from __future__ import annotations

import pytest

from scorer.model import Coverage, CoverageStatus, Enforceable, NotFound, NotFoundStatus, Status, Strength
from scorer.scoring.levels import answer_all
from tests.factories import a_finding, a_part, a_regime, an_agreement, an_unreadable_agreement, some_evidence, some_findings


def found(provision: str, *tags: str, **changes):
    return a_finding(provision=provision, tags=tags, qualifiers=(), **changes)


def answers(rubric, *findings, agreement=None, not_found=()):
    return answer_all(some_findings(agreement, findings, not_found=not_found), rubric)


CONSENT = found("isds.consent_to_arbitration")
PANEL = found("enforcement.state_to_state_panel")


@pytest.mark.parametrize(
    ("findings", "level"),
    [
        pytest.param((), 0, id="silence"),
        pytest.param((found("labor.contact_point"),), 1, id="contact_point"),
        pytest.param((found("labor.public_submissions"),), 2, id="received"),
        pytest.param((found("labor.public_submissions"), found("labor.submission_response")), 2.5, id="answered_but_not_published"),
        pytest.param((found("labor.public_submissions"), found("labor.submission_response", "published")), 3, id="answered"),
        pytest.param(
            (found("labor.public_submissions", "any_person"), found("labor.submission_response", "published", "deadline")),
            4,
            id="open",
        ),
    ],
)
def test_design_level_is_the_highest_anchor_with_half_steps(rubric, findings, level):
    assert answers(rubric, *findings)["labor.submissions.public_complaint"].level == level


def test_a_bar_takes_the_next_level_away_and_the_half_step_too(rubric):
    steps = (PANEL, found("enforcement.panel_automatic"), found("enforcement.default_appointment"))
    blocked = answers(rubric, *steps, found("enforcement.political_stage"))
    assert answers(rubric, *steps)["enforcement.panel.no_blocking"].level == 3
    assert blocked["enforcement.panel.no_blocking"].level == 1


@pytest.mark.parametrize(
    ("findings", "level"),
    [
        pytest.param((), 0, id="silence_is_no_harm"),
        pytest.param((found("isds.case_by_case_consent", strength=Strength.PERMISSIVE),), 1, id="case_by_case"),
        pytest.param((CONSENT, found("isds.claims_limited")), 2, id="limited"),
        pytest.param((CONSENT, found("isds.standing_tribunal_or_appeal", "tribunal")), 3, id="standing_tribunal"),
        pytest.param((CONSENT,), 4, id="full_access"),
    ],
)
def test_access_of_investors(rubric, findings, level):
    assert answers(rubric, *findings)["isds.access.available"].level == level


def test_modifiers_do_not_arise_without_access(rubric):
    answer = answers(rubric)["isds.carveouts.public_interest"]
    assert (answer.status, answer.level, answer.reason) == (Status.NOT_APPLICABLE, None, "no investor-state access")


def test_silence_about_safeguards_is_harm_where_there_is_access(rubric):
    answer = answers(rubric, CONSENT)["isds.carveouts.public_interest"]
    assert (answer.status, answer.level) == (Status.ABSENT, 4)


def test_circular_clause_earns_nothing(rubric):
    assert answers(rubric, CONSENT, found("isds.regulatory_environment_clause"))["isds.carveouts.public_interest"].level == 4


def test_safeguards_are_read_from_the_least_harm(rubric):
    fields = [found("isds.public_interest_exclusion", tag) for tag in ("environment", "health")]
    answer = answers(rubric, CONSENT, *fields, found("isds.tobacco_carveout"))["isds.carveouts.public_interest"]
    assert answer.level == 1


@pytest.mark.parametrize(
    ("findings", "level"),
    [
        pytest.param((found("isds.fet_minimum_standard"),), 4, id="free_standing"),
        pytest.param((found("isds.fet_minimum_standard", "international_law"),), 3, id="international_law"),
        pytest.param((found("isds.fet_minimum_standard"), found("isds.fet_customary_law_cap")), 3, id="customary"),
        pytest.param(
            (found("isds.fet_minimum_standard"), found("isds.fet_customary_law_cap"), found("isds.fet_clarification")), 2, id="clarified"
        ),
        pytest.param((found("isds.fet_minimum_standard"), found("isds.fet_closed_list")), 1, id="closed_list"),
        pytest.param((), 0, id="none"),
    ],
)
def test_minimum_treatment(rubric, findings, level):
    assert answers(rubric, CONSENT, *findings)["isds.standards.minimum_treatment"].level == level


@pytest.mark.parametrize(
    ("findings", "level"),
    [
        pytest.param((), 3, id="all_obligations"),
        pytest.param((found("isds.claims_limited", "expropriation_only"),), 1, id="expropriation_only"),
        pytest.param((found("isds.claims_limited"),), 2, id="limited"),
        pytest.param((found("isds.scope_limited_to_listed_obligations"),), 2, id="closed_list"),
        pytest.param((found("isds.investment_agreement_claims"),), 4, id="contracts"),
        pytest.param((found("isds.scope_limited_to_listed_obligations"), found("isds.investment_agreement_claims")), 4, id="both"),
    ],
)
def test_width_of_claims(rubric, findings, level):
    assert answers(rubric, CONSENT, *findings)["isds.scope.claims_covered"].level == level


def test_expropriation_defined_in_a_missing_annex_is_not_assessed(rubric):
    given = (CONSENT, found("isds.indirect_expropriation"), found("isds.expropriation_annex_reference"))
    answer = answers(rubric, *given)["isds.standards.indirect_expropriation"]
    assert (answer.status, answer.level) == (Status.NOT_ASSESSED, None)
    assert "annex" in answer.reason


def duties(regime: Enforceable):
    return tuple(found(name, regime=a_regime(regime)) for name in ("labor.effective_enforcement", "env.effective_enforcement"))


@pytest.mark.parametrize(
    ("findings", "level"),
    [
        pytest.param((), 0, id="nothing_to_enforce"),
        pytest.param(duties(Enforceable.EXCLUDED), 0, id="excluded"),
        pytest.param(duties(Enforceable.CONSULTATIONS), 1, id="consultations"),
        pytest.param(duties(Enforceable.EXPERT_PANEL), 2, id="experts"),
        pytest.param(duties(Enforceable.SANCTIONS)[:1], 2.5, id="labor_only"),
        pytest.param(duties(Enforceable.BINDING_PANEL), 3, id="no_sanctions"),
        pytest.param((*duties(Enforceable.SANCTIONS), found("enforcement.monetary_assessment_cap")), 3, id="capped"),
        pytest.param((*duties(Enforceable.SANCTIONS), found("enforcement.labor_excluded_from_ds")), 2, id="partly_excluded"),
        pytest.param(duties(Enforceable.SANCTIONS), 4, id="same_system"),
    ],
)
def test_parity_is_read_from_what_stands_behind_the_duties(rubric, findings, level):
    assert answers(rubric, *findings)["enforcement.parity.same_system"].level == level


def test_precaution_in_the_preamble_is_only_a_reference(rubric):
    wish = found("env.precautionary_principle", strength=Strength.RECOGNITION, at=some_evidence(eid="preamble__rec_3"))
    assert answers(rubric, wish)["environment.precaution.principle"].level == 1


def test_a_missing_part_is_not_a_missing_duty(rubric):
    partial = an_agreement(coverage=Coverage(CoverageStatus.PARTIAL, ("annexes_mentioned_but_absent",)))
    answer = answers(rubric, agreement=partial)["labor.facility.rapid_response"]
    assert (answer.status, answer.level) == (Status.NOT_ASSESSED, None)
    assert "annexes" in answer.reason


def test_silence_of_a_text_that_breaks_off_is_not_assessed(rubric):
    partial = an_agreement(coverage=Coverage(CoverageStatus.PARTIAL, ("stops_in_the_middle",)))
    assert answers(rubric, agreement=partial)["labor.enforce.effective"].status is Status.NOT_ASSESSED


def test_a_part_at_hand_makes_silence_an_absence(rubric):
    parts = (a_part(), a_part(id="annex-1", kind="annex"))
    partial = an_agreement(parts=parts, coverage=Coverage(CoverageStatus.PARTIAL, ("annexes_mentioned_but_absent",)))
    assert answers(rubric, agreement=partial)["labor.facility.rapid_response"].status is Status.ABSENT


def test_what_could_not_be_searched_is_not_assessed_with_its_reason(rubric):
    gap = NotFound("isds.consent_to_arbitration", NotFoundStatus.NOT_ASSESSED, "decided in another agreement")
    given = answers(rubric, not_found=(gap,))
    assert (given["isds.access.available"].status, given["isds.access.available"].reason) == (
        Status.NOT_ASSESSED,
        "decided in another agreement",
    )
    assert given["isds.remedies.limits"].status is Status.NOT_ASSESSED


def test_a_duty_that_was_found_stands_though_weaker_words_could_not_be_searched(rubric):
    gap = NotFound("labor.preamble_only", NotFoundStatus.NOT_ASSESSED, "recitals_missing")
    duty = found("labor.rights_in_domestic_law", "all_fundamental")
    assert answers(rubric, duty, not_found=(gap,))["labor.core_rights.adopt_maintain"].level == 4


def test_nothing_is_assessed_in_a_text_that_cannot_be_scored(rubric):
    given = answers(rubric, agreement=an_unreadable_agreement())
    assert {answer.status for answer in given.values()} == {Status.NOT_ASSESSED}


def test_every_found_level_names_its_findings(rubric):
    given = answers(rubric, *duties(Enforceable.SANCTIONS), CONSENT, PANEL)
    assert all(answer.findings for answer in given.values() if answer.status is Status.FOUND)
    assert given["isds.access.available"].findings[0] == 2
