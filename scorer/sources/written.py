"""A stored text being put together: what was added where."""

from __future__ import annotations

from scorer.model import CharSpan, Mark


class Written:
    """Collects pieces of text and the headings among them; blocks are set apart by an empty line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.marks: list[Mark] = []

    @property
    def text(self) -> str:
        """All that was added so far."""
        return "".join(self._pieces)

    @property
    def empty(self) -> bool:
        """True as long as nothing was added."""
        return not self._length

    def block(self, words: str, *, tight: bool = False) -> int:
        """Add a block of text, nothing where there are no words; return where it begins. A tight one follows on the next line."""
        words = words.strip()
        if words:
            self._add(("\n" if tight else "\n\n") if self._length else "")
            self._add(words)
        return self._length - len(words)

    def heading(self, kind: str, lines: list[str], num: str | None, title: str | None) -> None:
        """Add a heading of these lines and its mark; without lines, a mark of no width where the next block begins."""
        if lines:
            self.block("\n".join(lines))
            width = len("\n".join(lines).strip())
            self.marks.append(Mark(kind, CharSpan(self._length - width, self._length), num, title))
        else:
            at = self._length + (2 if self._length else 0)
            self.marks.append(Mark(kind, CharSpan(at, at), num, title))

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
