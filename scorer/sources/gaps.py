"""What a text is instead of an agreement, and what of an agreement is not there: signs that are cheap and sure, from ``gaps.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from statistics import median
from typing import Any

from scorer import yamlfile
from scorer.model import SourceText
from scorer.sources import language

_FILE = Path(__file__).with_name("gaps.yaml")
_BELOW_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_UNITS = (*_BELOW_TEN, *_TEENS)
_TENS = {"twenty": 20, "thirty": 30}
_WORDS = "|".join([*(f"{ten}[ -](?:{'|'.join(_BELOW_TEN)})" for ten in _TENS), *_TENS, *reversed(_UNITS)])
_NUMBER = rf"(?:\d{{1,2}}(?![\d.])|[IVXL]{{1,7}}\b|(?i:{_WORDS})\b)"
_HEADING = re.compile(rf"^[ \t]*(?i:chapter)[ \t]+(?P<num>{_NUMBER})[ \t]*[.:–—-]*[ \t]*(?P<title>[^\n]{{0,120}})$", re.MULTILINE)
_MENTION = re.compile(  # begins with plain letters, to which the search jumps
    rf"hapter(?<=\b[Cc]hapter)[ \t\n]+(?P<num>{_NUMBER})[ \t\n]+\([A-Z][^()\d]{{3,80}}\)"
    r"(?!\s+(?:of|to|in)\s+(?:the\s+)?(?!this|the\b)[A-Z])"
)
_ARTICLE = re.compile(r"(?:^|(?<=[.;:)]\s))[ \t]*(?:ARTICLE|Article|Art\.)[ \t]+(?P<num>\d+(?:\.\d+)?)\b", re.MULTILINE)
_BARE_ARTICLE = re.compile(r"^[ \t]*(?P<num>\d{1,3}\.\d{1,3})\.?(?:[ \t]+[A-Z][^\n]*[^.;:,\s])?[ \t]*$", re.MULTILINE)
_TARIFF_LINE = re.compile(r"^[ \t]*\d{2}\.?\d{2}(?:[. ]?\d{2}){0,3}(?:[ \t|]|$)", re.MULTILINE)
_CHUNK = 4_000  # characters by which another language is told
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _Rules:
    """What ``gaps.yaml`` holds; phrases are looked for in lower-case text."""

    kinds: dict[str, re.Pattern[str]]
    trade: re.Pattern[str]
    end: re.Pattern[str]
    duty: re.Pattern[str]
    told: re.Pattern[str]
    numbers: dict[str, float]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data: dict[str, Any] = yamlfile.load(_FILE).data
    kinds = {kind: _any(phrases) for kind, phrases in data["other_kinds"].items()}
    return _Rules(kinds, _any(data["trade"]), _any(data["end"]), _any(data["duty"]), _any(data["told"]), data["numbers"])


def _any(phrases: list[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"\b(?:{alternatives})\b")


def other_kind(text: str, treaty_words: int) -> str | None:
    """Return the reason why a text that may speak of Parties is no trade agreement; None where it may be one.

    Args:
        text: The text in lower case.
        treaty_words: How often it uses the operative language of treaties.
    """
    rules = _rules()
    words = max(len(text.split()), 1)
    lines = sum(1 for line in text.split("\n") if line.strip())
    if len(_TARIFF_LINE.findall(text)) >= rules.numbers["tariff_lines"] * max(lines, 1) and lines >= rules.numbers["least_lines"]:
        return "table_of_tariff_lines"
    for kind, phrases in rules.kinds.items():
        if len(phrases.findall(text)) > rules.numbers["rival"] * max(treaty_words, 1):
            return f"reads_like_a_{kind}"
    few = 1000 * len(rules.trade.findall(text)) < rules.numbers["trade_rate"] * words
    return "not_about_trade" if few and words >= rules.numbers["least_words"] else None


def found(part: SourceText) -> tuple[str, ...]:
    """Return what is missing from a main text, by the names that coverage gives reasons."""
    chapters = _chapters(part)
    checks = {
        "single_chapter": _one_of_many(part, chapters),
        "chapters_missing": len(chapters) > 1 and bool(_missing(part.text, chapters)),
        "end_missing": has_words(part.text, _rules().numbers["least_words"]) and not _rules().end.search(part.text.lower()),
    }
    reasons = [reason for reason, holds in checks.items() if holds]
    return (*reasons, *_languages(part.text), *(f"chapter_{num}_is_a_summary" for num in _summaries(part.text)))


def has_words(text: str, least: float) -> bool:
    """Tell whether a text has so many words, without counting on in a long one."""
    return len(text.split(maxsplit=int(least))) >= least


def _chapters(part: SourceText) -> set[int]:
    """Return the numbers of the chapters that have headings."""
    declared = [mark.num for mark in part.marks if mark.kind == "chapter" and mark.num]
    printed = declared or [match["num"] for match in _HEADING.finditer(part.text)]
    return {value for num in printed if (value := _value(num))}


def _missing(text: str, chapters: set[int]) -> set[int]:
    """Return the numbers of chapters that are named with their titles, or skipped in counting, and have no heading."""
    named = {value for match in _MENTION.finditer(text) if (value := _value(match["num"]))}
    skipped = set(range(min(chapters), max(chapters) + 1)) - chapters
    counted = len(chapters) >= _rules().numbers["counted_chapters"] and len(skipped) < len(chapters)
    return (named - chapters) | (skipped if counted else set())


def _one_of_many(part: SourceText, chapters: set[int]) -> bool:
    """``Chapter 19`` alone, or only articles 19.1 to 19.15."""
    if sum(mark.kind == "chapter" and bool(mark.num or mark.heading) for mark in part.marks) > 1:
        return False
    if len(chapters) == 1 and chapters != {1}:
        return True
    if len(chapters) == 1:
        return bool(_missing(part.text, chapters))
    first = {num.partition(".")[0] for num in _articles(part) if "." in num}
    return not chapters and len(first) == 1 and first != {"1"} and len(_articles(part)) >= 3


def _articles(part: SourceText) -> list[str]:
    declared = [mark.num for mark in part.marks if mark.kind == "article" and mark.num and re.fullmatch(r"\d+(?:\.\d+)?", mark.num)]
    headed = declared or [match["num"] for match in _ARTICLE.finditer(part.text)]
    return headed or [match["num"] for match in _BARE_ARTICLE.finditer(part.text)]


def _languages(text: str) -> list[str]:
    """Return reasons that name other languages in which much of the text stands."""
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    told = [language.detect(chunk) for chunk in chunks if len(chunk) >= _CHUNK / 4]
    share = _rules().numbers["other_language"] * max(len(told), 1)
    return [
        f"partly_in_{code}" for code in sorted({code for code in told if code}) if code != language.SUPPORTED and told.count(code) > share
    ]


def _summaries(text: str) -> Iterator[str]:
    """Yield the numbers of chapters that tell about an agreement instead of being it, in a text whose other chapters bind."""
    rules = _rules()
    heads = list(_HEADING.finditer(text))
    stretches = [(head["num"], text[head.end() : after.start() if after else len(text)]) for head, after in zip_longest(heads, heads[1:])]
    long_enough = [(num, words) for num, words in stretches if has_words(words, rules.numbers["summary_words"])]
    rates = [1000 * len(rules.duty.findall(words.lower())) / len(words.split()) for _, words in long_enough]
    if len(rates) < 2 or median(rates) < rules.numbers["duty_rate"]:
        return
    for (num, words), rate in zip(long_enough, rates, strict=True):
        if rate < rules.numbers["summary_rate"] and len(rules.told.findall(words.lower())) >= rules.numbers["told"]:
            yield str(_value(num))


def _value(num: str) -> int | None:
    """Return the value of digits, a roman numeral or number words.

    >>> [_value(n) for n in ("12", "XIX", "Twenty-One", "NINE", "Fish")]
    [12, 19, 21, 9, None]
    """
    if num.isdecimal():
        return int(num)
    lower = num.lower()
    words = re.split(r"[\s-]+", lower)
    if all(word in _UNITS or word in _TENS for word in words):
        return sum(_TENS.get(word) or _UNITS.index(word) + 1 for word in words)
    if not lower or not set(lower) <= set(_ROMAN):
        return None
    values = [_ROMAN[char] for char in lower]
    return sum(-value if values[at + 1 : at + 2] and values[at + 1] > value else value for at, value in enumerate(values))
