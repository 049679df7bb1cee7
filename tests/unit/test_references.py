"""References resolved to eIds. The text is made up."""

from __future__ import annotations

import pytest

from scorer import structure
from scorer.model import SourceText
from scorer.references import Places, references

TEXT = """CHAPTER 1
General

Article 1.1: Scope

1. First.

2. Second:

(a) one; and

(b) two.

3. Third.

Article 1.2: Terms

Words.

CHAPTER TWO
Disputes

Article 2.1: Panels

1. First.

Article 2.2: Reports

Words.

Article 2.3: Costs

Words.

Section A: Rules

Article 2.4: Experts

Words.

Done at Alpha.

ANNEX 9-B
Lists

Words.

ANNEX II
Rates

Words.
"""
PLACES = Places(structure.build(SourceText("main", TEXT, "a.txt", "")))
HERE = "chp_1__art_1-1__para_2"


def eids(sentence: str, at: str = HERE) -> list[tuple[str, ...]]:
    return [reference.eids for reference in references(sentence, at, PLACES)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("under Article 2.1", [("chp_2__art_2-1",)], id="article"),
        pytest.param("under Article 1.1.2", [("chp_1__art_1-1__para_2",)], id="paragraph_in_the_number"),
        pytest.param("under Article 1.1(2)(a)", [("chp_1__art_1-1__para_2__subpara_a",)], id="items_in_brackets"),
        pytest.param("under Articles 1.2 and 2.2", [("chp_1__art_1-2", "chp_2__art_2-2")], id="list"),
        pytest.param("under Articles 1.2, 2.1 or 2.3", [("chp_1__art_1-2", "chp_2__art_2-1", "chp_2__art_2-3")], id="longer_list"),
        pytest.param("under Articles 2.1 through 2.3", [("chp_2__art_2-1", "chp_2__art_2-2", "chp_2__art_2-3")], id="range"),
        pytest.param("under Chapter Two (Disputes)", [("chp_2",)], id="chapter_in_words"),
        pytest.param("under Chapter 2 (Disputes)", [("chp_2",)], id="chapter_in_figures"),
        pytest.param("in this Chapter", [("chp_1",)], id="this_chapter"),
        pytest.param("in this Article", [("chp_1__art_1-1",)], id="this_article"),
        pytest.param("of this Agreement", [("body",)], id="this_agreement"),
        pytest.param("under paragraph 3", [("chp_1__art_1-1__para_3",)], id="paragraph_of_the_same_article"),
        pytest.param("under paragraph 2(b)", [("chp_1__art_1-1__para_2__subpara_b",)], id="item_of_a_paragraph"),
        pytest.param("under paragraph 1 of Article 2.1", [("chp_2__art_2-1__para_1",)], id="paragraph_of_an_article"),
        pytest.param("under the preceding paragraph", [("chp_1__art_1-1__para_1",)], id="preceding_paragraph"),
        pytest.param("under the following Article", [("chp_1__art_1-2",)], id="following_article"),
        pytest.param("the preceding Article", [()], id="none_before_the_first"),
        pytest.param("set out in Annex 9-B", [("att_9-B",)], id="annex_with_letter"),
        pytest.param("set out in Annex II", [("att_II",)], id="annex_in_numerals"),
        pytest.param("under Article VI of GATT 1994", [()], id="another_treaty"),
        pytest.param("under Article 99", [()], id="no_such_article"),
        pytest.param("An article of clothing and a chapter in history", [], id="no_reference"),
    ],
)
def test_a_reference_is_resolved_to_eids(sentence: str, expected: list[tuple[str, ...]]) -> None:
    assert eids(sentence) == expected


def test_articles_beside_each_other_may_lie_in_different_chapters() -> None:
    assert eids("the following Article", "chp_1__art_1-2") == [("chp_2__art_2-1",)]


def test_characters_of_the_reference_are_told() -> None:
    sentence = "as set out in Articles 1.2 and 2.2, the Parties"
    (reference,) = references(sentence, HERE, PLACES)
    assert sentence[reference.start : reference.end] == "Articles 1.2 and 2.2"
