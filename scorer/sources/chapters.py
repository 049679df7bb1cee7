"""A folder of chapter files → one agreement, read in natural order ("chapter 2" before "chapter 10")."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scorer.errors import Location, SourceError
from scorer.model import Agreement, CharSpan, Deletion, Mark, Origin, SourceText
from scorer.sources import coverage, dossier, files, formats, names

MOST_FILES = 300
LARGEST_FOLDER = 60_000_000  # bytes of all files together
_ENDINGS = frozenset({".docx", ".htm", ".html", ".md", ".pdf", ".text", ".txt", ".xhtml", ".xml"})
_GAP = "\n\n"


def read(folder: Path) -> Agreement:
    """Return the files of a folder as one text.

    Files whose names end as no text does (pictures, tables), hidden files, read-me files and subfolders are passed over.

    Raises:
        SourceError: No file is left, there are too many, or one of them cannot be read or lies outside the folder.
    """
    paths = members(folder)
    sources = []
    size = 0
    for path in paths:
        data, sha256 = files.load(dossier.inside(folder, path.name, folder))
        size += len(data)
        if size > LARGEST_FOLDER:
            raise SourceError(f"its files are larger than {LARGEST_FOLDER // 1_000_000} MB together; give fewer", Location(str(folder)))
        sources.append((formats.read(data, file=files.name(path), sha256=sha256), path))
    if len(sources) == 1:
        return sources[0][0]
    joined = _joined([agreement.parts[0] for agreement, _ in sources], folder)
    found = coverage.of_parts([("chapter", agreement.coverage) for agreement, _ in sources])
    return replace(names.named(joined, None), title=folder.resolve().name or joined.file, coverage=found)


def members(folder: Path) -> list[Path]:
    """Return the chapter files of a folder, in natural order.

    Raises:
        SourceError: The folder cannot be opened, or holds none or too many.
    """
    try:
        inside = [path for path in folder.iterdir() if may_be_text(path)]
    except OSError as error:
        raise SourceError(f"cannot be opened ({error.strerror}); check its permissions", Location(str(folder))) from None
    if not inside:
        message = f"a folder without {dossier.MANIFEST} and without chapter files; give a file, or describe the parts in {dossier.MANIFEST}"
        raise SourceError(message, Location(str(folder)))
    if len(inside) > MOST_FILES:
        raise SourceError(f"{len(inside)} files, more than {MOST_FILES}; put those of one agreement into a folder", Location(str(folder)))
    return sorted(inside, key=natural)


def may_be_text(path: Path) -> bool:
    """Tell whether a file found in a folder is worth opening: by its name, since nobody named the file itself."""
    passed_over = path.name.startswith((".", "~")) or path.is_dir() or path.stem.lower() in ("readme", "licence", "license")
    return path.suffix.lower() in _ENDINGS and not passed_over


def natural(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which 2 comes before 10 and a preamble before all chapters.

    >>> [p.name for p in sorted(map(Path, ("ch10.txt", "Ch2.txt", "preamble.txt")), key=natural)]
    ['preamble.txt', 'Ch2.txt', 'ch10.txt']
    """
    stem = path.stem.lower()
    words = re.findall(r"\d+|\D+", stem)
    first = 0 if re.search(r"preamble|recital", stem) else 1
    return ((first, 0, ""), *((0, int(word), "") if word.isdecimal() else (1, 0, word) for word in words))


def _joined(sources: Sequence[SourceText], folder: Path) -> SourceText:
    """Put texts one after another. Headings count as declared only where every file declares its own."""
    declared = all(any(mark.kind != "authorialNote" for mark in source.marks) for source in sources)
    marks: list[Mark] = []
    deletions: list[Deletion] = []
    origins: list[Origin] = []
    printed = any(source.origins for source in sources)
    at = 0
    for source in sources:
        marks += [_moved(mark, at) for mark in source.marks if declared or mark.kind == "authorialNote"]
        deletions += [replace(deletion, at=deletion.at + at) for deletion in source.deletions]
        if printed:
            origins += [replace(origin, start=origin.start + at, file=source.file) for origin in source.origins or (Origin(0, None, 0),)]
        at += len(source.text) + len(_GAP)
    digest = hashlib.sha256("\n".join(source.sha256 for source in sources).encode()).hexdigest()
    return SourceText(
        "main",
        _GAP.join(source.text for source in sources),
        folder.resolve().name,
        digest,
        marks=tuple(marks),
        origins=tuple(origins),
        deletions=tuple(deletions),
    )


def _moved(mark: Mark, by: int) -> Mark:
    return replace(mark, span=CharSpan(mark.span.start + by, mark.span.end + by))
