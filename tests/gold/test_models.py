"""What was learned: made from the labels at hand, and as good as its file says. Learning again searches every labelled text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scorer import pipeline
from scorer.evaluate.train import Data, fingerprint
from scorer.shipped import models_dir

TOLERANCE = 0.03  # provisions change between two trainings
SPEARMAN_FLOOR, KAPPA_FLOOR = 0.85, 0.80


def shipped(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((models_dir() / name).read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def data(shared: Path) -> Data:
    return Data(shared / "gold", shared / "corpus", shared / "facts" / "dev.jsonl")


@pytest.fixture(scope="module")
def learned(data: Data) -> Mapping[str, Any]:
    return {name: json.loads(text) for name, text in pipeline.train(data).items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["confidence.json", "labpta-depth.json"])
def test_a_shipped_file_was_learned_from_these_labels(data: Data, name: str) -> None:
    theirs = shipped(name)["learned_from"]["data"]
    ours = fingerprint(data, [])
    assert {key: theirs[key] for key in ("labels", "facts")} == {key: ours[key] for key in ("labels", "facts")}


@pytest.mark.long
def test_depth_out_of_its_family_reaches_the_floors_and_the_figures_stated(learned: Mapping[str, Any]) -> None:
    again = learned["labpta-depth.json"]["figures"]["out_of_family"]["all"]
    stated = shipped("labpta-depth.json")["figures"]["out_of_family"]["all"]
    assert again["spearman"] >= SPEARMAN_FLOOR
    assert again["quadratic_weighted_kappa"] >= KAPPA_FLOOR
    assert again == pytest.approx(stated, abs=TOLERANCE)


@pytest.mark.long
def test_confidence_foretells_answers_from_other_families(learned: Mapping[str, Any]) -> None:
    codes = learned["confidence.json"]["held_out"]["codes"]
    assert codes["brier"] < codes["brier_one_figure"]
    assert codes["expected"] == pytest.approx(codes["observed"], abs=TOLERANCE)


@pytest.mark.long
def test_the_texts_are_those_the_files_were_learned_from(learned: Mapping[str, Any]) -> None:
    for name in ("confidence.json", "labpta-depth.json"):
        assert learned[name]["learned_from"]["data"] == shipped(name)["learned_from"]["data"]
