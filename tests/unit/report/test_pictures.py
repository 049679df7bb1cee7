"""Pictures: what they draw, say in words and repeat in a table."""

from __future__ import annotations

import pytest

from scorer.model import CharSpan, Enforceable, Node, Peers, RegimeRow
from scorer.report import build
from scorer.report.pictures.shapes import Picture, Shape, Strip
from scorer.report.views import Page, Places
from tests import factories as make

DATE = "2026-01-02"


def alone() -> Page:
    return build.scorecard_page(make.a_scorecard(), date=DATE)


def beside() -> Page:
    return build.comparison_page([make.a_scorecard(), make.another_scorecard()], date=DATE, only=None)


def rows(page: Page, name: str) -> tuple[Strip, ...]:
    return page.pictures[name][0].rows


def looks(strip: Strip, kind: str) -> list[str]:
    return [shape.look for shape in strip.shapes if shape.kind == kind]


def test_a_bar_is_as_long_as_the_score_that_is_printed_beside_it() -> None:
    labour = rows(alone(), "scores")[0]
    assert next(shape for shape in labour.shapes if shape.look == "fill").wide == "34.4%"  # 41 of 100, which takes 84 per cent
    assert [shape.text for shape in labour.shapes if shape.look == "number"] == ["41"]
    assert labour.description == "Alpha 41, range 31 to 56."


def test_not_assessed_is_a_dashed_outline_and_never_a_bar() -> None:
    climate = rows(alone(), "scores")[2]
    assert looks(climate, "bar") == ["missing"]
    assert climate.description == "Alpha not assessed."


def test_a_range_without_width_is_not_drawn() -> None:
    assert "whisker" not in looks(rows(alone(), "scores")[1], "line")


def test_agreements_side_by_side_differ_in_sign_and_are_joined_by_a_band() -> None:
    labour = rows(beside(), "scores")[0]
    assert looks(labour, "sign") == ["m-1", "m-2"]
    assert looks(labour, "bar") == ["band"]
    assert labour.description == "Alpha 41, range 31 to 56; Beta 66, range 60 to 70."


def test_the_median_of_peers_is_drawn_where_it_is_known() -> None:
    page = build.scorecard_page(make.a_scorecard(peers=Peers("comprehensive", 2010, 12, 40.0, 45.0, {"labor": 50.0})), date=DATE)
    labour, tribunals, _ = rows(page, "scores")
    assert [looks(labour, "post").count("peer"), looks(tribunals, "post").count("peer")] == [1, 0]
    assert labour.description.endswith("median of comparable agreements 50.")
    assert ("m-peer", "median of comparable agreements") in page.pictures["scores"][0].legend


def test_the_heat_map_has_one_sign_for_each_question_of_each_agreement() -> None:
    first, second, *_ = rows(beside(), "heat")
    assert looks(first, "sign") == ["c-partly-met", "c-not-met", "c-not-assessed"]
    assert looks(second, "sign") == ["c-met", "c-not-met", "c-not-assessed"]
    assert (first.of, second.of) == ("Alpha", "Beta")


def test_many_questions_go_on_in_a_second_line() -> None:
    many = tuple(make.a_criterion(id=f"labor.question.{n}") for n in range(15))
    (strip,) = rows(build.scorecard_page(make.a_scorecard(criteria=many, red_lines=()), date=DATE), "heat")
    assert [strip.shapes[0].y, strip.shapes[14].y] == [11, 33]
    assert strip.shapes[0].x == strip.shapes[14].x


@pytest.mark.parametrize(("value", "drawn"), [
    pytest.param(Enforceable.SANCTIONS, Shape("bar", "fill step-4", "0%", 4, "56.0%", 12), id="sanctions"),
    pytest.param(Enforceable.CONSULTATIONS, Shape("bar", "fill step-1", "0%", 4, "14.0%", 12), id="consultations"),
    pytest.param(Enforceable.EXCLUDED, Shape("sign", "m-6", "1.4%", 10), id="excluded"),
])  # fmt: skip
def test_a_chapter_has_a_longer_bar_the_more_a_breach_can_lead_to(value: Enforceable, drawn: Shape) -> None:
    row = RegimeRow("main", "chp_3", "Chapter 3 Labour", value, ())
    card = make.a_scorecard(findings=make.some_findings(regimes=(row,)))
    (strip,) = rows(build.scorecard_page(card, date=DATE), "map")
    assert (strip.name.text, strip.shapes[0]) == ("Chapter 3 Labour", drawn)


def test_an_article_that_differs_from_its_chapter_is_named_by_its_number() -> None:
    row = RegimeRow("main", "chp_3__art_3-2", "Chapter 3 Labour, Article 3.2", Enforceable.EXCLUDED, ())
    card = make.a_scorecard(findings=make.some_findings(regimes=(row,)))
    assert rows(build.scorecard_page(card, date=DATE), "map")[0].name.text == "– art. 3.2"


def profile(page: Page) -> Picture:
    return page.pictures["tribunals"][0]


def test_the_profile_of_investor_tribunals_draws_levels_and_lists_provisions() -> None:
    drawn = profile(beside())
    assert drawn.rows[0].description == "Alpha harm level 4 of 4; Beta harm level 0 of 4."
    assert drawn.table is not None
    listed = {name.text: cells for name, cells in drawn.table.rows}
    here, there = listed["Consent to arbitration"]
    assert isinstance(here, Places)
    assert ([place.text for place in here.shown], there) == (["Alpha art. 11.8"], "not assessed")


def test_a_rubric_without_investor_tribunals_has_no_profile() -> None:
    page = build.scorecard_page(make.a_scorecard(criteria=(make.a_criterion(),), red_lines=()), date=DATE)
    assert page.pictures["tribunals"] == ()
    assert "tribunals" not in {link.anchor for link in page.contents}


def test_a_clause_is_drawn_where_it_stands_in_the_text() -> None:
    labour, tribunals, _ = rows(alone(), "places")
    found = [next(shape.text for shape in strip.shapes if shape.look == "find") for strip in (labour, tribunals)]
    expected = [round(1000 * make.TEXT.index(words) / len(make.TEXT)) for words in (make.DUTY, make.CONSENT)]
    assert found == [f"M{place} 0v9" for place in expected]
    assert labour.description == "One clause. ch. 3 (1)"


def test_a_text_without_chapters_has_no_ruler() -> None:
    span = CharSpan(0, len(make.TEXT))
    findings = make.some_findings(trees={"main": Node("body", "body", span, span)})
    page = build.scorecard_page(make.a_scorecard(findings=findings), date=DATE)
    assert page.pictures["places"][0].ticks == ()
    assert rows(page, "places")[0].description == "One clause."
