"""A scorecard → what is kept of it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from scorer.model import Findings, NotFoundStatus, Overall, PrincipleResult, Scorecard
from scorer.model.survey import OVERALL, Held, Member, Scored


@dataclass(frozen=True, slots=True)
class Headline:
    """A provision whose spread is told, and its question."""

    provision: str
    question: str


def member(card: Scorecard, source: str, headlines: Sequence[Headline], note: str | None = None, same_as: str | None = None) -> Member:
    """Reduce a scorecard to what a survey needs of it; the catalogue's ``note``, and the SHA-256 of a file with the same treaty."""
    agreement = card.agreement
    return Member(
        source=source,
        id=agreement.id,
        short=agreement.short,
        title=agreement.title,
        parties=agreement.parties,
        signed=agreement.signed,
        kind=agreement.kind,
        model=agreement.model,
        note=note,
        text=agreement.coverage.status.value,
        text_reasons=agreement.coverage.reasons,
        scorable=agreement.coverage.can_be_scored,
        files=tuple((part.file, part.sha256) for part in agreement.parts),
        published=agreement.published,
        scores={OVERALL: _scored(card.overall), **{result.id: _scored(result) for result in card.principles}},
        points={c.id: (c.points, c.weight) for c in card.criteria if c.points is not None},
        held={each.provision: _held(card.findings, each.provision) for each in headlines},
        draws=_draws(card),
        same_as=same_as,
    )


def _scored(result: Overall | PrincipleResult) -> Scored:
    return Scored(result.score, *result.interval, result.coverage, result.reason if result.score is None else None)


def _held(findings: Findings, provision: str) -> Held:
    """Return the most explicit clause, which stands first; else whether absence is known."""
    first = next((finding for finding in findings.findings if finding.provision == provision), None)
    if first is not None:
        return Held("found", first.at.citation, first.at.quote)
    absent = any(each.provision == provision and each.status is NotFoundStatus.ABSENT for each in findings.not_found)
    return Held("absent" if absent else "not_assessed")


def _draws(card: Scorecard) -> dict[str, bytes]:
    if card.sensitivity is None:
        return {}
    samples = {OVERALL: card.sensitivity.sample, **card.sensitivity.samples}
    scored = {OVERALL: card.overall.score, **{result.id: result.score for result in card.principles}}
    return {scale: array("f", drawn).tobytes() for scale, drawn in samples.items() if drawn and scored.get(scale) is not None}
