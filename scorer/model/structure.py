"""Ranges of a text, its tree, its clauses, and how a lawyer cites a place in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class CharSpan(NamedTuple):
    """Half-open range of characters in one part's stored text."""

    start: int
    end: int

    def covers(self, other: CharSpan) -> bool:
        """Tell whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of structure, named after Akoma Ntoso 3.0.

    Attributes:
        kind: Akoma Ntoso element name: ``body``, ``chapter``, ``section``, ``article``, ``paragraph`` (1.), ``subparagraph`` ((a)),
            ``point`` ((i)), ``indent`` ((A)), ``preamble``, ``conclusions``, ``attachment``, ``authorialNote``.
        eid: Unique in the part, by the Akoma Ntoso Naming Convention: ``chp_19__art_19-5__para_1``.
        num: Number as printed, without label or punctuation; None where there is none.
        heading: Title as printed; None where there is none.
        span: The whole node with heading and children.
        body: The node's text after its own number and heading, children included.
    """

    kind: str
    eid: str
    span: CharSpan
    body: CharSpan
    num: str | None = None
    heading: str | None = None
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in order of the text."""
        below = [self]
        while below:
            node = below.pop()
            yield node
            below.extend(reversed(node.children))


class Place(StrEnum):
    """Where in an agreement a clause stands."""

    PREAMBLE = "preamble"
    BODY = "body"
    NOTE = "note"
    ANNEX = "annex"
    CONCLUSIONS = "conclusions"


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest text that can carry a rule of its own: a sentence, or a list item with its lead-in.

    Attributes:
        part: Id of the part it stands in.
        eid: The deepest node that holds it.
        unit: eId of the article (or preamble, conclusions, note, attachment) around it.
        paragraph: eId of the first-level paragraph around it, or of the unit where there is none.
        place: Where it stands.
        pieces: Slices of the source, in reading order (lead-in first, then the item, then closing words).
        text: The pieces joined by one space, with every run of white space made one space and apostrophes made straight.
        starts: For each piece, its offset in ``text``.
    """

    part: str
    eid: str
    unit: str
    paragraph: str
    place: Place
    pieces: tuple[CharSpan, ...]
    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an agreement as lawyers write it.

    ``text`` is the short form ("TPP art. 19.5(1)"); ``article`` and ``paragraph`` are numbers as printed.
    """

    text: str
    article: str | None
    paragraph: str | None
    headings: tuple[str, ...]
