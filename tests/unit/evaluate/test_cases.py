"""Answers of people, read from made-up files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorer.errors import LabelError
from scorer.evaluate.cases import Fact, from_checks, from_codes, from_facts, read_facts, texts_of
from scorer.evaluate.crosswalk import CodeEntry, CrosswalkFile, Sighting
from scorer.evaluate.gold import Gold, Labelled
from scorer.evaluate.precision import Case
from scorer.evaluate.results import Comparison
from scorer.evaluate.run import Seen
from scorer.model import Enforceable, Place, Strength

FISH = Sighting("env.fish", Strength.BINDING_SHALL, Place.BODY, Enforceable.NOT_APPLICABLE, (), "art. 1", "fish")


def agreement(name: str, *, exceeds: bool = False) -> Labelled:
    return Labelled(name, name, "2000", "en", f"family {name}", Path(f"{name}.xml"), exceeds)


def fact(**given: object) -> str:
    return json.dumps({"provision": "env.fish", "text_file": "tota/a.xml", "agreement": "a", "present": True, **given})


def test_facts_that_are_no_findings_or_undecided_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    lines = [fact(), fact(present=None), fact(provision="env.decoy_mention"), fact(provision="isds.absent")]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert read_facts(file, tmp_path) == (Fact("env.fish", Path("tota/xml/a.xml"), "a", present=True),)


def test_a_line_that_is_no_fact_is_named(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(fact() + "\n{}\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"facts\.jsonl:2"):
        read_facts(file, tmp_path)


def test_texts_that_only_facts_name_are_searched_too() -> None:
    facts = [Fact("env.fish", Path("a.xml"), "a", present=True), Fact("env.fish", Path("b.xml"), "b", present=True)]
    assert [each.text for each in texts_of(facts, [agreement("a")])] == [Path("b.xml")]


def test_a_fact_is_a_case_only_where_its_provision_was_found() -> None:
    facts = [Fact("env.fish", Path("a.xml"), "a", present=False), Fact("env.forest", Path("a.xml"), "a", present=True)]
    assert list(from_facts(facts, [agreement("a")], {"a": Seen((FISH,))})) == [Case("env.fish", "facts", "family a", right=False)]


@pytest.mark.parametrize(
    ("when", "n"),
    [
        pytest.param("env.fish", 1, id="one_provision"),
        pytest.param({"provision": "env.fish", "tags": ["tuna"]}, 0, id="with_a_condition"),
        pytest.param({"any": ["env.fish", "env.forest"]}, 0, id="several_provisions"),
        pytest.param("env.*", 0, id="a_group"),
    ],
)
def test_only_a_code_that_stands_for_one_provision_says_how_sure_it_is(when: object, n: int) -> None:
    code = CodeEntry.model_validate({"code": "1", "label": "Fish", "when": when})
    walk = CrosswalkFile(gold="trend", source="made up", codes=(code,))
    labels = Gold((agreement("a"), agreement("b", exceeds=True)), {"trend": {"a": {"1": "1"}, "b": {"1": "1"}}})
    comparison = Comparison(labels, {"a": Seen((FISH,)), "b": Seen((FISH,))}, (walk,))
    assert list(from_codes(comparison)) == [Case("env.fish", "codes", "family a", right=True)] * n


def test_checks_are_read_and_other_values_refused(tmp_path: Path) -> None:
    file = tmp_path / "checks.csv"
    file.write_text("provision,agreement,right\nenv.fish,a,1\n", encoding="utf-8")
    assert list(from_checks(file)) == [Case("env.fish", "checks", "a", right=True)]
    file.write_text("provision,agreement,right\nenv.fish,a,yes\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"checks\.csv:2"):
        list(from_checks(file))
