"""The commands on rubrics: begin one, show what its files may hold."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from scorer import pipeline
from scorer.cli import main


def run(*arguments):
    return CliRunner().invoke(main, ["rubric", *arguments])


def test_a_rubric_is_begun_and_asks_what_its_base_asks(tmp_path):
    path = tmp_path / "mine.yaml"
    assert run("new", str(path), "--from", "just-trade").exit_code == 0
    begun, base = pipeline.load_rubric(path), pipeline.load_rubric("just-trade")
    assert [criterion.id for criterion in begun.criteria] == [criterion.id for criterion in base.criteria]


@pytest.mark.parametrize("name", ["rubric/1", "criteria/1", "provisions/1"])
def test_a_schema_is_shown(name):
    schema = json.loads(run("show", "--schema", name).output)
    assert schema["$defs"]


def test_an_unknown_schema_is_refused():
    result = run("show", "--schema", "rubric/9")
    assert result.exit_code != 0
    assert "rubric/1" in result.output + str(result.exception)


def test_the_same_agreements_are_set_side_by_side_under_two_rubrics():
    shown = run("compare", "model-just", "model-status-quo", "--rubric", "just-trade", "--rubric", "labor-only")
    assert shown.exit_code == 0, shown.output
    head, just, usual, *rest = shown.output.splitlines()
    assert "just-trade" in head
    assert "labor-only" in head
    assert just.startswith("Model-Just")
    assert usual.startswith("Model-Status-Quo")
    assert any("ordered alike" in line for line in rest)
    rows = run("compare", "model-just", "--rubric", "just-trade", "--rubric", "labor-only", "--format", "csv").output.splitlines()
    assert {row.split(",")[3] for row in rows[1:]} == {'"just-trade"', '"labor-only"'}


def test_one_rubric_is_no_comparison():
    assert run("compare", "model-just", "--rubric", "just-trade").exit_code == 2
