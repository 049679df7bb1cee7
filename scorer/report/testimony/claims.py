"""Answers → the five to nine findings that a witness may say aloud.

A claim has four parts: what the text does, for whom, the citation, and what limits it. An answer whose reading lacks one of them, that a
person should check first, or whose clause need not be what the question is about, makes no claim; it still counts in the scores. A claim
about silence names what was searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from scorer.model import Bearer, CriterionResult, Finding, Qualifier, Scorecard, Status

FEWEST, MOST = 5, 9  # numbered findings: fewer say too little, more are not heard
SAID_WORDS = 60  # of a clause: what can be read aloud in 20 seconds; longer ones would have to be cut, which can turn their sense
_FIRST_ROLES = ("gate", "key")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause says on one question. ``limits`` are loopholes that govern the clause or lowered the level."""

    criterion: CriterionResult
    finding: Finding
    index: int
    limits: tuple[Qualifier, ...]
    red_line: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Questions of one principle to which no clause answers."""

    principle: str
    criteria: tuple[CriterionResult, ...]


def claims(card: Scorecard, principles: Sequence[str], most: int) -> tuple[Claim | Silence, ...]:
    """Return up to ``most`` findings: red lines, the clause that meets a question best, then by principle the questions that carry most.

    Clauses of a kind that people have not judged are taken for duties only, and only to come to the fewest findings that say enough.
    """
    every = _candidates(card, principles)
    judged = [claim for claim in every if claim.finding.confidence is not None]
    crossed = [claim for claim in judged if claim.red_line]
    rows = [_row([c for c in judged if c.criterion.principle == id_], _silence(card, id_)) for id_ in principles]
    in_turn = [claim for row in zip_longest(*rows) for claim in row if claim is not None]
    chosen = _without_repeats((*crossed, *(_strong(judged) or _strong(every)), *in_turn))
    if len(chosen) < FEWEST:
        duties = [claim for claim in every if claim.criterion.scale == "duty"]
        chosen = _without_repeats((*chosen, *_by_weight(duties)))[:FEWEST]
    return tuple(sorted(chosen[:most], key=lambda claim: _place(claim, principles)))


def _strong(candidates: Sequence[Claim]) -> list[Claim]:
    """Return the clause that meets its question best, so that both directions are told; none where no question is met."""
    met = [c for c in candidates if c.criterion.outcome == "met" and c.criterion.polarity == "positive"]
    return sorted(met, key=lambda c: (-(c.criterion.points or 0), -c.criterion.weight, c.criterion.id))[:1]


def _by_weight(candidates: Sequence[Claim]) -> list[Claim]:
    """Order claims: gate and key questions first, then by weight and by what the full level would add."""
    return sorted(
        candidates, key=lambda c: (c.criterion.role not in _FIRST_ROLES, -c.criterion.weight, -(c.criterion.gain or 0), c.criterion.id)
    )


def _candidates(card: Scorecard, principles: Sequence[str]) -> list[Claim]:
    """Return the claims that all parts of are known for, one for each question, a clause under the duty it states."""
    found = card.findings.findings
    lines = {line.criterion: line.title for line in card.red_lines if line.findings}
    asked = [c for c in card.criteria if c.status is Status.FOUND and c.findings]
    duties = {found[c.findings[0]].at for c in asked if c.scale == "duty"}
    made = [Claim(c, found[c.findings[0]], c.findings[0], _limits(found[c.findings[0]], c), lines.get(c.id)) for c in asked]
    return [
        claim
        for claim in made
        if claim.criterion.principle in principles
        and _can_be_said(claim)
        and (claim.criterion.scale == "duty" or claim.finding.at not in duties)
    ]


def _limits(finding: Finding, criterion: CriterionResult) -> tuple[Qualifier, ...]:
    """Return the loopholes that lowered the level, then those that govern the clause, each number once."""
    by_number: dict[str, Qualifier] = {}
    for limit in (*criterion.loopholes, *finding.qualifiers):
        by_number.setdefault(limit.id, limit)
    return tuple(by_number.values())


def _can_be_said(claim: Claim) -> bool:
    """Tell whether bearer and force are read without doubt, the clause is short enough to be said, and it is what the answer is about."""
    finding = claim.finding
    if finding.bearer is Bearer.OTHER or finding.review or len(finding.quote.split()) > SAID_WORDS:
        return False
    return claim.criterion.scale == "duty" or _speaks_for(claim)


def _speaks_for(claim: Claim) -> bool:
    """Tell whether one clause speaks for an answer that is read from several: a harm that is there, or the only clause of a good answer."""
    criterion = claim.criterion
    if criterion.polarity == "negative":
        return criterion.outcome != "met"
    return criterion.outcome != "not_met" and len(criterion.findings) == 1


def _silence(card: Scorecard, principle: str) -> list[Silence]:
    """Return the questions of a principle that stayed without a clause although it counts for the principle to have one."""
    silent = [
        c
        for c in card.criteria
        if c.principle == principle and c.status is Status.ABSENT and c.outcome == "not_met" and c.polarity == "positive" and not c.level
    ]
    ordered = sorted(silent, key=lambda c: (c.role not in _FIRST_ROLES, -c.weight, -(c.gain or 0), c.id))
    return [Silence(principle, tuple(ordered))] if ordered else []


def _row(mine: Sequence[Claim], silent: Sequence[Silence]) -> list[Claim | Silence]:
    """Order what a principle has: silence after the first clause, or first where it is on a key question."""
    said = _by_weight(mine)
    key_first = any(c.role in _FIRST_ROLES for each in silent for c in each.criteria)
    return [*silent, *said] if key_first else [*said[:1], *silent, *said[1:]]


def _without_repeats(candidates: Sequence[Claim | Silence]) -> list[Claim | Silence]:
    """Return the claims without those whose words were taken for another question before."""
    kept: list[Claim | Silence] = []
    for claim in candidates:
        same = isinstance(claim, Claim) and any(isinstance(other, Claim) and other.finding.at == claim.finding.at for other in kept)
        if claim not in kept and not same:
            kept.append(claim)
    return kept


def _place(claim: Claim | Silence, principles: Sequence[str]) -> tuple[bool, int]:
    """Order the chosen: red lines first, then by principle; the order inside a principle stays."""
    if isinstance(claim, Claim):
        return (claim.red_line is None, principles.index(claim.criterion.principle))
    return (True, principles.index(claim.principle))
