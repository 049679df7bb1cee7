"""Words that poor print has run together are parted for matching, in texts that show such print and nowhere else."""

import pytest

from scorer.detection.fused import FREQUENT, LEAST_WITNESSES, fused
from scorer.detection.tokens import Tokens

SMALL = frozenset({"of", "the", "and", "to", "with", "in", "into"})
WHOLE = frozenset({"insufficient"})
TOPICS = ("rivers", "meadows", "orchards", "harbours", "bridges", "markets", "sufficient")


def clauses(*odd, witnesses=LEAST_WITNESSES):
    """A text that often names each topic by itself, and a few times run together with "the" or "of"."""
    plain = [frozenset({topic}) for topic in TOPICS for _ in range(FREQUENT)]
    return [*plain, *(frozenset({f"the{topic}"}) for topic in TOPICS[:witnesses]), *(frozenset({word}) for word in odd)]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ofmarkets", ("of", "markets")),
        ("riversand", ("rivers", "and")),
        ("bridgesofthemarkets", ("bridges", "of", "the", "markets")),
        ("meadowsrivers", ("meadows", "rivers")),
        ("withthe", ("with", "the")),
    ],
)
def test_a_fused_word_is_parted_into_words_of_the_text(word, parts):
    assert fused(clauses(word), SMALL, WHOLE)[word] == parts


def test_a_word_of_its_own_is_left_whole():
    assert "insufficient" not in fused(clauses("insufficient"), SMALL, WHOLE)


def test_a_word_that_the_text_uses_often_is_left_whole():
    assert "ofmarkets" not in fused(clauses(*["ofmarkets"] * FREQUENT), SMALL, WHOLE)


def test_a_text_in_good_print_is_left_alone():
    assert fused(clauses("ofmarkets", witnesses=LEAST_WITNESSES - 2), SMALL, WHOLE) == {}


def test_each_part_begins_where_it_stands():
    text = Tokens("care ofmarkets", {"ofmarkets": ("of", "markets")})
    assert text.words == ("care", "of", "markets")
    assert text.span(2, 3) == (7, 14)
