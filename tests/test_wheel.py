"""The wheel alone is enough: rubrics, model agreements and templates are inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.checkout import ROOT, files

pytestmark = pytest.mark.slow


def run(*words: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, env=os.environ | environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, with the build backend that is installed and no network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Install the wheel into a folder of its own, away from the checkout."""
    target = wheel.parent / "site"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel), cwd=wheel.parent)
    return target


def shipped(folder: str) -> set[str]:
    """Return the files of a top-level folder, named from the root with forward slashes."""
    return {path.relative_to(ROOT).as_posix() for path in files(folder)}


@pytest.mark.parametrize("folder", ["rubrics", "agreements", "reports"])
def test_the_data_folders_are_inside(wheel: Path, folder: str) -> None:
    expected = {f"scorer/data/{name}" for name in shipped(folder)}
    assert f"scorer/data/{folder}/README.md" in expected
    assert expected - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_every_file_of_the_package_is_inside(wheel: Path) -> None:
    assert shipped("scorer") - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_nothing_else_is_inside(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"scorer"}


def test_the_licence_is_inside(wheel: Path) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("agreement", ["model-just", "model-status-quo"])
def test_a_model_agreement_is_scored_from_the_wheel_alone(installed: Path, agreement: str) -> None:
    empty = installed.parent / "library"
    where = run(sys.executable, "-c", "import scorer; print(scorer.__file__)", cwd=installed.parent, PYTHONPATH=str(installed))
    assert Path(where.strip()).is_relative_to(installed)
    printed = run(
        sys.executable, "-m", "scorer", "score", agreement, "--format", "json",
        cwd=installed.parent, PYTHONPATH=str(installed), SCORER_LIBRARY=str(empty),
    )  # fmt: skip
    card = json.loads(printed)
    assert card["schema"] == "scorecard/1"
    assert card["overall"]["score"] is not None


def test_a_report_is_written_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    run(
        sys.executable, "-m", "scorer", "compare", "model-just", "model-status-quo", "--output", str(out),
        cwd=tmp_path, PYTHONPATH=str(installed), SCORER_LIBRARY=str(tmp_path / "library"),
    )  # fmt: skip
    assert out.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")
