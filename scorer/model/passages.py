"""What a search over many agreements returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scorer.model.structure import CharSpan

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Passage:
    """An article or paragraph.

    Attributes:
        source: What names the agreement to a command: its id in the library, or its path.
        agreement: Its id.
        text: A slice of the stored text, from ``start``.
        marks: Ranges of the stored text that matched.
        provisions: What was found in it.
        score: How well it matches; higher is better, and comparable within one search only.
    """

    source: str
    agreement: str
    title: str
    part: str
    eid: str
    citation: str
    heading: str
    start: int
    text: str
    marks: tuple[CharSpan, ...] = ()
    provisions: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """A passage of another agreement, how near it is (cosine, 0 to 1), and how its words differ from those asked for."""

    passage: Passage
    likeness: float
    changes: tuple[tuple[Change, str], ...]
