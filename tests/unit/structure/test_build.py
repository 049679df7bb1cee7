"""Whole trees from plain text and from declared headings, on texts of our own."""

from __future__ import annotations

import pytest

from scorer.model import CharSpan, Mark, Node, SourceText
from scorer.structure import build


def tree_of(text: str, *marks: Mark) -> Node:
    return build(SourceText("main", text, "made-up.txt", "0" * 64, marks=marks))


def eids(text: str) -> list[str]:
    return [node.eid for node in tree_of(text).walk()][1:]


def articles(text: str) -> list[tuple[str | None, str | None]]:
    return [(node.num, node.heading) for node in tree_of(text).walk() if node.kind == "article"]


@pytest.mark.parametrize(
    ("heading", "num", "title"),
    [
        pytest.param("ARTICLE 19.3\nWages And Hours", "19.3", "Wages And Hours", id="title_below"),
        pytest.param("Article 19.3: Wages and Hours", "19.3", "Wages and Hours", id="colon"),
        pytest.param("Article 1114 - Wages and hours", "1114", "Wages and hours", id="dash"),
        pytest.param("Article G-14 Wages and Hours", "G-14", "Wages and Hours", id="letter"),
        pytest.param("Art. XX\n\nWages and hours", "XX", "Wages and hours", id="roman"),
        pytest.param("ARTICLE TWENTY-ONE\nWages", "TWENTY-ONE", "Wages", id="words"),
        pytest.param("Article 7 bis\nWages", "7 bis", "Wages", id="bis"),
        pytest.param("Article 7", "7", None, id="no_title"),
        pytest.param(
            "Article 7\nWages paid and hours having\nequal weight", "7", "Wages paid and hours having equal weight", id="two_lines"
        ),
        pytest.param("Article 7\nPromotion of Wages and\nHours", "7", "Promotion of Wages and Hours", id="line_that_ends_open"),
    ],
)
def test_article_headings_of_all_styles(heading: str, num: str, title: str | None) -> None:
    assert articles(f"CHAPTER 1\nGoods\n\n{heading}\n\n1. The Parties shall meet.") == [(num, title)]


@pytest.mark.parametrize(
    ("heading", "eid", "num", "title"),
    [
        pytest.param("CHAPTER 16\nLABOUR", "chp_16", "16", "LABOUR", id="figure"),
        pytest.param("CHAPTER ELEVEN\nInvestment", "chp_11", "ELEVEN", "Investment", id="words"),
        pytest.param("Chapter IV: Wages", "chp_IV", "IV", "Wages", id="roman"),
        pytest.param("CHAPTER G\nWages", "chp_G", "G", "Wages", id="letter"),
        pytest.param("TITLE II\n\nWAGES", "title_II", "II", "WAGES", id="title"),
        pytest.param("Section A - Wages", "sec_A", "A", "Wages", id="section"),
    ],
)
def test_division_headings_of_all_styles(heading: str, eid: str, num: str, title: str) -> None:
    root = tree_of(f"{heading}\n\nArticle 1\nScope\n\nThe Parties shall meet.")
    assert [(node.eid, node.num, node.heading) for node in root.children] == [(eid, num, title)]


def test_a_reference_at_the_head_of_a_line_is_no_heading() -> None:
    text = "Article 4\nScope\n\nA Party may act under\nArticle 9.\nNothing limits what follows from\nArticle 3 (Duties); it may also wait."
    assert articles(text) == [("4", "Scope")]


def test_the_first_line_of_an_article_is_no_title() -> None:
    text = "Article 4\n\nGoods that cross the border between two\nparties pay nothing.\n\nArticle 5\n\nServices too."
    assert articles(text) == [("4", None), ("5", None)]


def test_paragraphs_lists_and_notes_get_akoma_ntoso_eids() -> None:
    text = (
        "CHAPTER 2\nWork\n\nArticle 2.1: Hours\n\n1. Each Party shall limit:\n\n(a) hours by day, namely:\n(i) in mines; or\n(ii) at sea;\n"
        "(b) hours by week.\n3 For greater certainty, a week has seven days.\n\n2. No Party shall pay less for that.\n"
    )
    above = "chp_2__art_2-1"
    below = ["", "__para_1", "__para_1__subpara_a", "__para_1__subpara_a__point_i", "__para_1__subpara_a__point_ii", "__para_1__subpara_b"]
    assert eids(text) == ["chp_2", *(above + eid for eid in below), above + "__authorialNote_3", above + "__para_2"]


