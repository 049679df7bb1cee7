"""Headings that structure is built from, whatever declared them: marks of the file format, lines, or running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scorer.model import SourceText
from scorer.structure import notes, numerals, titles, words
from scorer.structure.titles import Line

CONTAINERS = ("part", "title", "chapter", "section", "subsection")
_JOINT = r"[ \t\xa0]*[.:\-–—]*[ \t\xa0]*"
_DIVISION_NUMBER = (
    rf"(?:{numerals.WORD_NUMBER}|\d{{1,3}}(?:[ .-]?bis)?(?:\.\d+)*(?:-?[A-Z])?(?!\w)|{numerals.ROMAN_NUMBER}(?!\w)"
    r"|[A-Z]\d?(?:\.\d+)?(?!\w))"
)
_ARTICLE_NUMBER = (
    rf"(?:[A-Z]{{1,3}}[ ]?[-–.][ ]?\d{{1,3}}|\d{{1,4}}(?:[ ]?[.\-–][ ]?\d{{1,3}}){{0,3}}(?:[ .-]?bis(?:\.\d+)?|[ ]?\([A-Z]\)|[A-Z])?(?!\w)"
    rf"|{numerals.ROMAN_NUMBER}(?:[.\-]\d{{1,3}})?(?!\w)|{numerals.WORD_NUMBER}(?!\w))"
)
_PAGE_NUMBER = re.compile(r"(?:[-–—]?[ ]?\d{1,4}[ ]?[-–—]?|\d{1,2}-[ ]?\d{1,3})\Z")
_ANNEX_NUMBER = r"(?:[IVXL]+(?:[.-]\w{1,4})*|\d+(?:[.-]?\w{1,4})*|[A-Z](?:[.-]?\d+)*|[A-Z]-?[A-Z]?)"


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: kind of node, number and title as printed, where it begins and where the text under it begins."""

    kind: str
    start: int
    body: int
    num: str | None = None
    heading: str | None = None

    @property
    def unnamed(self) -> bool:
        """True for a division that the format declares but nothing names: it only ends the one before it."""
        return self.kind in CONTAINERS and self.num is None and self.heading is None


@dataclass(frozen=True, slots=True)
class _Forms:
    """What a line begins with that is a heading, that is labelled as one, or that is an entry of a table of contents."""

    division: re.Pattern[str]
    article: re.Pattern[str]
    annex: re.Pattern[str]
    label: re.Pattern[str]
    entry: re.Pattern[str]


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    known = words.load()
    labels = f"{known.containers}|{known.article}|{known.attachment}"
    forms = (
        rf"(?P<label>{known.containers})[ \t\xa0]+(?P<num>{_DIVISION_NUMBER}){_JOINT}(?P<title>.*)\Z",
        rf"(?:{known.article})[ \t\xa0]*[:\-–]?[ \t\xa0]*(?P<num>{_ARTICLE_NUMBER})(?P<joint>{_JOINT})(?P<title>.*)\Z",
        rf"(?:{known.attachment})(?:[ \t\xa0]+(?:no\.?[ ]?)?(?P<num>{_ANNEX_NUMBER})(?!\w))?{_JOINT}(?P<title>.*)\Z",
        rf"(?:{labels})[ \t\xa0]*[:\-–]?[ \t\xa0]*(?:\d|[IVXL]+\b|[A-Z]\b|{numerals.WORD_NUMBER}\b)",
        rf"(?:{known.containers}|{known.article})[ \t\xa0]+{_ARTICLE_NUMBER}{_JOINT}(?P<title>.+)",
    )
    return _Forms(*(re.compile(form, re.IGNORECASE) for form in forms))


def from_marks(source: SourceText) -> list[Head]:
    """Return the headings that the format declares, with those of sections and annexes that stand as lines between them."""
    declared = [Head(mark.kind, mark.span.start, mark.span.end, mark.num, mark.heading) for mark in source.marks if mark.kind != notes.KIND]
    found = []
    for index, head in enumerate(declared):
        found.append(head)
        if head.kind in ("article", "preamble"):
            until = declared[index + 1].start if index + 1 < len(declared) else len(source.text)
            between = _between(source.text, head.body, until)
            opens = head.kind == "preamble" and any(later.kind == "article" for later in declared[index + 1 :])
            found.extend(each for each in between if not (opens and each.kind == "attachment"))  # a title or a list before the recitals
    return found


