"""What a text is, and how much of an agreement it holds. All texts are made up."""

from __future__ import annotations

import pytest

from scorer.model import Coverage, CoverageStatus, Mark, SourceText
from scorer.sources import coverage, gaps

PREAMBLE = "The Parties, desiring to trade in goods and services, have agreed as follows:\n\n"
CLOSING = "\n\nThis Agreement shall enter into force when the Parties have said so.\n"


def chapter(number: object, title: str, more: str = "") -> str:
    duty = (
        "Each Party shall keep its market open to the goods and services of the other Party, and shall not raise customs duties on them. "
    )
    return f"CHAPTER {number}\n{title}\n\nArticle {number}.1\nDuty\n\n1. {duty * 3}{more}\n\nArticle {number}.2\nMore\n\n1. {duty * 2}\n\n"


def judged(text: str, marks: tuple[Mark, ...] = ()) -> Coverage:
    return coverage.judge((SourceText("main", text, "a.txt", "", marks=marks),))[0]


WHOLE = PREAMBLE + "".join(chapter(n, title) for n, title in enumerate(("General", "Goods", "Services", "Labour"), 1)) + CLOSING

STATUTE = (
    """A Bill to carry a trade agreement into law. Be it enacted by the Assembly:
Section 1. This Act may be cited as the Pact Act. The Minister may make orders under this Act to give effect to the Agreement.
Section 2. In this Act the Minister shall have the powers of subsection (3). The Parties shall not be sued under this Act.
"""
    * 4
)

MANUAL = (
    """This guide shows how your company can use the agreement. You can claim a lower tariff. For example, your business may save duties.
Step 1: find your code. You should ask customs. The Parties shall honour certificates under this Agreement. You may keep copies.
"""
    * 4
)

PRESS = (
    """Ministers announced today that talks are done. The new pact will help farmers, the minister said. "The Parties shall gain",
she told reporters. The deal will benefit exporters, officials said today in a press release on this Agreement.
"""
    * 4
)

RIGHTS = (
    """The States Parties have agreed as follows: Article 1. Every person has the right to life. Each Party shall secure it.
Article 2. No one shall be held in slavery. The Parties shall report on this Treaty. Article 3. Everyone is free to speak and to believe.
"""
    * 8
)

TARIFFS = "The Parties shall apply these rates of this Agreement.\n" + "".join(
    f"{n // 100:02}{n % 100:02}.10 Live goods {n} 5 10 0\n" for n in range(100, 400)
)


FRENCH = "Les Parties sont convenues de ce qui suit dans le cadre de la zone et pour une durée. " * 50


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(STATUTE, "reads_like_a_statute", id="statute"),
        pytest.param(MANUAL, "reads_like_a_manual", id="manual"),
        pytest.param(PRESS, "reads_like_a_press_text", id="press"),
        pytest.param(RIGHTS, "not_about_trade", id="human_rights_treaty"),
        pytest.param(TARIFFS, "table_of_tariff_lines", id="tariff_lines"),
    ],
)
def test_what_is_no_trade_agreement_is_named(text: str, reason: str) -> None:
    assert judged(text) == Coverage(CoverageStatus.NOT_AN_AGREEMENT, (reason,))


def test_a_whole_agreement_is_complete() -> None:
    assert judged(WHOLE) == Coverage(CoverageStatus.COMPLETE)


def test_a_long_table_of_contents_hides_no_agreement() -> None:
    contents = "\n".join(f"{title}{'.' * 60}{page}" for page, title in enumerate(("Scope", "Tolls", "Origin", "Fish", "Steel") * 70, 1))
    assert len(contents) > 20_000
    assert judged(f"CONTENTS\n{contents}\n\n{WHOLE * 6}").can_be_scored


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(chapter(19, "Labour") + CLOSING, "single_chapter", id="one_chapter_that_is_not_the_first"),
        pytest.param(
            PREAMBLE + chapter(1, "General").partition("\n\n")[2].replace("1.", "19.") * 2 + CLOSING,
            "single_chapter",
            id="articles_of_one_chapter",
        ),
        pytest.param(
            PREAMBLE + (chapter(1, "General").partition("\n\n")[2].replace("1.", "19.") * 2).replace("Article 19", "19") + CLOSING,
            "single_chapter",
            id="articles_of_one_chapter_without_the_word",
        ),
        pytest.param(WHOLE.replace("CHAPTER 3\nServices\n\nArticle 3.1", "Article 2.3"), "chapters_missing", id="a_number_is_skipped"),
        pytest.param(
            WHOLE.replace("keep its market", "under Chapter 9 (Settlement of Disputes) keep its market"),
            "chapters_missing",
            id="one_is_only_mentioned",
        ),
        pytest.param(WHOLE.replace(CLOSING, ""), "end_missing", id="no_end"),
        pytest.param(
            WHOLE.replace("CHAPTER 4", FRENCH + chapter(5, "Fish") * 8 + "\n\nCHAPTER 4"),
            "partly_in_fr",
            id="two_languages",
        ),
    ],
)
def test_what_is_missing_is_named(text: str, reason: str) -> None:
    found = judged(text)
    assert found.status is CoverageStatus.PARTIAL
    assert reason in found.reasons


def test_a_chapter_of_another_agreement_is_not_missed() -> None:
    text = WHOLE.replace("keep its market", "under Chapter 9 (Disputes) of the Alpha Treaty keep its market")
    assert judged(text) == Coverage(CoverageStatus.COMPLETE)


def test_a_chapter_that_is_a_summary_is_named() -> None:
    told = "The chapter includes rules on fish. The chapter provides for talks. It is a step forward for coasts. " * 6
    text = WHOLE.replace("CHAPTER 4", f"CHAPTER 5\nFish\n\n{told}\n\nCHAPTER 4")
    assert judged(text).reasons == ("chapter_5_is_a_summary",)


def test_numbers_may_be_words_or_numerals() -> None:
    text = PREAMBLE + chapter("ONE", "General") + chapter("II", "Goods") + chapter("Four", "Labour") + CLOSING
    assert gaps.found(SourceText("main", text, "a.txt", "")) == ("chapters_missing",)
