"""Members by period of signature: scores over time, and how provisions spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import sqrt

import numpy as np

from scorer.model.survey import PERIOD, Adopter, Diffusion, Held, Member, Nearest, Period, Scale, Share, Trend
from scorer.survey.members import Headline

QUARTILES_FROM = 4  # agreements; quartiles of fewer would be the agreements themselves
_Z = 1.645  # standard deviations to either side that hold 90 per cent of a normal distribution

# Texts and their dates in the same order → for each text the place of the nearest one of an earlier date and its likeness, or None.
Nearness = Callable[[Sequence[str], Sequence[str]], Sequence[tuple[int, float] | None]]


def trends(members: Sequence[Member], scales: Sequence[Scale]) -> tuple[Trend, ...]:
    """Return every scale over the periods of signature."""
    return tuple(Trend(scale.id, _periods(members, scale.id)) for scale in scales)


def _periods(members: Sequence[Member], scale: str) -> tuple[Period, ...]:
    by_start: dict[int, list[float]] = defaultdict(list)
    for each in members:
        start, score = each.start(PERIOD), each.scores[scale].score
        if start is not None and score is not None:
            by_start[start].append(score)
    return tuple(_period(start, by_start[start]) for start in sorted(by_start))


def _period(start: int, scores: Sequence[float]) -> Period:
    low, median, high = (float(value) for value in np.quantile(scores, (0.25, 0.5, 0.75)))
    few = len(scores) < QUARTILES_FROM
    return Period(start, len(scores), median, None if few else low, None if few else high)


def diffusions(members: Sequence[Member], headlines: Sequence[Headline], nearness: Nearness) -> tuple[Diffusion, ...]:
    """Return how each provision spread; ``nearness`` finds the nearest wording earlier in time."""
    dated = sorted((each for each in members if each.signed), key=lambda each: (each.signed or "", each.source))
    return tuple(_diffusion(dated, each, nearness) for each in headlines)


def _diffusion(dated: Sequence[Member], headline: Headline, nearness: Nearness) -> Diffusion:
    having = [(each, each.held[headline.provision]) for each in dated if each.held[headline.provision].state == "found"]
    near = nearness([held.quote or "" for _, held in having], [each.signed or "" for each, _ in having])
    return Diffusion(
        provision=headline.provision,
        question=headline.question,
        shares=_shares(dated, headline.provision),
        adopters=tuple(_adopter(having, number, found) for number, found in enumerate(near)),
        not_assessed=sum(each.held[headline.provision].state == "not_assessed" for each in dated),
    )


def _adopter(having: Sequence[tuple[Member, Held]], number: int, found: tuple[int, float] | None) -> Adopter:
    member, held = having[number]
    nearest = None
    if found is not None:
        earlier = having[found[0]][0]
        nearest = Nearest(earlier.source, found[1], tuple(sorted(set(member.parties) & set(earlier.parties))))
    return Adopter(member.source, held.citation or "", held.quote or "", nearest)


def _shares(dated: Sequence[Member], provision: str) -> tuple[Share, ...]:
    states: dict[int, list[bool]] = defaultdict(list)
    for each in dated:
        start, state = each.start(PERIOD), each.held[provision].state
        if start is not None and state != "not_assessed":
            states[start].append(state == "found")
    return tuple(
        Share(start, sum(states[start]), len(states[start]), *wilson(sum(states[start]), len(states[start]))) for start in sorted(states)
    )


def wilson(found: int, of: int) -> tuple[float, float]:
    """Return the 90 per cent interval of a share.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.

    >>> [round(end, 2) for end in wilson(1, 2)]
    [0.12, 0.88]
    """
    share, extra = found / of, _Z**2 / of
    middle, half = share + extra / 2, _Z * sqrt(share * (1 - share) / of + extra / (4 * of))
    return max(0.0, (middle - half) / (1 + extra)), min(1.0, (middle + half) / (1 + extra))
