"""agreements: the library."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli import running
from scorer.cli.options import Inputs, Output, gives_output, takes_inputs, takes_wanted

if TYPE_CHECKING:
    from scorer.library import Wanted

# Those of ``library.entries.Kind``, which takes too long to import for --help.
KINDS = ("comprehensive", "goods_only", "framework", "sectoral", "investment", "draft")


@click.group()
def agreements() -> None:
    """Look after the library of agreements."""


@agreements.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind, where somebody has judged it.")
@click.option("--language", type=click.Choice(("en", "es", "fr")), help="Only with a text in this language.")
@click.option("--status", type=click.Choice(("signed", "in_force", "ended")), help="Only of this status, as the catalogue records it.")
@click.option("--held", is_flag=True, help="Only those whose text is in the library.")
@takes_wanted
@takes_inputs(rubric=False)
@gives_output("text", "ids", "csv", "json", default="text")
def list_agreements(  # noqa: PLR0913 - the options of the command
    words: tuple[str, ...],
    kind: str | None,
    language: str | None,
    status: str | None,
    held: bool,
    wanted: Wanted,
    inputs: Inputs,
    out: Output,
) -> None:
    """List known agreements, all or those with WORDS in id, title or type, and say which of them are in the library.

    CSV and JSON hold all that is known of each, with its numbers in ToTA and in the WTO's database. The ids alone can go on to another
    command: scorer agreements fetch $(scorer agreements list --party CHL --format ids)
    """
    from scorer import library
    from scorer.report import outputs

    asked = replace(wanted, words=words, kind=kind, language=language, status=status, held=held)
    found = library.listing(asked, folder=inputs.library_dir)
    if not found:
        click.echo("no known agreement is like that", err=True)
    if out.form in ("text", "ids"):
        out.write("\n".join(library.listed(found, ids=out.form == "ids")) if found else b"")
    else:
        out.write(outputs.catalogue(library.rows(found), out.form or "csv"))


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
    running.warn(agreement, "it is in the library but cannot be scored")


@agreements.command("fetch")
@click.argument("ids", nargs=-1, metavar="ID...")
@click.option("--all", "every", is_flag=True, help="Fetch every text of the catalogue (450 files, about 53 MB).")
@click.option("--mirror", metavar="DIR_OR_URL", help="Take the files from a copy of the collection instead of where it is published.")
@click.option("--force", is_flag=True, help="Fetch what is there again, in place of it.")
@takes_inputs(rubric=False)
@click.pass_context
def fetch_agreements(context: click.Context, ids: tuple[str, ...], every: bool, mirror: str | None, force: bool, inputs: Inputs) -> None:
    """Download published texts into the library, each checked by its SHA-256; what is there is not fetched again."""
    from scorer import library

    if bool(ids) == every:
        raise click.UsageError("name the agreements to fetch, or give --all")
    tota = library.shipped_catalogue().tota
    length = len(ids) or len(library.shipped_catalogue().entries)
    with click.progressbar(
        library.fetch(ids, folder=inputs.library_dir, mirror=mirror, force=force), length, hidden=not sys.stderr.isatty(), file=sys.stderr
    ) as steps:
        done = list(steps)
    of_state = {state: [each for each in done if each.state == state] for state in ("fetched", "held", "failed", "not_tried")}
    for each in of_state["failed"]:
        click.echo(f"Error: {each.reason}", err=True)
    if untried := of_state["not_tried"]:
        again = "type the same again to go on: what is there is not fetched again"
        click.echo(f"Error: {len(untried)} more were not tried, for {untried[0].reason}; {again}", err=True)
    failed = len(of_state["failed"]) + len(untried)
    click.echo(f"fetched {len(of_state['fetched'])}, there already {len(of_state['held'])}, failed {failed}", err=True)
    if of_state["fetched"]:
        click.echo(f"From {tota.title}, licence {tota.licence}: {tota.terms}. Cite: {tota.cite}", err=True)
    if failed:
        context.exit(running.INPUT_UNUSABLE)


@agreements.command("remove")
@click.argument("agreement_id", metavar="ID")
@takes_inputs(rubric=False)
def remove_agreement(agreement_id: str, inputs: Inputs) -> None:
    """Remove one agreement from the library, and its words from the index of searches."""
    from scorer import cache, corpus, library

    library.remove(agreement_id, inputs.library_dir)
    kept = cache.folder()
    if kept:
        corpus.forget(agreement_id, kept)
    click.echo(f"removed {agreement_id}", err=True)
