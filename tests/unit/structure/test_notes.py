"""Footnotes among paragraphs."""

from __future__ import annotations

import pytest

from scorer.model import CharSpan
from scorer.structure import notes


def marks_in(text: str, *, ending: bool = False) -> list[str]:
    return [note.mark for note in notes.find(text, CharSpan(0, len(text)), ending=ending)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. Each side acts.\n3 For clarity, this binds no one.\n\n2. More.", ["3"], id="bare_number_and_sentence"),
        pytest.param("1. Each side acts3 now.\n\n3For clarity, this binds no one.", ["3"], id="glued_to_its_first_word"),
        pytest.param("1. Each side acts (2) now.\n\n(2) This means daily.", ["2"], id="round_brackets_with_a_mark_before"),
        pytest.param("(1) The sides meet.\n\n(2) They report.", [], id="round_brackets_are_paragraphs_without_a_mark"),
        pytest.param("(1) The sides meet.\n\n(2) As in paragraph (3) they report.\n\n(3) They part.", [], id="a_reference_is_no_mark"),
        pytest.param("1 The sides meet.\n\n2 They report.", [], id="unit_that_numbers_its_paragraphs_bare"),
        pytest.param("It lasts from\n30 June to the end.", [], id="broken_line"),
        pytest.param("As in Chapter\n3 The sides meet.", [], id="broken_reference"),
        pytest.param("The end.\n\n[8] This means daily.", ["8"], id="square_brackets"),
        pytest.param("Each side acts.3\n\n3\n For clarity, daily.\n7-2\n(b) It rests.", ["3"], id="number_on_a_line_of_its_own"),
        pytest.param("Each side acts under Article 8.3\n\n3\n For clarity, daily.", [], id="page_number"),
        pytest.param("The end.\n\n* This means daily.", ["*"], id="star"),
    ],
)
def test_notes_are_told_from_paragraphs(text: str, expected: list[str]) -> None:
    assert marks_in(text) == expected


def test_after_the_closing_words_dotted_numbers_are_notes() -> None:
    assert marks_in("Done at Alpha.\n\n1. This means daily.\n\n2. This means weekly.", ending=True) == ["1", "2"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("For clarity, this binds no one.", id="a_sentence"),
        pytest.param("For clarity, this binds no one", id="a_sentence_without_its_stop"),
        pytest.param("For clarity, this\n\nbinds no one.", id="a_sentence_that_an_empty_line_parts"),
    ],
)
def test_a_note_ends_before_the_paragraph_that_follows_it(words: str) -> None:
    text = f"1. Each side acts.\n3 {words}\n2. More."
    (note,) = notes.find(text, CharSpan(0, len(text)))
    assert text[note.start : note.end] == f"3 {words}"


def test_a_note_ends_where_the_page_does() -> None:
    text = "Each side acts,3 and\n\n3\n For clarity, daily.\n7-2\nrests."
    (note,) = notes.find(text, CharSpan(0, len(text)))
    assert text[note.body : note.end] == "For clarity, daily."
