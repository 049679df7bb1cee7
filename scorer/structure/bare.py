"""Articles that are numbered without the word: ``5.1 Labour Rights`` under ``Chapter 5`` or ``5. LABOUR``, or ``5. Labour Rights`` alone.

Only looked for where nothing else in a text is an article: beside articles, such numbers are those of paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from scorer.structure import titles
from scorer.structure.heads import CONTAINERS, Head
from scorer.structure.titles import Line

LEAST = 3  # articles; fewer lines of that form may be anything
LEAST_PLAIN = 5  # of those whose number is one figure, as in any list
COUNTED_UP = 0.8  # of the steps from one to the next: the rest are misprints and what was left out
_ARTICLE = re.compile(r"(?P<chapter>\d{1,3}|[A-Z])(?P<sign>[.-])(?P<article>\d{1,3})\.?(?:[ \t\xa0:–—-]+(?P<title>\S.*))?\Z")
_PLAIN = re.compile(r"(?P<number>\d{1,3})[.:]?[ \t\xa0–—-]+(?P<title>\S.*)\Z")


def with_articles(text: str, found: Sequence[Head]) -> list[Head]:
    """Return the headings with the articles that only numbers name, and with the chapters above them where none is named."""
    if any(head.kind == "article" for head in found):
        return list(found)
    rows = titles.lines(text)
    new = _in_chapters(rows, named=any(head.kind in CONTAINERS for head in found)) or _plain(rows)
    taken = {head.start for head in new}
    return sorted([*new, *(head for head in found if head.start not in taken)], key=lambda head: head.start)


def _in_chapters(rows: Sequence[Line], *, named: bool) -> list[Head]:
    """Return articles whose number begins with that of their chapter, and, unless chapters are ``named``, these."""
    articles = _articles(rows)
    if len(articles) < LEAST or not _count_up([numbers for _, _, numbers in articles]):
        return []
    return [*(head for _, head, _ in articles), *([] if named else _chapters(rows, articles))]


def _plain(rows: Sequence[Line]) -> list[Head]:
    """Return the titles that are numbered from 1 on, one by one."""
    found: list[Head] = []
    for row in rows:
        match = _PLAIN.match(row.text)
        if match and int(match["number"]) == len(found) + 1 and titles.reads_as_title(match["title"]) and _stands_out(match["title"]):
            found.append(Head("article", row.start, row.end, match["number"], match["title"]))
    return found if len(found) >= LEAST_PLAIN else []


def _stands_out(title: str) -> bool:
    return title.isupper() or titles.is_title_case(title)


def _articles(rows: Sequence[Line]) -> list[tuple[int, Head, tuple[int, int]]]:
    """Return each line that may head an article: its place, the heading, the numbers of chapter and article."""
    found = []
    for index, row in enumerate(rows):
        match = _ARTICLE.match(row.text)
        if match is None:
            continue
        title, body = match["title"], row.end
        if (
            title is None
            and index + 1 < len(rows)
            and titles.title_after(rows[index + 1], rows[index + 2] if index + 2 < len(rows) else None)
        ):
            title, body = rows[index + 1].text, rows[index + 1].end
        if title and titles.reads_as_title(title) and title[0].isupper():
            numbers = _number(match["chapter"]), int(match["article"])
            num = f"{match['chapter']}{match['sign']}{match['article']}"
            found.append((index, Head("article", row.start, body, num, title), numbers))
    return found


def _number(chapter: str) -> int:
    """Return the number of a chapter; letters follow each other too."""
    return int(chapter) if chapter.isdigit() else ord(chapter)


def _count_up(numbers: Sequence[tuple[int, int]]) -> bool:
    """Tell whether articles follow each other: 5.1, 5.2, 6.1."""
    steps = [(after[0] == before[0] and after[1] == before[1] + 1) or (after[0] > before[0] and after[1] == 1)
             for before, after in pairwise(numbers)]  # fmt: skip
    return sum(steps) >= COUNTED_UP * len(steps)


def _chapters(rows: Sequence[Line], articles: Sequence[tuple[int, Head, tuple[int, int]]]) -> list[Head]:
    """Return the lines right above a first article that name its chapter by number."""
    found = []
    for index, _, (chapter, _) in articles:
        match = _PLAIN.match(rows[index - 1].text) if index else None
        if match and int(match["number"]) == chapter and titles.reads_as_title(match["title"]):
            found.append(Head("chapter", rows[index - 1].start, rows[index - 1].end, match["number"], match["title"]))
    return found
