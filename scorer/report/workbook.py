"""Tables → a workbook for spreadsheets. Text is written as text: no cell is a formula, a link or a guess at a number."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from scorer import __version__
from scorer.errors import ReportError
from scorer.report import dictionary
from scorer.report.rows import Row

DICTIONARY = "data dictionary"
MOST_CHARACTERS = 32_767  # that a cell of the format can hold
_CUT = " … [cut: a cell holds no more]"
_WIDTHS = {"text": 24, "number": 10, "integer": 8, "flag": 8, "date": 12}  # of columns, in characters
_WIDE = {"question": 60, "quote": 80, "loophole_quote": 60, "says": 100, "title": 40, "reason": 40, "cite": 40}
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_EARLIEST = date(1900, 3, 1)  # spreadsheets miscount the days before


def to_xlsx(tables: Mapping[str, Sequence[Row]], *, title: str, day: str) -> bytes:
    """Return a workbook with one sheet for each table (by name, in order), then the data dictionary; ``day`` is its date of creation.

    Raises:
        ReportError: The package that writes it is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise ReportError("writing XLSX needs the package XlsxWriter; type: pip install 'scorer[xlsx]', or choose --format csv") from None
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _AS_TEXT)
    book.set_properties({"title": title, "comments": f"scorer {__version__}", "created": datetime.fromisoformat(day)})
    forms = {"head": book.add_format({"bold": True, "bottom": 1}), "date": book.add_format({"num_format": "yyyy-mm-dd"})}
    for name, found in tables.items():
        _sheet(book.add_worksheet(name), dictionary.table(name).columns, found, forms)
    told = [dictionary.Column(name, "text", "") for name in dictionary.COLUMNS]
    _sheet(book.add_worksheet(DICTIONARY), told, [row for row in dictionary.dictionary_rows() if row["table"] in tables], forms)
    book.close()
    return out.getvalue()


def _sheet(sheet: Any, columns: Sequence[dictionary.Column], found: Iterable[Row], forms: Mapping[str, Any]) -> None:
    """Fill one sheet: a header that stays in view, with a filter, and one row for each of the table."""
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.name, forms["head"])
        sheet.set_column(at, at, _WIDE.get(column.name, _WIDTHS[column.type]))
    number = 0
    for number, row in enumerate(found, 1):
        for at, column in enumerate(columns):
            _cell(sheet, (number, at), column, row.get(column.name), forms)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, number, len(columns) - 1)


def _cell(sheet: Any, at: tuple[int, int], column: dictionary.Column, value: object, forms: Mapping[str, Any]) -> None:
    """Write one cell in the type of its column; nothing where there is nothing to say."""
    if value is None or value == "":
        return
    if column.type in {"number", "integer"} and isinstance(value, int | float):
        sheet.write_number(*at, value)
    elif column.type == "flag":
        sheet.write_boolean(*at, bool(value))
    elif column.type == "date" and (day := _day(str(value))) is not None:
        sheet.write_datetime(*at, day, forms["date"])
    else:
        text = str(value)
        sheet.write_string(*at, text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(_CUT)] + _CUT)


def _day(text: str) -> datetime | None:
    """Return a day that a spreadsheet can count; None where it stays text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day >= _EARLIEST else None
