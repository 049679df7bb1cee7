"""evaluation/1 → one self-contained HTML page of figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorer.report import render

WARNING = (
    "Figures from the development half of the labels. Coders also read annexes and side agreements that the texts here do not hold, and "
    "two codings of one agreement by people agree with F1 of about 0.82. No pattern was written on the frozen half: it shows what to "
    "expect of an agreement never seen."
)


def page(data: Mapping[str, Any], *, date: str) -> str:
    """Return the page for an evaluation; ``date`` is printed as given."""
    tables = [
        {
            **table,
            "title": _title(table),
            "codes": [_row(code) for code in table["codes"]],
            "graded": [_row(code) for code in table["graded"]],
        }
        for table in data["tables"]
    ]
    return render.write_figures("evaluation.html", tables=tables, differences=data["disagreements"], warning=WARNING, date=date)


def _title(table: Mapping[str, Any]) -> str:
    half = "Both halves" if table["half"] == "all" else f"{table['half'].capitalize()} half"
    rows = "all agreements" if table["with_labels_exceeding_text"] else "agreements whose labels do not exceed the text"
    return f"{half}, {rows}: {table['agreements']}"


def _row(code: Mapping[str, Any]) -> dict[str, str]:
    """Word every figure of a row: two decimals, a dash where it is not defined."""
    return {name: _worded(value) for name, value in code.items() if name != "keywords"} | {
        "keywords": _worded((code.get("keywords") or {}).get("f1"))
    }


def _worded(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list):
        return "–".join(map(_worded, value))
    return "–" if value is None else str(value)
