"""The data dictionary: what each table holds and what each of its columns says (``dictionary.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scorer import yamlfile
from scorer.report import rows

TYPES = ("text", "number", "integer", "flag", "date")
COLUMNS = ("table", "column", "type", "says")

_TABLES: Mapping[str, tuple[str, ...]] = {
    "agreements": rows.AGREEMENT_COLUMNS,
    "principles": rows.PRINCIPLE_COLUMNS,
    "criteria": rows.CRITERIA_COLUMNS,
    "findings": rows.FINDINGS_COLUMNS,
    "loopholes": rows.LOOPHOLE_COLUMNS,
    "catalogue": rows.CATALOGUE_COLUMNS,
    "passages": rows.PASSAGE_COLUMNS,
    "survey": rows.SURVEY_COLUMNS,
    "trends": rows.TREND_COLUMNS,
    "shares": rows.SHARE_COLUMNS,
    "adopters": rows.ADOPTER_COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the type of its cells (one of ``TYPES``), and what they say."""

    name: str
    type: str
    says: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what one row is, and its columns in order."""

    name: str
    says: str
    columns: tuple[Column, ...]


def table(name: str) -> Table:
    """Return the table of this name."""
    return tables()[name]


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Return every table by name, in the order of a workbook."""
    told = yamlfile.load(Path(__file__).with_suffix(".yaml")).data
    known = {name: Column(name, entry["type"], entry["says"]) for name, entry in told["columns"].items()}
    return {name: Table(name, told["tables"][name], tuple(known[column] for column in columns)) for name, columns in _TABLES.items()}


def dictionary_rows() -> list[rows.Row]:
    """Return one row per table and column, ``COLUMNS``."""
    return [
        {"table": each.name, "column": column.name, "type": column.type, "says": column.says}
        for each in tables().values()
        for column in each.columns
    ]


def markdown() -> list[str]:
    """Return the dictionary as lines of Markdown, each column once with the tables that have it."""
    known = tables()
    lines = [f"- **{each.name}**: {each.says}" for each in known.values()]
    columns = {column: None for each in known.values() for column in each.columns}
    lines += ["", "| column | type | says | in |", "|---|---|---|---|"]
    for column in columns:
        having = [each.name for each in known.values() if column in each.columns]
        lines.append(f"| `{column.name}` | {column.type} | {column.says} | {', '.join(having)} |")
    return lines
