"""What the page on two drafts shows: words and points as they are printed, each change with its anchor."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.report.views import Head, Link, Quote, State


@dataclass(frozen=True, slots=True)
class RunView:
    """Characters of a redline; ``op`` is ``same``, ``ins`` or ``del``."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A heading or passage of the redline; ``note`` says what was done to it, in words; ``anchor`` stands once for each edit.

    ``further`` are the number and the words of passages below it to which all of the same was done: wholly new, or gone.
    """

    runs: tuple[RunView, ...]
    label: str
    note: str
    number: int | None
    anchor: str | None
    heading: bool
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of an article that are shown, or folded under words that count them."""

    folded: str | None
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class PieceView:
    """An article or heading of the redline. Where nothing changed, only its name is there; ``anchor`` where only it is named."""

    title: str
    note: str
    stretches: tuple[Stretch, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A run of articles: those shown, or the names of others, folded under words that count them."""

    folded: str | None
    pieces: tuple[PieceView, ...]


@dataclass(frozen=True, slots=True)
class CauseView:
    """An edit under what it caused: what was done where, its share in points, and its words. ``more`` says what is not repeated."""

    link: Link
    what: str
    points: str
    rows: tuple[RowView, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The answer of one draft to a question, with the rule that set its level."""

    name: str
    state: State
    level: str | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A question whose answer changed, with the edits that changed it and the sentences elsewhere that decide."""

    anchor: str
    question: str
    id: str
    principle: str
    answers: tuple[AnswerView, AnswerView]
    points: str
    causes: tuple[CauseView, ...]
    others: str | None
    deciding: tuple[Quote, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditView:
    """A line of the table of edits; ``effects`` are the changes of findings in words."""

    link: Link
    what: str
    points: str
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BracketView:
    """A bracket of the new draft: who wants what, its words, and the score with and without them."""

    place: str
    who: str
    words: str
    accepted: str
    rejected: str
    effect: str


@dataclass(frozen=True, slots=True)
class DeltaPage(Head):
    """The whole page. The names that other pages have too mean the same there."""

    result: tuple[str, ...]
    drafts: tuple[tuple[str, str, str], ...]
    red_lines: tuple[tuple[str, tuple[tuple[str, Quote | None], ...]], ...]
    still_crossed: tuple[str, ...]
    principles: tuple[tuple[str, str, str, str], ...]
    criteria: tuple[CriterionView, ...]
    edits: tuple[EditView, ...]
    idle: tuple[EditView, ...]
    loopholes: tuple[tuple[str, tuple[tuple[str, Quote], ...]], ...]
    unexplained: tuple[str, ...]
    brackets: tuple[BracketView, ...]
    redline: tuple[Chapter, ...]
    names_idle: bool
    limits: tuple[str, ...]
    doubts: tuple[tuple[str, str, tuple[str, ...]], ...]
    method: tuple[tuple[str, str], ...]
    command: str
    robustness: tuple[tuple[str, tuple[str, ...]], ...] = ()
    joint: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
