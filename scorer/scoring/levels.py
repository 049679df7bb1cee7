"""Findings → the answer to each criterion, before any cap or weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from scorer.model import Components, Coverage, Findings, OutsideEvidence, Qualifier, Reviewed, Status
from scorer.scoring.conditions import Evidence
from scorer.scoring.duty import DutyReader, DutyReading, in_words
from scorer.scoring.rubric import Rubric
from scorer.scoring.schema import Criterion, Probe, Step, When


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one criterion. ``level`` is None unless found or absent; ``findings`` has the deciding one first.

    ``readings`` are all clauses that were read as the duty asked for, best first. ``review`` is the verdict of a person that stands,
    ``evidence`` the outside evidence that set the level.
    """

    criterion: Criterion
    status: Status
    level: float | None = None
    components: Components | None = None
    findings: tuple[int, ...] = ()
    loopholes: tuple[Qualifier, ...] = ()
    rule: str = ""
    reason: str | None = None
    readings: tuple[DutyReading, ...] = ()
    review: Reviewed | None = None
    evidence: OutsideEvidence | None = None


def answer_all(findings: Findings, rubric: Rubric, judged: Callable[[Answer], Answer] | None = None) -> dict[str, Answer]:
    """Return the answer to every criterion, by id; ``judged`` puts a person's reading in its place before other answers hang on it."""
    reader = LevelReader(findings, rubric)
    answers: dict[str, Answer] = {}
    for criterion in sorted(rubric.criteria, key=lambda c: c.applies_when is not None):  # conditions first, what hangs on them after
        answer = reader.answer(criterion, answers)
        answers[criterion.id] = judged(answer) if judged else answer
    return reader.without_silent_principles(answers)


