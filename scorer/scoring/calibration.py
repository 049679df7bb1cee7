"""How a score stands among comparable agreements: the same kind, signed in the same decade.

In:          a table of our own scores, one row per agreement, made by ``scorer corpus calibrate`` under one version of one rubric
Out:         the percentile of a score, and the median of each principle
Guarantees:  an agreement is never its own peer; a table of another version of the rubric is not used; too few peers give no figure
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from scorer.model import Peers, Scorecard

FEWEST = 10  # peers; of fewer a percentile says nothing
_FACTS = ("agreement", "kind", "signed", "rubric", "version", "sha256", "provisions_sha256", "overall")


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement of the table: its facts, and its scores 0-100 by principle (None where not assessed)."""

    agreement: str
    kind: str
    decade: int
    overall: float
    principles: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The table of one version of one rubric; ``sha256`` is that of the rubric's files."""

    sha256: str
    rows: tuple[Row, ...]

    def peers(self, card: Scorecard) -> Peers | None:
        """Return how a scorecard stands among its peers; None where that cannot be told."""
        agreement, score = card.agreement, card.overall.score
        if score is None or not agreement.signed or card.rubric.sha256 != self.sha256:
            return None
        kind, decade = agreement.kind or "", _decade(agreement.signed)
        rows = [row for row in self.rows if (row.kind, row.decade) == (kind, decade) and row.agreement != agreement.id]
        if len(rows) < FEWEST:
            return None
        share = sum((row.overall < score) + (row.overall == score) / 2 for row in rows) / len(rows)
        held = {p.id: [value for row in rows if (value := row.principles.get(p.id)) is not None] for p in card.principles}
        medians = {name: median(values) for name, values in held.items() if len(values) >= FEWEST}
        return Peers(kind, decade, len(rows), 100 * share, median(row.overall for row in rows), medians)


def load(path: Path) -> Calibration | None:
    """Return the table in a file; None where there is no such file."""
    if not path.is_file():
        return None
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    names = [name for name in (rows[0] if rows else ()) if name not in _FACTS]
    return Calibration(rows[0]["sha256"] if rows else "", tuple(_row(row, names) for row in rows))


def table(cards: Iterable[Scorecard]) -> str:
    """Return the table of scorecards under one rubric as CSV, by id; what has no score or no date is left out."""
    kept = sorted((card for card in cards if card.overall.score is not None and card.agreement.signed), key=lambda c: c.agreement.id)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_FACTS, *(principle.id for principle in kept[0].principles)) if kept else _FACTS)
    writer.writerows(_written(card) for card in kept)
    return out.getvalue()


def _row(row: Mapping[str, str], names: Sequence[str]) -> Row:
    scores = {name: float(row[name]) if row[name] else None for name in names}
    return Row(row["agreement"], row["kind"], _decade(row["signed"]), float(row["overall"]), scores)


def _written(card: Scorecard) -> tuple[str, ...]:
    agreement, rubric = card.agreement, card.rubric
    facts = (
        agreement.id,
        agreement.kind or "",
        agreement.signed or "",
        rubric.id,
        rubric.version,
        rubric.sha256,
        card.findings.provisions_sha256,
    )
    return (*facts, *(_number(value) for value in (card.overall.score, *(principle.score for principle in card.principles))))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _decade(signed: str) -> int:
    return int(signed[:4]) // 10 * 10
