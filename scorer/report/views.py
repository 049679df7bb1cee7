"""What a page shows: every number rounded and worded, every quote with its citation and anchor. Templates only loop and choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.report.behind import Behind, StepRow
    from scorer.report.pictures.shapes import Picture
    from scorer.report.source import Copy


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of quoted characters. ``decides`` marks the words that decided; ``limit`` names the loophole that these words make, if any.

    ``reference`` marks words that name another place of the same source, where a quotation is offered as wording for another text.
    """

    text: str
    decides: bool = False
    limit: str | None = None
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Slices of a source, each cut into pieces, with their citation. The pieces of a slice joined are the slice.

    ``page`` says on which page of the original they begin: "p. 12"; None where it has no pages. ``anchor`` is where they begin in the
    copy of the source.
    """

    slices: tuple[tuple[Piece, ...], ...]
    citation: str
    lang: str
    label: str | None = None
    page: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """One of the answers' states: ``key`` chooses shape and colour, ``word`` says it."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the anchor on this page that they lead to."""

    text: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Places:
    """The first few places of many, and how many more there are."""

    shown: tuple[Link, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """A loophole that lowered a level: number and name, and the words that make it."""

    name: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause that answers a question: quote, force and bearer in words, what stands behind it and the sentences that say so."""

    quote: Quote
    reading: str
    backing: str | None
    because: tuple[Quote, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one agreement to one question.

    ``level`` is worded ("Level 2.25 of 4") or None; ``silence`` says where was searched if nothing was found;
    ``reason`` says why there is no level; ``why`` is the answer's reason in a few words.
    ``others`` are further clauses that a page without source text quotes, ``further`` those that
    it only cites, ``more`` counts the rest.
    """

    anchor: str
    short: str
    state: State
    level: str | None
    components: tuple[tuple[str, str], ...]
    rule: str | None
    silence: str | None
    reason: str | None
    why: str
    deciding: ClauseView | None
    others: tuple[ClauseView, ...]
    further: tuple[ClauseView, ...]
    more: int
    limits: tuple[Limit, ...]
    citation: str | None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion with the answers of all agreements, in the order of the columns."""

    id: str
    anchor: str
    text: str
    note: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One principle of one agreement: score in words, open range, questions answered, counts of states; or why no score."""

    score: str | None
    range: str | None
    answered: str
    counts: str
    reason: str | None
    state: State = State("not-assessed", "Not assessed")


@dataclass(frozen=True, slots=True)
class PrincipleView:
    """One principle with a cell for every agreement, the difference in words, and its main reason: a question and its answers."""

    id: str
    anchor: str
    title: str
    statement: str
    weight: str
    cells: tuple[Cell, ...]
    difference: str
    cause: Link | None
    reasons: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part that was read."""

    name: str
    file: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Column:
    """One agreement: facts, what was read of it, its total with the share of the rubric behind it, and the red lines it crosses.

    ``crossed`` holds a title and the clause, or None where silence crosses the line.
    """

    key: str
    short: str
    title: str
    facts: tuple[tuple[str, str], ...]
    model: bool
    parts: tuple[PartView, ...]
    coverage: str
    reasons: tuple[str, ...]
    scored: bool
    score: str | None
    label: str | None
    range: str | None
    behind: str
    answered: str
    no_score: str | None
    indices: tuple[tuple[str, str, str], ...]
    red_lines: str
    crossed: tuple[tuple[str, Link | None], ...]
    people: tuple[str, ...] = ()
    baseline: str | None = None
    peers: str | None = None


@dataclass(frozen=True, slots=True)
class RedLineCell:
    """Whether one agreement crosses a red line: state in words, quotes, or the answer that stands instead."""

    short: str
    crossed: bool
    unknown: bool
    words: str
    quotes: tuple[Quote, ...]
    anchor: str | None


@dataclass(frozen=True, slots=True)
class RedLineView:
    """A red line with one cell for every agreement."""

    title: str
    question: str
    crossed: bool
    cells: tuple[RedLineCell, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A question whose levels lie apart, with the answers of all agreements; the largest differences are ``quoted`` in full."""

    question: Link
    answers: tuple[Answer, ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """What one agreement has and no other here has: question, the clause, and whether it is a harm."""

    short: str
    items: tuple[tuple[Link, Link, bool], ...]


@dataclass(frozen=True, slots=True)
class LoopholeCell:
    """Where one agreement has a loophole, words that make it, and the questions whose level it lowered."""

    places: Places
    words: Quote | None
    lowers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LoopholeRow:
    """A loophole with its places in each agreement and the questions it lowered; an empty cell means searched and not found."""

    name: str
    cells: tuple[LoopholeCell, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's verdict: about what, whose, both readings, why, and why it was not applied where it is stale."""

    short: str
    subject: Link
    by: str
    verdict: str
    machine: str
    human: str
    reason: str
    stale: str | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Outside:
    """A piece of outside evidence: question, level, source with date, what it shows, and why it does not count if it does not."""

    short: str
    question: Link
    level: str
    source: str
    note: str
    unused: str | None


@dataclass(frozen=True, slots=True)
class Highlight:
    """A question singled out, with its clause or with what it would be worth.

    ``wording`` are clauses that would meet it: citation, what they are, and their lines.
    """

    question: Link
    state: State
    note: str
    quote: Quote | None
    wording: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a page holds besides its results: a copy of the source text, and every answer opened as paper needs it."""

    source: bool = True
    unfolded: bool = False


WHOLE = Layout()  # with the source text, answers folded


@dataclass(frozen=True, slots=True)
class Head:
    """What every page begins with: what it is, under which rubric and scope, and where to go."""

    kind: str
    lang: str
    title: str
    lede: str
    date: str
    rubric: str
    scope: str | None
    contents: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Page(Head):
    """A whole report."""

    columns: tuple[Column, ...]
    red_lines: tuple[RedLineView, ...]
    summary: tuple[Link, ...]
    principles: tuple[PrincipleView, ...]
    uncovered: tuple[tuple[str, str], ...]
    pictures: Mapping[str, tuple[Picture, ...]]
    differences: tuple[Difference, ...]
    holdings: tuple[Holding, ...]
    highlights: tuple[tuple[str, Mapping[str, tuple[Highlight, ...]]], ...]
    loopholes: tuple[LoopholeRow, ...]
    behind: tuple[Behind, ...]
    procedure: tuple[StepRow, ...]
    doubts: tuple[tuple[str, Places], ...]
    incomparable: tuple[str, ...]
    limits: tuple[str, ...]
    method: tuple[tuple[str, str], ...]
    command: str
    verdicts: tuple[Verdict, ...] = ()
    outside: tuple[Outside, ...] = ()
    robustness: tuple[tuple[str, tuple[str, ...]], ...] = ()
    joint: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()
    unfolded: bool = False
