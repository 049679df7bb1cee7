"""evaluation/1 as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from scorer.evaluate.metrics import LEAST_POSITIVES, Counts
from scorer.evaluate.results import CodeScore, Evaluation, Sums, Table

DIGITS = 3


def as_data(evaluation: Evaluation) -> dict[str, Any]:
    """Return evaluation/1 as plain data."""
    return {
        "schema": "evaluation/1",
        "least_positives": LEAST_POSITIVES,
        "tables": [_table(table) for table in evaluation.tables],
        "disagreements": [asdict(each) for each in evaluation.disagreements],
        "left_out": list(evaluation.left_out),
        "faults": dict(evaluation.faults),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "half": table.slice.half,
        "with_labels_exceeding_text": table.slice.with_exceeding,
        "agreements": table.agreements,
        "codes": [_code(score) for score in table.codes if score.counts.n],
        "graded": [
            {
                "scheme": score.scheme,
                "code": score.code,
                "label": score.label,
                "n": score.n,
                "spearman": _rounded(score.spearman),
                "quadratic_weighted_kappa": _rounded(score.quadratic_kappa),
            }
            for score in table.grades
            if score.n
        ],
        "means": [_sums(each) for each in table.sums],
    }


def _sums(sums: Sums) -> dict[str, Any]:
    return {
        "scheme": sums.scheme,
        "codes": sums.codes,
        "common_codes": sums.common,
        "macro_f1_common": _rounded(sums.macro),
        "micro_f1_common": _rounded(sums.micro),
        "macro_f1": _rounded(sums.every),
        "keywords_macro_f1": _rounded(sums.keywords),
        "spearman_of_totals": _rounded(sums.spearman),
    }


def _code(score: CodeScore) -> dict[str, Any]:
    return {
        "scheme": score.scheme,
        "code": score.code,
        "label": score.label,
        **_counts(score.counts),
        "f1_interval": [_rounded(end) for end in score.interval] if score.interval else None,
        "keywords": _counts(score.keywords) if score.keywords else None,
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "n": counts.n,
        "positives": counts.positives,
        "tp": counts.tp,
        "fp": counts.fp,
        "fn": counts.fn,
        **{name: _rounded(getattr(counts, name)) for name in ("precision", "recall", "f1", "kappa")},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
