"""What each command prints, in each of its formats."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from scorer.model import Agreement, Findings, Node, Scorecard
from scorer.report import pages, rows, words
from scorer.report.compare import check_principle
from scorer.report.jsonout import comparison_json, findings_json, scorecard_json, structure_json, text
from scorer.report.text import plain
from scorer.report.views import WHOLE, Layout

if TYPE_CHECKING:
    from scorer.model.delta import Delta
    from scorer.model.survey import Survey

TABLE_WIDTH = 140  # characters of a table on a terminal; a quotation needs about half of them
QUOTE_WIDTH = 72
_LISTS = ("aliases", "parties", "region")  # cells of the catalogue that hold several things
EVERY = "*"  # the glob that names no provision in particular


def scorecards(cards: Sequence[Scorecard], form: str, *, date: str, layout: Layout = WHOLE) -> str | bytes:
    """Return scorecards as text, HTML (one), JSON (an array where there are several) or tables (``exports``)."""
    if form == "text":
        return plain(cards)
    if form == "json":
        pages = [scorecard_json(card).rstrip() for card in cards]
        return pages[0] if len(pages) == 1 else "[" + ",\n".join(pages) + "]"
    from scorer.report import exports, render

    return render.write_scorecard(cards[0], date=date, layout=layout) if form == "html" else exports.of_cards(cards, form, date=date)


def comparison(cards: Sequence[Scorecard], form: str, *, date: str, only: str | None, layout: Layout = WHOLE) -> str | bytes:
    """Return a comparison as HTML, JSON, tables or text; ``only`` names the one principle to show.

    Raises:
        ReportError: The cards cannot be compared, or ``only`` names no principle of the rubric.
    """
    check_principle(cards, only)
    if form == "text":
        return plain(cards, only=only)
    if form == "json":
        return comparison_json(cards, only=only)
    from scorer.report import exports, render

    if form == "html":
        return render.write_comparison(cards, date=date, only=only, layout=layout)
    return exports.of_cards(cards, form, date=date, only=only)


def differences(changed: Delta, form: str, *, date: str, command: str) -> str:
    """Return what changed between two drafts as text, HTML or JSON."""
    from scorer.report.delta.jsonout import delta_json
    from scorer.report.delta.text import lines
    from scorer.report.render import write_delta

    if form == "html":
        return write_delta(changed, date=date, command=command)
    if form == "json":
        return delta_json(changed)
    return "\n".join(lines(changed))


def corpus(survey: Survey, form: str, *, date: str, command: str, table: str = "survey") -> str | bytes:
    """Return what is said of many agreements as HTML, JSON, one tidy table (CSV, Parquet), or all tables as a workbook."""
    from scorer.report.corpus import tables
    from scorer.report.corpus.jsonout import corpus_json
    from scorer.report.render import write_corpus

    if form == "html":
        return write_corpus(survey, date=date, command=command)
    return corpus_json(survey) if form == "json" else tables.table(survey, form, table, date=date)


def catalogue(found: Sequence[rows.Row], form: str) -> str:
    """Return what is known of agreements, read or not, as CSV or JSON (``agreements/1``)."""
    if form == "csv":
        return rows.to_csv(found, rows.CATALOGUE_COLUMNS)
    lists = ({key: str(row[key]).split("; ") if row[key] else [] for key in _LISTS} for row in found)
    return text("agreements/1", {"agreements": [{**row, **apart} for row, apart in zip(found, lists, strict=True)]})


def findings(found: Findings, form: str, *, provision: str, date: str, research: Set[str] = frozenset()) -> str | bytes:
    """Return the findings of provisions like ``provision`` (a glob) as JSON, a table for other programs or the terminal, or a review/1.

    A table of all provisions leaves out those in ``research``, which serve comparison with human coding, and says how many.
    """
    from scorer.report import exports, reviews

    kept = replace(
        found,
        findings=tuple(finding for finding in found.findings if fnmatchcase(finding.provision, provision)),
        not_found=tuple(entry for entry in found.not_found if fnmatchcase(entry.provision, provision)),
    )
    if form == "json":
        return findings_json(kept)
    if form in exports.FORMS:
        return exports.of_findings(kept, form, date=date)
    if form == "review":
        return "\n".join(reviews.form(kept.findings))
    aside = research if provision == EVERY else frozenset()
    shown = replace(
        kept,
        findings=tuple(finding for finding in kept.findings if finding.provision not in aside),
        not_found=tuple(entry for entry in kept.not_found if entry.provision not in aside),
    )
    return _findings_table(shown, len(kept.findings) - len(shown.findings))


def structure(agreement: Agreement, trees: Mapping[str, Node], form: str) -> str:
    """Return the structure as JSON, or as an outline with one line for each heading and numbered paragraph."""
    if form == "json":
        return structure_json(agreement, trees)
    return "\n".join(line for part in agreement.parts for line in (f"{part.id} ({part.file})", *_outline(trees[part.id], 1)))


def _outline(node: Node, depth: int) -> Iterator[str]:
    for child in node.children:
        name = " ".join(word for word in (child.kind, child.num or "") if word)
        heading = f": {' '.join(child.heading.split())}" if child.heading else ""
        yield f"{'  ' * depth}{name}{heading}  [{child.eid}]"
        yield from _outline(child, depth + 1)


def _findings_table(found: Findings, left_out: int) -> str:
    """Return findings as a table for a terminal, with a closing line that counts what was not found."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for title in ("provision", "citation", "strength", "behind it", "quotation"):
        table.add_column(title, overflow="fold")
    for finding in found.findings:
        quote = words.shortened(finding.quote, QUOTE_WIDTH)
        loopholes = "".join(f" [{qualifier.id}]" for qualifier in finding.qualifiers)
        citation = pages.cited(found.agreement, finding.at)
        table.add_row(finding.provision, citation, finding.strength.value, finding.regime.value.value + loopholes, quote)
    out = io.StringIO()
    Console(file=out, width=TABLE_WIDTH, markup=False, highlight=False, no_color=True).print(table)
    absent = sum(entry.status.value == "absent" for entry in found.not_found)
    unknown = len(found.not_found) - absent
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    closing = f"{len(found.findings)} findings; {absent} provisions absent, {unknown} not assessed"
    if left_out:
        closing += f"; {left_out} findings of research provisions left out (name them with --provision)"
    return "\n".join([*lines, "", closing])
