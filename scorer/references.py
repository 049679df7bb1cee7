"""What a sentence points to in its own text: "this Chapter", "Articles 5.2 and 5.3(a)", "Chapters 6 (Name) and 11".

Only places of the same part are found. A number of another treaty ("Article VI of GATT 1994") is foreign: it points to nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scorer.model import Node

_CONTAINERS = ("chapter", "title", "part", "section", "subsection")
_KINDS = {
    "chapter": "chapter",
    "title": "title",
    "part": "part",
    "section": "section",
    "sub-section": "subsection",
    "subsection": "subsection",
    "article": "article",
    "art.": "article",
    "paragraph": "paragraph",
    "sub-paragraph": "subparagraph",
    "subparagraph": "subparagraph",
    "annex": "attachment",
    "appendix": "attachment",
    "agreement": "agreement",
}
_KIND = r"(?P<kind>chapter|title|part|sub-?section|section|article|art\.|sub-?paragraph|paragraph|annex|appendix|agreement)(?P<plural>e?s)?"
_OPENING = re.compile(
    r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))"  # a word begins, or its space was lost in print: "andChapters"
    rf"(?:(?P<this>this|the present)\s+|the\s+(?P<beside>preceding|previous|following|next)\s+)?{_KIND}(?![a-z])",
    re.IGNORECASE,
)
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty"]
_WORDS = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_WORD_NUMBER = rf"(?:{'|'.join(_TENS)})[\s-]*(?:{'|'.join(_UNITS[:9])})?|{'|'.join(reversed(_UNITS))}"
_NUMBER = re.compile(
    rf"\s*(?P<num>\d+(?:[.\-]\d+)*(?:-?[A-Z]\b(?:-?\d+)?)?(?!\w)|[IVXL]+-[A-Z0-9]+\b|[A-Z]{{1,2}}[-.]\d+(?:\.\d+)*|(?i:{_WORD_NUMBER})\b|[IVXL]+(?:[.\-]\d+)*\b|[A-Z]\b)?"
    r"(?P<items>(?:\s?\((?:[a-z]|[ivx]+|\d{1,2}|[A-Z])\))*)"
    r"(?P<name>\s*\([^()]{4,}\))?"
)
_CONNECTOR = re.compile(
    r"\s*(?:,\s*(?:and|or)\s+|,\s*|;\s*|\band\s+|\bor\s+|\bto\s+|\bthrough\s+|[-–]\s*)(?=[\dA-Z(]|"
    rf"(?i:{_WORD_NUMBER})\b)"
)
_OF = re.compile(r"\s+(?:of|in)\s+(?=(?:this|the present)?\s*(?:chapter|title|part|section|article|annex)\b)", re.IGNORECASE)
_FOREIGN = re.compile(r"\s+(?:of|to|in)\s+(?:the\s+)?(?!(?:this|present|agreement[\s,.;])\b)[A-Z][A-Za-z]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Reference:
    """Places named at characters ``start`` to ``end`` of a sentence; no node where the text holds none of that number."""

    start: int
    end: int
    kind: str
    nodes: tuple[Node, ...]

    @property
    def eids(self) -> tuple[str, ...]:
        """The eIds of the places."""
        return tuple(node.eid for node in self.nodes)


@dataclass(frozen=True, slots=True)
class _Named:
    """One number of a list, as read."""

    num: str
    items: tuple[str, ...]
    ranged: bool  # the list runs from the number before to this one


class Places:
    """The nodes of one part, found by number and upwards."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._nodes = {node.eid: node for node in root.walk()}
        self._parents = {child.eid: node for node in self._nodes.values() for child in node.children}
        self._numbered: dict[tuple[str, str], list[Node]] = {}
        for node in self._nodes.values():
            for key in {(node.kind, plain) for plain in _plain(node.num or _told_by_articles(node))}:
                self._numbered.setdefault(key, []).append(node)

    def node(self, eid: str) -> Node:
        """Return the node with this eId, the root where there is none."""
        return self._nodes.get(eid, self.root)

    def up(self, eid: str) -> Iterator[Node]:
        """Yield the node and those around it, the root last."""
        node: Node | None = self._nodes.get(eid)
        while node is not None:
            yield node
            node = self._parents.get(node.eid)

    def around(self, eid: str, kind: str) -> Node | None:
        """Return the nearest node of a kind around a place; for a container that the text does not mark, the chapter."""
        wanted = [node for node in self.up(eid) if node.kind == kind]
        if not wanted and kind in {"title", "part"}:
            wanted = [node for node in self.up(eid) if node.kind == "chapter"]
        if not wanted and kind in {"section", "subsection"}:
            wanted = [node for node in self.up(eid) if node.kind == "article"]
        if not wanted and kind == "paragraph":  # an article of one paragraph; in a note or a list of another the word has no such place
            wanted = [node for node in self.up(eid) if node.kind == "article" and node.eid == eid]
        return wanted[0] if wanted else None

    def beside(self, eid: str, kind: str, *, after: bool) -> tuple[Node, ...]:
        """Return the node of a kind before or after the one around a place, inside what holds both; for articles, in the whole text."""
        here = next((node for node in self.up(eid) if node.kind == kind), None)
        if here is None:
            return ()
        above = self.root if kind == "article" else self._parents.get(here.eid, self.root)
        row = [node for node in above.walk() if node.kind == kind]
        at = next(index for index, node in enumerate(row) if node.eid == here.eid) + (1 if after else -1)
        return (row[at],) if 0 <= at < len(row) else ()

    def numbered(self, kind: str, num: str, near: str) -> tuple[Node, ...]:
        """Return the node of that kind and number, the nearest to ``near`` where several have it."""
        kinds = _CONTAINERS if kind in _CONTAINERS else (kind,)
        for each in (kind, *(k for k in kinds if k != kind)):
            for plain in _plain(num):
                found = self._numbered.get((each, plain), [])
                if found:
                    return (found[0] if len(found) == 1 else self._nearest(found, near),)
        return ()

    def same_number(self, node: Node) -> tuple[Node, ...]:
        """Return all nodes of its kind and number, itself included."""
        return tuple(self._numbered.get((node.kind, plain[0]), ())) if (plain := _plain(node.num)) else (node,)

    def _nearest(self, found: list[Node], near: str) -> Node:
        for above in self.up(near):
            inside = [node for node in found if above.span.covers(node.span)]
            if inside:
                return inside[0]
        return found[0]


