"""A pool of processes of which any may be killed: another takes its place and its text; a text that ends two is lost, with a reason.

The pools of Python break as a whole, or wait for ever, when the system kills one of their processes for want of memory.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from scorer.errors import ScorerError

log = logging.getLogger(__name__)

SECONDS = 300.0  # for one text; the longest agreement we know takes 10
MEGABYTES = 800  # that one text may take; the longest agreement we know takes 150, and a process with what all share stays below 1 GB
_PARENT_GONE = 5.0  # seconds between two looks whether the run that wants the answers still lives
GARBAGE_AFTER = 200_000  # objects, as in the command line: a text makes few cycles
_TRIES = 2  # processes that may end over one text: the first may have been ended for another's sake
_GOOD, _BAD, _LAST = b"+", b"-", b"!"  # first byte of a message: an answer; why there is none; the same, and the process leaves


@dataclass(frozen=True, slots=True)
class Limits:
    """What one text may take: seconds of a clock on the wall, and megabytes beyond what a process holds before."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a text has no answer; ``again`` where another process might have one."""

    reason: str
    again: bool = False


Task = Callable[[int], bytes]


@dataclass(slots=True)
class _Worker:
    """One process, the pipe to it, what it is at, until when it may be, and whether it can be given no more."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    at: int | None = None
    until: float = 0.0
    over: bool = False


def answers(task: Task, order: Sequence[int], *, workers: int, limits: Limits) -> Iterator[tuple[int, bytes | Lost]]:
    """Yield the number of each text and its answer, as they come. ``task`` is given the numbers of ``order``, in that order.

    Processes are forked where the system can, so that they share what was loaded before. All of them are gone when this ends, however
    it ends.
    """
    queue = list(reversed(order))
    ended: Counter[int] = Counter()
    crew: list[_Worker] = []
    try:
        while queue or any(worker.at is not None for worker in crew):
            crew += [_hired(task, limits) for _ in range(min(workers - len(crew), len(queue)))]
            for worker in crew:
                if worker.at is None and queue:
                    _give(worker, queue.pop(), limits)
            for worker in _heard(crew):
                number, answer = _answer(worker, limits)
                if worker.over:
                    _dismiss(worker)
                    crew.remove(worker)
                elif queue:
                    _give(worker, queue.pop(), limits)  # before anyone looks at the answer: no process waits for that
                ended[number] += worker.over
                if isinstance(answer, Lost) and answer.again and ended[number] < _TRIES:
                    queue.append(number)
                else:
                    yield number, answer
    finally:
        for worker in crew:
            _dismiss(worker)


def _hired(task: Task, limits: Limits) -> _Worker:
    """Start a process."""
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    gc.freeze()  # what was loaded stays shared: no look for garbage writes to it
    process = context.Process(target=_work, args=(task, theirs, os.getpid(), limits.megabytes), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, number: int, limits: Limits) -> None:
    worker.at, worker.until = number, time.monotonic() + limits.seconds
    try:
        worker.pipe.send(number)
    except OSError:
        log.info("process %s ended before it was given a text", worker.process.pid)


def _heard(crew: Sequence[_Worker]) -> list[_Worker]:
    """Wait until a process answers, ends or runs out of time, and return those that did."""
    busy = [worker for worker in crew if worker.at is not None]
    left = max(min(worker.until for worker in busy) - time.monotonic(), 0.0)
    ready = wait([worker.pipe for worker in busy], timeout=left)
    now = time.monotonic()
    return [worker for worker in busy if worker.pipe in ready or worker.until <= now]


def _answer(worker: _Worker, limits: Limits) -> tuple[int, bytes | Lost]:
    """Return what a process says of the text it was at; that it ended or took too long is an answer too."""
    number, worker.at = worker.at, None
    if number is None:
        raise ValueError("a process without a text was heard")
    worker.over = True
    if not worker.pipe.poll():
        return number, Lost(f"took longer than {limits.seconds:g} seconds; allow more with --timeout")
    try:
        message = worker.pipe.recv_bytes()
    except (EOFError, OSError):
        worker.process.join()
        return number, Lost(_ended(worker.process.exitcode), again=True)
    worker.over = message.startswith(_LAST)
    return number, message[1:] if message.startswith(_GOOD) else Lost(message[1:].decode())


def _ended(code: int | None) -> str:
    """Word how a process ended.

    >>> _ended(-9)
    'its process was ended by SIGKILL; memory may have run out'
    """
    if code is not None and code < 0:
        return f"its process was ended by {signal.Signals(-code).name}; memory may have run out"
    return f"its process ended with code {code}"


def _dismiss(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


# --- in the process -------------------------------------------------------------------------------------------------------------------


def _work(task: Task, pipe: Connection, parent: int, megabytes: int) -> None:
    """Answer for one text after another until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run to hear; it ends its processes itself
    gc.set_threshold(GARBAGE_AFTER)
    _limit(megabytes)
    while os.getppid() == parent:
        if not pipe.poll(_PARENT_GONE):
            continue
        try:
            number = pipe.recv()
        except EOFError:
            return
        message = _said(task, number, megabytes)
        pipe.send_bytes(message)
        if message.startswith(_LAST):
            return


def _said(task: Task, number: int, megabytes: int) -> bytes:
    try:
        return _GOOD + task(number)
    except ScorerError as error:
        return _BAD + str(error).encode()
    except MemoryError:
        return _LAST + f"takes more than {megabytes} MB of memory; allow more with --memory".encode()
    except Exception as error:
        log.info("text %d", number, exc_info=True)
        return _BAD + f"{type(error).__name__}: {error}".encode()


def _limit(megabytes: int) -> None:
    """Let this process take so much more memory than it holds, where the system can be told (Linux)."""
    held = Path("/proc/self/statm")
    if not held.exists():
        return
    import resource

    pages = int(held.read_text(encoding="ascii").split()[5])  # data and stack
    most = pages * resource.getpagesize() + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
