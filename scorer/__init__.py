"""Read trade agreements, find what they bind the Parties to, and score them against just-trade principles.

>>> import scorer
>>> findings = scorer.detect(scorer.read("model-just"))
>>> card = scorer.score(findings)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scorer.errors import LibraryError, ReportError, RubricError, ScorerError, SourceError

if TYPE_CHECKING:  # heavy imports happen when a function is called, so that `scorer --help` is quick
    import pandas as pd

    from scorer.model import Agreement, Findings, Scorecard

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
    "read",
    "score",
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


def to_frame(results: Findings | Scorecard | Sequence[Scorecard]) -> pd.DataFrame:
    """Return tidy data: one row per finding for ``Findings``; one row per agreement and criterion for scorecards.

    ``reports/README.md`` says what each column holds.
    """
    from scorer.model import Findings, Scorecard
    from scorer.report import tables

    if isinstance(results, Findings):
        return tables.findings_frame(results)
    return tables.criteria_frame([results] if isinstance(results, Scorecard) else results)
