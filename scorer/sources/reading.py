"""A file, a dossier or a folder of chapters → agreement: each by its own reader, then judged alike."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from scorer.model import Agreement, Coverage, CoverageStatus, InputFile, SourceText
from scorer.sources import brackets, chapters, coverage, dossier, files, formats, names, review


def read(path: Path) -> Agreement:
    """Return the agreement that a file or a folder holds."""
    if not files.is_folder(path):
        return _judged(_read_file(path))
    return _judged(_read_dossier(path) if (path / dossier.MANIFEST).exists() else chapters.read(path))


def read_bytes(data: bytes, file: str) -> Agreement:
    """Return the agreement that the bytes of a file called ``file`` hold."""
    files.check(data, file)
    return _judged(formats.read(data, file=file, sha256=hashlib.sha256(data).hexdigest()))


def _read_file(path: Path) -> Agreement:
    data, sha256 = files.load(path)
    return formats.read(data, file=files.name(path), sha256=sha256)


def _read_dossier(folder: Path) -> Agreement:
    manifest, evidence = dossier.read(folder)
    agreement = _described(folder, manifest)
    _, sha256 = files.load(folder / dossier.MANIFEST)
    agreement = replace(agreement, evidence=evidence, beside=(InputFile(dossier.MANIFEST, sha256),))
    if not (folder / review.FILE).exists():
        return agreement
    return reviewed(agreement, dossier.inside(folder, review.FILE, folder / review.FILE))


def reviewed(agreement: Agreement, path: Path) -> Agreement:
    """Add the verdicts of a file to an agreement."""
    entries, file = review.read(path)
    return replace(agreement, reviews=(*agreement.reviews, *entries), beside=(*agreement.beside, file))


def _described(folder: Path, manifest: dossier.Manifest) -> Agreement:
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
