"""Command line: options in, one pipeline call, text out."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer import __version__
from scorer.cli_options import Inputs, Output, gives_output, takes_inputs
from scorer.errors import ScorerError

if TYPE_CHECKING:
    from scorer.model import Agreement, Findings, Scorecard

INPUT_UNUSABLE = 3  # exit code of the contract: an input could not be used, or some of many could not
GARBAGE_AFTER = 200_000  # objects between two looks for garbage; a run makes few cycles, and looking after 700 costs a fifth of its time
FEWEST_COMPARED, MOST_COMPARED = 2, 6  # more columns than six cannot be read side by side


class Scorer(click.Group):
    """Turn what a user can mend into one sentence and exit code 3."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ScorerError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(INPUT_UNUSABLE)
        except BrokenPipeError:
            raise  # the reader of a pipe went away: click ends quietly
        except OSError as error:
            click.echo(f"Error: {error.filename or 'the output'}: {error.strerror}; check space and permissions", err=True)
            ctx.exit(INPUT_UNUSABLE)


@click.group(cls=Scorer, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="scorer")
@click.option("--verbose", is_flag=True, help="Tell on stderr what is being done.")
def main(verbose: bool) -> None:
    """Read trade agreements, find what they bind the Parties to, and score them against just-trade principles.

    SOURCE is an id in the library (nafta, model-just), a file (PDF, DOCX, HTML, Markdown, plain text, ToTA XML,
    Akoma Ntoso), a folder of chapter files, or a folder with agreement.yaml.
    """
    gc.set_threshold(GARBAGE_AFTER)
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(message)s", stream=sys.stderr)


# --- what several commands do ------------------------------------------------------------------------------------------------------


def _read(source: str, inputs: Inputs) -> Agreement:
    from scorer import pipeline

    return pipeline.read(source, library_dir=inputs.library_dir, recognise=inputs.ocr)


def _findings(source: str, inputs: Inputs) -> Findings:
    from scorer import pipeline

    return pipeline.find(_read(source, inputs))


def _cards(sources: Sequence[str], inputs: Inputs) -> tuple[list[Scorecard], int]:
    """Score each source; what cannot be used is told on stderr and counted."""
    from scorer import pipeline

    rubric = pipeline.load_rubric(inputs.rubric)
    cards = []
    failed = 0
    for source in sources:
        try:
            card = pipeline.rate(_findings(source, inputs), rubric)
        except ScorerError as error:
            if len(sources) == 1:
                raise
            click.echo(f"Error: {error}", err=True)
            failed += 1
            continue
        failed += not _can_be_scored(card.agreement)
        cards.append(card)
    return cards, failed


def _can_be_scored(agreement: Agreement) -> bool:
    """Tell on stderr why a text cannot be scored."""
    from scorer import pipeline

    refusal = pipeline.refusal(agreement)
    if refusal:
        click.echo(f"Error: {refusal}", err=True)
    return refusal is None


def _finish(context: click.Context, failed: int, total: int) -> None:
    """End with the exit code of the contract."""
    if failed and total > 1:
        click.echo(f"{failed} of {total} sources could not be scored", err=True)
    if failed:
        context.exit(INPUT_UNUSABLE)


