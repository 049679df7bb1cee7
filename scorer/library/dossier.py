"""One agreement as a folder: ``agreement.yaml`` and the texts it names."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from scorer import yamlfile
from scorer.errors import LibraryError
from scorer.library.catalogue import Entry

FILE = "agreement.yaml"
TEXT = "text"


def facts(folder: Path) -> dict[str, Any]:
    """Return what ``agreement.yaml`` says; empty where it is not a mapping.

    Raises:
        RubricError: The file cannot be read or is not YAML.
    """
    data = yamlfile.load(folder / FILE).data
    return dict(data) if isinstance(data, Mapping) else {}


def make(path: Path, folder: Path, *, id: str, entry: Entry | None, title: str | None, short: str | None) -> None:
    """Copy a text, a dossier or a folder of chapter files to ``folder`` and write its ``agreement.yaml``.

    Raises:
        LibraryError: A folder holds no files, or a dossier names a text outside itself or not there.
    """
    folder.mkdir(parents=True)
    if path.is_dir() and (path / FILE).is_file():
        found = _copy_dossier(path, folder)
    elif path.is_dir():
        _copy_files(path, folder / TEXT)
        found = {"parts": [{"id": "main", "kind": "main_text", "file": TEXT}]}
    else:
        (folder / TEXT).mkdir()
        shutil.copyfile(path, folder / TEXT / path.name)
        found = {"parts": [{"id": "main", "kind": "main_text", "file": f"{TEXT}/{path.name}"}]}
    _write(folder / FILE, _merged(found, id=id, entry=entry, title=title, short=short))


def _merged(found: Mapping[str, Any], *, id: str, entry: Entry | None, title: str | None, short: str | None) -> dict[str, Any]:
    """Lay facts over one another: the user's words, then the dossier's, then the catalogue's."""
    known: dict[str, Any] = {}
    if entry:
        known = entry.model_dump(include={"title", "short", "parties", "signed", "in_force", "kind", "language"})
    told = {"title": title, "short": short}
    kept = {key: value for key, value in found.items() if value is not None}
    facts = {**known, **kept, **{key: value for key, value in told.items() if value}, "id": id}
    facts.setdefault("title", id)
    facts.setdefault("short", facts["title"])
    order = ["id", "title", "short", "parties", "signed", "in_force", "kind", "model", "language"]
    return {key: facts[key] for key in [*order, *sorted(facts.keys() - {*order, "parts"}), "parts"] if key in facts}


def _copy_dossier(path: Path, folder: Path) -> dict[str, Any]:
    """Copy the texts that a dossier names, and return what it says."""
    found = facts(path)
    for part in found.get("parts") or []:
        name = part.get("file") if isinstance(part, Mapping) else None
        if not isinstance(name, str):
            raise LibraryError(f"{path / FILE}: every part needs a 'file'")
        source = path / name
        if not source.resolve().is_relative_to(path.resolve()):
            raise LibraryError(f"{path / FILE}: '{name}' lies outside the folder")
        if not source.exists():
            raise LibraryError(f"{path / FILE}: '{name}' is not there")
        _copy(source, folder / name)
    return found


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        _copy_files(source, target)
    else:
        shutil.copyfile(source, target)


def _copy_files(source: Path, target: Path) -> None:
    """Copy the visible files of a folder; links that lead out of it and hidden files stay behind."""
    inside = source.resolve()
    files = [file for file in sorted(source.rglob("*")) if file.is_file() and file.resolve().is_relative_to(inside)]
    visible = [file for file in files if not any(part.startswith(".") for part in file.relative_to(source).parts)]
    if not visible:
        raise LibraryError(f"{source} holds no files")
    for file in visible:
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def _write(path: Path, facts: Mapping[str, Any]) -> None:
    text = yaml.safe_dump(dict(facts), sort_keys=False, allow_unicode=True, width=140)
    path.write_text(text, encoding="utf-8")
