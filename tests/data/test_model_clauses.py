"""Each clause of the just model answers exactly the criteria it is marked for (``agreements/model-just/clauses.yaml``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

import pytest

from scorer import clauses, detection, pipeline, scoring, shipped, wordings
from scorer.model import Agreement, Clause, Node
from scorer.paths import data_dir

FOLDER = data_dir("agreements") / "model-just"
MARKS = wordings.marks(FOLDER)
HANGS = [name for name, entry in MARKS.items() if entry.needs or entry.with_]


@cache
def model() -> tuple[Agreement, Node, tuple[Clause, ...]]:
    agreement = pipeline.read(FOLDER)
    tree = pipeline.parse(agreement)["main"]
    return agreement, tree, tuple(clauses.segment(agreement.parts[0], tree))


@cache
def places() -> Mapping[str, Node]:
    agreement, tree, _ = model()
    return wordings.clauses(agreement, tree)


@cache
def points(left_out: frozenset[str] = frozenset()) -> Mapping[str, float]:
    """Return the points of each criterion where these clauses are not searched; what cannot be told counts as nothing."""
    agreement, tree, pieces = model()
    gone = [places()[place].span for place in left_out]
    kept = [clause for clause in pieces if not any(span.covers(clause.pieces[-1]) for span in gone)]
    found = detection.detect(agreement, {"main": tree}, kept, shipped.provision_library(), pipeline.readers(agreement, {"main": tree}))
    return {c.id: c.points or 0.0 for c in scoring.score(found, pipeline.load_rubric("just-trade"), draws=0).criteria}


def lowered(left_out: Collection[str]) -> set[str]:
    before, after = points(), points(frozenset(left_out))
    return {criterion for criterion in before if after[criterion] < before[criterion]}


EVERY = 1
SOME = 9  # one clause in nine for the daily run, some seconds


@pytest.mark.slow
@pytest.mark.parametrize("step", [SOME, pytest.param(EVERY, marks=pytest.mark.long)])
def test_a_clause_lowers_exactly_the_criteria_that_need_it(step: int) -> None:
    chosen = list(places())[::step]
    found = {place: lowered([place]) for place in chosen}
    assert found == {place: {name for name, entry in MARKS.items() if place in entry.needs} for place in chosen}


@pytest.mark.long
def test_a_criterion_falls_without_all_clauses_of_its_answer() -> None:
    assert [name for name in HANGS if name not in lowered({*MARKS[name].needs, *MARKS[name].with_})] == []


def test_words_that_silence_could_do_without_lower_nothing() -> None:
    alone = {name: entry.says for name, entry in MARKS.items() if entry.says}
    fallen = lowered({place for places_ in alone.values() for place in places_})
    assert fallen & set(alone) == set()


def test_every_criterion_that_words_can_meet_has_wording() -> None:
    card = pipeline.rate(pipeline.find_in(data_dir("agreements") / "model-status-quo"), pipeline.load_rubric("just-trade"))
    without = {c.id for c in card.criteria if c.gain and not c.wording}
    assert {c.polarity for c in card.criteria if c.id in without} == {"negative"}, without


def test_wording_is_a_clause_of_the_model_with_its_citation() -> None:
    agreement, tree, _ = model()
    (clause,) = wordings.wordings(agreement, tree, MARKS)["labor.core_rights.adopt_maintain"]
    assert clause.citation == "Model-Just art. 3.1(1)"
    assert clause.text.startswith("Each Party shall adopt and maintain")
    assert len(clause.text.split("\n")) == 6