def test_a_note_inside_a_list_stands_between_its_items() -> None:
    text = "Article 1\nScope\n\n1. It covers:\n(a) fish;\n3 For clarity, also shellfish.\n\n(b) timber."
    assert eids(text)[-3:] == ["art_1__para_1__subpara_a", "art_1__para_1__authorialNote_3", "art_1__para_1__subpara_b"]


def test_a_sentence_goes_on_after_a_note() -> None:
    text = "Article 1\nScope\n\n1. Each Party shall keep fish3\n\n3 For clarity, also shellfish.\n\nand timber from harm."
    root = tree_of(text)
    paragraph = next(node for node in root.walk() if node.kind == "paragraph")
    assert [child.kind for child in paragraph.children] == ["authorialNote"]
    assert text[paragraph.span.start : paragraph.span.end].endswith("and timber from harm.")


def test_closing_words_of_a_list_belong_to_what_the_list_stands_in() -> None:
    text = "Article 1\nScope\n\n1. A Party that:\n(a) fishes; or\n(b) logs;\nin a manner that harms trade shall stop."
    item = next(node for node in tree_of(text).walk() if node.num == "b")
    assert text[item.span.start : item.span.end] == "(b) logs;"


def test_an_unnumbered_paragraph_after_a_list_belongs_to_the_paragraph() -> None:
    text = "Article 1\nScope\n\n1. It covers:\n(a) fish;\n(b) timber.\n\nOther goods follow.\n\n2. It ends."
    nodes = {node.eid: node for node in tree_of(text).walk()}
    first, item = nodes["art_1__para_1"], nodes["art_1__para_1__subpara_b"]
    assert text[first.span.start : first.span.end].endswith("Other goods follow.")
    assert text[item.span.start : item.span.end] == "(b) timber."


def test_numbers_that_restart_in_each_chapter_keep_apart() -> None:
    text = "CHAPTER 1\nGoods\n\nArticle 1\nScope\n\nAll.\n\nCHAPTER 2\nServices\n\nArticle 1\nScope\n\nNone."
    assert eids(text) == ["chp_1", "chp_1__art_1", "chp_2", "chp_2__art_1"]


def test_an_annex_after_the_last_article_of_a_chapter_is_part_of_the_chapter() -> None:
    goods = "CHAPTER 1\nGoods\n\nArticle 1\nScope\n\nAll goods.\n\nANNEX 1-A\n\nFish and timber."
    text = f"{goods}\n\nCHAPTER 2\nServices\n\nArticle 2\nScope\n\nAll services."
    assert eids(text) == ["chp_1", "chp_1__art_1", "chp_1__att_1-A", "chp_2", "chp_2__art_2"]


def test_an_annex_after_the_closing_formula_has_articles_of_its_own() -> None:
    text = "Article 1\nScope\n\nAll goods.\n\nDone at Alpha, in two copies.\n\nANNEX I\nFish\n\nArticle 1\nNets\n\nNo nets."
    assert eids(text) == ["art_1", "conclusions", "att_I", "att_I__art_1"]


def test_a_table_of_contents_is_not_a_second_copy() -> None:
    entries = "\n".join(f"CHAPTER {n}\n\nTitle {word} (Articles {n}.1 to {n}.2)" for n, word in enumerate("ABCDEF", 1))
    chapters = "\n\n".join(
        f"CHAPTER {n}\n\nTitle {word}\n\nArticle {n}.1\n\nScope\n\n" + "Fish are free. " * 40 for n, word in enumerate("ABCDEF", 1)
    )
    root = tree_of(f"Treaty\n\nCONTENTS\n\n{entries}\n\nThe two lands,\n\nWISHING to trade, agree:\n\n{chapters}")
    assert [node.eid for node in root.children] == ["preface", "preamble", *(f"chp_{n}" for n in range(1, 7))]


def test_a_table_of_contents_without_empty_lines_is_the_preface() -> None:
    entries = "\n".join(
        f"Chapter {c} Group {c}\nArticle {2 * c - 1} Meetings of Group {c}\nArticle {2 * c} Costs of Group {c}" for c in range(1, 6)
    )
    body = "\n".join(
        f"Chapter {c}\nGroup {c}\n"
        + "\n".join(f"Article {n}\nDuty {n}\n{'The office shall write letters. ' * 9}" for n in (2 * c - 1, 2 * c))
        for c in range(1, 6)
    )
    text = f"AGREEMENT ON OFFICES\nTable of Contents\nPreamble\n{entries}\n3\nPreamble\nThe Parties,\nHave agreed as follows:\n{body}"
    top = tree_of(text).children
    assert [(node.kind, node.num) for node in top] == [("preface", None), ("preamble", None), *(("chapter", str(c)) for c in range(1, 6))]
    assert text[top[1].span.start : top[1].span.end].split("\n")[:2] == ["Preamble", "The Parties,"]
    assert [len(chapter.children) for chapter in top[2:]] == [2] * 5


