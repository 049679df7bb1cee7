"""What is done with one agreement: the same pure function in a process of this machine and on a cluster."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scorer import keeping, library, pipeline, store
from scorer.corpus import chunks, remote
from scorer.corpus.chunks import FAILED, Chunk
from scorer.corpus.gather import Item
from scorer.errors import ScorerError
from scorer.report import rows

if TYPE_CHECKING:
    from scorer.model import Findings, Scorecard
    from scorer.scoring import Rubric
    from scorer.store import Folder

_INTERVALS = {"principles"}  # tables that hold any


@dataclass(frozen=True, slots=True)
class Job:
    """What every agreement of a run is worked on with.

    Attributes:
        rubric: Name of a bundled rubric, or a file.
        store: Folder of findings, or None where none are kept.
        recognise: Whether the text of scanned pages is recognised.
        tables: Which tables are wanted: "criteria", "principles", "findings".
        form: What they are made as: "csv" or "parquet".
    """

    rubric: str = "just-trade"
    store: Folder | None = None
    recognise: bool = False
    tables: tuple[str, ...] = ("criteria",)
    form: str = "csv"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one agreement.

    Attributes:
        chunks: A chunk of each table; none where an earlier run wrote them.
        reason: Why it could not be scored; None where it could.
        failed: Whether another run might do better: it could not be read, took too long or was not reached.
    """

    chunks: Mapping[str, Chunk]
    reason: str | None = None
    failed: bool = False


def prepare(job: Job) -> None:
    """Load once what every agreement needs, found before or not, so that processes made after this share it.

    Raises:
        RubricError: Lists every fault of the rubric.
    """
    rubric(job.rubric)


def score(item: Item, job: Job) -> Done:
    """Return the rows of one agreement. What cannot be read or scored is a row that says why."""
    try:
        card = pipeline.rate(found(item, job), rubric(job.rubric), explain="nothing", draws=None if _INTERVALS & set(job.tables) else 0)
    except ScorerError as error:
        return failed(item, job, str(error))
    return Done(_chunks(item, job, card), library.refusal(card.agreement))


def failed(item: Item, job: Job, reason: str) -> Done:
    """Return the row of an agreement that could not be scored."""
    row: rows.Row = {"status": FAILED, "reason": reason}
    made: dict[str, Sequence[rows.Row]] = {"criteria": (row,), "principles": ({**row, "principle": rows.OVERALL},), "findings": ()}
    return Done({table: chunks.encode(made[table], item.source, table, job.form) for table in job.tables}, reason, failed=True)


def found(item: Item, job: Job) -> Findings:
    """Return the findings in one agreement, kept or made.

    Raises:
        ScorerError: It cannot be read.
    """
    kept = store.open_store(job.store) if job.store else None
    if remote.is_address(item.path):
        return keeping.found_in(*remote.load(item.path), kept)
    return keeping.found(item.path, kept, recognise=job.recognise)


def found_packed(item: Item, job: Job) -> bytes:
    """Return the findings in one agreement, packed to go from process to process.

    Raises:
        ScorerError: It cannot be read.
    """
    return store.dump(found(item, job))


def pack(done: Done) -> bytes:
    """Return a result as bytes: one line that tells lengths and reason, then the chunks as they are."""
    head = {"reason": done.reason, "failed": done.failed, "sizes": {table: len(chunk) for table, chunk in done.chunks.items()}}
    return b"".join((json.dumps(head).encode(), b"\n", *done.chunks.values()))


def unpack(data: bytes) -> Done:
    """Return what ``pack`` was given."""
    line, _, rest = data.partition(b"\n")
    head = json.loads(line)
    at, chunks_ = 0, {}
    for table, size in head["sizes"].items():
        chunks_[table] = rest[at : at + size]
        at += size
    return Done(chunks_, head["reason"], head["failed"])


def score_packed(item: Item, job: Job) -> bytes:
    """Return ``score`` as bytes."""
    return pack(score(item, job))


@lru_cache(maxsize=2)  # a run has one rubric; a cluster's worker may turn to the next run
def rubric(name: str) -> Rubric:
    """Return a rubric, loaded once in each process."""
    return pipeline.load_rubric(name)


def _chunks(item: Item, job: Job, card: Scorecard) -> dict[str, Chunk]:
    makers = {
        "criteria": lambda: rows.criterion_rows((card,)),
        "principles": lambda: rows.principle_rows(card),
        "findings": lambda: rows.finding_rows(card.findings),
    }
    return {table: chunks.encode(makers[table](), item.source, table, job.form) for table in job.tables}
