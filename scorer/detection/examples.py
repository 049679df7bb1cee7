"""The examples of the provision library, tried against its own patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorer.detection.corpus import ClauseIndex
from scorer.detection.provisions import Example, Library, LoopholeEntry, ProvisionEntry
from scorer.detection.rules import search
from scorer.model import CharSpan, Clause, Node


def faults(library: Library) -> tuple[str, ...]:
    """Return one sentence for each example or pattern that does not do what it says; empty when all is well."""
    entries: Mapping[str, ProvisionEntry | LoopholeEntry] = {**library.provisions, **library.loopholes}
    return tuple(fault for entry in entries.values() if entry.patterns for fault in _faults(entry, library))


def _faults(entry: ProvisionEntry | LoopholeEntry, library: Library) -> Iterator[str]:
    exercised: set[str] = set()
    for example in entry.examples.match:
        hits = patterns_in(example, entry.id, library)
        exercised |= hits
        if not hits:
            yield f"false negative: {entry.id} did not match '{example.text}'"
    for example in entry.examples.avoid:
        for pattern in sorted(patterns_in(example, entry.id, library)):
            yield f"false positive: {entry.id} ({pattern}) matched '{example.text}'"
    if not entry.examples.match or not entry.examples.avoid:
        yield f"{entry.id} needs at least one example to match and one to avoid"
    for silent in sorted({pattern.id for pattern in entry.patterns} - exercised):
        yield f"{entry.id}: no example is matched by pattern '{silent}'"


def patterns_in(example: Example, owner: str, library: Library) -> set[str]:
    """Return the ids of the owner's patterns that match an example."""
    index = ClauseIndex(_clauses(example), {"main": _tree(example)}, library)
    return {hit.pattern for hit in search(index, library) if hit.owner == owner}


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
