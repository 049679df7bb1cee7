"""What a page says, before it is HTML."""

from __future__ import annotations

import pytest

from scorer.model import PrincipleResult, Status
from scorer.report import build
from scorer.report.views import Answer, Page
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
    pytest.param(66.0, (60.0, 70.0), "Beta is 25 points higher. The ranges do not meet.", id="apart"),
    pytest.param(50.0, (40.0, 60.0), "Beta is nine points higher. The ranges meet: doubt could change the order.", id="overlap"),
    pytest.param(41.0, (41.0, 41.0), "Equal scores.", id="equal_as_shown"),
    pytest.param(None, (0.0, 100.0), "Not compared: no score for Beta.", id="missing"),
])  # fmt: skip
def test_a_difference_is_worded_with_its_doubt(score: float | None, interval: tuple[float, float], expected: str) -> None:
    page = compared(principles=(make.a_principle(score=score, interval=interval),))
    assert page.principles[0].difference == expected


def test_counts_in_the_table_and_the_summary_agree() -> None:
    page = compared()
    assert page.principles[0].cells[1].counts == "met 1, partly met 0, not met 1, not assessed 1"
    assert page.principles[1].cells[1].counts == "met 1, partly met 0, not met 0, not assessed 0"
    assert "Beta meets two of the three questions that could be answered for it." in [s.text for s in page.summary]


def test_the_summary_names_totals_leads_red_lines_and_the_largest_difference() -> None:
    assert [s.text for s in compared().summary] == [
        "Alpha scores 23 of 100; 2 of 3 principles, half of the weight, are covered by this rubric version.",
        "Beta scores 83 of 100; 2 of 3 principles, half of the weight, are covered by this rubric version.",
        "Of the two principles scored in both, Beta is higher on two and Alpha on none; on two of these the ranges do not meet.",
        "Alpha meets none of the three questions that could be answered for it.",
        "Beta meets two of the three questions that could be answered for it.",
        "Alpha crosses one red line: corporate tribunal.",
        "Beta crosses no red line among those that this rubric version tests.",
        "The largest difference lies in the question “Can foreign investors sue governments outside domestic courts?”: "
        "Alpha not met and Beta met.",
    ]


def test_what_one_has_is_listed_only_where_the_other_was_searched() -> None:
    assert [(held[1], held[2]) for held in compared().holdings[0].items] == [("Alpha art. 11.8", True)]
    unknown = make.a_gate(status=Status.NOT_ASSESSED, outcome="not_assessed", level=None, points=None, findings=(), reason="not read")
    assert compared(criteria=(unknown,)).holdings[0].items == ()


def test_the_loophole_matrix_leaves_a_cell_empty_where_nothing_was_found() -> None:
    (row,) = compared().loopholes
    assert (row.name, row.cells) == ("L01 repeated conduct", (("Alpha art. 3.2(1)",), ()))


def test_a_principle_without_questions_is_listed_with_its_reason() -> None:
    assert compared().uncovered == (("Climate commitments", "Not yet covered by this rubric version."),)


def test_a_scorecard_names_strongest_weakest_and_gains() -> None:
    page = build.scorecard_page(make.a_scorecard(), date="2026-01-02")
    named = {key: [(item.question.anchor, item.note) for item in items] for key, items in page.highlights.items()}
    assert named == {
        "strongest": [("q-labor-enforce-effective", "Level 2.25 of 4")],
        "weakest": [("q-isds-access-available", "Harm level 4 of 4")],
        "gains": [
            ("q-isds-access-available", "12.5 points"),
            ("q-labor-rapid-response", "2.0 points"),
            ("q-labor-enforce-effective", "1.4 points"),
        ],
    }


def test_readings_in_doubt_are_listed_once() -> None:
    doubtful = make.a_finding(review=("two_readings",))
    card = make.a_scorecard(findings=make.some_findings(findings=(doubtful, doubtful)), criteria=(), red_lines=())
    assert build.scorecard_page(card, date="2026-01-02").doubts == (("Alpha", "Alpha art. 3.2(1)", ("two readings",)),)


def test_a_question_that_one_card_lacks_is_shown_as_not_assessed() -> None:
    answer = answers(compared(criteria=()), "labor.enforce.effective")[1]
    assert (answer.state.key, answer.reason) == ("not-assessed", "Not part of this scorecard.")


def test_a_principle_that_one_card_lacks_has_no_score_there() -> None:
    empty: tuple[PrincipleResult, ...] = ()
    assert compared(principles=empty).principles[0].cells[1].reason == "not part of this scorecard"
