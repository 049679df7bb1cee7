"""Characters with positions → fragments: characters on one base line without a wide gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_GAP = 1.2  # of the type's height: a wider gap ends a fragment


class Glyph(NamedTuple):
    """One character as drawn: edges and base line in points, height of its type, its place on the page."""

    text: str
    left: float
    right: float
    y: float
    size: float
    place: int


@dataclass(slots=True)
class Fragment:
    """Characters on one base line without a wide gap."""

    glyphs: list[Glyph] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    y: float = 0.0
    size: float = 0.0
    blank_after: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    def takes(self, glyph: Glyph) -> bool:
        """Tell whether a character goes on this fragment."""
        near = -0.5 * self.size <= glyph.left - self.right <= _GAP * self.size
        return near and abs(glyph.y - self.y) <= 0.1 * self.size and abs(glyph.size - self.size) <= 0.1 * self.size

    def add(self, glyph: Glyph) -> None:
        """Add a character at the end; a blank is kept back until another character follows."""
        if not self.glyphs:
            self.left, self.y, self.size = glyph.left, glyph.y, glyph.size
        self.glyphs.append(glyph)
        self.right = max(self.right, glyph.right)


def gather(glyphs: Iterable[Glyph]) -> list[Fragment]:
    """Gather characters in the order of drawing."""
    found: list[Fragment] = []
    current = Fragment()
    blank: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = glyph
            current.blank_after = True
            continue
        if current.glyphs and not current.takes(glyph):
            found.append(current)
            current = Fragment()
        elif current.glyphs and blank:
            current.glyphs.append(blank)
        current.blank_after = False
        blank = None
        current.add(glyph)
    return [*found, current] if current.glyphs else found


def edges(fragments: Sequence[Fragment]) -> tuple[float, float]:
    """Return the left and right edge of the text, a few stray fragments aside."""
    lefts, rights = sorted(f.left for f in fragments), sorted(f.right for f in fragments)
    stray = len(fragments) // 50
    return lefts[stray], rights[-1 - stray]


def baselines(fragments: Sequence[Fragment]) -> dict[int, list[Fragment]]:
    """Group fragments by base line, in steps of a point."""
    rows: dict[int, list[Fragment]] = {}
    for f in fragments:
        rows.setdefault(round(f.y), []).append(f)
    return rows
