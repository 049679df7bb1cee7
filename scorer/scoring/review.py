"""What people add to answers: verdicts on answers, and outside evidence for what no text can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scorer.model import Findings, MachineAnswer, OutsideEvidence, Reviewed, Status, Verdict, WeighedEvidence
from scorer.scoring.aggregate import points_of
from scorer.scoring.levels import Answer, answer_all
from scorer.scoring.rubric import Rubric
from scorer.yamlfile import nearest

NOT_QUOTED = "the machine does not quote these words for this question any more"
READ_FROM_TEXT = "this question is answered from the text; a person's reading of it belongs in review.yaml"
REJECTED = "a person rejected the reading and put none in its place"


@dataclass(frozen=True, slots=True)
class Added:
    """All that people added to the machine's ``answers``, and what became of it."""

    answers: Mapping[str, Answer]
    reviews: tuple[Reviewed, ...]
    evidence: tuple[WeighedEvidence, ...]

    def judged(self, answer: Answer) -> Answer:
        """Return an answer after the evidence and the verdicts that are about it."""
        name = answer.criterion.id
        for entry in self.evidence:
            if entry.unused is None and entry.evidence.criterion == name:
                answer = _external(answer, entry.evidence)
        for told in self.reviews:
            if told.stale is None and told.review.criterion == name:
                answer = _judged(answer, told)
        return answer


def added(findings: Findings, rubric: Rubric) -> Added | None:
    """Return what people added to the reading of one agreement; None where they added nothing."""
    if not findings.reviews and not findings.agreement.evidence:
        return None
    before = replace(findings, findings=findings.machine) if findings.reviews else findings
    answers = answer_all(before, rubric)
    reviews = tuple(_looked_up(entry, answers, before, rubric) if entry.review.criterion else entry for entry in findings.reviews)
    return Added(answers, reviews, weighed(findings.agreement.evidence, answers, rubric))


def weighed(evidence: Sequence[OutsideEvidence], answers: Mapping[str, Answer], rubric: Rubric) -> tuple[WeighedEvidence, ...]:
    """Return each entry with why it does not count, if it does not. Of several for one question the latest counts."""
    latest = {entry.criterion: entry for entry in sorted(evidence, key=lambda e: e.date)}
    return tuple(WeighedEvidence(entry, _unused(entry, latest[entry.criterion], answers, rubric)) for entry in evidence)


def _unused(entry: OutsideEvidence, latest: OutsideEvidence, answers: Mapping[str, Answer], rubric: Rubric) -> str | None:
    answer = answers.get(entry.criterion)
    if answer is None:
        return _unknown(entry.criterion, rubric)
    if answer.criterion.scale != "external":
        return READ_FROM_TEXT
    if answer.status is not Status.EXTERNAL:
        return answer.reason or "the text cannot be scored"
    return None if entry is latest else f"later evidence, of {latest.date}, counts"


def _unknown(name: str, rubric: Rubric) -> str:
    return f"rubric {rubric.ref.id} has no such question{nearest(name, rubric.principle_of)}"


def _external(answer: Answer, entry: OutsideEvidence) -> Answer:
    anchor = next((a.text for a in answer.criterion.levels if a.level == int(entry.level)), "")
    return replace(answer, level=entry.level, rule=f"{anchor} {entry.source}, {entry.date}: {entry.note}", reason=None, evidence=entry)


def _looked_up(entry: Reviewed, machine: Mapping[str, Answer], findings: Findings, rubric: Rubric) -> Reviewed:
    """Say whether a verdict on an answer holds, and both readings in words."""
    answer = machine.get(entry.review.subject)
    if answer is None:
        return replace(entry, stale=entry.stale or _unknown(entry.review.subject, rubric), machine="not asked", human="not applied")
    entry = replace(entry, machine=_words(answer), human=_human(entry, answer))
    quotes = [findings.findings[i] for i in answer.findings]
    meant = entry.review.quote_sha256
    shown = next((f.at for f in quotes if meant and f.at.sha256.startswith(meant)), None)
    stale = entry.stale or (NOT_QUOTED if meant and shown is None else None)
    return replace(entry, stale=stale, human="not applied" if stale else entry.human, at=entry.at or shown)


def _words(answer: Answer) -> str:
    status = answer.status.value.replace("_", " ")
    return status if answer.level is None else f"{status}, level {answer.level:g}"


def _human(entry: Reviewed, answer: Answer) -> str:
    match entry.review.verdict:
        case Verdict.ACCEPT:
            return _words(answer)
        case Verdict.REJECT:
            return "no reading"
        case Verdict.CHANGE:
            return f"level {entry.review.level:g}"


def _judged(answer: Answer, entry: Reviewed) -> Answer:
    review = entry.review
    by = f"{review.name}, {review.date}: {review.reason}"
    if review.verdict is Verdict.ACCEPT:
        return replace(answer, review=entry)
    if review.verdict is Verdict.REJECT:
        return Answer(answer.criterion, Status.NOT_ASSESSED, reason=f"{REJECTED} ({by})", review=entry)
    return replace(answer, status=Status.FOUND, level=review.level, rule=f"Set by {by}", reason=None, review=entry, readings=())


def machine_answers(made: Added, answers: Mapping[str, Answer], findings: Findings, rubric: Rubric) -> dict[str, MachineAnswer]:
    """Return the machine's answers, after caps, wherever a person looked at the answer or at a clause that decides it."""
    before, after = points_of(made.answers, rubric), points_of(answers, rubric)
    return {
        name: MachineAnswer(made.answers[name].status, before[name].level, made.answers[name].rule)
        for name, answer in answers.items()
        if not answer.evidence
        and (_seen(answer, findings) or (before[name].level, made.answers[name].status) != (after[name].level, answer.status))
    }


def _seen(answer: Answer, findings: Findings) -> bool:
    """Tell whether a person looked at an answer, or at the clause that decides it."""
    return answer.review is not None or any("review" in findings.findings[i].detectors for i in answer.findings[:1])
