"""testimony: one agreement in, an exhibit for a hearing out."""

from __future__ import annotations

import functools
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorer.cli import running
from scorer.cli.options import Command, Inputs, Output, gives_output, takes_inputs
from scorer.errors import ScorerError

if TYPE_CHECKING:
    from scorer.model import Findings, Scorecard
    from scorer.report.testimony.given import Order

MOST_LENT = 15  # questions for which precedents are read: more than a testimony has requests, since requests about one clause are one
MOST_COMPARED = 3  # further agreements: with more, the columns of a page become too narrow to read
_EXHIBIT, _CITATIONS, _PAPER = "Exhibit A", "plain", "letter"
_DEFAULTS = (("exhibit", _EXHIBIT), ("citations", _CITATIONS), ("paper", _PAPER))  # need not be typed again
_COVER = ("exhibit", "body", "by", "organisation", "docket", "contact")


def _takes_cover(command: Command) -> Command:
    """Add the facts of the cover to a command, which receives those given as ``cover``."""

    @functools.wraps(command)
    def bundled(*args: object, **options: object) -> None:
        facts = {name: options.pop(name) for name in _COVER}
        command(*args, cover={name: fact for name, fact in facts.items() if fact}, **options)

    wrapped = click.option("--contact", help="Where readings can be contested.")(bundled)
    wrapped = click.option("--docket", help="Number of the docket or investigation.")(wrapped)
    wrapped = click.option("--organisation", help="For whom the witness speaks.")(wrapped)
    wrapped = click.option("--by", help="Name of the witness.")(wrapped)
    wrapped = click.option("--for", "body", metavar="TEXT", help="Before whom: body, hearing, date of the hearing.")(wrapped)
    return click.option("--exhibit", default=_EXHIBIT, show_default=True, help="Label of the exhibit, on every page.")(wrapped)


def _takes_layout(command: Command) -> Command:
    """Add length, page limit, style of citation and paper to a command, which receives them as ``layout``."""

    @functools.wraps(command)
    def bundled(*args: object, length: str, max_pages: int | None, citations: str, paper: str, **options: object) -> None:
        layout = {"length": length, "max_pages": max_pages, "citations": citations, "paper": paper}
        command(*args, layout=layout, **options)

    wrapped = click.option("--paper", type=click.Choice(["letter", "a4"]), default=_PAPER, show_default=True, help="Paper size.")(bundled)
    told = "How full citations are written."
    wrapped = click.option("--citations", type=click.Choice(["plain", "bluebook"]), default=_CITATIONS, show_default=True, help=told)(
        wrapped
    )
    told = "Leave out parts from the end until it fits; never citations, limits or what was not read."
    wrapped = click.option("--max-pages", type=click.IntRange(min=1), help=told)(wrapped)
    told = "short: 2 pages; standard: 6 to 8; full: with the articles relied on."
    return click.option("--length", type=click.Choice(["short", "standard", "full"]), default="standard", show_default=True, help=told)(
        wrapped
    )


@click.command()
@click.argument("source")
@click.argument("others", nargs=-1, metavar="[OTHER...]")
@click.option("--principle", "principles", multiple=True, metavar="PRINCIPLE", help="Only this principle; may be repeated (default: all).")
@click.option("--precedents", is_flag=True, help="Take wording to ask for from the agreements of the library that answer in full.")
@_takes_cover
@_takes_layout
@takes_inputs(rubric=True, source=True, kept=True)
@gives_output("docx", "pdf", "html", "md", default="html", dated=True)
@click.pass_context
def testimony(  # noqa: PLR0913 - one parameter for each bundle of options
    context: click.Context,
    source: str,
    others: tuple[str, ...],
    principles: tuple[str, ...],
    precedents: bool,
    cover: dict[str, str],
    layout: dict[str, object],
    inputs: Inputs,
    out: Output,
) -> None:
    """Write an exhibit on SOURCE: numbered findings, quoted clauses with legal citations, requests.

    Up to three OTHER agreements are compared with it, and lend their wording. With --precedents so does the whole library: of the
    agreements that answer a question in full, one of the same parties goes first, then the one whose clause is nearest in words.
    """
    from scorer import pipeline, report, shipped

    if len(others) > MOST_COMPARED:
        raise click.UsageError(f"testimony takes at most {MOST_COMPARED} other agreements, not {len(others)}")
    if len({source, *others}) <= len(others):
        raise click.UsageError("testimony takes each agreement once")
    rubric = pipeline.load_rubric(inputs.rubric)
    cards, failed = running.cards((source, *others), inputs)
    usable = [card for card in cards if card.agreement.coverage.can_be_scored]
    if failed and len(usable) < 1 + len(others):
        raise ScorerError("a testimony needs every agreement it names; leave out those that could not be scored")
    ids = [card.agreement.id for card in usable]
    order = _order(ids, principles, cover, {**layout, "precedents": precedents or None}, inputs, out)
    models = () if shipped.DRAFTING_MODEL in ids else (running.findings(shipped.DRAFTING_MODEL, inputs),)
    lent = pipeline.Lent(models, _precedents(usable[0], principles, inputs) if precedents else {})
    out.write(report.exhibit(pipeline.testimony(usable[0], usable[1:], lent, rubric, order), str(out.form)))


def _precedents(card: Scorecard, principles: tuple[str, ...], inputs: Inputs) -> dict[str, Findings]:
    """Return what was found in the agreements that lend wording, by criterion; of the questions that add most, which are asked for."""
    found, _ = running.precedents(card, inputs)
    asked = [c for c in card.criteria if c.id in found and (not principles or c.principle in principles)]
    most = sorted(asked, key=lambda c: (-(c.gain or 0), c.id))[:MOST_LENT]
    read = {source: running.findings(source, inputs) for source in sorted({found[c.id].source for c in most})}
    return {c.id: read[found[c.id].source] for c in most}


def _order(
    ids: list[str], principles: tuple[str, ...], cover: dict[str, str], layout: dict[str, object], inputs: Inputs, out: Output
) -> Order:
    """Return what was asked for, with the command that asks for it again: agreements by their ids."""
    from scorer.report.testimony.given import Citations, Cover, Length, Order

    named = [("principle", id_) for id_ in principles]
    named += [("for" if name == "body" else name, fact) for name, fact in cover.items()]
    named += [(name.replace("_", "-"), str(value)) for name, value in layout.items() if value is not None and value is not True]
    named = [option for option in named if option not in _DEFAULTS]
    named += [("rubric", Path(inputs.rubric).name), *(("review", Path(entry).name) for entry in inputs.reviews)]
    named += [("date", out.date), ("format", str(out.form))]
    flags = [f"--{name}" for name, value in layout.items() if value is True]
    command = shlex.join(["scorer", "testimony", *ids, *flags, *(word for name, value in named for word in (f"--{name}", value))])
    return Order(
        date=out.date,
        cover=Cover(**cover),
        principles=principles,
        length=Length(str(layout["length"])),
        max_pages=None if layout["max_pages"] is None else int(str(layout["max_pages"])),
        citations=Citations(str(layout["citations"])),
        paper=str(layout["paper"]),
        command=command,
    )
