"""Whatever stands on printed pages: it is put together without fault, and every character knows its page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.sources import cleaning, layout
from scorer.sources.columns import Habits
from scorer.sources.fragments import Glyph
from scorer.sources.lines import Line

WORDS = st.sampled_from(
    [
        "Article 5",
        "1.",
        "(a)",
        "shall",
        "enforce-",
        "ment",
        "4",
        "- 3 -",
        "Page 2 of 9",
        "\xad",
        ".....12",
        "Contents",
        "*",
        "iv",
        "é",
        "\t7",
    ]
)
GLYPHS = st.builds(
    lambda text, x, y, size: (text, x, y, size),
    st.sampled_from([*"aZ1.-( *", "fi", "\xad"]),
    st.integers(0, 600),
    st.integers(0, 840),
    st.sampled_from([5.0, 8.0, 10.0, 14.0]),
)


@st.composite
def printed_pages(draw: st.DrawFn) -> list[list[Line]]:
    pages = []
    for page in range(1, draw(st.integers(1, 4)) + 1):
        lines = []
        for at in range(draw(st.integers(0, 12))):
            text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=5)))
            cut = draw(st.integers(0, len(text)))
            region, size = draw(st.integers(0, 2)), draw(st.sampled_from([6.0, 8.0, 10.0]))
            raised = ((cut, min(cut + 1, len(text))),) if cut < len(text) and draw(st.booleans()) else ()
            right = draw(st.floats(80, 520))
            line = Line(
                text, tuple(range(len(text))), page, region, region, 72.0, right, 800.0 - 12 * at, size, draw(st.booleans()), raised
            )
            lines.append(line)
        pages.append(lines)
    return pages


@settings(max_examples=40)
@given(printed_pages())
def test_lines_of_any_kind_become_a_text_whose_places_lead_back(pages: list[list[Line]]) -> None:
    cleaned = cleaning.clean(pages)
    starts = [origin.start for origin in cleaned.origins]
    assert starts == sorted(set(starts))
    assert all(start < len(cleaned.text) for start in starts)
    assert all(0 < origin.page <= len(pages) for origin in cleaned.origins if origin.page is not None)
    assert all(cleaned.text[mark.span.start : mark.span.end].startswith(mark.num or "") for mark in cleaned.marks)


@settings(max_examples=40)
@given(st.lists(GLYPHS, max_size=120), st.booleans())
def test_no_character_of_a_page_is_lost_or_told_twice(marks: list[tuple[str, int, int, float]], bold: bool) -> None:
    glyphs = [Glyph(text, x, x + size / 2, y, size, place) for place, (text, x, y, size) in enumerate(marks)]
    found = layout.lines(glyphs, 1, lambda _: bold, Habits())
    places = [place for line in found for place, text in zip(line.places, line.text, strict=True) if place >= 0 and not text.isspace()]
    dropped = {place for place, (text, *_) in enumerate(marks) if not text.isspace()} - set(places)
    assert len(dropped) == 0 or all(marks[place][0] == "1" for place in dropped)  # line numbers
    assert len(set(places)) + sum(marks[place][0] == "fi" for place in set(places)) == len(places)
