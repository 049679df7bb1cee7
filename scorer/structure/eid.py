"""Printed numbers → eIds.

Source: Akoma Ntoso Naming Convention 1.0, section on element identifiers.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from scorer.structure import numerals

_PREFIX = {
    "chapter": "chp",
    "section": "sec",
    "subsection": "subsec",
    "article": "art",
    "paragraph": "para",
    "subparagraph": "subpara",
    "attachment": "att",
    "recital": "rec",
}
_ALONE = frozenset({"preface", "preamble", "conclusions"})  # stand without a number where there is one of them


@lru_cache(maxsize=4096)  # "1", "(a)" and the like come again in every article
def eid_num(num: str) -> str:
    """Return the part of an eId that a printed number becomes; number words become digits.

    >>> [eid_num(n) for n in ("(a)", "23.4", "3 bis", "G-14", "TWENTY ONE", "IV")]
    ['a', '23-4', '3bis', 'G-14', '21', 'IV']
    """
    value = numerals.words(num)
    if value is not None:
        return str(value)
    bare = re.sub(r"^\W+|\W+$|\s", "", num)
    return re.sub(r"[\W_]+", "-", bare)


class EidMaker:
    """Gives every element of one tree an eId of its own.

    Elements without a number are counted (``art_nn_1``); a number that comes again gets a count behind it (``art_5_2``).
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._given: set[str] = set()

    def make(self, parent: str, kind: str, num: str | None) -> str:
        """Return a new eId below ``parent`` ("" at the top)."""
        stem = (parent + "__" if parent else "") + _PREFIX.get(kind, kind)
        printed = eid_num(num) if num else ""
        if printed:
            return self._unique(f"{stem}_{printed}")
        if kind in _ALONE:
            return self._unique(stem)
        return self._unique(f"{stem}_nn_{self._count(stem + '_nn')}")

    def _unique(self, wanted: str) -> str:
        given = wanted
        while given in self._given:
            given = f"{wanted}_{self._count(wanted) + 1}"
        self._given.add(given)
        return given

    def _count(self, stem: str) -> int:
        self._counts[stem] += 1
        return self._counts[stem]
