"""What a picture is made of. Python lays it out, the templates draw it as SVG without further arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scorer.report.views import Link, Places

FINE = 1000  # steps across a picture in which upright lines are placed


@dataclass(frozen=True, slots=True)
class Shape:
    """One mark of a picture. ``x`` and ``wide`` are per cent of the width, ``y`` and ``high`` pixels.

    ``kind``: ``bar`` (rectangle), ``line`` (across), ``post`` (upright), ``posts`` (many upright ones, ``text`` is their path), ``sign`` (a
    symbol, centred on its place) or ``word``. ``look`` chooses pattern, symbol or place of the word.
    """

    kind: str
    look: str
    x: str
    y: int
    wide: str = "0%"
    high: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of a picture: its name, the same in words for those who do not see it, its height in pixels, its marks, and whose it is."""

    name: Link
    description: str
    high: int
    shapes: tuple[Shape, ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers of a picture as a table: heads, and rows of a name and cells. A cell is a text or several places."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[str | Places, ...]], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows over one scale. ``legend`` is (symbol or pattern, word); ``ticks`` are upright lines and words under the rows.

    ``table`` holds the same in words; None where a table of the same section does.
    """

    id: str
    caption: str
    legend: tuple[tuple[str, str], ...]
    ticks: tuple[Shape, ...]
    rows: tuple[Strip, ...]
    table: Grid | None = None


def across(value: float, full: float = 100.0, *, of: float = 100.0) -> str:
    """Return a place on a scale that ends at ``of`` and takes ``full`` per cent of the width.

    >>> across(50), across(2, 84, of=4)
    ('50.0%', '42.0%')
    """
    return f"{value * full / of:.1f}%"


def posts(look: str, values: Iterable[float], high: int, full: float = 100.0, *, of: float = 100.0) -> Shape:
    """Return upright lines over the whole height at some values, as one mark."""
    places = dict.fromkeys(round(value * full * FINE / of / 100) for value in values)
    return Shape("posts", look, "0%", 0, "100%", high, "".join(f"M{place} 0v9" for place in places))


def ticks(marks: Iterable[tuple[float, str]], full: float = 100.0, *, of: float = 100.0) -> tuple[Shape, ...]:
    """Return the words under a scale: (value, word) each."""
    return tuple(
        Shape("word", "tick" if turn else "tick first", across(value, full, of=of), 13, text=word)
        for turn, (value, word) in enumerate(marks)
    )
