"""Each criterion's share of a change → the edits that caused it. What the edits get sums to what the criteria give, exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from scorer.changes.shifts import Mixture
from scorer.model import Findings
from scorer.model.delta import UNEXPLAINED, Shares
from scorer.shapley import shares

EXACT_UP_TO = 7  # edits that move one criterion: all orders of up to so many are averaged (2**7 answers), of more a sample
NOTHING = 1e-9  # points of the overall score: less is the rounding of sums

ByEdit = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Judge:
    """What scoring lends.

    Attributes:
        asked: Criterion → the provisions that its points hang on.
        points: Criterion, findings → points in [0, 1]; None where it has no level.
        shares: Old and new findings → shares of the change.
    """

    asked: Callable[[str], Collection[str]]
    points: Callable[[str, Findings], float | None]
    shares: Callable[[Findings, Findings], Shares]


def by_edit(mixture: Mixture, criteria: Collection[str], judge: Judge, given: Shares) -> dict[str, ByEdit]:
    """Return, for each criterion that any edit moves, what each edit adds to the overall score through it."""
    found = {name: _shared(name, mixture, judge, given) for name in criteria}
    return {name: each for name, each in found.items() if each}


def _shared(criterion: str, mixture: Mixture, judge: Judge, given: Shares) -> ByEdit:
    share = given.criteria.get(criterion, 0.0)
    own = mixture.of(judge.asked(criterion))
    edits = sorted(own.edits)
    if not edits:
        return {UNEXPLAINED: share} if abs(share) > NOTHING else {}
    worth = _worth(criterion, own, judge)
    whole = worth(edits) - worth(())
    if abs(whole) <= NOTHING and (abs(share) > NOTHING or not given.slopes.get(criterion)):
        return {UNEXPLAINED: share} if abs(share) > NOTHING else {}
    parts = shares(edits, worth, exact_up_to=EXACT_UP_TO)
    slope = share / whole if abs(whole) > NOTHING else given.slopes[criterion] or 0.0
    return {edit: part * slope for edit, part in parts.items() if abs(part * slope) > NOTHING}


def _worth(criterion: str, own: Mixture, judge: Judge) -> Callable[[Collection[int]], float]:
    """Return the function from the edits made to the points of a criterion.

    Where it can be answered in one draft only, 0 stands for answered as in the old one, 1 for as in the new one.
    """
    ends = [judge.points(criterion, findings) for findings in (own.old, own.new)]
    switched = (ends[0] is None) != (ends[1] is None)

    def worth(made: Collection[int]) -> float:
        points = judge.points(criterion, own.under(made))
        if switched:
            return float((points is None) == (ends[1] is None))
        return points or 0.0

    return worth


def totals(parts: Mapping[str, ByEdit]) -> dict[int, float]:
    """Return what each edit adds through all criteria."""
    found: dict[int, float] = defaultdict(float)
    for each in parts.values():
        for edit, points in each.items():
            found[edit] += points
    return dict(found)
