"""The duty scale: published readings of known clauses, as components in and level out (rubric.md 4.7)."""

from __future__ import annotations

import pytest

from scorer.model import Components, Enforceable, Strength
from scorer.scoring.duty import duty_level
from scorer.scoring.levels import answer_all
from tests.factories import a_finding, a_qualifier, a_regime, some_evidence, some_findings

MINOR, MAJOR = 0.25, 0.75
CORE = "labor.core_rights.adopt_maintain"
ENFORCE = "labor.enforce.effective"


@pytest.mark.parametrize(
    ("f", "s", "e", "q", "level"),
    [
        pytest.param(3, 2, 4, MAJOR + MINOR, 3, id="tpp_core_rights"),
        pytest.param(3, 2, 4, MINOR + MINOR, 3.5, id="usmca_core_rights_trade_effect_presumed"),
        pytest.param(3, 2, 2, 0, 3.25, id="ceta_core_rights"),
        pytest.param(3, 2, 2, MINOR, 3, id="eu_korea_core_rights"),
        pytest.param(2, 1, 4, 0, 2, id="us_jordan_core_rights"),
        pytest.param(2, 1, 1, 0, 1.5, id="us_jordan_core_rights_with_letters"),
        pytest.param(2, 2, 4, 0, 2.5, id="australia_peru_core_rights"),
        pytest.param(3, 1, 4, 2 * MAJOR, 1.75, id="australia_peru_enforcement"),
        pytest.param(3, 2, 4, 2 * MAJOR + MINOR, 2.25, id="tpp_enforcement"),
        pytest.param(3, 2, 4, 3 * MAJOR, 1.75, id="tpp_environment_enforcement"),
        pytest.param(3, 2, 3, 3 * MAJOR, 1.25, id="cafta_dr_enforcement"),
        pytest.param(3, 2, 1, 3 * MAJOR, 0.75, id="us_jordan_enforcement_with_letters"),
        pytest.param(3, 2, 2, 2 * MAJOR, 1.75, id="eu_korea_enforcement"),
        pytest.param(3, 2, 1, MAJOR, 2.25, id="efta_montenegro_enforcement"),
        pytest.param(3, 2, 2, MINOR, 3, id="ceta_enforcement"),
        pytest.param(2, 0, 1, 0, 1, id="nafta_non_derogation"),
        pytest.param(3, 2, 4, 0, 4, id="best_there_is"),
        pytest.param(1, 2, 4, 0, 1, id="words_that_bind_nobody"),
        pytest.param(0, 0, 0, 0, 0, id="nothing"),
        pytest.param(3, 2, 4, 9, 1.75, id="deductions_are_capped"),
        pytest.param(1, 0, 0, 9, 0.25, id="never_below_the_floor_once_found"),
    ],
)
def test_level_follows_from_components(rubric, f, s, e, q, level):
    assert duty_level(rubric.file.scales.duty, Components(f, s, e, q)) == level


def test_fatal_loophole_puts_a_ceiling_on_the_level(rubric):
    assert duty_level(rubric.file.scales.duty, Components(3, 2, 4, 0), fatal=True) == 1


def answered(rubric, criterion, *findings):
    return answer_all(some_findings(findings=findings), rubric)[criterion]


def a_duty(*loopholes: str, **changes):
    return a_finding(qualifiers=tuple(a_qualifier(id=number, name=number) for number in loopholes), **changes)


