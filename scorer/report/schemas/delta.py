"""delta/1: what changed between two drafts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from scorer.report.schemas.base import Agreement, Body, Hundred, Level, Share, Span
from scorer.report.schemas.cards import Points, Range, RedLine, Rubric, Status
from scorer.report.schemas.texts import Finding, Tool

Kind = Literal["changed", "inserted", "deleted", "moved", "renumbered"]
Shared = Annotated[Points | None, Field(description="points of the overall score; null where a draft has no overall score")]


class Draft(Body):
    """One of the two drafts: what was read, and its total."""

    agreement: Agreement
    score: Hundred | None
    interval: Range
    label: str | None
    manifest: dict[str, Any]


class PrincipleChange(Body):
    """The score of one principle in both drafts."""

    id: str
    title: str
    old: Hundred | None
    new: Hundred | None
    points: Shared


class Answer(Body):
    """The answer of one draft to a question."""

    status: Status
    outcome: str
    level: Level | None
    points: Share | None
    rule: str
    reason: str | None


class EditShare(Body):
    """What one edit adds through one question; edit 0 stands for no edit."""

    edit: Annotated[int, Field(ge=0)]
    points: Points


class CriterionChange(Body):
    """A question whose answer changed, or that edits moved to and fro. The points of its edits sum to its own."""

    id: str
    principle: str
    question: str
    old: Answer
    new: Answer
    points: Shared
    edits: list[EditShare]


class Place(Body):
    """Words of one draft. ``quote`` is exactly the slices of ``spans``, joined by " … "."""

    part: str
    eid: str
    citation: str
    quote: str
    spans: list[Span]


class Edit(Body):
    """One change of the text; ``findings`` are indexes into the list of changed findings."""

    number: Annotated[int, Field(ge=1)]
    kind: Kind
    old: Place | None
    new: Place | None
    points: Shared
    findings: list[int]


class FindingChange(Body):
    """A finding that came, went or reads otherwise, with the numbers of the edits that did it; none where no edit explains it."""

    provision: str
    what: Annotated[
        list[str], Field(description="gained, lost, strength, scope, wording, enforceable, or 'loophole' and a number of the catalogue")
    ]
    edits: list[int]
    old: Finding | None
    new: Finding | None
    deciding: list[Place]


class Run(Body):
    """Characters of the redline: a slice of the new draft, or of the old one where ``op`` is ``del``."""

    op: Literal["same", "ins", "del"]
    part: str
    span: Span


class Row(Body):
    """A heading or passage; ``other`` is the place that it came from or went to."""

    kind: Kind | None
    label: str
    was: str | None
    edit: int | None
    heading: bool
    other: str | None
    runs: list[Run]


class Article(Body):
    """A heading, article or other unit in both drafts; without rows where nothing changed."""

    kind: str
    fate: Literal["same", "changed", "inserted", "deleted", "split_off", "merged"]
    old: str | None
    new: str | None
    moved: bool
    renumbered: bool
    other: str | None
    rows: list[Row]


class RedLines(Body):
    """Red lines that only one draft crosses."""

    crossed: list[RedLine]
    cleared: list[RedLine]


class Loophole(Body):
    """A loophole with the words that make it."""

    id: str
    name: str
    at: Place


class Loopholes(Body):
    """Loopholes that only one draft has."""

    added: list[Loophole]
    removed: list[Loophole]


class Bracket(Body):
    """A bracket of the new draft: who wants what, and the overall score with its words and without them."""

    citation: str
    part: str
    span: Span
    words: Span
    parties: list[str]
    stance: Literal["propose", "oppose", "open"]
    accepted: Hundred | None
    rejected: Hundred | None


class DeltaFile(Body):
    """delta/1. The points of principles, of criteria with ``other``, and of edits with ``unexplained`` each sum to ``total``."""

    schema_: Annotated[Literal["delta/1"], Field(alias="schema")]
    tool: Tool
    rubric: Rubric
    old: Draft
    new: Draft
    identical: bool
    total: Points | None
    other: Points
    unexplained: Points
    principles: list[PrincipleChange]
    criteria: list[CriterionChange]
    edits: list[Edit]
    findings: list[FindingChange]
    articles: list[Article]
    red_lines: RedLines
    loopholes: Loopholes
    brackets: list[Bracket]
