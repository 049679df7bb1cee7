"""Which reader reads which bytes. Formats are told by content, never by a file's name."""

from __future__ import annotations

from typing import Protocol

from scorer.errors import Location, SourceError
from scorer.model import Agreement
from scorer.sources import akn, decode, docx, files, html, markdown, names, pdf, plaintext, tota


class Reader(Protocol):
    """A module that reads one format."""

    def looks_like(self, data: bytes) -> bool:
        """Tell whether these bytes are of the format."""

    def read(self, data: bytes, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> Agreement:
        """Return what the bytes hold; a SourceError of one sentence where they cannot be read."""


READERS: tuple[Reader, ...] = (tota, akn, pdf, docx, html)  # what none of them claims is text


def read(data: bytes, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> Agreement:
    """Return what the bytes hold, by the reader that claims them.

    Raises:
        SourceError: They are of a format that is not read, broken, or hold no text.
    """
    reader = next((reader for reader in READERS if reader.looks_like(data)), None)
    if reader is not None:
        return reader.read(data, file=file, sha256=sha256, part=part, kind=kind)
    files.refuse_unread_formats(data, file)
    text = decode.decode(data, file)
    if not text.strip():
        raise SourceError("the file holds no text; check that it was saved whole", Location(file))
    written = (markdown if markdown.looks_like(text) else plaintext).read(text, file=file, sha256=sha256, part=part, kind=kind)
    return names.named(written, (markdown.title(text) if written.marks else None) or plaintext.title(written.text))
