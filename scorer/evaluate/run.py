"""Detection over many agreements, each in a process of its own choosing. The detection function comes from outside."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from scorer.errors import SourceError
from scorer.evaluate.crosswalk import CodeEntry, CrosswalkFile, Sighting, keyword_hit, sighting
from scorer.evaluate.gold import Labelled
from scorer.model import Findings

log = logging.getLogger(__name__)

Detect = Callable[[Path], Findings]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in one agreement: by the provisions, and by the keywords of each code ("trend 1.01").

    ``fault`` says why its text could not be searched; nothing is found in it then.
    """

    sightings: tuple[Sighting, ...] = ()
    keywords: frozenset[str] = frozenset()
    fault: str | None = None


def look(
    agreements: Sequence[Labelled], corpus: Path, crosswalks: Sequence[CrosswalkFile], detect: Detect, *, workers: int = 1
) -> Mapping[str, Seen]:
    """Return what is found in each agreement, by id. ``detect`` must be importable by name when ``workers`` is more than one."""
    task = functools.partial(_look, corpus=corpus, crosswalks=tuple(crosswalks), detect=detect)
    if workers == 1:
        return {each.id: task(each) for each in agreements}
    with ProcessPoolExecutor(workers) as pool:
        return {each.id: seen for each, seen in zip(agreements, pool.map(task, agreements, chunksize=4), strict=True)}


def _look(agreement: Labelled, corpus: Path, crosswalks: tuple[CrosswalkFile, ...], detect: Detect) -> Seen:
    try:
        findings = detect(corpus / agreement.text)
    except SourceError as error:
        log.warning("%s: %s", agreement.id, error)
        return Seen(fault=str(error))
    text = "\n".join(part.text for part in findings.agreement.parts)
    hits = frozenset(key(crosswalk, code) for crosswalk, code in _codes(crosswalks) if keyword_hit(code.keywords, text))
    return Seen(tuple(dict.fromkeys(map(sighting, findings.findings))), hits, _refusal(findings))


def _refusal(findings: Findings) -> str | None:
    coverage = findings.agreement.coverage
    return None if coverage.can_be_scored else coverage.status.value


def _codes(crosswalks: Sequence[CrosswalkFile]) -> Iterator[tuple[CrosswalkFile, CodeEntry]]:
    return ((crosswalk, code) for crosswalk in crosswalks for code in crosswalk.codes)


def key(crosswalk: CrosswalkFile, code: CodeEntry) -> str:
    """Return the name of a code among those of all schemes."""
    return f"{crosswalk.gold} {code.code}"
