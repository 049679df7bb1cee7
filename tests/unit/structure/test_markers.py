"""Which numbers begin a paragraph or list item, and which only refer or mark a note."""

from __future__ import annotations

import pytest

from scorer.model import CharSpan
from scorer.structure import markers


def found_in(text: str) -> list[str]:
    return [marker.text for marker in markers.find(text, CharSpan(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. Each side consults.\n\n2. A panel sits.", ["1.", "2."], id="paragraphs"),
        pytest.param("4. \t(a) Each side consults.\n(b) It reports.", ["4.", "(a)", "(b)"], id="paragraph_and_subparagraph_begin_together"),
        pytest.param("(a)\n\nfish;\n\n(b)\n\ntimber.", ["(a)", "(b)"], id="marker_alone_on_its_line"),
        pytest.param("1. As said in paragraph\n(a) of that list, nothing binds.", ["1."], id="wrapped_reference_to_a_paragraph"),
        pytest.param("1. As said in Articles 5(b) and\n(c), nothing binds.", ["1."], id="wrapped_second_reference"),
        pytest.param(
            "1. The rules are:\n(a) those of that paragraph; or\n\n(b) others.", ["1.", "(a)", "(b)"], id="closed_item_is_no_reference"
        ),
        pytest.param("1. It ends after Article\n20. The next one begins.", ["1."], id="wrapped_article_number"),
        pytest.param("1. These are rights.7 Nothing else is.", ["1."], id="footnote_mark_after_a_stop"),
        pytest.param("It covers: (a) fish; (b) timber; and (c) ore.", ["(a)", "(b)", "(c)"], id="list_inside_a_line"),
        pytest.param("It covers fish (a) and timber (b).", [], id="brackets_that_are_no_list"),
        pytest.param("1. One thing. 2. Another thing. 4. No third.", ["1.", "2."], id="inside_a_line_only_the_next_number_counts"),
        pytest.param("1994. That year\nwas long.", [], id="year"),
        pytest.param("1 The sides meet.\n2 They report.", ["1", "2"], id="numbers_without_stops"),
    ],
)
def test_markers_are_told_from_references_and_notes(text: str, expected: list[str]) -> None:
    assert found_in(text) == expected


def test_markers_in_notes_are_passed_over() -> None:
    text = "1. One.\n2. Two.\n3. Three."
    assert [m.text for m in markers.find(text, CharSpan(0, len(text)), [CharSpan(8, 15)])] == ["1.", "3."]
