"""Whatever is found: scores stay in range, order and repetition change nothing, and doubt is never a zero."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.model import Enforceable, NotFound, NotFoundStatus, Strength
from scorer.scoring import load_rubric, score
from tests.factories import a_finding, a_qualifier, a_regime, some_evidence, some_findings

RUBRIC = load_rubric("just-trade")
PROVISIONS = sorted(RUBRIC.provisions())
TAGS = sorted(
    {tag for c in RUBRIC.criteria for probe in c.probes() for tag in probe.tags}
    | {tag for c in RUBRIC.criteria for rule in c.scope for tag in (*rule.tags.all, *rule.tags.any)}
)
LOOPHOLES = sorted(RUBRIC.loopholes)


@st.composite
def findings(draw):
    """A finding of any provision, strength, place, regime and weakness."""
    return a_finding(
        provision=draw(st.sampled_from(PROVISIONS)),
        strength=draw(st.sampled_from(list(Strength))),
        regime=a_regime(draw(st.sampled_from(list(Enforceable)))),
        tags=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=4, unique=True))),
        qualifiers=tuple(a_qualifier(id=number) for number in draw(st.lists(st.sampled_from(LOOPHOLES), max_size=4))),
        at=some_evidence(eid=draw(st.sampled_from(["chp_3__art_3-2__para_1", "preamble__rec_1"]))),
    )


MANY = st.lists(findings(), max_size=40)
quick = settings(max_examples=40)


def card(found, not_found=(), *, draws=100):
    return score(some_findings(findings=tuple(found), not_found=tuple(not_found)), RUBRIC, draws=draws)


def numbers(result):
    return (
        result.overall,
        result.principles,
        [(c.id, c.status, c.level, c.points, c.gain) for c in result.criteria],
        [line.id for line in result.red_lines],
    )


@quick
@given(MANY)
def test_scores_lie_in_range(found):
    result = card(found)
    assert all(0 <= p.interval[0] <= p.interval[1] <= 100 and 0 <= p.coverage <= 1 for p in result.principles)
    assert all(p.interval[0] - 1e-9 <= p.score <= p.interval[1] + 1e-9 for p in result.principles if p.score is not None)
    assert all(0 <= c.level <= 4 and 0 <= c.points <= 1 for c in result.criteria if c.level is not None)
    shown = (result.overall.score, result.overall.geometric, result.overall.protections_index, result.overall.harms_index)
    assert all(value is None or 0 <= value <= 100 for value in shown)
    assert result.overall.silence_share is None or 0 <= result.overall.silence_share <= 1


@quick
@given(MANY, st.randoms(use_true_random=False))
def test_order_changes_nothing(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert numbers(card(mixed)) == numbers(card(found))


@quick
@given(MANY)
def test_a_clause_said_twice_changes_nothing(found):
    assert numbers(card([*found, *found])) == numbers(card(found))


@quick
@given(MANY, st.sets(st.sampled_from(PROVISIONS), max_size=30))
def test_what_was_not_searched_is_never_counted_as_zero(found, gaps):
    """An answer that is open has no points, and opening it can only widen what the score may be."""
    kept = [f for f in found if f.provision not in gaps]
    open_questions = [NotFound(name, NotFoundStatus.NOT_ASSESSED, "cut off") for name in sorted(gaps)]
    whole, open_ = card(kept, draws=0), card(kept, open_questions, draws=0)
    assert all((c.points is None) == (c.status not in ("found", "absent")) for c in open_.criteria)
    for before, after in zip(whole.principles, open_.principles, strict=True):
        assert after.interval[0] <= before.interval[0] + 1e-9
        assert after.interval[1] >= before.interval[1] - 1e-9


@quick
@given(MANY)
def test_every_level_names_the_findings_that_made_it(found):
    result = card(found)
    assert all(bool(c.findings) == (c.status == "found") for c in result.criteria)
    assert all(0 <= index < len(found) for c in result.criteria for index in c.findings)
    assert all(c.rule for c in result.criteria if c.level is not None)
    assert all(c.reason for c in result.criteria if c.level is None)
