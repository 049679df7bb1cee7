"""The catalogue: what it refuses, and how it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer import pipeline
from scorer.errors import LibraryError, RubricError
from scorer.library import named, refusal
from scorer.library.catalogue import Catalogue, load, sha256, shipped_catalogue
from scorer.model import Coverage, CoverageStatus, NotFoundStatus
from tests.factories import a_part, an_agreement

HEAD = """tota:
  title: Some Texts
  repository: https://example.org/texts
  commit: 0123456789012345678901234567890123456789
  recorded: "2000-01-01"
  download: https://example.org/raw/{commit}/
  file: xml/t_{number}.xml
  licence: CC0
  terms: none
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
            ALPHA + ALPHA.replace("tota-1", "tota-2").replace("ba78", "0000"), 21, "id 'alpha' already stands for 'alpha'", id="id_twice"
        ),
        pytest.param(ALPHA + BETA.replace("tota-2", "alpha"), 22, "alias 'alpha' already stands for 'alpha'", id="alias_is_an_id"),
        pytest.param(ALPHA + BETA.replace("00000000", "ba7816bf"), 29, "sha256", id="one_file_for_two"),
        pytest.param(ALPHA.replace("2002-02", "2000-02"), 18, "before signed", id="applied_before_signed"),
        pytest.param(ALPHA.replace("2001-02-03", "2001-02-30"), 17, "signed", id="no_such_day"),
        pytest.param(ALPHA.replace('"2001-02-03"', '"3 May 2001"'), 17, "'3 may 2001' is not a day", id="date_in_words"),
        pytest.param(ALPHA.replace("titel", "title").replace("title:", "titel:"), 14, "did you mean 'title'", id="misspelt_key"),
        pytest.param(ALPHA.replace("id: alpha", "id: Al pha"), 12, "id", id="id_with_a_space"),
        pytest.param(ALPHA.replace("BBB", "Betaland"), 16, "parties", id="party_in_words"),
        pytest.param(ALPHA.replace("comprehensive", "big"), 19, "kind", id="unknown_kind"),
        pytest.param(ALPHA + "    short: Again\n", 21, "stands twice", id="key_twice"),
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


def test_a_part_that_is_a_known_file_tells_the_collection_it_is_from() -> None:
    entry = shipped_catalogue().find("tpp")
    assert entry.tota is not None
    agreement = named(an_agreement(parts=(a_part(), a_part(id="annex", sha256=entry.tota.sha256))))
    (published,) = agreement.published
    assert (agreement.short, published.licence, published.address[-15:]) == ("Alpha", "CC BY-NC 4.0", "xml/pta_449.xml")


def test_an_unknown_file_keeps_the_facts_it_came_with() -> None:
    assert named(an_agreement()) == an_agreement()


def test_a_dossier_keeps_the_names_its_owner_gave() -> None:
    entry = shipped_catalogue().find("tpp")
    assert entry.tota is not None
    own = an_agreement(short="My TPP", kind="draft", parts=(a_part(sha256=entry.tota.sha256),))
    assert named(own).short == "My TPP"


ROWS = """number,id,title,short,parties,signed,in_force,ended,status,type,kind,language,sha256
1,alpha-row,Alpha in the Collection,Alpha Row,AAA BBB,2001-02-03,2002-02-03,,in_force,Customs Union,,en,{one}
2,beta,Beta Agreement,Beta,BBB CCC,1990-01-01,1991-01-01,1999-12-31,ended,Free Trade Agreement,,fr,{two}
"""


def with_rows(folder: Path, rows: str = ROWS, corrections: str = "") -> Catalogue:
    (folder / "tota.csv").write_text(rows.format(one="1" * 64, two="2" * 64), encoding="utf-8")
    if corrections:
        (folder / "corrections.yaml").write_text(f"corrections:\n  - {corrections}\n", encoding="utf-8")
    return catalogue(folder)


def test_texts_that_nobody_wrote_an_entry_for_come_from_the_collections_own_facts(tmp_path: Path) -> None:
    beta = with_rows(tmp_path).find("tota-2")
    assert (beta.id, beta.parties, beta.ended, beta.status, beta.kind, beta.language) == (
        "beta",
        ["BBB", "CCC"],
        "1999-12-31",
        "ended",
        None,
        "fr",
    )


