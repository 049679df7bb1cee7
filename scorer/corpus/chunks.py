"""Rows of one agreement ⇄ bytes of a table: CSV lines, or an Arrow stream that becomes Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from scorer.errors import ReportError
from scorer.report import rows

if TYPE_CHECKING:
    import pyarrow as pa

Chunk = bytes

FAILED = "failed"  # status in the row of an agreement that could not be scored
FORMS = ("csv", "parquet")
COLUMNS: dict[str, tuple[str, ...]] = {
    "criteria": ("source", *rows.CRITERIA_COLUMNS),
    "principles": ("source", *rows.PRINCIPLE_COLUMNS),
    "findings": ("source", *rows.FINDINGS_COLUMNS),
}
_PACKING = "zstd"  # half the size of snappy, read as fast, and every reader of Parquet knows it


class Writer(Protocol):
    """Writes the chunks of a table one after another."""

    def write(self, chunks: Iterable[Chunk]) -> None:
        """Add a part of the table: in Parquet, one row group."""

    def close(self) -> None:
        """Write what ends the file."""


def check(form: str) -> None:
    """Raise a ReportError where a table of this form cannot be written here."""
    if form == "parquet":
        _arrow()


def encode(made: Sequence[rows.Row], source: str, table: str, form: str) -> Chunk:
    """Return the rows of one agreement as a chunk of a table."""
    named = [{"source": source, **row} for row in made]
    if form == "csv":
        return rows.to_csv(named, COLUMNS[table], header=False).encode("utf-8", "replace")
    arrow = _arrow()
    schema = _schema(table)
    out = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(out, schema) as stream:
        stream.write_batch(arrow.RecordBatch.from_pylist([_typed(row) for row in named], schema=schema))
    return bytes(out.getvalue())


def writer(out: BinaryIO, table: str, form: str) -> Writer:
    """Begin a table."""
    return _Csv(out, table) if form == "csv" else _Parquet(out, table)


class _Csv:
    def __init__(self, out: BinaryIO, table: str) -> None:
        self._out = out
        out.write(rows.to_csv((), COLUMNS[table]).encode())

    def write(self, chunks: Iterable[Chunk]) -> None:
        self._out.writelines(chunks)

    def close(self) -> None:
        self._out.flush()


class _Parquet:
    def __init__(self, out: BinaryIO, table: str) -> None:
        import pyarrow.parquet as parquet

        self._schema = _schema(table)
        self._file = parquet.ParquetWriter(out, self._schema, compression=_PACKING)

    def write(self, chunks: Iterable[Chunk]) -> None:
        arrow = _arrow()
        batches = [batch for chunk in chunks for batch in arrow.ipc.open_stream(chunk)]
        part = arrow.Table.from_batches(batches, schema=self._schema).combine_chunks()
        if part.num_rows:
            self._file.write_table(part, row_group_size=part.num_rows)

    def close(self) -> None:
        self._file.close()


def _schema(table: str) -> pa.Schema:
    arrow = _arrow()
    kinds = {**dict.fromkeys(rows.NUMBERS, arrow.float64()), **dict.fromkeys(rows.WHOLE, arrow.int64())}
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in COLUMNS[table]])


def _typed(row: rows.Row) -> rows.Row:
    """Return a row with numbers as the schema has them: a criterion's components are whole where they are read."""
    return {name: float(value) if name in rows.NUMBERS and isinstance(value, int) else value for name, value in row.items()}


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.ipc
    except ImportError:
        raise ReportError("Parquet needs the package pyarrow; install it with: pip install 'scorer[parquet]', or write .csv") from None
    return pyarrow
