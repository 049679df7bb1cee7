"""The commands as scripts use them: what goes to stdout, what to stderr, which exit code, and that nothing is half-written or lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from scorer.cli import main
from scorer.cli.agreements import KINDS
from scorer.library.entries import Kind

DRAFT = """# Draft Agreement on Trade

## Chapter 1: Labour

### Article 1: Enforcement

1. Each Party shall enforce its labour laws. The Parties agree that this Agreement applies to all levels of government.

### Article 2: Entry into Force

This Agreement shall enter into force on the date on which the Parties have notified each other.

### Article 3: Amendments

The Parties may agree to amend this Agreement. An amendment shall enter into force as the Parties decide.
"""

NEWS = b"""The minister announced that the Parties have concluded their talks.
"Under this Agreement each Party shall enforce its labour laws," she said. Article 4 binds the Parties, her office added, and investors of a
Party may go to arbitration under the treaty. The opposition asked to see the text before a vote. Unions and farmers said that they would
march on the capital next week, since nobody had asked them.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path):
    def call(*words: object) -> Result:
        return CliRunner(env={"SCORER_LIBRARY": str(tmp_path / "library")}).invoke(main, [str(word) for word in words])

    return call


def test_findings_go_to_stdout_as_json(run, draft):
    result = run("detect", draft, "--format", "json", "--provision", "labor.*")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, found["schema"]) == (0, "", "findings/1")
    duty = next(finding for finding in found["findings"] if finding["provision"] == "labor.effective_enforcement")
    assert duty["quote"] == "Each Party shall enforce its labour laws."
    assert [DRAFT.replace("#", "").find(duty["quote"]) >= 0, duty["article"], duty["strength"]] == [True, "1", "binding_shall"]


def test_the_table_of_findings_counts_what_is_absent(run, draft):
    assert "provisions absent" in run("detect", draft).stdout.splitlines()[-1]


def test_the_outline_names_every_article(run, draft):
    lines = run("parse", draft).stdout
    assert all(f"article {num}: " in lines for num in (1, 2, 3))


def test_a_scorecard_names_its_schema_and_what_it_was_made_with(run, draft):
    card = json.loads(run("score", draft, "--format", "json").stdout)
    assert card["schema"] == "scorecard/1"
    assert card["manifest"]["inputs"][0]["file"] == "draft.md"


def test_an_existing_output_is_kept_unless_replacement_is_forced(run, draft, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    refused = run("detect", draft, "-o", out)
    assert (refused.exit_code, out.read_text(encoding="utf-8")) == (3, "mine")
    assert "--force" in refused.stderr
    assert run("detect", draft, "-o", out, "--force").exit_code == 0
    assert out.read_text(encoding="utf-8").startswith('"agreement"')
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.xlsx", b"PK"), ("out.parquet", b"PAR1"), ("out.CSV", b'"agreement"'), ("out.txt", b"provision"), ("out", b"provision")],
)
def test_the_ending_of_the_output_says_the_format(name, begins, run, draft, tmp_path):
    assert run("detect", draft, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(("command", "known"), [("score", ".txt, .html, .json, .csv, .xlsx, .parquet"), ("parse", ".txt, .json, .xml")])
def test_an_ending_that_stands_for_no_format_is_wrong_usage_and_names_those_that_do(command, known, run, draft, tmp_path):
    result = run(command, draft, "-o", tmp_path / "out.foo")
    assert (result.exit_code, (tmp_path / "out.foo").exists()) == (2, False)
    assert f"end the file in {known}, or give --format" in " ".join(result.stderr.split())
    assert run(command, draft, "-o", tmp_path / "out.foo", "--format", "json").exit_code == 0


def test_a_file_that_is_no_text_goes_down_a_pipe_as_it_is(run, draft):
    assert run("detect", draft, "--format", "xlsx").stdout_bytes.startswith(b"PK")


def test_a_device_is_never_replaced(run, draft):
    result = run("detect", draft, "-o", "/dev/null", "--force")
    assert (result.exit_code, Path("/dev/null").is_char_device()) == (3, True)


def test_a_folder_that_cannot_be_made_is_told(run, draft, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("detect", draft, "-o", tmp_path / "file" / "out.csv")
    assert result.exit_code == 3
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\x01\x02binary", id="binary"),
        pytest.param(b"Take two eggs and a pound of flour. Stir. Bake for an hour and serve warm with honey.", id="recipe"),
        pytest.param(NEWS, id="news"),
    ],
)
def test_what_is_no_agreement_gets_one_sentence_and_no_score(content, run, tmp_path):
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    result = run("score", path)
    assert result.exit_code == 3
    assert len(result.stderr.strip().splitlines()) == 1
    assert "of 100" not in result.stdout


