"""Many agreements described: periods, settled orders, places, percentiles, outliers, first and nearest; nothing dropped unnamed."""

from __future__ import annotations

import random

import pytest

from scorer.model.survey import OVERALL, Cohort, Held, Survey
from scorer.search import near
from scorer.survey.periods import wilson
from tests.surveys import CLAUSE, PANEL, a_member, a_survey, having, some_members, some_survey


def cohort(survey: Survey, decade: int = 1990) -> Cohort:
    return next(each for each in survey.cohorts if (each.decade, each.scale, each.kind) == (decade, OVERALL, "comprehensive"))


def test_a_period_tells_median_and_quartiles_of_its_agreements() -> None:
    survey = a_survey([a_member(f"p{score}", float(score), signed="1991-01-01") for score in (10, 20, 30, 40)])
    period = survey.trends[0].periods[0]
    assert (period.start, period.count, period.low, period.median, period.high) == (1990, 4, 17.5, 25.0, 32.5)


def test_another_file_with_the_same_treaty_is_counted_once() -> None:
    first = a_member("first", files=(("a.txt", "a" * 64),))
    again = a_member("second", files=(("b.txt", "b" * 64),), same_as="a" * 64)
    survey = a_survey([again, first])
    assert ([each.source for each in survey.members], [each.reason for each in survey.left_out]) == (
        ["first"],
        ["the same text as first, which is counted"],
    )


def test_few_agreements_have_a_median_and_no_quartiles() -> None:
    period = a_survey([a_member("one", 10.0), a_member("two", 20.0)]).trends[0].periods[0]
    assert (period.count, period.median, period.low, period.high) == (2, 15.0, None, None)


def test_agreements_whose_order_is_not_settled_share_a_group_and_settled_ones_are_placed() -> None:
    survey = a_survey(
        [a_member("high", 60.0), a_member("mid", 50.2, spread=3.0), a_member("middle", 50.0, spread=3.0), a_member("low", 10.0)]
    )
    told = {each.source: (each.groups, each.places) for each in cohort(survey).ranked}
    assert told == {"high": ((1, 1), (1, 1)), "mid": ((2, 2), (2, 3)), "middle": ((2, 2), (2, 3)), "low": ((3, 3), (4, 4))}


def test_every_pair_that_is_not_settled_shares_a_group() -> None:
    draw = random.Random(7)  # noqa: S311 - made-up scores
    members = [a_member(f"p{'x' * n}", draw.uniform(20, 60), spread=draw.uniform(1, 25)) for n in range(8)]
    ranked = {each.source: each for each in cohort(a_survey(members)).ranked}
    for one in members:
        for other in members:
            pair = cohort(a_survey([one, other])).ranked if one is not other else ()
            if pair and pair[0].groups == pair[1].groups:
                mine, theirs = ranked[one.source].groups, ranked[other.source].groups
                assert mine[0] <= theirs[1]
                assert theirs[0] <= mine[1]


def test_two_agreements_with_the_same_draws_are_not_ordered() -> None:
    survey = a_survey([a_member("aa", 40.0), a_member("bb", 40.0)])
    assert {each.places for each in cohort(survey).ranked} == {(1, 2)}


def test_without_draws_ranges_that_meet_are_not_ordered() -> None:
    members = [a_member("aa", 40.0, draws={}), a_member("bb", 41.0, draws={}), a_member("cc", 60.0, draws={})]
    assert [(each.source, each.places) for each in cohort(a_survey(members)).ranked] == [("cc", (1, 1)), ("bb", (2, 3)), ("aa", (2, 3))]


def test_a_percentile_is_the_share_of_the_others_below_and_needs_five() -> None:
    members = [a_member(f"p{score}", float(score)) for score in (10, 20, 30, 40, 50)]
    assert [each.percentile for each in cohort(a_survey(members)).ranked] == [100, 75, 50, 25, 0]
    assert [each.percentile for each in cohort(a_survey(members[:4])).ranked] == [None] * 4


