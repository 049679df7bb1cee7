"""What a page says, before it is HTML."""

from __future__ import annotations

from typing import Any

import pytest

from scorer.model import PrincipleResult, Status
from scorer.report import build, highlights
from scorer.report.views import Answer, Link, Page
from tests import factories as make


def compared(**changes: object) -> Page:
    return build.comparison_page([make.a_scorecard(), make.another_scorecard(**changes)], date="2026-01-02", only=None)


def answers(page: Page, question: str) -> tuple[Answer, ...]:
    return next(q.answers for p in page.principles for q in p.questions if q.id == question)


def test_an_answer_words_its_level_components_and_backing() -> None:
    answer = answers(compared(), "labor.enforce.effective")[0]
    assert answer.level == "Level 2.25 of 4"
    assert dict(answer.components) == {
        "Force": "binding words", "Scope": "full",
        "On breach": "the same remedies as commercial duties", "Qualifiers": "1.75 of a level taken off",
    }  # fmt: skip
    assert answer.deciding is not None
    assert answer.deciding.reading == "Binding duty on each Party."
    assert answer.deciding.backing == "dispute settlement with trade sanctions"


def test_absent_says_where_was_searched_and_not_assessed_says_why() -> None:
    page = compared()
    absent, unknown = answers(page, "labor.rapid.response")[0], answers(page, "labor.annex.programme")[0]
    assert absent.silence == "Absent: no such clause was found. Searched: the main text (60 words)."
    assert (absent.reason, absent.state.word) == (None, "Not met")
    assert unknown.reason == "Needs the annexes, which were not read."
    assert (unknown.silence, unknown.level, unknown.state.key) == (None, None, "not-assessed")


def test_silence_on_a_harm_is_named_as_no_harm() -> None:
    silence = answers(compared(), "isds.access.available")[1].silence
    assert silence is not None
    assert silence.endswith("Silence does no harm here.")


@pytest.mark.parametrize(("score", "interval", "expected"), [
    pytest.param(66.0, (60.0, 70.0), "Beta is 25 points higher. Settled: the ranges do not meet.", id="apart"),
    pytest.param(50.0, (40.0, 60.0), "Beta is nine points higher. Indistinct: the ranges meet.", id="overlap"),
    pytest.param(41.0, (41.0, 41.0), "Equal scores.", id="equal_as_shown"),
    pytest.param(None, (0.0, 100.0), "Not compared: no score for Beta.", id="missing"),
])  # fmt: skip
def test_a_difference_is_worded_with_its_doubt(score: float | None, interval: tuple[float, float], expected: str) -> None:
    page = compared(principles=(make.a_principle(score=score, interval=interval),))
    assert page.principles[0].difference == expected


def test_counts_in_the_table_and_the_summary_agree() -> None:
    page = compared()
    assert page.principles[0].cells[1].counts == "1 met, 1 not met, 1 not assessed"
    assert page.principles[1].cells[1].counts == "1 met"
    assert "Beta meets two of the three questions that could be answered for it." in [s.text for s in page.summary]


def test_the_summary_names_totals_leads_red_lines_and_the_largest_difference() -> None:
    assert [s.text for s in compared().summary] == [
        "Alpha scores 23 of 100 (range 18 to 30); 2 of 3 principles, half of the weight, are covered by this rubric version.",
        "Beta scores 83 of 100 (range 80 to 85); 2 of 3 principles, half of the weight, are covered by this rubric version.",
        "Alpha crosses one red line: corporate tribunal.",
        "Beta crosses no red line among those that this rubric version tests.",
        "Of the two principles scored in both, Beta is higher on two and Alpha on none; two of these differences are settled.",
        "“No corporate tribunals” moves the totals apart most.",
        "Alpha meets none of the three questions that could be answered for it.",
        "Beta meets two of the three questions that could be answered for it.",
        "The largest difference lies in the question “Can foreign investors sue governments outside domestic courts?”: "
        "Alpha not met and Beta met.",
    ]


def test_every_sentence_of_a_summary_leads_to_a_section_of_the_page() -> None:
    for page in (compared(), build.scorecard_page(make.a_scorecard(), date="2026-01-02")):
        sections = {link.anchor for link in page.contents} | {"results"} | {q.anchor for p in page.principles for q in p.questions}
        assert {sentence.anchor for sentence in page.summary} <= sections


def test_a_summary_of_one_agreement_says_what_would_add_most() -> None:
    last = build.scorecard_page(make.a_scorecard(), date="2026-01-02").summary[-1].text
    assert (
        last
        == "The best answer to “Can foreign investors sue governments outside domestic courts?” would add most to the total: 12.5 points."
    )


