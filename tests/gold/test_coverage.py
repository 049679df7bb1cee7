"""Coverage of texts that their collections call odd, and of those that are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer import sources
from scorer.model import CoverageStatus

EVERY = 12  # th agreement of the corpus is tried


@pytest.mark.parametrize(
    ("file", "status", "reason"),
    [
        pytest.param("raw/CHL-USA_2003O", "partial", "chapters_missing", id="stops_after_a_chapter"),
        pytest.param("raw/MEX-PAN_2014O", "partial", "single_chapter", id="one_chapter"),
        pytest.param("raw/CHE-FRO_1994O", "partial", "partly_in_fr", id="tail_in_french"),
        pytest.param("raw/JOR-ALG_1997O", "partial", "end_missing", id="fragment"),
        pytest.param("raw/MRSACU_2008O", "unsupported_language", "language_pt", id="portuguese"),
        pytest.param("raw/JPN-MNG_2015O", "not_an_agreement", "no_treaty_language", id="words_in_reverse_order"),
    ],
)
def test_odd_texts_are_told(shared: Path, file: str, status: str, reason: str) -> None:
    coverage = sources.read(shared / "corpus" / "manytrade" / f"{file}.txt").coverage
    assert coverage.status.value == status
    assert reason in coverage.reasons


@pytest.mark.slow
def test_agreements_are_not_refused_nor_called_fragments(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "tota" / "xml").glob("*.xml"))[::EVERY]
    english = [agreement for path in paths if (agreement := sources.read(path)).language == "en"]
    refused = [agreement.id for agreement in english if not agreement.coverage.can_be_scored]
    fragments = [agreement.id for agreement in english if {"single_chapter", "end_missing"} & set(agreement.coverage.reasons)]
    assert len(english) > 20
    assert (refused, fragments) == ([], [])
    assert any(agreement.coverage.status is CoverageStatus.COMPLETE for agreement in english)
