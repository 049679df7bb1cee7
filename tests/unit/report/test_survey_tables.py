"""A survey as tables and in sentences."""

from __future__ import annotations

import io

import openpyxl
import pytest
from pyarrow import parquet

from scorer.report import dictionary
from scorer.report.corpus import tables
from scorer.report.corpus.headlines import ENOUGH, headlines
from tests.surveys import a_member, a_survey, having, some_survey

DATE = "2026-01-02"


@pytest.mark.parametrize("name", tables.COLUMNS)
def test_a_table_has_the_columns_that_the_dictionary_explains(name: str) -> None:
    head = str(tables.table(some_survey(), "csv", name, date=DATE)).splitlines()[0]
    assert [column.strip('"') for column in head.split(",")] == [column.name for column in dictionary.table(name).columns]


def test_a_workbook_has_all_tables_and_what_their_columns_say() -> None:
    data = tables.table(some_survey(), "xlsx", "survey", date=DATE)
    assert isinstance(data, bytes)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [*tables.COLUMNS, "data dictionary"]
    assert book["trends"]["A2"].value == "overall"


def test_parquet_holds_the_table_that_is_named_with_its_types() -> None:
    data = tables.table(some_survey(), "parquet", "adopters", date=DATE)
    assert isinstance(data, bytes)
    found = parquet.read_table(io.BytesIO(data))
    assert found.schema.metadata[b"table"] == b"adopters"
    assert found.column("turn").to_pylist() == sorted(found.column("turn").to_pylist())


def test_the_result_tells_how_scores_and_provisions_moved() -> None:
    old = [a_member(f"old{n}", 20.0, signed="1991-01-01") for n in range(ENOUGH)]
    new = [having(a_member(f"new{n}", 44.0, signed="2011-01-01")) for n in range(ENOUGH)]
    told = list(headlines(a_survey([*old, *new])))
    assert told[0] == (
        "The median overall score was 20 among those signed 1990 to 1994 (eight agreements) and 44 among those signed 2010 to 2014 "
        "(eight agreements)."
    )
    assert told[1].startswith("Of the principles, “Enforceable labor standards” rose most: its median was 20")
    assert told[2] == (
        "“Can a panel hear a complaint on labor?” Yes in 0 of 8 agreements signed 1990 to 1994, in 8 of 8 agreements signed 2010 to 2014."
    )
    assert len(told) == 3


def test_periods_of_a_few_agreements_make_no_headline() -> None:
    members = [a_member("a", 20.0, signed="1991-01-01"), a_member("b", 80.0, signed="2011-01-01")]
    assert list(headlines(a_survey(members))) == []