def from_lines(text: str) -> list[Head]:
    """Return the headings that lines of plain text show, in order."""
    rows = titles.lines(text)
    found: list[Head] = []
    skip_to = 0
    for index, row in enumerate(rows):
        if row.start < skip_to:
            continue
        head = _division(rows, index) or _article(rows, index) or _annex(rows, index) or _closing(rows, index)
        if head and _may_stand(rows, index, head, found):
            found.append(head)
            skip_to = head.body
    return found


def _between(text: str, start: int, end: int) -> list[Head]:
    """Find headings inside one declared article: annexes with text of their own, and divisions at its very end, before the next article."""
    rows = titles.lines(text, start, end)
    found: list[Head] = []
    for index, row in enumerate(rows):
        head = _division(rows, index) or _annex(rows, index)
        if head is None or not _may_stand(rows, index, head, found) or (found and row.start < found[-1].body):
            continue
        if head.kind == "attachment" or any(h.kind == "attachment" for h in found) or _only_headings(rows, index):
            found.append(head)
    return found


def _only_headings(rows: list[Line], index: int) -> bool:
    """Tell whether nothing but titles follows: the last lines before the next article."""
    rest = rows[index:]
    return len(rest) <= 6 and all(titles.reads_as_title(row.text.rstrip(":")) for row in rest)


def _division(rows: list[Line], index: int) -> Head | None:
    """``CHAPTER 19 / Labour``, ``Section B - Settlement of Disputes``."""
    row = rows[index]
    match = _forms().division.match(row.text)
    if not match or row.text[0].islower():
        return None
    title = match["title"]
    if title and not (titles.reads_as_title(title) and (title[0].isupper() or title[0] in '[“"(')):
        return None
    kind = words.load().container[match["label"].lower()]
    heading, body = (title, row.end) if title else _title_below(rows, index)
    return Head(kind, row.start, body, match["num"], heading or None)


def _article(rows: list[Line], index: int) -> Head | None:
    """``ARTICLE 19.3 / Labour Rights``, ``Article 1114: Environmental Measures``, ``Art. XX``."""
    row = rows[index]
    match = _forms().article.match(row.text)
    if not match or row.text[0].islower():
        return None
    title = match["title"]
    if not title:
        heading, body = _title_below(rows, index)
        return Head("article", row.start, body, _tidy(match["num"]), heading)
    if title[0] in "(,;" and not (title.endswith(")") and row.gap):
        return None
    if titles.reads_as_title(title):
        return Head("article", row.start, row.end, _tidy(match["num"]), title.strip("()[] "))
    if re.search(r"[.:\-–—]", match["joint"]) and re.match(r"[A-Z“\"\[]|1\.|\(", title):  # the text begins on the same line
        return Head("article", row.start, row.end - len(title), _tidy(match["num"]))
    return None


def _annex(rows: list[Line], index: int) -> Head | None:
    """``ANNEX 20-A / ...``, ``Annex 104.1: Agreements``."""
    row = rows[index]
    match = _forms().annex.match(row.text)
    if not match or row.text[0].islower():
        return None
    title = match["title"]
    if (match["num"] is None and (title or not row.text.isupper())) or (title and not titles.reads_as_title(title)):
        return None
    heading, body = (title, row.end) if title else _title_below(rows, index)
    num = match["num"]
    if num and len(num) > 1 and num.lower() in words.load().small:  # "PROTOCOL TO THE TREATY": no number
        num, heading, body = None, row.text[match.start("num") :], row.end
    return Head("attachment", row.start, body, num, heading or None)


def _closing(rows: list[Line], index: int) -> Head | None:
    """The closing formula, and a line that says PREAMBLE."""
    row = rows[index]
    if words.load().conclusion.match(row.text) and (row.gap or index == 0 or titles.closes_sentence(rows[index - 1].text)):
        return Head("conclusions", row.start, row.start)
    if row.text.lower().strip(" :.[]") in words.load().preamble:
        return Head("preamble", row.start, row.start)
    return None


