"""corpus: many agreements at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli import running
from scorer.cli.options import Inputs, Output, gives_output, takes_inputs, takes_wanted
from scorer.cli.running import CORES

if TYPE_CHECKING:
    from scorer.corpus import Item, Limits, Outcome, Place
    from scorer.corpus.run import Progress
    from scorer.corpus.searching import Shelf
    from scorer.library import Wanted
    from scorer.store import Folder

_TABLES = ("survey", "trends", "shares", "adopters")  # of a report on many agreements
_ENDINGS = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}


@click.group()
def corpus() -> None:
    """Work on many agreements at once."""


@corpus.command("score")
@click.argument("sources", nargs=-1, required=True, metavar="DIR_OR_IDS...")
@click.option("-o", "--output", metavar="FILE", help="Answers: one row for each agreement and criterion (default: CSV on stdout).")
@click.option("--principles", metavar="FILE", help="Scores too: one row for each agreement and principle, and one for the whole.")
@click.option("--findings", metavar="FILE", help="Findings too: one row for each.")
@click.option("--workers", type=click.IntRange(1), default=CORES, help="Processes (default: one for each core).")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="The longest that one text may take (default: 300)."
)
@click.option("--memory", type=click.IntRange(1), metavar="MB", help="The most memory that one text may take (default: 800; Linux only).")
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), help="Of what goes to stdout (default: csv).")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Where the processes run.")
@click.option("--scheduler", metavar="ADDRESS", help="Scheduler of the dask cluster: tcp://HOST:8786.")
@click.option("--force", is_flag=True, help="Replace existing output.")
@takes_inputs(rubric=True, source=True, kept=True)
@click.pass_context
def score_corpus(  # noqa: PLR0913 - the options of the command
    context: click.Context,
    sources: tuple[str, ...],
    output: str | None,
    principles: str | None,
    findings: str | None,
    workers: int,
    timeout: float | None,
    memory: int | None,
    form: str | None,
    engine: str,
    scheduler: str | None,
    force: bool,
    inputs: Inputs,
) -> None:
    """Score many agreements into tidy tables: folders, files, ids of the library, globs, addresses (s3://...).

    FILE ends in .csv or .parquet; a folder or an address takes a data set of Parquet parts. An agreement that cannot be
    scored is a row that says why. What was found in published texts is kept, with --cache DIR what was found in any:
    the next run reads none of these again.
    """
    from scorer import corpus as many
    from scorer.corpus import cluster

    if engine == "dask" and not scheduler:
        raise click.UsageError("--engine dask needs --scheduler tcp://HOST:8786")
    places, form = _places({"criteria": output, "principles": principles, "findings": findings}, form)
    many.chunks.check(form)
    items = many.gather(sources, inputs.library_dir)
    job = many.Job(inputs.rubric, inputs.store, inputs.ocr, tuple(places), form)
    resumed = _ready(places, many.key(items, job) if any(place.many for place in places.values()) else "", force=force)
    limits = _limits(timeout, memory)
    with _progress(items) as progress:
        if engine == "dask":
            sets = {table: place for table, place in places.items() if place.many}
            answers = cluster.answers(items, cluster.Asked(job, sets, limits, resumed), scheduler=str(scheduler))
            places = {table: place for table, place in places.items() if not place.many}
        else:
            many.prepare(job)
            before = many.written_before(len(items), places) if resumed else None
            answers = many.local(items, job, workers=min(workers, len(items)), limits=limits, before=before)
        outcome = many.score(items, job, answers, places, progress)
    _tell(context, outcome, len(items), inputs.store)


@corpus.command("report")
@click.argument("sources", nargs=-1, metavar="[DIR_OR_IDS]...")
@click.option("--workers", type=click.IntRange(1), default=CORES, help="Processes (default: one for each core).")
@click.option("--table", type=click.Choice(_TABLES), default=_TABLES[0], show_default=True, help="Which table CSV and Parquet hold.")
@takes_inputs(rubric=True, source=True, kept=True)
@gives_output("html", "json", "csv", "xlsx", "parquet", default="html", dated=True)
@click.pass_context
def report_corpus(context: click.Context, sources: tuple[str, ...], workers: int, table: str, inputs: Inputs, out: Output) -> None:
    """Describe many agreements together (default: the whole library): trends, how provisions spread, rankings, percentiles, outliers.

    Agreements are ranked among those of their kind and decade, each with the places that doubt leaves open; those whose order is not
    settled share a group. What could not be scored, and what has no date, is named with the reason. XLSX holds all tables.
    """
    import shlex

    from scorer import corpus as many
    from scorer.report import outputs

    out.check()
    items = many.gather(sources or many.held(inputs.library_dir), inputs.library_dir)
    job = many.Job(inputs.rubric, inputs.store, inputs.ocr)
    with _progress(items) as progress:
        survey = many.report(items, job, options=inputs.told, workers=min(workers, len(items)), told=progress)
    words = ["scorer", "corpus", "report", *sorted(sources), "--rubric", str(inputs.told["rubric"]), "--date", out.date]
    out.write(outputs.corpus(survey, out.form or "html", date=out.date, command=shlex.join(words), table=table))
    unread = [each for each in survey.left_out if each.why in ("not_read", "not_scored")]
    for each in unread:
        click.echo(f"Error: {each.source}: {each.reason}", err=True)
    running.finish(context, len(unread), len(items))


@corpus.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--provision", default="*", show_default=True, metavar="GLOB", help="Only articles with such a finding: 'labor.*'.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most articles.")
@takes_wanted
@takes_inputs(rubric=False, kept=True)
@gives_output("text", "json", "csv", default="text")
def search_corpus(query: tuple[str, ...], provision: str, limit: int, wanted: Wanted, inputs: Inputs, out: Output) -> None:
    """Search the library, article by article, for words: as they stand, else for articles that hold all of them.

    Both spellings are found (labor, labour), and inflections. Understood are "a phrase", AND, OR, NOT, word*, brackets and NEAR(a b, 5).
    The first search indexes the library; later ones what has changed.
    """
    from scorer.corpus import searching
    from scorer.report import passages

    typed = " ".join(query)
    with _shelf(inputs, wanted) as shelf:
        found = searching.search(shelf, typed, provision=provision, limit=limit, told=_indexing)
    if out.form == "text":
        out.write("\n".join(passages.found_lines(found, typed)))
    else:
        out.write(passages.found_csv(found) if out.form == "csv" else passages.found_json(found, typed, provision))


@corpus.command("similar")
@click.argument("source")
@click.option("--at", "place", required=True, metavar="PLACE", help="eId (chp_19__art_19-5, art_19-5__para_1) or number (19.5).")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="The most agreements.")
@takes_wanted
@takes_inputs(rubric=False, source=True, kept=True)
@gives_output("text", "json", "csv", default="text")
def similar_clauses(source: str, place: str, limit: int, wanted: Wanted, inputs: Inputs, out: Output) -> None:
    """Find the clauses of other agreements in the library that are nearest to one of SOURCE, and what is different in them.

    Told are the provisions and loopholes found in one of the two only, then the words: [-only in yours-] {+only there+}.
    """
    from scorer.corpus import searching
    from scorer.report import passages

    with _shelf(inputs, wanted) as shelf:
        asked, near = searching.similar(shelf, running.findings(source, inputs), place, limit=limit, told=_indexing)
    if out.form == "text":
        out.write("\n".join(passages.near_lines(asked, near)))
    else:
        out.write(passages.near_csv(near) if out.form == "csv" else passages.near_json(asked, near))


@contextmanager
def _shelf(inputs: Inputs, wanted: Wanted) -> Iterator[Shelf]:
    """Name what is searched; where nothing shall be kept, the index lasts as long as the command."""
    import tempfile

    from scorer.corpus.searching import Shelf
    from scorer.store import Folder

    if inputs.store is not None:
        yield Shelf(inputs.library_dir, inputs.store, CORES, wanted)
        return
    with tempfile.TemporaryDirectory(prefix="scorer-") as folder:
        yield Shelf(inputs.library_dir, Folder(Path(folder)), CORES, wanted)


def _indexing(done: int, total: int) -> None:
    """Tell on a terminal how many agreements are indexed."""
    if sys.stderr.isatty():
        click.echo(f"\rindexing: {done} of {total} agreements{'' if done < total else chr(10)}", err=True, nl=False)


@corpus.command("calibrate")
@click.argument("sources", nargs=-1, required=True, metavar="DIR_OR_IDS...")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File (default: rubrics/calibration/RUBRIC.csv).")
@click.option("--workers", type=click.IntRange(1), default=CORES, help="Processes (default: one for each core).")
@takes_inputs(rubric=True, kept=True)
def calibrate(sources: tuple[str, ...], output: Path | None, workers: int, inputs: Inputs) -> None:
    """Score many agreements anew for the table by which a scorecard tells its place among comparable ones: figures, no text."""
    from scorer import corpus as many
    from scorer import pipeline, shipped

    items = many.gather(sources, inputs.library_dir)
    job = many.Job(inputs.rubric, inputs.store)
    text, left_out = many.calibrated(items, job, workers=min(workers, len(items)))
    target = output or shipped.calibration_file(pipeline.load_rubric(inputs.rubric).ref.id)
    Output(target, force=True).write(text)
    click.echo(f"{len(items) - left_out} agreements; {left_out} without a score or a date left out", err=True)


@corpus.command("clean")
@click.option("--all", "everything", is_flag=True, help="Delete what this version made too, and the index of searches.")
@click.option("--cache", "named", type=click.Path(path_type=Path, file_okay=False), help="Folder of findings, as for corpus score.")
def clean(everything: bool, named: Path | None) -> None:
    """Delete what other versions of the tool, its provisions or models have kept: findings, compiled provisions."""
    from scorer import cache, store
    from scorer import corpus as many
    from scorer.report.words import count

    root = named or cache.folder()
    if root is None:
        raise click.UsageError("SCORER_CACHE is empty, so nothing is kept; name a folder with --cache")
    gone = many.clean(store.Folder(root), everything=everything)
    texts, others = count(gone.entries, "text"), count(gone.others, "other file")
    click.echo(f"deleted findings in {texts} and {others}, {gone.size / 1e6:.1f} MB, from {root}", err=True)


def _ready(places: Mapping[str, Place], run: str, *, force: bool) -> bool:
    """Make places ready; return whether all are data sets in which parts of the same run may lie."""
    from scorer.corpus import sinks

    ready = [sinks.check(place, force=force, run=run) for place in places.values()]
    return all(ready)


def _limits(timeout: float | None, memory: int | None) -> Limits:
    """Return what one text may take; say where the system cannot hold the one that was asked for."""
    from scorer import corpus as many

    if memory and sys.platform != "linux":
        click.echo("Note: only Linux can limit the memory of a text; --memory has no effect here", err=True)
    return many.Limits(timeout or many.USUAL.seconds, memory or many.USUAL.megabytes)


def _places(files: Mapping[str, str | None], asked: str | None) -> tuple[dict[str, Place], str]:
    """Return the place of each table that is wanted, and the one form they have."""
    from scorer.corpus import Place

    named = {table: name for table, name in files.items() if name}
    if not named:
        if asked == "parquet" and sys.stdout.isatty():
            raise click.UsageError("Parquet cannot be shown on a terminal; name a file with -o")
        return {"criteria": Place(stream=sys.stdout.buffer)}, asked or "csv"
    ending = {table: Path(name).suffix.lower() for table, name in named.items()}
    unknown = [name for table, name in named.items() if ending[table] and ending[table] not in _ENDINGS]
    if unknown:
        raise click.UsageError(f"{unknown[0]}: a table ends in .csv or .parquet, a folder of parts has no ending")
    forms = {_ENDINGS.get(each, "parquet") for each in ending.values()}
    if len(forms) > 1:
        raise click.UsageError("the tables of a run are all .csv or all .parquet")
    form = forms.pop()
    if asked not in (None, form):
        raise click.UsageError(f"--format {asked} and the names of the tables differ; a folder of parts is Parquet")
    return {table: Place(name, many=not ending[table]) for table, name in named.items()}, form


@contextmanager
def _progress(items: tuple[Item, ...]) -> Iterator[Progress]:
    """Show on a terminal how far the run is, its rate and the time left; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.fields[done]} of {task.fields[count]}"), BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    # No thread of its own: processes are forked meanwhile. Measured in bytes, since a long text takes longer than a short one.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=sum(item.size for item in items), done=0, count=len(items))
        done = 0

        def progress(item: Item) -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=item.size, done=done, refresh=True)

        yield progress


def _tell(context: click.Context, outcome: Outcome, total: int, store: Folder | None) -> None:
    """Say on stderr what could not be scored, and end with the exit code of the contract."""
    from scorer.corpus.run import INTERRUPTED

    failed = {source: reason for source, reason in outcome.failed.items() if reason != INTERRUPTED}
    for source, reason in failed.items():
        told = reason.removeprefix(f"{source}: ").removeprefix(f"{Path(source).name}: ")  # most faults name the file themselves
        click.echo(f"Error: {source}: {told}", err=True)
    if outcome.interrupted:
        click.echo(f"interrupted: {outcome.scored} of {total} are done and written; {_resuming(store)}", err=True)
        context.exit(running.INPUT_UNUSABLE)
    running.finish(context, len(failed), total)


def _resuming(store: Folder | None) -> str:
    """Say what a next run need not do again."""
    if store is not None and store.named:
        return "run again with --force to go on from here"
    return (
        "run again with --force; it goes on from what is kept, which for texts of your own takes --cache DIR or an output folder of parts"
    )
