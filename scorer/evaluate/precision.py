"""How often a finding of each provision is right: estimated from cases in which a person said so, drawn towards the mean of its area.

A case is one provision found in one agreement, with a person's answer: the reader of a fact, the coder of a code that stands for this very
provision, or whoever checked the finding by hand. Coders overlook: their agreement is divided by ``coder_recall``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from scorer.evaluate.folds import folds

DIGITS = 3
CODERS = "codes"


class Training(BaseModel):
    """Shape of ``training.yaml``, where each key is explained."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    coder_recall: float
    prior_strengths: tuple[int, ...]
    least_cases: int
    folds: int
    review_below: float
    highest: float


@dataclass(frozen=True, slots=True)
class Case:
    """One provision found in one agreement; ``source`` is ``facts``, ``codes`` or ``checks``, ``right`` what the person said."""

    provision: str
    source: str
    family: str
    right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Right findings, as far as can be told, among ``n``."""

    right: float
    n: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.n + other.n)


@dataclass(frozen=True, slots=True)
class Estimate:
    """The figure of every provision with enough cases, and what it was drawn towards."""

    confidence: Mapping[str, float]
    areas: Mapping[str, float]
    prior_strength: int


def area(provision: str) -> str:
    """Return the first part of a provision's id.

    >>> area("labor.cooperation")
    'labor'
    """
    return provision.partition(".")[0]


def tally(cases: Iterable[Case], coder_recall: float) -> dict[str, Tally]:
    """Add up the cases of each provision; coders' agreement counts as far as coders can agree."""
    counts: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for case in cases:
        counts[(case.provision, case.source == CODERS)].append(case.right)
    sums: dict[str, Tally] = {}
    for (provision, coded), answers in counts.items():
        right = min(float(len(answers)), sum(answers) / coder_recall) if coded else float(sum(answers))
        sums[provision] = sums.get(provision, Tally(0, 0)) + Tally(right, len(answers))
    return dict(sorted(sums.items()))


def estimate(cases: Sequence[Case], training: Training) -> Estimate:
    """Return the mean of each provision's beta distribution, whose prior is the area's mean with the likeliest strength."""
    tallies = tally(cases, training.coder_recall)
    total = sum(tallies.values(), Tally(0, 0))
    overall = (total.right + 1) / (total.n + 2)
    by_area: dict[str, Tally] = defaultdict(lambda: Tally(0, 0))
    for name, each in tallies.items():
        by_area[area(name)] += each
    weight = max(training.prior_strengths)
    areas = {name: _drawn(each, overall, weight) for name, each in sorted(by_area.items())}
    strength = max(training.prior_strengths, key=lambda k: sum(_likelihood(t, areas[area(name)], k) for name, t in tallies.items()))
    enough = {name: each for name, each in tallies.items() if each.n >= training.least_cases}
    confidence = {name: min(training.highest, _drawn(each, areas[area(name)], strength)) for name, each in enough.items()}
    return Estimate(confidence, areas, strength)


def _drawn(each: Tally, mean: float, strength: int) -> float:
    return (each.right + strength * mean) / (each.n + strength)


def _likelihood(each: Tally, mean: float, strength: int) -> float:
    """Return the log likelihood of a tally under a beta-binomial distribution, its constant left out."""
    a, b = mean * strength, (1 - mean) * strength
    return _log_beta(each.right + a, each.n - each.right + b) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def calibration(cases: Sequence[Case], training: Training) -> dict[str, Any]:
    """Compare figures with answers in families that were held out, by source of the answer.

    ``expected`` is the mean figure, ``observed`` the share that was right; ``brier`` the mean squared distance, ``brier_one_figure`` that
    of one and the same figure for every provision. For codes the figure is learned from codes alone and without ``coder_recall``: what
    is foretold there is a coder's agreement.
    """
    plain = training.model_copy(update={"coder_recall": 1.0})
    found = {}
    for source in sorted({case.source for case in cases}):
        coded = source == CODERS
        known = [case for case in cases if not coded or case.source == CODERS]
        pairs = list(_held_out(known, source, plain if coded else training))
        if pairs:
            found[source] = _summary(pairs)
    return found


def _held_out(cases: Sequence[Case], source: str, training: Training) -> Iterator[tuple[float, float, bool]]:
    """Yield for each case of a source: the figure of its provision and the share of the source, both from other families; the answer."""
    where = folds([case.family for case in cases], training.folds)
    for fold in range(training.folds):
        known = [case for case, at in zip(cases, where, strict=True) if at != fold]
        answers = [case.right for case in known if case.source == source]
        if not answers:
            continue
        figures = estimate(known, training).confidence
        for case, at in zip(cases, where, strict=True):
            if at == fold and case.source == source and case.provision in figures:
                yield figures[case.provision], sum(answers) / len(answers), case.right


def _summary(pairs: Sequence[tuple[float, float, bool]]) -> dict[str, Any]:
    n = len(pairs)
    return {
        "n": n,
        "expected": round(sum(figure for figure, _, _ in pairs) / n, DIGITS),
        "observed": round(sum(right for _, _, right in pairs) / n, DIGITS),
        "brier": round(sum((figure - right) ** 2 for figure, _, right in pairs) / n, DIGITS),
        "brier_one_figure": round(sum((share - right) ** 2 for _, share, right in pairs) / n, DIGITS),
    }


def as_data(cases: Sequence[Case], training: Training) -> dict[str, Any]:
    """Return the figures that ship, with what each rests on: [right, cases] by source, as the people answered."""
    estimated = estimate(cases, training)
    rests: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for case in sorted(cases, key=lambda each: (each.provision, each.source)):
        counts = rests[case.provision].setdefault(case.source, [0, 0])
        counts[0] += case.right
        counts[1] += 1
    return {
        "coder_recall": training.coder_recall,
        "review_below": training.review_below,
        "prior_strength": estimated.prior_strength,
        "areas": {name: round(value, DIGITS) for name, value in estimated.areas.items()},
        "held_out": calibration(cases, training),
        "provisions": {
            name: {"confidence": round(value, DIGITS), "rests_on": rests[name]} for name, value in sorted(estimated.confidence.items())
        },
    }
