"""Precedents: a signed agreement of the library lends the clause that answers a question in full, to scorecards and testimonies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer.cli import main

DUTY = "labor.nonderogation.no_weakening"
TEXT = """# Agreement between {0} and Deltaland on Trade

## Preamble

The Parties,

Wishing that trade serve those who work,

Have agreed as follows:

## Chapter 1: Labour

### Article 1: No Lowering of Standards

1. {1} waive its labour laws or otherwise derogate from them in order to attract trade.

2. {2} The Parties agree that this Agreement applies to all levels of government.

## Chapter 2: Dispute Settlement

### Article 2: Panels

1. A Party may request a panel on any matter arising under this Agreement. A panel shall be established on request.

2. The report of the panel shall be binding on the disputing Parties. If a Party does not carry out the report, the other Party may suspend
the application of benefits.

### Article 3: Entry into Force

This Agreement shall enter into force on the date on which the Parties have notified each other.
"""
STRICT = (
    "No Party shall fail to effectively enforce its labour laws. Each Party shall adopt and maintain in its laws and practice the "
    "fundamental labour rights stated in the ILO Declaration."
)
WEAK = (
    "Each Party shall strive to enforce its labour laws and to keep in its laws the fundamental labour rights stated in the ILO "
    "Declaration."
)
FACTS = """id: {0}
title: {1} Trade Agreement
short: {1}
kind: comprehensive
parties: [{2}]
signed: "{3}"
parts:
  - {{id: main, kind: main_text, file: text/main.md}}
"""


def dossier(folder: Path, name: str, words: str, parties: str = "AAA, DDD", signed: str = "2009-05-06") -> Path:
    (folder / name / "text").mkdir(parents=True)
    (folder / name / "agreement.yaml").write_text(FACTS.format(name, name.title(), parties, signed), encoding="utf-8")
    (folder / name / "text" / "main.md").write_text(
        TEXT.format(f"{name.title()}land", words, STRICT if words.startswith("No") else WEAK), encoding="utf-8"
    )
    return folder / name


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two signed agreements with the duty and one without, beside a draft that only strives."""
    monkeypatch.setenv("SCORER_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("SCORER_CACHE", str(tmp_path / "kept"))
    dossier(tmp_path, "alpha", "No Party shall")
    dossier(tmp_path, "beta", "No Party shall", "BBB, DDD", "2011-05-06")
    dossier(tmp_path, "weak", "Each Party shall strive to ensure that it does not", "CCC, DDD")
    for name in ("alpha", "beta", "weak"):
        done = run("agreements", "add", str(tmp_path / name))
        assert done.exit_code == 0, done.output
    return dossier(tmp_path / "drafts", "draft", "Each Party shall strive to ensure that it does not", "AAA, EEE", "2020-05-06")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def wording(done: Result) -> list[dict[str, str | None]]:
    assert done.exit_code == 0, done.output
    card = json.loads(done.stdout)
    return next(list(each["wording"]) for each in card["criteria"] if each["id"] == DUTY)


def test_the_scorecard_names_the_signed_clause_of_an_agreement_of_the_same_party(home: Path) -> None:
    signed = [each for each in wording(run("score", str(home), "--precedents", "--format", "json")) if each["signed"]]
    assert [(each["citation"], each["signed"]) for each in signed] == [("Alpha art. 1(1)", "2009-05-06")]
    assert str(signed[0]["text"]).startswith("No Party shall waive")


def test_the_page_names_precedents_and_rubric_in_the_command_that_makes_it_again(home: Path) -> None:
    words = ("score", str(home), "--rubric", "labor-only", "--format", "html", "--date", "2026-01-02")
    assert "scorer score draft --rubric labor-only --precedents --format html" in run(*words, "--precedents").stdout
    assert "scorer score draft --rubric labor-only --format html" in run(*words).stdout


def test_without_being_asked_only_the_model_lends_wording(home: Path) -> None:
    assert {each["signed"] for each in wording(run("score", str(home), "--format", "json"))} == {None}


def test_the_testimony_asks_for_the_signed_clause_with_its_citation(home: Path) -> None:
    words = ("testimony", str(home), "--principle", "labor", "--format", "md", "--date", "2026-01-02")
    done = run(*words, "--precedents")
    assert done.exit_code == 0, done.output
    assert "Precedent: Alpha art. 1(2), quoted" in done.stdout
    assert "--precedents" in done.stdout
    assert "Alpha art. 1(2)" not in run(*words).stdout


def test_of_agreements_that_have_no_harmful_clause_one_is_named_in_full(home: Path) -> None:
    text = home / "text" / "main.md"
    harm = "Article 9: Investment\n\n1. Each Party consents to the submission of a claim by an investor to arbitration.\n\n### Article 3:"
    text.write_text(text.read_text(encoding="utf-8").replace("Article 3:", harm), encoding="utf-8")
    done = run("testimony", str(home), "--principle", "isds", "--format", "md", "--date", "2026-01-02", "--precedents")
    assert done.exit_code == 0, done.output
    assert "no such clause was found in Alpha Trade Agreement (Alpha), signed May 6, 2009 (text/main.md" in done.stdout


def test_an_empty_library_lends_nothing_and_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORER_LIBRARY", str(home / "none"))
    done = run("score", str(home), "--precedents")
    assert (done.exit_code, "agreements fetch --all" in done.stderr) == (3, True)
