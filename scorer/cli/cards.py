"""score and compare: agreements in, scorecards out."""

from __future__ import annotations

import click

from scorer.cli import running
from scorer.cli.options import Inputs, Output, gives_output, takes_inputs
from scorer.errors import ScorerError

FEWEST_COMPARED, MOST_COMPARED = 2, 6  # more columns than six cannot be read side by side


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@takes_inputs(rubric=True, source=True, reviewed=True)
@gives_output("text", "html", "json", "csv", default="text", dated=True)
@click.pass_context
def score(context: click.Context, sources: tuple[str, ...], inputs: Inputs, out: Output) -> None:
    """Make one scorecard for each SOURCE."""
    from scorer import report

    if out.form == "html" and len(sources) > 1:
        raise click.UsageError("one HTML scorecard holds one agreement; use 'scorer compare' for several")
    cards, failed = running.cards(sources, inputs)
    out.write(report.scorecards(cards, str(out.form), date=out.date))
    running.finish(context, failed, len(sources))


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="A B...")
@click.option("--only", metavar="PRINCIPLE", help="Show only this principle.")
@takes_inputs(rubric=True, source=True, reviewed=True)
@gives_output("html", "json", "csv", "text", default="html", dated=True)
@click.pass_context
def compare(context: click.Context, sources: tuple[str, ...], only: str | None, inputs: Inputs, out: Output) -> None:
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
    out.write(report.comparison(usable, str(out.form), date=out.date, only=only))
    running.finish(context, failed, len(sources))
