"""Which footnotes govern a clause: those that name its article, and those whose mark stands in its words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scorer.detection.corpus import ClauseIndex
from scorer.model import Agreement, Citation, Clause, Place

ARTICLES_AHEAD = 3  # articles after the governed one in which converted texts were seen to put its footnotes
_MARK = re.compile(r"\d{1,3}")
_LEVEL = "__"  # between the levels of an eId


class Footnotes:
    """Tells which footnotes of one agreement govern which clauses."""

    def __init__(self, index: ClauseIndex, agreement: Agreement) -> None:
        self._agreement = agreement
        units = dict.fromkeys((clause.part, clause.unit) for clause in index.clauses if clause.place is not Place.NOTE)
        self._order: Mapping[tuple[str, str], int] = {unit: i for i, unit in enumerate(units)}

    def governs(self, note: Clause, clause: Clause, cited: Citation) -> bool:
        """Tell whether a footnote governs a clause."""
        return note.part == clause.part and self._close(clause, note) and (_names(note, cited) or self._marked(clause, note))

    def _close(self, clause: Clause, note: Clause) -> bool:
        """Tell whether a footnote stands in the clause's article or one of the next few, or apart from all articles (endnotes)."""
        here = self._order.get((clause.part, clause.unit))
        there = self._article(note)
        return here is not None and (there is None or 0 <= there - here <= ARTICLES_AHEAD)

    def _article(self, note: Clause) -> int | None:
        """Return the number in order of the article around a footnote."""
        above = note.unit
        while above := above.rpartition(_LEVEL)[0]:
            if (note.part, above) in self._order:
                return self._order[note.part, above]
        return None

    def _marked(self, clause: Clause, note: Clause) -> bool:
        """Tell whether the footnote's mark is raised at a word of the clause."""
        mark = _MARK.search(note.unit.rpartition("_")[2])
        if mark is None:
            return False
        part = self._agreement.part(clause.part)
        return _raised(mark[0], " ".join(part.slice(piece) for piece in clause.pieces))


def _raised(mark: str, text: str) -> bool:
    """Tell whether a mark is glued to a word or a stop, alone or after other marks, stands among several marks, or alone on a line.

    >>> _raised("4", "the Declaration3, 4 each"), _raised("5", "trade in, 3, 4, 5 such goods"), _raised("5", "Article 5 or 10.5")
    (True, True, False)
    """
    alone = rf"(?:[A-Za-z”\"’)\]]|(?<!\d)[.,;:])(?:\d{{1,3}},\s?)*{mark}(?!\d|\.\d)"
    in_list = rf"[a-z],?\s+(?:\d{{1,3}},\s?)+{mark}(?!\d)"
    on_a_line = rf"\n\s*(?:\d{{1,3}},\s?)*{mark}(?:,\s?\d{{1,3}})*\s*\n"
    bracketed = rf"\[\^?{mark}\]"
    return re.search(f"{alone}|{in_list}|{on_a_line}|{bracketed}", text) is not None


def _names(note: Clause, cited: Citation) -> bool:
    """Tell whether a footnote names the article, or a paragraph of it that the clause stands in ("Article 5.3" or "Article 5.3.2")."""
    if cited.article is None:
        return False
    number = re.escape(cited.article.lower())
    paragraph = rf"(?:\.{re.escape(cited.paragraph.lower())})?" if cited.paragraph else ""
    return re.search(rf"\barticles? (?:[\w.]+ (?:and|or) )?{number}{paragraph}(?![\w-]|\.\d)", note.text.lower()) is not None
