"""The same agreements under several rubrics: totals side by side, and pairs whose order hangs on the rubric."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import combinations

from rich.console import Console
from rich.table import Table

from scorer.model import RubricRef, Scorecard
from scorer.report import joint, text, words
from scorer.report.columns import no_score

WIDTH = 140  # characters of a line on a terminal
Cards = Mapping[RubricRef, Sequence[Scorecard]]


def side_by_side(cards: Cards) -> str:
    """Return one row for each agreement with its total under each rubric, and a sentence for each pair that is ordered differently."""
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("agreement", overflow="fold")
    for rubric in cards:
        table.add_column(_name(rubric), overflow="fold")
    columns = list(cards.values())
    for turn, card in enumerate(columns[0]):
        table.add_row(card.agreement.short, *(_total(column[turn]) for column in columns))
    out = io.StringIO()
    Console(file=out, width=WIDTH, markup=False, highlight=False, no_color=True).print(table)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join(text.clean(line) for line in [*lines, "", *_orders(cards)])


def _name(rubric: RubricRef) -> str:
    return f"{rubric.id} {rubric.version}"


def _total(card: Scorecard) -> str:
    """Return a total with range and label, or why there is none."""
    overall = card.overall
    if overall.score is None:
        return f"none: {no_score(card)}"
    return f"{words.whole(overall.score)} ({words.interval(overall.interval)}), {overall.label}"


def _orders(cards: Cards) -> list[str]:
    """Say of each pair of agreements how each rubric orders it, where they differ."""
    columns = list(cards.items())
    lines = []
    for one, other in combinations(range(len(columns[0][1])), 2):
        orders = {_name(rubric): _order(column[one], column[other]) for rubric, column in columns}
        if len(set(orders.values())) > 1:
            told = "; ".join(f"{order} under {name}" for name, order in orders.items())
            lines.append(f"{columns[0][1][one].agreement.short} and {columns[0][1][other].agreement.short}: {told}.")
    if lines or len(columns[0][1]) < 2:
        return lines
    return ["Every pair is ordered alike, or left unordered alike, under these rubrics."]


def _order(one: Scorecard, other: Scorecard) -> str:
    share = joint.share_above(one, other)
    if share is None:
        return "not comparable"
    if joint.indistinct(one, share):
        return "indistinct"
    return f"{(one if share > 0.5 else other).agreement.short} is higher"
