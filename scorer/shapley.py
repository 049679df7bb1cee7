"""What each of several causes adds to a change, by averaging over the orders in which they could act (Shapley).

The shares sum to the whole change exactly, whatever it is; a cause that never matters gets nothing.

Source: L. S. Shapley, A Value for n-Person Games (1953).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from itertools import combinations
from math import comb, fsum
from typing import TypeVar

EXACT_UP_TO = 12  # causes: all orders are averaged through the 2**12 sets they pass; beyond, ORDERS of them
ORDERS = 16

Cause = TypeVar("Cause", bound=Hashable)


def shares(
    causes: Sequence[Cause], worth: Callable[[Collection[Cause]], float], *, exact_up_to: int = EXACT_UP_TO
) -> Mapping[Cause, float]:
    """Return what each cause adds. ``worth`` gives the value once a set of causes has acted.

    With more causes than ``exact_up_to``, not all orders are averaged but ``ORDERS`` of them: the order given and its reverse, each begun
    at evenly spread places. The shares then still sum to the whole, but depend on the order given.

    >>> sorted(shares(["a", "b"], lambda acted: 6.0 if len(acted) == 2 else 0.0).items())
    [('a', 3.0), ('b', 3.0)]
    """
    known: dict[frozenset[Cause], float] = {}

    def value(acted: frozenset[Cause]) -> float:
        if acted not in known:
            known[acted] = worth(acted)
        return known[acted]

    return _exact(causes, value) if len(causes) <= exact_up_to else _sampled(causes, value)


def _exact(causes: Sequence[Cause], value: Callable[[frozenset[Cause]], float]) -> dict[Cause, float]:
    n = len(causes)
    found = {}
    for cause in causes:
        others = [other for other in causes if other != cause]
        found[cause] = fsum(
            (value(frozenset((*before, cause))) - value(frozenset(before))) / (n * comb(n - 1, size))
            for size in range(n)
            for before in combinations(others, size)
        )
    return found


def _sampled(causes: Sequence[Cause], value: Callable[[frozenset[Cause]], float]) -> dict[Cause, float]:
    n = len(causes)
    starts = [n * turn // (ORDERS // 2) for turn in range(ORDERS // 2)]
    turned = [[*causes[start:], *causes[:start]] for start in starts]
    added: dict[Cause, list[float]] = {cause: [] for cause in causes}
    for order in (*turned, *(each[::-1] for each in turned)):
        for i, cause in enumerate(order):
            added[cause].append(value(frozenset(order[: i + 1])) - value(frozenset(order[:i])))
    return {cause: fsum(each) / ORDERS for cause, each in added.items()}
