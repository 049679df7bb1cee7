"""Provisions that follow from other findings and from what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from scorer.detect.provisions import DerivedEntry, Library, ProvisionEntry
from scorer.model import Evidence, Finding, Strength


def derive(found: Sequence[Finding], library: Library) -> list[Finding]:
    """Return the findings of all derived provisions, without doubles."""
    derived: list[Finding] = []
    for entry in library.provisions.values():
        if entry.derived is not None:
            derived += _unique(_from(entry, entry.derived, found))
    return derived


def _from(entry: ProvisionEntry, rule: DerivedEntry, found: Sequence[Finding]) -> Iterator[Finding]:
    if any(_named(finding, rule.none_of) for finding in found):
        return
    for finding in found:
        if not _named(finding, rule.from_) or (rule.regime and finding.regime.value not in rule.regime):
            continue
        strength = finding.strength if entry.strength == "from_text" else Strength(entry.strength)
        base = replace(finding, provision=entry.id, strength=strength, qualifiers=(), tags=())
        if rule.evidence == "finding":
            yield base
        else:
            yield from (_moved(base, evidence) for evidence in finding.regime.because)


def _named(finding: Finding, names: Iterable[str]) -> bool:
    return any(fnmatchcase(finding.provision, name) for name in names)


def _moved(finding: Finding, evidence: Evidence) -> Finding:
    """Return the finding with the sentence that decides its regime as evidence."""
    return replace(finding, at=evidence, marks=())


def _unique(found: Iterable[Finding]) -> list[Finding]:
    return list({(finding.at.part, finding.at.spans): finding for finding in found}.values())
