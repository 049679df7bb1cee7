"""What a search over many agreements returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scorer.model.structure import CharSpan
from scorer.model.text import Publication

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Passage:
    """An article or paragraph.

    Attributes:
        source: What names the agreement to a command: its id in the library, or its path.
        agreement: Its id.
        signed: ISO date of signature of the agreement; None where not known.
        text: A slice of the stored text, from ``start``.
        inner: Where in ``text`` the words after number and heading begin.
        marks: Ranges of the stored text that matched.
        provisions: What was found in it.
        loopholes: Numbers and names of the loopholes of these.
        published: Collections that the agreement's files are from.
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
    loopholes: tuple[str, ...] = ()
    signed: str | None = None
    inner: int = 0
    published: tuple[Publication, ...] = ()

    @property
    def body(self) -> str:
        """The words after number and heading."""
        return self.text[self.inner :]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the best passages, how many articles of how many agreements match, whether the words stand as typed."""

    passages: tuple[Passage, ...]
    articles: int
    agreements: int
    as_typed: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A passage of another agreement, how near it is (cosine, 0 to 1), and how its words differ from those asked for."""

    passage: Passage
    likeness: float
    changes: tuple[tuple[Change, str], ...]
