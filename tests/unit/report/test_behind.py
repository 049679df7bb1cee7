"""What stands behind the duties, as a page shows it."""

from __future__ import annotations

from typing import Any

from lxml import html

from scorer.model import Aspect, Enforceable, RegimeRow, Scorecard, Step
from scorer.report import behind, write_comparison, write_scorecard
from tests import factories as make

DOUBT = "Alpha art. 9.9 takes something out of dispute settlement; what it reaches could not be resolved"


def a_step(words: str, cite: str, *, aspect: Aspect = Aspect.TIME_LIMIT, name: str = "panel") -> Step:
    return Step(aspect, name, words, make.some_evidence(make.REMEDY, citation=cite))


def a_card(**changes: Any) -> Scorecard:
    return make.a_scorecard(findings=make.some_findings(**changes))


def test_duties_with_the_same_backing_share_a_row() -> None:
    findings = (
        make.a_finding(),
        make.a_finding(cite="Alpha art. 3.3"),
        make.a_finding(regime=make.a_regime(Enforceable.EXCLUDED)),
        make.a_consent(),
    )
    rows = behind.backings(make.some_findings(findings=findings))
    assert [(row.value, row.duties) for row in rows] == [
        ("Dispute settlement with trade sanctions.", ("Alpha art. 3.2(1)", "Alpha art. 3.3")),
        ("Nothing: dispute settlement is excluded.", ("Alpha art. 3.2(1)",)),
    ]


def test_a_doubtful_row_of_the_map_is_marked_and_its_reason_and_sentence_are_printed() -> None:
    (row,) = make.a_map()
    doubtful = RegimeRow(row.part, row.eid, row.heading, row.value, row.because, DOUBT)
    card = a_card(regimes=(doubtful,), undecided=(make.some_evidence(make.REMEDY, citation="Alpha art. 9.9"),))
    section = html.fromstring(write_scorecard(card, date="2026-01-02")).xpath("//section[@aria-labelledby='behind']")[0]
    told = section.text_content()
    assert f"Chapter 3 Labour: {DOUBT}." in told
    assert "trade sanctions, to check" in told
    (cited,) = section.xpath(".//figcaption[contains(., 'not resolved')]/cite/a")
    assert cited.text == "Alpha art. 9.9"
    assert section.getroottree().xpath("//*[@id=$id]", id=cited.get("href")[1:])


def test_the_procedure_is_told_once_for_each_wording_and_beside_that_of_others() -> None:
    steps = (
        a_step("within 60 days", "Alpha art. 8.1"),
        a_step("Within 60  days", "Alpha art. 8.2"),
        *(a_step(f"within {days} days", "Alpha art. 8.3") for days in (10, 20, 30)),
        a_step("suspend benefits", "Alpha art. 8.9", aspect=Aspect.ENDS_IN, name="suspension of benefits"),
    )
    page = write_comparison([a_card(procedure=steps), make.another_scorecard()], date="2026-01-02")
    rows = html.fromstring(page).xpath("//section[@aria-labelledby='behind']//table[contains(., 'says of itself')]/tbody/tr")
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in rows] == [
        ["It can end in: suspension of benefits", "suspend benefits Alpha art. 8.9", "not found"],
        [
            "Time limits: panel",
            "within 60 days Alpha art. 8.1; within 10 days Alpha art. 8.3; within 20 days Alpha art. 8.3; 1 more",
            "not found",
        ],
    ]
