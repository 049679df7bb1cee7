"""A place in an agreement → its citation, as lawyers write it.

Forms: ``TPP art. 9.19(1)(a)(i)``, ``ANZTEC ch. 16 art. 2(2)`` where article numbers restart, ``TPP ch. 19 n.4``, ``TPP Annex 9-B(3)``,
``NAFTA preamble, recital 15 [counted]``. Where a list has lost its numbers, the deepest certain place with ``in``: ``TPP in art. 9.19(1)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorer.model import Agreement, Citation, Node, SourceText
from scorer.outline import Outline

_DIVISIONS = {"part": "pt.", "title": "title", "chapter": "ch.", "section": "sec.", "subsection": "subsec."}
_ITEMS = ("paragraph", "subparagraph", "point", "indent")
_UNITS = {"preamble": "preamble", "preface": "title page", "conclusions": "conclusion"}
_NEXT_RECITAL = re.compile(r";\s*(?:and\s+)?(?=[A-Z])")
_FEWEST_ENDS = 2  # semicolons between recitals; with fewer a preamble is written otherwise, and its recitals are not counted


def cite(agreement: Agreement, part: SourceText, outline: Outline, eid: str, offset: int | None = None) -> Citation:
    """Return the citation of the node ``eid`` of one part of an agreement; ``offset`` says which recital of a preamble is meant."""
    path = outline.path(eid)
    note = path[-1] if path[-1].kind == "authorialNote" and path[-1].num else None
    if note and (chapter := _chapter_of_note(path, note)):
        text = f"{part.short or agreement.short} {_division((chapter,))} n.{note.num}"
        return Citation(text, *_numbers(path), _headings(path))
    items, certain = _items(path, outline)
    unit, numbers = _unit(path, part, outline), "".join(f"({num})" for num in items)
    if not unit:
        certain = True
    place = unit + numbers if unit else " ".join(word for word in (_division(path), numbers) if word).replace(" (", "(")
    mark = f" n.{note.num}" if note else ""
    text = " ".join(word for word in (part.short or agreement.short, "" if certain else "in", place) if word) + mark
    return Citation(text + _recital(path[-1], part, offset), *_numbers(path), _headings(path))


def _numbers(path: Sequence[Node]) -> tuple[str | None, str | None]:
    """Return the numbers of the article and of its paragraph, where there are any."""
    article = next((node.num for node in reversed(path) if node.kind == "article"), None)
    return article, next((node.num for node in path if node.kind in _ITEMS), None)


def _chapter_of_note(path: Sequence[Node], note: Node) -> Node | None:
    """Return the numbered chapter in which a footnote's number stands once; None where the article must tell two notes apart."""
    chapter = next((node for node in reversed(path) if node.kind == "chapter" and node.num), None)
    same = [node for node in chapter.walk() if (node.kind, node.num) == (note.kind, note.num)] if chapter else []
    return chapter if len(same) == 1 else None


def _recital(node: Node, part: SourceText, offset: int | None) -> str:
    """Return the place of a recital: its number, counted, where the preamble ends its recitals with semicolons."""
    if node.kind != "preamble" or offset is None:
        return ""
    ends = [match.end() for match in _NEXT_RECITAL.finditer(part.text, node.body.start, node.body.end)]
    return f", recital {1 + sum(end <= offset for end in ends)} [counted]" if len(ends) >= _FEWEST_ENDS else ""


def _items(path: Sequence[Node], outline: Outline) -> tuple[list[str], bool]:
    """Return the numbers from the paragraph down, as far as they are certain, and whether that is all the way.

    An item without a number, or with a number that an earlier item beside it has, is not certain.
    """
    numbers: list[str] = []
    for node in (node for node in path if node.kind in _ITEMS):
        above = outline.parent(node.eid)
        if node.num is None or (above and _is_repeat(node, above)):
            return numbers, False
        numbers.append(_own_number(node.num, next((n.num for n in reversed(path) if n.kind == "article"), None)))
    return numbers, True


def _is_repeat(node: Node, above: Node) -> bool:
    """``1, 2, 1, 4``: the second 1 repeats the first."""
    for other in above.children:
        if other is node:
            return False
        if (other.kind, other.num) == (node.kind, node.num):
            return True
    return False


def _own_number(num: str, article: str | None) -> str:
    """``19.5.1`` in article 19.5 is its paragraph 1."""
    return num.removeprefix(f"{article}.") if article else num


def _unit(path: Sequence[Node], part: SourceText, outline: Outline) -> str:
    """Return the article, annex or other unit, with the chapter where the article's number alone would not do."""
    annex = next((node for node in reversed(path) if node.kind == "attachment"), None)
    article = next((node for node in reversed(path) if node.kind == "article"), None)
    words = [_annex(annex, part)] if annex else []
    if article and article.num:
        if not annex and article.num in outline.repeated_numbers:
            words.append(_division(path, innermost="chapter"))
        words.append(f"art. {article.num}")
    elif article:
        words += [_division(path) if not annex else "", f"art. “{article.heading}”" if article.heading else "article without number"]
    else:
        words.append(_division(path[path.index(annex) + 1 :]) if annex else "")
        words += [_UNITS[node.kind] for node in path if node.kind in _UNITS]
    return " ".join(word for word in words if word)


def _annex(node: Node, part: SourceText) -> str:
    """Return ``Annex 9-B``: the label that the text prints, and the number."""
    label = re.match(r"[A-Za-z]+", part.text[node.span.start : node.span.start + 30])
    words = ((label[0].capitalize() if label else "Annex"), node.num or (f"“{node.heading}”" if node.heading else ""))
    return " ".join(word for word in words if word)


def _division(path: Sequence[Node], *, innermost: str | None = None) -> str:
    """Return ``ch. 16`` or ``ch. 2 sec. A``; a number in words as a figure."""
    divisions = [node for node in path if node.kind in _DIVISIONS and node.num]
    if innermost:
        divisions = [node for node in divisions if node.kind == innermost][-1:] or divisions[-1:]
    return " ".join(f"{_DIVISIONS[node.kind]} {_figure(node)}" for node in divisions)


def _figure(node: Node) -> str:
    """Return a division's number; one in words stands as a figure in its eId."""
    num = node.num or ""
    written = node.eid.rsplit("_", 1)[-1]
    return written if num.replace(" ", "").replace("-", "").isalpha() and written.isdigit() and len(num) > 2 else num


def _headings(path: Sequence[Node]) -> tuple[str, ...]:
    """Return the titles of the chapter (or of what stands for it) and of the article or annex, where there are any."""
    divisions = [node for node in path if node.kind in _DIVISIONS and node.heading]
    chapter = next((node for node in divisions if node.kind == "chapter"), divisions[0] if divisions else None)
    unit = next((node for node in reversed(path) if node.kind in ("article", "attachment")), None)
    return tuple(node.heading for node in (chapter, unit) if node and node.heading)