# --- commands ---------------------------------------------------------------------------------------------------------------------


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@takes_inputs(rubric=True, source=True)
@gives_output("text", "html", "json", "csv", default="text", dated=True)
@click.pass_context
def score(context: click.Context, sources: tuple[str, ...], inputs: Inputs, out: Output) -> None:
    """Make one scorecard for each SOURCE."""
    from scorer import report

    if out.form == "html" and len(sources) > 1:
        raise click.UsageError("one HTML scorecard holds one agreement; use 'scorer compare' for several")
    cards, failed = _cards(sources, inputs)
    out.write(report.scorecards(cards, str(out.form), date=out.date))
    _finish(context, failed, len(sources))


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="A B...")
@click.option("--only", metavar="PRINCIPLE", help="Show only this principle.")
@takes_inputs(rubric=True, source=True)
@gives_output("html", "json", "csv", "text", default="html", dated=True)
@click.pass_context
def compare(context: click.Context, sources: tuple[str, ...], only: str | None, inputs: Inputs, out: Output) -> None:
    """Compare two to six agreements side by side, with the quoted clauses."""
    from scorer import report

    if not FEWEST_COMPARED <= len(sources) <= MOST_COMPARED:
        raise click.UsageError(f"compare takes {FEWEST_COMPARED} to {MOST_COMPARED} agreements, not {len(sources)}")
    if len(set(sources)) < len(sources):
        raise click.UsageError("compare takes each agreement once")
    cards, failed = _cards(sources, inputs)
    usable = [card for card in cards if card.agreement.coverage.can_be_scored]
    if len(usable) < FEWEST_COMPARED:
        raise ScorerError("fewer than two of the sources could be scored, so there is nothing to compare")
    out.write(report.comparison(usable, str(out.form), date=out.date, only=only))
    _finish(context, failed, len(sources))


@main.command()
@click.argument("source")
@click.option("--provision", default="*", show_default=True, metavar="GLOB", help="Only provisions like this: 'labor.*'.")
@takes_inputs(rubric=False, source=True)
@gives_output("table", "json", "csv", default="table")
@click.pass_context
def detect(context: click.Context, source: str, provision: str, inputs: Inputs, out: Output) -> None:
    """List the findings in SOURCE: quotation, citation, strength; no points."""
    from scorer import pipeline, report

    findings = _findings(source, inputs)
    out.write(report.findings(findings, str(out.form), provision=provision, research=pipeline.provision_library().research))
    _finish(context, not _can_be_scored(findings.agreement), 1)


@main.command()
@click.argument("source")
@takes_inputs(rubric=False, source=True)
@gives_output("outline", "json", "akn", default="outline")
def parse(source: str, inputs: Inputs, out: Output) -> None:
    """Show the structure found in SOURCE: an outline, JSON, or Akoma Ntoso XML (akn)."""
    from scorer import pipeline, report

    agreement = _read(source, inputs)
    if out.form == "akn":
        out.write(pipeline.akn(agreement))
    else:
        out.write(report.structure(agreement, pipeline.parse(agreement), str(out.form)))


@main.command()
@click.option("--gold", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, help="Folder of expert labels.")
@click.option(
    "--corpus", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, help="Folder of the texts they name."
)
@click.option(
    "--by", type=click.Choice(["provision", "agreement"]), default="provision", show_default=True, help="How a table is laid out."
)
@click.option("--codes", default="", metavar="CODE,...", help="Only these codes, separated by commas.")
@click.option("--min", "floor", type=click.FloatRange(0, 1), metavar="FIGURE", help="End with exit code 1 where mean F1 on TREND is lower.")
@gives_output("table", "json", "html", default="table", dated=True)
def evaluate(gold: Path, corpus: Path, by: str, codes: str, floor: float | None, out: Output) -> None:
    """Compare findings with the coding of experts: precision, recall, F1 and kappa of every code."""
    import json

    from scorer import evaluate as evaluation
    from scorer import pipeline
    from scorer.report import evaluation as pages

    walks = evaluation.crosswalks(provisions=pipeline.provision_library().provisions)
    chosen = tuple(code.strip() for code in codes.split(",") if code.strip())
    done = evaluation.evaluate(gold, corpus, walks, pipeline.find_in, codes=chosen, workers=evaluation.WORKERS)
    written = {
        "table": lambda: "\n".join(evaluation.as_lines(done, by=by)),
        "json": lambda: json.dumps(evaluation.as_data(done), ensure_ascii=False, indent=2),
        "html": lambda: pages.page(evaluation.as_data(done), date=out.date),
    }
    out.write(written[str(out.form)]())
    reached = done.headline("trend", common=not chosen)
    if floor is not None and (reached is None or reached < floor):
        click.echo(f"mean F1 on TREND is {'not defined' if reached is None else f'{reached:.3f}'}, below {floor:g}", err=True)
        click.get_current_context().exit(1)


