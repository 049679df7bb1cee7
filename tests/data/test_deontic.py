"""The examples in deontic.yaml are marked as they say."""

import pytest

from scorer.clauses import Deontic

DEONTIC = Deontic.default()
FAMILIES = DEONTIC.families


def families_in(text):
    return {cue.family.id for cue in DEONTIC.cues(text)}


def test_family_ids_are_unique():
    assert len({family.id for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_family_marks_its_examples(family):
    assert family.examples.match
    assert family.examples.avoid
    missed = [text for text in family.examples.match if family.id not in families_in(text)]
    assert not missed, f"missed: {family.id} does not mark {missed}"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_family_leaves_the_other_examples_alone(family):
    wrong = [text for text in family.examples.avoid if family.id in families_in(text)]
    assert not wrong, f"false positive: {family.id} marks {wrong}"
