"""A real agreement printed as PDF is read as its XML is: the same articles, paragraphs, pages and findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scorer import pipeline, sources, structure
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
class Pair:
    """An agreement as read from XML and as read from PDF."""

    xml: Agreement
    pdf: Agreement


@pytest.fixture(scope="module", params=[(file, style) for file in FILES for style in STYLES], ids=lambda param: f"{param[0]}-{param[1]}")
def pair(request: pytest.FixtureRequest, shared: Path) -> Pair:
    file, style = request.param
    agreement = sources.read(shared / "corpus" / "tota" / "xml" / file)
    (source,) = agreement.parts
    content = printing.blocks(paragraphs(source, structure.build(source)))
    part = pdf.read(printing.printed(content, STYLES[style]), file="printed.pdf", sha256="0" * 64).parts[0]
    return Pair(agreement, replace(agreement, parts=(replace(part, id=source.id),)))


def share(wanted: Sequence[object], got: Sequence[object]) -> float:
    """Return the F-measure of two bags; both empty are the same."""
    common = sum((Counter(wanted) & Counter(got)).values())
    return 2 * common / (len(wanted) + len(got)) if wanted or got else 1.0


def numbers(agreement: Agreement, *kinds: str) -> list[tuple[str | None, ...]]:
    """Return the numbers of all nodes of these kinds, each with the numbers of the chapter and article around it."""
    found: list[tuple[str | None, ...]] = []

    def walk(node: Node, above: tuple[str | None, ...]) -> None:
        for child in node.children:
            path = (*above, child.num) if child.kind in ("chapter", "article", "attachment", *kinds) else above
            if child.kind in kinds:
                found.append(path)
            walk(child, path)

    walk(structure.build(agreement.parts[0]), ())
    return found


def findings(agreement: Agreement) -> list[tuple[str, str]]:
    """Return provision and citation of each finding; of footnotes the article alone, for print numbers them through."""
    found = pipeline.find(agreement).findings
    return [(finding.provision, re.sub(r"(?:\([^()]*\))* n\.\S+$", " note", finding.at.citation)) for finding in found]


@pytest.mark.slow
def test_print_keeps_the_articles(pair: Pair) -> None:
    assert share(numbers(pair.xml, "article"), numbers(pair.pdf, "article")) >= 0.99


@pytest.mark.slow
def test_print_keeps_the_numbers_of_paragraphs(pair: Pair) -> None:
    kinds = ("paragraph", "subparagraph", "point")
    assert share(numbers(pair.xml, *kinds), numbers(pair.pdf, *kinds)) >= 0.99


@pytest.mark.slow
def test_print_keeps_the_footnotes(pair: Pair) -> None:
    def notes(agreement: Agreement) -> list[str]:
        part = agreement.parts[0]
        nodes = [node for node in structure.build(part).walk() if node.kind == "authorialNote"]
        return ["".join(part.slice(node.body).split()).replace("-", "")[:60] for node in nodes]

    assert share(notes(pair.xml), notes(pair.pdf)) >= 0.97


@pytest.mark.slow
def test_print_keeps_the_findings(pair: Pair) -> None:
    assert share(findings(pair.xml), findings(pair.pdf)) >= 0.97


@pytest.mark.slow
def test_every_article_has_a_page_and_pages_grow(pair: Pair) -> None:
    part: SourceText = pair.pdf.parts[0]
    pages = [part.page_at(node.span.start) for node in structure.build(part).walk() if node.kind == "article"]
    assert None not in pages
    assert pages == sorted(pages, key=lambda page: page or 0)
