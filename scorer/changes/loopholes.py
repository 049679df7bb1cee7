"""Loopholes that came or went: words that limit a duty in one draft and nothing in the same passage of the other."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.changes.passages import Covering, Passage, Unit
from scorer.changes.redline import Redline
from scorer.changes.shifts import LOOPHOLE, Shift
from scorer.model import Qualifier

Key = tuple[str, tuple[Passage, ...]]


def came_and_went(
    moved: Sequence[Shift], redline: Redline, units: tuple[Sequence[Unit], Sequence[Unit]], *, added: bool
) -> tuple[Qualifier, ...]:
    """Return the loopholes of the new draft that the old one does not have, or the other way round; each passage once."""
    coverings = [Covering(side) for side in units]
    twins = {passage: tie.new for passage, tie in redline.ties_by_old.items()}

    def key(qualifier: Qualifier, *, new: bool) -> Key:
        touched = [p for span in qualifier.at.spans for p in coverings[new].touched(qualifier.at.part, span)]
        return qualifier.id, tuple(p if new else twins.get(p, p) for p in touched)

    pairs = [(shift.new, shift.old, shift) if added else (shift.old, shift.new, shift) for shift in moved]
    there = {key(q, new=not added) for _, other, _ in pairs if other for q in other.qualifiers}
    changed = {
        key(q, new=added): q
        for own, other, shift in pairs
        for q in (own.qualifiers if own else ())
        if other is None or any(step.what == LOOPHOLE + q.id for step in shift.steps)
    }
    return tuple(sorted((q for place, q in changed.items() if place not in there), key=lambda q: (q.id, q.at.part, q.at.spans)))
