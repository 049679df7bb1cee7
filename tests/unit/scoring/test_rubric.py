"""Loading a rubric: every fault with its place and the nearest valid name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scorer.errors import RubricError
from scorer.paths import data_dir
from scorer.scoring import load_rubric

LABOR = "principles/labor.yaml"
MAIN = "just-trade.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the bundled rubric that a test may break."""
    shutil.copy(data_dir("rubrics") / MAIN, tmp_path)
    shutil.copytree(data_dir("rubrics") / "principles", tmp_path / "principles")
    return tmp_path


def change(copy: Path, name: str, old: str, new: str) -> None:
    path = copy / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer says '{old}'"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(copy: Path, **options) -> list[str]:
    """Return the faults of the copy, each without its folder."""
    with pytest.raises(RubricError) as caught:
        load_rubric(copy / MAIN, **options)
    return [line.removeprefix(f"{copy}/") for line in str(caught.value).splitlines()]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param(LABOR, "    polarity: positive", "    polarty: positive", "'polarty'; did you mean 'polarity'?", id="key"),
        pytest.param(LABOR, "role: key", "role: kye", "unknown role 'kye'; did you mean 'key'?", id="role"),
        pytest.param(LABOR, "[main_text, dispute_settlement]", "[main_txt]", "'main_txt'; did you mean 'main_text'?", id="part"),
        pytest.param(LABOR, "[L02, L03, L08, L13, L26]", "[L99]", "unknown loophole 'L99'", id="loophole"),
        pytest.param(LABOR, "{level: 4, text: 'Binding on all four", "{level: 3, text: 'Binding on all four", "one anchor each", id="set"),
        pytest.param(LABOR, "- {value: 0, text: labor rights unspecified}", "", "last rule must hold for any", id="scope"),
        pytest.param(MAIN, "role_weights:", "role_weigths:", "did you mean 'role_weights'?", id="main_key"),
        pytest.param(MAIN, "access: isds.access.available", "access: isds.access.availabel", "mean 'isds.access.av", id="card"),
        pytest.param(MAIN, "loopholes: [L01, L02]", "loopholes: [L01, L77]", "unknown loophole 'L77'", id="red_line"),
        pytest.param(MAIN, "      1: [0.5, 0.75, 1.0]\n", "", "base: one entry each expected for 1, 2, 3", id="table"),
        pytest.param(MAIN, "label: Weak}", "label: Weak, tier_1_min: 101}", "less than or equal to 100", id="range"),
        pytest.param(MAIN, "principles/labor.yaml", "principles/labour.yaml", "no file 'principles/labour.yaml'", id="file"),
        pytest.param("principles/enforcement.yaml", "found: labor_duties", "found: labour_duties", "mean 'labor_duties'?", id="group"),
    ],
)
def test_a_fault_is_named_with_place_and_nearest_name(copy, name, old, new, message):
    change(copy, name, old, new)
    first = next(fault for fault in faults(copy) if message in fault)
    path, line, column, _ = first.split(":", 3)
    assert (path, line.isdigit(), column.isdigit()) == (name, True, True)


def test_the_line_is_the_one_to_mend(copy):
    lines = (copy / LABOR).read_text(encoding="utf-8").splitlines()
    expected = 1 + next(i for i, line in enumerate(lines) if "role: key" in line)
    change(copy, LABOR, "role: key", "role: kye")
    assert faults(copy)[0].startswith(f"{LABOR}:{expected}:")


def test_a_provision_nobody_looks_for_is_a_fault(copy, rubric):
    change(copy, LABOR, "[labor.declaration_only]", "[labor.declaration_onyl]")
    found = faults(copy, provisions=rubric.provisions())
    assert any("unknown provision 'labor.declaration_onyl'; did you mean 'labor.declaration_only'?" in fault for fault in found)


def test_all_faults_of_all_files_come_at_once(copy):
    change(copy, MAIN, "loopholes: [L01, L02]", "loopholes: [L77]")
    change(copy, LABOR, "role: key", "role: kye")
    assert [fault.split(":")[0] for fault in faults(copy)] == [MAIN, LABOR]


def test_an_unknown_name_gets_the_nearest_rubric():
    with pytest.raises(RubricError, match="did you mean 'just-trade'"):
        load_rubric("just-trad")


def test_any_change_of_a_file_changes_the_hash(copy, rubric):
    same = load_rubric(copy / MAIN).ref
    change(copy, LABOR, "principle: labor", "# a note\nprinciple: labor")
    assert (same, load_rubric(copy / MAIN).ref.sha256 == rubric.ref.sha256) == (rubric.ref, False)
