"""A scorecard and the agreements of a library → for each question that it answers badly, the signed clause that answers it in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from scorer import pipeline
from scorer.corpus import pool, work
from scorer.corpus.gather import Item, largest_first
from scorer.corpus.pool import USUAL, Limits, Lost
from scorer.corpus.work import Job
from scorer.model import CoverageStatus, Publication, Scorecard, Status, Strength, Wording


@dataclass(frozen=True, slots=True)
class Precedent:
    """An answer in full: by a clause, or, where citation and text are empty, by having no clause that does harm."""

    criterion: str
    source: str
    agreement: str
    parties: tuple[str, ...]
    signed: str
    citation: str
    text: str
    published: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class _Own:
    """What precedents are looked for: questions, the files of the agreement itself, and its kind."""

    wanted: frozenset[str]
    files: frozenset[str]
    kind: str | None


def precedents(card: Scorecard, items: Sequence[Item], job: Job, *, workers: int, limits: Limits = USUAL) -> Mapping[str, Precedent]:
    """Return the best precedent for each question of a card that leaves points to gain, by criterion; only where there is one.

    Precedents are duties that answer in full (other questions hang on several clauses, of which one alone would not do) and, for a clause
    that does harm, agreements of the same kind, read whole, that have none. The more of the same Parties an agreement has, the earlier it
    comes, then the clause nearest in words to what the card rests on, then the latest.
    """
    own = _Own(
        frozenset(c.id for c in card.criteria if c.gain and c.outcome != "met"),
        frozenset(part.sha256 for part in card.agreement.parts),
        card.agreement.kind,
    )
    work.prepare(job)
    order = largest_first(items)
    offered: dict[str, list[Precedent]] = defaultdict(list)
    task = partial(_nth, tuple(items), job, own)
    for _, answer in pool.answers(task, order, workers=max(1, min(workers, len(items))), limits=limits):
        for each in () if isinstance(answer, Lost) else msgspec.json.decode(answer, type=tuple[Precedent, ...]):
            offered[each.criterion].append(each)
    return {criterion: _best(card, criterion, found) for criterion, found in sorted(offered.items())}


def offered(card: Scorecard, found: Mapping[str, Precedent], searched: int) -> Scorecard:
    """Return the card with the precedents beside the model's wording; its manifest tells how many agreements were searched."""
    quoted = {criterion for criterion, each in found.items() if each.text}
    criteria = tuple(replace(c, wording=(*c.wording, _wording(found[c.id]))) if c.id in quoted else c for c in card.criteria)
    told = card.manifest.get("options")
    options = {**(told if isinstance(told, Mapping) else {}), "precedents": searched}
    return replace(card, criteria=criteria, manifest={**card.manifest, "options": options})


def _wording(found: Precedent) -> Wording:
    credit = "; ".join(f"{of.title}, {of.licence}" for of in found.published) or None
    return Wording(found.citation, found.text, found.signed, credit)


def _nth(items: Sequence[Item], job: Job, own: _Own, number: int) -> bytes:
    """Return what an agreement offers, packed to go from process to process.

    Raises:
        ScorerError: It cannot be read.
    """
    card = pipeline.rate(work.found(items[number], job), work.rubric(job.rubric), explain="nothing", draws=0)
    return msgspec.json.encode(tuple(_offers(card, items[number].source, own)))


def _offers(card: Scorecard, source: str, own: _Own) -> Iterator[Precedent]:
    agreement = card.agreement
    if agreement.model or agreement.signed is None or own.files & {part.sha256 for part in agreement.parts}:
        return
    whole = agreement.coverage.status is CoverageStatus.COMPLETE and agreement.kind == own.kind
    for result in card.criteria:
        if result.id not in own.wanted or result.outcome != "met":
            continue
        told = (result.id, source, agreement.id, agreement.parties, agreement.signed)
        if whole and result.polarity == "negative" and result.status is Status.ABSENT and not result.findings:
            yield Precedent(*told, "", "", agreement.published)
        elif result.components and result.findings:
            finding = card.findings.findings[result.findings[0]]
            if finding.strength is Strength.BINDING_SHALL and not finding.review:
                yield Precedent(*told, finding.at.citation, finding.at.quote, agreement.published)


def _best(card: Scorecard, criterion: str, found: Sequence[Precedent]) -> Precedent:
    from scorer.search import near  # loads what takes long, and only where there is something to compare

    ordered = sorted(found, key=lambda each: (each.signed, each.source), reverse=True)
    result = next(c for c in card.criteria if c.id == criterion)
    own = card.findings.findings[result.findings[0]].at.quote if result.findings else ""
    alike = near.likeness(own, [each.text for each in ordered]) if own and ordered[0].text else [0.0] * len(ordered)
    parties = set(card.agreement.parties)

    def rank(pair: tuple[Precedent, float]) -> tuple[int, float]:
        each, like = pair
        return -len(parties & set(each.parties)), -round(like, 4)

    return min(zip(ordered, alike, strict=True), key=rank)[0]
