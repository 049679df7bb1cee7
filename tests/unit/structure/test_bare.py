"""Articles that are numbered without the word."""

from __future__ import annotations

import pytest

from scorer.model import SourceText
from scorer.structure import build

DUTY = "Each Party shall keep its law in force.\n\n"


def units(text: str) -> list[tuple[str, str | None, str | None]]:
    tree = build(SourceText("main", text, "a.txt", "0" * 64, "main_text"))
    return [(node.kind, node.num, node.heading) for node in tree.walk() if node.kind in ("chapter", "article")]


@pytest.mark.parametrize(
    ("chapters", "numbers"),
    [
        pytest.param(("Chapter 5: Work\n\n", "Chapter 6: Air\n\n"), ("5.1", "5.2", "6.1"), id="named_chapters"),
        pytest.param(("5. WORK\n\n", "6. AIR\n\n"), ("5.1", "5.2", "6.1"), id="numbered_chapters"),
        pytest.param(("Chapter E: Work\n\n", "Chapter F: Air\n\n"), ("E-01", "E-02", "F-01"), id="letters"),
    ],
)
def test_numbers_of_chapter_and_article_head_articles(chapters: tuple[str, str], numbers: tuple[str, ...]) -> None:
    one, two, three = numbers
    text = f"{chapters[0]}{one} Rights at Work\n\n{DUTY}{two}\nInspection of Mines\n\n{DUTY}{chapters[1]}{three} Clean Air\n\n{DUTY}"
    found = units(text)
    assert [unit for unit in found if unit[0] == "article"] == [
        ("article", one, "Rights at Work"), ("article", two, "Inspection of Mines"), ("article", three, "Clean Air"),
    ]  # fmt: skip
    assert [num for kind, num, _ in found if kind == "chapter"] == [one[0], three[0]]


def test_titles_that_are_numbered_one_by_one_head_articles() -> None:
    names = ("Objectives", "Rights at Work", "Clean Air", "Disputes", "Entry into Force")
    text = "".join(f"{n}. {name}\n\n1. {DUTY}2. {DUTY}" for n, name in enumerate(names, 1))
    assert units(text) == [("article", str(n), name) for n, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"Article {n}\n\n{n}.1 Rights at Work\n\n{n}.2 Clean Air\n\n{DUTY}" for n in (1, 2, 3)), id="beside_articles"),
        pytest.param("".join(f"{n}. {DUTY}" for n in range(1, 9)), id="sentences"),
        pytest.param("1.1 Rights at Work\n\n4.7 Clean Air\n\n2.9 Mines\n\n1.3 Rivers\n\n", id="not_counted_up"),
        pytest.param("1. Apples\n2. Pears\n3. Plums\n", id="few"),
    ],
)
def test_other_numbers_head_none(text: str) -> None:
    assert not any(num and "." in num for _, num, _ in units(text))
    assert [num for kind, num, _ in units(text) if kind == "article"] in ([], ["1", "2", "3"] if "Article" in text else [])
