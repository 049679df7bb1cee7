"""File or folder → agreement.

In:          a path: ToTA XML, Markdown or plain text, recognised by content; or a folder with agreement.yaml
Out:         one Agreement with one or more SourceText and an honest Coverage
Guarantees:  the text is fixed from here on; a file that cannot be read is a SourceError of one sentence, never an empty text
Leaves out:  structure, scores, facts that only the catalogue knows
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from scorer.errors import Location, SourceError
from scorer.model import Agreement, SourceText
from scorer.sources import coverage, decode, dossier, files, markdown, names, plaintext, tota

__all__ = ["read"]


def read(path: Path) -> Agreement:
    """Return the agreement that a file or a dossier folder holds.

    Raises:
        SourceError: The file is missing, empty, binary, too large or of a format that is not read; or the dossier is faulty.
    """
    return _judged(_read_folder(path) if path.is_dir() else _read_file(path))


def _read_file(path: Path) -> Agreement:
    data, sha256 = files.load(path)
    if tota.looks_like(data):
        return tota.read(data, file=path.name, sha256=sha256)
    text = _decoded(data, path)
    part = _text_part(text, file=path.name, sha256=sha256)
    title = (markdown.title(text) if part.marks else None) or plaintext.title(part.text) or path.stem
    return Agreement(id=_slug(path.stem), title=title, short=names.short(title), parts=(part,))


def _read_folder(folder: Path) -> Agreement:
    manifest = dossier.read(folder)
    parts = tuple(_part(folder, part) for part in manifest.parts)
    return Agreement(
        id=manifest.id,
        title=manifest.title,
        short=manifest.short or names.short(manifest.title),
        parts=parts,
        language=manifest.language,
        parties=manifest.parties,
        signed=manifest.signed,
        in_force=manifest.in_force,
        kind=manifest.kind,
        model=manifest.model,
    )


def _part(folder: Path, part: dossier.Part) -> SourceText:
    path = dossier.inside(folder, part.file, folder / dossier.MANIFEST)
    data, sha256 = files.load(path)
    if tota.looks_like(data):
        source = tota.read(data, file=part.file, sha256=sha256, part=part.id, kind=part.kind).parts[0]
    else:
        source = _text_part(_decoded(data, path), file=part.file, sha256=sha256, part=part.id, kind=part.kind)
    return replace(source, short=part.short)


def _decoded(data: bytes, path: Path) -> str:
    files.refuse_unread_formats(data, str(path))
    text = decode.decode(data, str(path))
    if not text.strip():
        raise SourceError("the file holds no text; check that it was saved whole", Location(str(path)))
    return text


def _text_part(text: str, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> SourceText:
    reader = markdown.read if markdown.looks_like(text) else plaintext.read
    return reader(text, file=file, sha256=sha256, part=part, kind=kind)


def _judged(agreement: Agreement) -> Agreement:
    """Add coverage; the language that the words show counts more than the one that was declared."""
    found, language = coverage.judge(agreement.parts)
    return replace(agreement, coverage=found, language=language or agreement.language)


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "agreement"
