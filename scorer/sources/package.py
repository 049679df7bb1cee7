"""Zipped XML documents → their XML trees, within limits.

Nothing is unpacked to disk, no entity is followed and nothing is fetched. A member is read only as far as its limit, whatever the archive
says about its size.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from scorer.errors import Location, SourceError

MOST_MEMBERS = 5_000
LARGEST_MEMBER = 30_000_000  # bytes of one XML file, unpacked
HIGHEST_RATIO = 250  # unpacked to packed; XML of word processors reaches 50
SMALL = 1_000_000  # bytes under which no ratio is a danger

_BROKEN = "a damaged DOCX file; open it in a word processor and save it again"


class Package:
    """The members of one archive, by name."""

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
            raise SourceError(_BROKEN, Location(file)) from None
        if len(self._archive.infolist()) > MOST_MEMBERS:
            raise SourceError(
                f"an archive of more than {MOST_MEMBERS} files; it is no document; save the agreement as DOCX again", Location(file)
            )

    def __contains__(self, name: object) -> bool:
        return name in self._archive.NameToInfo

    def tree(self, name: str) -> etree._Element | None:
        """Return the XML of a member; None where there is no such member.

        Raises:
            SourceError: The member is too large, packed too tightly, broken or declares a document type.
        """
        if name not in self:
            return None
        data = self._bytes(self._archive.NameToInfo[name])
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise SourceError(
                "its XML declares a document type, which no word processor writes; save it as DOCX again", Location(self._file)
            )
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise SourceError(_BROKEN, Location(self._file)) from None

    def _bytes(self, member: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(member) as stream:
                data = stream.read(LARGEST_MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError):
            raise SourceError(_BROKEN, Location(self._file)) from None
        if len(data) > LARGEST_MEMBER or len(data) > max(SMALL, HIGHEST_RATIO * max(member.compress_size, 1)):
            raise SourceError(
                "unpacks to far more than a document holds (a zip bomb?); save it as DOCX again, without pictures", Location(self._file)
            )
        return data


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace: both dialects of the format are read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute of any namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the element found by going down through first children of these names."""
    for name in names:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


def switched_on(element: etree._Element | None) -> bool | None:
    """Return what an on-off property says; None where it is not there."""
    if element is None:
        return None
    return (attribute(element, "val") or "true").lower() not in ("0", "false", "off", "none")
