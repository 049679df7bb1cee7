"""Where a table goes: a file, the standard output, or a data set of one file for each part."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from scorer import writing
from scorer.corpus import chunks, remote
from scorer.corpus.chunks import Chunk
from scorer.errors import ReportError

PART = 32  # agreements: a row group of Parquet, a file of a data set, a task of a cluster (about ten seconds of work)
_PART_NAME = re.compile(r"part-\d{5,}\.(csv|parquet)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one table goes: ``name`` is a path or an address, a data set where ``many``; or ``stream``, which is open already."""

    name: str = ""
    many: bool = False
    stream: BinaryIO | None = None


class Sink(Protocol):
    """Takes the parts of one table, in order."""

    def write(self, part: int, made: Sequence[Chunk]) -> None:
        """Add one part."""


@contextmanager
def opened(place: Place, table: str, form: str) -> Iterator[Sink]:
    """Give a sink for a table. A file is whole or not there; a data set has whole parts.

    Raises:
        ReportError: It cannot be written.
    """
    try:
        if place.stream is not None:
            yield from _streamed(place.stream, table, form)
        elif place.many:
            yield _DataSet(place.name, table, form)
        else:
            with writing.whole(Path(place.name).resolve()) as temporary, temporary.open("wb") as file:
                yield from _streamed(file, table, form)
    except OSError as error:
        raise ReportError(f"{place.name or 'the output'} cannot be written ({error.strerror}); choose another place with -o") from None


def check(place: Place, *, force: bool) -> None:
    """Raise a ReportError where something stands in the place that may not be replaced; parts of an earlier data set are deleted.

    A single file stays until its successor is whole.
    """
    if place.stream is not None:
        return
    if remote.is_address(place.name):
        there = remote.parts(place.name)
    else:
        path = Path(place.name)
        if path.exists() and (not path.is_dir() if place.many else not path.is_file()):
            raise ReportError(f"{path} is {'no folder' if place.many else 'no file'}; choose another place")
        there = [str(each) for each in (path.iterdir() if place.many and path.exists() else [path]) if each.exists()]
    if there and not force:
        raise ReportError(f"{place.name} exists; use --force to replace it")
    strangers = [name for name in there if place.many and not _PART_NAME.fullmatch(name.rpartition("/")[2])]
    if strangers:
        raise ReportError(f"{place.name} holds other files than parts of a data set ({strangers[0]}); choose another place")
    if place.many and there:
        _delete(place, there)


def _delete(place: Place, there: Sequence[str]) -> None:
    if remote.is_address(place.name):
        remote.remove(place.name, there)
        return
    for name in there:
        Path(name).unlink()


def part_file(place: Place, part: int, made: Sequence[Chunk], table: str, form: str) -> None:
    """Write one file of a data set, whole or not at all.

    Raises:
        ReportError: It cannot be written.
    """
    out = io.BytesIO()
    begun = chunks.writer(out, table, form)
    begun.write(made)
    begun.close()
    name = f"{place.name.rstrip('/')}/part-{part:05}.{form}"
    if remote.is_address(name):
        remote.write(name, out.getvalue())
        return
    with writing.whole(Path(name).resolve()) as file:
        file.write_bytes(out.getvalue())


class _DataSet:
    def __init__(self, name: str, table: str, form: str) -> None:
        self._place = Place(name, many=True)
        self._table, self._form = table, form

    def write(self, part: int, made: Sequence[Chunk]) -> None:
        part_file(self._place, part, made, self._table, self._form)


class _Stream:
    def __init__(self, begun: chunks.Writer) -> None:
        self._begun = begun

    def write(self, part: int, made: Sequence[Chunk]) -> None:
        self._begun.write(made)


def _streamed(out: BinaryIO, table: str, form: str) -> Iterator[Sink]:
    begun = chunks.writer(out, table, form)
    yield _Stream(begun)
    begun.close()
