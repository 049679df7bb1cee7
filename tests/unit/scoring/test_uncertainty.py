"""Intervals, joint draws, other weights: what a score is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scorer.model import Enforceable, NotFound, NotFoundStatus, Status, Strength
from scorer.scoring import score
from scorer.scoring.conditions import Evidence
from scorer.scoring.draws import LevelDraws, numbers
from scorer.scoring.levels import Answer, answer_all
from scorer.scoring.uncertainty import quantiles, share_above
from tests.factories import a_finding, a_qualifier, a_regime, an_agreement, some_evidence, some_findings

DUTY = a_finding(qualifiers=())
CONSENT = a_finding(provision="isds.consent_to_arbitration", qualifiers=(), regime=a_regime(Enforceable.INVESTOR_ARBITRATION))
PANEL = a_finding(provision="enforcement.state_to_state_panel", qualifiers=())


def a_card(rubric, *findings, agreement=None, draws=400):
    return score(some_findings(agreement, findings, not_found=()), rubric, draws=draws)


def of(card, principle):
    return next(p for p in card.principles if p.id == principle)


def width(interval):
    return interval[1] - interval[0]


def test_the_same_text_gives_the_same_draws(partial):
    one, again = a_card(partial, DUTY, CONSENT), a_card(partial, CONSENT, DUTY)
    assert one.sensitivity == again.sensitivity
    assert one.overall.interval == again.overall.interval


@pytest.mark.parametrize("explain", ["draws", "nothing"])
def test_a_card_that_explains_less_has_the_same_scores_and_ranges(partial, explain):
    found = some_findings(findings=(a_finding(confidence=0.6),))
    whole, less = (score(found, partial, draws=400, explain=how) for how in ("all", explain))
    assert (less.overall, less.principles, less.criteria) == (whole.overall, whole.principles, whole.criteria)
    kept = less.sensitivity
    assert (
        (kept.sample, kept.samples, kept.sources) == (whole.sensitivity.sample, whole.sensitivity.samples, ())
        if kept
        else explain == "nothing"
    )


def test_without_draws_an_interval_shows_open_questions_only(partial):
    card = a_card(partial, DUTY, draws=0)
    assert card.sensitivity is None
    assert card.overall.interval == (card.overall.score, card.overall.score)


def test_an_interval_holds_the_score_and_stays_in_range(partial):
    card = a_card(partial, DUTY, CONSENT, PANEL)
    for result in (card.overall, *(p for p in card.principles if p.score is not None)):
        assert 0 <= result.interval[0] <= result.score <= result.interval[1] <= 100
    assert width(card.overall.interval) > 1


def test_a_doubtful_clause_widens_the_interval(partial):
    sure, doubtful = a_card(partial, replace(DUTY, confidence=1.0)), a_card(partial, replace(DUTY, confidence=0.5))
    assert of(doubtful, "labor").interval[0] <= of(sure, "labor").interval[0]
    assert np.mean(doubtful.sensitivity.samples["labor"]) < np.mean(sure.sensitivity.samples["labor"])


def test_an_unanswered_question_widens_the_interval(partial):
    gap = (NotFound("labor.effective_enforcement", NotFoundStatus.NOT_ASSESSED, "cut off"),)
    whole = score(some_findings(findings=(CONSENT,), not_found=()), partial, draws=400)
    cut = score(some_findings(findings=(CONSENT,), not_found=gap), partial, draws=400)
    assert width(of(cut, "labor").interval) > width(of(whole, "labor").interval)


def test_shares_of_labels_add_up_to_one(partial):
    card = a_card(partial, DUTY, PANEL)
    assert sum(share for _, share in card.sensitivity.labels) == pytest.approx(1)
    assert next(label for label, _ in card.sensitivity.labels) == "Meets the principles"


def without_doubt(file, *, minor=0.25, major=0.75):
    """Return a rubric file whose draws differ in nothing."""
    sure = {"precision": 1.0, "recall": 1.0, "step": 0.0, "flip": 0.0, "cells": 0.0, "roles": (), "concentration": 1e12}
    policy = file.uncertainty.model_copy(update={**sure, "minor": (minor, minor), "major": (major, major)})
    return file.model_copy(update={"uncertainty": policy})


def deducting(file, **deductions):
    """Return a rubric file whose loopholes of these effects cost so many levels."""
    entries = [entry.model_copy(update={"deduct": deductions.get(entry.effect, entry.deduct)}) for entry in file.loopholes]
    return file.model_copy(update={"loopholes": tuple(entries)})


@pytest.mark.parametrize(("minor", "major"), [(0.25, 0.75), (0.6, 1.2)], ids=["as_shipped", "of_ones_own"])
def test_draws_follow_the_point_estimate_where_nothing_is_doubtful(partial, minor, major):
    """With no doubt left, every draw is the score itself: the drawn arithmetic is that of the scorecard."""
    file = deducting(without_doubt(partial.file, minor=minor, major=major), minor=minor, major=major)
    rubric = replace(partial, file=file, ref=replace(partial.ref, sha256=f"{minor} {major}"))
    doubtful = replace(DUTY, qualifiers=(a_qualifier(id="L01"), a_qualifier(id="L09")))
    wishes = a_finding(provision="labor.non_derogation", strength=Strength.BEST_ENDEAVOURS, tags=("trade", "investment"), qualifiers=())
    submissions = a_finding(provision="labor.public_submissions", at=some_evidence(eid="chp_3__art_3-4"), qualifiers=())
    found = (doubtful, wishes, submissions, CONSENT, PANEL, a_finding(provision="isds.amicus_curiae", qualifiers=()))
    card = a_card(rubric, *found, draws=200)
    for principle in (p for p in card.principles if p.score is not None):
        assert card.sensitivity.samples[principle.id] == pytest.approx([principle.score] * 200, abs=1e-3), principle.id
    assert card.sensitivity.sample == pytest.approx([card.overall.score] * 200, abs=1e-2)


@pytest.mark.parametrize(
    ("level", "drawn"),
    [(0.0, {0, 1}), (1.0, {0, 1, 2}), (3.0, {2, 3, 4}), (4.0, {3, 4})],
)
def test_silence_is_drawn_one_level_away_on_both_sides_where_there_are_two(partial, level, drawn):
    policy = partial.file.uncertainty.model_copy(update={"recall": 0.5, "draws": 400})
    evidence = Evidence(some_findings(findings=(), not_found=()), partial.file.groups)
    draws = LevelDraws(evidence, partial, policy, numbers(partial, policy))
    answer = Answer(partial.criteria[0], Status.ABSENT, level)
    assert set(draws.levels(answer).tolist()) == drawn


def test_the_cap_on_machinery_holds_in_every_draw(partial):
    machinery = [
        a_finding(provision=p.found, qualifiers=())
        for c in partial.by_principle["enforcement"]
        for p in c.probes()
        if isinstance(p.found, str)
    ]
    card = a_card(partial, *machinery)
    assert max(card.sensitivity.samples["enforcement"]) < 75


def test_two_agreements_share_weights_and_formula_numbers(partial):
    policy = partial.file.uncertainty
    one, other = numbers(partial, policy), numbers(partial, policy)
    assert np.array_equal(one.principles, other.principles)
    assert np.array_equal(one.base, other.base)
    alpha, beta = (a_card(partial, DUTY, agreement=an_agreement(id=name)) for name in ("alpha", "beta"))
    assert alpha.sensitivity.sample != beta.sensitivity.sample


def test_joint_draws_tell_a_better_text_from_an_equal_one(partial):
    strong = a_card(
        partial,
        *(
            a_finding(provision=name, tags=("trade", "investment"), qualifiers=())
            for name in sorted(partial.provisions())
            if name.startswith(("labor.", "env."))
        ),
        agreement=an_agreement(id="strong"),
    )
    weak = a_card(partial, agreement=an_agreement(id="weak"))
    twin = a_card(partial, agreement=an_agreement(id="twin"))
    assert share_above(strong.sensitivity.sample, weak.sensitivity.sample) > 0.95
    assert 0.05 < share_above(weak.sensitivity.sample, twin.sensitivity.sample) < 0.95


def test_equal_draws_are_split_between_both():
    assert share_above([1, 2, 3], [1, 2, 3]) == 0.5
    assert share_above([2, 2], [1, 3]) == 0.5


def test_other_weights_and_rules_are_listed_with_their_score(partial):
    card = a_card(partial, DUTY, PANEL)
    titles = {title: value for _, title, value in card.sensitivity.alternatives}
    scored = [p.score for p in card.principles if p.score is not None]
    assert titles["all principles equal"] == pytest.approx(sum(scored) / len(scored))
    assert titles["geometric mean"] == card.overall.geometric
    assert titles["silence counts 0.5 of its points"] == pytest.approx(card.manifest["silence_credit"]["0.5"])


def test_a_fixed_breach_brings_duties_with_and_without_teeth_closer(partial):
    sanctions = a_card(partial, DUTY)
    words = a_card(partial, replace(DUTY, regime=a_regime(Enforceable.CONSULTATIONS)))
    fixed = [next(value for kind, _, value in card.sensitivity.alternatives if kind == "overlap") for card in (sanctions, words)]
    assert fixed[0] - fixed[1] < sanctions.overall.score - words.overall.score


def test_leaving_out_the_best_answer_lowers_the_score(partial):
    card = a_card(partial, DUTY)
    changes = dict(card.sensitivity.without)
    assert changes["labor.enforce.effective"] < 0
    assert changes["labor.core_rights.adopt_maintain"] > 0
    assert [abs(change) for _, change in card.sensitivity.without] == sorted((abs(c) for _, c in card.sensitivity.without), reverse=True)


def test_each_source_of_doubt_is_measured_alone(partial):
    assert {name for name, _ in a_card(partial, DUTY, CONSENT).sensitivity.sources} == {"detection", "levels", "formula", "weights"}


def test_quantiles_are_those_of_numpy_to_the_last_bit():
    values = np.random.default_rng(1).normal(50, 10, 999)
    shares = (0.0, 0.05, 0.3331, 0.5, 0.95, 1.0)
    assert quantiles(values, shares) == tuple(np.quantile(values, shares).tolist())


def test_findings_beyond_doubt_give_in_every_draw_the_level_that_was_read(rubric):
    policy = rubric.file.uncertainty
    findings = some_findings(None, tuple(replace(each, confidence=1.0) for each in (CONSENT, PANEL)), not_found=())
    drawn = LevelDraws(Evidence(findings, rubric.file.groups), rubric, policy, numbers(rubric, policy), ("detection",))
    read = [answer for answer in answer_all(findings, rubric).values() if answer.readings == () and answer.status is Status.FOUND]
    assert {answer.criterion.id: set(drawn.levels(answer)) for answer in read} == {answer.criterion.id: {answer.level} for answer in read}
    assert len(read) >= 2
