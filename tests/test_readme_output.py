"""What the README shows as printed is what is printed."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from scorer.cli import main
from tests.checkout import ROOT

SHOWN = re.compile(r"^```console\n\$ scorer (?P<command>[^\n]+)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
README = ROOT / "README.md"
BLOCKS = [(match["command"], match["output"]) for match in SHOWN.finditer(README.read_text(encoding="utf-8"))]


def test_the_readme_shows_output():
    assert BLOCKS


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_the_readme_shows_what_is_printed(command, output, tmp_path, request):
    result = CliRunner(env={"SCORER_LIBRARY": str(tmp_path)}).invoke(main, shlex.split(command))
    assert result.exit_code == 0, result.stderr
    if request.config.getoption("--update-golden"):
        README.write_text(README.read_text(encoding="utf-8").replace(output, result.stdout), encoding="utf-8")
        return
    assert result.stdout == output, "the README is stale; run pytest tests/test_readme_output.py --update-golden"
