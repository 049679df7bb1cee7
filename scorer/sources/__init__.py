"""File or folder → agreement.

In:          a path: a file of a known format (``formats.py``), recognised by content; a folder with agreement.yaml; a folder of chapters
Out:         one Agreement with one or more SourceText and an honest Coverage
Guarantees:  the text is fixed from here on; a file that cannot be read is a SourceError of one sentence, never an empty text
Leaves out:  structure, scores, facts that only the catalogue knows
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scorer.model import Agreement, Coverage, CoverageStatus, SourceText
from scorer.sources import brackets, chapters, coverage, dossier, files, formats, names, ocr

__all__ = ["read"]


def read(path: Path, *, recognise: bool = False) -> Agreement:
    """Return the agreement that a file or a folder holds; with ``recognise``, the text of scanned pages too (by ``tesseract``, if there).

    Raises:
        SourceError: The file is missing, empty, binary, too large or of a format that is not read; or the folder is faulty.
    """
    with ocr.asked(recognise):
        if not files.is_folder(path):
            return _judged(_read_file(path))
        return _judged(_read_dossier(path) if (path / dossier.MANIFEST).exists() else chapters.read(path))


def _read_file(path: Path) -> Agreement:
    data, sha256 = files.load(path)
    return formats.read(data, file=files.name(path), sha256=sha256)


def _read_dossier(folder: Path) -> Agreement:
    manifest = dossier.read(folder)
    members = tuple(_part(folder, part) for part in manifest.parts)
    return Agreement(
        id=manifest.id,
        title=manifest.title,
        short=manifest.short or names.short(manifest.title),
        parts=tuple(source for source, _ in members),
        coverage=coverage.of_parts([(source.kind, found) for source, found in members]),
        language=manifest.language,
        parties=manifest.parties,
        signed=manifest.signed,
        in_force=manifest.in_force,
        kind=manifest.kind,
        model=manifest.model,
    )


def _part(folder: Path, part: dossier.Part) -> tuple[SourceText, Coverage]:
    data, sha256 = files.load(dossier.inside(folder, part.file, folder / dossier.MANIFEST))
    agreement = formats.read(data, file=part.file, sha256=sha256, part=part.id, kind=part.kind)
    return replace(agreement.parts[0], short=part.short), agreement.coverage


def _judged(agreement: Agreement) -> Agreement:
    """Add the brackets of drafts and the coverage; the language that the words show counts more than the one that was declared."""
    parts = tuple(replace(part, brackets=brackets.find(part.text)) for part in agreement.parts)
    if agreement.coverage.status is CoverageStatus.UNREADABLE:
        return replace(agreement, parts=parts)
    found, language = coverage.judge(parts)
    found = coverage.joined(found, agreement.coverage)
    return replace(agreement, parts=parts, coverage=found, language=language or agreement.language)
