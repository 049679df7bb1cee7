"""A rubric of one's own: begun from another, changed, extended."""

from __future__ import annotations

import pytest

from scorer.errors import RubricError
from scorer.scoring import load_rubric, score
from scorer.scoring.starter import begin
from tests.factories import a_finding, some_findings

HEAD = """\
schema: rubric/1
extends: just-trade
rubric: {id: mine, version: 0.1.0, status: draft, title: Mine, yardstick: My own}
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.yaml"
    begin(path, "just-trade")
    return path


def weights(rubric):
    return {p.id: p.weight for p in rubric.principles}


def test_a_new_rubric_scores_as_the_one_it_came_from(mine, rubric):
    own = load_rubric(mine)
    found = some_findings(findings=(a_finding(),))
    assert (own.ref.id, own.ref.version) == ("mine", "0.1.0")
    assert own.ref.sha256 != rubric.ref.sha256
    assert score(found, own).principles == score(found, rubric).principles


def test_a_changed_weight_counts(mine, rubric):
    mine.write_text(mine.read_text(encoding="utf-8").replace("weight: 12.5", "weight: 50", 1), encoding="utf-8")
    own = load_rubric(mine)
    assert weights(own)["labor"] == 50
    found = some_findings(findings=(a_finding(qualifiers=()),))
    assert score(found, own, draws=0).overall.score != score(found, rubric, draws=0).overall.score


def test_criteria_beside_the_file_go_before_those_of_the_base(mine, rubric):
    folder = mine.parent / "principles"
    folder.mkdir()
    criterion = """\
principle: process
criteria:
  - id: process.review.mine
    question: Is the agreement reviewed at set dates?
    polarity: positive
    scale: design
    role: key
    needs: [main_text]
    when_silent: 0
    why: Mine.
    sources: [BGA-R (2017)]
    counts: Reviews.
    does_not_count: Nothing.
    levels:
      - {level: 0, text: No., when: {}}
      - {level: 1, text: Perhaps.}
      - {level: 2, text: Half.}
      - {level: 3, text: Nearly.}
      - {level: 4, text: Yes., when: {any: [process.joint_review]}}
"""
    (folder / "process.yaml").write_text(criterion, encoding="utf-8")
    own = load_rubric(mine)
    assert [c.id for c in own.by_principle["process"]] == ["process.review.mine"]
    assert own.by_principle["labor"] == rubric.by_principle["labor"]


def test_an_existing_file_is_kept(mine):
    with pytest.raises(RubricError, match="exists already"):
        begin(mine, "just-trade")


def test_a_key_that_is_null_takes_the_base_away(tmp_path, rubric):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + "aggregation: {isds_gate: null}\n", encoding="utf-8")
    own = load_rubric(path)
    assert rubric.file.aggregation.isds_gate is not None
    assert own.file.aggregation.isds_gate is None
    assert own.file.aggregation.parity_cap == rubric.file.aggregation.parity_cap


def test_a_fault_in_an_own_key_is_named_by_place(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + "aggregation:\n  geometric_flor: 5\n", encoding="utf-8")
    with pytest.raises(RubricError, match=r"mine\.yaml:5:\d+: unknown key 'geometric_flor'; did you mean 'geometric_floor'"):
        load_rubric(path)


def test_a_rubric_that_extends_is_not_extended_again(tmp_path):
    with pytest.raises(RubricError, match="just-trade"):
        begin(tmp_path / "mine.yaml", "labor-only")


def test_the_second_rubric_that_ships_has_two_principles_and_the_same_answers(rubric):
    labor = load_rubric("labor-only")
    assert weights(labor) == {"labor": 70, "enforcement": 30}
    found = some_findings(findings=(a_finding(),))
    ours, whole = (next(p.score for p in score(found, r, draws=0).principles if p.id == "labor") for r in (labor, rubric))
    assert ours == whole
