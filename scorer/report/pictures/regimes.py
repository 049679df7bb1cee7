"""What stands behind each chapter: the longer the bar, the more a breach can lead to."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.model import Enforceable, Node, RegimeRow
from scorer.report import words
from scorer.report.answers import Sheet
from scorer.report.pictures.shapes import Picture, Shape, Strip, across
from scorer.report.views import Link

_STEPS = (
    Enforceable.EXCLUDED, Enforceable.CONSULTATIONS, Enforceable.EXPERT_PANEL, Enforceable.BINDING_PANEL, Enforceable.SANCTIONS,
)  # fmt: skip
_DIVISIONS = ("part", "chapter", "section", "subsection")
_FULL = 56.0  # per cent of the width for four steps; the rest is room for the words
_HIGH = 20


def pictures(sheets: Sequence[Sheet]) -> tuple[Picture, ...]:
    """Return one picture for each agreement whose dispute settlement was read."""
    return tuple(
        Picture(
            f"map-{sheet.key}",
            f"{sheet.short}: what a breach of each chapter can lead to. Single articles that differ are indented.",
            (),
            (),
            tuple(_strip(sheet, row) for row in sheet.card.findings.regimes),
        )
        for sheet in sheets
        if sheet.card.findings.regimes
    )


def _strip(sheet: Sheet, row: RegimeRow) -> Strip:
    """Return the row of a chapter, or of an article that differs from its chapter."""
    said = words.REGIMES[row.value]
    inner = _inner(sheet.card.findings.trees[row.part], row.eid) if row.part in sheet.card.findings.trees else ""
    name = Link(f"– {inner}" if inner else row.heading, f"behind-{sheet.key}")
    short = f"{words.REGIMES_SHORT[row.value]}{', to check' if row.doubt else ''}"
    word = Shape("word", "note", across(max(_step(row.value), 0.15) + 0.12, _FULL, of=4), 14, text=short)
    return Strip(name, f"{said}{f'; to check by a person: {row.doubt}' if row.doubt else ''}.", _HIGH, (*_bar(row.value), word))


def _inner(tree: Node, eid: str) -> str:
    """Return a place inside a chapter by its article: "art. 1114(2)"; nothing for a chapter itself."""
    path: list[Node] = []
    node: Node | None = tree
    while node is not None and node.eid != eid:
        node = next((child for child in node.children if child.eid == eid or eid.startswith(f"{child.eid}__")), None)
        path += [node] if node else []
    deep = [each for each in path if each.num and each.kind not in _DIVISIONS]
    return "".join(f"art. {each.num}" if each.kind == "article" else f"({each.num})" for each in deep)


def _step(value: Enforceable) -> float:
    return float(_STEPS.index(value)) if value in _STEPS else 0.0


def _bar(value: Enforceable) -> tuple[Shape, ...]:
    """Draw the bar; what is excluded has none, and a cross instead."""
    if value not in _STEPS:
        return ()
    if not _step(value):
        return (Shape("sign", "m-6", across(0.1, _FULL, of=4), _HIGH // 2),)
    return (Shape("bar", f"fill step-{_STEPS.index(value)}", "0%", 4, across(_step(value), _FULL, of=4), _HIGH - 8),)
