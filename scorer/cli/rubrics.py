"""rubric: rubrics and provisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from scorer.cli import running
from scorer.cli.options import Inputs, Output, gives_output, takes_inputs
from scorer.errors import ScorerError

FEWEST_COMPARED = 2


@click.group()
def rubric() -> None:
    """Show and check rubrics and provisions."""


@rubric.command("list")
def list_rubrics() -> None:
    """List the bundled rubrics."""
    from scorer import rubrics

    click.echo("\n".join(rubrics.headlines()))


@rubric.command("show")
@click.argument("name", default="just-trade")
@click.option("--schema", metavar="NAME", help="Show a JSON Schema instead: of rubric/1, review/1, scorecard/1 or another kind of file.")
def show_rubric(name: str, schema: str | None) -> None:
    """Show the principles, criteria and weights of a rubric."""
    from scorer import rubrics

    click.echo(rubrics.json_schema(schema) if schema else "\n".join(rubrics.lines(name)))


@rubric.command("new")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "base", default="just-trade", show_default=True, help="Rubric to start from.")
def new_rubric(path: Path, base: str) -> None:
    """Begin a rubric of your own: a file that extends another one and spells out its principles and weights."""
    from scorer.scoring import starter

    starter.begin(path, base)
    click.echo(f"{path}: change it, then run scorer rubric check {path}")


@rubric.command("compare")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--rubric", "rubrics", multiple=True, metavar="NAME", help="Bundled rubric or a file; give two or more.")
@takes_inputs(rubric=False, source=True, reviewed=True, kept=True)
@gives_output("text", "json", "csv", default="text")
@click.pass_context
def compare_rubrics(context: click.Context, sources: tuple[str, ...], rubrics: tuple[str, ...], inputs: Inputs, out: Output) -> None:
    """Score the same agreements under several rubrics, and say which pairs are ordered differently."""
    from scorer import report
    from scorer.report.rubrics import side_by_side

    if len(rubrics) < FEWEST_COMPARED:
        raise click.UsageError("name two or more rubrics, each with --rubric")
    made = {}
    for name in rubrics:
        cards, failed = running.cards(sources, replace(inputs, rubric=name))
        if not cards:
            raise ScorerError("none of the sources could be read, so there is nothing to compare")
        made[cards[0].rubric] = cards
    if len(made) < len(rubrics):
        raise click.UsageError("two of these rubrics are the same")
    every = [card for cards in made.values() for card in cards]
    out.write(side_by_side(made) if out.form == "text" else report.scorecards(every, str(out.form), date=""))
    running.finish(context, failed, len(sources))


@rubric.command("check")
@click.argument("name", default="just-trade")
@click.pass_context
def check_rubric(context: click.Context, name: str) -> None:
    """Check a rubric and the provision library: every fault with file, line and column; exit code 1 if there is one."""
    from scorer import rubrics

    faults = rubrics.faults(name)
    click.echo("\n".join(faults) if faults else f"{name}: no faults")
    if faults:
        context.exit(1)
