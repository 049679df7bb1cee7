"""What an exhibit holds: its parts, requests, statements and length."""

from __future__ import annotations

import pytest

from scorer.errors import ReportError
from scorer.report.document import Document, Heading, Table, plain
from scorer.report.testimony import requests
from scorer.report.testimony.fitting import fitted, pages
from scorer.report.testimony.given import Cover, Length
from scorer.report.testimony.parts import NEVER_DROPPED
from tests import factories as make
from tests.testimonies import a_given, an_order, models_document, models_given


def text_of(document: Document) -> str:
    return " ".join(plain(paragraph.inlines) for paragraph in document.paragraphs())


def keys(document: Document) -> list[str]:
    return [part.key for part in document.parts]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        pytest.param(Length.SHORT, ["cover", "summary", "principles", "method", "limits", "sources"], id="short"),
        pytest.param(
            Length.STANDARD,
            [
                "cover",
                "summary",
                "principles",
                "evidence",
                "comparison",
                "requests",
                "method",
                "limits",
                "sources",
                "manifest",
                "authorities",
            ],
            id="standard",
        ),
    ],
)
def test_a_length_has_its_parts_in_order(length: Length, expected: list[str]) -> None:
    assert keys(models_document(length)) == expected


def test_the_full_length_has_the_articles_relied_on_under_their_own_label() -> None:
    part = next(part for part in models_document(Length.FULL).parts if part.key == "texts")
    headings = [block.text for block in part.blocks if isinstance(block, Heading)]
    assert headings[0] == "Exhibit A-1: texts relied on"
    assert headings[1].startswith("Model-Status-Quo art. ")


def test_the_first_paragraph_says_that_nobody_reviewed_it() -> None:
    document = models_document(Length.SHORT)
    assert document.status == "Draft, not reviewed"
    assert plain(next(document.paragraphs()).inlines).startswith("Answers were produced automatically and have not been reviewed.")


def test_facts_that_are_not_given_leave_no_gap() -> None:
    document = fitted(a_given(order=an_order(length=Length.SHORT)), "html")
    assert "None" not in text_of(document)
    assert "docket" not in text_of(document)


def test_what_was_not_read_is_told_first_and_for_every_agreement() -> None:
    cover = fitted(a_given(), "html").parts[0]
    told = " ".join(plain(block.inlines) for block in cover.blocks if not isinstance(block, (Heading, Table)))
    assert "Read of Alpha: the main text (" in told
    assert "The letters are not in this file." in told
    assert "Read of Beta: the main text (" in told


def test_a_page_limit_drops_parts_from_the_bottom_and_says_so() -> None:
    whole = models_document()
    limit = pages(whole, "md") - 1
    document = fitted(models_given(max_pages=limit), "md")
    assert pages(document, "md") <= limit
    assert set(keys(document)) >= NEVER_DROPPED
    dropped = [key for key in keys(whole) if key not in keys(document)]
    assert dropped == [key for key in keys(whole) if key not in NEVER_DROPPED][-len(dropped) :]
    assert "Left out to keep the page limit: " in text_of(document)


def test_a_page_limit_that_nothing_fits_is_an_error() -> None:
    with pytest.raises(ReportError, match="raise --max-pages"):
        fitted(models_given(max_pages=1), "md")


def test_an_unknown_principle_is_an_error_that_names_the_known() -> None:
    with pytest.raises(ReportError, match="no principle 'labour' in this rubric; expected one of: labor, isds, climate"):
        fitted(a_given(order=an_order(principles=("labour",))), "md")


def test_wording_is_taken_from_an_agreement_that_answers_in_full() -> None:
    found = requests.requests(a_given(), ["labor"])
    assert [(request.criterion.id, request.precedent.agreement.short) for request in found] == [("labor.enforce.effective", "Beta")]


def test_a_clause_that_does_harm_is_asked_to_be_left_out() -> None:
    found = requests.requests(a_given(), ["isds"])
    assert [(request.criterion.id, request.finding) for request in found] == [("isds.access.available", None)]
    assert "Leave out Alpha art. 11.8" in text_of(fitted(a_given(), "html"))


def test_a_precedent_that_names_other_places_is_marked_as_adapted() -> None:
    told = text_of(models_document())
    assert "quoted" in told
    quoted = [requests.wording_of(r.finding, r.precedent) for r in requests.requests(models_given(), ["labor", "enforcement"]) if r.finding]
    adapted = [q for q in quoted if any(piece.reference for pieces in q.slices for piece in pieces)]
    assert all("[" in q.text for q in adapted)


def test_exhibit_label_and_foot_go_with_the_document() -> None:
    document = fitted(a_given(order=an_order(cover=Cover(exhibit="Exhibit B"))), "html")
    assert (document.label, document.foot) == ("Exhibit B", "Just-trade rubric 0.1.0, 2026-01-02")


def test_generated_sentences_do_not_judge() -> None:
    told = text_of(models_document()).lower()
    assert [word for word in ("disastrous", "unfortunately", "shameful", "breached", "has violated") if word in told] == []


def test_without_a_sayable_clause_the_summary_says_so() -> None:
    card = make.a_scorecard(criteria=(make.an_unassessed_criterion(),), red_lines=())
    assert "No finding is stated" in text_of(fitted(a_given(card, others=()), "html"))
