"""Enforceability map and dispute procedure → what stands behind the duties, with every sentence that says so and every doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorer.model import Aspect, Enforceable, Evidence, Findings, Step
from scorer.report import quotes, words
from scorer.report.answers import Sheet
from scorer.report.views import Link, Quote

LISTED = 8  # duties named where many have the same behind them
SAID = 3  # clauses shown for one thing that a procedure says of itself
SAID_LETTERS = 120  # of the words that say it; the place has all
ASPECTS = {
    Aspect.ENDS_IN: "It can end in",
    Aspect.CANNOT_BLOCK: "Nobody can block it",
    Aspect.CAN_BLOCK: "A Party can block it",
    Aspect.TIME_LIMIT: "Time limits",
}

_Backing = tuple[Enforceable, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind some chapters and duties of one agreement, and the sentences that say so.

    ``duties`` holds the first few citations, ``more`` counts the others.
    """

    value: str
    chapters: tuple[str, ...]
    duties: tuple[str, ...]
    more: int
    because: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the duties of one agreement.

    ``doubts`` are places of the map that a person should check, with the reason; ``undecided`` are the sentences that take something out of
    dispute settlement and name nothing they could be resolved to.
    """

    key: str
    short: str
    backings: tuple[Backing, ...]
    doubts: tuple[tuple[str, str], ...]
    undecided: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class StepCell:
    """What one agreement says of one thing: the words as printed with their place, and how many more clauses say it."""

    said: tuple[tuple[str, Link], ...]
    more: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing that a procedure says of itself, in each agreement; a cell with nothing means searched and not found."""

    aspect: str
    name: str
    cells: tuple[StepCell, ...]


def behind(sheets: Sequence[Sheet]) -> tuple[Behind, ...]:
    """Return what stands behind the duties of each agreement."""
    return tuple(_behind(sheet) for sheet in sheets)


def _behind(sheet: Sheet) -> Behind:
    findings = sheet.card.findings
    doubts = tuple((row.heading, words.sentence(row.doubt)) for row in findings.regimes if row.doubt)
    undecided = tuple(quotes.quote(findings.agreement, at) for at in findings.undecided)
    return Behind(sheet.key, sheet.short, backings(findings), doubts, undecided)


def backings(findings: Findings) -> tuple[Backing, ...]:
    """Group the chapters and the findings whose backing is quoted by that backing, in order of first mention."""
    chapters: dict[_Backing, dict[str, None]] = {}
    duties: dict[_Backing, dict[str, None]] = {}
    for row in findings.regimes:
        if row.because:
            chapters.setdefault((row.value, row.because), {})[row.heading] = None
    for finding in findings.findings:
        if finding.regime.because:
            duties.setdefault((finding.regime.value, finding.regime.because), {})[finding.at.citation] = None
    return tuple(
        Backing(
            words.sentence(words.REGIMES[value]),
            tuple(chapters.get((value, because), ())),
            tuple(duties.get((value, because), ()))[:LISTED],
            max(len(duties.get((value, because), ())) - LISTED, 0),
            tuple(quotes.quote(findings.agreement, at) for at in because),
        )
        for value, because in dict.fromkeys((*chapters, *duties))
    )


def procedure(sheets: Sequence[Sheet]) -> tuple[StepRow, ...]:
    """Return what the general procedures for disputes say of themselves, side by side; nothing where none says anything."""
    told = [wordings(sheet.card.findings) for sheet in sheets]
    order = list(ASPECTS)
    rows = sorted({row for each in told for row in each}, key=lambda row: (order.index(row[0]), row[1]))
    return tuple(
        StepRow(
            ASPECTS[aspect],
            name,
            tuple(_cell(sheet, each.get((aspect, name), ())) for sheet, each in zip(sheets, told, strict=True)),
        )
        for aspect, name in rows
    )


def wordings(findings: Findings) -> dict[tuple[Aspect, str], tuple[Step, ...]]:
    """Return the clauses that say each thing of the procedure, each wording where it stands first."""
    first: dict[tuple[Aspect, str], dict[str, Step]] = {}
    for step in findings.procedure:
        first.setdefault((step.aspect, step.name), {}).setdefault(" ".join(step.words.split()).lower(), step)
    return {row: tuple(steps.values()) for row, steps in first.items()}


def _cell(sheet: Sheet, steps: Sequence[Step]) -> StepCell:
    agreement = sheet.card.agreement
    said = tuple(
        (words.shortened(step.words, SAID_LETTERS), Link(step.at.citation, quotes.anchor_of(agreement, step.at))) for step in steps[:SAID]
    )
    return StepCell(said, max(len(steps) - SAID, 0))
