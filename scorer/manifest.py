"""What it takes to make the same scorecard again: every input and data file with its hash, versions, options."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from scorer.model import Findings, RubricRef
from scorer.paths import data_dir

_PACKAGE = Path(__file__).resolve().parent
_BESIDE_CODE = (".yaml", ".json")  # data files that lie beside the modules which read them
_SHIPPED = ("rubrics", "agreements")


def manifest(
    findings: Findings, rubric: RubricRef, data: Iterable[Path], *, tool: str, options: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Return the manifest of one scorecard; ``data`` are the files of policy that were read, beside those in the package itself."""
    agreement = findings.agreement
    named = [*((part.id, part.file, part.sha256) for part in agreement.parts), *((None, f.file, f.sha256) for f in agreement.beside)]
    return {
        **made_with(rubric, findings.provisions_sha256, data, tool=tool, options=options),
        "inputs": [{"part": part, "file": file, "sha256": sha256} for part, file, sha256 in named],
    }


def made_with(
    rubric: RubricRef, provisions_sha256: str, data: Iterable[Path], *, tool: str, options: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Return the manifest of a result that names its inputs itself."""
    return {
        "tool": tool,
        "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256},
        "provisions_sha256": provisions_sha256,
        "options": dict(options or {}),
        "data": data_files(data),
    }


def data_files(paths: Iterable[Path]) -> list[dict[str, str]]:
    """Return name and hash of the files of policy at these places and of those in the package itself."""
    return [{"file": name, "sha256": sha256} for name, sha256 in sorted({*_beside_code(), *map(_hashed, paths)})]


@lru_cache(maxsize=1)
def _beside_code() -> frozenset[tuple[str, str]]:
    inside = _PACKAGE / "data"
    return frozenset(_hashed(path) for path in _PACKAGE.rglob("*") if path.suffix in _BESIDE_CODE and not path.is_relative_to(inside))


@lru_cache(maxsize=1024)
def _hashed(path: Path) -> tuple[str, str]:
    """Return the name of a file, as the source tree has it, and the hash of its bytes; of a user's own file the bare name."""
    return _name(path.resolve()), hashlib.sha256(path.read_bytes()).hexdigest()


def _name(path: Path) -> str:
    for folder in _SHIPPED:
        if path.is_relative_to(data_dir(folder).resolve()):
            return f"{folder}/{path.relative_to(data_dir(folder).resolve()).as_posix()}"
    return f"scorer/{path.relative_to(_PACKAGE).as_posix()}" if path.is_relative_to(_PACKAGE) else path.name
