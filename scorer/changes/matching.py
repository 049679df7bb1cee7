"""Which article of the old draft is which article of the new one, whatever their numbers and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scorer.changes.likeness import Pair, alike, in_order, same, unpaired
from scorer.changes.passages import Unit

# Likeness of two articles: share of weighted words in common, plus what heading, number and place add.
LEAST = 0.35  # below, two articles with other headings are two articles
SAME_TITLE, SAME_NUMBER, SAME_PLACE = 0.25, 0.05, 0.05
CHAPTERS = frozenset({"part", "title", "chapter", "section", "subsection", "attachment"})


@dataclass(frozen=True, slots=True)
class Match:
    """Units that are one article in two versions; ``moved`` where it stands at another place among the others."""

    old: Unit
    new: Unit
    moved: bool = False


def match(olds: Sequence[Unit], news: Sequence[Unit]) -> tuple[Match, ...]:
    """Return the matched units in order of the new draft: same words first, then likest words, then same heading."""
    found: dict[int, Pair] = {}
    for chapters in (False, True):
        kept = [[unit for unit in units if (unit.node.kind in CHAPTERS and not unit.words) is chapters] for units in (olds, news)]
        for pair in _pairs(*kept):
            found[kept[1][pair.new].place] = Pair(kept[0][pair.old].place, kept[1][pair.new].place, pair.likeness)
    pairs = [found[place] for place in sorted(found)]
    steady = in_order(pairs, lambda pair: 1 + news[pair.new].words)
    return tuple(Match(olds[pair.old], news[pair.new], moved=pair not in steady) for pair in pairs)


def _pairs(olds: Sequence[Unit], news: Sequence[Unit]) -> list[Pair]:
    steps = (_whole, _likest, _titled)
    chosen: list[Pair] = []
    for step in steps:
        left, right = unpaired(chosen, len(olds), len(news))
        found = step([olds[i] for i in left], [news[j] for j in right])
        chosen += [replace(pair, old=left[pair.old], new=right[pair.new]) for pair in found]
    return chosen


def _whole(olds: Sequence[Unit], news: Sequence[Unit]) -> list[Pair]:
    """Pair units with the same heading and words; a chapter's heading must have the same number too, many are called alike."""
    return same([_key(unit) for unit in olds], [_key(unit) for unit in news])


def _key(unit: Unit) -> tuple[str, ...]:
    return (unit.node.kind, *unit.title, "|", *(word for passage in unit.passages if not passage.heading for word in (*passage.key, "|")))


def _likest(olds: Sequence[Unit], news: Sequence[Unit]) -> list[Pair]:
    """Pair units by their words, helped by heading, number and place."""
    longest = max(len(olds), len(news), 1)

    def bonus(old: int, new: int) -> float:
        one, other = olds[old], news[new]
        titled = SAME_TITLE if one.title and one.title == other.title else 0.0
        numbered = SAME_NUMBER if one.node.num and one.node.num == other.node.num else 0.0
        return titled + numbered + SAME_PLACE * (1 - abs(old - new) / longest)

    return alike([_all_words(unit) for unit in olds], [_all_words(unit) for unit in news], least=LEAST, bonus=bonus)


def _all_words(unit: Unit) -> tuple[str, ...]:
    return (*unit.title, *(word for passage in unit.passages if not passage.heading for word in passage.key))


def _titled(olds: Sequence[Unit], news: Sequence[Unit]) -> list[Pair]:
    """Pair what is left and has the same heading and number: it was written anew."""
    places: dict[tuple[str, tuple[str, ...], str | None], list[int]] = defaultdict(list)
    for i, unit in enumerate(olds):
        if unit.title:
            places[unit.node.kind, unit.title, unit.node.num].append(i)
    return list(_first_free(news, places))


def _first_free(news: Sequence[Unit], places: dict[tuple[str, tuple[str, ...], str | None], list[int]]) -> Iterator[Pair]:
    for j, unit in enumerate(news):
        free = places.get((unit.node.kind, unit.title, unit.node.num))
        if free:
            yield Pair(free.pop(0), j, 0.0)
