"""Findings and scorecards of many agreements, for whoever goes on with them: searches, reports, statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from scorer import pipeline, store
from scorer.corpus import pool, work
from scorer.corpus.gather import Item, largest_first
from scorer.corpus.pool import USUAL, Limits, Lost
from scorer.corpus.work import Job
from scorer.model import Findings, Scorecard
from scorer.scoring import calibration


@dataclass(frozen=True, slots=True)
class Each:
    """One agreement: what was found in it, or why nothing is known of it."""

    item: Item
    findings: Findings | None
    reason: str | None = None


def findings(items: Sequence[Item], job: Job, *, workers: int, limits: Limits = USUAL) -> Iterator[Each]:
    """Yield the findings of each item, in their order: from the store, else found by processes of this machine.

    A text that cannot be read comes with the reason; one that was read and cannot be scored has findings that say so.
    """
    order = largest_first(items)
    held: dict[int, bytes | Lost] = {}
    following = 0
    for number, answer in pool.answers(partial(_nth, tuple(items), job), order, workers=workers, limits=limits):
        held[number] = answer
        while following in held:
            yield _each(items[following], held.pop(following))
            following += 1


def scorecards(items: Sequence[Item], job: Job, *, workers: int, limits: Limits = USUAL) -> Iterator[tuple[Each, Scorecard | None]]:
    """Yield each item with its scorecard under the rubric of the job, in their order; None where nothing is known of it."""
    rubric = pipeline.load_rubric(job.rubric)
    for each in findings(items, job, workers=workers, limits=limits):
        yield each, pipeline.rate(each.findings, rubric) if each.findings else None


def calibrated(items: Sequence[Item], job: Job, *, workers: int) -> tuple[str, int]:
    """Return the calibration table of the items as CSV, and how many of them are not in it for want of a score or a date."""
    rubric = pipeline.load_rubric(job.rubric)
    found = (each.findings for each in findings(items, job, workers=workers))
    text = calibration.table(pipeline.rate(each, rubric, explain="nothing", draws=0) for each in found if each)
    return text, len(items) - (text.count("\n") - 1)


def _nth(items: Sequence[Item], job: Job, number: int) -> bytes:
    return work.found_packed(items[number], job)


def _each(item: Item, answer: bytes | Lost) -> Each:
    return Each(item, None, answer.reason) if isinstance(answer, Lost) else Each(item, store.load(answer))
