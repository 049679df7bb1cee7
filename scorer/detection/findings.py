"""From matched patterns to findings: quotation, citation, force, scope tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scorer.detection.corpus import ClauseIndex
from scorer.detection.provisions import Library, ProvisionEntry
from scorer.detection.rules import Hit
from scorer.model import (
    NO_GOVERNING_WORD,
    QUOTE_JOINT,
    Agreement,
    CharSpan,
    Citation,
    Clause,
    Evidence,
    Finding,
    Force,
    SourceText,
    Strength,
)


@dataclass(frozen=True, slots=True)
class Readers:
    """What other stages lend to detection.

    Attributes:
        force: Clause, character range in its text, headings above it → force of the governing words.
        locate: Clause, its source, character range in its text → slices of the source.
        cite: Part id, eId, offset in its text → citation.
        at: Part id, offset in its text → eId of the deepest node there.
    """

    force: Callable[[Clause, tuple[int, int], tuple[str, ...]], Force]
    locate: Callable[[Clause, SourceText, int, int], tuple[CharSpan, ...]]
    cite: Callable[[str, str, int], Citation]
    at: Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding with the clause it came from and the force that was read, before qualifiers and regime are known."""

    finding: Finding
    clause: int
    force: Force


def quoted(clause: Clause, end: int, part: SourceText, readers: Readers) -> Evidence:
    """Return a clause as evidence, up to and with the piece that holds the last character before ``end`` of its text."""
    last = max(i for i, start in enumerate(clause.starts) if start < end)
    spans = clause.pieces[: last + 1]
    eid = readers.at(clause.part, spans[-1].start)
    quote = QUOTE_JOINT.join(part.slice(span) for span in spans)
    return Evidence(clause.part, eid, spans, readers.cite(clause.part, eid, spans[-1].start), quote)


def drafts(hits: Iterable[Hit], index: ClauseIndex, agreement: Agreement, library: Library, readers: Readers) -> tuple[Draft, ...]:
    """Return one draft for each provision and quotation, in order of provision, then the most explicit wording first, then text."""
    parts = {part.id: part for part in agreement.parts}
    kept: dict[tuple[str, str, tuple[CharSpan, ...]], Draft] = {}
    for hit in hits:
        entry = library.provisions.get(hit.owner)
        if entry is not None:
            draft = _draft(hit, entry, index, parts[index.clauses[hit.clause].part], library, readers)
            key = (entry.id, draft.finding.at.part, draft.finding.at.spans)
            kept[key] = min(kept.get(key, draft), draft, key=lambda each: each.finding.rank)
    order = {part.id: i for i, part in enumerate(agreement.parts)}
    ordered = sorted(kept.values(), key=lambda draft: (draft.finding.provision, order[draft.finding.at.part], draft.finding.at.spans))
    thinned = _thinned(ordered, index, library.provisions)
    return tuple(sorted(thinned, key=lambda draft: (draft.finding.provision, draft.finding.rank)))


def _draft(hit: Hit, entry: ProvisionEntry, index: ClauseIndex, part: SourceText, library: Library, readers: Readers) -> Draft:
    """Read one match."""
    clause = index.clauses[hit.clause]
    at = quoted(clause, hit.end, part, readers)
    force = readers.force(clause, (hit.start, hit.end), at.cited.headings)
    rank = next(i for i, pattern in enumerate(entry.patterns) if pattern.id == hit.pattern)
    fixed = entry.patterns[rank].strength or entry.strength
    tags = (tag for tag, phrases in library.scopes.get(entry.id, {}).items() if index.occurs(hit.clause, phrases, entry.scope_in))
    finding = Finding(
        provision=entry.id,
        at=at,
        strength=force.strength if fixed == "from_text" else Strength(fixed),
        bearer=force.bearer,
        review=(NO_GOVERNING_WORD,) if force.doubtful and fixed == "from_text" else (),
        tags=tuple(sorted(tags)),
        marks=readers.locate(clause, part, hit.start, hit.end),
        rank=rank,
    )
    return Draft(finding, hit.clause, force)


def _thinned(ordered: Sequence[Draft], index: ClauseIndex, provisions: Mapping[str, ProvisionEntry]) -> Iterator[Draft]:
    """Yield what each provision's ``keep`` lets through."""
    seen: set[tuple[str, ...]] = set()
    for draft in ordered:
        clause = index.clauses[draft.clause]
        keep = provisions[draft.finding.provision].keep
        within = {
            "all": None,
            "first_in_article": (clause.part, clause.unit),
            "first_in_chapter": (clause.part, index.chapter(draft.clause)),
            "first": (),
        }[keep]
        if within is not None:
            key = (draft.finding.provision, *within)
            if key in seen:
                continue
            seen.add(key)
        yield draft
