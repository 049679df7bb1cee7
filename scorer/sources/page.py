"""A parsed web page → its content, as a flat row of tags and words. Nothing here goes down by calling itself: pages nest deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorer import yamlfile

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_FILE = Path(__file__).with_name("html.yaml")
_LISTS = frozenset({"ul", "ol", "dl", "table", "div", "p"})


@dataclass(frozen=True, slots=True)
class Piece:
    """An opening tag, a closing tag (``closes``) or a run of words (``tag`` is ""). Attributes are lower case."""

    tag: str
    attributes: dict[str, str]
    closes: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    elements: frozenset[str]
    small: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    main: tuple[str, ...]
    small_share: float
    main_share: float
    links: int
    link_share: float


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data: dict[str, Any] = yamlfile.load(_FILE).data
    return _Rules(
        frozenset(data["elements"]),
        frozenset(data["small_elements"]),
        frozenset(data["roles"]),
        frozenset(data["words"]),
        tuple(data["main"]),
        data["small_share"],
        data["main_share"],
        data["links"]["least"],
        data["links"]["share"],
    )


def flat(parser: LexborHTMLParser) -> list[Piece]:
    """Return all tags and words of a page in order."""
    found: list[Piece] = []
    open_nodes: list[tuple[Any, str]] = []
    node: Any = parser.root
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            found.append(Piece("", {}, words=node.text(deep=False)))
        elif not tag.startswith(("-", "!")):
            attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
            found.append(Piece(tag, attributes))
            open_nodes.append((node, tag))
            if node.child is not None and tag != "template":
                node = node.child
                continue
            found.append(Piece(tag, {}, closes=True))
            open_nodes.pop()
        while node.next is None and open_nodes:
            node, tag = open_nodes.pop()
            found.append(Piece(tag, {}, closes=True))
        node = node.next
    return found


def content(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of the page's content."""
    kept = _without(pieces, _left_out(pieces))
    kept = _main(kept)
    return _without(kept, _link_lists(kept))


def _elements(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where each element begins and ends (the closing tag included), inner ones first."""
    begun: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.closes and begun:
            yield begun.pop(), at + 1
        elif piece.tag and not piece.closes:
            begun.append(at)


def _lengths(pieces: Sequence[Piece]) -> list[int]:
    """Return for each place how many characters other than white space stand before it."""
    total = [0]
    for piece in pieces:
        total.append(total[-1] + sum(map(len, piece.words.split())))
    return total


def _left_out(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    rules, length = _rules(), _lengths(pieces)
    small = rules.small_share * max(length[-1], 1)
    found = []
    for start, end in _elements(pieces):
        piece = pieces[start]
        words = f"{piece.attributes.get('class', '')} {piece.attributes.get('id', '')}".lower().split()
        hidden = "hidden" in piece.attributes or piece.attributes.get("aria-hidden") == "true"
        minor = piece.tag in rules.small or hidden or not rules.words.isdisjoint(words)
        never = piece.tag in rules.elements or piece.attributes.get("role", "").lower() in rules.roles
        if piece.tag not in ("html", "body") and (never or (minor and length[end] - length[start] < small)):
            found.append((start, end))
    return found


def _without(pieces: Sequence[Piece], stretches: Sequence[tuple[int, int]]) -> list[Piece]:
    kept: list[Piece] = []
    at = 0
    for start, end in sorted(stretches):
        if start >= at:
            kept += pieces[at:start]
            at = end
    return [*kept, *pieces[at:]]


def _main(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the element that a page says is its main one, where it holds most of the words."""
    rules, length = _rules(), _lengths(pieces)
    for start, end in sorted(_elements(pieces), key=lambda stretch: length[stretch[0]] - length[stretch[1]]):
        says_so = pieces[start].tag in rules.main or pieces[start].attributes.get("role") == "main"
        if says_so and length[end] - length[start] >= rules.main_share * max(length[-1], 1):
            return list(pieces[start:end])
    return list(pieces)


def _link_lists(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    rules, length = _rules(), _lengths(pieces)
    links, linked = [0], [0]  # number and characters of links before each place
    inside = 0
    for piece in pieces:
        opens = piece.tag == "a" and not piece.closes and "href" in piece.attributes
        links.append(links[-1] + opens)
        inside = max(inside + opens - (piece.tag == "a" and piece.closes), 0)
        linked.append(linked[-1] + (sum(map(len, piece.words.split())) if inside else 0))
    return [
        (start, end)
        for start, end in _elements(pieces)
        if pieces[start].tag in _LISTS
        and links[end] - links[start] >= rules.links
        and linked[end] - linked[start] >= rules.link_share * max(length[end] - length[start], 1)
    ]
