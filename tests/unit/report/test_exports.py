"""Tables for other programs: typed, inert, the same bytes for the same inputs, every column explained."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import time
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from scorer.model import Findings, Publication, Scorecard
from scorer.report import exports, rows, workbook
from tests import factories as make

DATE = "2026-01-02"
HOSTILE = (
    '=HYPERLINK("http://example.org")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "http://example.org",
    "＝1",
    "<script>",
    "{{7*7}}",
    "12",
)


def hostile(text: str) -> Scorecard:
    return make.a_scorecard(criteria=(make.a_criterion(question=text, points=-1.0),))


def book(content: str | bytes) -> Any:
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet(content: str | bytes, name: str) -> list[dict[str, Any]]:
    head, *body = book(content)[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def table(content: str | bytes) -> Any:
    assert isinstance(content, bytes)
    return parquet.read_table(io.BytesIO(content))


def published() -> Findings:
    source = Publication("Texts", "CC0", "Nobody (2000)", "https://example.org/t")
    return make.some_findings(make.an_agreement(parts=(make.a_part(published=source),)))


def test_a_workbook_has_every_table_of_scorecards_and_the_dictionary() -> None:
    found = book(exports.of_cards([make.a_scorecard()], "xlsx", date=DATE))
    assert found.sheetnames == ["agreements", "principles", "criteria", "findings", "loopholes", workbook.DICTIONARY]
    assert {name: found[name].freeze_panes for name in found.sheetnames} == dict.fromkeys(found.sheetnames, "B2")
    assert found["criteria"].auto_filter.ref.startswith("A1:")


def test_cells_of_a_workbook_have_types() -> None:
    content = exports.of_cards([make.a_scorecard()], "xlsx", date=DATE)
    (agreement,) = sheet(content, "agreements")
    assert agreement["signed"] == datetime.datetime(2004, 5, 6)
    assert (agreement["model"], agreement["in_force"]) == (False, None)
    assert isinstance(agreement["words"], int)
    assert isinstance(sheet(content, "criteria")[0]["weight"], int | float)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_in_a_workbook_is_text_and_no_link(text: str) -> None:
    found = book(exports.of_cards([hostile(text)], "xlsx", date=DATE))["criteria"]
    column = list(rows.CRITERIA_COLUMNS).index("question") + 1
    cell = found.cell(2, column)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()[0] in "=+-@＝"])
def test_a_text_in_a_csv_cannot_start_a_formula(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(str(exports.of_cards([hostile(text)], "csv", date=DATE)), newline=""))
    assert (row["question"], float(row["points"])) == (f"'{text}", -1.0)


def test_a_workbook_of_one_principle_holds_the_answers_and_findings_of_no_other() -> None:
    content = exports.of_cards([make.a_scorecard()], "xlsx", date=DATE, only="isds")
    assert [row["principle"] for row in sheet(content, "principles")] == [rows.OVERALL, "isds"]
    assert {row["principle"] for row in sheet(content, "criteria")} == {"isds"}
    assert {row["provision"] for row in sheet(content, "findings")} == {"isds.consent_to_arbitration"}


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (row,) = sheet(exports.of_cards([hostile("x" * 40_000)], "xlsx", date=DATE), "criteria")
    assert len(row["question"]) == workbook.MOST_CHARACTERS
    assert row["question"].endswith("[cut: a cell holds no more]")


@pytest.mark.parametrize("day", ["1865-01-02", "in spring"])
def test_a_day_that_a_spreadsheet_cannot_count_stays_text(day: str) -> None:
    card = make.a_scorecard(findings=make.some_findings(make.an_agreement(signed=day)))
    assert sheet(exports.of_cards([card], "xlsx", date=DATE), "agreements")[0]["signed"] == day


@pytest.mark.parametrize("form", exports.FORMS)
def test_the_same_inputs_give_the_same_bytes(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = exports.of_cards([make.a_scorecard()], form, date=DATE)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert exports.of_cards([make.a_scorecard()], form, date=DATE) == first


def test_a_parquet_file_says_what_its_columns_mean_and_what_it_was_made_from() -> None:
    found = table(exports.of_findings(published(), "parquet", date=DATE))
    assert found.column_names == list(rows.FINDINGS_COLUMNS)
    assert found.schema.field("quote").metadata[b"says"].startswith(b"Words of the source")
    assert found.schema.metadata[b"licences"] == b"CC0: Nobody (2000)"
    assert make.SHA.encode() in found.schema.metadata[b"sources"]


def test_a_parquet_table_is_typed_also_where_nothing_was_found() -> None:
    empty = dataclasses.replace(make.some_findings(), findings=())
    found = table(exports.of_findings(empty, "parquet", date=DATE))
    assert (found.num_rows, str(found.schema.field("confidence").type), str(found.schema.field("page").type)) == (0, "double", "int64")


def test_all_forms_have_the_same_rows() -> None:
    cards = [make.a_scorecard(), make.another_scorecard()]
    read = list(csv.DictReader(io.StringIO(str(exports.of_cards(cards, "csv", date=DATE)), newline="")))
    typed = table(exports.of_cards(cards, "parquet", date=DATE)).to_pylist()
    cells = sheet(exports.of_cards(cards, "xlsx", date=DATE), "criteria")
    told = [[(row["agreement"], row["criterion"], row["quote"] or None) for row in found] for found in (read, typed, cells)]
    assert told[0] == told[1] == told[2]


def test_rows_name_the_codes_of_expert_schemes_that_use_a_provision() -> None:
    (row, *_) = rows.finding_rows(make.some_findings())
    assert row["provision"] == "labor.effective_enforcement"
    assert row["labpta"] == "depth"
    assert rows.finding_rows(make.some_findings())[-1]["labpta"] == ""


def test_the_licence_of_a_collection_stands_in_the_table_of_agreements() -> None:
    (row,) = rows.agreement_rows([make.a_scorecard(findings=published())])
    assert (row["licence"], row["cite"], row["published"]) == ("CC0", "Nobody (2000)", "https://example.org/t")
