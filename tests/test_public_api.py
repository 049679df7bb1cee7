"""What Python users may rely on: ``scorer.__all__`` and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import scorer

MAP = Path(__file__).resolve().parent.parent / "scorer" / "README.md"


def test_the_promise_is_small() -> None:
    assert 0 < len(scorer.__all__) <= 15
    assert len(set(scorer.__all__)) == len(scorer.__all__)


def test_the_verbs_of_the_contract_are_public() -> None:
    assert {"read", "detect", "score", "compare"} <= set(scorer.__all__)


@pytest.mark.parametrize("name", scorer.__all__)
def test_a_public_name_can_be_imported(name: str) -> None:
    assert getattr(scorer, name) is not None


@pytest.mark.parametrize("name", scorer.__all__)
def test_a_public_name_is_documented(name: str) -> None:
    text = MAP.read_text(encoding="utf-8")
    assert re.search(rf"`(scorer\.)?{re.escape(name)}\b[^`]*`", text), f"scorer/README.md does not tell what {name} is"


def test_the_verbs_stay_functions_when_the_stages_of_that_name_are_imported() -> None:
    """A package named like a verb would hide it once imported: the stages are called detection and scoring."""
    code = (
        "import scorer, scorer.pipeline;"
        "print(*[verb for verb in ('read', 'detect', 'score', 'compare') if not callable(getattr(scorer, verb))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=MAP.parent.parent)
    assert done.stderr == ""
    assert done.stdout.split() == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = scorer.no_such_name


def test_dir_lists_the_public_names() -> None:
    assert set(scorer.__all__) <= set(dir(scorer))


def test_the_version_is_the_one_of_the_changelog() -> None:
    changelog = (MAP.parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == scorer.__version__


def test_many_agreements_become_one_frame_with_a_row_for_what_cannot_be_scored(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    frame = scorer.score_all(["model-just", tmp_path], workers=2)
    whole = frame[frame["principle"] == "overall"].set_index("source")
    assert whole["score"].dtype == float
    assert whole.loc["model-just", "score"] > 50
    assert (whole.loc[str(tmp_path / "empty.txt"), "status"], whole["score"].isna().sum()) == ("failed", 1)


def test_scores_of_principles_are_a_frame_and_two_drafts_have_a_difference() -> None:
    just, quo = (scorer.score(scorer.detect(scorer.read(name))) for name in ("model-just", "model-status-quo"))
    frame = scorer.to_frame([just, quo], "principles")
    assert set(frame["agreement"]) == {"model-just", "model-status-quo"}
    assert list(frame["principle"]).count("overall") == 2
    assert scorer.diff(just, just).identical
