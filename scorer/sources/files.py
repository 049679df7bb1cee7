"""Files → bytes, and what kind of file the bytes are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from scorer.errors import Location, SourceError

LARGEST_FILE = 30_000_000  # bytes; the longest agreement we know has 3 million characters

_SAVE = "open it and save it as DOCX, PDF or plain text (UTF-8), then use that file"
_NOT_READ: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"PK\x03\x04"), "zipped files other than DOCX"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "the old Word format (.doc), or a Word file with a password,"),
    (re.compile(rb"\{\\rtf"), "RTF"),
    (re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf"), "compressed files"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*"), "images"),
)


def name(path: Path) -> str:
    """Return a file's name in characters that any output can hold."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one that cannot be looked at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def load(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a file and their SHA-256.

    Raises:
        SourceError: Missing, not a regular file, empty, too large or not readable.
    """
    at = Location(str(path))
    try:
        regular = path.is_file()
        there = regular or path.exists()
    except (OSError, ValueError):
        regular = there = False
    if not there:
        raise SourceError("no such file; check the spelling of the path", at)
    if not regular:
        raise SourceError("not a regular file; give the path of a text file", at)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SourceError(f"larger than {LARGEST_FILE // 1_000_000} MB; give the agreement's main text only", at)
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise SourceError(f"cannot be opened ({error.strerror}); check its permissions", at) from None
    check(data, str(path))
    return data, hashlib.sha256(data).hexdigest()


def check(data: bytes, file: str) -> None:
    """Raise a SourceError where a file is too large to be read, or empty."""
    if len(data) > LARGEST_FILE:
        raise SourceError(f"larger than {LARGEST_FILE // 1_000_000} MB; give the agreement's main text only", Location(file))
    if not data.strip():
        raise SourceError("the file is empty; check that it was saved or downloaded whole", Location(file))


def refuse_unread_formats(data: bytes, file: str) -> None:
    """Raise a SourceError that names the format, where it is one that is not read."""
    for pattern, name in _NOT_READ:
        if pattern.match(data):
            verb = "are" if name.endswith("s") else "is"
            raise SourceError(f"{name} {verb} not read yet; {_SAVE}", Location(file))
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml|\s*<(?:\w+:)?(?:akomaNtoso|treaty)\b", data):
        raise SourceError(f"XML of this kind is not read, only ToTA XML and Akoma Ntoso; {_SAVE}", Location(file))
