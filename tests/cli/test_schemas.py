"""Every JSON output is of the form that ``scorer rubric show --schema`` publishes, with the keys that the contract names."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from scorer.cli import main
from scorer.evaluate import jsonout
from scorer.evaluate.metrics import Counts
from scorer.evaluate.results import CodeScore, Disagreement, Evaluation, GradeScore, Slice, Sums, Table
from scorer.paths import data_dir
from scorer.report.corpus.jsonout import corpus_json
from scorer.report.schemas import OUTPUTS
from tests import surveys

INPUTS = ("rubric/1", "criteria/1", "provisions/1", "agreement/1", "review/1")
CORPUS = ("corpus",)
MODELS = ("model-just", "model-status-quo")

# What cli.md promises, key by key; an output may hold more.
PROMISED = {
    "findings/1": {"schema", "tool", "agreement", "findings", "not_found"},
    "structure/1": {"schema", "agreement", "parts"},
    "scorecard/1": {"schema", "agreement", "rubric", "overall", "principles", "criteria", "red_lines", "sensitivity", "manifest"},
}


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def an_evaluation() -> str:
    counts = Counts(n=10, tp=3, fp=1, fn=1)
    table = Table(
        Slice("all", with_exceeding=False),
        10,
        (CodeScore("trend", "1.01", "Made up", counts, (0.4, 0.9), None),),
        (GradeScore("labpta", "depth", "Depth", 10, 0.9, None),),
        (Sums("trend", 1, 1, 0.75, 0.75, 0.75, None, 0.5),),
    )
    differing = Disagreement("trend", "1.01", "a1", "First Pact", exceeds=False, expert="1", ours="0", citation=None, quote=None)
    return json.dumps(jsonout.as_data(Evaluation((table,), (differing,), ("a4",), {"a5": "no such file"})))


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Return a real output of each kind."""
    return {
        "findings/1": run("detect", "model-just", "--format", "json"),
        "structure/1": run("parse", "model-just", "--format", "json"),
        "scorecard/1": run("score", "model-just", "--format", "json"),
        "comparison/1": run("compare", *MODELS, "--format", "json"),
        "corpus/1": corpus_json(surveys.some_survey()),
        "agreements/1": run("agreements", "list", "--format", "json"),
        "search/1": run(*CORPUS, "search", "labor laws", "--format", "json"),
        "similar/1": run(*CORPUS, "similar", "model-just", "--at", "2.3", "--format", "json"),
        "delta/1": run("diff", *MODELS, "--format", "json"),
        "evaluation/1": an_evaluation(),
    }


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_real_output_has_the_published_form(name: str, written: dict[str, str]) -> None:
    OUTPUTS[name].model_validate_json(written[name])
    assert next(iter(json.loads(written[name]))) == "schema"


@pytest.mark.parametrize("name", PROMISED)
def test_the_keys_of_the_contract_are_there(name: str, written: dict[str, str]) -> None:
    assert PROMISED[name] <= set(json.loads(written[name]))


def test_a_text_that_cannot_be_scored_has_the_published_form_too(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Once upon a time there was a market town by a river. " * 200, encoding="utf-8")
    for command, name in (("detect", "findings/1"), ("score", "scorecard/1")):
        result = CliRunner().invoke(main, [command, str(path), "--format", "json"])
        assert result.exit_code == 3
        OUTPUTS[name].model_validate_json(result.stdout)


def test_every_schema_is_named_in_the_readme_of_rubrics() -> None:
    page = (data_dir("rubrics") / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*INPUTS, *OUTPUTS) if not re.search(rf"(?<![\w/]){name}(?!\w)", page)] == []


@pytest.mark.parametrize("name", [*INPUTS, *OUTPUTS])
def test_every_form_is_published(name: str) -> None:
    schema = json.loads(run("rubric", "show", "--schema", name))
    assert schema["$defs"]


def test_the_manifest_names_every_file_that_decided(written: dict[str, str]) -> None:
    manifest = json.loads(written["scorecard/1"])["manifest"]
    data = {entry["file"]: entry["sha256"] for entry in manifest["data"]}
    confidence = data_dir("rubrics") / "models" / "confidence.json"
    assert data["rubrics/models/confidence.json"] == hashlib.sha256(confidence.read_bytes()).hexdigest()
    assert {
        "rubrics/just-trade.yaml",
        "rubrics/principles/isds.yaml",
        "rubrics/provisions/labor.yaml",
        "scorer/clauses/deontic.yaml",
    } <= set(data)
    assert {"agreement.yaml", "text/main.md"} == {entry["file"] for entry in manifest["inputs"]}
    assert manifest["options"] == {"ocr": False, "rubric": "just-trade"}
