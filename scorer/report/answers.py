"""Criterion results → questions with an answer for every agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scorer.model import Agreement, Components, CriterionResult, Scorecard, Status
from scorer.report import quotes, words
from scorer.report.views import Answer, ClauseView, Question, State

PART_KINDS = {"main_text": "main text", "annex": "annex", "side_agreement": "side agreement", "letter": "letter"}
QUOTED = 3  # clauses quoted beside the deciding one where the source text is not at hand; more are cited
CITED = 8  # further clauses cited; the others are counted, and stand in the findings (scorer detect)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One card with what its answers need: the column's key and name, criteria by id, labels of its quotes, what was searched."""

    key: str
    short: str
    card: Scorecard
    by_id: dict[str, CriterionResult]
    labels: dict[int, str]
    searched: str

    @classmethod
    def of(cls, card: Scorecard, key: str, short: str) -> Sheet:
        """Prepare a card for a column."""
        by_id = {criterion.id: criterion for criterion in card.criteria}
        return cls(key, short, card, by_id, quotes.labels(card.findings), searched(card.agreement))


def slug(identifier: str) -> str:
    """Return an id as an anchor.

    >>> slug("labor.core_rights")
    'labor-core-rights'
    """
    return re.sub(r"[^A-Za-z0-9]+", "-", identifier).strip("-").lower()


def anchor_of(criterion: str) -> str:
    """Return the anchor of a question."""
    return f"q-{slug(criterion)}"


def state_of(result: CriterionResult) -> State:
    """Return the state of an answer; an unknown outcome shows as its own words."""
    key = result.outcome if result.outcome in words.OUTCOMES else "not_assessed"
    return State(slug(key), words.OUTCOMES.get(result.outcome, words.plain(result.outcome)))


def level_of(result: CriterionResult) -> str | None:
    """Return the level in words, on a scale that is named for harms."""
    if result.level is None:
        return None
    kind = "Harm level" if result.polarity == "negative" else "Level"
    return f"{kind} {words.level(result.level)} of 4"


def searched(agreement: Agreement) -> str:
    """Name the parts that were searched and their length."""
    return words.joined([f"{_part_name(part.kind, part.short)} ({size(part.text)})" for part in agreement.parts])


def _part_name(kind: str, short: str | None) -> str:
    """Return how a part is named in a sentence."""
    name = PART_KINDS.get(kind, words.plain(kind))
    return f"{name} {short}" if short else f"the {name}"


def size(text: str) -> str:
    """Return the length of a text in words."""
    number = len(text.split())
    return f"{number:,} word{'' if number == 1 else 's'}"


def questions(sheets: Sequence[Sheet], principle: str) -> tuple[Question, ...]:
    """Return the questions of one principle, in the order of the rubric."""
    ids = dict.fromkeys(c.id for sheet in sheets for c in sheet.card.criteria if c.principle == principle)
    return tuple(_question(sheets, criterion) for criterion in ids)


def _question(sheets: Sequence[Sheet], criterion: str) -> Question:
    """Return one question; agreements that have no result for it get an answer that says so."""
    first = next(sheet.by_id[criterion] for sheet in sheets if criterion in sheet.by_id)
    direction = "A yes counts against the principle" if first.polarity == "negative" else "A yes counts for the principle"
    note = f"{direction}. Scale: {first.scale}. Role: {first.role}."
    note += " Next to no agreement meets it so far." if first.frontier else ""
    return Question(criterion, anchor_of(criterion), first.question, note, tuple(answer(sheet, criterion) for sheet in sheets))


