"""Bytes → characters, without guessing more than the bytes allow."""

from __future__ import annotations

import codecs

from scorer.errors import Location, SourceError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL_SHARE = 0.01  # of characters: more control characters than this is no text


def decode(data: bytes, file: str) -> str:
    """Return the text of a file with line feeds as line ends: UTF-8, UTF-16 where a byte order mark says so, else Windows-1252.

    Raises:
        SourceError: The bytes are no text in any of these.
    """
    text = _characters(data, file).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    control = sum(1 for c in text if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f")
    if "\0" in text or control > _CONTROL_SHARE * max(len(text), 1):
        raise SourceError("a binary file, not text; export the agreement as plain text (UTF-8)", Location(file))
    return text


def _characters(data: bytes, file: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, file)
    if b"\0" in data:
        raise SourceError("a binary file, not text; export the agreement as plain text (UTF-8)", Location(file))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252", file)


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"cannot be decoded as {encoding} (byte {error.start}); save the text as UTF-8"
        raise SourceError(message, Location(file)) from None
