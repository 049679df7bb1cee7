"""Absent, or not to be told from this text: the two are never confused."""

from __future__ import annotations

import pytest

from scorer.detection.missing import not_found
from scorer.detection.provisions import load_provisions
from scorer.model import Coverage, CoverageStatus, NotFoundStatus
from tests.factories import a_finding, an_agreement
from tests.unit.detection.test_rules import a_folder

PROVISIONS = """
- {id: a.duty, question: Is there a duty?, source: made up, patterns: [{id: p, phrase: duty}]}
- {id: a.recital, question: Is there a recital?, source: made up, places: [preamble], patterns: [{id: p, phrase: hope}]}
- {id: a.elsewhere, question: Is all in another treaty?, source: made up, decides_elsewhere: true, patterns: [{id: p, phrase: treaty}]}
- {id: a.inner, question: Is it hidden?, source: made up, internal: true, patterns: [{id: p, phrase: inner}]}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return load_provisions(a_folder(tmp_path_factory.mktemp("provisions"), PROVISIONS))


def statuses(library, status=CoverageStatus.COMPLETE, reasons=(), found=()):
    agreement = an_agreement(coverage=Coverage(status, reasons))
    return {entry.provision: (entry.status, entry.reason) for entry in not_found(agreement, found, library)}


ABSENT = (NotFoundStatus.ABSENT, None)


def test_what_a_complete_text_does_not_say_is_absent(library):
    assert statuses(library) == {"a.duty": ABSENT, "a.recital": ABSENT, "a.elsewhere": ABSENT}


def test_missing_recitals_hide_only_what_stands_in_recitals(library):
    found = statuses(library, CoverageStatus.PARTIAL, ("recitals_missing",))
    assert found["a.duty"] == ABSENT
    assert found["a.recital"] == (NotFoundStatus.NOT_ASSESSED, "recitals_missing")


@pytest.mark.parametrize(
    "reason", ["end_missing", "single_chapter", "chapter_3_is_a_summary", "partly_in_es", "pages_without_text", "read_by_ocr_71"]
)
def test_a_gap_in_the_text_hides_everything(reason, library):
    assert set(statuses(library, CoverageStatus.PARTIAL, (reason,)).values()) == {(NotFoundStatus.NOT_ASSESSED, reason)}


def test_a_scan_that_is_read_well_hides_nothing(library):
    assert statuses(library, CoverageStatus.PARTIAL, ("read_by_ocr_93",))["a.duty"] == ABSENT


def test_absent_annexes_hide_nothing_of_the_main_text(library):
    assert statuses(library, CoverageStatus.PARTIAL, ("annexes_mentioned_but_absent",))["a.duty"] == ABSENT


def test_a_text_that_cannot_be_scored_proves_no_absence(library):
    found = statuses(library, CoverageStatus.UNSUPPORTED_LANGUAGE)
    assert set(found.values()) == {(NotFoundStatus.NOT_ASSESSED, "unsupported_language")}


def test_substance_in_another_treaty_is_decided_there(library):
    finding = a_finding(provision="a.elsewhere")
    assert statuses(library, found=[finding])["a.duty"] == (
        NotFoundStatus.NOT_ASSESSED,
        f"decided in another agreement, incorporated by {finding.at.citation}",
    )
