"""Tree → Akoma Ntoso → tree is the identity, for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import structure
from scorer.model import Agreement, CharSpan, Mark, SourceText
from scorer.sources import decode, formats
from tests.property.test_structure import TEXTS

KINDS = st.sampled_from(["part", "chapter", "section", "article", "preamble", "conclusions", "attachment"])
MARKS = st.lists(st.tuples(KINDS, st.integers(0, 300), st.integers(0, 12)), max_size=8)


def returned(source: SourceText) -> SourceText:
    """Return a part after it was written as XML and read again."""
    agreement = Agreement("pact", "A Pact", "Pact", (source,))
    xml = structure.akn.write(agreement, {source.id: structure.build(source)})
    return formats.read(xml.encode(), file="pact.xml", sha256="").parts[0]


def assert_returns(source: SourceText) -> None:
    if source.text.strip():
        again = returned(source)
        assert again.text == source.text
        assert again.declared == structure.build(source)


@given(TEXTS.map(decode.tidy))
@settings(max_examples=300)
def test_any_text_returns_as_it_was_with_its_tree(text: str) -> None:
    assert_returns(SourceText("main", text, "a.txt", ""))


@given(TEXTS.map(decode.tidy), MARKS)
@settings(max_examples=300)
def test_any_declared_headings_return(text: str, places: list[tuple[str, int, int]]) -> None:
    marks, at = [], 0
    for kind, skip, width in places:
        start = min(at + skip, len(text))
        at = min(start + width, len(text))
        words = text[start:at].split()
        marks.append(Mark(kind, CharSpan(start, at), words[-1] if words else None, " ".join(words) or None))
    assert_returns(SourceText("main", text, "a.txt", "", marks=tuple(marks)))
