"""agreements: the library."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scorer.cli import running
from scorer.cli.options import Inputs, takes_inputs


@click.group()
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
    failed = [each for each in done if each.state == "failed"]
    for each in failed:
        click.echo(f"Error: {each.reason}", err=True)
    fetched = [each.id for each in done if each.state == "fetched"]
    click.echo(f"fetched {len(fetched)}, there already {len(done) - len(fetched) - len(failed)}, failed {len(failed)}", err=True)
    if fetched:
        click.echo(f"The texts are from {tota.title}, {tota.licence}. Cite: {tota.cite}", err=True)
    if failed:
        context.exit(running.INPUT_UNUSABLE)


@agreements.command("remove")
@click.argument("agreement_id", metavar="ID")
@takes_inputs(rubric=False)
def remove_agreement(agreement_id: str, inputs: Inputs) -> None:
    """Remove one agreement from the library."""
    from scorer import library

    library.remove(agreement_id, inputs.library_dir)
    click.echo(f"removed {agreement_id}", err=True)
