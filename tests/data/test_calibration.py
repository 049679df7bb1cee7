"""The shipped table of our own scores: of the rubric that ships, figures only."""

from __future__ import annotations

import csv

import pytest

from scorer import pipeline
from scorer.shipped import calibration_file


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with calibration_file("just-trade").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_the_table_is_of_the_rubric_that_ships(rows: list[dict[str, str]]) -> None:
    ref = pipeline.load_rubric("just-trade").ref
    assert {(row["rubric"], row["version"], row["sha256"]) for row in rows} == {(ref.id, ref.version, ref.sha256)}, (
        "the rubric changed: run scorer corpus calibrate over the corpus"
    )


def test_every_agreement_stands_once_with_scores_in_range(rows: list[dict[str, str]]) -> None:
    assert len({row["agreement"] for row in rows}) == len(rows) > 300
    principles = [principle.id for principle in pipeline.load_rubric("just-trade").principles]
    for row in rows:
        assert 0 <= float(row["overall"]) <= 100
        assert all(row[name] == "" or 0 <= float(row[name]) <= 100 for name in principles)
