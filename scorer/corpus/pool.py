"""A pool of processes of which any may be killed: another takes its place and its text; a text that ends two is lost, with a reason.

The pools of Python break as a whole, or wait for ever, when the system kills one of their processes for want of memory.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from scorer.errors import ScorerError

log = logging.getLogger(__name__)

SECONDS = 300.0  # for one text; the longest agreement we know takes two
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


K = TypeVar("K", bound=Hashable)
Task = Callable[[K], bytes]


class Process(Protocol):
    """What is asked of a process."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    @property
    def exitcode(self) -> int | None:
        """How it ended; None while it lives, negative where a signal ended it."""

    def kill(self) -> None:
        """End it."""

    def join(self) -> None:
        """Wait until it has ended."""


@dataclass(slots=True)
class _Worker(Generic[K]):
    """One process, the pipe to it, what it is at, until when it may be, and whether it can be given no more."""

    process: Process
    pipe: Connection
    at: K | None = None
    until: float = 0.0
    over: bool = False


class Crew(Generic[K]):
    """Processes that do one task for whatever they are given, within the limits; ``hire`` starts one."""

    def __init__(self, hire: Callable[[], tuple[Process, Connection]], limits: Limits) -> None:
        self.limits = limits
        self._hire = hire
        self._members: list[_Worker[K]] = []

    def answers(self, order: Sequence[K], *, workers: int) -> Iterator[tuple[K, bytes | Lost]]:
        """Yield each of ``order`` with its answer, as they come; they are begun in this order."""
        queue = list(reversed(order))
        ended: Counter[K] = Counter()
        try:
            while queue or self._busy():
                wanted = min(workers - len(self._members), len(queue))
                self._members += [_Worker(*self._hire()) for _ in range(wanted)]
                for worker in self._members:
                    if worker.at is None and queue:
                        _give(worker, queue.pop(), self.limits)
                for worker in _heard(self._busy()):
                    asked, answer = _answer(worker, self.limits)
                    if worker.over:
                        self._dismiss(worker)
                    elif queue:
                        _give(worker, queue.pop(), self.limits)  # before anyone looks at the answer: no process waits for that
                    ended[asked] += worker.over
                    if isinstance(answer, Lost) and answer.again and ended[asked] < _TRIES:
                        queue.append(asked)
                    else:
                        yield asked, answer
        finally:
            for worker in self._busy():
                self._dismiss(worker)

    def dismiss(self) -> None:
        """End all processes."""
        for worker in tuple(self._members):
            self._dismiss(worker)

    def _busy(self) -> list[_Worker[K]]:
        return [worker for worker in self._members if worker.at is not None]

    def _dismiss(self, worker: _Worker[K]) -> None:
        self._members.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


def answers(task: Task[K], order: Sequence[K], *, workers: int, limits: Limits) -> Iterator[tuple[K, bytes | Lost]]:
    """Yield each of ``order`` with the answer of ``task``, as they come; they are begun in this order.

    All processes are gone when this ends, however it ends.
    """
    crew: Crew[K] = Crew(partial(forked, task, limits), limits)
    try:
        yield from crew.answers(order, workers=workers)
    finally:
        crew.dismiss()


def forked(task: Task[K], limits: Limits) -> tuple[Process, Connection]:
    """Start a process that shares what this one has loaded, where the system can."""
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    gc.freeze()  # what was loaded stays shared: no look for garbage writes to it
    process = context.Process(target=_work, args=(task, theirs, os.getpid(), limits.megabytes), daemon=True)
    process.start()
    theirs.close()
    return process, ours


class _Program:
    """A program that was started, asked like a process of ``multiprocessing``."""

    def __init__(self, begun: subprocess.Popen[bytes]) -> None:
        self._begun = begun

    @property
    def pid(self) -> int:
        return self._begun.pid

    @property
    def exitcode(self) -> int | None:
        return self._begun.poll()

    def kill(self) -> None:
        self._begun.kill()

    def join(self) -> None:
        self._begun.wait()


