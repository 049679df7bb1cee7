"""The frozen half stays what it was chosen to be."""

from __future__ import annotations

from scorer.evaluate.folds import folds, frozen

NAMES = [f"c{n:03}" for n in range(400)]


def test_the_frozen_half_is_the_one_that_was_chosen() -> None:
    assert [name for name in NAMES[:12] if frozen(name)] == ["c000", "c003", "c004", "c007", "c011"]


def test_about_half_of_the_families_are_frozen() -> None:
    assert 0.4 < sum(map(frozen, NAMES)) / len(NAMES) < 0.6


def test_a_family_falls_into_one_fold() -> None:
    numbers = folds(["a", "b", "a", "c", "b"], 3)
    assert numbers[0] == numbers[2]
    assert numbers[1] == numbers[4]


def test_folds_cover_the_range() -> None:
    assert set(folds(NAMES, 5)) == {0, 1, 2, 3, 4}