def test_a_heading_after_a_page_number_is_one() -> None:
    assert articles("Article 1\nThe office shall be open.\n12\nArticle 2\nHours\nIt opens at eight.") == [("1", None), ("2", "Hours")]
    assert articles("Article 1\nThe office shall be open under the rules of\n12\nArticle 2 and shall close.") == [("1", None)]


def test_a_heading_of_its_own_stands_after_words_that_end_with_a_number() -> None:
    assert articles("Article 1\n\nThe office shall be open. Rooms of the Office Article 2\n\nARTICLE 2\n\nRooms\n\nThey are dry.")[1:] == [
        ("2", "Rooms")
    ]
    assert articles("Article 1\n\nThe office shall act under Articles\n\nArticle 2 and 3.") == [("1", None)]


def test_a_chapter_in_capitals_begins_after_a_page_that_breaks_off() -> None:
    text = "CHAPTER ONE\nGOODS\n\nArticle 1\nDuties\nEach pays what it owes the\n1-2\nCHAPTER TWO\nWAGES\nArticle 2\nHours\nThey meet."
    assert [child.heading for child in tree_of(text).children] == ["GOODS", "WAGES"]


@pytest.mark.parametrize(
    ("before", "found"),
    [
        pytest.param("The sides meet from the date of entry", ["1", "2"], id="sentence_without_its_stop"),
        pytest.param("The sides meet.\nIndirect duties", ["1", "2"], id="title_of_a_group_of_articles"),
        pytest.param("The sides meet in accordance with", ["1"], id="reference"),
        pytest.param("The sides meet as the Committee asks,", ["1"], id="comma"),
    ],
)
def test_the_next_article_begins_after_words_that_end_without_a_stop(before: str, found: list[str]) -> None:
    assert [num for num, _ in articles(f"Article 1\nMeetings\n{before}\nArticle 2\nReports on trade\n1. They report.")] == found


def test_the_number_of_another_article_begins_none() -> None:
    text = "Article 1\nMeetings\nThe sides meet as laid down by the Committee\nArticle 5\nReports on trade\n1. They report."
    assert [num for num, _ in articles(text)] == ["1"]


def test_recitals_of_an_annexed_instrument_belong_to_the_annex() -> None:
    text = (
        "PREAMBLE\n\nWe,\n\nArticle 1\n\nWe meet.\n\nDone at Alpha.\n\nANNEX 1\nSTATUTE\n\nPREAMBLE\n\nWe,\n\nTITLE I\nTASKS\n\nWe act.\n"
    )
    assert "att_1__preamble" in eids(text)
    assert "att_1__title_I" in eids(text)


def test_an_annex_named_above_the_recitals_heads_none_of_them() -> None:
    text = "ANNEX 2\n\nPact of the sides\n\nThe sides,\n\nArticle 1\n\nThey meet."
    marks = [Mark("preamble", CharSpan(0, 0)), Mark("article", CharSpan(text.index("Article"), text.index("They")), "1")]
    assert [node.eid for node in tree_of(text, *marks).walk()][1:] == ["preamble", "art_1"]


def test_a_table_of_contents_may_write_numbers_in_another_way() -> None:
    words = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"]
    table = "".join(f"CHAPTER {at}: TASKS\n" for at in range(1, 7))
    body = "".join(f"CHAPTER {word}\nTASKS\nArticle {at}.1\n{'The sides meet. ' * 40}\n" for at, word in enumerate(words, 1))
    assert [eid for eid in eids(f"CONTENTS\n{table}{body}") if eid.startswith("chp")][:3] == ["chp_1", "chp_1__art_1-1", "chp_2"]


def test_numbers_in_words_head_articles_of_running_text() -> None:
    lines = " ".join(f"Article {word} a- The sides shall meet. {'They talk. ' * 90}" for word in ("One", "Two", "Three"))
    assert [num for num, _ in articles(f"It was agreed. {lines}")] == ["One", "Two", "Three"]


