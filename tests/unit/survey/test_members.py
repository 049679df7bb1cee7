"""A scorecard reduced to what is said of many."""

from __future__ import annotations

import pytest

from scorer.model import NotFound, NotFoundStatus
from scorer.model.survey import Held
from scorer.survey import Headline, member
from tests import factories as make

ENFORCE, COURTS = "labor.effective_enforcement", "labor.access_to_justice"
ASKED = tuple(Headline(name, "Is it there?") for name in (ENFORCE, COURTS))


def held(*findings, not_found=()):
    card = make.a_scorecard(findings=make.some_findings(findings=findings, not_found=not_found))
    return member(card, "a.txt", ASKED, None).held


def test_a_provision_is_held_by_its_first_clause():
    first = make.a_finding(provision=ENFORCE)
    other = make.a_finding(provision=ENFORCE, at=make.some_evidence(eid="chp_9__art_9-9"))
    assert held(first, other)[ENFORCE] == Held("found", first.at.citation, first.at.quote)


@pytest.mark.parametrize("status", NotFoundStatus)
def test_absent_and_not_assessed_are_kept_apart(status):
    found = held(make.a_finding(provision=ENFORCE), not_found=(NotFound(COURTS, status, "why"),))
    assert found[COURTS] == Held(status.value)


def test_what_was_not_looked_for_is_not_assessed():
    assert held()[COURTS] == Held("not_assessed")
