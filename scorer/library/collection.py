"""What a published collection records of its texts (``tota.csv``), with our corrections (``corrections.yaml``)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scorer import yamlfile
from scorer.errors import Location, RubricError

ROWS, CORRECTIONS = "tota.csv", "corrections.yaml"
_LISTS, _NUMBERS = frozenset({"parties"}), frozenset({"wto"})
_FILE = ("number", "sha256")  # columns that tell the file, under the key ``tota``
_FIRST_LINE = 2  # of the table, below its header

Cells = dict[str, Any]


def read(folder: Path) -> yamlfile.Document:
    """Return the rows as entries of a catalogue: the key ``agreements``, each with the line where it stands.

    Raises:
        RubricError: A file cannot be read, or a correction is of no row.
    """
    path = folder / ROWS
    corrected = _corrections(folder / CORRECTIONS)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [_entry(row) for row in csv.DictReader(file)]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise RubricError(f"cannot be read ({error}); expected the table that scripts/tota_facts.py writes", Location(str(path))) from None
    for row in rows:
        row |= corrected.pop(row["tota"]["number"], {})
        row["aliases"] = [f"tota-{row['tota']['number']}", *row.get("aliases", ())]
    if corrected:
        raise RubricError.gather([(f"no row {number} in {ROWS}", Location(str(folder / CORRECTIONS))) for number in sorted(corrected)])
    places: dict[yamlfile.Key, tuple[int, int]] = {("agreements", i): (i + _FIRST_LINE, 1) for i in range(len(rows))}
    return yamlfile.Document(path, {"agreements": rows}, places)


def _entry(row: Cells) -> Cells:
    """Return a row as an entry: an empty cell says nothing."""
    entry: Cells = {key: _cell(key, value) for key, value in row.items() if value and key not in _FILE}
    return entry | {"tota": {"number": int(row["number"]), "sha256": row["sha256"]}}


def _cell(key: str, value: str) -> object:
    return value.split() if key in _LISTS else int(value) if key in _NUMBERS else value


def _corrections(path: Path) -> dict[int, Cells]:
    """Return the corrected cells by the number of their row; none where there is no such file."""
    if not path.is_file():
        return {}
    document = yamlfile.load(path)
    return dict(_numbered(document))


def _numbered(document: yamlfile.Document) -> Iterator[tuple[int, Cells]]:
    """Yield the number and the cells of each correction.

    Raises:
        RubricError: One names no number, or a number is named twice.
    """
    seen: set[int] = set()
    found = document.data.get("corrections") if isinstance(document.data, dict) else None
    for i, cells in enumerate(found if isinstance(found, list) else [None]):
        at = document.locate(("corrections", i))
        number = cells.get("number") if isinstance(cells, dict) else None
        if not isinstance(number, int):
            raise RubricError("expected a list 'corrections', each with the number of a row", at)
        if number in seen:
            raise RubricError(f"row {number} is corrected twice", at)
        seen.add(number)
        yield number, {key: value for key, value in cells.items() if key != "number"}
