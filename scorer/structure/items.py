"""The text of one article → its paragraphs, lists and footnotes.

Text that follows a list without a number of its own belongs to what the list stands in: closing words of a sentence to the list's parent,
a new sentence after an empty line to the paragraph.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from scorer.model import CharSpan
from scorer.structure import depth, markers, notes
from scorer.structure.draft import Draft
from scorer.structure.markers import Marker
from scorer.structure.notes import Note

_NOTES_IN_A_ROW = 100
_ORDER = ("paragraph", "subparagraph", "point", "indent")
_KINDS = {depth.LETTER: "subparagraph", depth.ROMAN: "point", depth.DASH: "point", depth.UPPER: "indent", depth.UPPER_ROMAN: "indent"}
_CLOSING_WORDS = re.compile(r"(?<=[;.])[ \t\xa0]*\n\s*(?=[a-z])")
_NEW_SENTENCE = re.compile(r"(?<=[.;:”\"])[ \t\xa0]*\n[ \t\xa0]*\n\s*(?=[A-Z“\"‘])")


def fill(text: str, unit: Draft, end: int, declared: Sequence[Note] = ()) -> None:
    """Add paragraphs, list items and notes to ``unit``, whose own text ends at ``end``."""
    span = CharSpan(unit.body, end)
    found = notes.inside(declared, span) if declared else notes.find(text, span, ending=unit.kind == "conclusions")
    marks = markers.find(text, span, [note.span for note in found]) if unit.kind not in ("conclusions", "preamble", "preface") else []
    events: list[Marker | Note] = sorted([*found, *marks], key=lambda event: event.start)
    _Builder(text, unit, end, depth.depths([mark.text for mark in marks])).run(events)


class _Builder:
    """Walks the events of one unit; ``open`` holds the item last begun at each depth."""

    def __init__(self, text: str, unit: Draft, end: int, placed: Sequence[depth.Placed]) -> None:
        self.text, self.unit, self.end = text, unit, end
        self.placed = iter(placed)
        self.depths_ahead = deque(p.depth for p in placed)
        self.open: list[Draft] = []

    def run(self, events: Sequence[Marker | Note]) -> None:
        for index, event in enumerate(events):
            if isinstance(event, Note):
                self._add_note(event, self._goes_on(events, index))
            else:
                self._add_item(event)
                self._resume(event.body, self._until(events, index))
        for child in self.unit.children:
            child.close(self.end)

    def _goes_on(self, events: Sequence[Marker | Note], index: int) -> int:
        """Return the depth at and below which items are over when the note at ``index`` begins."""
        for at in range(index, min(index + _NOTES_IN_A_ROW, len(events))):
            event = events[at]
            if isinstance(event, Marker):
                return self.depths_ahead[0]
            following = self.text[event.end : self._until(events, at)].strip()
            if following:
                return len(self.open) if following[0].islower() else int(bool(self.open) and self.open[0].kind == "paragraph")
        return 0

    def _until(self, events: Sequence[Marker | Note], index: int) -> int:
        return events[index + 1].start if index + 1 < len(events) else self.end

    def _parent(self, level: int, at: int) -> Draft:
        """Close what lies at ``level`` or deeper and return the item around it that is still open, else the unit."""
        for item in reversed(self.open[level:]):
            item.close(at)
        del self.open[level:]
        return next((item for item in reversed(self.open) if item.end is None), self.unit)

    def _add_item(self, marker: Marker) -> None:
        placed = next(self.placed)
        self.depths_ahead.popleft()
        parent = self._parent(placed.depth, marker.start)
        item = Draft(_kind(placed.reading, parent), marker.start, marker.body, markers.bare(marker.text) or None)
        parent.children.append(item)
        self.open.append(item)

    def _add_note(self, note: Note, level: int) -> None:
        for item in reversed(self.open[level:]):
            item.close(note.start)
        parent = next((item for item in reversed(self.open) if item.end is None), self.unit)
        parent.children.append(Draft("authorialNote", note.start, note.body, note.mark, end=note.end))

    def _resume(self, start: int, until: int) -> None:
        """Close list items where text without a number follows them."""
        innermost = next((item for item in reversed(self.open) if item.end is None), None)
        if innermost is None or innermost.kind == "paragraph":
            return
        closing = _CLOSING_WORDS.search(self.text, start, until)
        sentence = _NEW_SENTENCE.search(self.text, start, until)
        if sentence and not (closing and closing.start() < sentence.start()):
            for item in reversed(self.open):
                if item.kind != "paragraph" and item.end is None:
                    item.close(sentence.start())
        elif closing:
            innermost.close(closing.start())


def _kind(reading: depth.Reading, parent: Draft) -> str:
    """Name an item after its marker: ``1.`` paragraph, ``(a)`` subparagraph, ``(i)`` point, ``(A)`` indent; deeper than its parent."""
    usual = _ORDER.index(_KINDS.get(reading.style, "paragraph"))
    below = _ORDER.index(parent.kind) + 1 if parent.kind in _ORDER else 0
    return _ORDER[min(max(usual, below), len(_ORDER) - 1)]
