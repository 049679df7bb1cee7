"""Every answer at a glance: a row for each principle and agreement, a sign for each question."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.report import words
from scorer.report.pictures.shapes import Picture, Shape, Strip, across
from scorer.report.views import Answer, Link, PrincipleView

_MOST = 14  # signs in a line: with more they touch each other on a phone
_CELL = 22  # pixels a line


def pictures(principles: Sequence[PrincipleView]) -> tuple[Picture, ...]:
    """Return the signs of all answers; their table is the list of questions below it."""
    rows = tuple(_strip(view, turn) for view in principles if view.questions for turn in range(len(view.questions[0].answers)))
    legend = tuple((f"c-{key.replace('_', '-')}", words.OUTCOMES[key]) for key in ("met", "partly_met", "not_met", "not_assessed"))
    caption = "Every answer, one sign for each question, in the order of the list below."
    return (Picture("heat", caption, legend, (), rows),) if rows else ()


def _strip(view: PrincipleView, turn: int) -> Strip:
    """Return the answers of one agreement to the questions of one principle."""
    answers = [question.answers[turn] for question in view.questions]
    several = len(view.questions[0].answers) > 1
    shapes = tuple(_cell(place, answer) for place, answer in enumerate(answers))
    lines = -(-len(answers) // _MOST)
    told = f"{answers[0].short}: {view.cells[turn].counts}."
    name = Link(view.title, view.anchor) if turn == 0 else Link("", None)
    return Strip(name, told, lines * _CELL, shapes, answers[0].short if several else "")


def _cell(place: int, answer: Answer) -> Shape:
    """Draw one answer: the sign of its state on its ground."""
    line, column = divmod(place, _MOST)
    return Shape("sign", f"c-{answer.state.key}", across(column + 0.5, of=_MOST), line * _CELL + _CELL // 2)
