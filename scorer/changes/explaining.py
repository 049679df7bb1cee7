"""Puts the delta of two drafts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import fsum

from scorer.changes.attribution import ByEdit, Judge, by_edit, totals
from scorer.changes.causes import shifts
from scorer.changes.loopholes import came_and_went
from scorer.changes.matching import match
from scorer.changes.passages import Draft, units
from scorer.changes.redline import Redline
from scorer.changes.shifts import Mixture, Shift
from scorer.model import RedLine, Scorecard
from scorer.model.delta import UNEXPLAINED, BracketEffect, CriterionChange, Delta, Edit, FindingChange, PrincipleChange, Shares


def explain(old: Draft, new: Draft, judge: Judge, brackets: Sequence[BracketEffect] = ()) -> Delta:
    """Return what changed from one draft to the other."""
    sides = units(old), units(new)
    matches = match(*sides)
    redline = Redline(old, new)
    redline.tie(matches, *sides)
    redline.write(matches, *sides)
    moved = shifts(redline, sides)
    given = judge.shares(old.findings, new.findings)
    mixture = Mixture(old.findings, new.findings, moved)
    parts = by_edit(mixture, [criterion.id for criterion in new.card.criteria], judge, given) if given.total is not None else {}
    found = _finding_changes(moved)
    other = fsum(share for name, share in given.principles.items() if not _asked_in(name, given, new.card))
    return Delta(
        old=old.card,
        new=new.card,
        total=given.total,
        pieces=tuple(redline.pieces),
        edits=_edits(redline.edits, totals(parts), found, scored=given.total is not None),
        findings=found,
        principles=_principles(old.card, new.card, given),
        criteria=_criteria(old.card, new.card, given, parts),
        other=other,
        unexplained=totals(parts).get(UNEXPLAINED, 0.0) + other,
        crossed=_lines(new.card, old.card),
        cleared=_lines(old.card, new.card),
        loopholes_added=came_and_went(moved, redline, sides, added=True),
        loopholes_removed=came_and_went(moved, redline, sides, added=False),
        brackets=tuple(brackets),
    )


def _asked_in(principle: str, given: Shares, card: Scorecard) -> bool:
    """Tell whether the share of a principle was shared on among its criteria."""
    return any(criterion.principle == principle and criterion.id in given.criteria for criterion in card.criteria)


def _edits(edits: Sequence[Edit], points: Mapping[int, float], found: Sequence[FindingChange], *, scored: bool) -> tuple[Edit, ...]:
    caused: dict[int, list[int]] = {edit.number: [] for edit in edits}
    for i, change in enumerate(found):
        for number in change.edits:
            caused[number].append(i)
    return tuple(
        replace(edit, points=points.get(edit.number, 0.0) if scored else None, findings=tuple(caused[edit.number])) for edit in edits
    )


def _finding_changes(moved: Sequence[Shift]) -> tuple[FindingChange, ...]:
    return tuple(_finding_change(shift) for shift in moved if shift.steps)


def _finding_change(shift: Shift) -> FindingChange:
    what = tuple(step.what for step in shift.steps)
    return FindingChange(shift.old, shift.new, what, tuple(sorted(shift.edits - {UNEXPLAINED})), shift.deciding)


def _principles(old: Scorecard, new: Scorecard, given: Shares) -> tuple[PrincipleChange, ...]:
    scored = given.total is not None
    pairs = zip(old.principles, new.principles, strict=True)
    return tuple(PrincipleChange(one, other, given.principles.get(other.id, 0.0) if scored else None) for one, other in pairs)


def _criteria(old: Scorecard, new: Scorecard, given: Shares, parts: Mapping[str, ByEdit]) -> tuple[CriterionChange, ...]:
    """Return the criteria whose answer changed or that an edit moved, the largest change first."""
    changes = []
    for one, other in zip(old.criteria, new.criteria, strict=True):
        edits = sorted(parts.get(other.id, {}).items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        if (one.level, one.status, one.components) != (other.level, other.status, other.components) or edits:
            points = given.criteria.get(other.id, 0.0) if given.total is not None else None
            changes.append(CriterionChange(one, other, points, tuple(edits)))
    return tuple(sorted(changes, key=lambda change: -abs(change.points or 0.0)))


def _lines(card: Scorecard, other: Scorecard) -> tuple[RedLine, ...]:
    there = {(line.id, line.criterion) for line in other.red_lines}
    return tuple(line for line in card.red_lines if (line.id, line.criterion) not in there)
