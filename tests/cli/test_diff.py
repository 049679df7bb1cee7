"""scorer diff as scripts use it: formats, exit codes, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer.cli import main
from tests.cli.test_commands import DRAFT, NEWS


@pytest.fixture
def run(tmp_path: Path):
    def call(*words: object) -> Result:
        return CliRunner(env={"SCORER_LIBRARY": str(tmp_path / "library")}).invoke(main, [str(word) for word in words])

    return call


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new.md"
    path.write_text(DRAFT.replace("shall enforce", "shall endeavour to enforce"), encoding="utf-8")
    return path


def test_the_terminal_shows_the_words_and_the_finding(run, old, new):
    result = run("diff", old, new)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Each Party shall {+endeavour to+} enforce its labour laws." in result.stdout
    assert "One edit: one changed" in result.stdout


def test_json_has_the_edit_and_what_it_caused(run, old, new):
    body = json.loads(run("diff", old, new, "--format", "json").stdout)
    assert body["schema"] == "delta/1"
    assert [edit["kind"] for edit in body["edits"]] == ["changed"]
    assert {"labor.effective_enforcement"} <= {change["provision"] for change in body["findings"]}
    assert all(change["edits"] == [1] for change in body["findings"])


def test_the_same_inputs_give_the_same_bytes(run, old, new, tmp_path):
    for name in ("a.html", "b.html"):
        assert run("diff", old, new, "-o", tmp_path / name, "--date", "2026-01-02").exit_code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_same_text_twice_is_said_to_be_the_same(run, old):
    result = run("diff", old, old)
    assert (result.exit_code, "The two drafts say the same, word for word." in result.stdout) == (0, True)


def test_a_text_that_is_no_agreement_is_refused_and_nothing_is_written(run, old, tmp_path):
    news = tmp_path / "news.txt"
    news.write_bytes(NEWS)
    result = run("diff", old, news, "-o", tmp_path / "delta.html")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "news.txt: it does not read like a trade agreement" in result.stderr
    assert not (tmp_path / "delta.html").exists()


def test_a_missing_file_is_said_and_counted(run, old):
    result = run("diff", old, "nowhere.pdf")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "nowhere.pdf" in result.stderr
    assert result.stderr.endswith("1 of 2 sources could not be scored\n")


def test_brackets_are_counted_and_on_request_scored_with_and_without(run, old, tmp_path):
    new = tmp_path / "new.md"
    new.write_text(DRAFT.replace("shall enforce", "shall [XX propose: endeavour to] enforce"), encoding="utf-8")
    assert "The new draft has one bracket; --brackets scores it" in run("diff", old, new).stdout
    (bracket,) = json.loads(run("diff", old, new, "--brackets", "--format", "json").stdout)["brackets"]
    assert (bracket["parties"], bracket["stance"], bracket["citation"].endswith("art. 1(1)")) == (["XX"], "propose", True)
