"""One finding in both drafts: what changed in it, by which edits, and what it would be if only some of these were made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from scorer.model import Evidence, Finding, Findings
from scorer.model.delta import UNEXPLAINED

GAINED, LOST = "gained", "lost"
STRENGTH, SCOPE, WORDING, ENFORCEABLE = "strength", "scope", "wording", "enforceable"
LOOPHOLE = "loophole "  # followed by its number
# The first field decides whether a step is taken; who is bound follows the force of words and is worth nothing by itself.
FIELDS = {STRENGTH: ("strength", "bearer"), SCOPE: ("tags",), WORDING: ("rank",), ENFORCEABLE: ("regime",)}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that changed in a finding, once all of these edits are made; ``UNEXPLAINED`` alone where none explains it."""

    what: str
    edits: frozenset[int]

    def taken(self, made: Collection[int]) -> bool:
        """Tell whether all its edits are made."""
        return self.edits.issubset(made)


@dataclass(frozen=True, slots=True)
class Shift:
    """A finding in the old and in the new draft, and every step between them."""

    old: Finding | None
    new: Finding | None
    steps: tuple[Step, ...] = ()
    deciding: tuple[Evidence, ...] = ()

    @property
    def provision(self) -> str:
        """The provision that both sides are findings of."""
        finding = self.new or self.old
        return finding.provision if finding else ""

    @property
    def edits(self) -> frozenset[int]:
        """Every edit that moves it."""
        return frozenset(number for step in self.steps for number in step.edits)

    def under(self, made: Collection[int]) -> Finding | None:
        """Return the finding as it would be with only these edits made; None where it would not be there."""
        taken = [step for step in self.steps if step.taken(made)]
        if len(taken) == len(self.steps):
            return self.new
        if self.old is None or self.new is None or not taken:
            return self.old
        finding = self.old
        for step in taken:
            finding = _stepped(finding, self.new, step.what)
        return finding


@dataclass(frozen=True, slots=True)
class Mixture:
    """Both drafts' findings, so that those under any set of edits can be put together."""

    old: Findings
    new: Findings
    shifts: tuple[Shift, ...]

    def of(self, provisions: Collection[str]) -> Mixture:
        """Return the same for some provisions only."""
        return replace(self, shifts=tuple(shift for shift in self.shifts if shift.provision in provisions))

    @property
    def edits(self) -> frozenset[int]:
        """Every edit that moves a finding, and that for what could be read where it differs."""
        unread = {UNEXPLAINED} if _reading(self.old) != _reading(self.new) else set()
        return frozenset(number for shift in self.shifts for number in shift.edits) | unread

    def under(self, made: Collection[int]) -> Findings:
        """Return the findings with only these edits made."""
        base = self.new if UNEXPLAINED in made else self.old
        found = (shift.under(made) for shift in self.shifts)
        return replace(base, findings=tuple(finding for finding in found if finding is not None))


def _reading(findings: Findings) -> tuple[object, ...]:
    """Return what decides which questions can be answered, and what people said of them, whatever was found."""
    kinds = {part.kind for part in findings.agreement.parts}
    unread = {entry.provision for entry in findings.not_found if entry.status.value == "not_assessed"}
    return findings.agreement.coverage, kinds, unread, findings.reviews, findings.agreement.evidence


def _stepped(finding: Finding, goal: Finding, what: str) -> Finding:
    """Return a finding that is in one thing as it will be."""
    if what.startswith(LOOPHOLE):
        number = what.removeprefix(LOOPHOLE)
        kept = [q for q in finding.qualifiers if q.id != number]
        return replace(finding, qualifiers=(*kept, *(q for q in goal.qualifiers if q.id == number)))
    return replace(finding, **{name: getattr(goal, name) for name in FIELDS[what]})
