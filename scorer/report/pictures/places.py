"""Where in a text the answers stand: a line for each principle, from its first word to its last."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from scorer.model import Evidence, Findings
from scorer.report import words
from scorer.report.answers import Sheet
from scorer.report.pictures.shapes import Grid, Picture, Shape, Strip, across, posts
from scorer.report.views import Link, PrincipleView

_HIGH = 20  # pixels of a row
_ROOM = 3.0  # per cent of the text that a chapter needs for its number to be printed
_ROOM_ON_A_PHONE = 9.0
_NAMED = 4  # chapters named in a cell of the table; more would not be read


@dataclass(frozen=True, slots=True)
class _Ruler:
    """The parts of an agreement one after the other: where each begins, where chapters begin, and the whole length."""

    begins: dict[str, int]
    chapters: tuple[tuple[int, str], ...]
    length: int

    @classmethod
    def of(cls, findings: Findings) -> _Ruler:
        parts = findings.agreement.parts
        sums = list(accumulate((len(part.text) for part in parts), initial=0))
        begins = {part.id: start for part, start in zip(parts, sums, strict=False)}
        chapters = [
            (begins[part] + node.span.start, node.eid.rpartition("_")[2])
            for part, tree in findings.trees.items()
            for node in tree.walk()
            if node.kind == "chapter"
        ]
        return cls(begins, tuple(sorted(chapters)), max(sums[-1], 1))

    def place(self, at: Evidence) -> int:
        """Return where evidence begins, in characters from the start of the first part."""
        return self.begins[at.part] + (at.spans[0].start if at.spans else 0)

    def chapter(self, place: int) -> str:
        """Return the chapter around a place, in a word or two; nothing where the text has none."""
        if not self.chapters:
            return ""
        turn = bisect_right(self.chapters, place, key=lambda chapter: chapter[0])
        return f"ch. {self.chapters[turn - 1][1]}" if turn else "before the chapters"


def pictures(sheets: Sequence[Sheet], principles: Sequence[PrincipleView]) -> tuple[Picture, ...]:
    """Return one picture for each agreement."""
    return tuple(_picture(sheet, principles) for sheet in sheets if principles)


def _picture(sheet: Sheet, principles: Sequence[PrincipleView]) -> Picture:
    ruler = _Ruler.of(sheet.card.findings)
    placed = [(view, _places(sheet, view.id, ruler)) for view in principles]
    caption = f"{sheet.short}: where the quoted clauses stand, from the first word of the text to the last."
    rows = [_strip(view, places, ruler) for view, places in placed]
    table = Grid(
        f"Clauses of {sheet.short} that answer a question, by principle and chapter",
        ("Principle", "Clauses", "Most in"),
        tuple((Link(view.title, None), (str(len(places)), _most(places, ruler))) for view, places in placed),
    )
    return Picture(f"places-{sheet.key}", caption, (), _ticks(ruler), tuple(rows), table)


def _places(sheet: Sheet, principle: str, ruler: _Ruler) -> list[int]:
    """Return where the clauses that answer a principle's questions begin, in order."""
    numbers = {index for criterion in sheet.card.criteria if criterion.principle == principle for index in criterion.findings}
    return sorted({ruler.place(sheet.card.findings.findings[index].at) for index in numbers})


def _strip(view: PrincipleView, places: Sequence[int], ruler: _Ruler) -> Strip:
    shapes = (
        posts("grid", (start for start, _ in ruler.chapters), _HIGH, of=ruler.length),
        Shape("line", "base", "0%", _HIGH // 2, "100%"),
        posts("find", places, _HIGH, of=ruler.length),
    )
    told = f"{words.sentence(words.count(len(places), 'clause'))} {_most(places, ruler)}".strip()
    return Strip(Link(view.title, None), told, _HIGH, shapes)


def _most(places: Sequence[int], ruler: _Ruler) -> str:
    """Name the chapters with the most clauses."""
    counted = Counter(ruler.chapter(place) for place in places).most_common(_NAMED)
    return ", ".join(f"{chapter} ({number})" for chapter, number in counted if chapter)


def _ticks(ruler: _Ruler) -> tuple[Shape, ...]:
    """Return the numbers of the chapters under the rows, where there is room; those that need a wide screen are ``fine``."""
    ends = [*(start for start, _ in ruler.chapters), ruler.length][1:]
    last, coarse = -_ROOM, -_ROOM_ON_A_PHONE
    shapes = []
    for (start, number), end in zip(ruler.chapters, ends, strict=True):
        middle = 50 * (start + end) / ruler.length
        if middle - last < _ROOM:
            continue
        last = middle
        fine = middle - coarse < _ROOM_ON_A_PHONE
        coarse = coarse if fine else middle
        shapes.append(Shape("word", "tick fine" if fine else "tick", across(middle), 13, text=number))
    return tuple(shapes)
