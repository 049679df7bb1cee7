"""Whatever changed between two drafts: the shares of principles, criteria and edits sum to the change, and order of runs is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.changes.attribution import Judge, by_edit
from scorer.changes.likeness import Pair, in_order
from scorer.changes.shifts import GAINED, LOST, Mixture, Shift, Step
from scorer.changes.wording import level, runs
from scorer.model.delta import Op
from scorer.scoring import Judge as Answers
from scorer.scoring import score, shares_of
from scorer.shapley import shares
from tests.factories import some_findings
from tests.property.test_scores import RUBRIC, findings, quick

ANSWERS = Answers(RUBRIC)
JUDGE = Judge(ANSWERS.asked, ANSWERS.points, lambda old, new: shares_of(old, new, RUBRIC))
CAUSES = st.lists(st.integers(0, 9), max_size=15, unique=True)
few = settings(quick, max_examples=15)
WORDS = st.lists(st.sampled_from(["each", "Party", "shall", "may", ",", "endeavour", "labour", "laws", "’s"]), max_size=25)


@quick
@given(CAUSES, st.randoms(use_true_random=False), st.integers(0, 10))
def test_shares_of_causes_sum_to_the_whole(causes, random, exact_up_to):
    known = {}
    parts = shares(causes, lambda acted: known.setdefault(frozenset(acted), random.uniform(-5, 5)), exact_up_to=exact_up_to)
    whole = known.get(frozenset(causes), 0.0) - known.get(frozenset(), 0.0)
    assert sum(parts.values()) == pytest.approx(whole, abs=1e-9)


@quick
@given(CAUSES, st.integers(0, 10))
def test_a_cause_that_never_matters_gets_nothing(causes, exact_up_to):
    parts = shares([*causes, "idle"], lambda acted: float(len(set(acted) - {"idle"}) ** 2), exact_up_to=exact_up_to)
    assert parts["idle"] == 0


@st.composite
def mixtures(draw):
    """Two drafts with findings in common, lost, gained and changed, by any of a few edits."""
    edits = st.frozensets(st.integers(0, 11), min_size=1, max_size=3)
    some = st.lists(findings(), max_size=12)
    kept = [Shift(finding, finding) for finding in draw(some)]
    lost = [Shift(finding, None, (Step(LOST, draw(edits)),)) for finding in draw(some)]
    gained = [Shift(None, finding, (Step(GAINED, draw(edits)),)) for finding in draw(some)]
    shifts = (*kept, *lost, *gained)
    old = some_findings(findings=tuple(shift.old for shift in shifts if shift.old), not_found=())
    new = some_findings(findings=tuple(shift.new for shift in shifts if shift.new), not_found=())
    return Mixture(old, new, shifts)


@few
@given(mixtures())
def test_shares_of_principles_and_of_criteria_sum_to_the_change(mixture):
    given_shares = shares_of(mixture.old, mixture.new, RUBRIC)
    ends = [score(side, RUBRIC, draws=0) for side in (mixture.old, mixture.new)]
    change = ends[1].overall.score - ends[0].overall.score
    assert given_shares.total == pytest.approx(change, abs=1e-9)
    assert sum(given_shares.principles.values()) == pytest.approx(change, abs=1e-9)
    assert sum(given_shares.criteria.values()) == pytest.approx(change, abs=1e-8)


@few
@given(mixtures())
def test_shares_of_edits_sum_to_those_of_criteria(mixture):
    given_shares = shares_of(mixture.old, mixture.new, RUBRIC)
    parts = by_edit(mixture, [criterion.id for criterion in RUBRIC.criteria], JUDGE, given_shares)
    for name, share in given_shares.criteria.items():
        assert sum(parts.get(name, {}).values()) == pytest.approx(share, abs=1e-8)


@quick
@given(mixtures())
def test_with_no_edit_made_it_is_the_old_draft_and_with_all_the_new(mixture):
    assert sorted(map(repr, mixture.under(()).findings)) == sorted(map(repr, mixture.old.findings))
    assert sorted(map(repr, mixture.under(mixture.edits).findings)) == sorted(map(repr, mixture.new.findings))


@quick
@given(WORDS, WORDS)
def test_a_redline_holds_both_texts_whole(old, new):
    one, other = " ".join(old), " ".join(new)
    found = runs(one, ("main", 0), other, ("main", 0))
    assert "".join(other[run.span.start : run.span.end] for run in found if run.op is not Op.DEL) == other
    kept_or_gone = [
        one[r.span.start : r.span.end] if r.op is Op.DEL else other[r.span.start : r.span.end] for r in found if r.op is not Op.INS
    ]
    assert level("".join(kept_or_gone)).split() == level(one).split() or level(" ".join(kept_or_gone)).split() == level(one).split()


@quick
@given(st.permutations(range(9)))
def test_what_keeps_its_order_is_the_longest_chain(places):
    pairs = [Pair(old, new, 1.0) for new, old in enumerate(places)]
    kept = sorted(in_order(pairs, lambda _pair: 1), key=lambda pair: pair.new)
    assert [pair.old for pair in kept] == sorted(pair.old for pair in kept)
    longest = [1] * len(places)
    for j, place in enumerate(places):
        longest[j] += max((longest[i] for i in range(j) if places[i] < place), default=0)
    assert len(kept) == max(longest)
