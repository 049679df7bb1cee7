"""Tidy rows as pandas frames."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from scorer.model import Findings, Scorecard
from scorer.report.rows import (
    CRITERIA_COLUMNS,
    FINDINGS_COLUMNS,
    NUMBERS,
    PRINCIPLE_COLUMNS,
    WHOLE,
    Row,
    criterion_rows,
    finding_rows,
    principle_rows,
)


def criteria_frame(cards: Sequence[Scorecard]) -> pd.DataFrame:
    """Return one row per agreement and criterion, columns ``CRITERIA_COLUMNS``; ``quote`` and ``citation`` are of the deciding clause."""
    return frame(criterion_rows(cards), CRITERIA_COLUMNS)


def principles_frame(cards: Sequence[Scorecard]) -> pd.DataFrame:
    """Return one row per agreement and principle, and one for the whole ("overall"), columns ``PRINCIPLE_COLUMNS``."""
    return frame([row for card in cards for row in principle_rows(card)], PRINCIPLE_COLUMNS)


def findings_frame(findings: Findings) -> pd.DataFrame:
    """Return one row per finding, columns ``FINDINGS_COLUMNS``; lists are joined by "; ", spans are "start-end"."""
    return frame(finding_rows(findings), FINDINGS_COLUMNS)


def frame(rows: Sequence[Row], columns: Sequence[str]) -> pd.DataFrame:
    """Return rows with the columns in order and numbers as numbers, also where all are missing."""
    made = pd.DataFrame(rows, columns=list(columns))
    return made.astype({column: "Int64" if column in WHOLE else "float64" for column in columns if column in NUMBERS | WHOLE})
