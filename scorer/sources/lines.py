"""Lines of a printed page: what layout finds and cleaning works on.

A line remembers, for each of its characters, where in the original it stood, so that the stored text can lead back to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

NOWHERE = -1  # place of a character that the original does not have (a blank between two fragments)
WIDE = "\t"  # a gap far wider than a blank; becomes a blank when the text is stored


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column. Lengths are in points, ``y`` counts upwards from the foot of the page.

    Attributes:
        text: Its characters; ``WIDE`` stands for a wide gap.
        places: For each character its place on the page, ``NOWHERE`` for a blank put in.
        page: Counted from 1.
        region: Number of the stretch of the page it lies in, in reading order: a column, or a band across all columns.
        column: 0 for a band across the page, else 1 or 2.
        left: Left edge of the text.
        right: Right edge of the text.
        y: Its base line.
        size: Height of most of its characters.
        bold: True where all of it is bold.
        raised: Ranges of ``text`` that stand above the line in small type.
    """

    text: str
    places: tuple[int, ...]
    page: int
    region: int
    column: int
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    raised: tuple[tuple[int, int], ...] = ()

    def part(self, start: int, end: int | None = None) -> Line:
        """Return this line without the characters before ``start`` and from ``end`` on; its edges stay."""
        stop = len(self.text) if end is None else end
        raised = tuple((max(a, start) - start, min(b, stop) - start) for a, b in self.raised if a < stop and b > start)
        return replace(self, text=self.text[start:stop], places=self.places[start:stop], raised=raised)

    def without(self, spans: list[tuple[int, int]]) -> Line:
        """Return this line without these ranges of characters; the ranges of ``raised`` are forgotten."""
        keep = [index for index in range(len(self.text)) if not any(start <= index < end for start, end in spans)]
        return replace(self, text="".join(self.text[i] for i in keep), places=tuple(self.places[i] for i in keep), raised=())

    def trimmed(self) -> Line:
        """Return this line without blanks around it."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))
