"""Which of several clauses answers a question: the one that a reader would look for."""

from __future__ import annotations

import pytest

from scorer.model import NO_GOVERNING_WORD, Bearer, Strength
from scorer.scoring.levels import answer_all
from tests.factories import a_finding, some_evidence, some_findings

REMEDY, DEADLINE = "enforcement.suspension_of_benefits", "enforcement.stage_deadline"


def at(eid: str, cite: str):
    return some_evidence(citation=cite, eid=eid)


def quoted(rubric, criterion: str, *findings) -> str:
    found = some_findings(findings=findings)
    return found.findings[answer_all(found, rubric)[criterion].findings[0]].at.citation


OWN = {"provision": "labor.effective_enforcement", "qualifiers": ()}
HOME = "chp_28__art_28-20__para_2"


@pytest.mark.parametrize(
    "aside",
    [
        pytest.param({"at": at("chp_19__art_19-5__authorialNote_5", "Alpha n.5")}, id="footnote"),
        pytest.param({"at": at("chp_19__art_19-1", "Alpha art. 19.1"), "review": (NO_GOVERNING_WORD,)}, id="definition"),
    ],
)
def test_what_explains_a_duty_decides_only_where_no_clause_does(rubric, aside):
    weaker = a_finding(at=at("chp_19__art_19-5__para_1", "Alpha art. 19.5(1)"), strength=Strength.BEST_ENDEAVOURS, **OWN)
    explains = a_finding(**OWN, **aside)
    assert quoted(rubric, "labor.enforce.effective", explains, weaker) == "Alpha art. 19.5(1)"
    assert quoted(rubric, "labor.enforce.effective", explains) == aside["at"].citation


def test_of_equal_duties_the_one_that_names_who_is_bound_is_quoted(rubric):
    passive = a_finding(at=at("chp_19__art_19-5__para_1", "Alpha art. 19.5(1)"), bearer=Bearer.OTHER, **OWN)
    named = a_finding(at=at("chp_19__art_19-5__para_2", "Alpha art. 19.5(2)"), **OWN)
    assert quoted(rubric, "labor.enforce.effective", passive, named) == "Alpha art. 19.5(2)"


def test_the_chapter_where_most_of_a_family_stand_comes_before_others(rubric):
    elsewhere = a_finding(provision=REMEDY, at=at("chp_11__art_11-21", "Alpha art. 11.21"), qualifiers=())
    remedy = a_finding(provision=REMEDY, at=at(HOME, "Alpha art. 28.20(2)"), qualifiers=())
    others = (a_finding(provision=DEADLINE, at=at(HOME, "Alpha art. 28.20(2)"), qualifiers=()),)
    assert quoted(rubric, "enforcement.remedies.effective", elsewhere, remedy, *others) == "Alpha art. 28.20(2)"


def test_what_is_only_recognized_comes_after_what_is_done(rubric):
    wish = a_finding(provision=REMEDY, at=at(HOME, "Alpha art. 28.20(1)"), qualifiers=(), strength=Strength.RECOGNITION)
    remedy = a_finding(provision=REMEDY, at=at("chp_11__art_11-21", "Alpha art. 11.21"), qualifiers=())
    assert quoted(rubric, "enforcement.remedies.effective", wish, remedy) == "Alpha art. 11.21"
