"""score and compare: agreements in, scorecards out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scorer.cli import running
from scorer.cli.options import Inputs, Output, gives_output, lays_out, takes_inputs
from scorer.errors import ScorerError

if TYPE_CHECKING:
    from scorer.model import Scorecard
    from scorer.report.views import Layout

FEWEST_COMPARED, MOST_COMPARED = 2, 6  # more columns than six cannot be read side by side


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--precedents", is_flag=True, help="Beside the model's wording, name signed clauses of the library that would do.")
@takes_inputs(rubric=True, source=True, reviewed=True, kept=True)
@lays_out
@gives_output("text", "html", "json", "csv", "xlsx", "parquet", default="text", dated=True)
@click.pass_context
def score(context: click.Context, sources: tuple[str, ...], precedents: bool, inputs: Inputs, layout: Layout, out: Output) -> None:
    """Make one scorecard for each SOURCE.

    With --precedents every agreement of the library is scored too; of those that answer a question in full, one of the same parties goes
    first, then the one whose clause is nearest in words.
    """
    from scorer import report

    if out.form == "html" and len(sources) > 1:
        raise click.UsageError("one HTML scorecard holds one agreement; use 'scorer compare' for several")
    cards, failed = running.cards(sources, inputs)
    cards = [_with_precedents(card, inputs) for card in cards] if precedents else cards
    if out.form == "text" and out.to_terminal:
        show(report.in_colour(cards, width=running.terminal_width(), colour=running.wants_colour()), sources)
    else:
        out.write(report.scorecards(cards, str(out.form), date=out.date, layout=layout))
    running.finish(context, failed, len(sources))


def _with_precedents(card: Scorecard, inputs: Inputs) -> Scorecard:
    from scorer.corpus.precedents import offered

    return offered(card, *running.precedents(card, inputs))


def show(text: str, sources: tuple[str, ...]) -> None:
    """Print a scorecard on a terminal, and on stderr what else can be had."""
    click.echo(text, nl=False, color=True)
    named = sources[0]
    click.echo(
        f"\nMore: scorer score {named} -o card.html (a page with every clause; .json and .csv too), "
        f"scorer detect {named} (what was found), scorer compare {named} OTHER -o both.html",
        err=True,
    )


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="A B...")
@click.option("--only", metavar="PRINCIPLE", help="Show only this principle.")
@takes_inputs(rubric=True, source=True, reviewed=True, kept=True)
@lays_out
@gives_output("html", "json", "csv", "xlsx", "parquet", "text", default="html", dated=True)
@click.pass_context
def compare(context: click.Context, sources: tuple[str, ...], only: str | None, inputs: Inputs, layout: Layout, out: Output) -> None:
    """Compare two to six agreements side by side, with the quoted clauses."""
    from scorer import report

    if not FEWEST_COMPARED <= len(sources) <= MOST_COMPARED:
        raise click.UsageError(f"compare takes {FEWEST_COMPARED} to {MOST_COMPARED} agreements, not {len(sources)}")
    if len(set(sources)) < len(sources):
        raise click.UsageError("compare takes each agreement once")
    cards, failed = running.cards(sources, inputs)
    usable = [card for card in cards if card.agreement.coverage.can_be_scored]
    if len(usable) < FEWEST_COMPARED:
        raise ScorerError("fewer than two of the sources could be scored, so there is nothing to compare")
    out.write(report.comparison(usable, str(out.form), date=out.date, only=only, layout=layout))
    running.finish(context, failed, len(sources))
