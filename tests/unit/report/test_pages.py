"""Quotations name the page on which they stand, where the original has pages."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from scorer import report
from scorer.model import Findings, Origin
from scorer.report import pages
from tests import factories as make


@pytest.fixture
def printed() -> Findings:
    """Findings in a text whose second page begins with the duty."""
    origins = (Origin(0, 1, 0), Origin(make.TEXT.index(make.DUTY), 2, 0), Origin(make.TEXT.index("Article 9.4"), 3, 0))
    return make.some_findings(make.an_agreement(parts=(make.a_part(origins=origins),)))


def test_a_citation_carries_the_page(printed: Findings) -> None:
    finding = printed.findings[0]
    assert pages.cited(printed.agreement, finding.at) == f"{finding.at.citation}, p. 2"


def test_without_pages_the_citation_stands_alone() -> None:
    assert pages.cited(make.an_agreement(), make.a_finding().at) == make.a_finding().at.citation


def test_json_names_page_and_pages(printed: Findings) -> None:
    found = json.loads(report.findings(printed, "json", provision="*", date="2026-01-02"))
    assert found["findings"][0]["page"] == 2
    assert [part["pages"] for part in found["agreement"]["parts"]] == [3]


def test_csv_has_the_page_as_a_whole_number(printed: Findings) -> None:
    (first, *_) = csv.DictReader(report.findings(printed, "csv", provision="*", date="2026-01-02").splitlines())
    assert (first["page"], first["page_file"]) == ("2", "")


def test_a_text_of_several_files_names_the_file_with_the_page(printed: Findings) -> None:
    part = printed.agreement.parts[0]
    moved = replace(part, origins=tuple(replace(origin, file=f"chapter{origin.page}.pdf") for origin in part.origins))
    agreement = make.an_agreement(parts=(moved,))
    assert pages.words(agreement, printed.findings[0].at) == "p. 2 of chapter2.pdf"
    assert pages.last(moved) == 1 + 2 + 3
    (first, *_) = csv.DictReader(report.findings(make.some_findings(agreement), "csv", provision="*", date="2026-01-02").splitlines())
    assert (first["page"], first["page_file"]) == ("2", "chapter2.pdf")


def test_json_of_the_structure_names_the_page_of_each_node(printed: Findings) -> None:
    tree = make.a_tree()
    nodes = json.loads(report.structure(printed.agreement, {"main": tree}, "json"))["parts"][0]["root"]["children"]
    assert [node["page"] for node in nodes] == [printed.agreement.parts[0].page_at(node.span.start) for node in tree.children]


def test_terminal_and_html_show_the_page(printed: Findings) -> None:
    card = make.a_scorecard(findings=printed)
    assert ", p. 2" in report.findings(printed, "table", provision="*", date="2026-01-02")
    assert "</cite>, p. 2" in report.scorecards([card], "html", date="2026-01-02")
