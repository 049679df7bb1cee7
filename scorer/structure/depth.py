"""Markers in order → how deep each one lies.

A marker such as ``(i)`` may be the ninth letter or the first roman numeral; the sequence around it decides. Rules, the first that holds:

1. it goes on counting in an open list (``(b)`` after ``(a)``);
2. it begins a list of its own below what is open (``(i)`` under ``(a)``), or begins an open kind of list again (``(a)`` after ``(c)``);
3. out of order, it stays in the open list of its kind (``1, 2, 1, 4``), or begins one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scorer.structure import numerals

_SHAPES = re.compile(r"(?P<open>[(\[]?)(?P<core>[0-9]+(?:\.[0-9]+)*|[A-Za-z]+|[-–—•·])(?P<close>[.)\]]*)")
NUMBER, LETTER, ROMAN, UPPER, UPPER_ROMAN, DASH = "number", "letter", "roman", "upper", "upper_roman", "dash"


_LOOK_AHEAD = 300  # markers

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a marker: the kind of list, how its markers are written, and the place in the list counted from 1."""

    style: str
    wrap: str
    ordinal: int

    @property
    def key(self) -> Key:
        """How the list's markers look, whatever their place in it."""
        return self.style, self.wrap


@dataclass(frozen=True, slots=True)
class Placed:
    """A marker's depth, counted from 0, and the reading chosen for it."""

    depth: int
    reading: Reading


@lru_cache(maxsize=4096)
def readings(marker: str) -> tuple[Reading, ...]:
    """Return the ways a marker can be read, the likelier first.

    >>> [(r.style, r.ordinal) for r in readings("(v)")]
    [('letter', 22), ('roman', 5)]
    """
    match = _SHAPES.fullmatch(marker)
    if not match:
        return ()
    core, wrap = match["core"], match["open"][:1] + match["close"][:1]
    if core[0].isdigit():
        *_, last = core.split(".")
        return (Reading(NUMBER + str(core.count(".")), wrap, int(last)),)
    if not core.isalpha():
        return (Reading(DASH, core, 0),)
    styles = (LETTER, ROMAN) if core.islower() else (UPPER, UPPER_ROMAN)
    found = ((styles[0], numerals.letter(core)), (styles[1], numerals.roman(core)))
    return tuple(Reading(style, wrap, value) for style, value in found if value)


def depths(markers: Sequence[str]) -> list[Placed]:
    """Place each marker of one article; every marker must have a reading."""
    options = [readings(marker) for marker in markers]
    open_lists: list[Reading] = []
    homes: dict[Key, Key] = {}
    placed = []
    for index, here in enumerate(options):
        depth, reading = _place(open_lists, here, options[index + 1 : index + 1 + _LOOK_AHEAD], homes)
        del open_lists[depth:]
        if open_lists:
            homes[reading.key] = open_lists[-1].key
        open_lists.append(reading)
        placed.append(Placed(depth, reading))
    return placed


def _place(
    open_lists: list[Reading], here: tuple[Reading, ...], ahead: Sequence[tuple[Reading, ...]], homes: Mapping[Key, Key]
) -> tuple[int, Reading]:
    """Return depth and reading of one marker; ``homes`` says below which kind of list each kind has lain so far."""
    going_on = [(depth, reading) for reading in here for depth in _levels(open_lists, reading) if _follows(open_lists[depth], reading)]
    beginning = [(_beginning_depth(open_lists, reading, ahead, homes), reading) for reading in here if reading.ordinal == 1]
    if going_on and beginning and _numeral_follows(going_on[-1][1], beginning[0][1], ahead):
        return beginning[0]
    for choice in (going_on[::-1], beginning):
        if choice:
            return choice[0]
    staying = [(depth, reading) for reading in here for depth in _levels(open_lists, reading)]
    if staying:
        return staying[-1]
    return (0 if here[0].style == NUMBER + "0" else len(open_lists)), here[0]


def _levels(open_lists: list[Reading], reading: Reading) -> list[int]:
    """Return the depths of open lists written as ``reading`` is."""
    return [depth for depth, there in enumerate(open_lists) if there.key == reading.key]


def _follows(last: Reading, reading: Reading) -> bool:
    """``(b)`` after ``(a)``; a dash after a dash."""
    return reading.ordinal == last.ordinal + 1 or reading.style == DASH


def _beginning_depth(open_lists: list[Reading], reading: Reading, ahead: Sequence[tuple[Reading, ...]], homes: Mapping[Key, Key]) -> int:
    """Return how deep a list lies that begins here.

    ``(a)`` after ``(c)`` begins again beside it; ``(i)`` after ``(c)`` lies below it; ``1.`` after ``(c)`` is a paragraph of the article,
    unless ``(d)`` is still to come or such lists have lain below letters before.
    """
    again = _levels(open_lists, reading)
    if again:
        return again[-1]
    at_home = bool(open_lists) and homes.get(reading.key) == open_lists[-1].key
    if reading.style == NUMBER + "0" and open_lists and not at_home and not _comes(open_lists[0], ahead):
        return 0
    return len(open_lists)


def _comes(last: Reading, ahead: Sequence[tuple[Reading, ...]]) -> bool:
    """Tell whether some later marker goes on counting from ``last``."""
    wanted = (last.style, last.wrap, last.ordinal + 1)
    return any((reading.style, reading.wrap, reading.ordinal) == wanted for here in ahead for reading in here)


def _numeral_follows(letter: Reading, numeral: Reading, ahead: Sequence[tuple[Reading, ...]]) -> bool:
    """``(i)`` between ``(h)`` and ``(ii)`` is a numeral, between ``(h)`` and ``(j)`` or a further ``(i)`` a letter: the nearest decides."""
    for here in ahead:
        for reading in here:
            if reading.wrap == letter.wrap and (reading.style, reading.ordinal) == (letter.style, letter.ordinal + 1):
                return False
            if (reading.style, reading.wrap) == (numeral.style, numeral.wrap) and reading.ordinal in (1, 2):
                return reading.ordinal == 2
    return False
