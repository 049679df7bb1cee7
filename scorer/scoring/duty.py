"""The duty scale: what a clause obliges to, how far it reaches, what a breach costs, and which loopholes empty it.

Source: rubric.md 4.2; the tables are data (``scales.duty`` of the rubric).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scorer.model import Bearer, Components, Finding, Qualifier
from scorer.scoring.conditions import Evidence, in_preamble, stands_aside
from scorer.scoring.policy import DutyScale, Loophole
from scorer.scoring.schema import ClauseSource, Criterion, ScopeRule


@dataclass(frozen=True, slots=True)
class DutyReading:
    """One clause read as a duty: its level, what the level is made of, and the finding it comes from.

    ``deductions`` are what each of its loopholes costs.
    """

    finding: int
    level: float
    components: Components
    scope: ScopeRule
    loopholes: tuple[Qualifier, ...]
    fatal: bool
    deductions: tuple[float, ...] = ()


def duty_level(scale: DutyScale, components: Components, *, fatal: bool = False) -> float:
    """Return the level 0-4 of a duty.

    ``Q`` is the plain sum of deductions; the cap is applied here.
    """
    if components.F == 0:
        return scale.none
    deductions = min(scale.deductions_cap, components.Q)
    level = scale.base[components.F][components.S] + scale.adjust[components.F][components.E] - deductions
    level = min(max(level, scale.clamp[0]), scale.clamp[1])
    return min(level, scale.fatal_ceiling) if fatal else level


class DutyReader:
    """Reads the clauses that can answer a duty criterion."""

    def __init__(self, evidence: Evidence, scale: DutyScale, loopholes: Mapping[str, Loophole]) -> None:
        self._evidence = evidence
        self._scale = scale
        self._loopholes = loopholes

    def best(self, criterion: Criterion) -> tuple[DutyReading, ...]:
        """Return the readings of all clauses that bind or wish anything, best first.

        What only explains another clause decides only where nothing else does. Ties go to clauses that bind somebody who is named, then to
        the earlier source, then to the order of ``Evidence.matching``.
        """
        candidates = [(source, index) for source in criterion.clauses for index in self._matching(source)]
        forces = {index: 0 for _, index in candidates}
        for source, index in candidates:
            forces[index] = max(forces[index], self._force(criterion, source, self._evidence.findings[index]))
        readings = [self._read(criterion, index, forces) for index in forces if forces[index]]
        return tuple(sorted(readings, key=self._rank))

    def _rank(self, reading: DutyReading) -> tuple[bool, float, bool]:
        finding = self._evidence.findings[reading.finding]
        return stands_aside(finding), -reading.level, finding.bearer is Bearer.OTHER

    def _matching(self, source: ClauseSource) -> Iterator[int]:
        return self._evidence.matching(source.probe)

    def _force(self, criterion: Criterion, source: ClauseSource, finding: Finding) -> int:
        limits = [self._loopholes[q.id].f_max for q in self._allowed(criterion, finding)]
        limits += [source.force_max, self._scale.preamble_force_max if in_preamble(finding) else None]
        return min([self._scale.force[finding.strength], *(limit for limit in limits if limit is not None)])

    def _allowed(self, criterion: Criterion, finding: Finding) -> tuple[Qualifier, ...]:
        """Return the finding's loopholes that count for this criterion, each number once."""
        allowed = {*criterion.loopholes, *self._scale.always_loopholes}
        once = {q.id: q for q in reversed(finding.qualifiers) if q.id in allowed and self._loopholes[q.id].effect != "neutral"}
        return tuple(once[number] for number in sorted(once))

    def _read(self, criterion: Criterion, index: int, forces: Mapping[int, int]) -> DutyReading:
        finding = self._evidence.findings[index]
        scope = self._scope(criterion, index, forces)
        qualifiers = self._allowed(criterion, finding)
        entries = [self._loopholes[q.id] for q in qualifiers]
        breach = min([self._scale.breach[finding.regime.value], *(entry.e_max for entry in entries if entry.e_max is not None)])
        deductions = tuple(cost for cost in map(self._deduction, entries) if cost)
        components = Components(F=forces[index], S=scope.value, E=breach, Q=sum(deductions))
        fatal = any(entry.effect == "fatal" for entry in entries)
        return DutyReading(index, duty_level(self._scale, components, fatal=fatal), components, scope, qualifiers, fatal, deductions)

    def _deduction(self, entry: Loophole) -> float:
        softened = entry.softened is not None and self._evidence.holds(entry.softened.when)
        return entry.softened.deduct if softened and entry.softened else entry.deduct

    def _scope(self, criterion: Criterion, index: int, forces: Mapping[int, int]) -> ScopeRule:
        """Return the first scope rule that holds; the loader sees to it that the last one always does."""
        finding = self._evidence.findings[index]
        tags = frozenset(finding.tags) if not criterion.pool_tags else self._pooled(forces, forces[index])
        return next(rule for rule in criterion.scope if self._scope_holds(rule, finding, tags))

    def _scope_holds(self, rule: ScopeRule, finding: Finding, tags: frozenset[str]) -> bool:
        return (not rule.provisions or finding.provision in rule.provisions) and rule.tags.holds(tags) and self._evidence.holds(rule.when)

    def _pooled(self, forces: Mapping[int, int], force: int) -> frozenset[str]:
        """Unite the tags of all clauses that are at least as strong."""
        return frozenset(tag for index, other in forces.items() if other >= force for tag in self._evidence.findings[index].tags)


def in_words(scale: DutyScale, reading: DutyReading) -> str:
    """Return the formula with the words and values of one reading."""
    c = reading.components
    parts: Sequence[str] = (
        f"F{c.F} {scale.names.F[c.F]}",
        f"S{c.S} {reading.scope.text}",
        f"E{c.E} {scale.names.E[c.E]}",
        f"deductions {min(scale.deductions_cap, c.Q):g}" if c.Q else "no deductions",
        *(("a fatal loophole",) if reading.fatal else ()),
    )
    return "; ".join(parts) + f": level {reading.level:g}"
