"""Citations, and the index they are read from."""

from __future__ import annotations

import pytest

from scorer import structure
from scorer.cite import cite
from scorer.model import Agreement, Node, SourceText
from scorer.outline import Outline

TEXT = """The Parties, wishing to trade,

CHAPTER ONE
Work

Article 1.1
Pay

1. Each Party shall:
(a) pay:
(i) by day;
(ii) by week;
- in coin;
(b) rest.
3 For clarity, a week has seven days.

2. It may wait.

2. It may stop.

ANNEX 1-A
Coins

1. Each coin counts.

Done at Alpha.

Protocol 2
Fish

Article 1
Nets

No nets.
"""
RESTARTING = "".join(
    f"CHAPTER {n}\nWork\n\nArticle 1\nPay\n\n1. Each Party pays.\n\nArticle 2\nRest\n\nEach Party rests.\n\n" for n in (1, 2)
)


def cited(eid: str, text: str = TEXT, short: str | None = None) -> str:
    part = SourceText("main", text, "made-up.txt", "0" * 64, short=short)
    return cite(Agreement("alpha", "Alpha Pact", "ABTP", (part,)), part, Outline(structure.build(part)), eid).text


@pytest.mark.parametrize(
    ("eid", "expected"),
    [
        ("body", "ABTP"),
        ("preamble", "ABTP preamble"),
        ("chp_1", "ABTP ch. 1"),
        ("chp_1__art_1-1", "ABTP art. 1.1"),
        ("chp_1__art_1-1__para_1", "ABTP art. 1.1(1)"),
        ("chp_1__art_1-1__para_1__subpara_a__point_ii", "ABTP art. 1.1(1)(a)(ii)"),
        ("chp_1__art_1-1__authorialNote_3", "ABTP ch. 1 n.3"),
        ("chp_1__art_1-1__para_2", "ABTP art. 1.1(2)"),
        ("chp_1__art_1-1__para_2_2", "ABTP in art. 1.1"),
        ("chp_1__att_1-A__para_1", "ABTP Annex 1-A(1)"),
        ("conclusions", "ABTP conclusion"),
        ("att_2__art_1", "ABTP Protocol 2 art. 1"),
    ],
)
def test_places_are_cited_as_lawyers_do(eid: str, expected: str) -> None:
    assert cited(eid) == expected


def test_an_annex_without_articles_is_cited_by_its_sections_and_recitals() -> None:
    text = (
        "PREAMBLE\nWe,\nArticle 1\nWe meet.\nDone at A.\nANNEX 3\nSTATUTE\nPREAMBLE\nWe,\nTITLE II\nTASKS\nSection 4\n(a) rest;\n(b) pay."
    )
    assert cited("att_3__preamble", text) == "ABTP Annex 3 preamble"
    assert cited("att_3__title_II__sec_4__subpara_b", text) == "ABTP Annex 3 title II sec. 4(b)"


def test_an_item_without_a_number_is_cited_by_what_it_stands_in() -> None:
    dash = next(node.eid for node in tree().walk() if node.kind in ("point", "indent") and node.num is None)
    assert cited(dash) == "ABTP in art. 1.1(1)(a)(ii)"


def test_a_footnote_whose_number_comes_again_in_its_chapter_is_cited_by_its_article() -> None:
    again = TEXT.replace(
        "ANNEX 1-A", "Article 1.2\nRest\n\n1. Each Party shall rest.\n3 For clarity, rest is sleep.\n\n2. Each may wake.\n\nANNEX 1-A"
    )
    assert cited("chp_1__art_1-1__authorialNote_3", again) == "ABTP art. 1.1 n.3"


RECITALS = (
    "Preamble\n\nThe Parties,\n\nSEEKING fair trade;\n\nRECALLING their duties; and\n\n"
    "WISHING to act,\n\nHAVE AGREED:\n\nArticle 1\nPay\n\nNo pay.\n"
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("SEEKING", "ABTP preamble, recital 1 [counted]", id="first"),
        pytest.param("duties", "ABTP preamble, recital 2 [counted]", id="inside_the_second"),
        pytest.param("WISHING", "ABTP preamble, recital 3 [counted]", id="after_and"),
    ],
)
def test_recitals_are_counted(words: str, expected: str) -> None:
    part = SourceText("main", RECITALS, "made-up.txt", "0" * 64)
    outline = Outline(structure.build(part))
    found = cite(Agreement("alpha", "Alpha Pact", "ABTP", (part,)), part, outline, "preamble", RECITALS.index(words))
    assert found.text == expected


def test_recitals_without_semicolons_are_not_counted() -> None:
    text = RECITALS.replace(";", ".")
    part = SourceText("main", text, "made-up.txt", "0" * 64)
    found = cite(Agreement("alpha", "Alpha Pact", "ABTP", (part,)), part, Outline(structure.build(part)), "preamble", text.index("WISHING"))
    assert found.text == "ABTP preamble"


def test_the_chapter_is_named_where_article_numbers_restart() -> None:
    assert cited("chp_2__art_1__para_1", RESTARTING) == "ABTP ch. 2 art. 1(1)"


def test_a_part_is_cited_by_its_own_short_name() -> None:
    assert cited("chp_1__art_1-1", short="ABSA") == "ABSA art. 1.1"


def test_a_citation_names_the_headings_above_it() -> None:
    part = SourceText("main", TEXT, "made-up.txt", "0" * 64)
    found = cite(Agreement("alpha", "Alpha Pact", "ABTP", (part,)), part, Outline(tree()), "chp_1__art_1-1__para_1")
    assert (found.article, found.paragraph, found.headings) == ("1.1", "1", ("Work", "Pay"))


def tree() -> Node:
    return structure.build(SourceText("main", TEXT, "made-up.txt", "0" * 64))


def test_the_deepest_node_at_an_offset_is_found() -> None:
    outline = Outline(tree())
    assert outline.at(TEXT.index("by week")).eid == "chp_1__art_1-1__para_1__subpara_a__point_ii"
    assert outline.at(TEXT.index("For clarity")).eid == "chp_1__art_1-1__authorialNote_3"


def test_ancestors_come_from_the_root_down() -> None:
    assert [node.eid for node in Outline(tree()).ancestors("chp_1__art_1-1__para_1")] == ["body", "chp_1", "chp_1__art_1-1"]


def test_an_unknown_eid_is_an_error() -> None:
    with pytest.raises(KeyError):
        Outline(tree()).node("art_99")
