"""The findings of a SOURCE: those of an earlier run over the same bytes, else found anew.

What is kept without being asked to is public (``is_public``): a draft that somebody was lent leaves nothing on the disk of who reads it.
A folder that the user names (``Folder.named``) takes all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from scorer import library, pipeline, sources
from scorer.model import Agreement, Findings
from scorer.paths import data_dir
from scorer.store import Store


def found(
    source: str | Path,
    kept: Store | None,
    *,
    library_dir: Path | None = None,
    recognise: bool = False,
    review: Path | None = None,
) -> Findings:
    """Return every finding in one SOURCE, after the verdicts of people.

    What is kept of an earlier run over the same bytes is not read and searched again. What is found anew is kept where the user named the
    folder or the text is public (``is_public``); verdicts are no part of what is kept.

    Raises:
        LibraryError: No such id and no such path.
        SourceError: The file cannot be read.
    """
    path = library.resolve(str(source), library_dir)
    text = sources.fingerprint(path, recognise=recognise) if kept else ""
    findings = _searched(lambda: pipeline.read(path, recognise=recognise), kept, text)
    if review is not None:
        findings = replace(findings, agreement=sources.with_review(findings.agreement, review))
    return pipeline.reviewed(findings)


def found_in(data: bytes, file: str, kept: Store | None) -> Findings:
    """Return every finding in the bytes of a file, wherever it lies; ``kept`` as in ``found``.

    Raises:
        SourceError: The bytes cannot be read.
    """
    text = hashlib.sha256(f"{file}\0".encode() + data).hexdigest()
    return _searched(lambda: library.named(sources.read_bytes(data, file)), kept, text)


def _searched(read: Callable[[], Agreement], kept: Store | None, text: str) -> Findings:
    """Return what is kept under the hash of a text, else what is found in the agreement that is ``read``, kept where it may be."""
    findings = kept.get(text) if kept else None
    if findings is None:
        findings = pipeline.searched(read())
        if kept and (kept.named or is_public(findings.agreement)):
            kept.put(text, findings)
    return findings


def is_public(agreement: Agreement) -> bool:
    """Tell whether every word of an agreement is public, so that findings in it may be kept without being asked to.

    It is where all its texts are published files that the catalogue knows by their checksum, or those of a model agreement that ships,
    and no person added verdicts or evidence. A draft that somebody was lent leaves nothing on the disk of who reads it.
    """
    if agreement.reviews or agreement.evidence or not agreement.parts:
        return False
    return all(part.published or part.sha256 in _shipped_texts() for part in agreement.parts)


@lru_cache(maxsize=1)
def _shipped_texts() -> frozenset[str]:
    """Return the checksums of the texts of the model agreements."""
    return frozenset(hashlib.sha256(file.read_bytes()).hexdigest() for file in data_dir("agreements").glob("*/text/*"))
