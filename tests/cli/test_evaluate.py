"""``scorer evaluate``: options, formats and exit codes, on two agreements made up for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer.cli import main

HEAD = "agreement_id,title,year,language,text_path,labels_exceed_text,cluster_id"
PACT = """# Pact on Trade between Alpha and Beta

The Governments of Alpha and Beta, desiring to trade, have agreed as follows:

## Article 1 Customs duties

The Parties shall abolish customs duties on goods that originate in their territories.

## Article 2 Cooperation

The Parties shall cooperate in {topic}.

## Article 3 Entry into force

This Agreement shall enter into force thirty days after both Parties have ratified it.
"""


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """Return the options that name a folder of labels and one of texts: one pact keeps forests, the other does not."""
    gold, corpus = tmp_path / "gold", tmp_path / "corpus"
    gold.mkdir()
    corpus.mkdir()
    rows = ["a1,Forest Pact,1999,en,a1.md,0,c001", "a2,Tariff Pact,2001,en,a2.md,0,c003"]
    (gold / "agreements.csv").write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    (gold / "trend.csv").write_text("agreement_id,10.05.01\na1,1\na2,0\n", encoding="utf-8")
    (corpus / "a1.md").write_text(PACT.format(topic="the conservation of forests"), encoding="utf-8")
    (corpus / "a2.md").write_text(PACT.format(topic="the training of customs officers"), encoding="utf-8")
    return ["--gold", str(gold), "--corpus", str(corpus), "--codes", "10.05.01"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments])


def test_json_follows_the_contract(folders: list[str]) -> None:
    done = run(*folders, "--format", "json")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    both = next(table for table in data["tables"] if table["half"] == "all" and not table["with_labels_exceeding_text"])
    assert data["schema"] == "evaluation/1"
    assert [(code["code"], code["tp"], code["fp"], code["fn"]) for code in both["codes"]] == [("10.05.01", 1, 0, 0)]


def test_a_floor_that_is_reached_ends_well(folders: list[str]) -> None:
    assert run(*folders, "--min", "0.9").exit_code == 0


def test_a_floor_that_is_missed_is_exit_code_1(folders: list[str]) -> None:
    labels = Path(folders[1]) / "trend.csv"
    labels.write_text("agreement_id,10.05.01\na1,0\na2,1\n", encoding="utf-8")
    done = run(*folders, "--min", "0.9")
    assert done.exit_code == 1
    assert "mean F1 on TREND is 0.000, below 0.9" in done.stderr


def test_html_is_a_page(folders: list[str]) -> None:
    done = run(*folders, "--format", "html", "--date", "2026-01-31")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("<!DOCTYPE html>")


def test_an_unknown_code_is_refused_with_the_nearest(folders: list[str]) -> None:
    done = run(*folders[:-1], "10.05.1")
    assert done.exit_code == 3
    assert "did you mean '10.05.01'?" in done.stderr
