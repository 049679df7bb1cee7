"""Gold labels: what experts coded, read from a folder that the caller names. Nothing of it is kept in this repository."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorer.errors import LabelError, Location

AGREEMENTS = "agreements.csv"
TARGETS = ("trend", "labpta", "unctad", "dta")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One agreement with labels.

    Attributes:
        id: As in the label files.
        cluster: Family of near-duplicates; a family is never divided.
        text: Path of the primary text, relative to the corpus.
        exceeds: The coders read documents that the text does not hold.
    """

    id: str
    title: str
    year: str
    language: str
    cluster: str
    text: Path
    exceeds: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """All labels of a folder.

    ``labels`` maps the name of a coding scheme to agreement id to column to value as printed; empty values are left out.
    """

    agreements: tuple[Labelled, ...]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]

    def value(self, scheme: str, agreement_id: str, column: str) -> str | None:
        """Return a label, None where that agreement or column was not coded."""
        return self.labels.get(scheme, {}).get(agreement_id, {}).get(column)


def load(folder: Path) -> Gold:
    """Read ``agreements.csv`` and the label files beside it; ``folder`` may also be the one that holds ``dev``.

    Raises:
        LabelError: The folder has no agreements, or a label file names one that is not among them.
    """
    home = folder if (folder / AGREEMENTS).exists() else folder / "dev"
    if not (home / AGREEMENTS).exists():
        raise LabelError(f"no {AGREEMENTS} in it; expected a folder of labels", Location(str(folder)))
    agreements = tuple(_labelled(row) for row in _rows(home / AGREEMENTS))
    known = {each.id for each in agreements}
    labels = {name: _labels(home / f"{name}.csv", known) for name in TARGETS if (home / f"{name}.csv").exists()}
    return Gold(agreements, labels)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _labelled(row: Mapping[str, str]) -> Labelled:
    return Labelled(
        id=row["agreement_id"],
        title=row["title"],
        year=row["year"],
        language=row["language"],
        cluster=row["cluster_id"],
        text=Path(row["text_path"]),
        exceeds=row["labels_exceed_text"] == "1",
    )


def _labels(path: Path, known: set[str]) -> dict[str, dict[str, str]]:
    labels = {}
    for line, row in enumerate(_rows(path), 2):
        agreement_id = row.pop("agreement_id")
        if agreement_id not in known:
            raise LabelError(
                f"agreement '{agreement_id}' is not in {AGREEMENTS}; add it there, or leave its labels out", Location(str(path), line)
            )
        labels[agreement_id] = {column: value for column, value in row.items() if value}
    return labels
