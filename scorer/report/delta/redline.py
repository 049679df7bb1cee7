"""Pieces of a delta → the aligned redline as it is shown: what changed in full, what did not folded under a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from scorer.model.delta import Delta, Op, Piece, Row
from scorer.report import words
from scorer.report.delta import wording
from scorer.report.delta.views import Chapter, PieceView, RowView, RunView, Stretch


class Redline:
    """The redline of one delta; knows the row at which each edit is found."""

    def __init__(self, delta: Delta) -> None:
        self._delta = delta
        self._by_edit: dict[int, list[Row]] = {}
        for row in (row for piece in delta.pieces for row in piece.rows):
            if row.edit is not None:
                self._by_edit.setdefault(row.edit, []).append(row)
        self._home = {number: _arrival(rows) for number, rows in self._by_edit.items()}

    def of_edit(self, number: int) -> tuple[RowView, ...]:
        """Return the rows of one edit, without anchors, so that they can be shown again elsewhere."""
        rows = self._by_edit.get(number, [])
        shown = [self._home[number]] if any(row.other for row in rows) else [row for row in rows if not row.heading or len(rows) == 1]
        return tuple(self._row(row, anchored=False) for row in shown)

    def chapters(self) -> tuple[Chapter, ...]:
        """Return all articles in order; unchanged ones in a row are folded and only named."""
        found = []
        for changed, run in groupby(self._delta.pieces, key=is_changed):
            pieces = list(run)
            if changed:
                found.append(Chapter(None, tuple(self._piece(piece) for piece in pieces)))
            else:
                named = tuple(PieceView(self._title(piece), "", ()) for piece in pieces)
                found.append(Chapter(f"Unchanged: {words.count(len(named), 'heading or article', 'headings and articles')}", named))
        return tuple(found)

    def _piece(self, piece: Piece) -> PieceView:
        return PieceView(self._title(piece), wording.fate(piece), tuple(self._stretches(piece)))

    def _stretches(self, piece: Piece) -> Iterator[Stretch]:
        body = [row for row in piece.rows if not (row.heading and row.kind is None)]
        for kept, run in groupby(body, key=lambda row: row.kind is not None):
            rows = tuple(self._row(row, anchored=True) for row in run)
            yield Stretch(None if kept else f"Unchanged: {words.count(len(rows), 'passage')}", rows)

    def _title(self, piece: Piece) -> str:
        """Return the heading as printed; the citation where there is none."""
        head = next((row for row in piece.rows if row.heading), None)
        if head is None:
            return piece.new or piece.old or ""
        kept = [run for run in head.runs if run.op is not Op.DEL] or list(head.runs)
        return " ".join("".join(map(self._delta.words, kept)).split())

    def _row(self, row: Row, *, anchored: bool) -> RowView:
        runs = tuple(RunView(run.op.value, self._delta.words(run)) for run in row.runs)
        anchor = f"e{row.edit}" if anchored and row.edit is not None and row is self._home[row.edit] else None
        return RowView(runs, row.label, wording.note(row), row.edit, anchor, row.heading)


def _arrival(rows: Sequence[Row]) -> Row:
    """Return the row at which an edit is found: of a moved passage the one where it stands now."""
    return next((row for row in rows if any(run.op is not Op.DEL for run in row.runs)), rows[0])


def is_changed(piece: Piece) -> bool:
    """Tell whether anything in an article, its number or place changed."""
    return piece.moved or piece.renumbered or any(row.kind is not None for row in piece.rows)