@pytest.mark.parametrize(("changes", "expected"), [
    pytest.param({}, "Binding words; on breach, the same remedies as commercial duties, lowered by L01 repeated conduct.", id="duty"),
    pytest.param({"components": None, "rule": "A fair rule. Part of the next level: A better one."}, "A fair rule.", id="other_scale"),
    pytest.param({"status": Status.ABSENT, "findings": ()}, "No such clause was found.", id="absent"),
    pytest.param({"reason": "needs an annex"}, "Needs an annex.", id="not_assessed"),
])  # fmt: skip
def test_the_reason_of_an_answer_is_told_in_a_few_words(changes: dict[str, Any], expected: str) -> None:
    assert answers(compared(criteria=(make.a_criterion(**changes),)), "labor.enforce.effective")[1].why == expected


def test_differences_in_principle_name_the_question_and_both_answers() -> None:
    principle = compared().principles[0]
    assert principle.cause is not None
    assert principle.cause.text == "Must each Party enforce its labor law?"
    assert [reason.partition(":")[0] for reason in principle.reasons] == ["Alpha", "Beta"]


def test_what_cannot_be_compared_is_said() -> None:
    assert compared().incomparable == (
        "They were signed 12 years apart; customs of drafting changed between them.",
        "Side agreements, annexes and letters count only where they were in the texts that were read.",
    )
    sheets = compared(criteria=(make.an_unassessed_criterion(id="labor.enforce.effective"),)).incomparable
    assert sheets[0] == "Three questions could be answered for some of them and not for all."


def test_what_one_has_is_listed_only_where_the_other_was_searched() -> None:
    assert [(held[1].text, held[2]) for held in compared().holdings[0].items] == [("Alpha art. 11.8", True)]
    unknown = make.a_gate(status=Status.NOT_ASSESSED, outcome="not_assessed", level=None, points=None, findings=(), reason="not read")
    assert compared(criteria=(unknown,)).holdings[0].items == ()


def test_the_loophole_matrix_leaves_a_cell_empty_where_nothing_was_found() -> None:
    (row,) = compared().loopholes
    mine, other = row.cells
    assert row.name == "L01 repeated conduct"
    assert [place.text for place in mine.places.shown] == ["Alpha art. 3.2(1)"]
    assert [question.text for question in mine.lowers] == ["Must each Party enforce its labor law?"]
    assert (other.places.shown, other.words, other.lowers) == ((), None, ())


def test_a_principle_without_questions_is_listed_with_its_reason() -> None:
    assert compared().uncovered == (("Climate commitments", "Not yet covered by this rubric version."),)


def test_a_scorecard_names_strongest_weakest_and_gains() -> None:
    page = build.scorecard_page(make.a_scorecard(), date="2026-01-02")
    named = {key: [(item.question.anchor, item.note) for item in items] for key, items in page.highlights[0][1].items()}
    assert named == {
        "strongest": [("q-labor-enforce-effective", "Level 2.25 of 4")],
        "weakest": [("q-isds-access-available", "Harm level 4 of 4")],
        "gains": [
            ("q-isds-access-available", "12.5 points"),
            ("q-labor-rapid-response", "2.0 points"),
            ("q-labor-enforce-effective", "1.4 points"),
        ],
        "more": [],
    }


def test_readings_in_doubt_are_listed_once() -> None:
    doubtful = make.a_finding(review=("two_readings",))
    card = make.a_scorecard(findings=make.some_findings(findings=(doubtful, doubtful)), criteria=(), red_lines=())
    ((reason, places),) = build.scorecard_page(card, date="2026-01-02").doubts
    assert (reason, [place.text for place in places.shown]) == ("Two readings", ["Alpha art. 3.2(1)"])


def test_of_many_places_the_first_are_shown_and_the_others_counted() -> None:
    many = highlights.few(Link(f"Alpha art. {number}", None) for number in (1, 1, *range(2, 12)))
    assert ([link.text for link in many.shown][-1], len(many.shown), many.more) == ("Alpha art. 8", 8, 3)


def test_a_question_that_one_card_lacks_is_shown_as_not_assessed() -> None:
    answer = answers(compared(criteria=()), "labor.enforce.effective")[1]
    assert (answer.state.key, answer.reason) == ("not-assessed", "Not part of this scorecard.")


def test_a_principle_that_one_card_lacks_has_no_score_there() -> None:
    empty: tuple[PrincipleResult, ...] = ()
    assert compared(principles=empty).principles[0].cells[1].reason == "not part of this scorecard"
