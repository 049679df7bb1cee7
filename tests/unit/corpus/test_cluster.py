"""The same work through dask: the same bytes, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from scorer import corpus
from scorer.corpus import cluster, sinks, work
from scorer.corpus.work import Done

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")

TEXTS = 6
PATIENT = {"distributed.comm.timeouts.connect": "180s", "distributed.comm.timeouts.tcp": "180s"}  # workers start slowly on a busy machine
DRAFT = """# Agreement between {0} and Deltaland on Trade

## Chapter 1: Labour

### Article 1: Enforcement

1. Each Party shall enforce its labour laws. The Parties agree that this Agreement applies to all levels of government.

### Article 2: Entry into Force

This Agreement shall enter into force on the date on which the Parties have notified each other.

### Article 3: Amendments

The Parties may agree to amend this Agreement. An amendment shall enter into force as the Parties decide.
"""


@pytest.fixture
def items(tmp_path: Path) -> tuple[corpus.Item, ...]:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(TEXTS):
        (folder / f"draft_{number}.md").write_text(DRAFT.format(f"Land {number}"), encoding="utf-8")
    return corpus.gather([str(folder)])


@pytest.fixture
def scheduler(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A cluster of two workers, each a process of its own."""
    monkeypatch.setattr(sinks, "PART", 1)
    with (
        dask.config.set(PATIENT),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=True
        ) as made,
    ):
        yield made.scheduler_address


@pytest.mark.slow
def test_a_cluster_writes_the_same_bytes_though_a_worker_is_killed_and_goes_on_where_it_stopped(items, scheduler, tmp_path):
    job = corpus.Job(tables=("criteria", "findings"), form="parquet")
    here = {table: corpus.Place(str(tmp_path / f"here-{table}"), many=True) for table in job.tables}
    there = {table: corpus.Place(str(tmp_path / f"there-{table}"), many=True) for table in job.tables}
    with distributed.Client(scheduler, set_as_default=False) as client:
        workers = list(client.run(os.getpid).values())
    seen: list[corpus.Item] = []

    def progress(item: corpus.Item) -> None:
        seen.append(item)
        if len(seen) == 2:
            os.kill(workers[0], signal.SIGKILL)

    answers = cluster.answers(items, cluster.Asked(job, there), scheduler=scheduler)
    outcome = corpus.score(items, job, answers, {}, progress)
    corpus.score(items, job, corpus.local(items, job, workers=2, limits=corpus.USUAL), here, lambda _: None)
    assert (outcome.scored, dict(outcome.failed), len(seen)) == (TEXTS, {}, TEXTS)
    for table in job.tables:
        files = sorted(Path(here[table].name).iterdir())
        assert [path.read_bytes() for path in files] == [path.read_bytes() for path in sorted(Path(there[table].name).iterdir())]
        assert len(files) == TEXTS
    assert pd.read_parquet(there["criteria"].name)["source"].nunique() == TEXTS

    part = Path(there["criteria"].name) / "part-00003.parquet"
    whole, times = part.read_bytes(), {path: path.stat().st_mtime_ns for path in part.parent.iterdir() if path != part}
    part.unlink()
    again = cluster.answers(items, cluster.Asked(job, there, resumed=True), scheduler=scheduler)
    assert corpus.score(items, job, again, {}, lambda _: None).scored == TEXTS
    assert part.read_bytes() == whole
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_a_text_that_takes_too_long_on_a_worker_is_a_row_that_the_next_run_does_again(items, tmp_path):
    place = corpus.Place(str(tmp_path / "scores"), many=True)
    asked = cluster.Asked(corpus.Job(form="parquet"), {"criteria": place}, corpus.Limits(seconds=0.01))
    done = work.unpack(cluster.do_part(0, items[:1], asked)[0])
    assert (done.failed, done.reason) == (True, "took longer than 0.01 seconds; allow more with --timeout")
    assert set(pd.read_parquet(place.name)["status"]) == {"failed"}
    again = replace(asked, limits=corpus.USUAL, resumed=True)
    assert work.unpack(cluster.do_part(0, items[:1], again)[0]) == Done({})
    assert "failed" not in set(pd.read_parquet(place.name)["status"])
    cluster.dismiss()


def test_a_scheduler_that_is_not_there_is_told_in_a_sentence(items, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT", 0.2)
    with pytest.raises(corpus_error(), match="no scheduler answers"):
        next(cluster.answers(items, cluster.Asked(corpus.Job(), {}), scheduler="tcp://127.0.0.1:9"))


def corpus_error() -> type[Exception]:
    from scorer.errors import ScorerError

    return ScorerError
