"""``scorer doctor``: what is required decides the exit code, what is optional is told with what to type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from scorer import doctor
from scorer.cli import main
from scorer.errors import RubricError


def examined(tmp_path: Path, load=lambda: "fine") -> dict[str, doctor.Check]:
    checks = doctor.examine(tmp_path / "library", None, [("rubric", load)])
    return {check.name: check for check in checks}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without optional packages and programs, of Debian's kind."""
    monkeypatch.setattr(doctor, "_version", lambda package: "3.8.7" if package == "spacy" else "")
    monkeypatch.setattr(doctor.shutil, "which", lambda name: "/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(doctor.sys, "platform", "linux")


@pytest.mark.usefixtures("bare")
def test_what_is_optional_may_be_missing_and_is_told_with_what_to_type(tmp_path: Path) -> None:
    checks = examined(tmp_path)
    assert not doctor.broken(list(checks.values()))
    assert checks["tesseract"].fix == "sudo apt-get install tesseract-ocr"
    assert checks["extra xlsx"].state == "missing"
    assert checks["extra xlsx"].fix.endswith("-m pip install 'scorer[xlsx]'")


@pytest.mark.usefixtures("bare")
def test_what_to_type_is_of_this_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "platform", "darwin")
    assert examined(tmp_path)["tesseract"].fix == "brew install tesseract"
    monkeypatch.setattr(doctor.sys, "platform", "win32")
    monkeypatch.setattr(doctor.shutil, "which", lambda _name: None)
    assert "package manager" in examined(tmp_path)["tesseract"].fix


def test_data_that_cannot_be_loaded_is_broken_and_says_why(tmp_path: Path) -> None:
    def load() -> str:
        raise RubricError("a.yaml:1:2: no such key\na.yaml:3:4: nor this")

    checks = examined(tmp_path, load)
    assert doctor.broken(list(checks.values()))
    assert checks["rubric"].found == "a.yaml:1:2: no such key (and 1 more)"


def test_a_package_that_is_required_and_missing_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_version", lambda _package: "")
    assert examined(tmp_path)["spacy"].state == "broken"


def test_a_folder_tells_its_size_and_one_that_is_not_there_is_fine(tmp_path: Path) -> None:
    assert examined(tmp_path)["library"].found.endswith("(not made yet)")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "a.txt").write_bytes(b"x" * 100_000)
    assert examined(tmp_path)["library"].found.endswith("(1 files, 0.1 MB)")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library"]


def test_a_folder_that_is_a_file_is_broken(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("", encoding="utf-8")
    assert examined(tmp_path)["library"].state == "broken"


def test_a_program_that_does_not_answer_is_named_by_its_place(tmp_path: Path) -> None:
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\n", encoding="utf-8")
    silent.chmod(0o755)
    assert doctor._told(str(silent)) == str(silent)


def test_the_command_tells_text_and_json(tmp_path: Path) -> None:
    environment = {"SCORER_LIBRARY": str(tmp_path / "library")}
    text = CliRunner(env=environment).invoke(main, ["doctor"])
    body = json.loads(CliRunner(env=environment).invoke(main, ["doctor", "--format", "json"]).stdout)
    assert text.exit_code == 0
    assert any(line.startswith("ok       provisions") for line in text.stdout.splitlines())
    assert (body["schema"], body["ok"]) == ("doctor/1", True)
    assert {"python", "spacy", "rubric", "library", "cache", "extra pdf", "tesseract", "pango", "fonts"} <= {
        c["name"] for c in body["checks"]
    }


def test_a_rubric_that_does_not_load_ends_with_exit_code_one(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("a: 1\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["doctor", "--rubric", str(tmp_path / "bad.yaml")])
    assert (result.exit_code, "broken   rubric" in result.stdout) == (1, True)
