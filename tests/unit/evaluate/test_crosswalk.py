"""Conditions over findings, and the faults of crosswalk files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scorer.errors import RubricError
from scorer.evaluate.crosswalk import Grade, GradedEntry, Sighting, Term, deciding, grade, load_crosswalk
from scorer.model import Enforceable, Place, Strength

FOREST = Sighting(
    "env.forest", Strength.BINDING_SHALL, Place.BODY, Enforceable.SANCTIONS, ("trade",), "Pact art. 2", "They shall keep forests."
)
HOPE = replace(FOREST, provision="env.hope", strength=Strength.RECOGNITION, place=Place.PREAMBLE, tags=(), citation="Pact preamble")


def holds(condition: Any, *seen: Sighting) -> bool:
    return deciding(Term.model_validate(condition), seen) is not None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param("env.forest", True, id="name"),
        pytest.param("env.*", True, id="pattern"),
        pytest.param("env.fish", False, id="other_name"),
        pytest.param({"provision": "env.forest", "strength": ["binding_shall"]}, True, id="strength"),
        pytest.param({"provision": "env.forest", "strength": ["permissive"]}, False, id="other_strength"),
        pytest.param({"provision": "env.hope", "place": ["preamble"]}, True, id="place"),
        pytest.param({"provision": "env.hope", "place": ["body"]}, False, id="other_place"),
        pytest.param({"provision": "env.forest", "enforceability": ["sanctions"]}, True, id="enforceability"),
        pytest.param({"provision": "env.forest", "tags": ["trade"]}, True, id="tag"),
        pytest.param({"provision": "env.forest", "tags": ["trade", "investment"]}, False, id="all_tags"),
        pytest.param({"provision": "env.*", "tags": ["trade"], "place": ["preamble"]}, False, id="one_finding_meets_all"),
        pytest.param({"all": ["env.forest", "env.hope"]}, True, id="all"),
        pytest.param({"all": ["env.forest", "env.fish"]}, False, id="not_all"),
        pytest.param({"any": ["env.fish", "env.hope"]}, True, id="any"),
        pytest.param({"any": ["env.forest"], "none": ["env.hope"]}, False, id="veto"),
        pytest.param({"none": ["env.fish"]}, True, id="absence"),
        pytest.param({"any": [{"all": ["env.fish"]}, {"all": ["env.forest", {"none": ["env.fish"]}]}]}, True, id="nested"),
    ],
)
def test_conditions(condition: Any, expected: bool) -> None:
    assert holds(condition, FOREST, HOPE) is expected


def test_deciding_shows_what_decided() -> None:
    assert deciding(Term(any=(Term(provision="env.fish"), Term(provision="env.hope"))), [FOREST, HOPE]) == (HOPE,)


def test_the_first_grade_that_holds_is_taken() -> None:
    grades = (Grade(value=4, when=Term(provision="env.fish")), Grade(value=2, when=Term(provision="env.forest")))
    ladder = GradedEntry(code="depth", label="Depth", grades=grades)
    assert grade(ladder, [FOREST]) == (2, (FOREST,))
    assert grade(ladder, [HOPE]) == (0, ())


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("when", "message"),
    [
        pytest.param("env.forests", "no provision 'env.forests'; did you mean 'env.forest'?", id="unknown_provision"),
        pytest.param("{provision: env.forest, stregth: [permissive]}", "unknown key 'stregth'; did you mean 'strength'?", id="unknown_key"),
        pytest.param("{strength: [permissive]}", "expected one of: provision, all, any, none", id="nothing_asked"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, when: str, message: str) -> None:
    path = written(tmp_path / "x.yaml", f"gold: trend\nsource: made up\ncodes:\n  - code: a\n    label: A\n    when: {when}\n")
    with pytest.raises(RubricError) as caught:
        load_crosswalk(path, provisions=["env.forest", "labor.law"])
    assert message in str(caught.value)
    assert f"{path}:6:" in str(caught.value)


def test_a_code_stands_once(tmp_path: Path) -> None:
    line = "  - {code: a, label: A, when: env.forest}\n"
    with pytest.raises(RubricError, match="code 'a' stands twice"):
        load_crosswalk(written(tmp_path / "x.yaml", f"gold: trend\nsource: made up\ncodes:\n{line}{line}"))
