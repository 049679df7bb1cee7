"""Brackets of drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer import sources
from scorer.model import CharSpan, Mark, SourceText, Stance
from scorer.sources import brackets
from tests.work import calls


def read(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    return [(bracket.parties, bracket.stance.value, text[bracket.words.start : bracket.words.end]) for bracket in brackets.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Each Party [shall] act.", [((), "open", "shall")], id="open"),
        pytest.param("[US propose: shall]", [(("US",), "propose", "shall")], id="one_proposes"),
        pytest.param("[AU/NZ oppose: shall]", [(("AU", "NZ"), "oppose", "shall")], id="two_oppose"),
        pytest.param("[AA, BB and CC propose; shall]", [(("AA", "BB", "CC"), "propose", "shall")], id="three_in_words"),
        pytest.param("[Alpha proposes: shall]", [(("Alpha",), "propose", "shall")], id="a_name"),
        pytest.param("[New Alpha proposal: shall]", [(("New Alpha",), "propose", "shall")], id="a_name_of_two_words"),
        pytest.param("[CA: may]", [(("CA",), "propose", "may")], id="a_code_alone"),
        pytest.param("[CA considering: may]", [(("CA",), "open", "may")], id="undecided"),
        pytest.param("[Note: see below]", [((), "open", "Note: see below")], id="no_party"),
        pytest.param(
            "[AA propose: may [BB oppose: not]]", [(("AA",), "propose", "may [BB oppose: not]"), (("BB",), "oppose", "not")], id="nested"
        ),
        pytest.param("wages[3] and [a] and [...] and []", [], id="notes_and_gaps"),
        pytest.param("[never closed", [], id="unclosed"),
        pytest.param("closed] only", [], id="unopened"),
    ],
)
def test_brackets_say_who_wants_what(text: str, expected: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert read(text) == expected


def test_spans_are_slices_with_their_brackets() -> None:
    text = "Each Party [XX propose: shall] act."
    (bracket,) = brackets.find(text)
    assert (text[slice(*bracket.span)], bracket.stance) == ("[XX propose: shall]", Stance.PROPOSE)


def test_ten_times_the_open_brackets_are_ten_times_the_work() -> None:
    def work(times: int) -> int:
        return calls(lambda: brackets.find("[" * times + "x" * 1000 + "]" * times))

    work(100)  # what is done once, at the first call
    assert work(10_000) < 15 * work(1000)


def test_a_file_that_is_read_carries_its_brackets(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("Article 1\n\nEach Party [XX propose: shall][YY propose: may] act under this Agreement.")
    (part,) = sources.read(tmp_path / "draft.txt").parts
    assert [bracket.parties for bracket in part.brackets] == [("XX",), ("YY",)]


@pytest.mark.parametrize(
    ("kept", "expected"), [(True, "Art. 1\n\nEach Party shall act.\n\nArt. 2"), (False, "Art. 1\n\nEach Party  act.\n\nArt. 2")]
)
def test_a_settled_bracket_leaves_its_words_or_nothing_and_headings_where_they_are(kept: bool, expected: str) -> None:
    text = "Art. 1\n\nEach Party [XX propose: shall] act.\n\nArt. 2"
    marks = (Mark("article", CharSpan(0, 6), "1"), Mark("article", CharSpan(text.index("Art. 2"), len(text)), "2"))
    part = SourceText("main", text, "a.md", "0" * 64, marks=marks, brackets=brackets.find(text))
    settled = brackets.settled(part, part.brackets[0], kept=kept)
    assert settled.text == expected
    assert [settled.slice(mark.span) for mark in settled.marks] == ["Art. 1", "Art. 2"]
    assert settled.brackets == ()
