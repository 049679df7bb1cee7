"""Automatic numbering of a word processor → the number or letter as printed.

Source: ECMA-376, part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from scorer.sources.package import attribute, child, local

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_ROMAN_LOW = ((5, "v"), (4, "iv"), (1, "i"))
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LEVELS = 9
_LARGEST = 5_000  # a number beyond it is printed in figures whatever its format says


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered. ``text`` holds ``%1`` for the number of the first level."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # the level, counted from 1, after which it begins again; 0 never; None after any above
    suffix: str = " "
    style: str | None = None
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)  # list → the pattern it is made after
    patterns: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Count one more paragraph of a list and return its label with the blank behind it; "" where it has none."""
        pattern = self.lists.get(list_id)
        if pattern is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(pattern, [None] * _LEVELS)
        if list_id not in self._begun:  # a list of its own may begin again although its pattern has counted on
            self._begun.add(list_id)
            for at, start in self.starts.get(list_id, {}).items():
                counts[at] = start - 1
        levels = self._levels(list_id)
        self._count(counts, levels, level)
        return self._printed(counts, levels, level)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level that a list keeps for paragraphs of a style."""
        return next((at for at, level in self._levels(list_id).items() if level.style == style), None)

    def _levels(self, list_id: str) -> dict[int, Level]:
        return {**self.patterns.get(self.lists.get(list_id, ""), {}), **self.overrides.get(list_id, {})}

    @staticmethod
    def _count(counts: list[int | None], levels: dict[int, Level], level: int) -> None:
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels.get(above, Level()).start
        there = counts[level]
        counts[level] = levels.get(level, Level()).start if there is None else there + 1
        for below in range(level + 1, _LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or level < restart:
                counts[below] = None

    @staticmethod
    def _printed(counts: list[int | None], levels: dict[int, Level], level: int) -> str:
        here = levels.get(level, Level())
        if here.format == "bullet":
            return "• " if here.text.strip() not in ("-", "–", "—") else f"{here.text.strip()} "

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return printed(counts[at] or 0, "decimal" if here.legal else levels.get(at, Level()).format) if 0 <= at < _LEVELS else ""

        label = re.sub(r"%(\d)", number, here.text).strip()
        return label + here.suffix if label else ""


def printed(number: int, style: str) -> str:
    """Return a number in one of the formats of ECMA-376, 17.18.59; in figures where the format is another.

    >>> [printed(4, f) for f in ("decimal", "lowerRoman", "upperLetter", "decimalZero", "ordinal", "cardinalText")]
    ['4', 'iv', 'D', '04', '4th', 'Four']
    """
    if not 0 < number <= _LARGEST:
        return "" if style == "none" else str(number)
    if style in ("lowerRoman", "upperRoman"):
        words = _roman(number)
    elif style in ("lowerLetter", "upperLetter"):
        words = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif style in ("cardinalText", "ordinalText") and number < 100:
        return _words(number)
    elif style == "ordinal":
        return f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    else:
        return {"none": "", "decimalZero": f"{number:02}"}.get(style, str(number))
    return words.upper() if style.startswith("upper") else words


def _roman(number: int) -> str:
    words = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        words += letters * (number // value)
        number %= value
    return words


def _words(number: int) -> str:
    units = _UNITS.split()
    words = units[number] if number < 20 else _TENS[number // 10] + (f"-{units[number % 10]}" if number % 10 else "")
    return words.capitalize()


def read(root: etree._Element | None) -> Numbering:
    """Return the lists that ``numbering.xml`` declares."""
    found = Numbering()
    links: dict[str, str] = {}  # style of numbering → pattern
    wanted: dict[str, str] = {}  # pattern → style whose pattern it uses
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            pattern = attribute(element, "abstractNumId") or ""
            found.patterns[pattern] = dict(map(_level, _all(element, "lvl")))
            if style := attribute(child(element, "styleLink"), "val"):
                links[style] = pattern
            if style := attribute(child(element, "numStyleLink"), "val"):
                wanted[pattern] = style
        elif local(element) == "num":
            _add_list(found, element)
    for pattern, style in wanted.items():
        found.patterns[pattern] = found.patterns.get(links.get(style, ""), {})
    return found


def _add_list(found: Numbering, element: etree._Element) -> None:
    list_id = attribute(element, "numId") or ""
    found.lists[list_id] = attribute(child(element, "abstractNumId"), "val") or ""
    for override in _all(element, "lvlOverride"):
        at = _int(attribute(override, "ilvl"), 0)
        start = attribute(child(override, "startOverride"), "val")
        if start is not None:
            found.starts.setdefault(list_id, {})[at] = _int(start, 1)
        lvl = child(override, "lvl")
        if lvl is not None:
            level = _level(lvl)[1]
            found.overrides.setdefault(list_id, {})[at] = level if start is None else replace(level, start=_int(start, 1))


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [inner for inner in element if local(inner) == name]


def _level(element: etree._Element) -> tuple[int, Level]:
    def value(name: str) -> str | None:
        return attribute(child(element, name), "val")

    restart = value("lvlRestart")
    level = Level(
        format=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        start=_int(value("start"), 1),
        restart=None if restart is None else _int(restart, 0),
        suffix="" if value("suff") == "nothing" else " ",
        style=value("pStyle"),
        legal=child(element, "isLgl") is not None,
    )
    return _int(attribute(element, "ilvl"), 0), level


def _int(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise
