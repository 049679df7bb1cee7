"""The phrase notation of provisions, compiled to token sequences.

A phrase is matched on the lower-case tokens of one clause. Every gap is bounded, so no phrase can run away on any text.

| notation | matches |
|---|---|
| ``word`` | that word, in any spelling listed in ``words.yaml`` |
| ``word~`` | the word and its inflections |
| ``a|b`` | one of these words |
| ``(two words|other phrase)`` | one of these phrases |
| ``word?`` ``(some words)?`` | may be missing |
| ``{name}`` | an entry of the named list in ``words.yaml`` |
| ``...`` ``...3`` | up to ``GAP`` words, up to three words |
| ``#`` | a token with a digit |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from scorer.detection.tokens import Tokens, match_text

GAP = 8  # words that "..." may stand for: longer than any adverbial in the treaties read, shorter than a clause
MAX_GAP = 60  # a longer gap says nothing about the words being connected
MAX_ALTERNATIVES = 400  # sequences one phrase may expand to; past that it should be several phrases

_LEX = re.compile(
    r"""
    \.\.\.(?P<gap>\d+)?                        # a gap
    |(?P<list>\{[a-z_]+\})                      # a named list
    |(?P<word>[a-z0-9][a-z0-9'&./-]*~?|'s|'|\$)  # a word, a possessive, a dollar sign
    |(?P<sign>[()|?\#,:;])
    |(?P<space>\s+)
    """,
    re.VERBOSE,
)


class PhraseError(ValueError):
    """A phrase is not in the notation."""


@dataclass(frozen=True, slots=True)
class Words:
    """One token out of a set of forms."""

    forms: frozenset[str]
    optional: bool = False

    def after(self, places: int, text: Tokens) -> int:
        """Return where a match may stand after this element, given where it may stand before: places as in ``Tokens``."""
        stepped = (places & text.where(self.forms)) << 1
        return stepped | places if self.optional else stepped


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` tokens of any kind."""

    most: int

    def after(self, places: int, text: Tokens) -> int:
        """As for ``Words``."""
        reached, width = places, 1
        while width <= self.most:
            step = min(width, self.most + 1 - width)
            reached |= reached << step
            width += step
        return reached & text.all


@dataclass(frozen=True, slots=True)
class Number:
    """A token that holds a digit."""

    optional: bool = False

    def after(self, places: int, text: Tokens) -> int:
        """As for ``Words``."""
        stepped = (places & text.numbers) << 1
        return stepped | places if self.optional else stepped


Element = Words | Gap | Number
Sequence_ = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Named lists, spelling variants and irregular forms, from ``words.yaml``.

    Attributes:
        lists: Name to phrases in the notation.
        spelling: Pairs of letters that are written either way ("labor", "labour").
        irregular: Verb or noun to forms that no rule gives.
        common: Words too frequent in treaties to look up a phrase by.
        small: Short words that poor print fuses with their neighbours.
        whole: Words that only look as if they were made of others.
    """

    lists: Mapping[str, tuple[str, ...]]
    spelling: tuple[tuple[str, str], ...] = ()
    irregular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    _known: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _parsed: dict[str, tuple[Sequence_, ...]] = field(default_factory=dict, compare=False, repr=False)

    def sequences(self, name: str) -> tuple[Sequence_, ...]:
        """Return what a named list stands for, parsed once.

        Raises:
            PhraseError: There is no such list.
        """
        if name not in self.lists:
            raise PhraseError(f"no list named {{{name}}}; known: {', '.join(sorted(self.lists))}")
        if name not in self._parsed:
            self._parsed[name] = _merge(tuple(sequence for entry in self.lists[name] for sequence in parse(entry, self)))
        return self._parsed[name]

    def forms(self, word: str) -> frozenset[str]:
        """Return every form a word of the notation stands for, "~" being its inflections.

        >>> sorted(Vocabulary({}, (("labor", "labour"),)).forms("labor"))
        ['labor', 'labour']
        """
        if word not in self._known:
            bases = _spellings(word.removesuffix("~"), self.spelling)
            inflected = {form for base in bases for form in (*inflect(base), *self.irregular.get(base, ()))}
            self._known[word] = frozenset(inflected if word.endswith("~") else bases)
        return self._known[word]


def _spellings(word: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    """Return the word with each pair of spellings exchanged, both ways."""
    found = {word}
    for one, other in pairs:
        for here, there in ((one, other), (other, one)):
            if here in word and there not in word:
                found.add(word.replace(here, there))
    return found


def inflect(base: str) -> set[str]:
    """Return regular English inflections of a verb or noun; a superset is harmless.

    >>> sorted(inflect("waive"))
    ['waive', 'waived', 'waives', 'waiving']
    """
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    plural = base + "es" if base.endswith(("s", "x", "z", "ch", "sh")) else base + "s"
    doubled = {base + base[-1] + "ed", base + base[-1] + "ing"} if re.search(r"[^aeiou][aeiou][bdglmnprt]$", base) else set()
    return {base, plural, base + "ed", base + "ing"} | doubled


# --- parsing ----------------------------------------------------------------------------------------------------------------------


def parse(phrase: str, vocabulary: Vocabulary) -> tuple[Sequence_, ...]:
    """Return the token sequences a phrase stands for.

    Raises:
        PhraseError: Says what is wrong with the phrase.
    """
    lexemes = list(_lex(phrase))
    sequences, rest = _alternatives(lexemes, 0, vocabulary, inside=False)
    if rest != len(lexemes):
        raise PhraseError(f"')' without '(' in {phrase!r}")
    for sequence in sequences:
        if not any(isinstance(element, Words) and not element.optional for element in sequence):
            raise PhraseError(f"{phrase!r} can match without any fixed word")
        if isinstance(sequence[0], Gap) or isinstance(sequence[-1], Gap):
            raise PhraseError(f"{phrase!r} begins or ends with a gap")
    return sequences


def _lex(phrase: str) -> Iterator[str]:
    """Yield the notation's signs; a space is yielded as " "."""
    at = 0
    stripped = phrase.strip()
    while at < len(stripped):
        match = _LEX.match(stripped, at)
        if match is None:
            raise PhraseError(f"{stripped[at]!r} is not part of the notation in {phrase!r}; letters are lower case")
        yield " " if match["space"] else match[0]
        at = match.end()


def _alternatives(lexemes: Sequence[str], at: int, vocabulary: Vocabulary, *, inside: bool) -> tuple[tuple[Sequence_, ...], int]:
    """Parse up to the closing bracket (or the end): branches joined by "|" where inside brackets."""
    branches: list[tuple[Sequence_, ...]] = []
    current: tuple[Sequence_, ...] = ((),)
    while at < len(lexemes) and lexemes[at] != ")":
        if lexemes[at] == " ":
            at += 1
        elif lexemes[at] == "|" and inside:
            branches.append(current)
            current, at = ((),), at + 1
        else:
            piece, at = _piece(lexemes, at, vocabulary, inside=inside)
            current = tuple(left + right for left in current for right in piece)
            if len(current) > MAX_ALTERNATIVES:
                raise PhraseError(f"more than {MAX_ALTERNATIVES} alternatives; write several phrases")
    branches.append(current)
    return tuple(sequence for branch in branches for sequence in branch), at


def _piece(lexemes: Sequence[str], at: int, vocabulary: Vocabulary, *, inside: bool) -> tuple[tuple[Sequence_, ...], int]:
    """Parse one gap, bracket, list or word (with its "|" neighbours outside brackets), and a "?" after it."""
    token = lexemes[at]
    if token.startswith("..."):
        most = int(token[3:] or GAP)
        if most > MAX_GAP:
            raise PhraseError(f"gap of {most} words; at most {MAX_GAP}")
        return ((Gap(most),),), at + 1
    if token == "(":
        sequences, close = _alternatives(lexemes, at + 1, vocabulary, inside=True)
        if close >= len(lexemes):
            raise PhraseError("'(' without ')'")
        return _maybe(_merge(sequences), lexemes, close + 1)
    sequences, at = _atom(lexemes, at, vocabulary)
    while not inside and at + 1 < len(lexemes) and lexemes[at] == "|":
        more, at = _atom(lexemes, at + 1, vocabulary)
        sequences += more
    return _maybe(_merge(sequences), lexemes, at)


def _atom(lexemes: Sequence[str], at: int, vocabulary: Vocabulary) -> tuple[tuple[Sequence_, ...], int]:
    """Parse a word, a number sign or a named list."""
    token = lexemes[at]
    if token == "#":
        return ((Number(),),), at + 1
    if token.startswith("{"):
        return vocabulary.sequences(token[1:-1]), at + 1
    if token in {"|", "?"}:
        raise PhraseError(f"{token!r} has nothing before it")
    parts = _split(token.removesuffix("~"))
    if len(parts) == 1:
        return ((Words(vocabulary.forms(token)),),), at + 1
    return (tuple(Words(vocabulary.forms(part)) for part in parts),), at + 1


@cache
def _split(word: str) -> tuple[str, ...]:
    """Return the tokens that a written word becomes in a text ("cannot" is two)."""
    return Tokens(match_text(word)).words


def _merge(sequences: tuple[Sequence_, ...]) -> tuple[Sequence_, ...]:
    """Join alternatives of a single fixed word into one set of forms."""
    forms: frozenset[str] = frozenset()
    longer = []
    for sequence in sequences:
        first = sequence[0] if len(sequence) == 1 else None
        if isinstance(first, Words) and not first.optional:
            forms |= first.forms
        else:
            longer.append(sequence)
    return (*(((Words(forms),),) if forms else ()), *dict.fromkeys(longer))


def _maybe(sequences: tuple[Sequence_, ...], lexemes: Sequence[str], at: int) -> tuple[tuple[Sequence_, ...], int]:
    """Apply a "?" that follows."""
    if at >= len(lexemes) or lexemes[at] != "?":
        return sequences, at
    if len(sequences) == 1 and len(sequences[0]) == 1:
        only = sequences[0][0]
        if isinstance(only, Words):
            return ((Words(only.forms, optional=True),),), at + 1
        if isinstance(only, Number):
            return ((Number(optional=True),),), at + 1
    return ((), *sequences), at + 1
