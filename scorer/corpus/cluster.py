"""The same work on a cluster: one dask task for each part, no exchange between tasks.

A part whose worker died too often (dask gives up after a few) is done again one agreement at a time, so that only the one that ends
workers is lost. Memory is the cluster's to limit (``dask worker --memory-limit``); there is no limit of time.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from scorer.corpus import pool, sinks, work
from scorer.corpus.gather import Item
from scorer.corpus.run import Answers, parts
from scorer.corpus.sinks import Place
from scorer.corpus.work import Done, Job
from scorer.errors import ScorerError

CONNECT = 30  # seconds until a scheduler must have answered
_ONE = threading.Lock()  # a worker with several threads still holds one agreement at a time

Places = Mapping[str, Place]


def answers(items: Sequence[Item], job: Job, *, scheduler: str, places: Places) -> Answers:
    """Answer through the workers of a dask scheduler, which write the parts of data sets themselves.

    Raises:
        ScorerError: dask is not installed, or no scheduler answers.
        ReportError: A worker cannot write to one of the places.
    """
    client = _client(scheduler)
    try:
        yield from _Run(client, items, job, {table: place for table, place in places.items() if place.many}).answers()
    finally:
        client.close()


def _client(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ScorerError("--engine dask needs the package dask; install it with: pip install 'scorer[scale]'") from None
    try:
        make: Any = Client  # dask ships types for a part of itself
        return make(scheduler, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ScorerError(f"no scheduler answers at {scheduler} ({error}); start one with: dask scheduler") from None


class _Run:
    """The tasks of one run: each part as a whole, and one by one the members of a part that ended its workers."""

    def __init__(self, client: Any, items: Sequence[Item], job: Job, places: Places) -> None:
        self._client, self._items, self._job, self._places = client, items, job, places
        self._single: dict[int, Done] = {}

    def answers(self) -> Answers:
        """Yield what became of each item, part by part as they are done."""
        import distributed

        todo = [(number, members) for number, members in enumerate(parts(len(self._items)))]
        waiting = {self._submit(part, members): (part, members) for part, members in todo}
        as_completed: Any = distributed.as_completed
        done = as_completed(list(waiting), loop=self._client.loop)
        for future in done:
            part, members = waiting.pop(future)
            if future.status == "finished":
                yield from self._finished(part, members, [work.unpack(packed) for packed in future.result()])
            elif not _ended_workers(future):
                raise ScorerError(f"part {part} failed: {future.exception()}") from None
            elif len(members) > 1:
                again = {self._submit(part, range(number, number + 1)): (part, range(number, number + 1)) for number in members}
                waiting.update(again)
                done.update(list(again))
            else:
                lost = work.failed(self._items[members[0]], self._job, "ended the processes that worked on it; memory may have run out")
                yield from self._finished(part, members, [lost])

    def _submit(self, part: int, members: range) -> Any:
        whole = members == parts(len(self._items))[part]
        items = tuple(self._items[number] for number in members)
        return self._client.submit(do_part, part, items, self._job, dict(self._places) if whole else {}, pure=False)

    def _finished(self, part: int, members: range, dones: Sequence[Done]) -> Answers:
        """Yield the items of a task; where a part was done one by one, write it when the last of it is there."""
        yield from zip(members, dones, strict=True)
        whole = parts(len(self._items))[part]
        if members == whole and dones[0].chunks.keys() != set(self._job.tables):
            return
        self._single.update(zip(members, dones, strict=True))
        if all(number in self._single for number in whole):
            _write(part, [self._single.pop(number) for number in whole], self._job, self._places)


def do_part(part: int, items: Sequence[Item], job: Job, places: Places) -> list[bytes]:
    """Work on the items of a part, in a worker; return what became of each, without the tables that were written to ``places``."""
    with _ONE:
        gc.set_threshold(pool.GARBAGE_AFTER)
        dones = [_done(item, job) for item in items]
        _write(part, dones, job, places)
        return [work.pack(Done({t: c for t, c in done.chunks.items() if t not in places}, done.reason)) for done in dones]


def _done(item: Item, job: Job) -> Done:
    try:
        return work.score(item, job)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one text must not stop the others
        return work.failed(item, job, f"{type(error).__name__}: {error}")


def _write(part: int, dones: Sequence[Done], job: Job, places: Places) -> None:
    for table, place in places.items():
        sinks.part_file(place, part, [done.chunks[table] for done in dones], table, job.form)


def _ended_workers(future: Any) -> bool:
    from distributed import KilledWorker

    return isinstance(future.exception(), KilledWorker)
