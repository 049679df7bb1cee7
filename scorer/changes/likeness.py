"""Which text of the old draft is which text of the new one: same words first, then most rare words in common.

Texts are given as their words. Candidates come from an index of what few texts hold, so that the work grows with the length of the
drafts and not with the product of their lengths.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, log

RARE = 12  # texts of a draft that may share a word or pair of words which still proposes candidates
CANDIDATES = 6  # old texts compared in full with each new one
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that are taken for one, by their places in the lists; likeness in [0, 1]."""

    old: int
    new: int
    likeness: float


def same(olds: Sequence[Words], news: Sequence[Words], *, shortest: int = 1) -> list[Pair]:
    """Pair texts with the same words, of at least ``shortest``; of several with the same words, the first with the first.

    >>> [(p.old, p.new) for p in same([("a",), ("b",), ("a",)], [("b",), ("a",)])]
    [(1, 0), (0, 1)]
    """
    places: dict[Words, list[int]] = defaultdict(list)
    for i, words in enumerate(olds):
        if len(words) >= shortest:
            places[words].append(i)
    used: Counter[Words] = Counter()
    pairs = []
    for j, words in enumerate(news):
        if used[words] < len(places.get(words, ())):
            pairs.append(Pair(places[words][used[words]], j, 1.0))
            used[words] += 1
    return pairs


def alike(
    olds: Sequence[Words], news: Sequence[Words], *, least: float, bonus: Callable[[int, int], float] = lambda _old, _new: 0.0
) -> list[Pair]:
    """Pair texts by the weight of the words and pairs of words they share (Dice), the likest first, each text once.

    ``bonus`` is added to the likeness of two texts, for headings, numbers and places; pairs below ``least`` are left alone.
    """
    old_sets, new_sets = [_shingles(words) for words in olds], [_shingles(words) for words in news]
    weights = _weights([*old_sets, *new_sets])
    index: dict[str, list[int]] = defaultdict(list)
    for i, shingles in enumerate(old_sets):
        for shingle in shingles:
            index[shingle].append(i)
    totals = [[_sum(shingles, weights) for shingles in side] for side in (old_sets, new_sets)]

    def dice(i: int, j: int) -> float:
        return 2 * _sum(old_sets[i] & new_sets[j], weights) / (totals[0][i] + totals[1][j])

    scored = [
        Pair(i, j, min(dice(i, j) + bonus(i, j), 1.0)) for j, shingles in enumerate(new_sets) for i in _candidates(shingles, index, weights)
    ]
    return _one_to_one(pair for pair in scored if pair.likeness >= least)


def unpaired(pairs: Sequence[Pair], olds: int, news: int) -> tuple[list[int], list[int]]:
    """Return the places of so many old and new texts that no pair has."""
    old_used, new_used = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    return [i for i in range(olds) if i not in old_used], [j for j in range(news) if j not in new_used]


def in_order(pairs: Sequence[Pair], weight: Callable[[Pair], int]) -> frozenset[Pair]:
    """Return the heaviest set of pairs that stand in the same order in both drafts; the others have moved.

    Kept by a tree of running maxima over the places in the old draft: n log n.
    """
    by_new = sorted(pairs, key=lambda pair: pair.new)
    rank = {old: i + 1 for i, old in enumerate(sorted(pair.old for pair in pairs))}
    best: list[tuple[int, int]] = [(0, -1)] * (len(pairs) + 1)  # weight of the best chain that ends at or before a rank, and its last pair
    chains: list[tuple[int, int]] = []  # weight of the chain that ends with each pair, and the pair before
    for n, pair in enumerate(by_new):
        before = _reached(best, rank[pair.old] - 1)
        chains.append((before[0] + weight(pair), before[1]))
        _raise(best, rank[pair.old], (chains[n][0], n))
    kept = []
    last = _reached(best, len(pairs))[1]
    while last >= 0:
        kept.append(by_new[last])
        last = chains[last][1]
    return frozenset(kept)


def _reached(best: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank > 0:
        found = max(found, best[rank], key=lambda entry: entry[0])
        rank -= rank & -rank
    return found


def _raise(best: list[tuple[int, int]], rank: int, entry: tuple[int, int]) -> None:
    while rank < len(best):
        best[rank] = max(best[rank], entry, key=lambda each: each[0])
        rank += rank & -rank


def _shingles(words: Words) -> frozenset[str]:
    """Return the words of a text and its pairs of words."""
    return frozenset((*words, *(f"{one} {two}" for one, two in pairwise(words))))


def _weights(sets: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Return how much each shingle tells: the rarer, the more."""
    counts = Counter(shingle for shingles in sets for shingle in shingles)
    return {shingle: log(1 + len(sets) / count) for shingle, count in counts.items()}


def _candidates(shingles: frozenset[str], index: Mapping[str, Sequence[int]], weights: Mapping[str, float]) -> list[int]:
    """Return the old texts that share the most weight of rare shingles."""
    shared: dict[int, list[float]] = defaultdict(list)
    for shingle in shingles:
        places = index.get(shingle, ())
        if len(places) <= RARE:
            for i in places:
                shared[i].append(weights[shingle])
    return sorted(shared, key=lambda i: (-fsum(shared[i]), i))[:CANDIDATES]


def _sum(shingles: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight of a set, to the last digit whatever its order."""
    return fsum(map(weights.__getitem__, shingles))


def _one_to_one(scored: Iterable[Pair]) -> list[Pair]:
    old_used: set[int] = set()
    new_used: set[int] = set()
    chosen = []
    for pair in sorted(scored, key=lambda pair: (-pair.likeness, pair.new, pair.old)):
        if pair.old not in old_used and pair.new not in new_used:
            old_used.add(pair.old)
            new_used.add(pair.new)
            chosen.append(pair)
    return chosen