def _title_below(rows: list[Line], index: int) -> tuple[str | None, int]:
    """Return the title on the lines under a number, and where the text after it begins."""
    row = rows[index]
    below = rows[index + 1 : index + 4]
    wrapped = titles.before_first_paragraph(rows[index + 1 : index + 5])
    if wrapped and not any(_is_head(rows, index + 1 + at) for at in range(len(wrapped))):
        return " ".join(line.text for line in wrapped), wrapped[-1].end
    if not below or not titles.title_after(below[0], below[1] if len(below) > 1 else None) or _is_head(rows, index + 1):
        return None, row.end
    last = below[0]
    heading = last.text
    for more in below[1:]:  # a title in capitals goes on in capitals
        if not (heading.isupper() and more.text.isupper() and not more.gap and not _begins_unit(rows, rows.index(more, index))):
            break
        heading, last = f"{heading} {more.text}", more
    return heading, last.end


def _is_head(rows: list[Line], index: int) -> bool:
    return _forms().label.match(rows[index].text) is not None


def _begins_unit(rows: list[Line], index: int) -> bool:
    return _is_head(rows, index) or rows[index].text.lower().strip(" :.[]") in words.load().preamble


def _may_stand(rows: list[Line], index: int, head: Head, found: list[Head]) -> bool:
    """A heading does not interrupt a sentence: a line that only begins with ``Article 5`` may be the middle of one."""
    if index == 0 or head.kind == "preamble" or (rows[index].gap and not words.load().dangling.search(rows[index - 1].text[-60:])):
        return True
    bare = head.heading is not None and head.heading not in rows[index].text
    if rows[index].text.isupper() and (head.kind in CONTAINERS or (bare and head.kind == "article")) and _is_title(head.heading):
        return True  # no sentence goes on so, whatever a page before it ended with
    before = rows[index - 2] if index > 1 and _PAGE_NUMBER.match(rows[index - 1].text) else rows[index - 1]
    if titles.closes_sentence(before.text) or before.text.isupper() or (found and found[-1].body >= before.end):
        return True
    if _is_entry(before) or (index + 1 < len(rows) and _is_entry(rows[index]) and _is_entry(rows[index + 1])):
        return True
    if head.kind == "article" and _is_next(rows, index, before, found):
        return True
    return titles.is_title_case(before.text) and len(before.text) < 80 and rows[index].text.split()[0].isupper()


def _is_next(rows: list[Line], index: int, before: Line, found: list[Head]) -> bool:
    """Tell whether a line holds no more than the number that follows the last article's, though the words before it end without a stop.

    A reference would go on below in small letters, or follow a word that no sentence ends with.
    """
    match = _forms().article.match(rows[index].text)
    last = next((head.num for head in reversed(found) if head.kind == "article"), None)
    if match is None or match["title"] or last is None or index + 1 == len(rows):
        return False
    goes_on = rows[index + 1].text[0].islower() or before.text.endswith((",", "-")) or titles.ends_open(before.text)
    return not goes_on and not words.load().dangling.search(before.text[-60:]) and numerals.follows(last, _tidy(match["num"]))


def _is_title(heading: str | None) -> bool:
    """Tell whether words below a number in capitals are a title, and not the text that goes on: in capitals, or in title case."""
    return heading is not None and (heading.isupper() or (titles.is_title_case(heading) and titles.reads_as_title(heading)))


def _is_entry(row: Line) -> bool:
    """``Article 7 Scope of Duties``: a line of a table of contents."""
    match = _forms().entry.match(row.text)
    return match is not None and titles.reads_as_title(match["title"]) and titles.is_title_case(match["title"])


def _tidy(num: str) -> str:
    """Return an article number without stray blanks: ``G - 14`` is ``G-14``."""
    return re.sub(r"\s*([.\-–])\s*", lambda m: "-" if m[1] == "–" else m[1], num).strip()
