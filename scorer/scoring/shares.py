"""Two drafts under one rubric: what each principle and criterion adds to the change of the overall score (rubric.md 10.7).

Weighted means add up exactly. What does not (the gate, a question that is answered in one draft only) is shared by averaging over the
orders in which the answers could change (Shapley), which adds up too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from scorer.model import Findings, PrincipleResult
from scorer.model.delta import Shares
from scorer.scoring import review
from scorer.scoring.aggregate import Points, overall_score, points_for, points_of, principle_results, score_from
from scorer.scoring.levels import Answer, LevelReader, answer_all
from scorer.scoring.policy import Principle
from scorer.scoring.rubric import Rubric
from scorer.shapley import shares


def shares_of(old: Findings, new: Findings, rubric: Rubric) -> Shares:
    """Share the change from one draft to the other among principles and criteria."""
    sides = [_Side.of(findings, rubric) for findings in (old, new)]
    totals = [overall_score(tuple(side.results.values()), rubric)[0] for side in sides]
    if totals[0] is None or totals[1] is None:
        return Shares(None)
    principles = _principles(sides[0], sides[1])
    criteria: dict[str, float] = {}
    slopes: dict[str, float | None] = {}
    for principle in rubric.principles:
        if sides[0].scored(principle.id) and sides[1].scored(principle.id):
            own = _criteria(principle, sides[0], sides[1], rubric)
            change = sides[1].score(principle.id) - sides[0].score(principle.id)
            factor = principles.get(principle.id, 0.0) / change if change else sides[1].share(principle.id)
            criteria.update({name: share * factor for name, share in own.items()})
            slopes.update(_slopes(principle, sides[1], rubric, factor))
    return Shares(totals[1] - totals[0], principles, criteria, slopes)


@dataclass(frozen=True, slots=True)
class _Side:
    """One draft: its points by criterion, its results by principle."""

    points: Mapping[str, Points]
    results: Mapping[str, PrincipleResult]

    @classmethod
    def of(cls, findings: Findings, rubric: Rubric) -> _Side:
        people = review.added(findings, rubric)
        answers = answer_all(findings, rubric, people.judged if people else None)
        return cls(points_of(answers, rubric), {result.id: result for result in principle_results(answers, rubric)})

    def scored(self, principle: str) -> bool:
        return self.results[principle].score is not None

    def score(self, principle: str) -> float:
        return self.results[principle].score or 0.0

    def share(self, principle: str) -> float:
        """Return the share of a principle in all weight that has a score."""
        return self.results[principle].weight / fsum(result.weight for result in self.results.values() if result.score is not None)


def _principles(old: _Side, new: _Side) -> dict[str, float]:
    """Share the change of the weighted mean; where the same principles have a score in both drafts, each adds its own."""
    changed = [name for name in new.results if old.results[name].score != new.results[name].score]
    if all(old.scored(name) == new.scored(name) for name in changed):
        return {name: (new.score(name) - old.score(name)) * new.share(name) for name in changed}

    def mean(acted: Collection[str]) -> float:
        mixed = [(new if name in acted else old).results[name] for name in new.results]
        scored = [(result.score, result.weight) for result in mixed if result.score is not None]
        return fsum(score * weight for score, weight in scored) / fsum(weight for _, weight in scored)

    return dict(shares(changed, mean))


def _criteria(principle: Principle, old: _Side, new: _Side, rubric: Rubric) -> dict[str, float]:
    """Share the change of one principle's score, 0-100, among its criteria."""
    ids = [criterion.id for criterion in rubric.by_principle[principle.id]]
    changed = [name for name in ids if _worth(old.points[name]) != _worth(new.points[name])]

    def score(acted: Collection[str]) -> float:
        mixed = score_from([(new if name in acted else old).points[name] for name in ids], principle, rubric)
        return old.score(principle.id) if mixed is None else mixed

    if _is_gated(principle, rubric) or any((old.points[n].points is None) != (new.points[n].points is None) for n in changed):
        return dict(shares(changed, score))
    weight = fsum(new.points[name].weight for name in ids if new.points[name].points is not None)
    return {name: 100 * new.points[name].weight * _gain(old.points[name], new.points[name]) / weight for name in changed}


def _slopes(principle: Principle, side: _Side, rubric: Rubric, factor: float) -> dict[str, float | None]:
    """Return what a whole point of each criterion adds to the overall score."""
    own = {criterion.id: side.points[criterion.id] for criterion in rubric.by_principle[principle.id]}
    weight = fsum(points.weight for points in own.values() if points.points is not None)
    gated = _is_gated(principle, rubric)
    return {name: None if gated or not weight else 100 * points.weight / weight * factor for name, points in own.items()}


def _is_gated(principle: Principle, rubric: Rubric) -> bool:
    gate = rubric.file.aggregation.isds_gate
    return gate is not None and gate.principle == principle.id


def _worth(points: Points) -> tuple[float | None, float]:
    return points.points, points.weight


def _gain(old: Points, new: Points) -> float:
    return (new.points or 0.0) - (old.points or 0.0)


class Judge:
    """Answers single criteria again and again, from findings that are mixed from two drafts."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._criteria = {criterion.id: criterion for criterion in rubric.criteria}
        self._added: dict[object, review.Added | None] = {}
        self._needed = {name: tuple(dict.fromkeys(self._before(name))) for name in self._criteria}

    def asked(self, criterion: str) -> frozenset[str]:
        """Return the provisions that the points of a criterion can hang on, by itself or through others."""
        names: set[str] = set()
        for needed in map(self._criteria.__getitem__, self._needed[criterion]):
            probes = [*needed.probes(), *needed.side_probes()]
            if needed.scale == "duty":
                probes += [probe for entry in self._rubric.file.loopholes if entry.softened for probe in entry.softened.when.probes()]
            names |= self._rubric.named(probes)
        return frozenset(names)

    def points(self, criterion: str, findings: Findings) -> float | None:
        """Return the points in [0, 1] of a criterion, after the parity cap; None where it has no level."""
        reader = LevelReader(findings, self._rubric)
        people = self._people(findings)
        answers: dict[str, Answer] = {}
        for name in self._needed[criterion]:
            answer = reader.answer(self._criteria[name], answers)
            answers[name] = people.judged(answer) if people else answer
        return points_for(answers[criterion], answers, self._rubric).points

    def _people(self, findings: Findings) -> review.Added | None:
        """Return what people added to a draft; the same for all mixtures that are read as that draft."""
        key = (findings.reviews, findings.agreement.evidence)
        if key not in self._added:
            self._added[key] = review.added(findings, self._rubric)
        return self._added[key]

    def _before(self, criterion: str) -> Iterator[str]:
        """Yield the criteria that must be answered for one, in order, itself last."""
        own = self._criteria[criterion]
        if own.applies_when:
            yield from self._before(own.applies_when.criterion)
        cap, principle_of = self._rubric.file.aggregation.parity_cap, self._rubric.principle_of
        if cap and criterion not in (*cap.exempt, cap.criterion) and principle_of[criterion] == principle_of[cap.criterion]:
            yield from self._before(cap.criterion)
        yield criterion
