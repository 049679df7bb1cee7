"""The word lists of ``words.yaml``, as regular expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scorer import yamlfile

_FILE = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    """What ``words.yaml`` holds; patterns ignore case."""

    container: dict[str, str]
    containers: str
    article: str
    attachment: str
    contents: frozenset[str]
    preamble: frozenset[str]
    conclusion: re.Pattern[str]
    reference: re.Pattern[str]
    dangling: re.Pattern[str]
    small: frozenset[str]
    sentence_verb: frozenset[str]
    sentence_start: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def load() -> Words:
    """Return the word lists; read once."""
    lists = yamlfile.load(_FILE).data
    unit = r"(?:(?:\d+[A-Za-z]{0,3}|[IVXLivxl]+|[A-Z])(?:[.\-]\d+)*(?:\s?\([A-Za-z0-9]{1,5}\))*|(?:\([A-Za-z0-9]{1,5}\))+)"
    joint = r"(?:\s*(?:,\s*and|,\s*or|,|-|–|and|or|to|through|and/or)\s*)"
    return Words(
        container=lists["container"],
        containers=_either(list(lists["container"])),
        article=_either(lists["article"]),
        attachment=_either(lists["attachment"]),
        contents=frozenset(lists["contents"]),
        preamble=frozenset(lists["preamble"]),
        conclusion=re.compile(rf"(?:{_either(lists['conclusion'])})\b", re.IGNORECASE),
        # "paragraph", "Article 5", "paragraphs 1(a), (b) and" at the end of what stands before
        reference=re.compile(rf"\b(?:{_either(lists['reference'])})\s*(?:{unit}{joint})*(?:{unit})?\s*\Z", re.IGNORECASE),
        # "paragraphs 1 and", "Articles": the number is still to come
        dangling=re.compile(rf"\b(?:{_either(lists['reference'])})\s*(?:{unit}{joint})*\Z", re.IGNORECASE),
        small=frozenset(lists["small"]),
        sentence_verb=frozenset(lists["sentence_verb"]),
        sentence_start=frozenset(lists["sentence_start"]),
    )
