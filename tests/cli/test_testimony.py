"""scorer testimony, as a witness uses it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer.cli import main

DATE = "2026-01-02"


@pytest.fixture
def run(tmp_path: Path):
    def call(*words: object) -> Result:
        return CliRunner(env={"SCORER_LIBRARY": str(tmp_path / "library")}).invoke(main, ["testimony", *map(str, words)])

    return call


def test_an_exhibit_is_written_in_the_format_of_the_file(run, tmp_path):
    path = tmp_path / "exhibit.md"
    done = run("model-status-quo", "--length", "short", "--principle", "isds", "--docket", "EX-1", "--date", DATE, "-o", path)
    assert (done.exit_code, done.stderr) == (0, f"wrote {path}\n")
    text = path.read_text(encoding="utf-8")
    parts = ("**Draft, not reviewed**", "docket EX-1", "## Summary of findings", "## Limits and interests")
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(
            ("model-just", "--principle", "labour"), 3, "no principle 'labour' in this rubric; expected one of: labor,", id="principle"
        ),
        pytest.param(("model-just", "model-just"), 2, "takes each agreement once", id="twice"),
        pytest.param(("a", "b", "c", "d", "e"), 2, "at most 3 other agreements, not 4", id="too_many"),
        pytest.param(("model-status-quo", "--max-pages", "1", "--format", "md"), 3, "raise --max-pages, or name fewer", id="too_long"),
    ],
)
def test_what_cannot_be_made_is_told_in_one_sentence(run, words, code, message):
    done = run(*words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in done.stderr


@pytest.mark.parametrize(("form", "package"), [("pdf", "weasyprint"), ("docx", "docx")])
def test_without_the_extra_it_says_what_to_type(run, monkeypatch, form, package):
    monkeypatch.setitem(sys.modules, package, None)
    done = run("model-status-quo", "--principle", "isds", "--format", form)
    assert (done.exit_code, done.stdout) == (3, "")
    assert "type: pip install 'scorer[testimony]'" in done.stderr


def test_a_page_limit_drops_parts_and_says_which(run):
    text = run("model-status-quo", "--principle", "isds", "--max-pages", "4", "--format", "md", "--date", DATE).stdout
    assert "Left out to keep the page limit: " in text
    assert all(title in text for title in ("## Method", "## Limits and interests", "## Sources", "Read of Model-Status-Quo: "))
