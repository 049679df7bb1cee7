"""detect and parse: what stands in one text; no points."""

from __future__ import annotations

import click

from scorer.cli import running
from scorer.cli.options import Inputs, Output, gives_output, takes_inputs


@click.command()
@click.argument("source")
@click.option("--provision", default="*", show_default=True, metavar="GLOB", help="Only provisions like this: 'labor.*'.")
@takes_inputs(rubric=False, source=True, reviewed=True, kept=True)
@gives_output("table", "json", "csv", "xlsx", "parquet", "review", default="table", dated=True)
@click.pass_context
def detect(context: click.Context, source: str, provision: str, inputs: Inputs, out: Output) -> None:
    """List the findings in SOURCE: quotation, citation, strength; no points."""
    from scorer import report, shipped

    inputs.check_reviews([source])
    findings = running.findings(source, inputs)
    research = shipped.provision_library().research
    out.write(report.findings(findings, str(out.form), provision=provision, date=out.date, research=research))
    running.finish(context, not running.can_be_scored(findings.agreement), 1)


@click.command()
@click.argument("source")
@takes_inputs(rubric=False, source=True)
@gives_output("outline", "json", "akn", default="outline")
def parse(source: str, inputs: Inputs, out: Output) -> None:
    """Show the structure found in SOURCE: an outline, JSON, or Akoma Ntoso XML (akn)."""
    from scorer import pipeline, report

    agreement = running.read(source, inputs)
    if out.form == "akn":
        out.write(pipeline.akn(agreement))
    else:
        out.write(report.structure(agreement, pipeline.parse(agreement), str(out.form)))
    running.warn(agreement, "this structure may mean little")
    running.warn(agreement, "this structure may mean little, and the text cannot be scored")
