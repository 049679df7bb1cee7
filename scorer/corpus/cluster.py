"""The same work on a cluster: one dask task for each part, no exchange between tasks.

A worker has a process beside it for the texts, within the same limits of time and memory as on this machine, so that no text ends a worker.
A part whose workers died too often all the same (dask gives up after a few) is lost with a reason; the next run does it again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from scorer.corpus import dataset, pool, work
from scorer.corpus.gather import Item
from scorer.corpus.pool import USUAL, Crew, Limits, Lost
from scorer.corpus.run import Answers, parts
from scorer.corpus.sinks import Place
from scorer.corpus.work import Done, Job
from scorer.errors import ScorerError

CONNECT = 30  # seconds until a scheduler must have answered
WORKERS_ENDED = "the workers of the cluster that held it ended, several times; run again to go on"
_ONE = threading.Lock()  # a worker with several threads still holds one agreement at a time
_crews: dict[tuple[Job, Limits], Crew[Item]] = {}  # of this worker: one, kept from part to part


@dataclass(frozen=True, slots=True)
class Asked:
    """What every part of a run is worked on with.

    Attributes:
        job: For each agreement.
        places: Of the data sets, which workers write themselves, by table.
        limits: Of one agreement.
        resumed: Whether parts of the same run may lie in the places.
    """

    job: Job
    places: Mapping[str, Place]
    limits: Limits = USUAL
    resumed: bool = False


def answers(items: Sequence[Item], asked: Asked, *, scheduler: str) -> Answers:
    """Answer through the workers of a dask scheduler, which write the parts of data sets themselves.

    Raises:
        ScorerError: dask is not installed, or no scheduler answers.
        ReportError: A worker cannot write to one of the places.
    """
    client = _client(scheduler)
    try:
        yield from _Run(client, items, asked).answers()
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
    """The tasks of one run, one for each part."""

    def __init__(self, client: Any, items: Sequence[Item], asked: Asked) -> None:
        self._client, self._items, self._asked = client, items, asked

    def answers(self) -> Answers:
        """Yield what became of each item, part by part as they are done."""
        import distributed

        as_completed: Any = distributed.as_completed
        todo = dict(enumerate(parts(len(self._items))))
        waiting = {self._client.submit(do_part, part, self._of(members), self._asked, pure=False): part for part, members in todo.items()}
        for future in as_completed(list(waiting), loop=self._client.loop):
            part = waiting.pop(future)
            if future.status == "finished":
                dones = [work.unpack(packed) for packed in future.result()]
            elif isinstance(future.exception(), distributed.KilledWorker):
                dones = [work.failed(item, self._asked.job, WORKERS_ENDED) for item in self._of(todo[part])]
                _write(part, dones, self._asked)
            else:
                raise ScorerError(f"part {part} failed: {future.exception()}") from None
            yield from zip(todo[part], dones, strict=True)

    def _of(self, members: range) -> tuple[Item, ...]:
        return tuple(self._items[number] for number in members)


def do_part(part: int, items: Sequence[Item], asked: Asked) -> list[bytes]:
    """Work on the items of a part, in a worker; return what became of each, without the tables that were written to the places."""
    with _ONE:
        names = [place.name for place in asked.places.values()]
        dones = dataset.before(names, part) if asked.resumed else None
        if dones is None:
            dones = _done(items, asked)
            _write(part, dones, asked)
        return [work.pack(replace(done, chunks={t: c for t, c in done.chunks.items() if t not in asked.places})) for done in dones]


def _done(items: Sequence[Item], asked: Asked) -> tuple[Done, ...]:
    """Return what became of each item, each worked on in a process of its own that may be ended; the process stays for the next part."""
    made = dict(_crew(asked.job, asked.limits).answers(items, workers=1))
    return tuple(
        work.failed(item, asked.job, answer.reason) if isinstance(answer := made[item], Lost) else work.unpack(answer) for item in items
    )


def _crew(job: Job, limits: Limits) -> Crew[Item]:
    """Return the crew of this worker for a run; that of another run is sent away."""
    if (job, limits) not in _crews:
        dismiss()
        _crews[job, limits] = Crew(partial(pool.started, partial(_ready, job), limits), limits)
    return _crews[job, limits]


def dismiss() -> None:
    """End the processes beside this worker."""
    for crew in _crews.values():
        crew.dismiss()
    _crews.clear()


def _ready(job: Job) -> Callable[[Item], bytes]:
    work.prepare(job)
    return partial(work.score_packed, job=job)


def _write(part: int, dones: Sequence[Done], asked: Asked) -> None:
    for table, place in asked.places.items():
        dataset.write(place.name, part, dones, table)
