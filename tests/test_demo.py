"""What `make demo` shows to someone who has just cloned the project."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder with a program ``scorer`` that runs this checkout."""
    program = tmp_path / "scorer"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m scorer "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def demo(folder: Path, **settings: str) -> str:
    environment = os.environ | {"SCORER": str(folder / "scorer"), "SCORER_LIBRARY": str(folder / "library"), "CORPUS": ""} | settings
    done = subprocess.run(
        ["sh", str(ROOT / "scripts" / "demo.sh")], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_real_texts_the_model_agreements_are_compared(folder: Path) -> None:
    printed = demo(folder)
    assert re.findall(r"^Report: .*/(reports/\S+)$", printed, re.MULTILINE) == ["reports/model-agreements.html"]
    assert (folder / "reports" / "model-agreements.html").stat().st_size > 10_000
    assert len(re.findall(r"^Overall \d+ of 100", printed, re.MULTILINE)) == 2
    assert "make demo CORPUS=DIR" in printed


def test_with_a_corpus_two_treaties_are_compared_too(folder: Path, shared: Path) -> None:
    printed = demo(folder, CORPUS=str(shared / "corpus" / "tota" / "xml"))
    assert (folder / "reports" / "nafta-vs-tpp.html").stat().st_size > 10_000
    assert "make demo CORPUS=DIR" not in printed


def test_a_corpus_without_the_treaties_is_an_error(folder: Path) -> None:
    with pytest.raises(AssertionError, match=r"pta_112\.xml"):
        demo(folder, CORPUS=str(folder))
