"""What ships in agreements/ is sound: the catalogue and the model agreements."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.library import collection, shipped_catalogue
from scorer.library.catalogue import sha256
from scorer.paths import data_dir
from tests.checkout import ROOT

MODELS = ("model-just", "model-status-quo")
ENTRIES = tuple(shipped_catalogue())
LONGEST_SHORT = 60  # characters: citations repeat it


def main_text(model: str) -> str:
    return (data_dir("agreements") / model / "text" / "main.md").read_text(encoding="utf-8")


def articles(model: str) -> list[str]:
    return re.findall(r"^### Article (\S+):", main_text(model), re.MULTILINE)


def test_the_catalogue_knows_every_text_of_the_collection_once() -> None:
    assert sorted(entry.tota.number for entry in ENTRIES if entry.tota) == list(range(1, 451))


def test_facts_have_the_form_that_citations_and_lists_need() -> None:
    faults = [
        entry.id
        for entry in ENTRIES
        if entry.parties != sorted(set(entry.parties))
        or (entry.tota and f"tota-{entry.tota.number}" not in entry.aliases)
        or len(entry.short) > LONGEST_SHORT
    ]
    assert faults == []


def test_an_agreement_that_was_only_signed_has_no_day_of_application() -> None:
    assert [entry.id for entry in ENTRIES if entry.status == "signed" and entry.in_force] == []


def test_short_names_tell_agreements_apart() -> None:
    assert len({entry.short for entry in ENTRIES}) == len(ENTRIES)


def test_an_entry_of_ours_names_the_bytes_that_the_collection_records() -> None:
    rows = collection.read(data_dir("agreements")).data["agreements"]
    recorded = {row["tota"]["number"]: row["tota"]["sha256"] for row in rows}
    assert [entry.id for entry in ENTRIES if entry.tota and recorded[entry.tota.number] != entry.tota.sha256] == []


def test_the_hash_is_that_of_the_published_file(shared: Path) -> None:
    """A sample: every twentieth file."""
    for entry in ENTRIES[::20]:
        assert entry.tota is not None
        assert sha256(shared / "corpus" / "tota" / "xml" / f"pta_{entry.tota.number}.xml") == entry.tota.sha256, entry.id


def test_what_the_collection_records_can_be_written_again(shared: Path, tmp_path: Path) -> None:
    """Of a sample, for speed: the rows are the same but for what tells two of a name apart."""
    sample = (2, 11, 112, 134, 207, 320, 416)
    for number in sample:
        (tmp_path / f"pta_{number}.xml").symlink_to(shared / "corpus" / "tota" / "xml" / f"pta_{number}.xml")
    out = tmp_path / "tota.csv"
    subprocess.run([sys.executable, "scripts/tota_facts.py", str(tmp_path), str(out)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    known = (data_dir("agreements") / "tota.csv").read_text(encoding="utf-8").splitlines()
    assert out.read_text(encoding="utf-8").splitlines() == [known[0], *(known[number] for number in sample)]


@pytest.mark.parametrize("model", MODELS)
def test_a_model_says_that_it_is_one_before_anything_else(model: str) -> None:
    title, _, notice, *_ = main_text(model).splitlines()
    assert title.startswith("# Model ")
    assert notice.startswith("This is a drafting model")


@pytest.mark.parametrize("model", MODELS)
def test_articles_are_numbered_in_order_by_chapter(model: str) -> None:
    numbers = [tuple(int(n) for n in number.split(".")) for number in articles(model)]
    chapters = [int(n) for n in re.findall(r"^## Chapter (\d+):", main_text(model), re.MULTILINE)]
    assert chapters == list(range(1, len(chapters) + 1))
    expected = [(c, n) for c in chapters for n in range(1, 1 + sum(number[0] == c for number in numbers))]
    assert numbers == expected


@pytest.mark.parametrize("model", MODELS)
def test_every_article_chapter_and_annex_that_is_referred_to_exists(model: str) -> None:
    text = main_text(model)
    chapters = set(re.findall(r"^## Chapter (\d+):", text, re.MULTILINE))
    annexes = set(re.findall(r"^## Annex ([A-Z]):", text, re.MULTILINE))
    assert set(re.findall(r"\b(\d+\.\d+)\b", text)) <= set(articles(model))
    named = {number for run in re.findall(r"Chapters? ((?:\d+(?:, | and | or )?)+)", text) for number in re.findall(r"\d+", run)}
    assert named <= chapters
    assert set(re.findall(r"\bAnnex ([A-Z])\b", text)) == annexes


@pytest.mark.parametrize("model", MODELS)
def test_every_paragraph_that_is_referred_to_exists(model: str) -> None:
    parts = re.split(r"^### Article (\S+):.*$", main_text(model), flags=re.MULTILINE)
    bodies = dict(zip(parts[1::2], parts[2::2], strict=True))
    for number, paragraph in re.findall(r"\b(\d+\.\d+)\((\d+)\)", main_text(model)):
        assert re.search(rf"^{paragraph}\. ", bodies[number], re.MULTILINE), f"Article {number} has no paragraph {paragraph}"


def test_the_table_of_answers_names_articles_that_exist() -> None:
    rows = re.findall(
        r"^\| ([\d.()]+(?:, [\d.()]+)*) \|", (data_dir("agreements") / "model-just" / "README.md").read_text("utf-8"), re.MULTILINE
    )
    named = {re.sub(r"\(\d+\)", "", number) for row in rows for number in row.split(", ")}
    assert rows
    assert named == set(articles("model-just"))
