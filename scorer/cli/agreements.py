"""agreements: the library."""

from __future__ import annotations

from pathlib import Path

import click

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


@agreements.command("remove")
@click.argument("agreement_id", metavar="ID")
@takes_inputs(rubric=False)
def remove_agreement(agreement_id: str, inputs: Inputs) -> None:
    """Remove one agreement from the library."""
    from scorer import library

    library.remove(agreement_id, inputs.library_dir)
    click.echo(f"removed {agreement_id}", err=True)
