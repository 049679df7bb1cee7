"""Texts and tables at any address that fsspec can open: memory://, s3://, gs://, each by a package of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from scorer import sources
from scorer.errors import Location, ReportError, SourceError

_TELLING = ("size", "mtime", "ETag", "etag", "LastModified", "last_modified", "updated", "created", "generation")  # by file system
_INSTALL = "install it with: pip install 'scorer[scale]'"


def is_address(name: str) -> bool:
    """Tell whether a name is an address ("s3://bucket/texts") and not a path."""
    return "://" in name


@dataclass(frozen=True, slots=True)
class File:
    """A file at an address: its size in bytes, 0 where unknown, and what changes when its bytes may have changed."""

    address: str
    size: int
    stamp: str


def files(address: str) -> tuple[File, ...]:
    """Return each file that an address stands for: itself, those in a folder, those a glob matches; in order of their addresses.

    Raises:
        SourceError: Nothing is there, or it cannot be opened.
    """
    system, path = _opened(address, SourceError)
    try:
        folder = system.isdir(path)
        listed = system.find(path, detail=True) if folder else system.glob(path, detail=True)
    except OSError as error:
        raise SourceError(f"cannot be opened ({error}); check the address and your rights", Location(address)) from None
    taken = {name: info for name, info in listed.items() if info["type"] == "file" and (not folder or sources.may_be_text(Path(name)))}
    found = [File(system.unstrip_protocol(name), int(info.get("size") or 0), _stamp(info)) for name, info in taken.items()]
    if not found:
        raise SourceError("no such file; check the address", Location(address))
    return tuple(sorted(found, key=lambda file: file.address))


def _stamp(info: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={info[key]}" for key in _TELLING if info.get(key) is not None)


def parts(address: str) -> list[str]:
    """Return the paths of the files in a folder; none where there is no folder."""
    system, path = _opened(address, ReportError)
    return sorted(system.find(path))


def remove(address: str, paths: Sequence[str]) -> None:
    """Delete files of a folder that ``parts`` listed."""
    system, _ = _opened(address, ReportError)
    system.rm(list(paths))


def load(address: str) -> tuple[bytes, str]:
    """Return the bytes of a file and its name.

    Raises:
        SourceError: It cannot be read.
    """
    system, path = _opened(address, SourceError)
    try:
        return bytes(system.cat_file(path)), PurePosixPath(path).name
    except OSError as error:
        raise SourceError(f"cannot be read ({error}); check the address and your rights", Location(address)) from None


def read(address: str) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    system, path = _opened(address, ReportError)
    try:
        return bytes(system.cat_file(path))
    except OSError:
        return None


def write(address: str, data: bytes) -> None:
    """Write a file, whole or not at all where the store knows no half files.

    Raises:
        ReportError: It cannot be written.
    """
    system, path = _opened(address, ReportError)
    try:
        system.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
        system.pipe_file(path, data)
    except OSError as error:
        raise ReportError(f"cannot be written ({error}); choose another place with -o", Location(address)) from None


def _opened(address: str, fault: type[SourceError | ReportError]) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it."""
    try:
        import fsspec
    except ImportError:
        raise fault(f"addresses need the package fsspec; {_INSTALL}", Location(address)) from None
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise fault(f"cannot be opened: {error}", Location(address)) from None
    return system, str(path)
