"""Nearest clauses on a terminal: what is alike is compared word for word, what is not is only named."""

from __future__ import annotations

from scorer.model import Near, Passage
from scorer.report.passages import COMPARED, LONG_RUN, near_lines

PARAGRAPH = "a Party shall consult " * 40  # longer than any run that is shown whole


def passage(name: str) -> Passage:
    return Passage(name.lower(), name, name, "main", "art_1", f"{name} art. 1", "Consultations", 0, "a Party shall consult")


def told(likeness: float, new: str = "sixty") -> str:
    changes = (("same", "within "), ("gone", "thirty"), ("new", new), ("same", " days"))
    return "\n".join(near_lines(passage("Alpha"), [Near(passage("Beta"), likeness, changes)]))


def test_clauses_that_are_alike_are_compared_word_for_word():
    assert "within [-thirty-]{+sixty+} days" in told(COMPARED)


def test_of_clauses_with_little_in_common_no_word_is_compared():
    assert "Beta art. 1" in told(COMPARED - 0.01)
    assert "thirty" not in told(COMPARED - 0.01)


def test_a_long_passage_of_one_side_is_cut_to_its_ends_and_says_how_much_is_left_out():
    shown = told(1.0, PARAGRAPH)
    assert "{+a Party shall consult" in shown
    assert " words] … " in shown
    assert len(shown) < len(told(1.0)) + LONG_RUN
