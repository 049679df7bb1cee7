"""HTML: the page's content, without the site around it."""

from __future__ import annotations

import pytest

from scorer.model import SourceText
from scorer.sources import formats

TEXT = "<p>The Parties shall consult on wages and on hours of work.</p>" * 5


def read(body: str, head: str = "") -> SourceText:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return formats.read(page.encode(), file="page.html", sha256="").parts[0]


@pytest.mark.parametrize(
    "clutter",
    [
        pytest.param("<nav><a href='/'>Home</a></nav>", id="nav"),
        pytest.param("<header><h1>Site</h1></header>", id="header"),
        pytest.param("<footer><p>Contact us</p></footer>", id="footer"),
        pytest.param("<script>var party = 'shall';</script>", id="script"),
        pytest.param("<style>p { color: red }</style>", id="style"),
        pytest.param("<form><label>Search</label><input></form>", id="form"),
        pytest.param("<div class='cookie-banner big'>We use cookies</div>", id="cookies"),
        pytest.param("<div role='navigation'>Menu</div>", id="role"),
        pytest.param("<div hidden>Hidden</div>", id="hidden"),
        pytest.param("<ul>" + "<li><a href='/p'>Another page</a></li>" * 6 + "</ul>", id="list_of_links"),
        pytest.param("<template><p>Later</p></template>", id="template"),
        pytest.param("<!-- The Parties -->", id="comment"),
    ],
)
def test_what_is_not_content_is_left_out(clutter: str) -> None:
    assert read(clutter + TEXT + clutter).text == read(TEXT).text


def test_a_main_element_is_the_content() -> None:
    assert read(f"<p>Read also our other pages.</p><main>{TEXT}</main><div>Latest news</div>").text == read(TEXT).text


def test_a_small_article_element_is_not_taken_for_the_content() -> None:
    assert read(f"<article><p>News of the day</p></article>{TEXT}").text.count("consult") == 5


def test_a_form_around_the_whole_page_is_not_left_out() -> None:
    assert read(f"<form action='/'>{TEXT}</form>").text == read(TEXT).text


def test_headings_become_marks_and_lines_in_them_are_kept() -> None:
    part = read("<h2>Article 1<br>Scope</h2><p>The Parties act.</p><h2>Article 2</h2><h3>Duty</h3><p>They act.</p>")
    assert [(mark.num, mark.heading) for mark in part.marks] == [("1", "Scope"), ("2", "Duty")]
    assert part.text == "Article 1\nScope\n\nThe Parties act.\n\nArticle 2\nDuty\n\nThey act."


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        pytest.param("<ol>", ["1. one;", "2. two."], id="numbers"),
        pytest.param("<ol type=a>", ["a. one;", "b. two."], id="letters"),
        pytest.param("<ol type=i start=3>", ["iii. one;", "iv. two."], id="roman_from_three"),
        pytest.param("<ul>", ["• one;", "• two."], id="bullets"),
    ],
)
def test_list_items_carry_the_marker_that_a_browser_shows(opening: str, expected: list[str]) -> None:
    assert read(f"{opening}<li>one;</li><li>two.</li></ol>").text.split("\n\n") == expected


def test_an_item_that_prints_its_own_marker_gets_no_second_one() -> None:
    assert read("<ul><li>(a) one;</li><li>(b) two.</li></ul>").text == "(a) one;\n\n(b) two."


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("<ol><li id='n1'>Pay. <a href='#r1'>↩</a></li></ol>", id="list"),
        pytest.param("<p id='n1'>1 Pay.</p>", id="paragraph"),
        pytest.param("<p><a name='n1' href='#r1'>[1]</a> Pay.</p>", id="anchor"),
        pytest.param("<div id='n1'><p><sup>1</sup> Pay.</p></div>", id="block"),
    ],
)
def test_footnotes_behind_links_follow_their_paragraph(note: str) -> None:
    part = read(f"<p>On wages<sup><a id='r1' href='#n1'>1</a></sup> they consult.</p><p>Next.</p>{note}")
    assert part.text == "On wages1 they consult.\n\n1 Pay.\n\nNext."
    assert [(mark.kind, mark.num) for mark in part.marks] == [("authorialNote", "1")]


def test_layout_tables_are_text_and_data_tables_are_lines() -> None:
    layout = "<table><tr><td>1.</td><td>Each Party shall act.</td></tr></table>"
    data = "<table><tr><th>Line</th><th>Rate</th></tr><tr><td>01.01</td><td>5 %</td></tr></table>"
    assert read(layout + data).text == "1. Each Party shall act.\n\nLine | Rate\n01.01 | 5 %"


def test_preformatted_pages_keep_their_lines() -> None:
    assert read("<pre>Article 1\nScope\n\n  The Parties\n  act.</pre>").text == "Article 1\nScope\n\nThe Parties\nact."


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_the_declared_encoding_is_used(charset: str) -> None:
    page = f"<html><head><meta charset='{charset}'></head><body><p>Déjà vu</p></body></html>"
    assert formats.read(page.encode(charset), file="a.html", sha256="").parts[0].text == "Déjà vu"


def test_the_title_is_the_first_heading_else_the_page_title() -> None:
    assert formats.read(b"<html><title>Site - Pact</title><h1>Alpha Pact</h1><p>x</p>", file="a.html", sha256="").title == "Alpha Pact"
    assert formats.read(b"<html><title>Alpha Pact</title><p>The Parties.</p>", file="a.html", sha256="").title == "Alpha Pact"