def test_a_missing_source_is_told_in_one_sentence(run, tmp_path):
    result = run("detect", tmp_path / "nowhere.md")
    assert (result.exit_code, result.stdout, len(result.stderr.strip().splitlines())) == (3, "", 1)


def test_a_misspelt_id_gets_the_nearest(run):
    assert "model-just" in run("score", "model-jsut").stderr


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["compare", "model-just"], id="one_agreement"),
        pytest.param(["compare", "model-just", "model-just"], id="the_same_twice"),
        pytest.param(["score", "a", "b", "--format", "html"], id="two_on_one_page"),
        pytest.param(["score", "model-just", "--date", "31.1.2026"], id="no_iso_date"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_two(words, run):
    assert run(*words).exit_code == 2


def test_an_agreement_is_added_listed_shown_and_removed(run, draft):
    assert run("agreements", "add", draft, "--id", "my-draft", "--short", "Draft").exit_code == 0
    assert "my-draft" in run("agreements", "list").stdout
    assert "my-draft" in run("agreements", "show", "my-draft").stdout
    assert run("parse", "my-draft").exit_code == 0
    assert run("agreements", "remove", "my-draft").exit_code == 0
    assert run("parse", "my-draft").exit_code == 3


def test_a_text_that_cannot_be_scored_is_added_with_a_note(run, tmp_path):
    (tmp_path / "news.txt").write_bytes(NEWS)
    result = run("agreements", "add", tmp_path / "news.txt")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == "added news"
    assert result.stderr.splitlines()[1].startswith("Note: it is in the library but cannot be scored: ")


def test_the_structure_of_what_is_no_agreement_comes_with_a_note(run, tmp_path):
    (tmp_path / "news.txt").write_bytes(NEWS)
    result = run("parse", tmp_path / "news.txt")
    assert result.exit_code == 0
    assert result.stderr.startswith("Note: this structure may mean little: news.txt: ")


@pytest.mark.parametrize("words", [["fetch"], ["fetch", "nafta", "--all"]], ids=["nothing", "both"])
def test_fetch_wants_names_or_all(run, words):
    assert run("agreements", *words).exit_code == 2


def test_a_text_that_cannot_be_fetched_is_told_in_one_sentence_and_nothing_is_kept(run, tmp_path):
    (tmp_path / "mirror").mkdir()
    result = run("agreements", "fetch", "nafta", "--mirror", tmp_path / "mirror")
    assert result.exit_code == 3
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["Error:", "fetched"]
    assert "pta_112.xml is not in " in result.stderr
    assert "in the catalogue but its text is not in your library" in run("parse", "nafta").stderr


def test_the_list_as_ids_goes_on_to_another_command_and_as_csv_to_a_spreadsheet(run):
    asked = ("agreements", "list", "--party", "usa", "--party", "CHL")
    assert run(*asked, "--format", "ids").stdout == "us-chile\ntpp\ntpp-es\n"
    head, row, *_ = run(*asked, "--format", "csv").stdout.splitlines()
    assert (head.split(",")[0], row.split(",")[:2]) == ('"agreement"', ['"us-chile"', '"tota-53"'])


def test_the_kinds_to_list_by_are_those_of_the_catalogue():
    assert get_args(Kind) == KINDS


def test_a_list_of_nothing_says_so(run):
    result = run("agreements", "list", "no such words")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no known agreement is like that\n")


@pytest.mark.parametrize("years", ["19", "-", "1990-19"])
def test_years_that_are_none_are_refused(run, years):
    result = run("agreements", "list", "--signed", years)
    assert (result.exit_code, "1990-1999" in result.stderr) == (2, True)


def test_fetching_tells_licence_and_citation(run, shared, tmp_path):
    result = run("agreements", "fetch", "tota-310", "--mirror", shared / "corpus" / "tota")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "fetched 1, there already 0, failed 0")
    assert "CC BY-NC 4.0: name the source, no commercial use. Cite: Alschner" in result.stderr
    assert "there already 1" in run("agreements", "fetch", "tota-310", "--mirror", shared / "corpus" / "tota").stderr


def test_the_bundled_rubric_has_no_faults(run):
    result = run("rubric", "check")
    assert (result.exit_code, result.stdout) == (0, "just-trade: no faults\n")


def test_a_comparison_is_one_page_and_the_same_twice(run, tmp_path):
    pages = [tmp_path / name for name in ("one.html", "two.html")]
    for page in pages:
        assert run("compare", "model-just", "model-status-quo", "-o", page, "--date", "2026-01-31").exit_code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert "January 31, 2026" in pages[0].read_text(encoding="utf-8")
