"""The articles relied on, whole, in the order of the text, and the table of what was cited where."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from scorer.model import Agreement, CharSpan, Evidence, Findings, Node, Scorecard
from scorer.references import Places
from scorer.report import words
from scorer.report.document import Block, Face, Heading, Link, Manner, Paragraph, Quoted, Table, Text
from scorer.report.testimony.authorities import Register, articles
from scorer.report.testimony.claims import Claim, Silence
from scorer.report.testimony.given import Given
from scorer.report.testimony.grids import cell
from scorer.report.views import Piece

MOST_CHARS = 30_000  # of one unit: longer ones (an annex, a list of definitions) are named and not printed
_UNITS = ("article", "attachment", "preamble", "conclusions", "authorialNote")


def relied_on(card: Scorecard, claims: Sequence[Claim | Silence]) -> tuple[Block, ...]:
    """Return the articles (or what stands for them) that findings, their limits and their backing stand in."""
    findings = card.findings
    places = [at for claim in claims if isinstance(claim, Claim) for at in _places(claim)]
    units = {(at.part, unit.eid): (unit, at) for at in places if (unit := _unit(findings, at))}
    order = {part.id: n for n, part in enumerate(card.agreement.parts)}
    ordered = sorted(units.items(), key=lambda item: (order[item[0][0]], item[1][0].span.start))
    return tuple(block for (part, _), (unit, at) in ordered for block in _printed(findings, part, unit, at))


def _places(claim: Claim) -> Iterator[Evidence]:
    yield claim.finding.at
    yield from (limit.at for limit in claim.limits)
    yield from claim.finding.regime.because


def _unit(findings: Findings, at: Evidence) -> Node | None:
    """Return the article around a place, or the annex, preamble or note where there is none."""
    around = list(Places(findings.trees[at.part]).up(at.eid))
    return next((node for kind in _UNITS for node in around if node.kind == kind), None)


def _printed(findings: Findings, part: str, unit: Node, at: Evidence) -> Iterator[Block]:
    """Yield the heading and the lines of a unit, each a slice of the source."""
    source = findings.agreement.part(part)
    yield Heading(3, _title(findings.agreement, unit, at), f"text-{part}-{unit.eid}")
    if unit.span.end - unit.span.start > MOST_CHARS:
        size = words.small(len(source.slice(unit.span).split()))
        yield Paragraph((Text(f"Not printed: {size} words. See the file named under Sources."),), Manner.SMALL)
        return
    for span in _lines(source.text, unit):
        yield Paragraph((Quoted(((Piece(source.slice(span)),),), findings.agreement.language),), Manner.QUOTE)


def _title(agreement: Agreement, unit: Node, at: Evidence) -> str:
    """Return "TPP art. 19.5: Enforcement of Labour Laws"."""
    name = {"article": f"art. {unit.num}", "attachment": f"Annex {unit.num}"}.get(unit.kind, "") if unit.num else ""
    place = f"{agreement.short} {name}" if name else at.citation.partition(",")[0]
    return f"{place}{f': {unit.heading}' if unit.heading else ''}"


def _lines(text: str, unit: Node) -> Iterator[CharSpan]:
    """Yield the text of a unit cut where its paragraphs, items and notes begin, without white space around the pieces."""
    edges = sorted(
        {
            unit.body.start,
            unit.body.end,
            *(edge for node in unit.walk() if node is not unit for edge in node.span if edge >= unit.body.start),
        }
    )
    for start, end in itertools.pairwise(edges):
        words_ = text[start:end]
        if words_.strip():
            yield CharSpan(start + len(words_) - len(words_.lstrip()), end - len(words_) + len(words_.rstrip()))


def authorities(given: Given, register: Register, printed: frozenset[str]) -> tuple[Block, ...]:
    """Return the table of authorities: every place cited, agreement by agreement, with where it was cited."""
    cards = (given.card, *given.others, *given.lenders)
    rows = tuple(
        (cell(articles(places)), (Paragraph(tuple(_where(where, printed))),)) for card in cards for places, where in _alike(register, card)
    )
    if not rows:
        return (Paragraph((Text("No place was cited."),)),)
    return (Table("Table of authorities", ("Authority", "Cited in"), rows, (50, 50), "authorities-table"),)


def _alike(register: Register, card: Scorecard) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Yield the places of an agreement in their order, neighbours that were cited in the same parts together."""
    for where, run in itertools.groupby(register.rows(card.agreement), key=lambda row: row[1]):
        yield [place for place, _ in run], where


def _where(where: Sequence[str], printed: frozenset[str]) -> Iterator[Text | Link]:
    """Yield the places of the document, linked where they are in it."""
    for number, place in enumerate(where):
        if number:
            yield Text("; ", Face.PLAIN)
        anchor = place.lower().replace(" ", "-")
        yield Link(place, anchor) if anchor in printed else Text(place)
