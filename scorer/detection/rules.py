"""Patterns over clauses: one pass, in which each clause is tested only against patterns whose rarest word it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scorer.detection.corpus import ClauseIndex
from scorer.detection.provisions import Library, Pattern

_TITLE_PAGE = "preface"  # eId of what stands before the preamble: names, and the headings of a table of contents


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern matched in clause number ``clause``, at characters ``start`` to ``end`` of the clause's text."""

    owner: str
    pattern: str
    clause: int
    start: int
    end: int


# What a sequence needs beside the trigger and the first set of forms, its pattern's number, its own number.
_Entry = tuple[tuple[frozenset[str], ...], int, int]


def search(index: ClauseIndex, library: Library) -> tuple[Hit, ...]:
    """Return every match of every pattern, in order of clause."""
    by_word = _by_trigger(library)
    found: list[Hit] = []
    for i, words in enumerate(index.words):
        candidates: dict[int, set[int]] = defaultdict(set)
        for word in words & by_word.keys():
            for first, entries in by_word[word]:
                if words.isdisjoint(first):
                    continue
                for needs, number, sequence in entries:
                    if not any(map(words.isdisjoint, needs)):
                        candidates[number].add(sequence)
        for number in sorted(candidates):
            pattern = library.patterns[number]
            if _place_fits(index, i, pattern):
                found.extend(_hits(index, i, pattern, candidates[number]))
    return tuple(found)


@lru_cache(maxsize=4)  # libraries in use at once
def _by_trigger(library: Library) -> Mapping[str, Sequence[tuple[frozenset[str], Sequence[_Entry]]]]:
    """Map each trigger word to the sequences that need it, gathered by the set of forms that they need next."""
    by_word: dict[str, dict[frozenset[str], list[_Entry]]] = defaultdict(lambda: defaultdict(list))
    for number, pattern in enumerate(library.patterns):
        for sequence, forms in enumerate(pattern.phrases.triggers):
            first, *rest = pattern.phrases.needs[sequence] or (forms,)  # where nothing more is needed, the trigger itself
            for word in forms:
                by_word[word][first].append((tuple(rest), number, sequence))
    return {word: tuple(nexts.items()) for word, nexts in by_word.items()}


def _hits(index: ClauseIndex, i: int, pattern: Pattern, sequences: Iterable[int]) -> Iterator[Hit]:
    """Yield the matches of one pattern in one clause whose company fits."""
    ranges = pattern.phrases.find(index.doc(i), sequences)
    if not ranges or (pattern.unless and index.occurs(i, pattern.unless, pattern.unless_within)):
        return
    if all(index.occurs(i, phrases, pattern.within) for phrases in pattern.with_):
        text = index.clauses[i].text
        yield from (Hit(pattern.owner, pattern.id, i, start, _word_end(text, end)) for start, end in ranges)


def _place_fits(index: ClauseIndex, i: int, pattern: Pattern) -> bool:
    """Tell whether the clause stands where the pattern may be read."""
    clause = index.clauses[i]
    if clause.place not in pattern.places or clause.eid.startswith(_TITLE_PAGE):
        return False
    if not pattern.inside and not pattern.outside:
        return True
    contexts = index.contexts(i)
    return contexts.isdisjoint(pattern.outside) and all(not contexts.isdisjoint(names) for names in pattern.inside)


def _word_end(text: str, end: int) -> int:
    """Return the end of the word that ``end`` cuts: phrases see "co-operate" as one letter shorter."""
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return end
