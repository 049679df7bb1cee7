"""What several commands do: read sources, score them, end with the exit code of the contract."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from scorer.cli.options import Inputs
from scorer.errors import ScorerError

if TYPE_CHECKING:
    from scorer.corpus.precedents import Precedent
    from scorer.model import Agreement, Findings, Scorecard

INPUT_UNUSABLE = 3  # exit code of the contract: an input could not be used, or some of many could not
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
EASY_WIDTH = 120  # columns; longer lines of running text tire the eye


def read(source: str, inputs: Inputs) -> Agreement:
    """Read one SOURCE."""
    from scorer import pipeline

    return pipeline.read(source, library_dir=inputs.library_dir, recognise=inputs.ocr)


def findings(source: str, inputs: Inputs) -> Findings:
    """Find every provision in one SOURCE."""
    from scorer import keeping, store

    kept = store.open_store(inputs.store) if inputs.store else None
    verdicts = inputs.review_of(source)
    return keeping.found(source, kept, library_dir=inputs.library_dir, recognise=inputs.ocr, review=verdicts)


def cards(sources: Sequence[str], inputs: Inputs) -> tuple[list[Scorecard], int]:
    """Score each source; what cannot be used is told on stderr and counted."""
    from scorer import pipeline

    inputs.check_reviews(sources)
    rubric = pipeline.load_rubric(inputs.rubric)
    made = []
    failed = 0
    for source in sources:
        try:
            card = pipeline.rate(findings(source, inputs), rubric, options=inputs.told)
        except ScorerError as error:
            if len(sources) == 1:
                raise
            click.echo(f"Error: {error}", err=True)
            failed += 1
            continue
        failed += not can_be_scored(card.agreement)
        made.append(card)
    return made, failed


def precedents(card: Scorecard, inputs: Inputs) -> tuple[Mapping[str, Precedent], int]:
    """Return signed clauses of the library that answer what a scorecard answers badly, by criterion, and how many agreements were searched.

    Raises:
        LibraryError: The library holds no agreement.
    """
    from scorer import corpus as many
    from scorer.corpus import precedents

    items = many.gather(many.held(inputs.library_dir), inputs.library_dir)
    if sys.stderr.isatty():
        click.echo(f"looking for precedents in {len(items)} agreements of the library", err=True)
    return precedents.precedents(card, items, many.Job(inputs.rubric, inputs.store), workers=CORES), len(items)


def can_be_scored(agreement: Agreement) -> bool:
    """Tell on stderr why a text cannot be scored."""
    from scorer import library

    refusal = library.refusal(agreement)
    if refusal:
        click.echo(f"Error: {refusal}", err=True)
    return refusal is None


def warn(agreement: Agreement, consequence: str) -> None:
    """Tell on stderr where a text that was taken cannot be scored, and why."""
    from scorer import library

    refusal = library.refusal(agreement)
    if refusal:
        click.echo(f"Note: {consequence}: {refusal}", err=True)


def wants_colour() -> bool:
    """Tell whether colours are welcome: https://no-color.org."""
    return not os.environ.get("NO_COLOR")


def terminal_width() -> int:
    """Return the columns of the terminal, at most as many as can be read with ease."""
    return min(shutil.get_terminal_size().columns, EASY_WIDTH)


def finish(context: click.Context, failed: int, total: int) -> None:
    """End with the exit code of the contract."""
    if failed and total > 1:
        click.echo(f"{failed} of {total} sources could not be scored", err=True)
    if failed:
        context.exit(INPUT_UNUSABLE)
