"""Agreements of one kind and decade: what order joint draws settle, percentiles, distance from the median."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from scorer.model.survey import DECADE, Cohort, Member, Ranked, Scale

Values = Any  # a numpy array
QUANTILES = (10, 25, 50, 75, 90)
PERCENTILE_FROM = 5  # agreements; a place among fewer is no percentile
Z_FROM = 8  # agreements; the middle of fewer is no measure of what is usual
_MAD, _MEAN = 0.6745, 0.7979  # median and mean absolute deviation of a normal distribution with standard deviation 1
_LEAST = 1.0  # point of score; agreements that are closer together than scores are printed do not make another one unusual


def cohorts(members: Sequence[Member], scales: Sequence[Scale], settled: float) -> tuple[Cohort, ...]:
    """Return every kind and decade on every scale, where any agreement has a score.

    ``settled`` is the share of joint draws from which on an order is settled.
    """
    groups: dict[tuple[str, int], list[Member]] = defaultdict(list)
    for each in members:
        decade = each.start(DECADE)
        if decade is not None:
            groups[each.kind or "", decade].append(each)
    found = (_cohort(groups[key], key, scale.id, settled) for key in sorted(groups) for scale in scales)
    return tuple(each for each in found if each is not None)


def _cohort(members: Sequence[Member], key: tuple[str, int], scale: str, settled: float) -> Cohort | None:
    scored = [(each, score) for each in members if (score := each.scores[scale].score) is not None]
    if not scored:
        return None
    scored.sort(key=lambda pair: (-pair[1], pair[0].signed or "", pair[0].source))
    ordered = [member for member, _ in scored]
    scores = np.array([score for _, score in scored])
    share, beaten = _joint(ordered, scale)
    above = share >= settled
    runs, z = _runs(above), _robust(scores)
    ranked = tuple(
        Ranked(
            source=each.source,
            score=float(scores[i]),
            low=each.scores[scale].low,
            high=each.scores[scale].high,
            groups=_groups(runs, i),
            places=(1 + int(above[:, i].sum()), len(ordered) - int(above[i].sum())),
            percentile=_percentile(scores, i),
            percentile_range=_range(beaten[i]) if beaten is not None and len(ordered) >= PERCENTILE_FROM else None,
            residual=float(scores[i] - np.median(scores)),
            z=None if z is None else float(z[i]),
        )
        for i, each in enumerate(ordered)
    )
    quantiles = {per_cent: float(value) for per_cent, value in zip(QUANTILES, np.percentile(scores, QUANTILES), strict=True)}
    return Cohort(key[0] or None, key[1], scale, quantiles, ranked)


def _joint(ordered: Sequence[Member], scale: str) -> tuple[Values, Values | None]:
    """Return for each pair how often the first is above the second (equal ones halved), and for each agreement and draw the share beaten.

    Without draws, an agreement is above another where their ranges do not meet.
    """
    drawn = [np.frombuffer(each.draws[scale], dtype=np.float32) for each in ordered if scale in each.draws]
    if len(drawn) < len(ordered) or len({len(each) for each in drawn}) > 1:
        low, high = (np.array([getattr(each.scores[scale], end) for each in ordered]) for end in ("low", "high"))
        return np.where(low[:, None] > high[None, :], 1.0, np.where(high[:, None] < low[None, :], 0.0, 0.5)), None
    draws = np.stack(drawn)
    others = max(len(ordered) - 1, 1)
    share, beaten = np.empty((len(ordered), len(ordered))), np.empty(draws.shape, dtype=np.float32)
    for i, mine in enumerate(draws):
        above = ((mine > draws).astype(np.float32) + (mine >= draws)) / 2
        share[i] = above.mean(axis=1)
        beaten[i] = (above.sum(axis=0) - 0.5) / others
    return share, beaten


def _runs(above: Values) -> list[tuple[int, int]]:
    """Return groups as runs of the order: every pair whose order is not settled stands together in one; none lies inside another.

    >>> settled = np.array([[0, 0, 1], [0, 0, 0], [0, 0, 0]], dtype=bool)
    >>> _runs(settled)
    [(0, 1), (1, 2)]
    """
    open_ = ~(above | above.T)
    ends = [(start, int(np.flatnonzero(open_[start])[-1])) for start in range(len(above))]
    runs: list[tuple[int, int]] = []
    for start, end in ends:
        if not runs or end > runs[-1][1]:
            runs.append((start, end))
    return runs


def _groups(runs: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """Return the first and the last group that a place of the order is in."""
    held = [number for number, (start, end) in enumerate(runs, 1) if start <= place <= end]
    return held[0], held[-1]


def _percentile(scores: Values, place: int) -> float | None:
    if len(scores) < PERCENTILE_FROM:
        return None
    below, equal = int((scores < scores[place]).sum()), int((scores == scores[place]).sum()) - 1
    return 100 * (below + equal / 2) / (len(scores) - 1)


def _range(beaten: Values) -> tuple[float, float]:
    low, high = np.quantile(beaten, (0.05, 0.95))
    return 100 * float(low), 100 * float(high)


def _robust(scores: Values) -> Values | None:
    """Return the distance of each score from the median, in robust standard deviations; None for a few agreements.

    The spread is taken from the median absolute deviation or, where that is larger, from the mean one: where nearly half of the
    agreements stand apart from the others, as those with investor arbitration do, none of them is unusual.

    Source: B. Iglewicz, D. Hoaglin, "How to Detect and Handle Outliers", 1993 (modified z-score).
    """
    if len(scores) < Z_FROM:
        return None
    away = np.abs(scores - np.median(scores))
    return (scores - np.median(scores)) / max(float(np.median(away)) / _MAD, float(np.mean(away)) / _MEAN, _LEAST)
