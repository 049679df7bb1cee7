"""evaluate and train: against the coding of experts."""

from __future__ import annotations

from pathlib import Path

import click

from scorer.cli.options import Output, gives_output


@click.command()
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
    from scorer import pipeline, shipped
    from scorer.report import evaluation as pages

    walks = evaluation.crosswalks(provisions=shipped.provision_library().provisions)
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


@click.command()
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
    from scorer import pipeline, shipped
    from scorer.evaluate import train as training

    for name, text in pipeline.train(training.Data(gold, corpus, facts, checks)).items():
        Output((models or shipped.models_dir()) / name, force=True).write(text)
