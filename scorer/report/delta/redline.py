"""Pieces of a delta → the aligned redline as it is shown: what changed in full, what did not folded under a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scorer.model.delta import Delta, Fate, Op, Piece, Row
from scorer.report import words
from scorer.report.answers import size
from scorer.report.delta import wording
from scorer.report.delta.views import Chapter, PieceView, RowView, RunView, Stretch

FIRST_WORDS = 160  # letters of an article that is told by them only
_UNCHANGED = "Unchanged"
_NAMED = "Wholly new or gone, and no finding changes by it"
_WHOLE = (Fate.INSERTED, Fate.DELETED)


class Redline:
    """The redline of one delta; knows the row at which each edit is found.

    Of two texts that are hardly drafts of one agreement, articles that are wholly new or gone and change no finding are told by their first
    words.
    """

    def __init__(self, delta: Delta) -> None:
        self._delta = delta
        self._by_edit: dict[int, list[Row]] = {}
        for row in (row for piece in delta.pieces for row in piece.rows):
            if row.edit is not None:
                self._by_edit.setdefault(row.edit, []).append(row)
        self._home = {number: _arrival(rows) for number, rows in self._by_edit.items()}
        self.names_idle = not wording.are_related(delta)
        self._idle = {edit.number for edit in delta.edits if not edit.findings and not wording.is_scored(edit)}

    def of_edit(self, number: int) -> tuple[RowView, ...]:
        """Return the rows of one edit, without anchors, so that they can be shown again elsewhere."""
        rows = self._by_edit.get(number, [])
        shown = [self._home[number]] if any(row.other for row in rows) else [row for row in rows if not row.heading or len(rows) == 1]
        return tuple(self._row(row, anchored=False) for row in shown)

    def chapters(self) -> tuple[Chapter, ...]:
        """Return all articles in order; unchanged ones in a row are folded and only named."""
        found = []
        for folded, run in groupby(self._delta.pieces, key=self._folded):
            pieces = list(run)
            if folded is None:
                found.append(Chapter(None, tuple(self._piece(piece) for piece in pieces)))
            else:
                counted = f"{folded}: {words.count(len(pieces), 'heading or article', 'headings and articles')}"
                found.append(Chapter(counted, tuple(self._named(piece) for piece in pieces)))
        return tuple(found)

    def _folded(self, piece: Piece) -> str | None:
        """Return why an article is only named; None where it is shown."""
        if not is_changed(piece):
            return _UNCHANGED
        edits = {row.edit for row in piece.rows}
        return _NAMED if self.names_idle and piece.fate in _WHOLE and len(edits) == 1 and edits <= self._idle else None

    def _named(self, piece: Piece) -> PieceView:
        if not is_changed(piece):
            return PieceView(self._title(piece), "", ())
        text = " ".join(self._delta.words(run) for row in piece.rows if not row.heading for run in row.runs)
        note = f"{wording.fate(piece)}, {size(text)}: {words.shortened(text, FIRST_WORDS)}" if text else wording.fate(piece)
        return PieceView(self._title(piece), note, (), f"e{piece.rows[0].edit}")

    def _piece(self, piece: Piece) -> PieceView:
        return PieceView(self._title(piece), wording.fate(piece), tuple(self._stretches(piece)))

    def _stretches(self, piece: Piece) -> Iterator[Stretch]:
        body = [row for row in piece.rows if not (row.heading and row.kind is None)]
        for kept, run in groupby(body, key=lambda row: row.kind is not None):
            rows = [self._row(row, anchored=True) for row in run]
            yield Stretch(None if kept else f"Unchanged: {words.count(len(rows), 'passage')}", tuple(_joined(rows)))

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


def _joined(rows: Sequence[RowView]) -> Iterator[RowView]:
    """Yield rows, each with the passages below it that one edit put in or took out together with it."""
    for _, run in groupby(rows, key=lambda row: (row.number, row.note, [each.op for each in row.runs], row.heading)):
        first, *below = run
        op = first.runs[0].op if len(first.runs) == 1 else None
        if op in (Op.INS, Op.DEL) and not any(row.anchor for row in below):
            yield replace(first, further=tuple((row.label, row.runs[0].text) for row in below))
        else:
            yield from (first, *below)


def _arrival(rows: Sequence[Row]) -> Row:
    """Return the row at which an edit is found: of a moved passage the one where it stands now."""
    return next((row for row in rows if any(run.op is not Op.DEL for run in row.runs)), rows[0])


def is_changed(piece: Piece) -> bool:
    """Tell whether anything in an article, its number or place changed."""
    return piece.moved or piece.renumbered or any(row.kind is not None for row in piece.rows)