def _told_by_articles(node: Node) -> str | None:
    """Return the number that the articles of an unnumbered chapter tell: 8 where they are 8.1, 8.2 or 801, 802."""
    if node.kind != "chapter":
        return None
    nums = [inner.num or "" for inner in node.walk() if inner.kind == "article"]
    told = {match[1] or match[2] if (match := re.fullmatch(r"(\d+)\.\d+|(\d{1,2})\d\d", num)) else "" for num in nums}
    return told.pop() or None if len(told) == 1 else None


@lru_cache(maxsize=4096)  # "1", "(a)" and the like come again in every article
def _plain(num: str | None) -> tuple[str, ...]:
    """Return the forms under which a printed number is looked up: as it stands, and as an Arabic number.

    >>> _plain("Twenty-One"), _plain("IX"), _plain("G-05")
    (('twenty-one', '21'), ('ix', '9'), ('g-05', 'g-5'))
    """
    if not num:
        return ()
    lower = num.strip().strip(".").lower()
    head, sign, tail = lower.partition(".")
    value = _value(head)
    other = f"{value}{sign}{tail}" if value else re.sub(r"(?<![\d.])0+(?=\d)", "", lower)
    return (lower, other) if other != lower else (lower,)


def _value(text: str) -> int | None:
    """Return the value of a number word or roman numeral."""
    words = re.findall("|".join((*_TENS, *reversed(_UNITS))), text)
    if words and re.fullmatch(r"[\s-]*", re.sub("|".join(words), "", text)):
        return sum(_WORDS[word] for word in words)
    if not text or not set(text) <= set(_ROMAN):
        return None
    values = [_ROMAN[char] for char in text]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


