"""What typewriters and law offices leave in plain text: numbers of lines in the margin, words parted at line ends."""

from __future__ import annotations

import pytest

from scorer.sources import formats

SENTENCE = "Each Party shall inspect its mines and publish what it found there."


def stored(text: str) -> str:
    return formats.read(text.encode(), file="a.txt", sha256="").parts[0].text


@pytest.mark.parametrize("page", [100, 25], ids=["counted_through", "anew_on_each_page"])
def test_numbers_of_lines_in_the_margin_are_taken_off(page: int) -> None:
    lines = [f"Article {n}\n    {SENTENCE}\n(a) mines; and\n(b) quarries." for n in range(1, 21)]
    bare = "\n".join(lines).split("\n")
    numbered = "\n".join(f"{at % page + 1:>3}  {line}" for at, line in enumerate(bare))
    assert stored(numbered) == "\n".join(bare)


def test_numbers_that_are_part_of_the_text_stay() -> None:
    items = "\n".join(f"{n} {SENTENCE}" for n in range(1, 60))
    paragraphs = "\n".join(f"{n}. {SENTENCE}" for n in range(1, 60))
    with_text_between = items.replace("mines and", "mines\nand")
    assert (stored(paragraphs), stored(with_text_between)) == (paragraphs, with_text_between)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("its indus-\ntrial relations law", "its industrial\nrelations law", id="a_word"),
        pytest.param("a non-\ndiscriminatory rule", "a non-discriminatory\nrule", id="a_prefix"),
        pytest.param("a self-help rule and a self-\nhelp fund", "a self-help rule and a self-help\nfund", id="elsewhere_with_one"),
        pytest.param("goods of a non-\nParty", "goods of a non-Party", id="a_capital"),
        pytest.param("the following -\nfirst", "the following -\nfirst", id="a_dash"),
    ],
)
def test_words_parted_at_a_line_end_are_made_whole(written: str, expected: str) -> None:
    assert stored(f"{SENTENCE}\n{written}\n").removeprefix(f"{SENTENCE}\n").rstrip() == expected
