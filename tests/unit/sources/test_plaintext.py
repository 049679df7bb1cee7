"""Lines that only number the pages of a print are taken out of a plain text; numbered headings, items and notes stay."""

import pytest

from scorer.sources import plaintext

PAGES = 12


def a_print(stamp, *, lines=20):
    """A text of pages of so many lines (a number, or one for each page), each followed by its stamp."""
    each = [lines] * PAGES if isinstance(lines, int) else lines
    return "".join("the Parties shall meet\n" * many + stamp.format(page) + "\n" for page, many in enumerate(each, 1))


def kept(text):
    return plaintext.read(text, file="a.txt", sha256="0").text


@pytest.mark.parametrize("stamp", ["Page {}", "{}", "- {} -", "XY/en {}", "7-{}", "   {}", "30.6.2008 EN Official Journal L 169/{}"])
def test_lines_that_number_pages_are_taken_out(stamp):
    assert set(kept(a_print(stamp)).splitlines()) == {"the Parties shall meet"}


@pytest.mark.parametrize(
    "stamp", ["Article {}", "+ Article {}", "CHAPTER {}", "({})", "{}.", "9.{}", "A Party pays {} euros to the other Party"]
)
def test_headings_items_and_sentences_stay(stamp):
    text = a_print(stamp)
    assert kept(text) == text


def test_numbers_at_uneven_distances_stay():
    text = a_print("Rule {}", lines=[3, 40, 5, 80, 9, 33, 2, 60, 4, 25, 3, 50])
    assert kept(text) == text


def test_a_few_numbered_lines_stay():
    text = "the Parties shall meet\n1\nthe Parties shall pay\n2\n"
    assert kept(text) == text
