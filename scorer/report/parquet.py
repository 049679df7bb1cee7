"""One table → Parquet, with what each column says in its metadata."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from scorer import __version__
from scorer.errors import ReportError
from scorer.report import dictionary
from scorer.report.rows import Row

if TYPE_CHECKING:
    import pyarrow as arrow


def to_parquet(name: str, found: Sequence[Row], about: Mapping[str, str]) -> bytes:
    """Return the table of this name as a Parquet file; ``about`` goes along with it in the file's metadata.

    Raises:
        ReportError: The package that writes it is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise ReportError(
            "writing Parquet needs the package pyarrow; type: pip install 'scorer[parquet]', or choose --format csv"
        ) from None
    shape = schema(name, about)
    columns = dictionary.table(name).columns
    filled = [[_value(column, row.get(column.name)) for row in found] for column in columns]
    arrays = [arrow.array(values, type=field.type) for values, field in zip(filled, shape, strict=True)]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=shape), out)
    return out.getvalue()


def schema(name: str, about: Mapping[str, str]) -> arrow.Schema:
    """Return the columns of a table with their types, each with what it says."""
    import pyarrow as arrow

    types = {"text": arrow.string(), "number": arrow.float64(), "integer": arrow.int64(), "flag": arrow.bool_(), "date": arrow.date32()}
    table = dictionary.table(name)
    fields = [arrow.field(column.name, types[column.type], metadata={"says": column.says}) for column in table.columns]
    return arrow.schema(fields, metadata={"table": table.name, "rows": table.says, "tool": f"scorer {__version__}", **about})


def _value(column: dictionary.Column, value: object) -> object:
    """Return a cell in the type of its column; None where there is nothing to say."""
    if value is None or value == "":
        return None
    if column.type == "number" and isinstance(value, int | float):
        return float(value)
    if column.type == "date":
        return _day(str(value))
    return value


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # a day that is only partly known
        return None
