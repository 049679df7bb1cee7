"""What ``scorer agreements list`` and ``show`` say."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer import library
from scorer.errors import LibraryError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = tmp_path / "treaty.txt"
    text.write_text("Article 1\nThe Parties shall keep the peace.\n", encoding="utf-8")
    library.add(text, "korus", folder=tmp_path / "library")
    library.add(text, "peace", folder=tmp_path / "library", title="Treaty of Peace")
    return tmp_path / "library"


def test_the_list_says_where_each_text_is(folder: Path) -> None:
    lines = {line.split()[0]: line for line in library.listed(library.listing(folder=folder))}
    assert "ships with scorer" in lines["model-just"]
    assert "2007  in your library" in lines["korus"]
    assert "1992  in the catalogue only" in lines["nafta"]
    assert lines["peace"].endswith("Treaty of Peace")


def test_show_tells_facts_and_where_the_text_is_published(folder: Path) -> None:
    text = "\n".join(library.describe("nafta", folder))
    for fact in ("NAFTA", "1994-01-01", "CAN, MEX, USA", "xml/pta_112.xml", "scorer agreements add FILE --id nafta"):
        assert fact in text


def test_show_finds_a_library_agreement_by_alias(folder: Path) -> None:
    assert f"text       {folder / 'korus'}" in library.describe("tota-159", folder)


def test_show_knows_what_only_the_library_holds(folder: Path) -> None:
    assert "title     Treaty of Peace" in library.describe("peace", folder)


def test_show_of_a_misspelt_id_names_the_nearest(folder: Path) -> None:
    with pytest.raises(LibraryError, match="did you mean korus"):
        library.describe("koruss", folder)


def test_remove_takes_it_off_the_list(folder: Path) -> None:
    library.remove("peace", folder)
    assert "peace" not in {known.id for known in library.listing(folder=folder)}
