"""One agreement as a folder: ``agreement.yaml`` and the texts it names."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from scorer import yamlfile
from scorer.errors import LibraryError
from scorer.library.entries import Entry
from scorer.model import Agreement

FILE = "agreement.yaml"
REVIEW = "review.yaml"
TEXT = "text"
_ORDER = ("id", "title", "short", "parties", "signed", "in_force", "kind", "model", "language", "parts", "evidence")
_KNOWN = {"title", "short", "parties", "signed", "in_force", "kind", "language"}

Facts = dict[str, Any]


def facts(folder: Path) -> Facts:
    """Return what ``agreement.yaml`` says; empty where it is not a mapping.

    Raises:
        RubricError: The file cannot be read or is not YAML.
    """
    data = yamlfile.load(folder / FILE).data
    return dict(data) if isinstance(data, Mapping) else {}


def make(path: Path, folder: Path, told: Mapping[str, str | None], *, entry: Entry | None, read: Agreement | None) -> None:
    """Copy a text or a dossier to ``folder`` and write its ``agreement.yaml``.

    What the user ``told`` (id, title, short) goes before all. A dossier's own facts go before the catalogue's, and those before what was
    ``read`` in a text: a heading is no authority, a checksum is.

    Raises:
        LibraryError: A folder is no dossier, or names a text that is not in it.
    """
    known: Facts = entry.model_dump(include=_KNOWN) if entry else {}
    own = _copy_dossier(path, folder) if path.is_dir() else _copy_text(path, folder)
    layers = (known, own) if path.is_dir() else (_as_read(read), known, own)
    merged: Facts = {"title": told["id"]}
    for layer in (*layers, told):
        merged |= {key: value for key, value in layer.items() if value is not None or key not in merged}
    ordered = {key: merged[key] for key in _ORDER if key in merged and (merged[key] or key != "short")}
    (folder / FILE).write_text(yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=140), encoding="utf-8")


def _as_read(agreement: Agreement | None) -> Facts:
    """Return the facts that a text tells of itself. Its kind is left out: collections have kinds of their own."""
    if agreement is None:
        return {}
    facts: Facts = {key: getattr(agreement, key) for key in ("title", "short", "signed", "in_force", "language")}
    return facts | {"parties": list(agreement.parties)}


def _copy_text(path: Path, folder: Path) -> Facts:
    """Copy one text, and return where it is."""
    (folder / TEXT).mkdir(parents=True)
    shutil.copyfile(path, folder / TEXT / path.name)
    return {"parts": [{"id": "main", "kind": "main_text", "file": f"{TEXT}/{path.name}"}]}


def _copy_dossier(path: Path, folder: Path) -> Facts:
    """Copy the texts that a dossier names and the review beside them, nothing else, and return what it says."""
    if not (path / FILE).is_file():
        raise LibraryError(f"{path} has no {FILE}; give a file, or describe the folder's texts in {FILE}")
    found = facts(path)
    for name in _files(found, path):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path / name, target)
    if (path / REVIEW).is_file():
        shutil.copyfile(path / _inside(path, REVIEW), folder / REVIEW)
    return found


def _files(found: Facts, path: Path) -> list[str]:
    """Return the files of a dossier's parts, each of which lies in the folder.

    Raises:
        LibraryError: There are none, or one lies elsewhere or is missing.
    """
    parts = found.get("parts")
    names = [part.get("file") for part in parts if isinstance(part, Mapping)] if isinstance(parts, list) else []
    if not names:
        raise LibraryError(f"{path / FILE} names no texts; list them under 'parts', each with id, kind and file")
    return [_inside(path, name) for name in names]


def _inside(path: Path, name: object) -> str:
    """Return the name of a part's file if it is a file in the folder, links followed."""
    if not isinstance(name, str) or not (path / name).resolve().is_relative_to(path.resolve()):
        raise LibraryError(f"{path / FILE}: '{name}' does not lie in the folder; move it in")
    if not (path / name).is_file():
        raise LibraryError(f"{path / FILE}: '{name}' is not there; put it into the folder, or correct its name")
    return name
