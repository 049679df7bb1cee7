"""Who may import whom. A stage is handed what it needs; it never fetches it from another stage."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "scorer"

STAGES = {"sources", "structure", "clauses", "detection", "scoring", "changes", "report", "evaluate", "survey"}
GROUND = {"akn", "model", "errors", "yamlfile", "paths", "references", "shapley", "cache", "writing"}
ROOMS = {path.name.removesuffix(".py") for path in PACKAGE.iterdir() if path.suffix in {".py", ""}} - {"__pycache__", "data"}

# Which rooms of ours a room may import, itself aside. A stage: the ground, no more.
MAY_IMPORT = {
    "model": set[str](),
    "errors": set[str](),
    "akn": set[str](),
    "paths": {"errors"},
    "writing": set[str](),
    "yamlfile": {"errors"},
    "cache": {"writing"},
    "store": {"model", "paths", "writing"},
    "references": {"model"},
    "shapley": set(),
    "cite": {"model", "errors", "outline"},
    "outline": GROUND,
    "doctor": {"errors", "__init__"},
    "manifest": GROUND,
    "wordings": GROUND | {"cite", "outline"},
    "library": GROUND | {"sources"},  # a text is read once before it is kept, so that what cannot be read is refused
    "shipped": GROUND | {"clauses", "detection", "scoring", "sources", "structure", "survey", "wordings"},
    "provenance": GROUND | {"library", "report", "scoring"},
    "pipeline": ROOMS - {"cli", "corpus", "keeping", "pipeline", "rubrics", "__init__", "__main__"},
    "rubrics": GROUND | {"detection", "pipeline", "report", "scoring", "shipped", "sources"},
    "keeping": {"library", "model", "paths", "pipeline", "sources", "store"},
    "search": GROUND | {"cite", "outline"},
    "corpus": {
        "cache",
        "search",
        "store",
        "errors",
        "library",
        "model",
        "keeping",
        "manifest",
        "pipeline",
        "shipped",
        "report",
        "scoring",
        "sources",
        "survey",
        "writing",
    },  # the flow, over many
    "cli": ROOMS - {"__main__"},
    "__init__": ROOMS - {"cli", "__main__"},
    "__main__": {"cli"},
} | dict.fromkeys(STAGES, GROUND)

# Packages of others that only some places may import.
KEPT_TO = {
    "click": {"cli"},
    "jinja2": {"report"},
    "spacy": {"clauses", "detection"},
    "sklearn": {"detection", "evaluate", "search"},
    "pandas": {"report/tables.py", "evaluate", "__init__"},  # the last names the type that to_frame returns
    "lxml": {"sources", "structure"},
    "msgspec": {"store", "corpus"},
    "distributed": {"corpus"},
    "fsspec": {"corpus"},
}

# What takes long to import, and so may not be loaded before a command needs it: `scorer --help` answers in under half a second.
HEAVY = {"spacy", "thinc", "sklearn", "scipy", "pandas", "numpy", "lxml", "jinja2", "pydantic", "rich", "msgspec", "pyarrow", "distributed"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """Return the top-level module or package of ours that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every dotted name that a file imports, wherever it does so, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def rooms_imported(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the rooms of ours that a file imports, with the line; what ``__init__`` itself defines counts as ``__init__``.

    ``__version__`` does not count: it is a constant, and every footer names it.
    """
    for name, line in imports(path):
        top, _, rest = name.partition(".")
        inner = rest.partition(".")[0]
        if top == "scorer" and inner != "__version__":
            yield (inner if inner in ROOMS else "__init__"), line


def ids(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_a_module_imports_only_the_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"scorer/{room} is a new room: say in tests/test_layers.py what it may import"
    allowed = MAY_IMPORT[room] | {room}
    faults = [f"{path}:{line}: imports scorer.{other}" for other, line in rooms_imported(path) if other not in allowed]
    assert faults == []


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_a_package_of_others_is_imported_only_where_it_belongs(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    faults = [
        f"{path}:{line}: imports {name}, which is kept to {sorted(KEPT_TO[top])}"
        for name, line in imports(path)
        if (top := name.partition(".")[0]) in KEPT_TO and not {room_of(path), place} & KEPT_TO[top]
    ]
    assert faults == []


@pytest.mark.parametrize("path", modules(), ids=ids)
def test_imports_are_absolute(path: Path) -> None:
    assert [f"{path}:{line}: {name}" for name, line in imports(path) if name.startswith(".")] == []


# What only a text not read before, or a search for likeness, needs: a second each.
FOR_NEW_TEXTS = {"spacy", "thinc", "sklearn", "scipy", "pandas"}


@pytest.mark.parametrize(("module", "heavy"), [("scorer", HEAVY), ("scorer.cli", HEAVY), ("scorer.corpus", FOR_NEW_TEXTS)])
def test_importing_it_loads_nothing_heavy(module: str, heavy: set[str]) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=PACKAGE.parent)
    assert done.returncode == 0, done.stderr
    assert heavy & set(done.stdout.split()) == set()