def test_an_entry_stands_in_place_of_its_row_and_takes_only_what_it_does_not_say(tmp_path: Path) -> None:
    book = with_rows(tmp_path)
    alpha = book.find("tota-1")
    assert (alpha.id, alpha.short, alpha.status, alpha.type, alpha.kind) == ("alpha", "Alpha", "in_force", "Customs Union", "comprehensive")
    assert [entry.id for entry in book] == ["alpha", "beta"]


def test_a_correction_changes_cells_and_adds_names(tmp_path: Path) -> None:
    beta = with_rows(tmp_path, corrections="{number: 2, short: BTA, in_force: null, aliases: [bta]}").find("bta")
    assert (beta.id, beta.short, beta.in_force, beta.aliases) == ("beta", "BTA", None, ["tota-2", "bta"])


@pytest.mark.parametrize(
    ("rows", "corrections", "place"),
    [
        pytest.param(ROWS.replace("1991-01-01", "1989-01-01"), "", "tota.csv:3:1: in_force", id="applied_before_signed"),
        pytest.param(ROWS.replace("CCC", "Gammaland"), "", "tota.csv:3:1: agreements.1.parties", id="party_in_words"),
        pytest.param(ROWS.replace("2,beta", "2,alpha"), "", "tota.csv:3:1: id 'alpha' already", id="id_of_an_entry"),
        pytest.param(ROWS.replace("2,beta", "two,beta"), "", "tota.csv: cannot be read", id="no_number"),
        pytest.param(ROWS, "{number: 3, short: C}", "corrections.yaml: no row 3", id="no_such_row"),
        pytest.param(ROWS, "{short: C}", "corrections.yaml:2:5: expected", id="correction_without_number"),
        pytest.param(ROWS, "{number: 2, short: C}\n  - {number: 2, short: D}", "corrections.yaml:3:5: row 2", id="corrected_twice"),
        pytest.param(ROWS, "{number: 2, shrot: C}", "did you mean 'short'", id="misspelt_key"),
    ],
)
def test_a_fault_of_the_collections_facts_is_named_with_its_place(tmp_path: Path, rows: str, corrections: str, place: str) -> None:
    with pytest.raises(RubricError) as caught:
        with_rows(tmp_path, rows, corrections)
    assert place in str(caught.value)


def known(holds: str) -> str:
    """Return the SHA-256 of a file that the catalogue knows to hold something else than the agreement."""
    return next(entry.tota.sha256 for entry in shipped_catalogue() if entry.holds == holds and entry.tota)


def test_a_file_that_holds_another_document_is_no_agreement_however_it_reads() -> None:
    report = named(an_agreement(parts=(a_part("Article 1. Each Party shall", sha256=known("no_agreement")),)))
    assert report.coverage == Coverage(CoverageStatus.NOT_AN_AGREEMENT, ("another_document",))
    told = refusal(report)
    assert told is not None
    assert "so it is not scored; try the treaty's own text" in told


def test_from_a_file_that_only_changes_another_agreement_nothing_is_called_absent() -> None:
    act = named(an_agreement(parts=(a_part("Article 1. Each Party shall", sha256=known("changes_only")),)))
    assert act.coverage == Coverage(CoverageStatus.PARTIAL, ("only_changes_to_another_agreement",))
    found = pipeline.find(act)
    assert found.not_found
    assert {entry.status for entry in found.not_found} == {NotFoundStatus.NOT_ASSESSED}


def test_beside_a_text_of_its_own_such_a_file_takes_nothing_away() -> None:
    parts = (a_part("Article 1", sha256=known("changes_only")), a_part("Article 1", id="annex"))
    assert named(an_agreement(parts=parts)).coverage == Coverage(CoverageStatus.COMPLETE)


def test_what_a_file_holds_must_be_told_in_a_note(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="'holds' needs a 'note'"):
        catalogue(tmp_path, ALPHA + "    holds: no_agreement\n")
