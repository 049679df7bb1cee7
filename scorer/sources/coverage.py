"""How much of an agreement a text holds: signs that are cheap and sure, from ``coverage.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from scorer import yamlfile
from scorer.model import Agreement, Coverage, CoverageStatus, SourceText
from scorer.sources import gaps, language

_FILE = Path(__file__).with_name("coverage.yaml")
_ARTICLE = re.compile(
    r"(?:^|(?<=[.;:)]\s))[ \t]*art(?:icle|\.)?[ \t]+(?:\d|[IVXL]+\b|[A-Z]-?\d|(?:one|two|three|four|five|first|second|third)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBERED = re.compile(  # a heading or a numbered paragraph at the start of a line: news about an agreement has none
    r"^\W{0,3}(?:art(?:icle|\.)|section|chapter|part|title|annex)[ \t]+[\dIVXLA-Z]|^[ \t]*\(?(?:\d{1,3}|[a-z])[.)][ \t]",
    re.MULTILINE | re.IGNORECASE,
)
_TELLING = 60_000  # characters that tell what kind of text it is: a table of contents may take the first thirty thousand
_LAST_WORDS = 8  # words at the end that show whether a sentence runs on
_CLOSING = 8_000  # characters at the end in which the closing words stand
_OPENING = 20_000  # characters in which the first article is looked for
_REFUSALS = {
    CoverageStatus.UNREADABLE: "its pages are pictures of text; add --ocr (needs the program tesseract), or type: ocrmypdf IN.pdf OUT.pdf",
    CoverageStatus.UNSUPPORTED_LANGUAGE: "its language cannot be scored yet; try the English text",
    CoverageStatus.NOT_AN_AGREEMENT: "it does not read like a trade agreement; try the treaty's own text, with its articles",
}


@dataclass(frozen=True, slots=True)
class _Rules:
    """What ``coverage.yaml`` holds; phrases are looked for in lower-case text, which is three times faster than to ignore case."""

    phrases: re.Pattern[str]
    firm: re.Pattern[str]
    recitals: re.Pattern[str]
    mention: re.Pattern[str]
    foreign: re.Pattern[str]
    heading: re.Pattern[str]
    closing: re.Pattern[str]
    open_end: re.Pattern[str]
    numbers: dict[str, float]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    data: dict[str, Any] = yamlfile.load(_FILE).data
    agreement, annex, stops = data["agreement"], data["annex"], data["stops"]
    return _Rules(
        phrases=_any(agreement["phrases"], r"\b"),
        firm=_any(agreement["firm"], ""),
        recitals=_any(data["recitals"], ""),
        mention=re.compile(annex["mention"], re.IGNORECASE),
        foreign=re.compile(annex["foreign"]),
        heading=re.compile(annex["heading"], re.IGNORECASE | re.MULTILINE),
        closing=_any(stops["closing"], ""),
        open_end=re.compile(stops["open_end"]),
        numbers={name: float(value) for name, value in (*agreement.items(), *stops.items()) if name.startswith("least")},
    )


def _any(phrases: list[str], end: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"\b(?:{alternatives}){end}")


def judge(parts: tuple[SourceText, ...]) -> tuple[Coverage, str | None]:
    """Return the coverage of an agreement, judged by its main text and the kinds of its other parts, and the language told."""
    main = next((part for part in parts if part.kind == "main_text"), parts[0])
    told = language.detect(main.text)
    if told not in (language.SUPPORTED, None):
        return Coverage(CoverageStatus.UNSUPPORTED_LANGUAGE, (f"language_{told}",)), told
    opening = main.text[:_TELLING].lower()
    other = gaps.other_kind(opening, len(_rules().phrases.findall(opening)))
    if other or not is_agreement(opening):
        return Coverage(CoverageStatus.NOT_AN_AGREEMENT, (other or "no_treaty_language",)), told
    checks = {
        "recitals_missing": _starts_without_recitals(main),
        "annexes_mentioned_but_absent": not any(part.kind == "annex" for part in parts) and _annexes_absent(main.text),
        "stops_in_the_middle": _stops(main.text),
    }
    reasons = (*(reason for reason, holds in checks.items() if holds), *gaps.found(main))
    return Coverage(CoverageStatus.PARTIAL if reasons else CoverageStatus.COMPLETE, reasons), told


def joined(judged: Coverage, found: Coverage) -> Coverage:
    """Return the coverage that the words show, with what the reader found out about the file: pages that are pictures."""
    if not judged.can_be_scored or not found.reasons:
        return judged
    return Coverage(CoverageStatus.PARTIAL, (*judged.reasons, *found.reasons))


def of_parts(parts: Sequence[tuple[str, Coverage]]) -> Coverage:
    """Return what the readers of a dossier's parts found out, by kind of part: an unreadable main text is an unreadable agreement."""
    for kind, coverage in parts:
        if kind == "main_text" and coverage.status is CoverageStatus.UNREADABLE:
            return coverage
    reasons = tuple(dict.fromkeys(reason for _, coverage in parts for reason in coverage.reasons))
    return Coverage(CoverageStatus.PARTIAL if reasons else CoverageStatus.COMPLETE, reasons)


def refusal(agreement: Agreement) -> str | None:
    """Return the sentence that says why a text cannot be scored and what to try; None where it can."""
    sentence = _REFUSALS.get(agreement.coverage.status)
    return f"{agreement.parts[0].file}: {sentence}" if sentence else None


def is_agreement(text: str) -> bool:
    """Tell whether a text speaks as an agreement does. A manual, a statute or a press release does not."""
    rules = _rules()
    text = text.lower()
    words = max(len(text.split()), 1)
    found = rules.phrases.findall(text)
    rate = 1000 * len(found) / words
    if not rules.firm.search(text):
        return False
    if len(_ARTICLE.findall(text)) >= rules.numbers["least_articles"]:
        return rate >= rules.numbers["least_rate_with_articles"]
    numbered = words < rules.numbers["least_words_numbered"] or _NUMBERED.search(text) is not None
    return numbered and rate >= rules.numbers["least_rate"] and len(set(found)) >= rules.numbers["least_distinct"]


def _starts_without_recitals(part: SourceText) -> bool:
    first = next((mark.span.start for mark in part.marks if mark.kind == "article" and mark.num), None)
    if first is None:
        heading = _ARTICLE.search(part.text, 0, _OPENING)
        if heading is None:
            return False
        first = heading.start()
    return not _rules().recitals.search(part.text[:first].lower())


def _annexes_absent(text: str) -> bool:
    rules = _rules()
    if rules.heading.search(text):
        return False
    return any(not rules.foreign.match(text, _end_of_number(text, match.end())) for match in rules.mention.finditer(text))


def _end_of_number(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or text[at] in ".-"):
        at += 1
    return at


def _stops(text: str) -> bool:
    """Tell whether a text breaks off inside a sentence, without having come to its closing words."""
    rules = _rules()
    if not gaps.has_words(text, rules.numbers["least_words"]) or not rules.open_end.search(text[-200:]):
        return False
    last = text.rstrip()[-200:].split()[-_LAST_WORDS:]
    reads_on = sum(word[0].islower() for word in last) >= _LAST_WORDS - 2
    return reads_on and not rules.closing.search(text.lower(), max(0, len(text) - _CLOSING))