def test_a_percentile_has_the_range_that_joint_draws_leave_open() -> None:
    members = [a_member(f"p{score}", float(score), spread=0.1) for score in (10, 20, 40, 50)]
    wide = next(each for each in cohort(a_survey([*members, a_member("wide", 30.0, spread=15.0)])).ranked if each.source == "wide")
    assert wide.percentile == 50
    assert wide.percentile_range == (25, 75)


def test_an_outlier_names_the_criteria_that_make_it_one() -> None:
    found = [each for each in some_survey().outliers if each.scale == "labor"]
    assert [(each.source, each.decade, each.beyond, [name for name, _ in each.criteria]) for each in found] == [
        ("far", 1990, True, ["labor.duty"])
    ]
    assert (found[0].ranked.z or 0) > 3.5


def test_few_agreements_or_a_group_split_in_two_have_no_outlier() -> None:
    split = [a_member(f"p{n}", 30.0 if n < 6 else 90.0) for n in range(10)]
    assert a_survey(split).outliers == ()
    assert a_survey([*[a_member(f"p{n}", 30.0 + n) for n in range(6)], a_member("far", 90.0)]).outliers == ()


def test_a_provision_spreads_from_the_first_signed_and_each_later_clause_has_its_nearest_earlier_one() -> None:
    spread = some_survey().diffusions[0]
    assert [(each.source, each.nearest and (each.nearest.source, each.nearest.shared)) for each in spread.adopters] == [
        ("pact-0", None),
        ("far", ("pact-0", ("AAA",))),
        ("late", ("far", ("AAA",))),
    ]
    assert [each.nearest.likeness for each in spread.adopters if each.nearest][1] == 1.0


def test_what_was_not_assessed_is_not_counted_as_absent() -> None:
    spread = some_survey().diffusions[0]
    assert spread.not_assessed == 1
    assert [(share.start, share.found, share.assessed) for share in spread.shares] == [(1990, 1, 8), (1995, 1, 1), (2005, 1, 1)]


def test_clauses_of_one_day_are_not_each_others_source() -> None:
    assert near.earlier([CLAUSE, CLAUSE, CLAUSE], ["2001-01-01", "2001-01-01", "2002-01-01"]) == (None, None, (0, 1.0))
    assert near.earlier([], []) == ()


def test_nothing_is_dropped_without_being_named() -> None:
    survey = some_survey()
    assert {each.source: each.why for each in survey.left_out} == {
        "draft": "model", "gone.xml": "not_read", "scan": "not_scored", "twin": "same_text",
    }  # fmt: skip
    assert [member.source for member in survey.undated] == ["undated"]
    assert [(gap.scale, gap.sources) for gap in survey.gaps] == [(OVERALL, ("silent",)), ("labor", ("silent",))]
    named = {member.source for member in survey.members} | {each.source for each in survey.left_out}
    assert named == {member.source for member in some_members()} | {"gone.xml"}


def test_an_agreement_without_a_date_stands_in_no_figure_of_time() -> None:
    survey = a_survey([having(a_member("undated", 20.0, signed=None))])
    assert (survey.cohorts, survey.diffusions[0].adopters, survey.trends[0].periods) == ((), (), ())


def test_the_order_in_which_members_come_changes_nothing() -> None:
    assert a_survey(some_members()) == a_survey(some_members()[::-1])


@pytest.mark.parametrize(("found", "of"), [(0, 1), (3, 3), (1, 40)])
def test_the_interval_of_a_share_holds_it(found: int, of: int) -> None:
    low, high = wilson(found, of)
    assert 0 <= low <= found / of <= high <= 1


def test_an_agreement_that_has_a_provision_in_no_period_is_not_first() -> None:
    survey = a_survey([a_member("aa", held={PANEL.provision: Held("not_assessed")})])
    assert (survey.diffusions[0].shares, survey.diffusions[0].adopters, survey.diffusions[0].not_assessed) == ((), (), 1)
