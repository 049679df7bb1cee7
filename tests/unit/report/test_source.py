"""The copy of the source inside a page: whole, folded by the tree, with the quoted clauses marked where citations lead."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from scorer.model import CharSpan, Node, Publication, Scorecard
from scorer.report import source, write_comparison, write_scorecard
from scorer.report.source import Fold, Passage
from scorer.report.views import Layout
from tests import factories as make

DATE = "2026-01-02"


def a_tree() -> Node:
    """Return the tree of the factories' text: a chapter with its article, and two articles after it."""
    text = make.TEXT
    heads = [text.index(f"Article {num}") for num in ("3.2", "9.4", "11.8")]
    ends = [*heads[1:], len(text)]
    bodies = [text.index("\n", start) + 1 for start in heads]
    nums = ("3-2", "9-4", "11-8")
    articles = [
        Node("article", f"art_{num}", CharSpan(start, end), CharSpan(body, end))
        for num, start, body, end in zip(nums, heads, bodies, ends, strict=True)
    ]
    chapter = Node("chapter", "chp_3", CharSpan(0, ends[0]), CharSpan(heads[0], ends[0]), "3", "Labour", (articles[0],))
    return Node("body", "body", CharSpan(0, len(text)), CharSpan(0, len(text)), children=(chapter, *articles[1:]))


def page(**layout: bool) -> Any:
    """Return a scorecard's page as elements."""
    card = make.a_scorecard(findings=make.some_findings(trees={"main": a_tree()}))
    return html.fromstring(write_scorecard(card, date=DATE, layout=Layout(**layout)))


def card_of(text: str, tree: Node | None = None) -> Scorecard:
    """Return a card of a text in which nothing was found."""
    agreement = make.an_agreement(parts=(make.a_part(text),))
    findings = make.some_findings(agreement, (), trees={"main": tree} if tree else {})
    return make.a_scorecard(findings=findings, criteria=(), red_lines=())


def joined(pieces: tuple[Fold | Passage, ...]) -> str:
    """Return the characters of a copy in order."""
    return "".join(p.text if isinstance(p, Passage) else joined(p.heading) + joined(p.inside) for p in pieces)


def test_the_copy_without_its_tags_is_the_source_text() -> None:
    assert page().xpath("//div[@class='source']")[0].text_content() == make.TEXT


def test_the_copy_of_a_published_text_names_collection_licence_and_citation() -> None:
    part = make.a_part(published=Publication("Some Texts", "CC BY-NC 4.0", "Somebody (2001).", "https://example.org/1.xml"))
    card = make.a_scorecard(findings=make.some_findings(make.an_agreement(parts=(part,))))
    credit = "From Some Texts, CC BY-NC 4.0, https://example.org/1.xml. Cite: Somebody (2001). Whoever passes this copy on"
    assert credit in write_scorecard(card, date=DATE)
    assert credit not in write_scorecard(make.a_scorecard(), date=DATE)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.data())
@settings(max_examples=40)
def test_any_text_is_copied_whole_whatever_its_tree(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    article = Node("article", "chp_1__art_1", CharSpan(cuts[1], cuts[2]), CharSpan(cuts[1], cuts[2]))
    chapter = Node("chapter", "chp_1", CharSpan(cuts[0], cuts[3]), CharSpan(cuts[0], cuts[3]), children=(article,))
    tree = Node("body", "body", CharSpan(0, len(text)), CharSpan(0, len(text)), children=(chapter,))
    (copy,) = source.copies([card_of(text, tree)], ["Alpha"])
    assert joined(copy.pieces) == text


def test_every_quoted_clause_leads_to_its_words_in_the_copy() -> None:
    shown = page()
    links = {(a.text_content(), shown.get_element_by_id(a.get("href")[1:]).text_content()) for a in shown.xpath("//cite/a")}
    assert links == {
        ("Alpha art. 3.2(1)", "Neither Party shall leave"),
        ("Alpha art. 3.2(1)", make.DUTY[make.DUTY.index("by repeated") :]),
        ("Alpha art. 9.4", make.REMEDY),
        ("Alpha art. 11.8", make.CONSENT),
    }


def test_the_words_that_decided_are_marked_in_the_copy() -> None:
    assert "Neither Party shall leave" in [mark.text_content() for mark in page().xpath("//div[@class='source']//mark")]


def test_articles_fold_under_their_headings_inside_their_chapter() -> None:
    folds = page().xpath("//div[@class='source']/details")
    assert [fold[0].text_content() for fold in folds] == ["Chapter 3 Labour\n", "Article 9.4 Remedies\n", "Article 11.8 Consent\n"]
    assert [inner[0].text_content() for inner in folds[0].xpath("./details")] == ["Article 3.2 Keeping the law alive\n"]


@pytest.mark.parametrize("layout", [{"source": False}, {"source": False, "unfolded": True}], ids=["folded", "unfolded"])
def test_without_the_source_nothing_leads_into_it(layout: dict[str, bool]) -> None:
    shown = page(**layout)
    assert shown.xpath("//div[@class='source'] | //*[@id='source'] | //cite/a") == []
    assert len(shown.xpath("//details[@class='question'][@open]")) == (4 if layout.get("unfolded") else 0)


def test_without_the_source_further_clauses_are_quoted() -> None:
    both = make.a_criterion(findings=(0, 1))
    pages = [
        write_scorecard(make.a_scorecard(criteria=(both,), red_lines=()), date=DATE, layout=Layout(source=each)) for each in (True, False)
    ]
    shown = [[q.text_content() for q in html.fromstring(text).xpath("//div[@class='answer']//q")] for text in pages]
    assert [make.CONSENT in quotes for quotes in shown] == [False, True]


def test_a_text_that_two_agreements_share_is_copied_once() -> None:
    twin = make.a_scorecard(findings=make.some_findings(make.an_agreement(id="twin", short="Twin")))
    shown = html.fromstring(write_comparison([make.a_scorecard(), twin], date=DATE))
    assert len(shown.xpath("//div[@class='source']")) == 1
