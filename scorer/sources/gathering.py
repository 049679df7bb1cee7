"""Which texts a folder holds, and which bytes a reading rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from scorer.errors import Location, SourceError
from scorer.sources import chapters, dossier, files, ocr, review


def agreements_in(folder: Path) -> tuple[Path, ...]:
    """Return the agreements in a folder, in natural order: each file that could be a text, each folder with ``agreement.yaml``.

    Folders without one are looked into. What is hidden, a read-me or a licence, or has the name of a picture or a table is passed over.

    Raises:
        SourceError: The folder cannot be opened.
    """
    try:
        return tuple(_walk(folder))
    except OSError as error:
        raise SourceError(f"cannot be opened ({error.strerror}); check its permissions", Location(str(error.filename or folder))) from None


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=chapters.natural):
        if path.is_dir():
            if (path / dossier.MANIFEST).is_file():
                yield path
            elif not path.name.startswith(".") and not path.is_symlink():  # a link could lead back up
                yield from _walk(path)
        elif chapters.may_be_text(path):
            yield path


def fingerprint(path: Path, *, recognise: bool = False) -> str:
    """Return one hash over all bytes that ``read`` would look at, and the names under which it would find them.

    With ``recognise``, also over the program that would recognise the text of scanned pages.

    Raises:
        SourceError: They cannot be read.
    """
    digest = hashlib.sha256(str(ocr.program()).encode() if recognise else b"")
    for name, part in _members(path):
        digest.update(f"{name}\0{files.load(part)[1]}\0".encode())
    return digest.hexdigest()


def _members(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and place of every file that a reading of ``path`` opens."""
    if not files.is_folder(path):
        yield files.name(path), path
    elif (path / dossier.MANIFEST).exists():
        manifest = path / dossier.MANIFEST
        yield dossier.MANIFEST, manifest
        if (path / review.FILE).exists():
            yield review.FILE, dossier.inside(path, review.FILE, path / review.FILE)
        yield from ((part.file, dossier.inside(path, part.file, manifest)) for part in dossier.read(path)[0].parts)
    else:
        folder = path.resolve()
        yield from ((f"{folder.name}/{files.name(part)}", dossier.inside(path, part.name, path)) for part in chapters.members(path))
