"""Clause → Finding.

In:          the clauses and trees of one agreement, a provision library, readers lent by other stages
Out:         one Findings: what was found, with quotation, force, qualifiers and what stands behind it; and what was not found
Guarantees:  every quotation is a slice of the source; order of files and clauses does not matter; absent and not assessed are kept apart
Leaves out:  points, weights, judgement
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scorer.detection.corpus import ClauseIndex
from scorer.detection.derived import derive, sources_of_derived
from scorer.detection.enforceability import RegimeMap, regimes
from scorer.detection.findings import Draft, Readers, drafts
from scorer.detection.missing import not_found
from scorer.detection.provisions import Library, load_provisions
from scorer.detection.qualifiers import QualifierReader
from scorer.detection.review import reviewed
from scorer.detection.rules import search
from scorer.model import Agreement, Clause, Enforceable, Finding, Findings, Node, Regime, Strength

__all__ = ["Library", "Readers", "detect", "load_provisions", "reviewed"]


def detect(agreement: Agreement, trees: Mapping[str, Node], clauses: Sequence[Clause], library: Library, readers: Readers) -> Findings:
    """Search one agreement for every provision of the library."""
    index = ClauseIndex(clauses, trees, library)
    hits = search(index, library)
    reported = {entry.id for entry in library.reported}
    wanted = reported | sources_of_derived(library)
    drafted = drafts((hit for hit in hits if hit.owner in wanted), index, agreement, library, readers)
    regime_map = regimes(index, trees, hits, agreement, library, readers)
    qualifiers = QualifierReader(hits, index, agreement, library, readers, regime_map)
    found = [_finished(draft, library, regime_map, qualifiers) for draft in drafted]
    found += derive(found, library, index, regime_map)
    found.sort(key=lambda finding: finding.provision)  # stable: the most explicit wording of each provision stays first
    return Findings(
        agreement=agreement,
        trees=trees,
        findings=tuple(finding for finding in found if finding.provision in reported),
        not_found=not_found(agreement, found, library),
        provisions_sha256=library.sha256,
        regimes=regime_map.rows,
        undecided=tuple(each.evidence for each in regime_map.undecided),
        procedure=regime_map.procedure,
    )


def _finished(draft: Draft, library: Library, regime_map: RegimeMap, qualifiers: QualifierReader) -> Finding:
    """Add what stands behind the finding and the loopholes that govern it."""
    entry = library.provisions[draft.finding.provision]
    regime = regime_map.at(draft.finding.at.part, draft.finding.at.eid, entry.id)
    if entry.regime is not None:
        regime = Regime(entry.regime, regime.because if regime.value is entry.regime else ())
    elif draft.finding.strength is Strength.RECOGNITION and not entry.whole_chapter:
        regime = Regime(Enforceable.NOT_APPLICABLE)  # words that bind nobody cannot be enforced
    doubt = regime_map.doubt_at(draft.finding.at.part, draft.finding.at.eid) if regime.value is not Enforceable.NOT_APPLICABLE else None
    review = (*draft.finding.review, *filter(None, [doubt]))
    return replace(draft.finding, regime=regime, review=review, qualifiers=qualifiers.governing(draft, regime))
