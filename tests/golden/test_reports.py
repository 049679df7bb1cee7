"""Whole outputs against files that were looked at, without the stylesheet, which is looked at as a picture.

``pytest tests/golden --update-golden`` writes them anew; read the difference before committing it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from scorer.model import Scorecard
from scorer.report import jsonout, render, rows, text
from scorer.report.corpus import tables
from scorer.report.corpus.jsonout import corpus_json
from scorer.report.delta.jsonout import delta_json
from scorer.report.delta.text import lines as delta_lines
from scorer.report.testimony.given import Length
from scorer.report.writers import html, markdown
from tests import drafts, surveys
from tests import factories as make
from tests.testimonies import models_document

HERE = Path(__file__).parent
DATE = "2026-01-02"


SCRUBS = {
    "the stylesheet": (r"<style>.*?</style>", "<style>report.css</style>"),
    "its hash": (r"sha256-[\w+/]+=", "sha256-of-the-stylesheet"),
}


def scrubbed(text: str) -> str:
    """Return an output without what would repeat a file of the package."""
    for pattern, shown in SCRUBS.values():
        text = re.sub(pattern, shown, text, flags=re.DOTALL)
    return text


def cards() -> list[Scorecard]:
    return [make.a_scorecard(), make.another_scorecard()]


OUTPUTS: dict[str, Callable[[], str]] = {
    "scorecard.html": lambda: render.write_scorecard(make.a_scorecard(), date=DATE),
    "comparison.html": lambda: render.write_comparison(cards(), date=DATE),
    "scorecard.json": lambda: jsonout.scorecard_json(make.a_scorecard()),
    "comparison.json": lambda: jsonout.comparison_json(cards()),
    "findings.json": lambda: jsonout.findings_json(make.some_findings()),
    "criteria.csv": lambda: rows.to_csv(rows.criterion_rows(cards()), rows.CRITERIA_COLUMNS),
    "findings.csv": lambda: rows.to_csv(rows.finding_rows(make.some_findings()), rows.FINDINGS_COLUMNS),
    "corpus.html": lambda: render.write_corpus(surveys.some_survey(), date=DATE, command="scorer corpus report texts"),
    "corpus.json": lambda: corpus_json(surveys.some_survey()),
    "corpus.csv": lambda: str(tables.table(surveys.some_survey(), "csv", "survey", date=DATE)),
    "delta.html": lambda: render.write_delta(drafts.a_delta(), date=DATE, command="scorer diff a.txt b.txt"),
    "delta.json": lambda: delta_json(drafts.a_delta()),
    "delta.txt": lambda: "\n".join(delta_lines(drafts.a_delta())) + "\n",
    "testimony.html": lambda: html.write(models_document(Length.SHORT)),
    "testimony.md": lambda: markdown.write(models_document(Length.SHORT)),
    "summary.txt": lambda: "\n".join(text.summary_lines(make.a_scorecard())) + "\n",
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_is_what_was_looked_at(name: str, request: pytest.FixtureRequest) -> None:
    written, expected = scrubbed(OUTPUTS[name]()), HERE / name
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(written, encoding="utf-8", newline="\n")
    assert written == expected.read_text(encoding="utf-8")
