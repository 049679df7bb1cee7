"""Which agreements ``scorer agreements list`` finds, and what it tells of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer import library
from scorer.errors import LibraryError
from scorer.library import Wanted
from scorer.report import dictionary


def ids(tmp_path: Path, **wanted: object) -> set[str]:
    return {each.id for each in library.listing(Wanted(**wanted), folder=tmp_path)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "inside", "outside"),
    [
        pytest.param({"parties": ("CHL", "USA")}, "us-chile", "canada-chile", id="both_parties"),
        pytest.param({"years": (1992, 1992)}, "nafta", "tpp", id="year"),
        pytest.param({"years": (2016, 9999)}, "tpp", "model-just", id="years_without_an_end_leave_out_what_has_no_date"),
        pytest.param({"words": ("COTE", "ivoire")}, "eu-cote-d-ivoire", "eu-ghana", id="words_without_accents_in_any_case"),
        pytest.param({"words": ("customs union",)}, "mercosur", "nafta", id="words_of_the_type"),
        pytest.param({"words": ("tota-112",)}, "nafta", "tpp", id="alias"),
        pytest.param({"language": "es"}, "tpp-es", "tpp", id="language"),
        pytest.param({"kind": "goods_only"}, "us-israel", "tpp", id="kind"),
        pytest.param({"status": "ended"}, "efta-bulgaria", "nafta", id="status"),
    ],
)
def test_a_filter_keeps_what_fits(tmp_path: Path, wanted: dict[str, object], inside: str, outside: str) -> None:
    found = ids(tmp_path, **wanted)
    assert (inside in found, outside in found) == (True, False)


def test_held_keeps_what_the_library_holds(tmp_path: Path) -> None:
    text = tmp_path / "peace.txt"
    text.write_text("Article 1\nThe Parties shall keep the peace.\n", encoding="utf-8")
    library.add(text, folder=tmp_path / "library")
    assert ids(tmp_path / "library", held=True) == {"peace"}


def test_a_party_that_nobody_is_gets_the_nearest_codes(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"'USB'.*did you mean .*USA"):
        ids(tmp_path, parties=("USB",))


def test_a_row_has_the_columns_of_the_dictionary_and_the_numbers_of_other_data_sets(tmp_path: Path) -> None:
    (row,) = library.rows(library.listing(Wanted(words=("eu-tunisia",)), folder=tmp_path))
    assert list(row) == [column.name for column in dictionary.table("catalogue").columns]
    assert (row["tota"], row["wto"], row["signed"], row["held"], row["licence"]) == (98, 107, "1995-07-17", "no", "CC BY-NC 4.0")
