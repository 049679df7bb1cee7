"""Styles of a word-processor document: heading, title, bold, centred, numbered, contents.

Source: ECMA-376, part 1, 17.7 (styles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from scorer.sources.package import attribute, child, local, switched_on

_DEEPEST = 30  # styles based on one another; a circle ends here


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says; None where neither it nor what it is based on says anything."""

    name: str = ""
    heading: int | None = None  # 1 is the highest
    bold: bool | None = None
    centred: bool | None = None
    list_id: str | None = None
    level: int | None = None
    contents: bool = False


def read(root: etree._Element | None) -> dict[str, Style]:
    """Return the styles that ``styles.xml`` declares, by id, with what they inherit."""
    raw: dict[str, etree._Element] = {}
    for element in root if root is not None else ():
        style_id = attribute(element, "styleId")
        if local(element) == "style" and style_id is not None:
            raw[style_id] = element
    return {style_id: _merged(_chain(style_id, raw)) for style_id in raw}


def _chain(style_id: str, raw: dict[str, etree._Element]) -> list[Style]:
    found: list[Style] = []
    at: str | None = style_id
    while at is not None and at in raw and len(found) < _DEEPEST:
        found.append(properties(raw[at], name=(attribute(child(raw[at], "name"), "val") or at)))
        at = attribute(child(raw[at], "basedOn"), "val")
    return found


def _merged(chain: list[Style]) -> Style:
    def first(values: list[bool | None]) -> bool | None:
        return next((value for value in values if value is not None), None)

    return Style(
        name=chain[0].name,
        heading=next((style.heading for style in chain if style.heading is not None), None),
        bold=first([style.bold for style in chain]),
        centred=first([style.centred for style in chain]),
        list_id=next((style.list_id for style in chain if style.list_id is not None), None),
        level=next((style.level for style in chain if style.level is not None), None),
        contents=any(style.contents for style in chain[:1]),
    )


def properties(element: etree._Element, *, name: str = "") -> Style:
    """Return what the properties of one style or paragraph say themselves."""
    paragraph = child(element, "pPr")
    alignment = attribute(child(paragraph, "jc"), "val")
    level = attribute(child(paragraph, "numPr", "ilvl"), "val")
    return Style(
        name=name,
        heading=_heading(name, attribute(child(paragraph, "outlineLvl"), "val")),
        bold=switched_on(child(element, "rPr", "b")),
        centred=None if alignment is None else alignment == "center",
        list_id=attribute(child(paragraph, "numPr", "numId"), "val"),
        level=int(level) if level is not None and level.isdecimal() else None,
        contents=bool(re.fullmatch(r"(?:toc|table of contents|contents)\s*\d*(?: heading)?|toc heading", name, re.IGNORECASE)),
    )


def _heading(name: str, outline: str | None) -> int | None:
    match = re.fullmatch(r"heading\s*([1-9])", name, re.IGNORECASE)
    if match:
        return int(match[1])
    if name.lower() == "title":
        return 0
    return int(outline) + 1 if outline is not None and outline.isdecimal() and int(outline) < 9 else None
