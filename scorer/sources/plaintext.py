"""Plain text → stored text. Headings are found later, by structure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scorer.model import SourceText
from scorer.sources import parted, words

_TITLE_LONGEST = 200
LEAST_NUMBERED = 30  # lines; fewer that each begin with the next number may be a list
ALL_NUMBERED = 0.95  # of the lines that are not empty: the rest are running lines between pages
LEAST_STAMPS = 8  # pages; fewer lines that count up may be a list
COUNTED_UP = 0.8  # of the steps from stamp to stamp: pages without one, and misprints, are the rest
LONGEST_STEP = 2  # pages from one stamp to the next: left and right pages may be stamped differently
MOST_UNEVEN = 1.5  # of the lines from stamp to stamp, third quartile to first: pages are alike, articles and footnotes are not

_LINE_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,4})(?:[ \t]{1,2}|\|[ \t]?|$)")
_STAMP = re.compile(r"\W*(?P<before>.{0,80}?)(?<![.\d])(?P<page>\d{1,4})(?![.)\d])(?P<after>\D{0,20})")  # no item: "1.", "(1)"


def read(text: str, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> SourceText:
    """Return the text as it stands, without line numbers and lines that only number its pages, and with parted words whole."""
    return SourceText(part, parted.joined(_without_stamps(_without_line_numbers(text))), file, sha256, kind)


def title(text: str) -> str | None:
    """Return the first lines up to an empty one, where they could be a title."""
    block = text.strip().split("\n\n", 1)[0]
    line = " ".join(block.split())
    return line if 0 < len(line) <= _TITLE_LONGEST and not line.endswith((".", ";")) else None


def _without_line_numbers(text: str) -> str:
    """Take the margin off a text in which every line begins with its number, counted through or anew on each page."""
    lines = text.split("\n")
    numbered = [(at, match) for at, line in enumerate(lines) if (match := _LINE_NUMBER.match(line))]
    filled = sum(bool(line.strip()) for line in lines)
    if len(numbered) < max(LEAST_NUMBERED, ALL_NUMBERED * filled):
        return text
    numbers = [int(match["number"]) for _, match in numbered]
    steps = [after == before + 1 or after == numbers[0] for before, after in pairwise(numbers)]
    if sum(steps) < ALL_NUMBERED * len(steps):
        return text
    for at, match in numbered:
        lines[at] = lines[at][match.end() :]
    return "\n".join(lines)


def _without_stamps(text: str) -> str:
    """Take out the lines that number the pages a text was printed on ("Page 10", "XY/en 45")."""
    lines = text.splitlines(keepends=True)
    stamps = set(_stamps(lines))
    return "".join(line for number, line in enumerate(lines) if number not in stamps) if stamps else text


def _stamps(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of lines that are alike but for a number, which counts up through the text."""
    groups: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(map(str.strip, lines)):
        match = _STAMP.fullmatch(line)
        if match and not words.load().heading.match(line, match.start("before")):
            groups[match["before"], match["after"]].append((number, int(match["page"])))
    for found in groups.values():
        if len(found) >= LEAST_STAMPS and _counts_up(found):
            yield from (number for number, _ in found)


def _counts_up(found: Sequence[tuple[int, int]]) -> bool:
    """Tell whether numbers rise by a page or two each, at even distances."""
    steps = [(line - before[0], page - before[1]) for before, (line, page) in pairwise(found)]
    apart = sorted(lines for lines, _ in steps)
    even = apart[3 * len(apart) // 4] <= MOST_UNEVEN * apart[len(apart) // 4]
    return even and apart[0] > 0 and sum(0 < pages <= LONGEST_STEP for _, pages in steps) >= COUNTED_UP * len(steps)