@main.command()
@click.option("--gold", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, help="Folder of expert labels.")
@click.option(
    "--corpus", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True, help="Folder of the texts they name."
)
@click.option(
    "--facts", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True, help="File of known answers, JSON lines."
)
@click.option("--checks", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="CSV of findings checked by hand.")
@click.option("--models", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to (default: rubrics/models).")
def train(gold: Path, corpus: Path, facts: Path, checks: Path | None, models: Path | None) -> None:
    """Learn the files of rubrics/models again: how sure findings are, and grades that experts gave."""
    from scorer import pipeline
    from scorer.evaluate import train as training

    for name, text in pipeline.train(training.Data(gold, corpus, facts, checks)).items():
        Output((models or pipeline.models_dir()) / name, force=True).write(text)


@main.group()
def agreements() -> None:
    """Look after the library of agreements."""


@agreements.command("list")
@takes_inputs(rubric=False)
def list_agreements(inputs: Inputs) -> None:
    """List known agreements and say which of them are in the library."""
    from scorer import library

    click.echo("\n".join(library.listing(inputs.library_dir)))


@agreements.command("show")
@click.argument("agreement_id", metavar="ID")
@takes_inputs(rubric=False)
def show_agreement(agreement_id: str, inputs: Inputs) -> None:
    """Show what is known about one agreement and where its text is."""
    from scorer import library

    click.echo("\n".join(library.describe(agreement_id, inputs.library_dir)))


@agreements.command("add")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--id", "agreement_id", metavar="ID", help="Name in the library (default: from the catalogue, else the file's name).")
@click.option("--title", help="Title (default: from the catalogue or the file).")
@click.option("--short", help="Short name for citations, such as TPP.")
@click.option("--force", is_flag=True, help="Replace an agreement that is there.")
@takes_inputs(rubric=False)
def add_agreement(path: Path, agreement_id: str | None, title: str | None, short: str | None, force: bool, inputs: Inputs) -> None:
    """Put a copy of a file or folder into the library."""
    from scorer import library, sources

    agreement = sources.read(path)  # refuses what cannot be read before anything is copied
    added = library.add(path, agreement_id, folder=inputs.library_dir, title=title, short=short, read=agreement, force=force)
    click.echo(f"added {added}", err=True)


@agreements.command("remove")
@click.argument("agreement_id", metavar="ID")
@takes_inputs(rubric=False)
def remove_agreement(agreement_id: str, inputs: Inputs) -> None:
    """Remove one agreement from the library."""
    from scorer import library

    library.remove(agreement_id, inputs.library_dir)
    click.echo(f"removed {agreement_id}", err=True)


@main.group()
def rubric() -> None:
    """Show and check rubrics and provisions."""


@rubric.command("list")
def list_rubrics() -> None:
    """List the bundled rubrics."""
    from scorer import pipeline

    click.echo("\n".join(pipeline.rubric_headlines()))


@rubric.command("show")
@click.argument("name", default="just-trade")
@click.option("--schema", metavar="NAME", help="Show a JSON Schema instead: rubric/1, criteria/1 or provisions/1.")
def show_rubric(name: str, schema: str | None) -> None:
    """Show the principles, criteria and weights of a rubric."""
    from scorer import pipeline

    click.echo(pipeline.json_schema(schema) if schema else "\n".join(pipeline.rubric_lines(name)))


@rubric.command("new")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "base", default="just-trade", show_default=True, help="Rubric to start from.")
def new_rubric(path: Path, base: str) -> None:
    """Begin a rubric of your own: a file that extends another one and spells out its principles and weights."""
    from scorer import pipeline

    pipeline.begin_rubric(path, base)
    click.echo(f"{path}: change it, then run scorer rubric check {path}")


@rubric.command("check")
@click.argument("name", default="just-trade")
@click.pass_context
def check_rubric(context: click.Context, name: str) -> None:
    """Check a rubric and the provision library: every fault with file, line and column; exit code 1 if there is one."""
    from scorer import pipeline

    faults = pipeline.check_rubric(name)
    click.echo("\n".join(faults) if faults else f"{name}: no faults")
    if faults:
        context.exit(1)