def references(text: str, eid: str, places: Places) -> tuple[Reference, ...]:
    """Return all references in a sentence that stands at node ``eid``, in order."""
    found: list[Reference] = []
    at = 0
    while opening := _OPENING.search(text, at):
        reference, at = _read(text, opening, eid, places)
        if reference is not None:
            found.append(reference)
    return tuple(found)


def _read(text: str, opening: re.Match[str], eid: str, places: Places) -> tuple[Reference | None, int]:
    """Read the reference that begins with this word; ``None`` where the word is no reference."""
    kind = _KINDS[re.sub(r"^sub(?=[sp])", "sub-", opening["kind"].lower().replace("-", ""))] if opening["kind"] else ""
    if opening["this"]:
        node = places.root if kind == "agreement" else places.around(eid, kind)
        end = opening.end()
        return Reference(opening.start(), end, kind, (node,) if node else ()), end
    if opening["beside"]:
        nodes = places.beside(eid, kind, after=opening["beside"].lower() in ("following", "next"))
        return Reference(opening.start(), opening.end(), kind, nodes), opening.end()
    named, end = _numbers(text, opening.end())
    if kind == "agreement" or not named:
        return None, opening.end()
    nested = _OF.match(text, end)
    if nested and (inner := _OPENING.match(text, nested.end())):
        container, inner_end = _read(text, inner, eid, places)
        if container is not None:
            within = container.nodes[0].eid if container.nodes else None
            nodes = tuple(node for node in _resolve(kind, named, within, places) if within) if within else ()
            return Reference(opening.start(), inner_end, kind, nodes), inner_end
    if _FOREIGN.match(text, end):
        return Reference(opening.start(), end, kind, ()), end
    return Reference(opening.start(), end, kind, tuple(_resolve(kind, named, eid, places))), end


def _numbers(text: str, at: int) -> tuple[tuple[_Named, ...], int]:
    """Read a list of numbers with their items and names in brackets."""
    named: list[_Named] = []
    ranged = False
    while match := _NUMBER.match(text, at):
        if not match["num"] and not match["items"]:
            break
        named.append(_Named(match["num"] or "", tuple(re.findall(r"\w+", match["items"])), ranged))
        at = match.end()
        connector = _CONNECTOR.match(text, at)
        if connector is None or not (following := _NUMBER.match(text, connector.end())) or not (following["num"] or following["items"]):
            break
        ranged = connector[0].strip() in {"to", "through", "-", "–"}
        at = connector.end()
    return tuple(named), at


def _resolve(kind: str, named: tuple[_Named, ...], near: str, places: Places) -> Iterator[Node]:
    before: Node | None = None
    for name in named:
        beside = places.around(before.eid, kind) if before else None  # "81(1) and (2)"
        for node in _place(kind, name, near, places, beside):
            if name.ranged and before is not None:
                yield from _between(before, node, places)
            yield node
            before = node


def _between(first: Node, last: Node, places: Places) -> Iterator[Node]:
    """Yield the nodes of the same kind that stand between two."""
    for node in places.root.walk():
        if node.kind == first.kind and first.span.end <= node.span.start and node.span.end <= last.span.start:
            yield node


def _place(kind: str, name: _Named, near: str, places: Places, beside: Node | None) -> tuple[Node, ...]:
    """Return the node of one number: an article's trailing parts are its paragraph and items, alone those of the article before."""
    if kind in {"paragraph", "subparagraph"}:
        holder = places.around(near, "article") or places.root
        return _below(holder, ((name.num,) if name.num else ()) + name.items)
    num, rest = name.num, list(name.items)
    if not num and rest and beside is not None and kind == "article":
        return _below(beside, tuple(rest))
    while num:
        found = places.numbered(kind, num, near)
        if found:
            return _below(found[0], tuple(rest)) if kind == "article" else found
        num, sign, last = num.rpartition(".")
        rest = [last, *rest] if sign else rest
    return ()


def _below(node: Node, nums: tuple[str, ...]) -> tuple[Node, ...]:
    """Follow paragraph and item numbers down as far as the text marks them."""
    for num in nums:
        inner = next((child for child in node.children if (child.num or "").strip("().").lower() == num.lower()), None)
        if inner is None:
            break
        node = inner
    return (node,)
