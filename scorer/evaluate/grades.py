"""Learned grades in a comparison: every agreement is graded by a model that has not seen its family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scorer.evaluate import ordinal
from scorer.evaluate.crosswalk import CrosswalkFile, GradedEntry
from scorer.evaluate.gold import Gold
from scorer.evaluate.results import graded_rows
from scorer.evaluate.run import Seen


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a graded code is learned from, one item for each coded agreement: id, family, readings, the experts' grade."""

    agreements: tuple[str, ...]
    families: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    grades: tuple[int, ...]


def lesson(gold: Gold, seen: Mapping[str, Seen], crosswalk: CrosswalkFile, code: GradedEntry) -> Lesson:
    """Collect the agreements that were coded and searched."""
    coded = graded_rows(gold, crosswalk, code, [each for each in gold.agreements if each.id in seen])
    return Lesson(
        tuple(each.id for each, _ in coded),
        tuple(each.cluster for each, _ in coded),
        tuple(ordinal.features(code, seen[each.id].sightings) for each, _ in coded),
        tuple(grade for _, grade in coded),
    )


def learned(gold: Gold, seen: Mapping[str, Seen], crosswalks: Sequence[CrosswalkFile]) -> dict[str, dict[str, int]]:
    """Return the out-of-family grade of every coded agreement, by code."""
    found = {}
    for crosswalk in crosswalks:
        for code in crosswalk.graded:
            if code.features:
                given = lesson(gold, seen, crosswalk, code)
                predicted = out_of_family(code, given)
                found[code.code] = dict(zip(given.agreements, predicted, strict=True))
    return found


def out_of_family(code: GradedEntry, given: Lesson) -> tuple[int, ...]:
    """Return for each agreement of a lesson the grade predicted by a model that has not seen its family."""
    return ordinal.out_of_family(given.rows, given.grades, given.families, top=code.top, inverse_regularisation=code.inverse_regularisation)