@pytest.mark.parametrize(
    ("finding", "level"),
    [
        pytest.param(a_duty(), 4, id="clean_duty_with_sanctions"),
        pytest.param(a_duty("L01", "L02"), 2.5, id="two_major_hurdles"),
        pytest.param(a_duty("L01", "L01", "L02"), 2.5, id="a_loophole_counts_once"),
        pytest.param(a_duty("L03", "L27"), 4, id="loopholes_of_other_criteria_do_not_count"),
        pytest.param(a_duty("L20", "L24"), 4, id="neutral_ones_do_not_count"),
        pytest.param(a_duty("L07"), 3.5, id="capped_fine"),
        pytest.param(a_duty("L22"), 3, id="side_letter"),
        pytest.param(a_duty("L12"), 2.5, id="best_efforts"),
        pytest.param(a_duty("L08"), 1, id="circular"),
        pytest.param(a_duty("L05", regime=a_regime(Enforceable.EXPERT_PANEL)), 3.25, id="experts_remain_after_exclusion"),
        pytest.param(a_duty(regime=a_regime(Enforceable.EXCLUDED)), 2.5, id="excluded"),
        pytest.param(a_duty(regime=a_regime(Enforceable.CONSULTATIONS)), 3, id="consultations_only"),
        pytest.param(a_duty(strength=Strength.BEST_ENDEAVOURS), 2.5, id="endeavour"),
        pytest.param(a_duty(strength=Strength.RECOGNITION), 1, id="recognition"),
        pytest.param(a_duty(at=some_evidence(eid="preamble__rec_2")), 1, id="preamble_never_above_hortatory"),
    ],
)
def test_enforcement_duty_reads_clause_regime_and_loopholes(rubric, finding, level):
    assert answered(rubric, ENFORCE, finding).level == level


def test_an_exclusion_is_no_duty(rubric):
    answer = answered(rubric, ENFORCE, a_duty(strength=Strength.EXCLUSION))
    assert (answer.status, answer.level) == ("absent", 0)


def test_trade_nexus_is_cheaper_where_the_effect_is_presumed(rubric):
    presumption = a_finding(provision="enforcement.trade_effect_presumption", qualifiers=())
    assert answered(rubric, ENFORCE, a_duty("L02"), presumption).components.Q == MINOR


@pytest.mark.parametrize(
    ("tags", "scope"),
    [
        pytest.param(("association", "forced_labor", "child_labor", "discrimination"), 2, id="all_four"),
        pytest.param(("all_fundamental",), 2, id="as_a_whole"),
        pytest.param(("association", "bargaining", "forced_labor"), 1, id="some"),
        pytest.param((), 0, id="unspecified"),
    ],
)
def test_scope_of_core_rights_is_read_from_tags(rubric, tags, scope):
    assert scope == answered(rubric, CORE, a_duty(provision="labor.rights_in_domestic_law", tags=tags)).components.S


def test_best_clause_sets_the_level_and_leads_the_evidence(rubric):
    weak = a_duty(provision="labor.ilo_declaration_rights", strength=Strength.RECOGNITION, tags=("all_fundamental",))
    strong = a_duty("L03", provision="labor.rights_in_domestic_law", tags=("all_fundamental",))
    answer = answered(rubric, CORE, weak, strong)
    assert (answer.level, answer.findings, [q.id for q in answer.loopholes]) == (3.75, (1, 0), ["L03"])


def test_conditions_of_work_in_a_definition_are_effort_at_most(rubric):
    finding = a_duty(provision="labor.acceptable_conditions_wages_hours_osh", tags=("wages", "hours", "safety", "definition"))
    assert answered(rubric, "labor.conditions.acceptable_work", finding).components.F == 2


def test_groups_named_in_several_clauses_are_counted_together(rubric):
    clauses = [a_duty(provision="labor.vulnerable_groups", tags=(tag,)) for tag in ("migrants", "women", "violence")]
    assert answered(rubric, "labor.workers.vulnerable_groups", *clauses).components.S == 2


def test_a_weaker_clause_does_not_widen_a_stronger_one(rubric):
    strong = a_duty(provision="labor.vulnerable_groups", tags=("migrants",))
    weak = a_duty(provision="labor.vulnerable_groups", tags=("women", "violence"), strength=Strength.PERMISSIVE)
    assert answered(rubric, "labor.workers.vulnerable_groups", strong, weak).components.S == 1
