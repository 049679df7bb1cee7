"""PDF → lines, page by page. Runs in a process of its own: see ``pdf_worker``."""

from __future__ import annotations

import ctypes
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2
from pypdfium2 import raw

from scorer.sources import layout, pdf_limits, signs
from scorer.sources.columns import Habits
from scorer.sources.fragments import Glyph
from scorer.sources.lines import Line
from scorer.sources.ocr import Recogniser

_BOLD = 600  # font weight; regular type has 400
_FORCED_BOLD = 1 << 18  # flag of a font, PDF 1.7, table 123
_GARBLED = 0.3  # of the characters of a page: its font does not say what they mean
_SAMPLE = 60  # characters of a page that show which way its text runs


class RefusedError(Exception):
    """The document cannot be used; the message is a key of ``pdf_limits.REASONS``."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page. ``drawn`` tells that something is to be seen on it: without lines, a picture of text."""

    lines: list[Line]
    drawn: bool


def read(data: bytes, recogniser: Recogniser | None = None) -> Iterator[Page]:
    """Yield the pages; those that are pictures of text with what ``recogniser`` reads on them, where there is one.

    Raises:
        RefusedError: The document cannot be opened or is larger than the limits allow.
    """
    document = _opened(data)
    try:
        if not len(document):
            raise RefusedError("no_pages")
        if len(document) > pdf_limits.MOST_PAGES:
            raise RefusedError("pages")
        characters, habits = 0, Habits()
        for number in range(1, len(document) + 1):
            page = _page(document, number, habits)
            if recogniser and page.drawn and not page.lines:
                if recogniser.pages == pdf_limits.MOST_PICTURES:
                    raise RefusedError("pictures")
                page = Page(recogniser.lines(document[number - 1], number), drawn=True)
            characters += sum(len(line.text) for line in page.lines)
            if characters > pdf_limits.MOST_CHARACTERS:
                raise RefusedError("characters")
            yield page
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise RefusedError("encrypted" if locked else "broken") from None


def _page(document: Any, number: int, habits: Habits) -> Page:
    """Return one page; without lines where it cannot be read or its fonts do not say what its characters mean."""
    try:
        page = document[number - 1]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page([], drawn=True)
    try:
        glyphs = _glyphs(text_page.raw)
        garbled = sum(1 for glyph in glyphs if not glyph.text.isascii() and signs.unreadable(glyph.text))
        if garbled > _GARBLED * len(glyphs):
            return Page([], drawn=True)
        lines = layout.lines(glyphs, number, lambda place: _is_bold(text_page.raw, place), habits)
        return Page(lines, raw.FPDFPage_CountObjects(page.raw) > 0)
    finally:
        text_page.close()
        page.close()


def _glyphs(text_page: Any) -> list[Glyph]:
    """Return the characters of a page in the order in which they are drawn, turned upright; those that run another way are left out."""
    count = max(raw.FPDFText_CountChars(text_page), 0)
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    main = _direction(text_page, count)
    found: list[Glyph] = []
    turn, last_x, last_y = main, 0.0, -1.0
    for index in range(count):
        text = _written(raw.FPDFText_GetUnicode(text_page, index))
        if not text:
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, at_x, at_y)
        if text != " ":
            if y.value != last_y or x.value < last_x:  # else it stands on the same line as the one before
                turn = _quarter(text_page, index)
            last_x, last_y = x.value, y.value
            if turn != main:
                continue
        raw.FPDFText_GetLooseCharBox(text_page, index, at_box)
        left, right, base, size = _upright(main, (box.left, box.bottom, box.right, box.top), (x.value, y.value))
        found.append(Glyph(text, left, right, base, size, index))
    return found


@lru_cache(maxsize=4096)
def _written(code: int) -> str:
    """Return what a code point stands for; "" for line ends, which the library puts in, and what cannot be a character."""
    return signs.clean(chr(code)) if code not in (10, 13) and code <= sys.maxunicode else ""


def _direction(text_page: Any, count: int) -> int:
    """Return how most of a page's text is turned, in quarters of a circle."""
    turns = Counter(_quarter(text_page, index) for index in range(0, count, max(count // _SAMPLE, 1)))
    return turns.most_common(1)[0][0] if turns else 0


def _quarter(text_page: Any, index: int) -> int:
    """Return how a character is turned, in quarters of a circle; -1 for one that stands aslant, as in a watermark."""
    quarters = raw.FPDFText_GetCharAngle(text_page, index) * 2 / 3.141592653589793
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else -1


def _upright(turn: int, box: tuple[float, float, float, float], origin: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return left and right edge, base line and height of a character as if its text ran from left to right."""
    left, bottom, right, top = box
    if turn == 1:
        return -top, -bottom, origin[0], right - left
    if turn == 2:
        return -right, -left, -origin[1], top - bottom
    if turn == 3:
        return bottom, top, origin[0], right - left
    return left, right, origin[1], top - bottom


def _is_bold(text_page: Any, index: int) -> bool:
    """Tell whether a character is bold: by weight, by flag or by the name of its font."""
    if raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), ctypes.byref(flags))
    return bool(flags.value & _FORCED_BOLD) or any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
