"""Markdown headings become marks; signs of layout go, words stay."""

from __future__ import annotations

import pytest

from scorer.model import SourceText
from scorer.sources import markdown
from scorer.sources.names import short


def read(text: str) -> SourceText:
    return markdown.read(text, file="made-up.md", sha256="0" * 64)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("## Chapter 3: Labour", ("chapter", "3", "Labour"), id="chapter"),
        pytest.param("### Article 3.1 – Wages", ("article", "3.1", "Wages"), id="article"),
        pytest.param("### **Article G-14**", ("article", "G-14", None), id="bold"),
        pytest.param("## CHAPTER TWENTY ONE Exceptions", ("chapter", "TWENTY ONE", "Exceptions"), id="words"),
        pytest.param("## Annex II: Fish", ("attachment", "II", "Fish"), id="annex"),
        pytest.param("#### Section A", ("section", "A", None), id="section"),
        pytest.param("## Preamble", ("preamble", None, None), id="preamble"),
    ],
)
def test_headings_become_marks(line: str, expected: tuple[str, str | None, str | None]) -> None:
    (mark,) = read(f"# A Treaty\n\n{line}\n\nWords.").marks
    assert (mark.kind, mark.num, mark.heading) == expected


@pytest.mark.parametrize(
    ("source", "stored"),
    [
        pytest.param("Each **Party** *shall* act.", "Each Party shall act.", id="emphasis"),
        pytest.param("See [the list](https://example.invalid/list).", "See the list.", id="link"),
        pytest.param("<!-- a draft -->It ends.", "It ends.", id="comment"),
        pytest.param("1\\. Each Party", "1. Each Party", id="escape"),
        pytest.param("- (a) fish;\n- (b) timber.", "(a) fish;\n(b) timber.", id="list_with_letters"),
        pytest.param("> Each Party", "Each Party", id="quotation"),
        pytest.param("wages[^3]\n\n[^3]: Paid by the month.", "wages3\n\n3 Paid by the month.", id="footnote"),
        pytest.param("snake_case_words and 2 * 3 * 4", "snake_case_words and 2 * 3 * 4", id="signs_that_are_no_layout"),
    ],
)
def test_signs_of_layout_go_and_words_stay(source: str, stored: str) -> None:
    assert read(f"# T\n\n## U\n\n{source}").text == f"T\n\nU\n\n{stored}"


def test_marks_cover_their_own_words() -> None:
    source = read("# A Treaty\n\n## Chapter 1: Work\n\n### Article 1: Pay\n\nEach Party shall pay.")
    assert [source.slice(mark.span) for mark in source.marks] == ["Chapter 1: Work", "Article 1: Pay"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Alpha Beta Trade Pact (ABTP)", "ABTP"),
        ("Alpha - Beta Free Trade Agreement", "Alpha - Beta"),
        ("Agreement between Alpha and Beta", "Alpha and Beta"),
        ("Free Trade Agreement", "Free Trade Agreement"),
        ("Alpha Pact (Goods)", "Alpha Pact (Goods)"),
    ],
)
def test_short_names(title: str, expected: str) -> None:
    assert short(title) == expected
