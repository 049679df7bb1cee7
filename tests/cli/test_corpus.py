"""corpus score and corpus clean: tables whole, rows in order, failures as rows, nothing read twice."""

from __future__ import annotations

import csv
import importlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer import corpus, pipeline
from scorer.cli import main
from scorer.corpus import run as running
from scorer.corpus.work import Done

TITLES = ("Alphaland", "Betaland", "Gammaland")
DRAFT = """# Agreement between {0} and Deltaland on Trade

## Chapter 1: Labour

### Article 1: Enforcement

1. Each Party shall enforce its labour laws. The Parties agree that this Agreement applies to all levels of government.

### Article 2: Entry into Force

This Agreement shall enter into force on the date on which the Parties have notified each other.

### Article 3: Amendments

The Parties may agree to amend this Agreement. An amendment shall enter into force as the Parties decide.
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of three small agreements."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, title in zip((2, 10, 1), TITLES, strict=True):
        (folder / f"draft_{number}.md").write_text(DRAFT.format(title), encoding="utf-8")
    (folder / "README.md").write_text("Three drafts.", encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path):
    def call(*words: object) -> Result:
        env = {"SCORER_LIBRARY": str(tmp_path / "library"), "SCORER_CACHE": str(tmp_path / "cache")}
        return CliRunner(env=env).invoke(main, ["corpus", *(str(word) for word in words)])

    return call


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_a_folder_becomes_tidy_tables_in_natural_order(run, texts, tmp_path):
    out, principles, findings = (tmp_path / name for name in ("criteria.csv", "principles.csv", "findings.csv"))
    result = run("score", texts, "-o", out, "--principles", principles, "--findings", findings, "--workers", 2)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert list(dict.fromkeys(row["source"] for row in rows(out))) == [str(texts / f"draft_{number}.md") for number in (1, 2, 10)]
    asked = {row["criterion"] for row in rows(out)}
    assert len(rows(out)) == 3 * len(asked)
    assert [row["principle"] for row in rows(principles)].count("overall") == 3
    assert {"labor.effective_enforcement"} <= {row["provision"] for row in rows(findings)}


def test_the_range_is_the_one_of_a_scorecard(run, texts, tmp_path):
    run("score", texts / "draft_1.md", "--principles", tmp_path / "p.csv")
    card = pipeline.rate(pipeline.find(pipeline.read(texts / "draft_1.md")), pipeline.load_rubric("just-trade"))
    row = rows(tmp_path / "p.csv")[0]
    assert (float(row["score"]), float(row["low"]), float(row["high"])) == (card.overall.score, *card.overall.interval)


def test_answers_are_the_same_bytes_whether_or_not_scores_are_wanted_too(run, texts, tmp_path):
    alone, beside = tmp_path / "alone.csv", tmp_path / "beside.csv"
    run("score", texts, "-o", alone)
    run("score", texts, "-o", beside, "--principles", tmp_path / "p.csv")
    assert alone.read_bytes() == beside.read_bytes()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_same_bytes_whatever_the_workers_and_the_order_given(run, texts, tmp_path, form):
    files = sorted(texts.glob("draft*"))
    outs = [tmp_path / f"{name}.{form}" for name in "ab"]
    run("score", *files, "-o", outs[0], "--workers", 1, "--no-cache")
    run("score", *reversed(files), files[0], "-o", outs[1], "--workers", 2)
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.slow
def test_the_same_bytes_whatever_the_seed_of_hashes(texts):
    outs = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "scorer", "corpus", "score", str(texts), "--no-cache", "--workers", "2"]
        done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        outs.append(done.stdout)
    assert outs[0] == outs[1]
    assert outs[0].count(b"\n") > 100


def test_what_cannot_be_scored_is_a_row_with_its_reason(run, texts, tmp_path):
    (texts / "draft_3.txt").write_bytes(b"\x00\x01binary")
    (texts / "draft_4.txt").write_text("Take two eggs and a pound of flour. Stir. Bake for an hour.", encoding="utf-8")
    result = run("score", texts, "-o", tmp_path / "out.csv", "--principles", tmp_path / "p.csv")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[-1] == "2 of 5 sources could not be scored"
    failed = [row for row in rows(tmp_path / "out.csv") if row["status"] == "failed"]
    assert [(Path(row["source"]).name, bool(row["reason"])) for row in failed] == [("draft_3.txt", True)]
    wholes = {Path(row["source"]).name: row for row in rows(tmp_path / "p.csv") if row["principle"] == "overall"}
    assert [(wholes[name]["status"], wholes[name]["score"]) for name in ("draft_3.txt", "draft_4.txt")] == [
        ("failed", ""),
        ("not_assessed", ""),
    ]


def test_what_was_found_once_is_not_looked_for_again(run, texts, tmp_path, monkeypatch):
    named = ("--cache", tmp_path / "mine")
    first = run("score", texts, *named)

    def never(*_args: object, **_options: object) -> None:
        raise AssertionError("a text was searched again")

    monkeypatch.setattr(pipeline, "searched", never)
    assert run("score", texts, *named).stdout == first.stdout
    changed = run("score", texts, "--no-cache")
    assert (changed.exit_code, "a text was searched again" in changed.stderr) == (3, True)


def test_an_interrupted_run_writes_what_it_has_and_says_what_is_missing(texts, tmp_path):
    items = corpus.gather([str(texts)])
    job = corpus.Job()

    def answers():
        yield from list(corpus.local(items, job, workers=1, limits=corpus.USUAL))[:2]
        raise KeyboardInterrupt

    out = tmp_path / "out.csv"
    outcome = corpus.score(items, job, answers(), {"criteria": corpus.Place(str(out))}, lambda _: None)
    assert (outcome.scored, outcome.interrupted, list(outcome.failed.values())) == (2, True, [running.INTERRUPTED])
    assert [row["reason"] for row in rows(out) if row["status"] == "failed"] == [running.INTERRUPTED]


def test_a_run_that_breaks_leaves_no_file(texts, tmp_path):
    items = corpus.gather([str(texts)])

    def answers():
        yield 0, Done({"criteria": b""})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        corpus.score(items, corpus.Job(), answers(), {"criteria": corpus.Place(str(tmp_path / "out.csv"))}, lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["texts"]


def test_a_data_set_has_one_whole_file_for_each_part(run, texts, tmp_path, monkeypatch):
    import pandas as pd

    monkeypatch.setattr("scorer.corpus.sinks.PART", 2)
    assert run("score", texts, "-o", tmp_path / "set", "--findings", tmp_path / "found").exit_code == 0
    run("score", texts, "-o", tmp_path / "one.parquet")
    assert [path.name for path in sorted((tmp_path / "set").glob("[!_]*"))] == ["part-00000.parquet", "part-00001.parquet"]
    assert pd.read_parquet(tmp_path / "set").equals(pd.read_parquet(tmp_path / "one.parquet"))


def test_an_existing_data_set_is_replaced_only_by_force_and_a_strange_folder_never(run, texts, tmp_path):
    run("score", texts, "-o", tmp_path / "set")
    assert run("score", texts, "-o", tmp_path / "set").exit_code == 3
    assert run("score", texts, "-o", tmp_path / "set", "--force").exit_code == 0
    assert run("score", texts, "-o", texts, "--force").exit_code == 3
    assert len(list(texts.iterdir())) == 4


def test_a_data_set_is_gone_on_with_where_the_same_run_stopped(run, texts, tmp_path, monkeypatch):
    monkeypatch.setattr("scorer.corpus.sinks.PART", 1)
    (texts / "draft_3.txt").write_text("Take two eggs and a pound of flour. Stir. Bake for an hour.", encoding="utf-8")
    (texts / "draft_4.txt").write_bytes(b"\x00\x01binary")
    first = run("score", texts, "-o", tmp_path / "set")
    parts = sorted((tmp_path / "set").glob("part-*"))
    bytes_, times = [path.read_bytes() for path in parts], {path.name: path.stat().st_mtime_ns for path in parts}
    parts[0].unlink()
    parts[1].write_bytes(parts[1].read_bytes()[:100])
    second = run("score", texts, "-o", tmp_path / "set", "--force")
    assert (first.exit_code, second.exit_code, second.stderr) == (3, 3, first.stderr)
    assert [path.read_bytes() for path in parts] == bytes_
    done_again = [path.name for path in parts if path.stat().st_mtime_ns != times[path.name]]
    assert done_again == ["part-00000.parquet", "part-00001.parquet", "part-00003.parquet"]  # lost, damaged, failed


def test_a_data_set_of_other_texts_or_another_rubric_is_made_anew(run, texts, tmp_path, monkeypatch):
    monkeypatch.setattr("scorer.corpus.sinks.PART", 1)
    out = ("-o", tmp_path / "set")
    run("score", texts, *out)
    run("score", texts / "draft_1.md", *out, "--force")
    assert len(list((tmp_path / "set").glob("part-*"))) == 1
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "set").glob("part-*")}
    run("score", texts / "draft_1.md", *out, "--force", "--rubric", "labor-only")
    assert all(path.stat().st_mtime_ns != time for path, time in times.items())


def test_texts_and_tables_may_lie_at_any_address(run, texts):
    import fsspec
    import pandas as pd

    memory = fsspec.filesystem("memory")
    for path in texts.iterdir():
        memory.pipe_file(f"/deals/{path.name}", path.read_bytes())
    assert run("score", "memory://deals", "-o", "memory://scores", "--workers", 1).exit_code == 0
    assert list(memory.find("/scores")) == ["/scores/_scorer.json", "/scores/part-00000.parquet"]
    assert pd.read_parquet("memory://scores")["source"].nunique() == len(TITLES)
    assert run("score", f"file://{texts}", "-o", f"file://{texts.parent}/scores", "--workers", 1).exit_code == 0
    assert pd.read_parquet(texts.parent / "scores")["source"].str.startswith("file:///").all()
    assert run("score", "memory://nowhere").exit_code == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(("score", "no-such-id"), 3, "no agreement or file", id="unknown_id"),
        pytest.param(("score", "zz*"), 3, "matches no id", id="glob_without_match"),
        pytest.param(("score", "model-just", "-o", "out.xlsx"), 2, ".csv or .parquet", id="other_ending"),
        pytest.param(("score", "model-just", "-o", "a.csv", "--findings", "b.parquet"), 2, "all .csv or all .parquet", id="two_forms"),
        pytest.param(("score", "model-just", "--engine", "dask"), 2, "--scheduler", id="no_scheduler"),
        pytest.param(("score", "model-just", "--rubric", "no-such"), 3, "no rubric", id="no_rubric"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(run, words, code, said):
    result = run(*words)
    assert (result.exit_code, said in result.stderr) == (code, True)


def test_ids_and_globs_of_the_library_are_sources(run, tmp_path):
    names = [row.split(",")[0] for row in run("score", "model-*").stdout.splitlines()[1:]]
    assert list(dict.fromkeys(names)) == ['"model-just"', '"model-status-quo"']


def test_clean_says_what_it_deleted(run, texts, tmp_path):
    named = ("--cache", tmp_path / "mine")
    run("score", texts, *named)
    (tmp_path / "mine" / "provisions-0123456789abcdef-0123456789abcdef.json").write_text("{}", encoding="utf-8")
    assert "deleted findings in no texts and one other file, " in run("clean", *named).stderr
    assert "deleted findings in three texts and no other files, " in run("clean", "--all", *named).stderr


def test_a_folder_of_all_sorts_gives_each_text_a_row_and_names_it_once_in_an_error(run, texts, tmp_path):
    (texts / "naïve, copy.md").write_bytes((texts / "draft_1.md").read_bytes())
    (texts / "empty.txt").touch()
    (texts / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (texts / "gone.txt").symlink_to(texts / "nowhere")
    (texts / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    done = run("score", texts, "-o", tmp_path / "new" / "folder" / "out.csv", "--workers", 2)
    failed = {Path(row["source"]).name for row in rows(tmp_path / "new" / "folder" / "out.csv") if row["status"] == "failed"}
    assert failed == {"empty.txt", "gone.txt", "broken.pdf"}
    assert len({row["source"] for row in rows(tmp_path / "new" / "folder" / "out.csv")}) == 7
    assert all(line.count("empty.txt") == 1 for line in done.stderr.splitlines() if "empty.txt" in line)


def test_what_was_not_reached_is_no_failure(run, texts, tmp_path, monkeypatch):
    def stopped(*_args: object, **_options: object):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("scorer.corpus.local", stopped)
    done = run("score", texts, "-o", tmp_path / "out.csv", "--cache", tmp_path / "mine")
    assert (done.exit_code, done.stderr) == (3, "interrupted: 0 of 3 are done and written; run again with --force to go on from here\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("--format", "parquet"), 0, id="parquet_on_stdout"),
        pytest.param(("--format", "csv", "-o", "out.parquet"), 2, id="not_that_of_the_file"),
        pytest.param(("--format", "csv", "-o", "folder"), 2, id="not_that_of_a_data_set"),
    ],
)
def test_the_format_is_the_one_asked_for_and_told_by_names(run, texts, words, code):
    import pandas as pd

    done = run("score", texts / "draft_1.md", *words)
    assert done.exit_code == code, done.output
    if not code:
        assert pd.read_parquet(io.BytesIO(done.stdout_bytes))["source"].nunique() == 1


def test_a_limit_that_the_system_cannot_hold_is_told(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert importlib.import_module("scorer.cli.corpus")._limits(None, 500).megabytes == 500
    assert "--memory has no effect here" in capsys.readouterr().err
