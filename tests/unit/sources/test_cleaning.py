"""Lines are put together to words and paragraphs; what only print needs is left out. All wording is made up."""

from __future__ import annotations

import pytest

from scorer.sources import breaks, cleaning, contents, footnotes, margins
from scorer.sources.lines import NOWHERE, WIDE, Line


def row(text: str, *, y: float = 700.0, page: int = 1, **changes: object) -> Line:
    """A line that fills its column, unless ``right`` says otherwise."""
    defaults = {"region": 0, "column": 0, "left": 72.0, "right": 520.0, "size": 10.0}
    return Line(text, tuple(range(len(text))), page, y=y, **{**defaults, **changes})  # type: ignore[arg-type]


def page(*texts: str, number: int = 1, **changes: object) -> list[Line]:
    """A page of full lines, one under the other."""
    return [row(text, y=700.0 - 12 * at, page=number, **changes) for at, text in enumerate(texts)]


def stored(*texts: str) -> str:
    return cleaning.clean([page(*texts)]).text


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        pytest.param("to ensure enforce-", "ment of the law here", "to ensure enforcement of the law here", id="a_parted_word"),
        pytest.param("a rule of non-", "discrimination applies here", "a rule of non-discrimination applies here", id="kept_after_non"),
        pytest.param("in the Asia-", "Pacific region as it is", "in the Asia-Pacific region as it is", id="kept_before_a_capital"),
        pytest.param("under Article 19-", "B of this text", "under Article 19-B of this text", id="kept_between_figures"),
        pytest.param("every worker -", "whether paid or not", "every worker - whether paid or not", id="a_dash_is_no_hyphen"),
        pytest.param("of the govern\xad", "ment of the day", "of the government of the day", id="a_soft_hyphen"),
        pytest.param("a soft\xadly spoken", "word in the line", "a softly spoken word in the line", id="a_soft_hyphen_inside"),
        pytest.param("the State—", "and no other body", "the State—and no other body", id="a_long_dash"),
    ],
)
def test_words_parted_by_a_line_end_are_put_together(above: str, below: str, expected: str) -> None:
    assert stored(above, below) == expected


def test_a_hyphen_follows_the_habit_of_the_text() -> None:
    assert "well-being of all. The co-operation of all" in stored(
        "the co-operation of States, and the well-", "being of all. The co-", "operation of all"
    )


def test_a_word_is_put_together_across_pages_and_both_pages_are_known() -> None:
    cleaned = cleaning.clean([page("Each Party shall pub-"), page("lish its laws here.", number=2)])
    assert cleaned.text == "Each Party shall publish its laws here."
    assert [(origin.start, origin.page, origin.place) for origin in cleaned.origins] == [(0, 1, 0), (20, 2, 0)]


def test_wide_gaps_become_blanks() -> None:
    assert stored(f"1.{WIDE}Each Party shall publish its laws") == "1. Each Party shall publish its laws"


def test_blanks_that_the_original_lacks_have_no_place() -> None:
    line = Line("a b", (4, NOWHERE, 5), 3, 0, 0, 72, 500, 700, 10)
    assert [(o.start, o.page, o.place) for o in cleaning.clean([[line]]).origins] == [(0, 3, 4), (2, 3, 5)]


# --- paragraphs ---------------------------------------------------------------------------------------------------------------------

PAGE = page(*["Words that fill a line from edge to edge of it"] * 12)


@pytest.mark.parametrize(
    ("last", "line", "expected"),
    [
        pytest.param(row("the laws of each"), row("Party in its territory", y=688), False, id="a_sentence_goes_on"),
        pytest.param(row("at its end.", right=130), row("The next begins", y=688), True, id="the_line_ended_early"),
        pytest.param(row("at its very end."), row("The next begins", y=670), True, id="a_gap"),
        pytest.param(row("the following:"), row("(a) its laws", y=688), True, id="a_marker_after_a_colon"),
        pytest.param(row("publish its laws; and"), row("(b) its rules", y=688), True, id="a_marker_after_and"),
        pytest.param(row("as set out in paragraph"), row("(a) of this Article", y=688), False, id="a_reference_that_runs_on"),
        pytest.param(row("under Articles 5(a), 7 and"), row("12. The list", y=688), False, id="a_list_of_references"),
        pytest.param(row("in accordance with"), row("Article 5 of this Chapter", y=688), False, id="a_reference_at_a_line_head"),
        pytest.param(row("to the public."), row("Article 5", y=688, right=110), True, id="an_article_after_a_stop"),
        pytest.param(row("Article 5", bold=True, right=110), row("Night Work", y=686, bold=True, right=130), True, id="number_then_title"),
        pytest.param(
            row("Inspection of Workplaces in Zones", bold=True, left=150, right=440),
            row("of Special Rules", y=688, bold=True, left=220, right=370),
            False,
            id="a_title_of_two_lines",
        ),
        pytest.param(row("Night Work", bold=True, right=130), row("No one shall work", y=688), True, id="text_after_a_bold_title"),
        pytest.param(row("ends here, at the edge."), row("It begins set in", y=688, left=90), True, id="set_in"),
        pytest.param(row("the laws of each"), row("Party in its territory", page=2), False, id="across_pages"),
        pytest.param(row("the record."), row("1. Each Party shall", page=2), True, id="a_new_paragraph_on_the_next_page"),
    ],
)
def test_a_paragraph_begins_where_print_shows_it(last: Line, line: Line, expected: bool) -> None:
    assert breaks.begins(last, line, breaks.measure([PAGE])) is expected


