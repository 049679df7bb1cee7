"""Patterns over clauses: one pass, in which each clause is tested only against patterns whose rarest word it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


def search(index: ClauseIndex, library: Library) -> tuple[Hit, ...]:
    """Return every match of every pattern, in order of clause."""
    by_word = _by_trigger(library)
    triggers = frozenset(by_word)
    found: list[Hit] = []
    for i, words in enumerate(index.words):
        candidates: dict[int, set[int]] = defaultdict(set)
        for word in words & triggers:
            for needs, pattern, sequence in by_word[word]:
                for forms in needs:
                    if words.isdisjoint(forms):
                        break
                else:
                    candidates[pattern].add(sequence)
        for pattern in sorted(candidates):
            found.extend(_hits(index, i, library.patterns[pattern], candidates[pattern]))
    return tuple(found)


def _by_trigger(library: Library) -> dict[str, list[tuple[tuple[frozenset[str], ...], int, int]]]:
    """Map each trigger word to the patterns, and the sequences of theirs, that need it, after what else these need."""
    by_word: dict[str, list[tuple[tuple[frozenset[str], ...], int, int]]] = defaultdict(list)
    for number, pattern in enumerate(library.patterns):
        for sequence, forms in enumerate(pattern.phrases.triggers):
            for word in forms:
                by_word[word].append((pattern.phrases.needs[sequence], number, sequence))
    return by_word


def _hits(index: ClauseIndex, i: int, pattern: Pattern, sequences: Iterable[int]) -> Iterator[Hit]:
    """Yield the matches of one pattern in one clause whose place and company fit."""
    if not _place_fits(index, i, pattern):
        return
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
