"""The catalogue: what it refuses, and how it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer.errors import LibraryError, RubricError
from scorer.library import named
from scorer.library.catalogue import Catalogue, load, sha256, shipped_catalogue
from tests.factories import a_part, an_agreement

HEAD = """tota:
  title: Some Texts
  repository: https://example.org/texts
  commit: 0123456789012345678901234567890123456789
  file: xml/t_{number}.xml
  licence: CC0
  cite: Nobody (2000)
agreements:
"""
ALPHA = """  - id: alpha
    aliases: [tota-1]
    title: Alpha Agreement
    short: Alpha
    parties: [AAA, BBB]
    signed: "2001-02-03"
    in_force: "2002-02-03"
    kind: comprehensive
    tota: {number: 1, sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad}
"""
BETA = ALPHA.replace("alpha", "beta").replace("tota-1", "tota-2").replace("ba7816bf", "00000000")


def catalogue(folder: Path, entries: str = ALPHA) -> Catalogue:
    path = folder / "catalogue.yaml"
    path.write_text(HEAD + entries, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("name", ["alpha", "tota-1", "ALPHA"])
def test_an_agreement_is_found_by_id_and_alias_in_any_case(tmp_path: Path, name: str) -> None:
    assert catalogue(tmp_path).find(name).short == "Alpha"


def test_a_misspelt_id_gets_the_nearest_matches(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="did you mean alpha"):
        catalogue(tmp_path).find("alhpa")


def test_a_file_is_known_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    known, other = tmp_path / "x.bin", tmp_path / "y.bin"
    known.write_bytes(b"abc")
    other.write_bytes(b"abcd")
    book = catalogue(tmp_path)
    assert (book.of_file(known), book.of_file(other), book.of_file(tmp_path / "missing")) == (book.find("alpha"), None, None)


def test_sha256_is_the_published_value_for_abc(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    assert sha256(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_published_place_names_the_commit_and_the_number(tmp_path: Path) -> None:
    book = catalogue(tmp_path)
    assert book.published_at(book.find("alpha")) == "https://example.org/texts/blob/0123456789012345678901234567890123456789/xml/t_1.xml"


@pytest.mark.parametrize(
    ("entries", "line", "words"),
    [
        pytest.param(
            ALPHA + ALPHA.replace("tota-1", "tota-2").replace("ba78", "0000"), 18, "id 'alpha' already stands for 'alpha'", id="id_twice"
        ),
        pytest.param(ALPHA + BETA.replace("tota-2", "alpha"), 19, "alias 'alpha' already stands for 'alpha'", id="alias_is_an_id"),
        pytest.param(ALPHA + BETA.replace("00000000", "ba7816bf"), 26, "sha256", id="one_file_for_two"),
        pytest.param(ALPHA.replace("2002-02", "2000-02"), 15, "before signed", id="applied_before_signed"),
        pytest.param(ALPHA.replace("2001-02-03", "2001-02-30"), 14, "signed", id="no_such_day"),
        pytest.param(ALPHA.replace('"2001-02-03"', '"3 May 2001"'), 14, "'3 may 2001' is not a day", id="date_in_words"),
        pytest.param(ALPHA.replace("titel", "title").replace("title:", "titel:"), 11, "did you mean 'title'", id="misspelt_key"),
        pytest.param(ALPHA.replace("id: alpha", "id: Al pha"), 9, "id", id="id_with_a_space"),
        pytest.param(ALPHA.replace("BBB", "Betaland"), 13, "parties", id="party_in_words"),
        pytest.param(ALPHA.replace("comprehensive", "big"), 16, "kind", id="unknown_kind"),
        pytest.param(ALPHA + "    short: Again\n", 18, "stands twice", id="key_twice"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, entries: str, line: int, words: str) -> None:
    with pytest.raises(RubricError) as caught:
        catalogue(tmp_path, entries)
    assert any(fault.startswith(f"{tmp_path / 'catalogue.yaml'}:{line}:") and words in fault for fault in str(caught.value).splitlines())


def test_a_file_the_catalogue_knows_is_cited_by_its_short_name() -> None:
    entry = shipped_catalogue().find("tpp")
    assert entry.tota is not None
    read = an_agreement(id="tota-449", short="Trans-Pacific Partnership", parts=(a_part(sha256=entry.tota.sha256),))
    agreement = named(read)
    assert (agreement.id, agreement.short, agreement.signed, agreement.kind) == ("tota-449", "TPP", "2016-02-04", "comprehensive")


def test_an_unknown_file_keeps_the_facts_it_came_with() -> None:
    assert named(an_agreement()) == an_agreement()


def test_a_dossier_keeps_the_names_its_owner_gave() -> None:
    entry = shipped_catalogue().find("tpp")
    assert entry.tota is not None
    own = an_agreement(short="My TPP", kind="draft", parts=(a_part(sha256=entry.tota.sha256),))
    assert named(own).short == "My TPP"
