"""Rows of one agreement → bytes that go from process to process → a table: CSV lines as they are, JSON lines into Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    import msgspec

    return msgspec.json.Encoder().encode_lines([{name: row.get(name) for name in COLUMNS[table]} for row in named])


def decode(chunk: Chunk) -> list[rows.Row]:
    """Return the rows of a chunk that was made for Parquet."""
    import msgspec

    return msgspec.json.Decoder().decode_lines(chunk)


def writer(out: BinaryIO, table: str, form: str, told: Mapping[str, str] | None = None) -> Writer:
    """Begin a table; ``told`` is what a Parquet file says of itself beside its rows."""
    return _Csv(out, table) if form == "csv" else _Parquet(out, table, told or {})


def told(file: BinaryIO) -> Mapping[str, str]:
    """Return what a Parquet file says of itself; nothing where it is damaged."""
    import pyarrow
    from pyarrow import parquet

    try:
        metadata = parquet.read_schema(file).metadata or {}
    except (OSError, pyarrow.ArrowException):
        return {}
    return {key.decode(): value.decode("utf-8", "replace") for key, value in metadata.items()}


class _Csv:
    def __init__(self, out: BinaryIO, table: str) -> None:
        self._out = out
        out.write(rows.to_csv((), COLUMNS[table]).encode())

    def write(self, chunks: Iterable[Chunk]) -> None:
        self._out.writelines(chunks)

    def close(self) -> None:
        self._out.flush()


class _Parquet:
    def __init__(self, out: BinaryIO, table: str, told: Mapping[str, str]) -> None:
        import pyarrow.parquet as parquet

        self._schema = _schema(table)
        self._file = parquet.ParquetWriter(out, self._schema.with_metadata(dict(told)) if told else self._schema, compression=_PACKING)

    def write(self, chunks: Iterable[Chunk]) -> None:
        lines = b"".join(chunks)
        if lines:
            part = self._read(lines)
            self._file.write_table(part, row_group_size=part.num_rows)

    def close(self) -> None:
        self._file.close()

    def _read(self, lines: bytes) -> pa.Table:
        from pyarrow import json

        parsing = json.ParseOptions(explicit_schema=self._schema, unexpected_field_behavior="error")
        reading = json.ReadOptions(use_threads=False, block_size=len(lines) + 1)  # one block, however long its longest line
        return json.read_json(_arrow().BufferReader(lines), parse_options=parsing, read_options=reading)


def _schema(table: str) -> pa.Schema:
    arrow = _arrow()
    kinds = {**dict.fromkeys(rows.NUMBERS, arrow.float64()), **dict.fromkeys(rows.WHOLE, arrow.int64())}
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in COLUMNS[table]])


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise ReportError("Parquet needs the package pyarrow; install it with: pip install 'scorer[parquet]', or write .csv") from None
    return pyarrow