def answer(sheet: Sheet, criterion: str) -> Answer:
    """Return what one agreement answers."""
    result = sheet.by_id.get(criterion)
    anchor = f"{sheet.key}-{anchor_of(criterion)}"
    if result is None:
        state = State("not-assessed", words.OUTCOMES["not_assessed"])
        reason = "Not part of this scorecard."
        return Answer(anchor, sheet.short, state, None, (), None, None, reason, reason, None, (), (), 0, (), None)
    clauses = _clauses(sheet, result)
    agreement = sheet.card.agreement
    return Answer(
        anchor=anchor,
        short=sheet.short,
        state=state_of(result),
        level=level_of(result),
        components=_components(result.components),
        rule=result.rule or None,
        silence=_silence(result, sheet.searched),
        reason=words.sentence(result.reason) if result.reason else None,
        why=why(result),
        deciding=clauses[0] if clauses else None,
        others=clauses[1 : 1 + QUOTED],
        further=clauses[1 + QUOTED : 1 + CITED],
        more=max(len(clauses) - 1 - CITED, 0),
        limits=tuple(quotes.limit_view(agreement, limit) for limit in dict.fromkeys(result.loopholes)),
        citation=clauses[0].quote.citation if clauses else None,
        people=_people(result),
    )


def why(result: CriterionResult) -> str:
    """Return the reason of an answer in a few words.

    A duty is told by its force, by what follows a breach and by the loopholes that lowered it; all else by the rule that set the level.
    """
    if result.reason:
        return words.sentence(result.reason)
    if result.status is Status.ABSENT:
        return "No such clause was found."
    if result.components is None:
        return words.sentence(result.rule.partition(" Part of the next level")[0])
    parts = result.components
    names = words.joined(list(dict.fromkeys(quotes.name_of(limit) for limit in result.loopholes)))
    lowered = f", lowered by {names}" if names else ""
    return words.sentence(f"{words.FORCE[parts.F]}; on breach, {words.BREACH[parts.E]}{lowered}")


def _clauses(sheet: Sheet, result: CriterionResult) -> tuple[ClauseView, ...]:
    """Return the clauses of an answer, each text once; the deciding one carries the loopholes that lowered the level."""
    found = sheet.card.findings.findings
    first_with_text = {found[index].at: index for index in reversed(result.findings)}
    shown = [index for index in dict.fromkeys(result.findings) if first_with_text[found[index].at] == index]
    return tuple(
        quotes.clause_view(
            sheet.card.agreement, found[index], limits=result.loopholes if turn == 0 else (), label=sheet.labels[index]
        )
        for turn, index in enumerate(shown)
    )  # fmt: skip


def _components(parts: Components | None) -> tuple[tuple[str, str], ...]:
    """Return force, scope, breach and qualifiers in words."""
    if parts is None:
        return ()
    deducted = f"{words.level(parts.Q)} of a level taken off" if parts.Q else "none that lowers the level"
    return (
        ("Force", words.FORCE[parts.F]),
        ("Scope", words.SCOPE[parts.S]),
        ("On breach", words.BREACH[parts.E]),
        ("Qualifiers", deducted),
    )


def _silence(result: CriterionResult, where: str) -> str | None:
    """Say what was searched where no clause was found, and what silence counts as."""
    if result.status is not Status.ABSENT:
        return None
    harmless = " Silence does no harm here." if result.polarity == "negative" and result.points == 1 else ""
    return f"Absent: no such clause was found. Searched: {where}.{harmless}"


def _people(result: CriterionResult) -> tuple[str, ...]:
    """Say who read an answer, and how the machine reads it."""
    lines = []
    if result.review is not None:
        review = result.review.review
        lines.append(f"{words.capital(words.VERDICTS[review.verdict])} by {review.name}, {words.day(review.date)}: {review.reason}")
    if result.machine is not None:
        level = "no level" if result.machine.level is None else f"level {words.level(result.machine.level)} of 4"
        kept = (result.machine.level, result.machine.status) == (result.level, result.status)
        rule = f": {result.machine.rule}" if result.machine.rule and not kept else ""
        reading = "the same" if kept else f"{words.plain(result.machine.status.value)}, {level}{rule}"
        lines.append(words.sentence(f"the machine reads {reading}"))
    if result.evidence is not None:
        lines.append(f"From outside evidence: {result.evidence.source}, {words.day(result.evidence.date)}. {result.evidence.note}")
    return tuple(lines)
