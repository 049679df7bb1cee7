"""Whatever the text: the tree covers it, children lie inside their parents, in order, apart; eIds are unique."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import structure
from scorer.model import CharSpan, Mark, Node, SourceText
from scorer.outline import Outline
from tests.work import calls

PIECES = st.sampled_from(
    [
        *("CHAPTER 1", "Chapter Two: Work", "TITLE IV", "Section A", "Article 1", "ARTICLE 2.3", "Art. X", "ANNEX I", "Annex 2-B: Fish"),
        *(
            "PREAMBLE",
            "Done at Alpha",
            "CONTENTS",
            "1.",
            "2.",
            "(a)",
            "(b)",
            "(i)",
            "(ii)",
            "(A)",
            "-",
            "3 For clarity, no.",
            "(2) This ends.",
        ),
        *(
            "The Parties shall meet",
            "Scope",
            "as in Article 5(b) and",
            "paragraph",
            "wages7",
            "[4] Or not.",
            ";",
            ".",
            ":",
            " ",
            "\n",
            "\n\n",
            "\t",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("\n".join))


def assert_sound(node: Node) -> None:
    assert 0 <= node.span.start <= node.body.start <= node.body.end <= node.span.end
    at = node.span.start
    for child in node.children:
        assert at <= child.span.start
        assert child.span.end <= node.span.end
        at = child.span.end
        assert_sound(child)


def sound_tree(source: SourceText) -> Node:
    root = structure.build(source)
    assert root.span == (0, len(source.text))
    assert_sound(root)
    eids = [node.eid for node in root.walk()]
    assert len(set(eids)) == len(eids)
    return root


@settings(max_examples=300)
@given(TEXTS)
def test_any_text_has_a_sound_tree(text: str) -> None:
    root = sound_tree(SourceText("main", text, "made-up.txt", "0" * 64))
    outline = Outline(root)
    for offset in range(0, len(text), 7):
        node = outline.at(offset)
        assert node.span.start <= offset < max(node.span.end, offset + (node is root))


@settings(max_examples=200)
@given(TEXTS, st.data())
def test_any_declared_headings_have_a_sound_tree(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12)))
    kinds = st.sampled_from(["chapter", "article", "title", "section", "preamble", "conclusions", "attachment"])
    numbers = st.one_of(st.none(), st.sampled_from(["1", "2", "II", "ONE", "5.3", "G-14", "?", ""]))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    marks = tuple(Mark(data.draw(kinds), CharSpan(start, end), data.draw(numbers)) for start, end in pairs)
    sound_tree(SourceText("main", text, "made-up.txt", "0" * 64, marks=marks))


@pytest.mark.parametrize(
    "piece", ["(a) x;\n", "x3.\n3 For this.\n", "word (2)\n(2) For this.\n", "Article 1\n", "1. (a) (i) x. ", "CHAPTER 1\nX\n"]
)
def test_work_grows_with_the_length_of_the_text(piece: str) -> None:
    def work(times: int) -> int:
        source = SourceText("main", piece * times, "made-up.txt", "0" * 64)
        return calls(lambda: structure.build(source))

    work(100)  # what is done once, at the first call
    assert work(2000) < 6 * work(500)  # four times the text; were it the square, sixteen
