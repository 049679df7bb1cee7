"""The phrase notation of ``deontic.yaml``, compiled to bounded regular expressions.

Expressions are matched on plain lower-case text with single spaces (``Clause.text``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_TOKEN = re.compile(r"\([^()]*\)\??|\{\w+\}\??|\.\.\.\d+|<aside>|[^\s|]+(?:\|[^\s|]+)*")
_SPACE = r",? "  # a comma between two words of a cue is passed over
_ASIDE = r"(?:,(?: [^\s,.;:]+){1,18},)?"  # "shall, within its means, promote"
_STEP = r"(?:[^\s.;:]|[.:](?=\w))+"  # a word that ends no sentence: "XI:2" and "7.2" are words
_VERB_ENDINGS = "(?:s|es|d|ed|ing)?"


class Notation:
    """Compiles phrases; knows the named lists and the words that a gap may not cross."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        stops = "|".join(lists.get("modal", ()))
        self._gap = rf"(?:(?!(?:{stops})\b){_STEP} )" if stops else rf"(?:{_STEP} )"

    def union(self, phrases: Iterable[str]) -> re.Pattern[str]:
        """Return one expression that matches any of the phrases, whole words only."""
        return re.compile(rf"\b{self.any_of(phrases)}")

    def any_of(self, phrases: Iterable[str]) -> str:
        """Return the same for a place that is known to be the beginning of a word."""
        return rf"(?:{'|'.join(self.expression(phrase) for phrase in phrases)})(?!\w)"

    def expression(self, phrase: str) -> str:
        r"""Return the expression of one phrase.

        >>> Notation({}).expression("shall ...2 apply~")
        'shall,? (?:(?:[^\\s.;:]|[.:](?=\\w))+ ){0,2}appl(?:y|ies|ied|ying)'
        """
        parts: list[str] = []
        pending = ""  # the space owed before the next word
        for token in _TOKEN.findall(phrase):
            if token.startswith("..."):
                parts.append(f"{pending}{self._gap}{{0,{token[3:]}}}")
                pending = ""
                continue
            if token == "<aside>":
                parts.append(_ASIDE)
                continue
            optional = token.endswith("?")
            word = self._word(token.removesuffix("?"))
            if optional:
                parts.append(f"(?:{pending}{word})?" if pending else f"(?:{word}{_SPACE})?")
                continue
            parts.append(pending + word)
            pending = _SPACE
        return "".join(parts)

    def _word(self, token: str) -> str:
        if token.startswith("{"):
            return f"(?:{'|'.join(self.expression(entry) for entry in self._lists[token[1:-1]])})"
        if token.startswith("("):
            return f"(?:{'|'.join(self.expression(phrase.strip()) for phrase in token[1:-1].split('|'))})"
        if "|" in token:
            return f"(?:{'|'.join(_spelled(word) for word in token.split('|'))})"
        return _spelled(token)


def _spelled(word: str) -> str:
    """Return one word with its inflections (``~``) and spelling variants."""
    if word == "-ly":
        return r"\w+ly"
    if word.endswith("~"):
        stem = word[:-1]
        if stem.endswith("y") and stem[-2] not in "aeou":
            return f"{_variants(stem[:-1])}(?:y|ies|ied|ying)"
        if stem.endswith("e"):
            return f"{_variants(stem[:-1])}(?:e|es|ed|ing)"
        return _variants(stem) + _VERB_ENDINGS
    return _variants(word)


def _variants(word: str) -> str:
    """Escape a word and allow -ize for -ise, -or for -our, and an optional hyphen."""
    escaped = re.escape(word).replace(r"\-", "[- ]?")
    escaped = re.sub(r"is(e|es|ed|ing)?$", lambda found: f"i[sz]{found[1] or ''}" if len(word) > 5 else found[0], escaped)
    return re.sub(r"our(?=s|ed|ing|ably|able|$)", "ou?r", escaped) if len(word) > 4 else escaped
