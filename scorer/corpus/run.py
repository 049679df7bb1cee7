"""Items → tables: an engine answers in any order, parts are written in order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from scorer import cache, store
from scorer.corpus import chunks, dataset, pool, sinks, work
from scorer.corpus.gather import Item, largest_first
from scorer.corpus.pool import Limits, Lost
from scorer.corpus.sinks import Sink
from scorer.corpus.work import Done, Job
from scorer.report.rows import Row

INTERRUPTED = "not reached: the run was interrupted; run again to go on"

STOPPED = (-1, Done({}))  # in place of an answer: nobody waits for more

Progress = Callable[[Item], None]  # called when an agreement is done
Before = Mapping[int, Sequence[Done]]  # by part, what an earlier run wrote of it
Answers = Iterator[tuple[int, Done]]  # the number of an item, and what became of it


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went: agreements scored, the reason by source for each that was not, and whether it was stopped before the end."""

    scored: int
    failed: Mapping[str, str]
    interrupted: bool = False


def local(items: Sequence[Item], job: Job, *, workers: int, limits: Limits, before: Before | None = None) -> Answers:
    """Answer in processes of this machine, the largest item begun first; what ``before`` tells is not done again."""
    known = {number: done for part, dones in (before or {}).items() for number, done in zip(parts(len(items))[part], dones, strict=True)}
    yield from known.items()
    order = [number for number in largest_first(items) if number not in known]
    for number, answer in pool.answers(partial(_nth, tuple(items), job), order, workers=workers, limits=limits):
        yield number, work.failed(items[number], job, answer.reason) if isinstance(answer, Lost) else work.unpack(answer)


def _nth(items: Sequence[Item], job: Job, number: int) -> bytes:
    return work.score_packed(items[number], job)


def written_before(count: int, places: Mapping[str, sinks.Place]) -> Before:
    """Return what became of the agreements of each part that the same run has written to all its places, by part."""
    told = {part: dataset.before([place.name for place in places.values()], part) for part in range(len(parts(count)))}
    return {part: dones for part, dones in told.items() if dones is not None}


def key(items: Sequence[Item], job: Job) -> str:
    """Return a hash of all that shapes the tables of a run: texts, rubric, code and data, how the tables are made."""
    digest = hashlib.sha256()
    for said in (store.maker(), work.rubric(job.rubric).ref.sha256, cache.code_digest(code()), job.recognise, job.tables, sinks.PART):
        digest.update(f"{said}\n".encode())
    for item in items:
        digest.update(f"{item.source}\0{item.path}\0{item.stamp}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def code() -> list[Path]:
    """Return the files of the package, in a fixed order."""
    return sorted(path for path in Path(__file__).parents[1].rglob("*") if path.suffix in {".py", ".yaml"})


def rows(items: Sequence[Item], job: Job, *, workers: int, limits: Limits = pool.USUAL) -> list[Row]:
    """Return the rows of the one table of a job, in the order of the items; what cannot be scored is a row that says why."""
    made = dict(local(items, replace(job, form="parquet"), workers=workers, limits=limits))
    return [row for number in range(len(items)) for row in chunks.decode(made[number].chunks[job.tables[0]])]


def score(items: Sequence[Item], job: Job, answers: Answers, places: Mapping[str, sinks.Place], progress: Progress) -> Outcome:
    """Write the tables of a run to their places, rows in the order of the items; at Ctrl-C, with what is done until then.

    Raises:
        ReportError: A table cannot be written.
    """
    with ExitStack() as stack:
        tables = {table: stack.enter_context(sinks.opened(place, table, job.form)) for table, place in places.items()}
        writing = _Parts(items, tables)
        interrupted = False
        while (answer := _next(answers)) is not None:
            if answer is STOPPED:
                interrupted = True
                break
            writing.add(*answer)
            progress(items[answer[0]])
        for number in writing.missing():
            writing.add(number, work.failed(items[number], job, INTERRUPTED))
    return Outcome(len(items) - len(writing.failed), writing.failed, interrupted)


def _next(answers: Answers) -> tuple[int, Done] | None:
    """Return the next answer, ``STOPPED`` at Ctrl-C, None at the end. While a part is written, Ctrl-C ends the run without a file."""
    try:
        return next(answers, None)
    except KeyboardInterrupt:
        return STOPPED


class _Parts:
    """Holds what is done until all of a part is, and writes parts in order."""

    def __init__(self, items: Sequence[Item], tables: Mapping[str, Sink]) -> None:
        self._items = items
        self._tables = tables
        self._held: dict[int, Done] = {}
        self._parts = parts(len(items))
        self._next = 0
        self._reasons: dict[int, str] = {}

    @property
    def failed(self) -> dict[str, str]:
        """Why an agreement could not be scored, by source, in order."""
        return {self._items[number].source: self._reasons[number] for number in sorted(self._reasons)}

    def add(self, number: int, done: Done) -> None:
        """Take what became of one item."""
        self._held[number] = done
        if done.reason is not None:
            self._reasons[number] = done.reason
        while self._next < len(self._parts) and all(member in self._held for member in self._parts[self._next]):
            dones = [self._held[member] for member in self._parts[self._next]]
            for table, sink in self._tables.items():
                if table in dones[0].chunks:  # else an earlier run wrote the part, or a worker did
                    sink.write(self._next, dones)
            for member in self._parts[self._next]:
                self._held[member] = Done({}, self._held[member].reason)  # written; the bytes may go
            self._next += 1

    def missing(self) -> Iterator[int]:
        """Yield the numbers of the items of which nothing is known yet."""
        return (number for number in range(len(self._items)) if number not in self._held)


def parts(count: int) -> tuple[range, ...]:
    """Return the parts that so many items fall into.

    >>> parts(40)
    (range(0, 32), range(32, 40))
    """
    return tuple(range(first, min(first + sinks.PART, count)) for first in range(0, count, sinks.PART))
