"""The files of this repository, for the tests that look at all of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE = {"__pycache__", "build", "dist"}  # folders that git ignores, beside those whose name begins with a dot


def files(folder: str = ".") -> list[Path]:
    """Return the files of a folder that are committed, or would be with the next commit; without git, all that are not plainly made."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", folder], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):  # no git, or an unpacked archive
        return sorted(path for path in (ROOT / folder).rglob("*") if path.is_file() and not is_made(path.relative_to(ROOT)))
    return sorted({ROOT / name for name in listed.split("\n") if name and (ROOT / name).is_file()})


def is_made(path: Path) -> bool:
    """Tell whether a path lies in a folder that tools make, or is a generated report."""
    return any(part in MADE or part.startswith(".") for part in path.parts) or (path.parts[0] == "reports" and path.name != "README.md")
