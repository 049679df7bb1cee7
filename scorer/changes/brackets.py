"""What each bracket of a draft is worth: the score with its words, and without them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from scorer.changes.passages import Draft
from scorer.model import Agreement, Bracket, SourceText
from scorer.model.delta import BracketEffect

Scored = Callable[[Agreement], float | None]  # the overall score, 0 to 100; None where there is none


class Settled(Protocol):
    """Returns a part as it reads once one of its brackets is agreed, with its words (``kept``) or without them."""

    def __call__(self, part: SourceText, bracket: Bracket, *, kept: bool) -> SourceText: ...  # noqa: D102 - see the class


def bracket_effects(draft: Draft, settled: Settled, scored: Scored) -> tuple[BracketEffect, ...]:
    """Return the score of a draft with the words of each bracket and without them; none where its structure stands apart from its text.

    Other stages lend how a bracket is settled and how an agreement is scored.
    """
    parts = [part for part in draft.findings.agreement.parts if part.declared is None]
    return tuple(_effect(draft, part, bracket, settled, scored) for part in parts for bracket in part.brackets)


def _effect(draft: Draft, part: SourceText, bracket: Bracket, settled: Settled, scored: Scored) -> BracketEffect:
    accepted, rejected = (scored(_with(draft, part, settled(part, bracket, kept=kept))) for kept in (True, False))
    place = draft.cite(part.id, draft.at(part.id, bracket.span.start).eid).text
    return BracketEffect(place, part.id, bracket.span, bracket.words, bracket.parties, bracket.stance.value, accepted, rejected)


def _with(draft: Draft, part: SourceText, changed: SourceText) -> Agreement:
    """Return the agreement of a draft with one part exchanged."""
    agreement = draft.findings.agreement
    return replace(agreement, parts=tuple(changed if each is part else each for each in agreement.parts))
