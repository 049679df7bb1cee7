"""The word lists of ``cleaning.yaml``, as regular expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scorer import yamlfile

_FILE = Path(__file__).with_name("cleaning.yaml")
_UNIT = r"(?:(?:\d+[A-Za-z]{0,3}|[IVXLivxl]+|[A-Z])(?:[.\-]\d+)*(?:\s?\([A-Za-z0-9]{1,5}\))*|(?:\([A-Za-z0-9]{1,5}\))+)"
_JOINT = r"(?:\s*(?:,\s*and|,\s*or|,|-|–|and/or|and|or|to|through)\s*)"
_NUMERAL = r"(?:[A-Z]{1,3}[-–.])?\d[\w.\-–]*|[IVXLC]+\b|[A-Z]\b"


@dataclass(frozen=True, slots=True)
class Words:
    """What ``cleaning.yaml`` holds; patterns ignore case, except that a heading's label begins with a capital.

    Attributes:
        heading: A label and its number at the beginning of a line.
        bare_heading: A label and its number, and nothing else.
        reference: "paragraph", "Articles 5(b), 7 and" at the end of a line: a number goes on with the sentence.
        contents: Titles of a table of contents.
        page_number: A line that holds a page number and nothing else.
        hyphenated: What keeps its hyphen.
    """

    heading: re.Pattern[str]
    bare_heading: re.Pattern[str]
    reference: re.Pattern[str]
    contents: frozenset[str]
    page_number: re.Pattern[str]
    hyphenated: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def load() -> Words:
    """Return the word lists; read once."""
    lists = yamlfile.load(_FILE).data
    label = rf"(?=[A-Z])(?i:{_either(lists['headings'])})\s*[:\-–]?\s*(?:{_NUMERAL}|(?i:{_either(lists['numbers'])})\b)"
    words = _either(lists["page_words"])
    return Words(
        heading=re.compile(label),
        bare_heading=re.compile(rf"{label}\s*[.:\-–—]?\s*\Z"),
        reference=re.compile(rf"\b(?:{_either(lists['references'])})\s*(?:{_UNIT}{_JOINT})*(?:{_UNIT})?\s*\Z", re.IGNORECASE),
        contents=frozenset(lists["contents"]),
        page_number=re.compile(
            rf"[\s\-–—|/\[\](]*(?:(?:{words})\s*)?(?:[A-Z]{{0,3}}\d{{0,3}}[-–./])?(?:\d{{1,4}}|[ivxl]{{1,7}})"
            rf"(?:\s*(?:{words}|/)\s*\d{{1,4}})?[\s\-–—|/\[\])]*",
            re.IGNORECASE,
        ),
        hyphenated=frozenset(lists["hyphenated"]),
    )
