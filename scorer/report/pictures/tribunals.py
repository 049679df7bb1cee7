"""Investor-State arbitration at a glance: consent, claims, standards, carve-outs, procedure, tribunal, remedies, other doors."""

from __future__ import annotations

from collections.abc import Sequence

from scorer.model import NotFoundStatus
from scorer.report import highlights, words
from scorer.report.answers import Sheet, anchor_of
from scorer.report.pictures.shapes import Grid, Picture, Shape, Strip, across, posts, ticks
from scorer.report.views import Link, Places

PRINCIPLE = "isds"  # the id under which rubrics and provisions speak of investor-State arbitration
_FULL = 70.0  # per cent of the width for four levels
_LANE = 20
_MARKS = ((0, "0"), (1, "1"), (2, "2"), (3, "3"), (4, "4"))


def pictures(sheets: Sequence[Sheet], principles: Sequence[str]) -> tuple[Picture, ...]:
    """Return the profile where the rubric asks about investor-State arbitration."""
    asked = dict.fromkeys(c.id for sheet in sheets for c in sheet.card.criteria if c.principle == PRINCIPLE)
    if PRINCIPLE not in principles or not asked:
        return ()
    legend = tuple((f"m-{turn}", sheet.short) for turn, sheet in enumerate(sheets, 1)) if len(sheets) > 1 else ()
    caption = "Investor-State arbitration, question by question: harm levels, from 0 (no such harm) to 4."
    return (Picture("tribunals", caption, legend, ticks(_MARKS, _FULL, of=4), tuple(_strip(sheets, c) for c in asked), _table(sheets)),)


def _strip(sheets: Sequence[Sheet], criterion: str) -> Strip:
    """Return the row of one question."""
    question = next(sheet.by_id[criterion].question for sheet in sheets if criterion in sheet.by_id)
    levels = [sheet.by_id[criterion].level if criterion in sheet.by_id else None for sheet in sheets]
    told = "; ".join(
        f"{sheet.short} {'not assessed' if level is None else f'harm level {words.level(level)} of 4'}"
        for sheet, level in zip(sheets, levels, strict=True)
    )
    high = _LANE * len(sheets) + 4
    shapes = [posts("grid", (mark for mark, _ in _MARKS), high, _FULL, of=4)]
    shapes += [shape for lane, level in enumerate(levels) for shape in _lane(lane, level, alone=len(sheets) == 1)]
    return Strip(Link(question, anchor_of(criterion)), f"{told}.", high, tuple(shapes))


def _lane(lane: int, level: float | None, *, alone: bool) -> list[Shape]:
    """Draw one agreement's level: a thin bar that ends in its sign."""
    middle = 2 + lane * _LANE + _LANE // 2
    if level is None:
        return [
            Shape("bar", "missing", "0%", middle - 6, across(4, _FULL, of=4), 12),
            Shape("word", "none", "2%", middle + 5, text="not assessed"),
        ]
    end = across(level, _FULL, of=4)
    number = Shape("word", "number", across(level + 0.25, _FULL, of=4), middle + 5, text=words.level(level))
    return [
        Shape("bar", "fill" if alone else "thin", "0%", middle - (6 if alone else 2), end, 12 if alone else 4),
        *([] if alone else [Shape("sign", f"m-{lane + 1}", end, middle)]),
        number,
    ]


def _table(sheets: Sequence[Sheet]) -> Grid:
    """Return what was searched for about investor-State arbitration, with its places in each agreement."""
    names = dict.fromkeys(
        provision
        for sheet in sheets
        for provision in (*(f.provision for f in sheet.card.findings.findings), *(n.provision for n in sheet.card.findings.not_found))
        if provision.startswith(f"{PRINCIPLE}.")
    )
    rows = tuple((Link(_title(name), None), tuple(_cell(sheet, name) for sheet in sheets)) for name in sorted(names))
    return Grid("What the text holds on investor-State arbitration", ("Provision", *(sheet.short for sheet in sheets)), rows)


def _title(provision: str) -> str:
    return words.capital(words.plain(provision.partition(".")[2]))


def _cell(sheet: Sheet, provision: str) -> str | Places:
    """Return the places of a provision, or whether it is absent or was not assessed."""
    found = [finding.at for finding in sheet.card.findings.findings if finding.provision == provision]
    if found:
        return highlights.few(highlights.place(sheet, at) for at in found)
    absent = any(n.provision == provision and n.status is NotFoundStatus.ABSENT for n in sheet.card.findings.not_found)
    return "not found" if absent else "not assessed"
