"""A scorecard and the agreements of a library → for each question that it answers badly, the signed clause that answers it in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from scorer import pipeline
from scorer.corpus import pool, work
from scorer.corpus.gather import Item
from scorer.corpus.pool import USUAL, Limits, Lost
from scorer.corpus.work import Job
from scorer.model import Publication, Scorecard, Strength, Wording


@dataclass(frozen=True, slots=True)
class Precedent:
    """A clause that answers a question in full: where it stands, and what makes one a better precedent than another."""

    criterion: str
    source: str
    agreement: str
    parties: tuple[str, ...]
    signed: str
    citation: str
    text: str
    published: tuple[Publication, ...]


def precedents(card: Scorecard, items: Sequence[Item], job: Job, *, workers: int, limits: Limits = USUAL) -> Mapping[str, Precedent]:
    """Return the best precedent for each question of a card that leaves points to gain, by criterion; only where there is one.

    Precedents are duties that answer in full: other questions hang on several clauses, of which one alone would not do. An agreement of one
    of the same Parties goes before others, then the clause nearest in words to what the card rests on, then the latest.
    """
    wanted = frozenset(c.id for c in card.criteria if c.gain and c.outcome != "met")
    own = {part.sha256 for part in card.agreement.parts}
    work.prepare(job)
    order = sorted(range(len(items)), key=lambda number: -items[number].size)
    offered: dict[str, list[Precedent]] = defaultdict(list)
    task = partial(_nth, tuple(items), job, wanted, frozenset(own))
    for _, answer in pool.answers(task, order, workers=max(1, min(workers, len(items))), limits=limits):
        for each in () if isinstance(answer, Lost) else msgspec.json.decode(answer, type=tuple[Precedent, ...]):
            offered[each.criterion].append(each)
    return {criterion: _best(card, criterion, found) for criterion, found in sorted(offered.items())}


def offered(card: Scorecard, found: Mapping[str, Precedent], searched: int) -> Scorecard:
    """Return the card with the precedents beside the model's wording; its manifest tells how many agreements were searched."""
    criteria = tuple(replace(c, wording=(*c.wording, _wording(found[c.id]))) if c.id in found else c for c in card.criteria)
    told = card.manifest.get("options")
    options = {**(told if isinstance(told, Mapping) else {}), "precedents": searched}
    return replace(card, criteria=criteria, manifest={**card.manifest, "options": options})


def _wording(found: Precedent) -> Wording:
    credit = "; ".join(f"{of.title}, {of.licence}" for of in found.published) or None
    return Wording(found.citation, found.text, found.signed, credit)


def _nth(items: Sequence[Item], job: Job, wanted: frozenset[str], own: frozenset[str], number: int) -> bytes:
    """Return what an agreement offers, packed to go from process to process.

    Raises:
        ScorerError: It cannot be read.
    """
    card = pipeline.rate(work.found(items[number], job), work.rubric(job.rubric), explain="nothing", draws=0)
    return msgspec.json.encode(tuple(_offers(card, items[number].source, wanted, own)))


def _offers(card: Scorecard, source: str, wanted: frozenset[str], own: frozenset[str]) -> Iterator[Precedent]:
    agreement = card.agreement
    if agreement.model or agreement.signed is None or own & {part.sha256 for part in agreement.parts}:
        return
    for result in card.criteria:
        if result.id in wanted and result.outcome == "met" and result.components and result.findings:
            finding = card.findings.findings[result.findings[0]]
            if finding.strength is Strength.BINDING_SHALL and not finding.review:
                told = (agreement.id, agreement.parties, agreement.signed, finding.at.citation, finding.at.quote, agreement.published)
                yield Precedent(result.id, source, *told)


def _best(card: Scorecard, criterion: str, found: Sequence[Precedent]) -> Precedent:
    from scorer.search import near  # loads what takes long, and only where there is something to compare

    ordered = sorted(found, key=lambda each: (each.signed, each.source), reverse=True)
    result = next(c for c in card.criteria if c.id == criterion)
    own = card.findings.findings[result.findings[0]].at.quote if result.findings else ""
    alike = near.likeness(own, [each.text for each in ordered])
    parties = set(card.agreement.parties)

    def rank(pair: tuple[Precedent, float]) -> tuple[bool, float]:
        each, like = pair
        return not parties & set(each.parties), -round(like, 4)

    return min(zip(ordered, alike, strict=True), key=rank)[0]
