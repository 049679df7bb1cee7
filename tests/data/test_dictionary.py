"""The data dictionary says what every column holds, and stands in reports/README.md as it is."""

from __future__ import annotations

import re

import pytest

from scorer.model import Findings
from scorer.paths import data_dir
from scorer.report import dictionary, rows
from tests import factories as make

BEGIN, END = (
    "<!-- data dictionary: written by pytest tests/data/test_dictionary.py --update-golden -->\n",
    "<!-- end of the data dictionary -->",
)


def test_types_agree_with_the_rows() -> None:
    columns = {column for table in dictionary.tables().values() for column in table.columns}
    assert {column.type for column in columns} <= set(dictionary.TYPES)
    assert {column.name for column in columns if column.type == "number"} == rows.NUMBERS
    assert {column.name for column in columns if column.type == "integer"} == rows.WHOLE


def test_the_rows_have_the_columns_that_are_explained() -> None:
    card = make.a_scorecard()
    findings: Findings = card.findings
    made = {
        "agreements": rows.agreement_rows([card]),
        "principles": rows.principle_rows(card),
        "criteria": rows.criterion_rows([card]),
        "findings": rows.finding_rows(findings),
        "loopholes": rows.loophole_rows(findings),
    }
    for name, found in made.items():
        known = {column.name for column in dictionary.table(name).columns}
        assert {key for row in found for key in row} == known, name


def test_the_dictionary_in_the_readme_is_not_stale(request: pytest.FixtureRequest) -> None:
    page = data_dir("reports") / "README.md"
    text = page.read_text(encoding="utf-8")
    fresh = BEGIN + "\n" + "\n".join(dictionary.markdown()) + "\n\n" + END
    written = re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: fresh, text, flags=re.DOTALL)
    if request.config.getoption("--update-golden", default=False):
        page.write_text(written, encoding="utf-8", newline="\n")
        text = written
    assert fresh in text
