"""Where a table goes: a file, the standard output, or a data set of one file for each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from scorer import writing
from scorer.corpus import chunks, dataset
from scorer.corpus.work import Done
from scorer.errors import ReportError

PART = 32  # agreements: a row group of Parquet, a file of a data set, a task of a cluster (about five seconds of work)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one table goes: ``name`` is a path or an address, a data set where ``many``; or ``stream``, which is open already."""

    name: str = ""
    many: bool = False
    stream: BinaryIO | None = None


class Sink(Protocol):
    """Takes the parts of one table, in order."""

    def write(self, part: int, dones: Sequence[Done]) -> None:
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
            yield _DataSet(place.name, table)
        else:
            with writing.whole(Path(place.name).resolve()) as temporary, temporary.open("wb") as file:
                yield from _streamed(file, table, form)
    except BrokenPipeError:
        raise  # the reader of a pipe went away: the command ends quietly
    except OSError as error:
        raise ReportError(f"{place.name or 'the output'} cannot be written ({error.strerror}); choose another place with -o") from None


def check(place: Place, *, force: bool, run: str) -> bool:
    """Raise a ReportError where something stands in the place that may not be replaced; tell whether parts of the same run may lie there.

    A single file stays until its successor is whole.
    """
    if place.stream is not None:
        return False
    if place.many:
        return dataset.begin(place.name, run, force=force)
    path = Path(place.name)
    if path.exists() and not path.is_file():
        raise ReportError(f"{path} is no file; choose another place")
    if path.exists() and not force:
        raise ReportError(f"{path} exists; use --force to replace it")
    return False


class _DataSet:
    def __init__(self, name: str, table: str) -> None:
        self._name, self._table = name, table

    def write(self, part: int, dones: Sequence[Done]) -> None:
        dataset.write(self._name, part, dones, self._table)


class _Stream:
    def __init__(self, begun: chunks.Writer, table: str) -> None:
        self._begun, self._table = begun, table

    def write(self, part: int, dones: Sequence[Done]) -> None:
        self._begun.write([done.chunks[self._table] for done in dones])


def _streamed(out: BinaryIO, table: str, form: str) -> Iterator[Sink]:
    begun = chunks.writer(out, table, form)
    yield _Stream(begun, table)
    begun.close()
