"""Where sentences, definitions and recitals end.

All functions work on one stretch of text and return half-open ranges of it. The words they depend on are in ``sentences.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scorer import yamlfile

Range = tuple[int, int]

_STOP = re.compile(r"[.?!]")
# What may follow a full stop that ends a sentence: closing quotes, a footnote mark, space, then a capital or a paragraph or note number.
_NEXT = re.compile(
    r"""["”’')\]]* (?P<mark>\d{1,3})? (?P<gap>\s*) ["“‘(\[]*
        (?: (?P<capital>[A-ZÀ-ÖØ-Þ]\w?) | (?P<number>\d{1,3}[.)\]]?\s+["“]?[A-ZÀ-ÖØ-Þ]) )""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[\w.&/-]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")  # U.S  e.g  i.e
# A recital begins at a new line or after a comma with "RECOGNISING", "Recalling", "Convinced", or on a new line with any word in capitals.
_RECITAL = re.compile(
    r"""; (?:\s*and\b)? \s+
      | (?<=[,.:\n])\s*(?= [A-Z](?:[A-Z]{2,}(?:ING|ED)|[a-z]{2,}(?:ing|ed)) \b (?!\s+(?:Party|Parties|State|States)) )
      | \n\s*(?= [A-Z]{4,} (?:\s[A-Z]{3,})? ,? \s [a-z] )""",
    re.VERBOSE,
)


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    abbreviations: list[str]
    labels: list[str]
    closing_openers: list[str]
    definition_verbs: list[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    abbreviations: frozenset[str]
    labelled: re.Pattern[str]
    definition: re.Pattern[str]
    closing: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    """Compile the words of ``sentences.yaml``."""
    words = yamlfile.validate(yamlfile.load(Path(__file__).with_name("sentences.yaml")), _Words)
    verbs = "|".join(re.escape(verb).replace(r"\ ", r"\s+") for verb in words.definition_verbs)
    openers = "|".join(re.escape(opener).replace(r"\ ", r"\s+") for opener in words.closing_openers)
    return _Rules(
        frozenset(words.abbreviations),
        re.compile(rf"\b(?:{'|'.join(words.labels)})\s+[A-Z]$", re.IGNORECASE),
        re.compile(rf"[;:.](?:\s*(?:and|or)\b)?[ \t\r]*\n\s*(?=[\"“‘(]?\w[^\s;:.]*(?:[ \t]+[^\s;:.]+){{0,7}}?[ \t]+(?:{verbs})\b)"),
        re.compile(rf"[,;](?:\s*(?:and|or)\b,?)?[ \t\r]*\n\s*(?=(?i:{openers})\b)"),
    )


def cut_sentences(text: str) -> list[Range]:
    """Return the sentences of ``text``, trimmed, in order; every visible character lies in one of them.

    >>> text = "Under Article 28.7 (Panel) it may act.Each Party shall, e.g. by notice, reply."
    >>> [text[start:end] for start, end in cut_sentences(text)]
    ['Under Article 28.7 (Panel) it may act.', 'Each Party shall, e.g. by notice, reply.']
    """
    return _trimmed(text, sorted({*_sentence_ends(text), *(match.end() for match in _rules().definition.finditer(text))}))


def cut_recitals(text: str) -> list[Range]:
    """Return the recitals of a preamble: pieces between semicolons, sentences, and capitalised opening words.

    >>> text = "Recalling the ties between them, RECOGNISING their duties; and DESIRING to trade,"
    >>> [text[start:end] for start, end in cut_recitals(text)]
    ['Recalling the ties between them,', 'RECOGNISING their duties; and', 'DESIRING to trade,']
    """
    return _trimmed(text, sorted({*_sentence_ends(text), *(match.end() for match in _RECITAL.finditer(text))}))


def closing_words(item: str) -> Range | None:
    r"""Return where the last item of a list passes into words that close the whole list; None where it does not.

    >>> item = "causes harm,\nthe Party may act. It shall report."
    >>> item[slice(*closing_words(item))]
    'the Party may act.'
    """
    sentence = next(iter(cut_sentences(item)), None)
    found = _rules().closing.search(item, *sentence) if sentence else None
    return (found.end(), sentence[1]) if sentence and found else None


def _trimmed(text: str, cuts: list[int]) -> list[Range]:
    """Return the stretches between ``cuts`` without the white space around them."""
    ranges = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            ranges.append((left, right))
    return ranges


def _sentence_ends(text: str) -> Iterator[int]:
    """Yield the offset after each full stop (with its quotes and footnote mark) that ends a sentence."""
    begin = 0
    for stop in _STOP.finditer(text):
        following = _NEXT.match(text, stop.end())
        if following and _ends_sentence(text, begin, stop.start(), following):
            begin = following.start("gap")
            yield begin


def _ends_sentence(text: str, begin: int, stop: int, following: re.Match[str]) -> bool:
    """Tell whether the full stop at ``stop`` ends the sentence that begins at ``begin``.

    Not in "Article 28.7 (Panel)" (a digit before the stop makes the digits after it no footnote mark), not after "Art." or "U.S.", not
    after the number "2." that opens a paragraph, and without a space only as in "... Agreement.Each Party".
    """
    before = text[max(begin, stop - 24) : stop]
    if following["mark"] and (before[-1:].isdigit() or not following["gap"]):
        return False
    if not following["gap"]:
        return bool(re.search(r"[a-z][a-z)]$", before)) and bool(re.match(r"[A-ZÀ-ÖØ-Þ][a-zà-ÿ]", following["capital"] or ""))
    found = _WORD_BEFORE.search(before)
    if found is None or following[0][0] in "\"”’'":
        return True
    word = found[0]
    if word.isdigit() and not text[begin : stop - len(word)].strip():
        return False
    if word.lower() in _rules().abbreviations or _INITIALS.fullmatch(word):
        return False
    return not (len(word) == 1 and word.isupper()) or bool(_rules().labelled.search(text[max(begin, stop - 24) : stop]))
