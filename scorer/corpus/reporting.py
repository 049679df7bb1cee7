"""Many agreements → a Survey of them: each is scored and reduced in a process of its own, so that memory does not grow with the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from scorer import __version__, library, pipeline, shipped, survey
from scorer.corpus import pool, work
from scorer.corpus.gather import Item, largest_first
from scorer.corpus.pool import USUAL, Limits, Lost
from scorer.corpus.work import Job
from scorer.errors import LibraryError
from scorer.manifest import made_with
from scorer.model.survey import OVERALL, LeftOut, Member, Scale, Survey
from scorer.scoring import Rubric
from scorer.survey import Asked, Headline

SETTLED = 0.95  # share of joint draws from which on an order is settled, where the rubric says nothing of draws

Told = Callable[[Item], None]


def held(folder: Path | None = None) -> tuple[str, ...]:
    """Return the ids of all agreements in the library.

    Raises:
        LibraryError: There is none.
    """
    ids = library.open_store(folder).ids()
    if not ids:
        raise LibraryError("the library holds no agreement; name files or folders, or type: scorer agreements fetch --all")
    return ids


def report(items: Sequence[Item], job: Job, *, options: dict[str, object], workers: int, told: Told, limits: Limits = USUAL) -> Survey:
    """Return what can be said of all items together.

    Args:
        items: Agreements, in any order.
        job: Rubric and store.
        options: Of the run, for the manifest.
        workers: Processes.
        told: Is told of each item that is done.
        limits: What one text may take.

    Raises:
        RubricError: Lists every fault of the rubric.
    """
    from scorer.search import near  # takes longer to load than a search

    rubric = pipeline.load_rubric(job.rubric)
    headlines = shipped.headlines()
    work.prepare(job)
    members, failed = [], []
    for item, answer in _reduced(items, job, headlines, workers, limits):
        if isinstance(answer, Lost):
            failed.append(LeftOut(item.source, item.source, "not_read", answer.reason))
        else:
            members.append(msgspec.json.decode(answer, type=Member))
        told(item)
    return survey.describe(members, failed, _asked(rubric, headlines, options), near.earlier)


def _reduced(
    items: Sequence[Item], job: Job, headlines: tuple[Headline, ...], workers: int, limits: Limits
) -> Iterator[tuple[Item, bytes | Lost]]:
    order = largest_first(items)
    for number, answer in pool.answers(partial(_nth, tuple(items), job, headlines), order, workers=workers, limits=limits):
        yield items[number], answer


def _nth(items: Sequence[Item], job: Job, headlines: tuple[Headline, ...], number: int) -> bytes:
    """Return the member that an item becomes, packed to go from process to process.

    Raises:
        ScorerError: It cannot be read.
    """
    card = pipeline.rate(work.found(items[number], job), work.rubric(job.rubric), explain="draws")
    parts = card.agreement.parts
    book = library.shipped_catalogue()
    entry = book.of_sha256(parts[0].sha256) if parts else None
    known = (entry.note, book.twin(entry)) if entry else (None, None)
    return msgspec.json.encode(survey.member(card, items[number].source, headlines, *known))


def _asked(rubric: Rubric, headlines: tuple[Headline, ...], options: dict[str, object]) -> Asked:
    provisions = shipped.provision_library().sha256
    policy = rubric.file.uncertainty
    scales = (Scale(OVERALL, "Overall score"), *(Scale(each.id, each.title, each.weight) for each in rubric.principles))
    return Asked(
        rubric=rubric.ref,
        provisions_sha256=provisions,
        scales=scales,
        questions={criterion.id: criterion.question for criterion in rubric.criteria},
        principle_of=rubric.principle_of,
        headlines=headlines,
        settled=policy.indistinct[1] if policy else SETTLED,
        manifest=made_with(rubric.ref, provisions, (*rubric.paths, *shipped.data_files()), tool=__version__, options=options),
    )
