"""Tidy tables: pandas frames and CSV text. Text cells cannot start a formula in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence

import pandas as pd

from scorer.model import Agreement, CriterionResult, Finding, Findings, Scorecard
from scorer.report import pages

CRITERIA_COLUMNS = (
    "agreement", "short", "signed", "rubric", "rubric_version", "principle", "criterion", "question", "polarity", "scale", "role", "weight",
    "status", "outcome", "level", "points", "F", "S", "E", "Q", "loopholes", "citation", "quote", "reason", "gain",
)  # fmt: skip
FINDINGS_COLUMNS = (
    "agreement", "provision", "part", "eid", "article", "paragraph", "citation", "heading", "page", "page_file", "quote", "spans",
    "strength", "bearer", "qualifiers", "enforceable", "enforceable_because", "confidence", "detectors", "review", "tags",
)  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBERS = ("weight", "level", "points", "F", "S", "E", "Q", "gain", "confidence")
_WHOLE = ("page",)


def criteria_frame(cards: Sequence[Scorecard]) -> pd.DataFrame:
    """Return one row per agreement and criterion, columns ``CRITERIA_COLUMNS``; ``quote`` and ``citation`` are of the deciding clause."""
    rows = [_criterion_row(card, result) for card in cards for result in card.criteria]
    return _frame(rows, CRITERIA_COLUMNS)


def findings_frame(findings: Findings) -> pd.DataFrame:
    """Return one row per finding, columns ``FINDINGS_COLUMNS``; lists are joined by "; ", spans are "start-end"."""
    return _frame([_finding_row(findings.agreement, finding) for finding in findings.findings], FINDINGS_COLUMNS)


def to_csv(frame: pd.DataFrame) -> str:
    """Return a frame as CSV with a header; text cells that a spreadsheet would run are preceded by an apostrophe.

    >>> print(to_csv(pd.DataFrame({"quote": ["=1+1", "shall"]})), end="")
    "quote"
    "'=1+1"
    "shall"
    """
    text_columns = [column for column in frame.columns if column not in (*_NUMBERS, *_WHOLE)]
    safe = frame.assign(**{column: frame[column].map(_inert, na_action="ignore") for column in text_columns})
    return str(safe.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC))


def _inert(cell: object) -> object:
    """Put an apostrophe before a text that would start a formula, spaces before it or not."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) or cell.lstrip().startswith(_STARTS_FORMULA) else cell


def _frame(rows: Sequence[dict[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    """Return rows with the columns in order and numbers as numbers, also where all are missing."""
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.astype({column: "Int64" if column in _WHOLE else "float64" for column in columns if column in (*_NUMBERS, *_WHOLE)})


def _criterion_row(card: Scorecard, result: CriterionResult) -> dict[str, object]:
    """Return the row of one answer."""
    parts = result.components
    deciding = card.findings.findings[result.findings[0]] if result.findings else None
    return {
        "agreement": card.agreement.id,
        "short": card.agreement.short,
        "signed": card.agreement.signed,
        "rubric": card.rubric.id,
        "rubric_version": card.rubric.version,
        "principle": result.principle,
        "criterion": result.id,
        "question": result.question,
        "polarity": result.polarity,
        "scale": result.scale,
        "role": result.role,
        "weight": result.weight,
        "status": result.status.value,
        "outcome": result.outcome,
        "level": result.level,
        "points": result.points,
        "F": parts.F if parts else None,
        "S": parts.S if parts else None,
        "E": parts.E if parts else None,
        "Q": parts.Q if parts else None,
        "loopholes": "; ".join(dict.fromkeys(limit.id for limit in result.loopholes)),
        "citation": deciding.at.citation if deciding else None,
        "quote": deciding.quote if deciding else None,
        "reason": result.reason,
        "gain": result.gain,
    }


def _finding_row(agreement: Agreement, finding: Finding) -> dict[str, object]:
    """Return the row of one finding."""
    return {
        "agreement": agreement.id,
        "provision": finding.provision,
        "part": finding.at.part,
        "eid": finding.at.eid,
        "article": finding.citation.article,
        "paragraph": finding.citation.paragraph,
        "citation": finding.at.citation,
        "heading": " > ".join(finding.citation.headings),
        "page": pages.number(agreement, finding.at),
        "page_file": pages.file(agreement, finding.at),
        "quote": finding.quote,
        "spans": "; ".join(f"{span.start}-{span.end}" for span in finding.at.spans),
        "strength": finding.strength.value,
        "bearer": finding.bearer.value,
        "qualifiers": "; ".join(f"{limit.id} {limit.at.citation}" for limit in finding.qualifiers),
        "enforceable": finding.regime.value.value,
        "enforceable_because": "; ".join(at.citation for at in finding.regime.because),
        "confidence": finding.confidence,
        "detectors": "; ".join(finding.detectors),
        "review": "; ".join(finding.review),
        "tags": "; ".join(finding.tags),
    }
