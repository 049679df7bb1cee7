"""The examples of the provision library, tried against its own patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scorer.detection.corpus import ClauseIndex
from scorer.detection.provisions import Example, Library, LoopholeEntry, Pattern, ProvisionEntry
from scorer.detection.rules import search
from scorer.model import CharSpan, Clause, Node


def faults(library: Library) -> tuple[str, ...]:
    """Return one sentence for each example or pattern that does not do what it says; empty when all is well."""
    entries: Mapping[str, ProvisionEntry | LoopholeEntry] = {**library.provisions, **library.loopholes}
    own: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in library.patterns:
        own[pattern.owner].append(pattern)
    return tuple(
        fault for entry in entries.values() if entry.patterns for fault in _faults(entry, replace(library, patterns=tuple(own[entry.id])))
    )


def _faults(entry: ProvisionEntry | LoopholeEntry, library: Library) -> Iterator[str]:
    """Yield the faults of an entry; ``library`` holds no patterns but its own."""
    exercised: set[str] = set()
    for example in entry.examples.match:
        hits = _patterns_in(example, library)
        exercised |= hits
        if not hits:
            yield f"false negative: {entry.id} did not match '{example.text}'"
    for example in entry.examples.avoid:
        for pattern in sorted(_patterns_in(example, library)):
            yield f"false positive: {entry.id} ({pattern}) matched '{example.text}'"
    if not entry.examples.match or not entry.examples.avoid:
        yield f"{entry.id} needs at least one example to match and one to avoid"
    for silent in sorted({pattern.id for pattern in entry.patterns} - exercised):
        yield f"{entry.id}: no example is matched by pattern '{silent}'"


def _patterns_in(example: Example, library: Library) -> set[str]:
    """Return the ids of the patterns that match an example."""
    index = ClauseIndex(_clauses(example), {"main": _tree(example)}, library)
    return {hit.pattern for hit in search(index, library)}


def _tree(example: Example) -> Node:
    """Return a body with one chapter and one article around the example."""
    whole = CharSpan(0, len(example.text))
    article = Node("article", "chp_1__art_1", whole, whole, num="1", heading=example.article)
    chapter = Node("chapter", "chp_1", whole, whole, num="1", heading=example.chapter, children=(article,))
    return Node("body", "body", whole, whole, children=(chapter,))


def _clauses(example: Example) -> tuple[Clause, ...]:
    """Return the example as clauses of one paragraph: sentences are parted by " // "."""
    return tuple(
        Clause(
            part="main",
            eid="chp_1__art_1",
            unit="chp_1__art_1",
            paragraph="chp_1__art_1",
            place=example.place,
            pieces=(CharSpan(0, len(text)),),
            text=text,
            starts=(0,),
        )
        for text in example.text.split(" // ")
    )
