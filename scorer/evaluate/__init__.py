"""Findings × expert labels → figures of agreement.

In:          a folder of labels, a corpus of texts, crosswalks from provisions to codes, a function that detects
Out:         one Evaluation
Guarantees:  families of near-duplicates stay together; the frozen half of the families is only summed, never listed; the same inputs
             give the same figures (seeds are fixed)
Leaves out:  detection itself, points, presentation
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from scorer.errors import LabelError
from scorer.evaluate import gold as gold_files
from scorer.evaluate.crosswalk import CrosswalkFile, load_crosswalk
from scorer.evaluate.folds import frozen
from scorer.evaluate.grades import learned
from scorer.evaluate.jsonout import as_data
from scorer.evaluate.lines import as_lines
from scorer.evaluate.results import SLICES, Comparison, Evaluation
from scorer.evaluate.run import Detect, look
from scorer.paths import data_dir
from scorer.yamlfile import nearest

__all__ = ["WORKERS", "Evaluation", "as_data", "as_lines", "crosswalks", "evaluate"]

LANGUAGE = "en"
WORKERS = 2  # processes: each holds the compiled library and one agreement at a time


def crosswalks(*, provisions: Iterable[str] | None = None, folder: Path | None = None) -> tuple[CrosswalkFile, ...]:
    """Return the crosswalks that ship (or those of a folder), checked against the ids of a provision library."""
    known = None if provisions is None else frozenset(provisions)
    return tuple(load_crosswalk(path, provisions=known) for path in sorted((folder or data_dir("rubrics") / "crosswalks").glob("*.yaml")))


def evaluate(
    gold: Path, corpus: Path, walks: Sequence[CrosswalkFile], detect: Detect, *, codes: Sequence[str] = (), workers: int = 1
) -> Evaluation:
    """Compare findings with expert coding, for all codes of the crosswalks or only those named.

    Raises:
        LabelError: The labels cannot be read, or a code is in no crosswalk.
    """
    labels = gold_files.load(gold)
    chosen = tuple(_only(walk, codes) for walk in walks)
    known = {code for walk in walks for code in walk.names}
    unknown = sorted(set(codes) - known)
    if unknown:
        raise LabelError(f"no crosswalk has the code '{unknown[0]}'{nearest(unknown[0], known)}")
    readable = [each for each in labels.agreements if each.language == LANGUAGE]
    seen = look(readable, corpus, chosen, detect, workers=workers)
    comparison = Comparison(labels, seen, chosen, learned(labels, seen, chosen))
    return Evaluation(
        tables=tuple(comparison.table(part) for part in SLICES),
        disagreements=tuple(comparison.disagreements(lambda row: not frozen(row.cluster))),
        left_out=tuple(each.id for each in labels.agreements if each.language != LANGUAGE),
        faults={each: seen[each].fault or "" for each in seen if seen[each].fault},
    )


def _only(walk: CrosswalkFile, codes: Sequence[str]) -> CrosswalkFile:
    if not codes:
        return walk
    return walk.model_copy(
        update={
            "codes": tuple(entry for entry in walk.codes if entry.code in codes),
            "graded": tuple(entry for entry in walk.graded if entry.code in codes),
        }
    )
