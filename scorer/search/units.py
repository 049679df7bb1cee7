"""Findings → the rows of the index: every article with its paragraphs, and the provisions found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorer.cite import cite
from scorer.model import CharSpan, Finding, Findings, Node
from scorer.outline import Outline

ARTICLE, PARAGRAPH = "article", "paragraph"  # the two grains of the index
_WHOLE = frozenset({"article", "preamble", "conclusions", "rule"})  # searched as one piece
_LONGEST = 20_000  # characters of one row; a schedule of tariffs is cut into rows of this length at the ends of its lines


@dataclass(frozen=True, slots=True)
class Unit:
    """One row: a piece of one part, and what was found in it."""

    part: str
    eid: str
    grain: str
    citation: str
    heading: str
    span: CharSpan
    text: str
    inner: int  # where in the text the words after number and heading begin
    provisions: tuple[str, ...]
    loopholes: tuple[str, ...]


def units(findings: Findings) -> Iterator[Unit]:
    """Yield the articles and paragraphs of an agreement, in order of the text."""
    for part in findings.agreement.parts:
        tree = findings.trees.get(part.id)
        if tree is not None:
            outline = Outline(tree)
            held = [finding for finding in findings.findings if finding.at.part == part.id]
            for node, grain in _grains(tree):
                spans = _rows(part.text, node.span) if grain == ARTICLE else iter((node.span,))
                for span in spans:
                    if part.slice(span).strip():
                        inside = [finding for finding in held if span.start <= finding.at.spans[0].start < span.end]
                        citation = cite(findings.agreement, part, outline, node.eid)
                        heading = " / ".join(" ".join(text.split()) for text in citation.headings)
                        inner = max(node.body.start - span.start, 0) if node.body.start < span.end else 0
                        yield Unit(part.id, node.eid, grain, citation.text, heading, span, part.slice(span), inner, *_told(inside))


def _told(inside: Sequence[Finding]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which provisions were found, and which loopholes limit them."""
    limits = {f"{limit.id} {limit.name.replace('_', ' ')}" for finding in inside for limit in finding.qualifiers}
    return tuple(sorted({finding.provision for finding in inside})), tuple(sorted(limits))


def _grains(node: Node) -> Iterator[tuple[Node, str]]:
    """Yield whole articles (and what stands like one) with their paragraphs; of other nodes what they hold."""
    if node.kind in _WHOLE or not node.children:
        yield node, ARTICLE
        yield from ((child, PARAGRAPH) for child in node.children if child.kind == "paragraph")
        return
    inner = node.children[0].span.start
    if inner > node.body.start:  # words before the first child: of a chapter, or of an annex without articles
        yield Node(node.kind, node.eid, CharSpan(node.body.start, inner), CharSpan(node.body.start, inner)), ARTICLE
    for child in node.children:
        yield from _grains(child)


def _rows(text: str, span: CharSpan) -> Iterator[CharSpan]:
    """Cut a range into rows at the ends of lines."""
    start = span.start
    while span.end - start > _LONGEST:
        end = text.rfind("\n", start, start + _LONGEST) + 1
        end = end if end > start else start + _LONGEST
        yield CharSpan(start, end)
        start = end
    yield CharSpan(start, span.end)
