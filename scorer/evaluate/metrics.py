"""Figures of agreement between two codings. All take plain sequences of equal length, one value for each agreement."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

LEAST_POSITIVES = 10  # a code with fewer says little: one agreement moves its F1 by a tenth
DRAWS = 1000
SEED = 20240611


@dataclass(frozen=True, slots=True)
class Counts:
    """How two yes/no codings of ``n`` agreements meet. Ratios are None where they are not defined."""

    n: int
    tp: int
    fp: int
    fn: int

    @property
    def positives(self) -> int:
        """Agreements in which the experts found it."""
        return self.tp + self.fn

    @property
    def precision(self) -> float | None:
        """Share of our findings that the experts made too."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of the experts' findings that we made too."""
        return self.tp / self.positives if self.positives else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where neither coding found anything."""
        found = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / found if found else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: agreement beyond chance; None where chance alone would agree on everything.

        >>> Counts(n=4, tp=1, fp=1, fn=0).kappa
        0.5
        """
        if not self.n:
            return None
        agreed = (self.n - self.fp - self.fn) / self.n
        ours, theirs = (self.tp + self.fp) / self.n, self.positives / self.n
        chance = ours * theirs + (1 - ours) * (1 - theirs)
        return (agreed - chance) / (1 - chance) if chance < 1 else None


def count(gold: Sequence[bool], found: Sequence[bool]) -> Counts:
    """Compare two codings.

    >>> count([True, True, False], [True, False, True])
    Counts(n=3, tp=1, fp=1, fn=1)
    """
    pairs = list(zip(gold, found, strict=True))
    return Counts(len(pairs), sum(g and f for g, f in pairs), sum(f and not g for g, f in pairs), sum(g and not f for g, f in pairs))


def pooled(counts: Iterable[Counts]) -> Counts:
    """Add codings up, for micro means."""
    listed = list(counts)
    return Counts(*(sum(getattr(each, name) for each in listed) for name in ("n", "tp", "fp", "fn")))


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the values that are defined."""
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None


def f1_interval(
    gold: Sequence[bool], found: Sequence[bool], clusters: Sequence[Hashable], *, seed: int = SEED, draws: int = DRAWS
) -> tuple[float, float] | None:
    """Return the middle 95 % of F1 when whole families are drawn again with replacement; None where F1 is not defined."""
    if not any(gold) and not any(found):
        return None
    names = {name: i for i, name in enumerate(dict.fromkeys(clusters))}
    sums = np.zeros((len(names), 3))
    for g, f, name in zip(gold, found, clusters, strict=True):
        sums[names[name]] += (g and f, f and not g, g and not f)
    weights = np.random.default_rng(seed).multinomial(len(names), [1 / len(names)] * len(names), size=draws)
    tp, fp, fn = (weights @ sums).T
    defined = tp + fp + fn > 0
    f1 = 2 * tp[defined] / (2 * tp + fp + fn)[defined]
    low, high = np.quantile(f1, [0.025, 0.975]) if f1.size else (0.0, 1.0)
    return float(low), float(high)


def spearman(gold: Sequence[float], found: Sequence[float]) -> float | None:
    """Return the rank correlation, ties at their mean rank; None where one side does not vary.

    >>> round(spearman([1, 2, 3, 4], [1, 3, 2, 4]), 2)
    0.8
    """
    ours, theirs = _ranks(found), _ranks(gold)
    if len(ours) < 2 or not ours.std() or not theirs.std():
        return None
    return float(np.corrcoef(ours, theirs)[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    _, where, counts = np.unique(np.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: np.ndarray[tuple[int], np.dtype[np.float64]] = ((ends - counts + 1 + ends) / 2)[where]
    return ranks


def quadratic_kappa(gold: Sequence[int], found: Sequence[int], *, grades: int) -> float | None:
    """Return Cohen's kappa with squared distances as weights, for grades 0 to ``grades`` - 1; None where there is no spread.

    >>> quadratic_kappa([0, 1, 2], [0, 1, 2], grades=3)
    1.0
    """
    observed = np.zeros((grades, grades))
    for g, f in zip(gold, found, strict=True):
        observed[g, f] += 1
    if not observed.sum():
        return None
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    distance = (np.arange(grades)[:, None] - np.arange(grades)[None, :]) ** 2
    spread = float((distance * expected).sum())
    return 1 - float((distance * observed).sum()) / spread if spread else None
