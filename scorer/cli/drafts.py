"""diff: two drafts in, what changed out."""

from __future__ import annotations

import shlex

import click

from scorer.cli import running
from scorer.cli.options import Inputs, Output, gives_output, takes_inputs


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--brackets", is_flag=True, help="Also score NEW with each of its brackets accepted and rejected (two more readings for each)."
)
@takes_inputs(rubric=True, source=True, reviewed=True, kept=True)
@gives_output("text", "html", "json", default="text", dated=True)
@click.pass_context
def diff(context: click.Context, old: str, new: str, brackets: bool, inputs: Inputs, out: Output) -> None:
    """Show what changed between two drafts, OLD and NEW, and which edit moved which score by how much."""
    from scorer import pipeline, report

    cards, failed = running.cards((old, new), inputs)
    if not failed:
        asked = ["--rubric", inputs.rubric, "--format", str(out.form), "--date", out.date, *(["--brackets"] if brackets else [])]
        command = shlex.join(["scorer", "diff", old, new, *asked])
        changed = pipeline.diff(cards[0], cards[1], pipeline.load_rubric(inputs.rubric), brackets=brackets)
        out.write(report.differences(changed, str(out.form), date=out.date, command=command))
    running.finish(context, failed, 2)