# --- running lines ------------------------------------------------------------------------------------------------------------------


def pages_with(*edges: str) -> list[list[Line]]:
    """Pages of different text, each headed by its own of ``edges``."""
    body = [[f"Text {chr(97 + n)}{chr(97 + at)} of the agreement, as signed" for at in range(12)] for n in range(len(edges))]
    return [page(edge, *lines, number=n) for n, (edge, lines) in enumerate(zip(edges, body, strict=True), 1)]


@pytest.mark.parametrize(
    ("edges", "kept"),
    [
        pytest.param(["Workplaces"] * 4, 0, id="the_same_words"),
        pytest.param(["Odd pages", "Even pages"] * 3, 0, id="odd_and_even"),
        pytest.param([f"- {n} -" for n in range(7, 13)], 0, id="page_numbers"),
        pytest.param(["iii", "iv", "v", "vi"], 0, id="roman_page_numbers"),
        pytest.param([f"Part Two | {n}" for n in range(7, 13)], 0, id="words_and_number"),
        pytest.param(["19-1", "19-2", "19-3", "20-1", "21-1", "21-2"], 0, id="numbers_that_begin_again"),
        pytest.param([f"Article {n}" for n in range(1, 7)], 6, id="an_article_on_each_page"),
        pytest.param(["(a) the one;"] * 6, 6, id="items_of_lists"),
        pytest.param(["One", "Two", "Three", "Four"], 4, id="different_words"),
    ],
)
def test_running_lines_are_dropped_and_no_others(edges: list[str], kept: int) -> None:
    left = margins.drop(pages_with(*edges))
    assert sum(len(lines) for lines in left) - 12 * len(edges) == kept


def test_the_text_far_above_a_page_number_stays_whatever_its_numbers_are() -> None:
    feet = [(f"{n} A note on zone {n}", "and no others.", f"- {n} -") for n in range(1, 6)]
    bodies = pages_with("One", "Two", "Three", "Four", "Five")
    printed = [
        [*body, *(row(text, y=y, page=n) for text, y in zip(foot, (102, 90, 40), strict=True))]
        for n, (body, foot) in enumerate(zip(bodies, feet, strict=True), 1)
    ]
    assert [[line.text for line in lines[13:]] for lines in margins.drop(printed)] == [list(foot[:2]) for foot in feet]


# --- footnotes and contents ---------------------------------------------------------------------------------------------------------


def small(text: str, y: float, number: int = 1) -> Line:
    return row(text, y=y, page=number, size=8.0)


def test_a_note_that_runs_over_the_page_is_put_together() -> None:
    called = row("Each Party shall pay wages1 in full.", raised=((26, 27),))
    first = [called, *page(*["Text of the page"] * 9)[1:], small("1 This includes pay in kind where", 90)]
    second = [*page(*["Text of the page"] * 9, number=2), small("a statute says so.", 90, 2)]
    body, (note,) = footnotes.split([first, second])
    assert [line.text for line in note.lines] == ["This includes pay in kind where", "a statute says so."]
    assert [len(lines) for lines in body] == [9, 9]


def test_small_print_without_a_mark_stays_in_the_text() -> None:
    body, notes = footnotes.split([[*page(*["Text of the page"] * 9), small("Source: the Parties.", 90)]])
    assert (len(body[0]), notes) == (10, [])


def test_marks_in_brackets_are_taken_with_their_brackets() -> None:
    (call,) = footnotes.calls(row("wages (1) in full", raised=((7, 8),)))
    assert (call.start, call.end, call.marks) == (6, 9, ("1",))


def test_ordinals_are_no_marks() -> None:
    assert list(footnotes.calls(row("on the 1st of May", raised=((8, 10),)))) == []


def test_a_page_of_figures_is_no_table_of_contents() -> None:
    table = page(*[f"Goods of heading {n}{WIDE}{n}" for n in range(1, 20)])
    assert contents.drop([table]) == [table]
