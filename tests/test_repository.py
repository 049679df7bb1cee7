"""What may be in the repository, and what may not."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tests.checkout import ROOT, files

LIMIT = 1_000_000  # bytes

# Written in pieces, so that this file does not find itself.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "deb." + "debian.org",
    "crates" + ".io",
    "conda." + "anaconda.org",
]
FOLDERS = ["/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", "/wo" + "rk/", "/tm" + "p/", "/op" + "t/", "C:" + "\\Users"]
CHOICE = {"pyphen"}  # under the GPL, the LGPL or the MPL, whichever the user takes; the exhibit's PDF needs it
PICKLES = {".pkl", ".pickle", ".joblib", ".npy", ".npz", ".dill"}


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    return files()


def lines_with(paths: list[Path], pattern: str) -> list[str]:
    """Return ``file:line: text`` of every line in which a pattern is found."""
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [
            f"{path.relative_to(ROOT)}:{n}: {line.strip()[:120]}" for n, line in enumerate(text.split("\n"), 1) if re.search(pattern, line)
        ]
    return found


def licences_of(package: str) -> str:
    """Return what an installed package says of its licence; nothing where it is not installed."""
    try:
        facts = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return ""
    named = [each for each in facts.get_all("Classifier") or () if each.startswith("License")]
    return "; ".join(filter(None, [facts.get("License-Expression"), *named, (facts.get("License") or "").partition("\n")[0]]))


def test_no_file_is_a_pickle(tracked: list[Path]) -> None:
    protocol = re.compile(rb"\x80[\x02-\x05]")  # how a pickle of protocol 2 to 5 begins
    assert [path for path in tracked if path.suffix in PICKLES or protocol.match(path.read_bytes()[:2])] == []


def test_no_file_is_large(tracked: list[Path]) -> None:
    assert [(path, size) for path in tracked if (size := path.stat().st_size) > LIMIT] == []


def test_no_file_names_the_host_of_a_package_registry(tracked: list[Path]) -> None:
    assert lines_with(tracked, "|".join(map(re.escape, HOSTS))) == []


def test_no_file_names_a_folder_of_one_machine(tracked: list[Path]) -> None:
    pattern = r"(?<![\w.~\-/])(" + "|".join(map(re.escape, FOLDERS)) + r")\w"
    assert lines_with([path for path in tracked if path.name != "requirements.lock"], pattern) == []


def test_every_locked_package_has_a_version_and_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[a-z0-9].*\n(?:    --hash.*\n)*", lock, re.MULTILINE)
    assert len(entries) > 20
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_every_dependency_is_locked() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        name
        for block in re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", project, re.MULTILINE | re.DOTALL)
        for name in re.findall(r'^  "([a-z0-9-]+)', block, re.MULTILINE)
    }
    assert {"click", "pytest", "hatchling"} <= named
    assert named - locked == set()


def test_no_locked_package_is_under_the_gpl_alone() -> None:
    """As far as the packages are installed here, and say what they are under."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    told = {name: licences_of(name) for name in re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)}
    assert sum(map(bool, told.values())) > 50
    assert {name for name, licences in told.items() if re.search(r"\bA?GPL|(?<!Lesser )General Public", licences)} <= CHOICE


@pytest.mark.slow
def test_no_treaty_sentence_is_in_the_repository(shared: Path) -> None:
    tool = shared / "tools" / "check_copied.py"
    if not tool.is_file():
        pytest.skip(f"{tool} is not there to compare with")
    done = subprocess.run(
        [sys.executable, str(tool), "--repo", str(ROOT), "--corpus", str(shared / "corpus"), "--words", "16"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    # The catalogue holds facts: long titles, the codes of many parties, addresses. They stand in the corpus too, but are no treaty text.
    facts = ("agreements/catalogue.yaml:", "agreements/corrections.yaml:", "agreements/tota.csv:")
    passages = [block for block in re.split(r"\n(?! )", done.stdout.strip()) if block and not block.startswith(facts)]
    assert passages == []
