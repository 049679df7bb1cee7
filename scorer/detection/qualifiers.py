"""Loopholes: which words weaken which finding, and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scorer.detection.corpus import ClauseIndex
from scorer.detection.findings import Draft, Readers, quoted
from scorer.detection.provisions import Library, LoopholeEntry
from scorer.detection.rules import Hit
from scorer.model import Agreement, Clause, Place, Qualifier, Regime

NOTES_AHEAD = 3  # articles after the governed one in which converted texts were seen to put its footnotes
_MARK = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A loophole's words in one clause."""

    entry: LoopholeEntry
    hit: Hit
    clause: Clause


class QualifierReader:
    """Looks up the loopholes that govern a finding."""

    def __init__(self, hits: Iterable[Hit], index: ClauseIndex, agreement: Agreement, library: Library, readers: Readers) -> None:
        self._index = index
        self._agreement = agreement
        self._library = library
        self._readers = readers
        self._by_clause: dict[int, list[_Spot]] = defaultdict(list)
        self._notes: list[_Spot] = []
        for hit in hits:
            entry = library.loopholes.get(hit.owner)
            if entry is not None:
                spot = _Spot(entry, hit, index.clauses[hit.clause])
                (self._notes if spot.clause.place is Place.NOTE and entry.notes else self._by_clause[hit.clause]).append(spot)
        self._units = _unit_order(index)

    def governing(self, draft: Draft, regime: Regime) -> tuple[Qualifier, ...]:
        """Return the loopholes of one finding, one for each number, in order of number."""
        found: dict[str, Qualifier] = {}
        for spot in (*self._near(draft), *self._in_notes(draft)):
            found.setdefault(spot.entry.id, self._qualifier(spot))
        for entry in self._library.loopholes.values():
            if regime.value in entry.regimes and regime.because:
                found.setdefault(entry.id, Qualifier(entry.id, entry.name, regime.because[0]))
        return tuple(found[number] for number in sorted(found))

    def _near(self, draft: Draft) -> Iterator[_Spot]:
        """Yield loopholes in the finding's clause, paragraph or article, as far as each reaches."""
        own = self._index.clauses[draft.clause]
        for i in self._index.around(draft.clause, "article"):
            for spot in self._by_clause.get(i, ()):
                if self._reaches(spot, draft, own, i):
                    yield spot

    def _reaches(self, spot: _Spot, draft: Draft, own: Clause, i: int) -> bool:
        """Tell whether a loophole in clause ``i`` of the article governs the finding."""
        reach = spot.entry.reach
        if reach == "cue":
            return i == draft.clause and draft.force.cue is not None and _overlap(draft.force.cue, (spot.hit.start, spot.hit.end))
        if reach == "clause":
            spans = draft.finding.at.spans
            return spot.clause.pieces[: len(spans)] == spans  # the clause itself, or an item under the quoted lead-in
        if reach == "article" or spot.clause.paragraph == own.paragraph:
            return True
        return reach == "next_paragraph" and self._next_paragraph(draft.clause) == spot.clause.paragraph

    def _next_paragraph(self, i: int) -> str | None:
        """Return the eId of the paragraph after that of clause ``i`` in the same article."""
        paragraphs = list(dict.fromkeys(self._index.clauses[j].paragraph for j in self._index.around(i, "article")))
        at = paragraphs.index(self._index.clauses[i].paragraph)
        return paragraphs[at + 1] if at + 1 < len(paragraphs) else None

    def _in_notes(self, draft: Draft) -> Iterator[_Spot]:
        """Yield loopholes in footnotes that name the finding's article, or carry a mark that stands in its words."""
        own = self._index.clauses[draft.clause]
        number = draft.finding.citation.article
        for spot in self._notes:
            if spot.clause.part != own.part or not self._close(own, spot.clause):
                continue
            named = number is not None and re.search(
                rf"\barticle {re.escape(number.lower())}(?![\w-]|\.\d*[a-z])", spot.clause.text.lower()
            )
            if named or self._marked(own, spot.clause):
                yield spot

    def _close(self, own: Clause, note: Clause) -> bool:
        """Tell whether a footnote stands in the finding's article or one of the next few."""
        article = note.unit.rpartition("__")[0]
        here, there = self._units.get((own.part, own.unit)), self._units.get((own.part, article))
        return here is not None and there is not None and 0 <= there - here <= NOTES_AHEAD

    def _marked(self, own: Clause, note: Clause) -> bool:
        """Tell whether the footnote's mark is glued to a word of the finding's paragraph."""
        mark = _MARK.search(note.unit.rpartition("_")[2])
        if mark is None:
            return False
        part = self._agreement.part(own.part)
        text = " ".join(part.slice(piece) for piece in own.pieces)
        before = r"(?:[A-Za-z”\"’)]|(?<!\d)[.,;:])(?:\d{1,3},\s?)*"  # a word or a stop, and other marks: "Declaration3, 4", "health.5"
        return re.search(rf"{before}{mark[0]}(?![\d.])", text) is not None

    def _qualifier(self, spot: _Spot) -> Qualifier:
        part = self._agreement.part(spot.clause.part)
        return Qualifier(spot.entry.id, spot.entry.name, quoted(spot.clause, spot.hit.end, part, self._readers))


def _unit_order(index: ClauseIndex) -> Mapping[tuple[str, str], int]:
    """Number the articles of each part in order of the text."""
    units = dict.fromkeys((clause.part, clause.unit) for clause in index.clauses if clause.place is not Place.NOTE)
    return {unit: i for i, unit in enumerate(units)}


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
