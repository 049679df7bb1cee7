"""Quotations are slices with the deciding and the limiting words marked."""

from __future__ import annotations

from scorer.report import quotes
from tests import factories as make


def test_deciding_and_limiting_words_are_marked_and_nothing_is_lost() -> None:
    view = quotes.finding_quote(make.an_agreement(), make.a_finding(), label="x")
    (pieces,) = view.slices
    assert "".join(piece.text for piece in pieces) == make.DUTY
    assert [(p.text, p.decides, p.limit) for p in pieces if p.decides or p.limit] == [
        ("Neither Party shall leave", True, None),
        ("by repeated conduct", False, "L01 repeated conduct"),
    ]


def test_a_limit_inside_deciding_words_wins() -> None:
    finding = make.a_finding(marks=(make.a_span("without effect, by repeated conduct that"),))
    (pieces,) = quotes.finding_quote(make.an_agreement(), finding, label="x").slices
    assert [(p.text, p.decides, bool(p.limit)) for p in pieces[1:4]] == [
        ("without effect, ", True, False), ("by repeated conduct", False, True), (" that", True, False),
    ]  # fmt: skip


def test_a_limit_in_other_words_marks_nothing_here() -> None:
    finding = make.a_finding(qualifiers=(make.a_qualifier(make.REMEDY),), marks=())
    assert len(quotes.finding_quote(make.an_agreement(), finding, label="x").slices[0]) == 1


def test_each_slice_of_a_cut_quotation_stays_apart() -> None:
    at = make.some_evidence("Neither Party shall leave", "its labour statutes")
    view = quotes.quote(make.an_agreement(), at)
    assert ["".join(p.text for p in pieces) for pieces in view.slices] == ["Neither Party shall leave", "its labour statutes"]


def test_labels_follow_the_citation_and_tell_other_words_there_apart() -> None:
    same, other = make.a_finding(provision="labor.other"), make.a_finding("its labour statutes")
    note = make.a_finding(cite="Alpha ch. 3 n.4")
    named = quotes.labels(make.some_findings(findings=(make.a_finding(), same, other, note)))
    assert list(named.values()) == ["Alpha-3.2-1", "Alpha-3.2-1", "Alpha-3.2-1-b", "Alpha-3-n4"]
