"""Provisions that serve comparison with human coding stay out of the table unless they are named."""

from __future__ import annotations

import json

from scorer import report
from tests import factories as make


def test_a_table_of_everything_leaves_research_provisions_out_and_counts_them() -> None:
    found = make.some_findings()
    name = found.findings[0].provision
    count = sum(finding.provision == name for finding in found.findings)
    table = report.findings(found, "table", provision="*", date="2026-01-02", research=frozenset({name}))
    assert name not in table
    assert f"; {count} findings of research provisions left out" in table


def test_naming_a_research_provision_shows_it() -> None:
    found = make.some_findings()
    name = found.findings[0].provision
    table = report.findings(found, "table", provision=name, date="2026-01-02", research=frozenset({name}))
    assert name in table
    assert "left out" not in table


def test_json_keeps_research_provisions() -> None:
    found = make.some_findings()
    name = found.findings[0].provision
    body = json.loads(report.findings(found, "json", provision="*", date="2026-01-02", research=frozenset({name})))
    assert name in {finding["provision"] for finding in body["findings"]}
