"""Provisions that follow from other findings and from what stands behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from scorer.detection.corpus import ClauseIndex
from scorer.detection.enforceability import RegimeMap
from scorer.detection.provisions import DerivedEntry, Library, ProvisionEntry, is_one_of
from scorer.model import Bearer, Enforceable, Evidence, Finding, Regime, Strength


def derive(found: Sequence[Finding], library: Library, index: ClauseIndex, regime_map: RegimeMap) -> list[Finding]:
    """Return the findings of all derived provisions, without doubles."""
    elsewhere = any(library.provisions[finding.provision].decides_elsewhere for finding in found)
    derived: list[Finding] = []
    for entry in library.provisions.values():
        if entry.derived is not None and not _barred(entry.derived, found, elsewhere=elsewhere):
            derived += _unique(_from_findings(entry, entry.derived, found, regime_map))
            derived += _unique(_from_exclusions(entry, entry.derived, index, regime_map))
    return derived


def _barred(rule: DerivedEntry, found: Sequence[Finding], *, elsewhere: bool) -> bool:
    """Tell whether something stands in the way: a finding that must not be there, or absence that this text cannot prove."""
    return bool(rule.none_of) and (elsewhere or any(_named(finding, rule.none_of) for finding in found))


@lru_cache(maxsize=4)  # libraries in use at once
def sources_of_derived(library: Library) -> frozenset[str]:
    """Return the ids of provisions, internal ones too, that some derived provision follows from."""
    rules = [entry.derived for entry in library.provisions.values() if entry.derived is not None]
    names = dict.fromkeys(name for rule in rules for name in (*rule.from_, *rule.none_of))
    return frozenset(key for key in library.provisions if is_one_of(key, tuple(names)))


def _from_findings(entry: ProvisionEntry, rule: DerivedEntry, found: Sequence[Finding], regime_map: RegimeMap) -> Iterator[Finding]:
    """Yield one finding for each sentence that speaks for a finding named in ``from``."""
    for finding in found:
        if not _named(finding, rule.from_) or (rule.regime and finding.regime.value not in rule.regime):
            continue
        strength = finding.strength if entry.strength == "from_text" else Strength(entry.strength)
        regime = Regime(entry.regime, finding.regime.because) if entry.regime else finding.regime
        base = replace(finding, provision=entry.id, strength=strength, regime=regime, qualifiers=(), tags=(), rank=len(entry.patterns))
        if rule.evidence == "finding":
            yield base
        elif rule.evidence == "because":
            yield from (replace(base, at=evidence, marks=()) for evidence in finding.regime.because)
        elif exclusion := regime_map.exclusion_at(finding.at.part, finding.at.eid):
            yield replace(base, at=exclusion, marks=())


def _from_exclusions(entry: ProvisionEntry, rule: DerivedEntry, index: ClauseIndex, regime_map: RegimeMap) -> Iterator[Finding]:
    """Yield one finding for each exclusion of something that stands in none of the contexts."""
    if not rule.excluded_outside:
        return
    contexts = frozenset(rule.excluded_outside)
    for exclusion in regime_map.exclusions:
        if any(index.contexts_at(exclusion.part, eid).isdisjoint(contexts) for eid in exclusion.targets):
            yield _exclusion(entry, exclusion.evidence)


def _exclusion(entry: ProvisionEntry, evidence: Evidence) -> Finding:
    """Return the finding that an exclusion sentence makes by itself."""
    return Finding(entry.id, evidence, Strength.EXCLUSION, Bearer.PARTIES, regime=Regime(entry.regime or Enforceable.EXCLUDED, (evidence,)))


def _named(finding: Finding, names: tuple[str, ...]) -> bool:
    return is_one_of(finding.provision, names)


def _unique(found: Iterable[Finding]) -> list[Finding]:
    return list({(finding.at.part, finding.at.spans): finding for finding in found}.values())
