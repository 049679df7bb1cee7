"""Texts as phrases see them: lower case, cut into words and signs, each with the places at which it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

# Both begin with what they look for and look back from there, so that the search jumps from one such place to the next.
_GLUED_MARK = re.compile(r"\d(?:(?<=[a-z]{3}\d)\d{0,2}(?=[\s,.;:)]|$)|(?<=[a-z]{3}[.;,]\d)(?<!\bart\.\d)(?<!para\.\d)\d{0,2}(?=\s|$))")
_COOP = re.compile(r"co-(?<=\bco-)(op|or)(\w*)")
_EITHER_NUMBER = re.compile(r"(?<=[a-z])\(s\)")
_KEPT = 50_000  # stretches kept: a large treaty has ten thousand, most of which the next one uses too; some 10 MB


def match_text(text: str) -> str:
    """Return the clause text as phrases see it: lower case, hyphens as spaces, no glued footnote marks, "(s)" a plural. Length is kept.

    >>> match_text("Co-operation on Anti-Dumping Rights53.")
    'cooperation  on anti dumping rights  .'
    >>> match_text("Duties.5 Rights,6")
    'duties.  rights, '
    >>> match_text("Group(s)")
    'groups  '
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow in lower case; then only ASCII is lowered, so that offsets hold
        lowered = "".join(char.lower() if char.isascii() else char for char in text)
    joined = _COOP.sub(r"co\1\2 ", lowered.replace("\u2010", "-").replace("\u2011", "-").replace("\u00ad", "-"))
    unmarked = _GLUED_MARK.sub(lambda mark: " " * len(mark[0]), joined)
    plain = _EITHER_NUMBER.sub("s  ", unmarked) if "(s)" in unmarked else unmarked
    return plain.replace("-", " ").replace("\u2013", " ")


class Tokens:
    """A text in the form of ``match_text``, cut into words and signs; white space is none.

    Sets of places are integers: bit ``i`` stands for the place before word ``i``, the last one for the end of the text. ``fused`` names
    words that print has run together, with what each is made of.
    """

    def __init__(self, text: str, fused: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.text = text
        self.words = _cutter().words(text)
        if fused:
            self.words = tuple(part for word in self.words for part in fused.get(word, (word,)))
        self.all = (2 << len(self.words)) - 1
        self._places: dict[str, int] = {}
        for i, word in enumerate(self.words):
            self._places[word] = self._places.get(word, 0) | 1 << i
        self._known: dict[frozenset[str], int] = {}

    def where(self, forms: frozenset[str]) -> int:
        """Return the places of all words that are one of these forms."""
        found = self._known.get(forms)
        if found is None:
            found = 0
            for form in forms:
                found |= self._places.get(form, 0)
            self._known[forms] = found
        return found

    @cached_property
    def numbers(self) -> int:
        """The places of all words that hold a digit."""
        return sum(places for word, places in self._places.items() if any(map(str.isdigit, word)))

    @cached_property
    def _starts(self) -> list[int]:
        """The character at which each word begins."""
        starts: list[int] = []
        at = 0
        for word in self.words:
            at = self.text.index(word, at)
            starts.append(at)
            at += len(word)
        return starts

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the range of characters from word ``first`` up to word ``end``, which is left out."""
        return self._starts[first], self._starts[end - 1] + len(self.words[end - 1])


class _Cutter:
    """Cuts texts by the rules of spaCy, each stretch between white spaces once: words do not reach across white space."""

    def __init__(self) -> None:
        from spacy.lang.en import English  # takes as long as all else that is imported; texts whose findings are kept need none of it
        from spacy.vocab import Vocab

        self._cut = English(Vocab()).tokenizer  # a vocabulary that looks nothing up about words: only where they end is asked
        self._rules = frozenset(English.Defaults.tokenizer_exceptions)
        self._known: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words and signs of a text in order."""
        if len(self._known) > _KEPT:
            self._known.clear()
        stretches = text.split()
        new = [stretch for stretch in stretches if stretch not in self._known]
        if new:
            self._learn(new)
        return tuple(word for stretch in stretches for word in self._known[stretch])

    def _learn(self, stretches: list[str]) -> None:
        """Cut all of them in one text; the line breaks between them are words of their own.

        Plain letters are one word unless spaCy has a rule for just these.
        """
        mixed = []
        for stretch in stretches:
            if stretch.isascii() and stretch.isalpha() and stretch not in self._rules:
                self._known[stretch] = (stretch,)
            else:
                mixed.append(stretch)
        words: list[str] = []
        following = iter(mixed)
        for token in self._cut("\n".join([*mixed, ""])):
            if token.text != "\n":
                words.append(token.text)
            else:
                self._known[next(following)] = tuple(words)
                words = []


@lru_cache(maxsize=1)
def _cutter() -> _Cutter:
    """Return the one that texts and phrases share."""
    return _Cutter()
