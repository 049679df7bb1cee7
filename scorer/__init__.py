"""Read trade agreements, find what they bind the Parties to, and score them against just-trade principles.

>>> import scorer
>>> findings = scorer.detect(scorer.read("model-just"))
>>> card = scorer.score(findings)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scorer.errors import LibraryError, ReportError, RubricError, ScorerError, SourceError

if TYPE_CHECKING:  # heavy imports happen when a function is called, so that `scorer --help` is quick
    import pandas as pd

    from scorer.model import Agreement, Findings, Scorecard
    from scorer.model.delta import Delta

__version__ = "0.1.0"
__all__ = [
    "LibraryError",
    "ReportError",
    "RubricError",
    "ScorerError",
    "SourceError",
    "__version__",
    "compare",
    "detect",
    "diff",
    "read",
    "score",
    "score_all",
    "to_frame",
]


def read(source: str | Path, *, library: Path | None = None) -> Agreement:
    """Read an agreement: a library id or alias, a file, or a folder with ``agreement.yaml``.

    Raises:
        LibraryError: No such id and no such path.
        SourceError: The file cannot be read.
    """
    from scorer import pipeline

    return pipeline.read(source, library_dir=library)


def detect(agreement: Agreement) -> Findings:
    """Find every provision of the library in an agreement."""
    from scorer import pipeline

    return pipeline.find(agreement)


def score(findings: Findings, rubric: str | Path = "just-trade") -> Scorecard:
    """Score findings under a rubric: the name of a bundled one, or a file.

    Raises:
        RubricError: Lists every fault of the rubric with file and line.
    """
    from scorer import pipeline

    return pipeline.rate(findings, pipeline.load_rubric(rubric))


def compare(cards: Sequence[Scorecard], *, date: str) -> str:
    """Return a self-contained HTML page that compares scorecards side by side; ``date`` is printed in its footer."""
    from scorer import report

    return report.write_comparison(cards, date=date)


def diff(old: Scorecard, new: Scorecard, rubric: str | Path = "just-trade") -> Delta:
    """Return what changed between two drafts scored under ``rubric``, and which edit moved which score by how much.

    Raises:
        RubricError: Lists every fault of the rubric with file and line.
    """
    from scorer import pipeline

    return pipeline.diff(old, new, pipeline.load_rubric(rubric))


def score_all(
    sources: str | Path | Sequence[str | Path],
    rubric: str | Path = "just-trade",
    *,
    table: Literal["principles", "criteria", "findings"] = "principles",
    workers: int | None = None,
    cache: Path | None = None,
) -> pd.DataFrame:
    """Score many agreements in processes of this machine; return one table of all, as ``scorer corpus score`` writes it.

    An agreement that cannot be scored is a row whose ``status`` and ``reason`` say so.

    Args:
        sources: Folders, files, ids of the library, globs or addresses.
        rubric: Name of a bundled rubric, or a file.
        table: One row per principle and one for the whole ("principles"), per question ("criteria"), or per finding.
        workers: Processes; one for each core where left out.
        cache: Folder in which findings are kept for later calls; none are kept where left out.

    Raises:
        LibraryError: One of the sources stands for nothing.
        RubricError: Lists every fault of the rubric with file and line.
    """
    import os

    from scorer import corpus
    from scorer.report import tables
    from scorer.store import Folder

    named = [sources] if isinstance(sources, str | Path) else sources
    items = corpus.gather([str(name) for name in named])
    job = corpus.Job(str(rubric), Folder(cache, named=True) if cache else None, tables=(table,))
    corpus.prepare(job)
    rows = corpus.rows(items, job, workers=min(workers or os.cpu_count() or 1, len(items)))
    return tables.frame(rows, corpus.chunks.COLUMNS[table])


def to_frame(results: Findings | Scorecard | Sequence[Scorecard], table: Literal["criteria", "principles"] = "criteria") -> pd.DataFrame:
    """Return tidy data: one row per finding for ``Findings``; for scorecards one row per agreement and criterion, or per principle.

    ``reports/README.md`` says what each column holds.
    """
    from scorer.model import Findings, Scorecard
    from scorer.report import tables

    if isinstance(results, Findings):
        return tables.findings_frame(results)
    cards = [results] if isinstance(results, Scorecard) else results
    return tables.principles_frame(cards) if table == "principles" else tables.criteria_frame(cards)