def started(make: Callable[[], Task[K]], limits: Limits) -> tuple[Process, Connection]:
    """Start a process of its own, where this one has threads or may have no children of ``multiprocessing`` (a worker of dask).

    ``make`` loads there what all texts need, which counts for no text's memory, and returns the task. Not for Windows.
    """
    ours, theirs = multiprocessing.Pipe()
    told = f"{theirs.fileno()}, {os.getpid()}, {limits.megabytes}"
    words = [sys.executable, "-c", f"from scorer.corpus import pool; pool.begin({told})"]
    begun = subprocess.Popen(words, pass_fds=[theirs.fileno()])  # noqa: S603 - our own module
    theirs.close()
    ours.send(make)
    return _Program(begun), ours


def _give(worker: _Worker[K], asked: K, limits: Limits) -> None:
    worker.at, worker.until = asked, time.monotonic() + limits.seconds
    try:
        worker.pipe.send(asked)
    except OSError:
        log.info("process %s ended before it was given a text", worker.process.pid)


def _heard(busy: Sequence[_Worker[K]]) -> list[_Worker[K]]:
    """Wait until a process answers, ends or runs out of time, and return those that did."""
    left = max(min(worker.until for worker in busy) - time.monotonic(), 0.0)
    ready = wait([worker.pipe for worker in busy], timeout=left)
    now = time.monotonic()
    return [worker for worker in busy if worker.pipe in ready or worker.until <= now]


def _answer(worker: _Worker[K], limits: Limits) -> tuple[K, bytes | Lost]:
    """Return what a process says of the text it was at; that it ended or took too long is an answer too."""
    asked, worker.at = worker.at, None
    if asked is None:
        raise ValueError("a process without a text was heard")
    worker.over = True
    if not worker.pipe.poll():
        return asked, Lost(f"took longer than {limits.seconds:g} seconds; allow more with --timeout")
    try:
        message = worker.pipe.recv_bytes()
    except (EOFError, OSError):
        worker.process.join()
        return asked, Lost(_ended(worker.process.exitcode), again=True)
    worker.over = message.startswith(_LAST)
    return asked, message[1:] if message.startswith(_GOOD) else Lost(message[1:].decode())


def _ended(code: int | None) -> str:
    """Word how a process ended.

    >>> _ended(-9)
    'its process was ended by SIGKILL; memory may have run out'
    """
    if code is not None and code < 0:
        return f"its process was ended by {signal.Signals(-code).name}; memory may have run out"
    return f"its process ended with code {code}"


# --- in the process -------------------------------------------------------------------------------------------------------------------


def _work(task: Task[K], pipe: Connection, parent: int, megabytes: int) -> None:
    """Answer for one text after another until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run to hear; it ends its processes itself
    gc.set_threshold(GARBAGE_AFTER)
    _limit(megabytes)
    while os.getppid() == parent:
        if not pipe.poll(_PARENT_GONE):
            continue
        try:
            asked = pipe.recv()
        except EOFError:
            return
        message = _said(task, asked, megabytes)
        pipe.send_bytes(message)
        if message.startswith(_LAST):
            return


def _said(task: Task[K], asked: K, megabytes: int) -> bytes:
    try:
        return _GOOD + task(asked)
    except ScorerError as error:
        return _BAD + str(error).encode()
    except MemoryError:
        return _LAST + f"takes more than {megabytes} MB of memory; allow more with --memory".encode()
    except SystemError as error:  # a library that could not say that it got no memory
        return _LAST + f"{type(error).__name__}: {error}; memory may have run out, allow more with --memory".encode()
    except Exception as error:
        log.info("text %s", asked, exc_info=True)
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


def begin(handle: int, parent: int, megabytes: int) -> None:
    """Be the process that ``started`` starts: ``handle`` is of the pipe to the process ``parent``, whose first message makes the task."""
    pipe = Connection(handle)
    _work(pipe.recv()(), pipe, parent, megabytes)
