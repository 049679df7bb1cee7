"""One agreement in five formats: the same articles, the same paragraph numbers, the same findings."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from scorer import pipeline, sources, structure
from scorer.model import Agreement, Node
from scorer.sources import formats
from tests import convert

# Chapters with numbers and footnotes; articles that begin again in each chapter; no chapters; annexes between articles; roman and old.
STYLES = ["436", "449", "63", "112", "207", "8"]
SHORT = ["63", "436", "207", "8", "101", "416"]  # few enough words to be scored in every format
FORMATS = {
    "docx": convert.to_docx,
    "docx_bold": lambda paras: convert.to_docx(paras, styled=False),
    "html": convert.to_html,
    "markdown": convert.to_markdown,
    "txt": convert.to_txt,
}
SAME_ARTICLES, SAME_PARAGRAPHS, SAME_FINDINGS = 0.99, 0.99, 0.97


@cache
def from_xml(shared: Path, number: str) -> Agreement:
    return sources.read(shared / "corpus" / "tota" / "xml" / f"pta_{number}.xml")


@cache
def converted(shared: Path, number: str, form: str) -> Agreement:
    data = FORMATS[form](convert.paragraphs(from_xml(shared, number).parts[0], tree_of(shared, number)))
    return formats.read(data, file=f"treaty.{form}", sha256="")


@cache
def tree_of(shared: Path, number: str) -> Node:
    return structure.build(from_xml(shared, number).parts[0])


def units(tree: Node, kind: str, article: str | None = None) -> Counter[tuple[str | None, str | None]]:
    """Return the nodes of a kind, by article and number."""
    found: Counter[tuple[str | None, str | None]] = Counter()
    for child in tree.children:
        inside = child.num if child.kind in ("article", "attachment") else article
        found[(inside, child.num)] += child.kind == kind
        found += units(child, kind, inside)
    return +found


def shared_share(one: Counter[object], other: Counter[object]) -> float:
    """Return how much of the larger of two collections both have."""
    return sum((one & other).values()) / max(sum(one.values()), sum(other.values()), 1)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", STYLES)
def test_articles_and_paragraph_numbers_are_those_of_the_xml(shared: Path, number: str, form: str) -> None:
    expected, found = tree_of(shared, number), structure.build(converted(shared, number, form).parts[0])
    assert shared_share(units(expected, "article"), units(found, "article")) >= SAME_ARTICLES
    assert shared_share(units(expected, "paragraph"), units(found, "paragraph")) >= SAME_PARAGRAPHS


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "html", "markdown", "txt"])
@pytest.mark.parametrize("number", SHORT)
def test_findings_are_those_of_the_xml(request: pytest.FixtureRequest, shared: Path, number: str, form: str) -> None:
    if (number, form) == ("207", "txt"):
        reason = "blank lines inside its sentences: 2 of 17 findings are lost where plain lines are all there is"
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    expected, found = _findings(from_xml(shared, number)), _findings(converted(shared, number, form))
    assert shared_share(expected, found) >= SAME_FINDINGS


@cache
def _findings(agreement: Agreement) -> Counter[tuple[str, str | None, str]]:
    return Counter((item.provision, item.at.cited.article, item.strength.value) for item in pipeline.find(agreement).findings)


@pytest.mark.slow
@pytest.mark.parametrize("number", STYLES)
def test_akoma_ntoso_gives_text_and_tree_back(shared: Path, number: str) -> None:
    agreement = from_xml(shared, number)
    part, tree = agreement.parts[0], tree_of(shared, number)
    again = formats.read(structure.akn.write(agreement, {part.id: tree}).encode(), file="treaty.xml", sha256="").parts[0]
    assert (again.text, again.declared) == (part.text, tree)
