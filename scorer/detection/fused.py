"""Words that poor print has run together ("protectionofhealth"), parted for matching; the source stays as it is.

A text is read so only where it shows that its print is poor: several words that begin with "of", "the" or "and" and go on with a word
that the same text has by itself, far more often. The words of such a text, and small words listed in ``words.yaml``, then tell what a rare
long word is made of. A text in good print is left alone, so that "insufficient" never becomes "in sufficient".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

LEAST_WITNESSES = 5  # different fused words of the plain kind; in texts in good print there are at most two or three, all names or slips
LEAST_SHARE = 0.0005  # of all words: a long text has a few by chance
FREQUENT = 5  # clauses that must hold a word by itself before it counts as a word of this text
RARE = 3  # clauses that may hold a fused word: print fuses at random
SHORTEST = 6  # letters of a fused word
SHORTEST_PART = 4  # letters of a part that is not one of the small words
LONGEST_PART = 18  # letters of the longest words in treaties; bounds the work

_WITNESS = re.compile(r"(?:of|the|and)([a-z]{5,})")

Parts = tuple[str, ...]


def fused(clauses: Sequence[frozenset[str]], small: frozenset[str], whole: frozenset[str]) -> Mapping[str, Parts]:
    """Return the fused words of a text, given the words of each clause, with the words that each is made of; none in good print."""
    met = frozenset[str]().union(*clauses)
    candidates = {word: match[1] for word in met - whole if (match := _WITNESS.fullmatch(word)) and match[1] in met}
    if len(candidates) < LEAST_WITNESSES:
        return {}
    counts = Counter(word for words in clauses for word in words)
    witnesses = sum(counts[rest] >= FREQUENT * counts[word] for word, rest in candidates.items())
    if witnesses < max(LEAST_WITNESSES, LEAST_SHARE * counts.total()):
        return {}
    pairs = {first + second for first in small for second in small} - whole - small  # "withthe", however often it is met
    known = small | {word for word, count in counts.items() if count >= FREQUENT and len(word) >= SHORTEST_PART and word not in pairs}
    rare = (word for word in met - whole - small if len(word) >= SHORTEST and counts[word] <= RARE and word.isalpha())
    made_of = ((word, _parted(word, known)) for word in (*(met & pairs), *rare))
    return {word: parts for word, parts in made_of if len(parts) == 2 or (parts and not small.isdisjoint(parts))}


def _parted(word: str, known: Collection[str]) -> Parts:
    """Return the fewest known words that a word is made of, or nothing."""
    best: dict[int, Parts] = {0: ()}
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - LONGEST_PART), end - 1):
            part = word[start:end]
            if start in best and part in known and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = (*best[start], part)
    return best.get(len(word), ())
