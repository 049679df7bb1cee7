"""Citations in full, short and together."""

from __future__ import annotations

import pytest

from scorer.model import Agreement
from scorer.report.testimony.authorities import Register, articles, in_full, natural
from scorer.report.testimony.given import Citations, Treaty
from tests import factories as make


def a_treaty(**changes: object) -> Agreement:
    known = {"title": "Alpha Free Trade Agreement", "parties": ("CAN", "MEX", "USA"), "signed": "1992-12-17"}
    return make.an_agreement(**{**known, **changes})


@pytest.mark.parametrize(
    ("agreement", "treaty", "style", "expected"),
    [
        pytest.param(
            a_treaty(),
            Treaty(),
            Citations.BLUEBOOK,
            "Alpha Free Trade Agreement, U.S.-Can.-Mex., art. 3.2(1), Dec. 17, 1992",
            id="bluebook",
        ),
        pytest.param(
            a_treaty(parties=("AUS", "CAN", "MEX", "USA"), signed="2016-02-04"),
            Treaty(unapplied=True),
            Citations.BLUEBOOK,
            "Alpha Free Trade Agreement art. 3.2(1), Feb. 4, 2016 (not in force)",
            id="bluebook_of_many_parties",
        ),
        pytest.param(
            a_treaty(),
            Treaty(),
            Citations.PLAIN,
            "Alpha Free Trade Agreement (Alpha), the United States, Canada and Mexico, signed December 17, 1992, art. 3.2(1)",
            id="plain",
        ),
        pytest.param(
            a_treaty(signed=None, parties=("Alphaland",)),
            Treaty(),
            Citations.PLAIN,
            "Alpha Free Trade Agreement (Alpha), date of signature not known, art. 3.2(1)",
            id="plain_without_facts",
        ),
        pytest.param(
            a_treaty(model=True),
            Treaty(),
            Citations.BLUEBOOK,
            "Alpha Free Trade Agreement (Alpha), art. 3.2(1), drafting model, not signed",
            id="model",
        ),
    ],
)
def test_full_citations(agreement: Agreement, treaty: Treaty, style: Citations, expected: str) -> None:
    assert in_full(agreement, treaty, "Alpha art. 3.2(1)", style) == expected


def test_the_full_form_stands_at_the_first_mention_only() -> None:
    register = Register(Citations.BLUEBOOK, {})
    mentions = [register.first_mention(a_treaty(), citation) for citation in ("Alpha art. 1", "Alpha art. 2")]
    assert [mention is not None for mention in mentions] == [True, False]


def test_places_are_listed_by_number_with_where_they_were_cited() -> None:
    register = Register(Citations.PLAIN, {})
    for place, where in (
        ("Alpha art. 10", "Table 1"),
        ("Alpha art. 9(2)", "Finding 1"),
        ("Alpha art. 10", "Table 2"),
        ("Alpha preamble", "Table 1"),
    ):
        register.cited(a_treaty(), place, where)
    assert register.rows(a_treaty()) == [
        ("Alpha preamble", ("Table 1",)),
        ("Alpha art. 9(2)", ("Finding 1",)),
        ("Alpha art. 10", ("Table 1", "Table 2")),
    ]


def test_articles_of_different_chapters_are_not_drawn_together() -> None:
    assert articles(["Alpha ch. 2 art. 1", "Alpha ch. 3 art. 1"]) == "Alpha ch. 2 art. 1; Alpha ch. 3 art. 1"


def test_numbers_sort_as_numbers() -> None:
    assert sorted(["A art. 10", "A art. 9", "A art. 9(2)"], key=natural) == ["A art. 9", "A art. 9(2)", "A art. 10"]
