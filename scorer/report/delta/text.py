"""Delta → lines for a terminal. Words that came stand in {+braces+}, words that went in [-brackets-], as in wdiff."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.model.delta import Delta
from scorer.report import words
from scorer.report.delta import build
from scorer.report.delta.views import CauseView, CriterionView, DeltaPage, RowView, RunView
from scorer.report.text import clean
from scorer.report.views import Quote

MARKS = {"ins": ("{+", "+}"), "del": ("[-", "-]")}
MOST_WORDS = 160  # characters of a run that came or went
KEPT_WORDS = 40  # characters of unchanged words on each side of a change
MOST_QUESTIONS, MOST_EDITS = 15, 12  # listed in full; JSON and HTML have all
MOST_LOOPHOLES, MOST_DOUBTS = 12, 8


def lines(delta: Delta) -> list[str]:
    """Return the change, red lines, principles, questions with their edits, loopholes and doubts."""
    page = build.page(delta, date="", command="")
    found = [f"Old draft: {_name(page, 1)}", f"New draft: {_name(page, 2)}", *page.result]
    if not delta.identical:
        found += [
            *_red_lines(page),
            *_principles(page),
            *_questions(page),
            *_edits(page),
            *_loopholes(page),
            *_doubts(page),
            *_brackets(page),
        ]
    return [clean(line) for line in found]


def _name(page: DeltaPage, side: int) -> str:
    facts = {row[0]: row[side] for row in page.drafts}
    return f"{facts['Title']} ({facts['Files']})"


def _red_lines(page: DeltaPage) -> Iterator[str]:
    for title, crossed in page.red_lines:
        for name, quote in crossed:
            yield f"Red line {title.lower()}: {name}{f' - {_quoted(quote)}' if quote else ''}"
    if page.still_crossed:
        yield f"Red lines still crossed: {words.joined(page.still_crossed)}"


def _principles(page: DeltaPage) -> Iterator[str]:
    if page.principles:
        yield "Principles, and what their change adds to the overall score:"
    for title, old, new, points in page.principles:
        yield f"  {points:>7}  {words.shortened(title, 44):<44} {old.removesuffix(' of 100'):>4} → {new}"


def _questions(page: DeltaPage) -> Iterator[str]:
    if page.criteria:
        yield "Questions, and the edits that changed the answer:"
    for view in page.criteria[:MOST_QUESTIONS]:
        yield from _question(view)
    yield from _rest(len(page.criteria) - MOST_QUESTIONS, "question")


def _question(view: CriterionView) -> Iterator[str]:
    old, new = view.answers
    yield f"  {view.points:>7}  {view.question} ({view.id})"
    yield f"           {_answer(old.state.word, old.level)} → {_answer(new.state.word, new.level)}"
    for cause in view.causes:
        yield from _cause(cause)
    if view.others:
        yield f"           {view.others}"
    for quote in view.deciding:
        yield f"           Decided by {_quoted(quote)}"
    if view.doubts:
        yield f"           To check by a person: {'; '.join(view.doubts)}."


def _answer(word: str, level: str | None) -> str:
    return f"{word}, {level[:1].lower()}{level[1:]}" if level else word


def _cause(cause: CauseView) -> Iterator[str]:
    yield f"           {cause.points} by {cause.link.text.lower()}: {cause.what}"
    for row in cause.rows[:1]:
        yield f"             {marked(row)}"


def _edits(page: DeltaPage) -> Iterator[str]:
    if page.edits:
        yield "Edits that move the score or a finding:"
    for edit in page.edits[:MOST_EDITS]:
        yield f"  {edit.points:>7}  {edit.link.text}: {edit.what}"
    yield from _rest(len(page.edits) - MOST_EDITS, "edit")
    if page.idle:
        yield f"Edits without effect on any finding: {words.joined([edit.link.text.split()[1] for edit in page.idle[:MOST_EDITS]])}"
        yield from _rest(len(page.idle) - MOST_EDITS, "edit")
    for said in page.unexplained:
        yield f"No edit explains: {said}"


def _loopholes(page: DeltaPage) -> Iterator[str]:
    for title, limits in page.loopholes:
        for name, quote in limits[:MOST_LOOPHOLES]:
            yield f"Loophole {title.lower()}: {name} - {quote.citation}"
        yield from _rest(len(limits) - MOST_LOOPHOLES, "loophole")


def _doubts(page: DeltaPage) -> Iterator[str]:
    for name, citation, reasons in page.doubts[:MOST_DOUBTS]:
        yield f"To check by a person: {citation} ({name.lower()}): {'; '.join(reasons)}"
    yield from _rest(len(page.doubts) - MOST_DOUBTS, "reading")


def _brackets(page: DeltaPage) -> Iterator[str]:
    for bracket in page.brackets:
        scores = f"{bracket.accepted} with, {bracket.rejected} without"
        yield f"Bracket, {bracket.place}, {bracket.who}: “{_short(bracket.words)}”: {bracket.effect} ({scores})"


def _rest(left: int, noun: str) -> Iterator[str]:
    if left > 0:
        yield f"  and {words.count(left, f'more {noun}')}; --format html or json has all"


def marked(row: RowView) -> str:
    """Return a row with what came and went between marks, far words left out.

    >>> runs = (RunView("same", "Each Party shall"), RunView("ins", " endeavour to"), RunView("same", " act."))
    >>> marked(RowView(runs, "", "", 1, None, False))
    'Each Party shall {+endeavour to+} act.'
    """
    last = len(row.runs) - 1
    return "".join(_marked(run, first=i == 0, last=i == last) for i, run in enumerate(row.runs)).strip()


def _marked(run: RunView, *, first: bool, last: bool) -> str:
    text = " ".join(run.text.split())
    space = " " if run.text[:1].isspace() else ""
    if run.op in MARKS:
        before, after = MARKS[run.op]
        return f"{space}{before}{_short(text)}{after}"
    if len(text) <= 2 * KEPT_WORDS or (first and last):
        return space + _short(text)
    head, tail = text[:KEPT_WORDS].rsplit(" ", 1)[0], text[-KEPT_WORDS:].split(" ", 1)[-1]
    return f"… {tail}" if first else f"{space}{head} …" if last else f"{space}{head} … {tail}"


def _quoted(quote: Quote) -> str:
    text = " … ".join("".join(piece.text for piece in pieces) for pieces in quote.slices)
    return f"{quote.citation}: “{_short(text)}”"


def _short(text: str) -> str:
    return words.shortened(text, MOST_WORDS)
