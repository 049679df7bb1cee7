"""A folder with ``agreement.yaml`` → agreement with several parts."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from scorer import yamlfile
from scorer.errors import Location, RubricError, SourceError
from scorer.model import OutsideEvidence

MANIFEST = "agreement.yaml"


class Part(BaseModel):
    """One part of a dossier: its file, relative to the folder, and how citations name it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    kind: Literal["main_text", "annex", "side_agreement", "letter"] = "main_text"
    file: str
    short: str | None = None


class Evidence(BaseModel):
    """A dated source for a criterion that no text can answer, and the level it shows, 0-4."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    criterion: str = Field(pattern=r"^[a-z_]+\.[a-z_]+\.[a-z_]+$")
    level: float = Field(ge=0, le=4, multiple_of=0.5)
    date: datetime.date
    source: str = Field(min_length=1)
    note: str = Field(min_length=1)


class Manifest(BaseModel):
    """What ``agreement.yaml`` may say. Dates are ISO dates or null."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")
    title: str
    short: str | None = None
    parties: tuple[str, ...] = ()
    signed: str | None = None
    in_force: str | None = None
    kind: str | None = None
    model: bool = False
    language: str = "en"
    parts: tuple[Part, ...] = Field(min_length=1)
    evidence: tuple[Evidence, ...] = ()


def read(folder: Path) -> tuple[Manifest, tuple[OutsideEvidence, ...]]:
    """Return the checked manifest of a dossier, and the outside evidence in it with its places.

    Raises:
        SourceError: There is none, it breaks its schema, two parts share an id, or a part lies outside the folder.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise SourceError(f"a folder without {MANIFEST}; give a file, or describe the folder's parts in {MANIFEST}", Location(str(folder)))
    try:
        document = yamlfile.load(path)
        manifest = yamlfile.validate(_with_text_dates(document), Manifest)
    except RubricError as error:
        raise SourceError(str(error)) from None
    ids = [part.id for part in manifest.parts]
    if len(set(ids)) < len(ids):
        raise SourceError("two parts have the same id; give each part its own", Location(str(path)))
    for part in manifest.parts:
        inside(folder, part.file, path)
    return manifest, tuple(_evidence(entry, document, i) for i, entry in enumerate(manifest.evidence))


def _evidence(entry: Evidence, document: yamlfile.Document, turn: int) -> OutsideEvidence:
    at = document.locate(("evidence", turn))
    place = f"{MANIFEST}:{at.line}:{at.column}"
    return OutsideEvidence(entry.criterion, entry.level, entry.date.isoformat(), entry.source, entry.note, place)


def inside(folder: Path, name: str, manifest: Path) -> Path:
    """Return the path of a part, which must lie in the folder, links followed."""
    base = folder.resolve()
    try:
        target = (base / name).resolve()
    except (OSError, RuntimeError, ValueError):
        raise SourceError(f"part file {name!r} cannot be followed; name a file in the folder", Location(str(manifest))) from None
    if not target.is_relative_to(base):
        raise SourceError(f"part file {name!r} lies outside the folder; move it in", Location(str(manifest)))
    return target


def _with_text_dates(document: yamlfile.Document) -> yamlfile.Document:
    """YAML reads 2016-02-04 as a date; an agreement keeps it as written."""
    data = document.data
    if isinstance(data, dict):
        data = {
            key: value.isoformat() if key in ("signed", "in_force") and hasattr(value, "isoformat") else value
            for key, value in data.items()
        }
    return yamlfile.Document(document.path, data, document.places)