def test_a_division_in_running_text_is_titled_by_all_before_its_first_article() -> None:
    filler = "They talk. " * 90
    text = f"It was agreed. CHAPTER I General Tasks Article 1 Scope of Talks The sides meet. {filler}Article 2 Reports The sides report. "
    text += f"They pay. Article 1 4 (Talks) says how. {filler}CHAPTER II Last Tasks Article 3 End The sides rest. {filler}"
    nodes = [node for node in tree_of(text).walk() if node.kind in ("chapter", "article")]
    assert [node.num for node in nodes] == ["I", "1", "2", "II", "3"]
    assert [node.heading for node in nodes if node.kind == "chapter"] == ["General Tasks", "Last Tasks"]


def test_a_chapter_begins_after_the_number_of_a_page_of_a_chapter() -> None:
    text = "Chapter One\nTasks\nArticle 1.1: Talks\nThe sides meet.\n2-1\nChapter Two\nFunds\nArticle 2.1: Fees\nThe sides pay."
    assert eids(text) == ["chp_1", "chp_1__art_1-1", "chp_2", "chp_2__art_2-1"]


def test_the_word_behind_protocol_is_not_always_its_number() -> None:
    text = "Article 1\nTalks\nThe sides meet.\n\nDone at Alpha.\n\nPROTOCOL TO THE PACT OF SIDES\n\n1. The sides pay."
    (annex,) = [node for node in tree_of(text).walk() if node.kind == "attachment"]
    assert (annex.num, annex.heading) == (None, "TO THE PACT OF SIDES")


def test_a_format_that_marks_no_title_above_chapters_has_them_side_by_side() -> None:
    text = "We,\nCHAPTER I\nARTICLE 1\nWe meet.\nTITLE IV\nARTICLE 2\nWe pay."
    places = [("chapter", "We,", None), ("chapter", "CHAPTER I", "I"), ("article", "ARTICLE 1", "1")]
    places += [("title", "TITLE IV", "IV"), ("article", "ARTICLE 2", "2")]
    marks = [Mark(kind, CharSpan(text.index(words), text.index(words) + (len(words) if num else 0)), num) for kind, words, num in places]
    assert [node.eid for node in tree_of(text, *marks).walk()][-4:] == ["chp_I", "chp_I__art_1", "title_IV", "title_IV__art_2"]


def test_chapters_of_running_text_may_be_counted_through_its_parts() -> None:
    filler = "They talk. " * 60
    parts = {"ONE": (1, 2, 3), "TWO": (4, 5, 6)}
    text = "It was agreed. " + "".join(
        f"PART {part} " + "".join(f"CHAPTER {n} Tasks Article {n}-01 Talks The sides meet. {filler}" for n in chapters)
        for part, chapters in parts.items()
    )
    assert [node.num for node in tree_of(text).walk() if node.kind == "chapter"] == list("123456")


def test_sections_that_begin_again_lie_below_chapters_even_where_a_section_is_met_first() -> None:
    section = "Section {}: Part of it\n\nArticle {}\nScope\n\nThe Parties shall meet.\n\n"
    text = section.format("A", 1) + "".join(
        f"CHAPTER {n}\nGoods\n\n" + section.format("A", f"{n}.1") + section.format("B", f"{n}.2") for n in (2, 3)
    )
    assert [node.eid for node in tree_of(text).walk() if node.kind == "section"] == [
        "sec_A",
        *(f"chp_{n}__sec_{letter}" for n in (2, 3) for letter in "AB"),
    ]


def test_headings_are_found_in_running_text() -> None:
    body = "A Party may send its fish to the other Party, as Article 9 of the old treaty says, and no duty is due on them. " * 9
    text = "The lands AGREE as follows: " + " ".join(f"ARTICLE {n}. Free Movement of Goods 1. {body} 2. {body}" for n in range(1, 5))
    assert articles(text) == [(str(n), "Free Movement of Goods") for n in range(1, 5)]
    assert "art_2__para_2" in eids(text)


def test_numbers_declared_by_the_format_need_no_guessing() -> None:
    text = "Hours\n\nThe Parties shall meet.\n\nArticle 9 of another treaty\n\nstays in force."
    root = tree_of(text, Mark("article", CharSpan(0, 5), "3", "Hours"))
    assert [(node.eid, node.heading) for node in root.walk()][1:] == [("art_3", "Hours")]


def test_a_text_without_headings_keeps_its_paragraphs() -> None:
    assert eids("1. Each Party shall meet.\n\n2. It shall report.") == ["para_1", "para_2"]


@pytest.mark.parametrize(
    "text", ["", " \n ", "\ufeff", "Article", "CHAPTER 1", "(a)", "1.\n1.\n1.", "Article 1\nArticle 1\n", "\ud800 1. \ud800"]
)
def test_odd_texts_are_accepted(text: str) -> None:
    assert tree_of(text).span == (0, len(text))
