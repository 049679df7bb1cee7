"""Command line: options in, one pipeline call, text out.

A module holds the commands of one kind; a command imports what it needs when it runs, so that ``scorer --help`` answers at once.
"""

from __future__ import annotations

import atexit
import gc
import logging
import sys

import click

from scorer import __version__
from scorer.cli.agreements import agreements
from scorer.cli.cards import compare, score
from scorer.cli.corpus import corpus
from scorer.cli.doctor import doctor
from scorer.cli.drafts import diff
from scorer.cli.measuring import evaluate, train
from scorer.cli.rubrics import rubric
from scorer.cli.running import INPUT_UNUSABLE
from scorer.cli.testimony import testimony
from scorer.cli.texts import detect, parse
from scorer.errors import ScorerError

GARBAGE_AFTER = 200_000  # objects between two looks for garbage; a run makes few cycles, and looking after 700 costs a fifth of its time


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
    atexit.register(gc.freeze)  # a process that ends gives all back at once; to look for garbage first takes half a second after a treaty
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(message)s", stream=sys.stderr)


for command in (score, compare, diff, testimony, detect, parse, agreements, corpus, rubric, evaluate, train, doctor):
    main.add_command(command)
