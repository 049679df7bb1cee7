"""Scores far from those of the same kind and decade, and the criteria that make them so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from statistics import median

from scorer.model.survey import OVERALL, Cohort, Member, Outlier, Ranked, Scale

FAR = 3.5  # robust standard deviations, as Iglewicz and Hoaglin recommend (1993)
CRITERIA = 3  # named for each outlier


def outliers(
    members: Mapping[str, Member], cohorts: Sequence[Cohort], scales: Sequence[Scale], principle_of: Mapping[str, str]
) -> tuple[Outlier, ...]:
    """Return the outliers of all cohorts; ``principle_of`` tells the principle of each criterion."""
    weights = {scale.id: scale.weight for scale in scales if scale.id != OVERALL}
    found: list[Outlier] = []
    for cohort in cohorts:
        peers = [members[each.source] for each in cohort.ranked]
        for ranked in cohort.ranked:
            if ranked.z is not None and abs(ranked.z) >= FAR:
                found.append(_outlier(members[ranked.source], ranked, cohort, _Pull(peers, principle_of, weights)))
    return tuple(found)


def _outlier(member: Member, ranked: Ranked, cohort: Cohort, pull: _Pull) -> Outlier:
    middle = cohort.quantiles[50]
    pulls = sorted(pull.of(member, cohort.scale), key=lambda pair: (-abs(pair[1]), pair[0]))
    same_way = tuple((name, points) for name, points in pulls if points * ranked.residual > 0)[:CRITERIA]
    beyond = ranked.low > middle or ranked.high < middle
    return Outlier(member.source, cohort.kind, cohort.decade, cohort.scale, ranked, middle, beyond, same_way)


class _Pull:
    """What each criterion adds to the distance of a score from the median: to first order, gates and caps left aside."""

    def __init__(self, peers: Sequence[Member], principle_of: Mapping[str, str], weights: Mapping[str, float]) -> None:
        self._peers, self._principle_of, self._weights = peers, principle_of, weights

    def of(self, member: Member, scale: str) -> Iterator[tuple[str, float]]:
        """Yield criteria and points of the score on a scale."""
        scored = [name for name in self._weights if member.scores[name].score is not None]
        whole = fsum(self._weights[name] for name in scored)
        for principle in scored if scale == OVERALL else [scale]:
            share = self._weights[principle] / whole if scale == OVERALL else 1.0
            own = {name: pair for name, pair in member.points.items() if self._principle_of.get(name) == principle}
            total = fsum(weight for _, weight in own.values())
            for name, (points, weight) in own.items():
                if total:
                    usual = median(peer.points[name][0] for peer in self._peers if name in peer.points)
                    yield name, 100 * share * weight * (points - usual) / total
