"""Headings in running text: agreements stored as one long line, ``... as follows: ARTICLE 1. Scope 1. The Parties ...``.

Without lines, only the sequence tells a heading from a reference: an article is taken where a sentence has closed and its number is the
next one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from scorer.structure import numerals, titles, words
from scorer.structure.heads import CONTAINERS, Head

_LONG_LINE = 2000  # characters; the longest printed paragraphs are shorter
_SHORT = 2500  # characters; a shorter text needs no headings
_ENOUGH = 3  # headings in capitals that show a habit
_LOST = 4  # numbers that may be missing in a row
_TITLE_REACH = 160  # characters in which a title must end
_UNIT = r"(?:[A-Z]-)?\d{1,4}(?:[.-]\d{1,3})?(?: \d(?= [A-Z\d]))?|[IVXL]{1,7}"
_NUMBER = rf"(?P<num>{_UNIT}|(?i:{numerals.WORD_NUMBER})|[A-Z])(?![\w(]| \d{{1,2}} \()"
_LISTED = re.compile(r"a[).-] ")  # the text under a heading begins with its first item
_ENDED = re.compile(r"(?:[.;:)\]”\"*,_-]|\b(?:[A-Z]{2,}|follows?|PREAMBLE)|\d)\s*\Z")


def is_running(text: str) -> bool:
    """Tell whether most of a text stands in lines so long that headings cannot have lines of their own."""
    return len(text) > _SHORT and sum(len(row) for row in text.split("\n") if len(row) > _LONG_LINE) > len(text) / 2


def heads(text: str) -> list[Head]:
    """Return the headings of a running text, in order."""
    known = words.load()
    capitals = len(re.findall(rf"\b(?:{known.article.upper()})[ \t\xa0]+(?:{_UNIT})", text)) >= _ENOUGH
    pattern = re.compile(rf"\b(?P<label>(?i:{known.containers}|{known.article}))[ \t\xa0]+{_NUMBER}[ \t\xa0]*[.:\-–—]*[ \t\xa0]*")
    found: list[Head] = []
    last: dict[str, int] = {}
    afresh: set[str] = set()  # kinds that may begin again, in a new division around them
    titled = 0  # where the title of the heading last found begins
    for match in pattern.finditer(text):
        kind = known.container.get(match["label"].lower(), "article")
        value = _value(match["num"])
        above = _title_of_division(text, found, titled, match) if kind == "article" else None
        stands = above is not None or _may_stand(text, match, kind, capitals=capitals)
        if value is None or not stands or not (_next(kind, value, last) or (kind in afresh and value <= _LOST)):
            continue
        if above is not None:
            found[-1] = above
        last[kind] = value
        titled = match.end()
        afresh.discard(kind)
        afresh.update(CONTAINERS[CONTAINERS.index(kind) + 1 :] if kind in CONTAINERS else ())
        heading, body = _title(text, match.end())
        found.append(
            Head(kind, match.start(), body, re.sub(r"\s", "", match["num"]) if match["num"][0].isdigit() else match["num"], heading)
        )
    return [*found, *_closing(text, found)]


def _title_of_division(text: str, found: list[Head], titled: int, match: re.Match[str]) -> Head | None:
    """Return the division right before an article with all between the two as its title; None where that is no title."""
    title = text[titled : match.start()].strip()
    if not found or found[-1].kind not in CONTAINERS or match["label"][0].islower() or not titles.reads_as_title(title):
        return None
    return replace(found[-1], heading=title, body=match.start()) if titles.is_title_case(title) else None


def _may_stand(text: str, match: re.Match[str], kind: str, *, capitals: bool) -> bool:
    """A heading is followed by a capital or a figure; where articles are headed in capitals, small letters refer."""
    following = text[match.end() : match.end() + 1]
    begins = not following or following.isupper() or following.isdigit() or following in "([“\"‘'" or _LISTED.match(text, match.end())
    if match["label"][0].islower() or not begins:
        return False
    if capitals and kind == "article":
        return match["label"].isupper()
    return match["label"].isupper() or bool(_ENDED.search(text[max(0, match.start() - 12) : match.start()]))


def _value(num: str) -> int | None:
    """Return the number that a sequence counts by: the last figure of ``19.3``; ``1 1`` is an 11 that the scanner broke."""
    figures = re.findall(r"\d+", num.replace(" ", ""))
    return int(figures[-1]) if figures else numerals.roman(num) or numerals.words(num) or numerals.letter(num)


def _next(kind: str, value: int, last: dict[str, int]) -> bool:
    """Tell whether a number goes on counting (a few may be lost) or begins again; one that repeats a division heads a page."""
    again = value == 1 and not (kind in CONTAINERS and last.get(kind) == 1)
    return again or last.get(kind, 0) < value <= last.get(kind, 0) + _LOST


def _title(text: str, start: int) -> tuple[str | None, int]:
    """Return the title that begins at ``start`` and where the text after it begins; no title where its end is not sure.

    It ends before ``1.`` or ``(a)``, at a closing bracket, or before the capital of a word that begins sentences.
    """
    reach = text[start : start + _TITLE_REACH]
    bracketed = re.match(r"\[([^\]]+)\]\s*", reach)
    if bracketed:
        return bracketed[1], start + bracketed.end()
    numbered = re.match(r"([^.;:]{3,}?)\s+(?=(?:1\.|\(1\)|\(a\)|1\))\s)", reach)
    if numbered and titles.reads_as_title(numbered[1]):
        return numbered[1], start + numbered.end()
    known = words.load()
    if reach.split(" ", 1)[0].lower() in known.sentence_start:
        return None, start
    for match in re.finditer(r"(?<=[\w)])\s+(?=([A-Z][a-z]*)\b)", reach):
        title = reach[: match.start()]
        if match[1].lower() in known.sentence_start and titles.is_title_case(title) and titles.reads_as_title(title):
            return title, start + match.end()
    return None, start


def _closing(text: str, found: list[Head]) -> list[Head]:
    """Return the closing formula, which stands after the last article."""
    if not found:
        return []
    matches = [m for m in words.load().conclusion.finditer(text, found[-1].body) if _ENDED.search(text[max(0, m.start() - 4) : m.start()])]
    return [Head("conclusions", matches[0].start(), matches[0].start())] if matches else []
