"""Headings → nested drafts.

Divisions nest in the order in which a text first uses them: PART above TITLE above CHAPTER in one agreement, CHAPTER above PART in another.
Sections that begin again lie below chapters and titles that are counted through or have more numbers, even where a section is met first.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorer.structure import items
from scorer.structure.draft import Draft
from scorer.structure.heads import CONTAINERS, Head
from scorer.structure.notes import Note

_TOP = ("preface", "preamble", "conclusions")


def nest(text: str, heads: Sequence[Head], declared: Sequence[Note] = ()) -> Draft:
    """Return the whole tree under a root that covers ``text``; where footnotes are declared, no others are looked for."""
    root = Draft("body", 0, 0, end=len(text))
    ranks = _ranks(heads)
    end_of_body = next((head.start for head in heads if head.kind == "conclusions"), len(text))
    path = [root]
    for head in _with_opening(text, heads):
        _close(path, _level(path, head, ranks, end_of_body), head.start)
        if head.unnamed:
            continue
        unit = Draft(head.kind, head.start, head.body, head.num, head.heading)
        path[-1].children.append(unit)
        path.append(unit)
    _close(path, 1, len(text))
    _fill(text, root, declared)
    return root


def _with_opening(text: str, heads: Sequence[Head]) -> list[Head]:
    """Make the words before the first heading a preamble, where nothing else claims them."""
    first = heads[0].start if heads else len(text)
    opening = text[:first].strip()
    if not heads or not opening:
        return list(heads)
    start = len(text[:first]) - len(text[:first].lstrip())
    kind = "preface" if any(head.kind == "preamble" for head in heads[:3]) else "preamble"
    return [Head(kind, start, start), *heads]


def _ranks(heads: Sequence[Head]) -> dict[str, int]:
    """Number the kinds of division from the outermost in; subsections always lie innermost.

    A format with unnamed divisions marks only those in which articles stand: no title above a chapter, so that the two stand side by side.
    """
    seen = list(dict.fromkeys(head.kind for head in heads if head.kind in CONTAINERS[:4]))
    through = [at for at, kind in enumerate(seen) if kind in ("chapter", "title") and _holds_sections(heads, kind)]
    if through and seen.index("section") < through[-1]:
        seen.insert(through[-1], seen.pop(seen.index("section")))
    usual = [kind for kind in CONTAINERS[:4] if kind not in seen]
    ranks = {kind: rank for rank, kind in enumerate([*seen, *usual, "subsection"], 1)}
    if any(head.unnamed for head in heads):
        ranks.update({kind: min(ranks[kind], ranks["chapter"]) for kind in ("part", "title")})
    return ranks


def _holds_sections(heads: Sequence[Head], kind: str) -> bool:
    """Tell whether divisions of a kind hold sections: their numbers begin again less often, or there are more of them."""
    sections, outer = ([head.num for head in heads if head.kind == each and head.num] for each in ("section", kind))
    again, outer_again = (len(nums) - len(set(nums)) for nums in (sections, outer))
    return outer_again < again or (again > 1 and len(set(outer)) > len(set(sections)))


def _level(path: list[Draft], head: Head, ranks: dict[str, int], end_of_body: int) -> int:
    """Return the length of the path under which ``head`` belongs."""
    annex = next((at for at, unit in enumerate(path) if unit.kind == "attachment"), None)
    if head.kind == "preamble" and annex is not None and head.start >= end_of_body:
        return annex + 1  # an instrument annexed to the agreement has recitals of its own
    if head.kind in _TOP or (head.kind == "attachment" and head.start >= end_of_body):
        return 1
    inside_annex = annex is not None and (head.start >= end_of_body or (head.kind in CONTAINERS and head.kind != "chapter"))
    floor = annex + 1 if inside_annex and annex is not None else 1
    if head.kind == "attachment":
        return next((at for at, unit in enumerate(path) if unit.kind in ("article", "attachment", *_TOP)), len(path))
    if head.kind == "article":
        return next((at for at, unit in enumerate(path) if at >= floor and unit.kind in ("article", "attachment", *_TOP)), len(path))
    for at in range(floor, len(path)):
        if path[at].kind not in ranks or ranks[path[at].kind] >= ranks[head.kind]:
            return at
    return len(path)


def _close(path: list[Draft], length: int, end: int) -> None:
    while len(path) > length:
        path.pop().close(end)


def _fill(text: str, unit: Draft, declared: Sequence[Note]) -> None:
    """Add paragraphs, lists and notes to the text that each unit has of its own, before its first child."""
    for child in unit.children:
        _fill(text, child, declared)
    if unit.kind == "body" and unit.children:
        return
    end = unit.children[0].start if unit.children else unit.end if unit.end is not None else len(text)
    if end > unit.body:
        divisions, unit.children = unit.children, []
        items.fill(text, unit, end, declared)
        unit.children.extend(divisions)
