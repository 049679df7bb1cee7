"""Tables of contents: lines that lead to a page number. They say nothing that the text does not say again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorer.sources import words
from scorer.sources.lines import WIDE, Line

_LEADERS = re.compile(r"(?:[.…·_]\s*){4,}\s*(?:[A-Z]{0,3}\d{0,3}[-–.])?(?:\d{1,4}|[ivxl]{1,7})\s*\Z")
_FAR_NUMBER = re.compile(rf"{WIDE}\s*(?:\d{{1,4}}|[ivxl]{{1,7}})\s*\Z")
_LEAST = 4  # entries on a page
_SHARE = 0.5  # of the lines between the first and the last entry


def drop(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without tables of contents."""
    kept = []
    inside = False
    for page in pages:
        rest = _without_table(page, inside=inside)
        inside = len(rest) < len(page)
        kept.append(rest)
    return kept


def _without_table(page: Sequence[Line], *, inside: bool) -> list[Line]:
    """Drop one page's table; ``inside`` tells that the page before ended in one."""
    title = next((at for at, line in enumerate(page) if _titled(line)), None)
    far = inside or title is not None
    entries = [at for at, line in enumerate(page) if _LEADERS.search(line.text) or (far and _FAR_NUMBER.search(line.text))]
    if len(entries) < (1 if inside else _LEAST):
        return list(page)
    first, last = entries[0], entries[-1]
    if len(entries) < _SHARE * (last - first + 1):
        return list(page)
    if title is not None and title <= first:
        first = title
    elif inside:
        first = 0
    return [line for at, line in enumerate(page) if not first <= at <= last]


def _titled(line: Line) -> bool:
    return line.text.strip(" .:").lower() in words.load().contents
