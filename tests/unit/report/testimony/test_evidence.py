"""Quotations of a length: always slices, with dots where words are left out."""

from __future__ import annotations

from scorer.model import Bearer, CharSpan, Evidence, Finding, Findings, Node, Strength
from scorer.report.testimony import evidence
from tests import factories as make

LIST = "1. Each Party shall adopt:\n(a) a law; and\n1 A note on laws.\n(b) a practice.\n"


def a_list() -> Findings:
    """Return findings in a text with a list, one item of which has a footnote."""
    note = Node("authorialNote", "n1", make.a_span("1 A note on laws.", LIST), make.a_span("A note on laws.", LIST), "1")
    item = Node(
        "subparagraph",
        "p1__a",
        make.a_span("(a) a law; and\n1 A note on laws.", LIST),
        make.a_span("a law; and", LIST),
        "a",
        children=(note,),
    )
    para = Node("paragraph", "p1", CharSpan(0, len(LIST)), CharSpan(3, len(LIST)), "1", children=(item,))
    tree = Node("body", "body", CharSpan(0, len(LIST)), CharSpan(0, len(LIST)), children=(para,))
    agreement = make.an_agreement(parts=(make.a_part(LIST),))
    words = "Each Party shall adopt:"
    at = Evidence("main", "p1", (make.a_span(words, LIST),), make.a_citation(), words)
    placed = Finding("labor.effective_enforcement", at, Strength.BINDING_SHALL, Bearer.EACH_PARTY)
    return make.some_findings(agreement, (placed,), trees={"main": tree})


def test_a_short_clause_is_quoted_whole() -> None:
    quoted = evidence.excerpt(make.an_agreement(), make.some_evidence(), 44)
    assert (quoted.text, quoted.before, quoted.after) == (make.DUTY, False, False)


def test_a_cut_is_shown_by_dots() -> None:
    assert evidence.excerpt(make.an_agreement(), make.some_evidence(), 4).text == "Neither Party shall leave …"


def test_a_cut_keeps_the_deciding_words() -> None:
    quoted = evidence.excerpt(make.an_agreement(), make.some_evidence(), 5, marks=(make.a_span("repeated conduct"),))
    assert quoted.text == "… without effect, by repeated conduct …"


def test_a_lead_in_keeps_its_last_words() -> None:
    at = make.some_evidence(make.DUTY, make.REMEDY)
    text = evidence.excerpt(make.an_agreement(), at, 20).text
    assert " … conduct that touches commerce between them. … " in text


def test_a_colon_brings_the_list_without_its_footnotes() -> None:
    findings = a_list()
    assert evidence.whole(findings, findings.findings[0].at).text == "Each Party shall adopt: (a) a law; and … (b) a practice."


def test_an_excerpt_that_stops_before_its_list_says_so() -> None:
    findings = a_list()
    assert evidence.excerpt(findings.agreement, findings.findings[0].at, 44).text == "Each Party shall adopt: …"


def test_deciding_words_are_marked() -> None:
    quoted = evidence.whole(make.some_findings(), make.some_evidence(), marks=(make.a_span("shall leave"),))
    assert [piece.text for piece in quoted.slices[0] if piece.decides] == ["shall leave"]
