"""Loopholes: which words weaken which finding, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scorer.detection.corpus import ClauseIndex
from scorer.detection.findings import Draft, Readers, quoted
from scorer.detection.footnotes import Footnotes
from scorer.detection.provisions import Library, LoopholeEntry, is_one_of
from scorer.detection.regime_map import RegimeMap
from scorer.detection.rules import Hit
from scorer.detection.terms import breached, defined, is_definition, uses
from scorer.model import Agreement, Clause, Enforceable, Evidence, Place, Qualifier, Regime

_ROADS_OF_THEIR_OWN = frozenset({Enforceable.SANCTIONS, Enforceable.INVESTOR_ARBITRATION})
_GENERAL = frozenset({"definitions", "objectives", "scope", "institutional", "final_provisions"})


@dataclass(frozen=True, slots=True)
class _Spot:
    """A loophole's words in one clause."""

    entry: LoopholeEntry
    hit: Hit
    clause: Clause


class QualifierReader:
    """Looks up the loopholes that govern a finding."""

    def __init__(
        self, hits: Iterable[Hit], index: ClauseIndex, agreement: Agreement, library: Library, readers: Readers, regime_map: RegimeMap
    ) -> None:
        self._index = index
        self._agreement = agreement
        self._mapped_entries = tuple(entry for entry in library.loopholes.values() if entry.map is not None)
        self._readers = readers
        self._map = regime_map
        self._footnotes = Footnotes(index, agreement)
        self._by_unit: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
        self._by_chapter: dict[tuple[str, str], list[_Spot]] = defaultdict(list)  # those that reach so far
        self._notes: list[_Spot] = []
        self._definitions: list[_Spot] = []
        self._tests: list[_Spot] = []
        self._scopes: list[_Spot] = []
        self._letters: list[_Spot] = []
        for hit in hits:
            entry = library.loopholes.get(hit.owner)
            if entry is not None and entry.map is None:
                self._file(_Spot(entry, hit, index.clauses[hit.clause]))

    def _file(self, spot: _Spot) -> None:
        """Put a spot where the readings below look for it."""
        contexts = self._index.contexts(spot.hit.clause)
        if spot.clause.place is Place.NOTE and spot.entry.notes:
            self._notes.append(spot)
        else:
            self._by_unit[spot.clause.part, spot.clause.unit].append(spot)
            if spot.entry.reach == "chapter":
                self._by_chapter[spot.clause.part, self._index.chapter(spot.hit.clause)].append(spot)
        if spot.entry.definitions and ("definitions" in contexts or is_definition(spot.clause.text)):
            self._definitions.append(spot)
        if spot.entry.definitions and breached(spot.clause.text):
            self._tests.append(spot)
        if spot.entry.scope_article and "scope" in contexts:
            self._scopes.append(spot)
        if spot.entry.letters and self._is_letter(spot.clause):
            self._letters.append(spot)

    def _is_letter(self, clause: Clause) -> bool:
        return clause.place is Place.ANNEX or clause.part != self._agreement.parts[0].id

    def governing(self, draft: Draft, regime: Regime) -> tuple[Qualifier, ...]:
        """Return the loopholes of one finding, one for each number, in order of number."""
        found: dict[str, Qualifier] = {}
        for spot in (*self._near(draft), *self._in_notes(draft), *self._elsewhere(draft), *self._letters):
            if _concerns(spot.entry, draft):
                found.setdefault(spot.entry.id, self._qualifier(spot))
        for entry in self._mapped_entries:
            deciding = self._mapped(entry, draft, regime)
            if deciding is not None and _concerns(entry, draft):
                found.setdefault(entry.id, Qualifier(entry.id, entry.name, deciding))
        return tuple(found[number] for number in sorted(found))

    def _mapped(self, entry: LoopholeEntry, draft: Draft, regime: Regime) -> Evidence | None:
        """Return the sentence by which the enforceability map shows this loophole, None where it does not."""
        at = draft.finding.at
        if entry.map == "capped":
            return self._map.cap_at(at.part, at.eid) if regime.value is Enforceable.SANCTIONS else None
        if entry.map is None or regime.value in _ROADS_OF_THEIR_OWN:
            return None
        partial = self._map.partial_at(at.part, at.eid)
        deciding = partial if entry.map == "partial" or partial else self._map.exclusion_at(at.part, at.eid)
        if deciding is None or (entry.map == "excluded") == (partial is not None):
            return None
        return None if deciding.spans == at.spans else deciding  # an exclusion is no loophole in itself

    def _near(self, draft: Draft) -> Iterator[_Spot]:
        """Yield loopholes in the finding's clause, paragraph, article or chapter, as far as each reaches."""
        own = self._index.clauses[draft.clause]
        yield from (spot for spot in self._by_unit.get((own.part, own.unit), ()) if self._reaches(spot, draft, own))
        chapter = self._by_chapter.get((own.part, self._index.chapter(draft.clause)), ())
        yield from (spot for spot in chapter if spot.clause.unit != own.unit)

    def _reaches(self, spot: _Spot, draft: Draft, own: Clause) -> bool:
        """Tell whether a loophole in the finding's article governs it."""
        reach = spot.entry.reach
        if reach in {"chapter", "nothing_else"}:
            return reach == "chapter"
        if reach == "cue":
            return (
                spot.hit.clause == draft.clause
                and draft.force.cue is not None
                and _overlap(draft.force.cue, (spot.hit.start, spot.hit.end))
            )
        if reach in {"clause", "quotation"}:
            spans = draft.finding.at.spans
            if spot.clause.pieces[: len(spans)] != spans:
                return False
            below = (*spot.clause.starts, len(spot.clause.text))[len(spans)]  # where an item under the quoted lead-in begins
            return reach == "clause" or spot.hit.start < below
        if reach == "article" or spot.clause.paragraph == own.paragraph:
            return True
        return reach == "next_paragraph" and self._next_paragraph(draft.clause) == spot.clause.paragraph

    def _next_paragraph(self, i: int) -> str | None:
        """Return the eId of the paragraph after that of clause ``i`` in the same article."""
        paragraphs = list(dict.fromkeys(self._index.clauses[j].paragraph for j in self._index.around(i, "article")))
        at = paragraphs.index(self._index.clauses[i].paragraph)
        return paragraphs[at + 1] if at + 1 < len(paragraphs) else None

    def _in_notes(self, draft: Draft) -> Iterator[_Spot]:
        """Yield loopholes in footnotes that govern the finding's clause."""
        own = self._index.clauses[draft.clause]
        cited = draft.finding.citation
        yield from (spot for spot in self._notes if self._footnotes.governs(spot.clause, own, cited))

    def _elsewhere(self, draft: Draft) -> Iterator[_Spot]:
        """Yield loopholes in other sentences that govern the finding's clause: definitions, tests of a breach, the chapter's scope."""
        yield from self._in_definitions(draft)
        yield from (spot for spot in self._tests if self._is_test_of(spot, draft))
        yield from self._in_scope(draft)

    def _is_test_of(self, spot: _Spot, draft: Draft) -> bool:
        """Tell whether a sentence that says what a breach is speaks of the finding's clause."""
        own, said, cited = self._index.clauses[draft.clause], spot.clause, draft.finding.citation
        what = breached(said.text) or ""
        if said.part != own.part or spot.hit.clause == draft.clause:
            return False
        if what.startswith("paragraph"):
            return said.unit == own.unit and what.rpartition(" ")[2] == cited.paragraph
        if what.startswith("article"):
            return what.removeprefix("article ") == (cited.article or "").lower()
        if what == "this chapter":
            return self._index.chapter(spot.hit.clause) == self._index.chapter(draft.clause)
        return said.unit == own.unit and (what == "this article" or said.paragraph == own.paragraph)

    def _in_definitions(self, draft: Draft) -> Iterator[_Spot]:
        """Yield loopholes in definitions of the chapter, or general ones, of a term that the finding's clause uses."""
        own = self._index.clauses[draft.clause]
        for spot in self._definitions:
            if spot.hit.clause != draft.clause and self._is_common_ground(spot, draft):
                term = defined(spot.clause.text) or self._defined_before(spot)
                if term is not None and (uses(own.text, term) or self._through_another(spot, term, own.text)):
                    yield spot

    def _through_another(self, spot: _Spot, term: str, text: str) -> bool:
        """Tell whether a text uses a term that the same article defines by the given one: labor laws by statutes."""
        for i in self._index.around(spot.hit.clause, "article"):
            definition = self._index.clauses[i].text
            other = defined(definition) if i != spot.hit.clause else None
            if other is not None and other != term and uses(definition.partition(other)[2], term) and uses(text, other):
                return True
        return False

    def _is_common_ground(self, spot: _Spot, draft: Draft) -> bool:
        """Tell whether a definition holds for the finding's chapter: it stands there, or in a chapter on no subject."""
        same = self._index.chapter(spot.hit.clause) == self._index.chapter(draft.clause)
        return spot.clause.part == draft.finding.at.part and (same or self._index.contexts(spot.hit.clause) <= _GENERAL)

    def _defined_before(self, spot: _Spot) -> str | None:
        """Return the term that an earlier sentence of the same paragraph defines."""
        before = [i for i in self._index.around(spot.hit.clause, "paragraph") if i < spot.hit.clause]
        return next((term for i in reversed(before) if (term := defined(self._index.clauses[i].text))), None)

    def _in_scope(self, draft: Draft) -> Iterator[_Spot]:
        """Yield loopholes in the article that says what the finding's chapter applies to."""
        part, chapter = draft.finding.at.part, self._index.chapter(draft.clause)
        for spot in self._scopes:
            if spot.clause.part == part and self._index.chapter(spot.hit.clause) == chapter:
                yield spot

    def _qualifier(self, spot: _Spot) -> Qualifier:
        part = self._agreement.part(spot.clause.part)
        return Qualifier(spot.entry.id, spot.entry.name, quoted(spot.clause, spot.hit.end, part, self._readers))


def _concerns(entry: LoopholeEntry, draft: Draft) -> bool:
    """Tell whether a loophole is about duties of the finding's kind."""
    return is_one_of(draft.finding.provision, entry.provisions)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
