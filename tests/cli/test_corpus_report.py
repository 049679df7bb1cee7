"""corpus report: the library described on one page; every picture has its table, the same inputs give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

from scorer.cli import main
from scorer.report import write_corpus
from scorer.report.schemas import OUTPUTS
from tests import surveys

DRAFT = """# Agreement between {0} and Deltaland on Trade

## Chapter 1: Labour

### Article 1: Enforcement

1. Each Party shall not fail to effectively enforce its labour laws. The Parties agree that this Agreement applies to all of them.

### Article 2: Entry into Force

This Agreement shall enter into force on the date on which the Parties have notified each other.
"""
DOSSIER = """id: {0}
title: Agreement between {1} and Deltaland on Trade
short: {1}
language: en
parties: [{1}, Deltaland]
signed: "{2}"
parts:
  - {{id: main, kind: main_text, file: main.md}}
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dated agreements, one without a date, one text that is no agreement."""
    folder = tmp_path_factory.mktemp("texts")
    for name, title, signed in (("alpha", "Alphaland", "1994-02-03"), ("beta", "Betaland", "2006-02-03")):
        (folder / name).mkdir()
        (folder / name / "main.md").write_text(DRAFT.format(title), encoding="utf-8")
        (folder / name / "agreement.yaml").write_text(DOSSIER.format(name, title, signed), encoding="utf-8")
    (folder / "gamma.md").write_text(DRAFT.format("Gammaland"), encoding="utf-8")
    (folder / "story.txt").write_text("Once upon a time there was a market town by a river. " * 200, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("home")

    def call(*words: object) -> Result:
        env = {"SCORER_LIBRARY": str(home / "library"), "SCORER_CACHE": str(home / "cache")}
        return CliRunner(env=env).invoke(main, ["corpus", "report", *(str(word) for word in words), "--date", "2026-01-02"])

    return call


def test_all_is_described_and_what_cannot_be_scored_is_named(run, texts):
    done = run(texts / "alpha", texts / "beta", texts / "gamma.md", texts / "story.txt", "--format", "json", "--workers", 2)
    assert done.exit_code == 3
    assert "1 of 4 sources could not be scored" in done.stderr
    OUTPUTS["corpus/1"].model_validate_json(done.stdout)
    told = json.loads(done.stdout)
    assert [each["signed"] for each in told["agreements"]] == ["1994-02-03", "2006-02-03", None]
    assert [(each["why"], Path(each["source"]).name) for each in told["left_out"]] == [("not_scored", "story.txt")]
    spread = next(each for each in told["provisions"] if each["provision"] == "labor.effective_enforcement")
    assert [Path(each["source"]).name for each in spread["adopters"]] == ["alpha", "beta"]
    assert spread["adopters"][1]["nearest"] == {"source": str(texts / "alpha"), "likeness": 1.0, "shared": ["Deltaland"]}


def test_the_same_agreements_in_another_order_and_number_of_processes_give_the_same_bytes(run, texts):
    one = run(texts / "alpha", texts / "beta", texts / "gamma.md", "--workers", 2)
    other = run(texts / "gamma.md", texts / "beta", texts / "alpha", "--workers", 1, "--no-cache")
    assert (one.exit_code, other.exit_code) == (0, 0)
    assert one.stdout_bytes == other.stdout_bytes


def test_the_table_has_a_row_for_each_agreement_and_scale(run, texts):
    done = run(texts / "alpha", texts / "gamma.md", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    scales = {row["principle"] for row in rows}
    assert len(rows) == 2 * len(scales)
    assert {(row["short"], row["period"], row["place_worst"]) for row in rows if row["principle"] == "labor"} >= {
        ("Alphaland", "1990", "1")
    }


def test_an_empty_library_is_told_with_what_to_try(run):
    done = run()
    assert done.exit_code == 3
    assert "scorer agreements fetch --all" in done.stderr


def test_an_existing_file_is_refused_before_anything_is_read(run, tmp_path):
    out = tmp_path / "page.html"
    out.write_text("mine", encoding="utf-8")
    done = run(tmp_path / "nowhere", "-o", out)
    assert done.exit_code == 3
    assert "use --force" in done.stderr
    assert out.read_text(encoding="utf-8") == "mine"


def test_every_picture_has_its_table_and_nothing_is_named_by_colour_alone():
    page = html.fromstring(write_corpus(surveys.some_survey(), date="2026-01-02", command="scorer corpus report"))
    figures = page.xpath("//figure[contains(@class, 'chart')]")
    assert figures
    assert all(figure.xpath("following-sibling::details//table") for figure in figures)
    assert all(svg.get("aria-label") or svg.get("aria-hidden") for svg in page.xpath("//figure//svg[contains(@class, 'plot')]"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_a_file_that_may_hold_a_later_text_is_not_called_first():
    noted = surveys.having(surveys.a_member("old", signed="1970-01-01", note="The file holds a text of 2001."))
    members = [noted, surveys.having(surveys.a_member("new", signed="1999-01-01"))]
    page = html.fromstring(write_corpus(surveys.a_survey(members), date="2026-01-02", command="scorer corpus report"))
    told = [" ".join(each.text_content().split()) for each in page.xpath("//details[@id='v-labor-panel']/p[strong]")]
    assert told == [
        "Earliest date here, but mind the file: Old, signed January 1, 1970. The file holds a text of 2001.",
        "First whose file has no note: New, signed January 1, 1999.",
    ]


def test_agreements_of_no_recorded_kind_are_ranked_last_however_many_they_are():
    unlike = [surveys.a_member(f"unlike{n}", kind=None) for n in range(3)]
    page = html.fromstring(write_corpus(surveys.a_survey([*unlike, surveys.a_member("alpha")]), date="2026-01-02", command="scorer"))
    told = page.text_content().partition("Ranking by kind and decade")[2]
    assert 0 < told.index("Comprehensive, 1990s") < told.index("Kind not recorded, 1990s")


def test_no_place_stands_without_those_that_doubt_leaves_open():
    text = write_corpus(surveys.some_survey(), date="2026-01-02", command="scorer corpus report")
    assert "places 1 to" in text or "places 2 to" in text
    assert "To know of the file" in text
    assert "The file holds a later text." in text
