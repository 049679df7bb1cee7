"""corpus search and corpus similar: passages are slices, spellings count alike, only what changed is indexed again."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer.cli import main
from scorer.search import Index

DRAFT = """# Agreement between {0} and Deltaland on Trade

## Chapter 1: Labour

### Article 1: Enforcement

1. Each Party shall enforce its labour laws{1}. The Parties agree that this Agreement applies to all levels of government.

2. Each Party shall publish its decisions within {2} days.

### Article 2: Entry into Force

This Agreement shall enter into force on the date on which the Parties have notified each other.
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two agreements beside the model agreements, and a folder of its own for what is kept."""
    monkeypatch.setenv("SCORER_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("SCORER_CACHE", str(tmp_path / "kept"))
    put(tmp_path, "alpha", DRAFT.format("Alphaland", " at all times", "thirty"))
    put(tmp_path, "beta", DRAFT.format("Betaland", "", "sixty"))
    return tmp_path


def put(home: Path, name: str, text: str) -> None:
    path = home / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    done = run("agreements", "add", str(path), "--id", name, "--force")
    assert done.exit_code == 0, done.output


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def passages(*args: str) -> list[dict[str, object]]:
    done = run("corpus", "search", *args, "--format", "json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["passages"]


def test_words_are_found_in_both_spellings_and_marked(home: Path) -> None:
    found = [each for each in passages("labor laws", "at all times") if each["source"] == "alpha"]
    assert [(each["eid"], each["citation"]) for each in found] == [("chp_1__art_1", "Alphaland and Deltaland on Trade art. 1")]
    text, start = str(found[0]["quote"]), int(str(found[0]["start"]))
    assert "labour laws at all times" in {text[begin - start : end - start] for begin, end in found[0]["marks"]}  # type: ignore[attr-defined]


@pytest.mark.usefixtures("home")
def test_a_place_where_no_index_can_be_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr("scorer.corpus.searching.Index", refused)
    done = run("corpus", "search", "labor")
    assert (done.exit_code, "--no-cache" in done.stderr) == (3, True), done.output


def test_words_that_nowhere_stand_together_are_searched_one_by_one(home: Path) -> None:
    assert [each["source"] for each in passages("sixty publish")] == ["beta"]


def test_only_articles_with_such_a_finding_are_shown(home: Path) -> None:
    assert {each["source"] for each in passages("enforce", "--provision", "labor.effective_enforcement", "--limit", "50")} >= {
        "alpha",
        "beta",
    }
    assert passages("notified", "--provision", "labor.*") == []


def test_what_changed_is_indexed_again_and_what_is_gone_is_forgotten(home: Path) -> None:
    assert passages("thirty publish")
    stamps = Index(home / "kept" / "search.sqlite").stamps()
    put(home, "alpha", DRAFT.format("Alphaland", "", "ninety"))
    run("agreements", "remove", "beta")
    assert [each["source"] for each in passages("ninety publish")] == ["alpha"]
    assert passages("sixty publish") == []
    after = Index(home / "kept" / "search.sqlite").stamps()
    assert {name for name in stamps if after.get(name) != stamps[name]} == {"alpha", "beta"}


def test_a_damaged_index_is_made_anew(home: Path) -> None:
    (home / "kept").mkdir()
    (home / "kept" / "search.sqlite").write_bytes(b"no index" * 200)
    assert passages("sixty publish")


def test_words_inside_quotation_marks_and_brackets_are_found_in_both_spellings_too(home: Path) -> None:
    for query in ('"labor laws" AND (times OR nowhere)', "labor NEAR/3 laws", "NEAR(labor laws, 3) enforce*", "labor AND NOT sixty"):
        assert "alpha" in {each["source"] for each in passages(query)}, query


def test_the_very_words_come_before_other_forms_of_them(home: Path) -> None:
    put(home, "gamma", DRAFT.format("Gammaland", " enforcing", "ninety"))
    assert passages("enforcing")[0]["source"] == "gamma"


def test_it_is_told_how_many_match_and_whether_words_stand_apart(home: Path) -> None:
    assert run("corpus", "search", "labor laws", "--limit", "1").stdout.startswith("12 articles of four agreements; the best 1 (--limit")
    assert "none has 'sixty publish' as it stands" in run("corpus", "search", "sixty publish").stdout


def test_a_glob_like_no_provision_gets_the_nearest(home: Path) -> None:
    done = run("corpus", "search", "laws", "--provision", "labour.*")
    assert (done.exit_code, "did you mean labor.*?" in done.stderr) == (3, True)


def test_only_agreements_that_are_wanted_are_searched(home: Path) -> None:
    done = run("corpus", "search", "laws", "--signed", "1901")
    assert (done.exit_code, "agreements list --held" in done.stderr) == (3, True)


def test_passages_can_be_a_table(home: Path) -> None:
    head, first = run("corpus", "search", "at all times", "--format", "csv").stdout.splitlines()[:2]
    assert (head.split(",")[6], first.split(",")[0]) == ('"citation"', '"alpha"')
    assert '"likeness"' in run("corpus", "similar", "alpha", "--at", "1", "--format", "csv").stdout


@pytest.mark.parametrize("query", ['"labour', "AND", "NEAR(", "labor AND", "(labor"])
def test_a_query_that_cannot_be_read_is_one_sentence(home: Path, query: str) -> None:
    done = run("corpus", "search", query)
    assert done.exit_code == 3
    assert done.stderr.count("\n") == 1


def test_the_nearest_clause_of_each_other_agreement_is_shown_with_its_differences(home: Path) -> None:
    done = run("corpus", "similar", "alpha", "--at", "art_1__para_2", "--format", "json")
    assert done.exit_code == 0, done.output
    first = json.loads(done.stdout)["near"][0]
    assert (first["source"], first["eid"]) == ("beta", "chp_1__art_1__para_2")
    assert [words.strip() for kind, words in first["changes"] if kind != "same"] == ["thirty", "sixty"]
    assert 0.5 < first["likeness"] <= 1
    assert "[-thirty-] {+sixty+}" in run("corpus", "similar", "alpha", "--at", "art_1__para_2").stdout


@pytest.mark.parametrize(
    ("place", "told"),
    [("art_9", "did you mean art_"), ("chp_1", "name one of its articles: chp_1__art_1"), ("xyz", "as scorer parse shows it")],
)
def test_a_place_that_is_not_there_says_what_to_name(home: Path, place: str, told: str) -> None:
    done = run("corpus", "similar", "alpha", "--at", place)
    assert (done.exit_code, done.stderr.count("\n"), told in done.stderr) == (3, 1, True), done.stderr


def test_what_was_found_in_one_of_two_clauses_only_is_told(home: Path) -> None:
    put(home, "delta", DRAFT.format("Deltaland", "", "ninety").replace("shall enforce", "shall strive to enforce"))
    put(home, "beta", DRAFT.format("Betaland", " through a sustained or recurring course of action or inaction", "sixty"))
    told = run("corpus", "similar", "alpha", "--at", "1", "--limit", "9").stdout
    assert "loopholes only there: L" in told
