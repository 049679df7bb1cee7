"""Phrases compiled once and found in tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from scorer.detection.phrases import Sequence_, Vocabulary, Words, parse
from scorer.detection.tokens import Tokens

Words_ = frozenset[str] | set[str]


@dataclass(frozen=True, slots=True, eq=False)
class PhraseSet:
    """Phrases of which any may match, compiled once.

    spaCy's ``Matcher`` keeps one state for each way through a bounded gap, so that ``{0,40}`` grows without bound. Here a state is a
    position in the text: the work for one start is at most the length of the phrase times the sum of its gaps.

    Attributes:
        phrases: As written.
        sequences: What they stand for.
        triggers: For each sequence the words of which a text must hold one to match, those met least often.
        needs: For each sequence what else a text must hold, rare words first, so that most texts are passed over at the first look.
    """

    phrases: tuple[str, ...]
    sequences: tuple[Sequence_, ...]
    triggers: tuple[frozenset[str], ...]
    needs: tuple[tuple[frozenset[str], ...], ...]
    _any_trigger: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_any_trigger", frozenset[str]().union(*self.triggers))

    @classmethod
    def compile(cls, phrases: Sequence[str], vocabulary: Vocabulary) -> PhraseSet:
        """Parse phrases in the notation.

        Raises:
            PhraseError: A phrase is not in the notation.
        """
        sequences = tuple(sequence for phrase in phrases for sequence in parse(phrase, vocabulary))
        rarity = partial(_commonness, common=vocabulary.common)
        fixed = [sorted(_fixed(sequence), key=rarity) for sequence in sequences]
        triggers = tuple(needs[0] if needs else frozenset[str]() for needs in fixed)
        return cls(tuple(phrases), sequences, triggers, tuple(tuple(needs[1:]) for needs in fixed))

    def has_words(self, number: int, words: Words_) -> bool:
        """Tell whether a bag of words that holds the trigger of sequence ``number`` holds its other fixed words too."""
        return not any(map(words.isdisjoint, self.needs[number]))

    def possible(self, words: Words_) -> list[int]:
        """Return the numbers of the sequences that a text with this bag of words may match at all."""
        if words.isdisjoint(self._any_trigger):
            return []
        return [n for n, trigger in enumerate(self.triggers) if not words.isdisjoint(trigger) and self.has_words(n, words)]

    def find(self, text: Tokens, numbers: Iterable[int] | None = None) -> list[tuple[int, int]]:
        """Return character ranges of the matches, in order; of those that begin at one word only the shortest, overlaps dropped.

        ``numbers`` names the sequences worth trying; without it all are.
        """
        ends: dict[int, int] = {}
        for number in range(len(self.sequences)) if numbers is None else numbers:
            for start, end in _matches(self.sequences[number], text):
                ends[start] = min(end, ends.get(start, end))
        ranges: list[tuple[int, int]] = []
        for start in sorted(ends):
            span = text.span(start, ends[start])
            if ranges and span[0] < ranges[-1][1]:
                if span[1] <= ranges[-1][1]:
                    ranges[-1] = span  # a later start that ends no later is the tighter reading
                continue
            ranges.append(span)
        return ranges


def _matches(sequence: Sequence_, text: Tokens) -> Iterator[tuple[int, int]]:
    """Yield (start, end) token ranges of a sequence, the shortest for each start."""
    first = sequence[0]
    starts = text.where(first.forms) if isinstance(first, Words) and not first.optional else text.all
    while starts and _ends(sequence, starts, text):
        start = starts & -starts
        ends = _ends(sequence, start, text)
        if ends:
            yield start.bit_length() - 1, (ends & -ends).bit_length() - 1
        starts ^= start


def _ends(sequence: Sequence_, places: int, text: Tokens) -> int:
    """Return where matches of a sequence end that begin at any of these places."""
    for element in sequence:
        places = element.after(places, text)
        if not places:
            break
    return places


def _fixed(sequence: Sequence_) -> tuple[frozenset[str], ...]:
    """Return the sets of forms of which one each must be present."""
    return tuple(element.forms for element in sequence if isinstance(element, Words) and not element.optional and _is_word(element))


def _is_word(element: Words) -> bool:
    return all(form[:1].isalnum() for form in element.forms)


def _commonness(forms: frozenset[str], common: frozenset[str]) -> tuple[bool, int, int]:
    """Order sets of forms by how often they are probably met: those with a common word last, then few forms, then long words, first."""
    return not common.isdisjoint(forms), len(forms), -min(map(len, forms))
