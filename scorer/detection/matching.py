"""Phrases compiled once and found in tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorer.detection.phrases import Element, Gap, Number, Sequence_, Tokens, Vocabulary, Words, parse


class PhraseSet:
    """Phrases of which any may match, compiled once.

    spaCy's ``Matcher`` keeps one state for each way through a bounded gap, so that ``{0,40}`` grows without bound. Here a state is a
    position in the text: the work for one start is at most the length of the phrase times the sum of its gaps.
    """

    def __init__(self, phrases: Sequence[str], vocabulary: Vocabulary) -> None:
        self.phrases = tuple(phrases)
        self.sequences = tuple(sequence for phrase in phrases for sequence in parse(phrase, vocabulary))
        self.needs = tuple(_fixed(sequence) for sequence in self.sequences)
        self.triggers = frozenset(form for needs in self.needs for form in _rarest(needs, vocabulary.common))

    def may_match(self, words: frozenset[str] | set[str]) -> bool:
        """Tell from the bag of words whether a match is possible at all."""
        return any(all(not words.isdisjoint(forms) for forms in needs) for needs in self.needs)

    def find(self, text: Tokens) -> list[tuple[int, int]]:
        """Return character ranges of the matches, in order; of those that begin at one word only the shortest, overlaps dropped."""
        ends: dict[int, int] = {}
        for sequence, needs in zip(self.sequences, self.needs, strict=True):
            if all(not forms.isdisjoint(text.words) for forms in needs):
                for start, end in _matches(sequence, text.words):
                    ends[start] = min(end, ends.get(start, end))
        ranges: list[tuple[int, int]] = []
        for start in sorted(ends):
            last = ends[start] - 1
            span = (text.starts[start], text.starts[last] + len(text.words[last]))
            if ranges and span[0] < ranges[-1][1]:
                if span[1] <= ranges[-1][1]:
                    ranges[-1] = span  # a later start that ends no later is the tighter reading
                continue
            ranges.append(span)
        return ranges


def _matches(sequence: Sequence_, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) token ranges of a sequence, the shortest for each start."""
    for start in range(len(words)):
        positions = {start}
        for element in sequence:
            positions = _step(element, positions, words)
            if not positions:
                break
        else:
            yield start, min(positions)


def _step(element: Element, positions: set[int], words: tuple[str, ...]) -> set[int]:
    """Return where the text may stand after one element, given where it may stand before."""
    if isinstance(element, Gap):
        return {after for position in positions for after in range(position, min(position + element.most, len(words)) + 1)}
    if isinstance(element, Number):
        stepped = {position + 1 for position in positions if position < len(words) and any(map(str.isdigit, words[position]))}
    else:
        stepped = {position + 1 for position in positions if position < len(words) and words[position] in element.forms}
    return stepped | positions if element.optional else stepped


def _fixed(sequence: Sequence_) -> tuple[frozenset[str], ...]:
    """Return the sets of forms of which one each must be present."""
    return tuple(element.forms for element in sequence if isinstance(element, Words) and not element.optional and _is_word(element))


def _is_word(element: Words) -> bool:
    return all(form[:1].isalnum() for form in element.forms)


def _rarest(needs: tuple[frozenset[str], ...], common: frozenset[str]) -> frozenset[str]:
    """Return the set of forms that is probably met least often: no common word in it, then few forms, then long words."""
    return min(needs, key=lambda forms: (not common.isdisjoint(forms), len(forms), -min(map(len, forms)))) if needs else frozenset()