class LevelReader:
    """Answers criteria from the findings of one agreement."""

    def __init__(self, findings: Findings, rubric: Rubric) -> None:
        self._evidence = Evidence(findings, rubric.file.groups)
        self._agreement = findings.agreement
        self._rubric = rubric
        self._kind = rubric.file.kinds.get(findings.agreement.kind or "")
        self._duties = DutyReader(self._evidence, rubric.file.scales.duty, rubric.loopholes)

    def answer(self, criterion: Criterion, before: Mapping[str, Answer]) -> Answer:
        """Answer one criterion, given the answers that it may depend on."""
        coverage = self._agreement.coverage
        if not coverage.can_be_scored:
            return _not_assessed(criterion, _unreadable(coverage))
        if criterion.scale == "external":
            return Answer(criterion, Status.EXTERNAL, reason=self._rubric.file.external_reason)
        inapplicable = self._foreign(criterion) or _inapplicable(criterion, before) or self._pointless(criterion)
        if inapplicable is not None:
            return inapplicable
        reason = self._undecidable(criterion)
        if reason is not None:
            return _not_assessed(criterion, reason)
        found = self._found(criterion)
        if found is not None:
            return found
        missing = self._missing(criterion)
        if missing:
            return _not_assessed(criterion, missing)
        return self._foreign(criterion, silent=True) or self._silent(criterion)

    def without_silent_principles(self, answers: dict[str, Answer]) -> dict[str, Answer]:
        """Leave out the principles of which nothing is found, in kinds of agreement that are about some principles only."""
        if self._kind is None or not self._kind.silent_principles:
            return answers
        spoken = {
            self._rubric.principle_of[name]
            for name, answer in answers.items()
            if answer.status is not Status.ABSENT and answer.level is not None
        }
        left = Answer(self._rubric.criteria[0], Status.NOT_APPLICABLE, reason=self._kind.reason)
        return {
            name: answer if self._rubric.principle_of[name] in spoken else replace(left, criterion=answer.criterion)
            for name, answer in answers.items()
        }

    def _foreign(self, criterion: Criterion, *, silent: bool = False) -> Answer | None:
        """Return the answer of a criterion whose question does not arise in this kind of agreement."""
        if self._kind is None or not self._kind.leaves_out(criterion.id, silent=silent):
            return None
        return Answer(criterion, Status.NOT_APPLICABLE, reason=self._kind.reason)

    def _pointless(self, criterion: Criterion) -> Answer | None:
        """Return the answer of a criterion about something that the text does not touch at all."""
        if criterion.applies_if is None or self._evidence.holds(criterion.applies_if.when):
            return None
        missing = self._missing(criterion)
        if missing:
            return _not_assessed(criterion, missing)
        return Answer(criterion, Status.NOT_APPLICABLE, reason=criterion.applies_if.reason)

    def _undecidable(self, criterion: Criterion) -> str | None:
        """Return why findings at hand could mislead: a case the rubric names, or a deciding provision that could not be searched."""
        for case in criterion.not_assessed_when:
            if self._evidence.holds(case.when):
                return case.reason
        if self._evidence.not_assessed.keys().isdisjoint(self._rubric.deciding[criterion.id]):
            return None
        if criterion.scale == "duty" and any(next(self._evidence.matching(probe), None) is not None for probe in criterion.probes()):
            return None
        names = (name for probe in self._open(criterion) for name in self._evidence.provisions(probe.names))
        return next((self._evidence.not_assessed[name] for name in names if name in self._evidence.not_assessed), None)

    def _open(self, criterion: Criterion) -> Iterator[Probe]:
        """Yield the questions on which the level still hangs, given what was found: those of anchors read before the one that holds."""
        for step in criterion.steps:
            when = step.anchor.when or When()
            if (when.all or when.any or when.at_least) and self._evidence.holds(when):
                yield from When(none=when.none).probes()
                return
            yield from when.probes()
        yield from criterion.probes()

    def _missing(self, criterion: Criterion) -> str | None:
        """Return the reason of the first needed part that is not at hand."""
        held = {part.kind for part in self._agreement.parts}
        reasons = set(self._agreement.coverage.reasons)
        for need in criterion.needs:
            part = self._rubric.file.parts[need]
            if not held & set(part.kinds) and (not part.missing_reasons or reasons & set(part.missing_reasons)):
                return part.reason
        return None

    def _silent(self, criterion: Criterion) -> Answer:
        if criterion.when_silent == "not_assessed":
            return _not_assessed(criterion, criterion.silent_reason or "")
        anchor = next((a for a in criterion.levels if a.level == criterion.when_silent), None)
        return Answer(criterion, Status.ABSENT, float(criterion.when_silent), rule=anchor.text if anchor else "")

    def _found(self, criterion: Criterion) -> Answer | None:
        """Return the answer that findings give, or None where none speaks to the criterion."""
        if not self._evidence.speaks_to(self._rubric.deciding[criterion.id]):
            return None
        return self._duty(criterion) if criterion.scale == "duty" else self._anchored(criterion)

    def _duty(self, criterion: Criterion) -> Answer | None:
        readings = self._duties.best(criterion)
        if not readings:
            return None
        best = readings[0]
        rule = in_words(self._rubric.file.scales.duty, best)
        order = tuple(reading.finding for reading in readings)
        return Answer(criterion, Status.FOUND, best.level, best.components, order, best.loopholes, rule, readings=readings)

    def _anchored(self, criterion: Criterion) -> Answer | None:
        """Return the level of a design or harm criterion, or None where no finding speaks to it."""
        matched = tuple(dict.fromkeys(self._evidence.firsts(criterion.probes())))
        if not matched:
            return None
        step = next((s for s in criterion.steps if s.anchor.when is not None and self._evidence.holds(s.anchor.when)), None)
        if step is None:
            silent = self._silent(criterion)
            return replace(silent, status=Status.FOUND, findings=matched) if silent.level is not None else silent
        anchor, following = step.anchor, step.following
        deciding = tuple(self._evidence.firsts(anchor.when.probes() if anchor.when else ()))
        level, rule = float(anchor.level), anchor.text
        if criterion.scale == "design" and following is not None and self._half(step):
            level, rule = level + self._rubric.file.scales.design.half_step, f"{rule} Part of the next level: {following.text}"
        return Answer(criterion, Status.FOUND, level, findings=tuple(dict.fromkeys((*deciding, *matched))), rule=rule)

    def _half(self, step: Step) -> bool:
        """Tell whether some, but not all, of what the next anchor adds is there.

        Only what must be found counts: that nothing bars the next level is no step towards it.
        """
        bars = step.following.when.none if step.following and step.following.when else ()
        met = sum(map(self._evidence.holds, step.added))
        return 0 < met < len(step.added) and not any(map(self._evidence.met, bars))


def fallback(criterion: Criterion) -> float:
    """Return the level of a text in which nothing speaks to a criterion; the middle where silence proves nothing."""
    return 2.0 if criterion.when_silent == "not_assessed" else float(criterion.when_silent)


def _inapplicable(criterion: Criterion, before: Mapping[str, Answer]) -> Answer | None:
    """Return the answer of a criterion whose question does not arise, or cannot be told to arise."""
    if criterion.applies_when is None:
        return None
    condition = before[criterion.applies_when.criterion]
    if condition.level is None:
        return _not_assessed(criterion, condition.reason or "")
    if condition.level < criterion.applies_when.at_least:
        return Answer(criterion, Status.NOT_APPLICABLE, reason=criterion.applies_when.reason)
    return None


def _not_assessed(criterion: Criterion, reason: str) -> Answer:
    return Answer(criterion, Status.NOT_ASSESSED, reason=reason)


def _unreadable(coverage: Coverage) -> str:
    return ", ".join((coverage.status.value, *coverage.reasons)).replace("_", " ")
