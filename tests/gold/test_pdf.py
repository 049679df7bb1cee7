"""A real agreement printed as PDF is read as its XML is: the same articles, paragraphs, pages and findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from scorer import pipeline, sources
from scorer.model import Agreement, Node, SourceText
from scorer.sources import pdf
from tests import printing
from tests.convert import paragraphs
from tests.printing import Style

pytest.importorskip("pypdfium2", reason="reading PDF needs the extra 'pdf'")

STYLES = {
    "one_column": Style(header="Text of the agreement", numbers="- {} -", hyphens=True, justified=True),
    "two_columns": Style(columns=2, size=9, header="Text of the agreement", numbers="Page {}", hyphens=True),
}
# Numbers within chapters (two of them), numbers that restart in each chapter, a short one without chapters, an early one.
FILES = ("pta_416.xml", "pta_141.xml", "pta_436.xml", "pta_63.xml", "pta_327.xml", "pta_8.xml")


@dataclass(frozen=True)
class Reading:
    """An agreement, its tree, provision and citation of each finding; of footnotes the article alone, for print numbers them through."""

    agreement: Agreement
    tree: Node
    findings: list[tuple[str, str]]

    @property
    def part(self) -> SourceText:
        return self.agreement.parts[0]


def reading(agreement: Agreement) -> Reading:
    found = pipeline.find(agreement)
    bare = [(finding.provision, re.sub(r"(?:\([^()]*\))* n\.\S+$", " note", finding.at.citation)) for finding in found.findings]
    return Reading(agreement, found.trees[agreement.parts[0].id], bare)


@cache
def from_xml(path: Path) -> Reading:
    return reading(sources.read(path))


@dataclass(frozen=True)
class Pair:
    """An agreement as read from XML and as read from PDF."""

    xml: Reading
    pdf: Reading


@pytest.fixture(scope="module", params=[(file, style) for file in FILES for style in STYLES], ids=lambda param: f"{param[0]}-{param[1]}")
def pair(request: pytest.FixtureRequest, shared: Path) -> Pair:
    file, style = request.param
    xml = from_xml(shared / "corpus" / "tota" / "xml" / file)
    content = printing.blocks(paragraphs(xml.part, xml.tree))
    part = pdf.read(printing.printed(content, STYLES[style]), file="printed.pdf", sha256="0" * 64).parts[0]
    return Pair(xml, reading(replace(xml.agreement, parts=(replace(part, id=xml.part.id),))))


def share(wanted: Sequence[object], got: Sequence[object]) -> float:
    """Return the F-measure of two bags; both empty are the same."""
    common = sum((Counter(wanted) & Counter(got)).values())
    return 2 * common / (len(wanted) + len(got)) if wanted or got else 1.0


def numbers(tree: Node, *kinds: str) -> list[tuple[str | None, ...]]:
    """Return the numbers of all nodes of these kinds, each with the numbers of the chapter and article around it."""
    found: list[tuple[str | None, ...]] = []

    def walk(node: Node, above: tuple[str | None, ...]) -> None:
        for child in node.children:
            path = (*above, child.num) if child.kind in ("chapter", "article", "attachment", *kinds) else above
            if child.kind in kinds:
                found.append(path)
            walk(child, path)

    walk(tree, ())
    return found


@pytest.mark.slow
def test_print_keeps_the_articles(pair: Pair) -> None:
    assert share(numbers(pair.xml.tree, "article"), numbers(pair.pdf.tree, "article")) >= 0.99


@pytest.mark.slow
def test_print_keeps_the_numbers_of_paragraphs(pair: Pair) -> None:
    kinds = ("paragraph", "subparagraph", "point")
    assert share(numbers(pair.xml.tree, *kinds), numbers(pair.pdf.tree, *kinds)) >= 0.99


@pytest.mark.slow
def test_print_keeps_the_footnotes(pair: Pair) -> None:
    def notes(read: Reading) -> list[str]:
        nodes = [node for node in read.tree.walk() if node.kind == "authorialNote"]
        return ["".join(read.part.slice(node.body).split()).replace("-", "")[:60] for node in nodes]

    assert share(notes(pair.xml), notes(pair.pdf)) >= 0.97


@pytest.mark.slow
def test_print_keeps_the_findings(pair: Pair) -> None:
    assert share(pair.xml.findings, pair.pdf.findings) >= 0.97


@pytest.mark.slow
def test_every_article_has_a_page_and_pages_grow(pair: Pair) -> None:
    pages = [pair.pdf.part.page_at(node.span.start) for node in pair.pdf.tree.walk() if node.kind == "article"]
    assert None not in pages
    assert pages == sorted(pages, key=lambda page: page or 0)
