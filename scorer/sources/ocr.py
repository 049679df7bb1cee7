"""Pictures of pages → lines of text, by the program ``tesseract``, and how sure it is of its words.

Only where it is asked for: it takes seconds a page, and its words are readings, not the original's. ``asked`` tells the readers of one
block of code; the rest runs in the child process that reads PDF.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import groupby
from statistics import fmean, median
from typing import Any, NamedTuple

from scorer.sources.lines import NOWHERE, Line

DPI = 300  # what the program is trained for
MOST_PIXELS = 40_000_000  # of one picture; a page of A3 at 300 dots an inch has 17 million
MOST_SECONDS = 120  # of one page
_LIKE = 0.3  # of the usual height: letters with and without tails make lines of one type differ by so much
_LEAST_SIDE = 3  # lines on each side that show two columns
_WORD = "5"  # the level of words in the program's table

_asked: ContextVar[bool] = ContextVar("ocr_asked", default=False)


@contextmanager
def asked(yes: bool = True) -> Iterator[None]:
    """Let readers recognise the text of pictures in this block."""
    token = _asked.set(yes)
    try:
        yield
    finally:
        _asked.reset(token)


def is_asked() -> bool:
    """Tell whether readers are to recognise the text of pictures."""
    return _asked.get()


def program() -> str | None:
    """Return the path of the program, None where it is not installed."""
    return shutil.which("tesseract")


class Word(NamedTuple):
    """A word: its block, paragraph and line, its box in points from the upper left corner, and 0 to 100 for how sure it is."""

    line: tuple[int, int, int]
    box: tuple[float, float, float, float]
    text: str
    sure: float


@dataclass(slots=True)
class Recogniser:
    """Recognises one document's pages and remembers how sure it was of each word."""

    path: str
    sure: list[float] = field(default_factory=list)
    pages: int = 0

    @property
    def confidence(self) -> int | None:
        """How sure the program was of a word, on average, from 0 to 100; None where it found none."""
        return int(fmean(self.sure)) if self.sure else None

    def lines(self, page: Any, number: int) -> list[Line]:
        """Return the lines of one page of pypdfium2; none where it shows no text or takes too long."""
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        words = _words(self._table(_picture(page, scale), round(scale * 72)), scale)
        self.sure.extend(word.sure for word in words)
        self.pages += bool(words)
        return _lines(words, number, width, height)

    def _table(self, picture: bytes, dpi: int) -> str:
        command = (self.path, "stdin", "stdout", "-l", "eng", "--dpi", str(dpi), "tsv")
        one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(command, input=picture, capture_output=True, timeout=MOST_SECONDS, env=one_thread, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            return ""
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _picture(page: Any, scale: float) -> bytes:
    """Draw a page as a grey picture in the plainest format there is (PGM)."""
    drawn = page.render(scale=scale, grayscale=True)
    data = bytes(drawn.buffer)
    rows = (data[row * drawn.stride : row * drawn.stride + drawn.width] for row in range(drawn.height))
    return b"P5 %d %d 255\n" % (drawn.width, drawn.height) + b"".join(rows)


def _words(table: str, scale: float) -> list[Word]:
    """Read the program's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    found = []
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == _WORD and cells[11].strip():
            left, top, width, height = (float(cell) / scale for cell in cells[6:10])
            key = (int(cells[2]), int(cells[3]), int(cells[4]))
            found.append(Word(key, (left, top, left + width, top + height), cells[11].strip(), float(cells[10])))
    return found


def _lines(words: list[Word], number: int, width: float, height: float) -> list[Line]:
    rows = [list(row) for _, row in groupby(words, key=lambda word: word.line)]
    boxes = [_around(row) for row in rows]
    usual = median(bottom - top for _, top, _, bottom in boxes) if boxes else 0.0
    columns = _columns(boxes, width)
    found = []
    place = 0
    for row, (left, top, right, bottom), column in zip(rows, boxes, columns, strict=True):
        text = " ".join(word.text for word in row)
        size = usual if abs(bottom - top - usual) <= _LIKE * usual else bottom - top
        places = tuple(NOWHERE if sign == " " else place + at for at, sign in enumerate(text))
        found.append(Line(text, places, number, row[0].line[0], column, left, right, height - bottom, size))
        place += len(text) + 1
    return found


def _around(row: list[Word]) -> tuple[float, float, float, float]:
    lefts, tops, rights, bottoms = zip(*(word.box for word in row), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _columns(boxes: list[tuple[float, float, float, float]], width: float) -> list[int]:
    """Return for each line 1 or 2 for the halves of a page in two columns, else 0."""
    middle = width / 2
    sides = [1 if right <= middle else 2 if left >= middle else 0 for left, _, right, _ in boxes]
    two = min(sides.count(1), sides.count(2)) >= _LEAST_SIDE and sides.count(0) < len(sides) / 2
    return sides if two else [0] * len(sides)
