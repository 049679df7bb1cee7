"""Bytes → characters, without guessing more than the bytes allow."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from scorer.errors import Location, SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = "a binary file, not text; export the agreement as plain text (UTF-8)"
_CONTROL_SHARE = 0.01  # of characters: more control characters than this is no text
_FEW = 0.001  # of bytes: so few that are no UTF-8 are slips in a UTF-8 text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n|[\r\x0c\x85\u2028\u2029]")
_NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_WESTERN = re.compile(r"[‘’“”„–—…•™§©®°·«»\xa0àáâãäçèéêëìíîïñòóôõöøùúûüÿæœßÀÁÂÃÄÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜ€£¢½¼¾ºª´×\xad]")
_SAMPLE = 200_000  # bytes by which an unknown encoding is told


def decode(data: bytes, file: str) -> str:
    """Return the text of a file with line feeds as line ends.

    UTF-8 and UTF-16 are told by byte order mark or by the bytes themselves, Windows-1252 where all its characters are those of western
    texts, anything else by charset-normalizer. Stray control characters become blanks, lone surrogates the replacement character.

    Raises:
        SourceError: The bytes are no text in any of these.
    """
    text = _LINE_END.sub("\n", _characters(data, file))
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise SourceError(_BINARY, Location(file))
    return tidy(text)


def tidy(text: str) -> str:
    r"""Return a text without characters that no document can hold.

    >>> tidy("a\0b \ud800")
    'a b �'
    """
    return _NO_CHARACTER.sub("\ufffd", _CONTROL.sub(" ", text))


def _characters(data: bytes, file: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding, file)
    wide = _wide(data)
    if wide:
        return _lenient(data, wide, file)
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _western(data) or _guessed(data, file)


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by its zero bytes, which all stand in the same places."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if len(data) % 2 or max(even, odd) < 0.3 * half or min(even, odd) > 0.02 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _lenient(data: bytes, encoding: str, file: str) -> str:
    """Decode what says its own encoding: lone surrogates pass, few broken characters are replaced."""
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") > max(_FEW * len(text), 1):
            message = f"cannot be decoded as {encoding} (byte {error.start}); save the text as UTF-8"
            raise SourceError(message, Location(file)) from None
        return text


def _nearly_utf8(data: bytes) -> str | None:
    """Return a UTF-8 text in which a few bytes are broken; None where other characters than ASCII are mostly broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if broken <= max(_FEW * len(text), 3) and sound > 3 * broken else None


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = [c for c in set(text) if c > "\x7f" and not _WESTERN.match(c)]
    return None if foreign else text


def _guessed(data: bytes, file: str) -> str:
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None or best.encoding == "ascii":
        raise SourceError(_BINARY, Location(file))
    return _lenient(data, best.encoding, file)
