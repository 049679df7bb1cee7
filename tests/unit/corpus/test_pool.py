"""Processes that may be killed, hang or ask for too much: one text is lost, the others are answered."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from scorer.corpus import pool
from scorer.corpus.pool import Limits, Lost
from scorer.errors import SourceError

QUICK = Limits(seconds=20)


def answered(task, count=4, *, workers=2, limits=QUICK):
    return dict(pool.answers(task, range(count), workers=workers, limits=limits))


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_every_text_is_answered_once(workers):
    got = list(pool.answers(lambda number: str(number * number).encode(), range(7), workers=workers, limits=QUICK))
    assert sorted(got) == [(number, str(number * number).encode()) for number in range(7)]


def test_nothing_to_do_starts_no_process():
    assert answered(lambda _: b"", 0) == {}


def test_a_text_that_ends_its_process_is_lost_after_a_second_try(tmp_path: Path):
    def task(number: int) -> bytes:
        if number == 1:
            (tmp_path / f"try-{os.getpid()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return b"ok"

    got = answered(task)
    assert isinstance(got.pop(1), Lost)
    assert got == {0: b"ok", 2: b"ok", 3: b"ok"}
    assert len(list(tmp_path.iterdir())) == 2


def test_a_process_that_is_killed_for_anothers_sake_loses_no_text(tmp_path: Path):
    def task(number: int) -> bytes:
        if number == 1 and not (tmp_path / "killed").exists():
            (tmp_path / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return b"ok"

    assert answered(task) == dict.fromkeys(range(4), b"ok")


def test_a_text_that_takes_too_long_is_lost_and_the_others_go_on():
    def task(number: int) -> bytes:
        if number == 0:
            time.sleep(60)
        return b"ok"

    got = answered(task, limits=Limits(seconds=0.3))
    assert "--timeout" in got.pop(0).reason
    assert got == {1: b"ok", 2: b"ok", 3: b"ok"}


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux only")
def test_a_text_that_takes_too_much_memory_is_lost_and_the_others_go_on():
    def task(number: int) -> bytes:
        return str(len(bytearray(200_000_000 if number == 2 else 10))).encode()

    got = answered(task, limits=Limits(seconds=20, megabytes=50))
    assert "--memory" in got.pop(2).reason
    assert got == {0: b"10", 1: b"10", 3: b"10"}


def test_what_is_wrong_with_one_text_is_told():
    def task(number: int) -> bytes:
        if number == 0:
            raise SourceError("the file is empty")
        if number == 1:
            raise ZeroDivisionError("oh")
        return b"ok"

    got = answered(task, 3)
    assert (got[0].reason, got[1].reason, got[2]) == ("the file is empty", "ZeroDivisionError: oh", b"ok")


def test_a_fault_of_a_library_may_be_want_of_memory():
    def task(number: int) -> bytes:
        raise SystemError("returned NULL without setting an exception")

    assert "--memory" in answered(task, 1)[0].reason


def test_a_run_that_is_given_up_leaves_no_process_behind(tmp_path: Path):
    def task(number: int) -> bytes:
        (tmp_path / str(os.getpid())).touch()
        return b"ok"

    run = pool.answers(task, range(50), workers=2, limits=QUICK)
    next(run)
    run.close()
    for path in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.name), 0)
