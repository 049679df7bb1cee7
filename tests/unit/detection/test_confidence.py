"""Confidence given to findings, from made-up figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorer.detection.confidence import load_confidences
from scorer.errors import RubricError
from scorer.model import Agreement, Finding, Findings
from tests.factories import a_finding

FIGURES = {
    "labor.sure": {"confidence": 0.95, "rests_on": {"facts": [19, 20]}},
    "labor.doubtful": {"confidence": 0.55, "rests_on": {"facts": [1, 2], "codes": [5, 9]}},
}


def rated(tmp_path: Path, finding: Finding) -> Finding:
    path = tmp_path / "confidence.json"
    path.write_text(json.dumps({"schema": "confidence/1", "review_below": 0.7, "areas": {}, "provisions": FIGURES}), encoding="utf-8")
    findings = Findings(Agreement("x", "X", "X", ()), {}, (finding,), (), "")
    return load_confidences(path).rated(findings).findings[0]


def test_a_finding_gets_the_figure_of_its_provision(tmp_path: Path) -> None:
    finding = rated(tmp_path, a_finding(provision="labor.sure"))
    assert (finding.confidence, finding.review) == (0.95, ())


def test_a_finding_of_an_unknown_provision_has_no_confidence(tmp_path: Path) -> None:
    assert rated(tmp_path, a_finding(provision="labor.other")).confidence is None


def test_a_doubtful_finding_is_marked_for_review_beside_other_reasons(tmp_path: Path) -> None:
    finding = rated(tmp_path, a_finding(provision="labor.doubtful", review=("no verb",)))
    assert finding.review == ("no verb", "people agreed with 6 of 11 findings of this provision")


@pytest.mark.parametrize("content", ["", "{}", '{"schema": "other/1", "review_below": 0.7, "provisions": {}}'])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "confidence.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RubricError, match="run scorer train"):
        load_confidences(path)
