"""The provision library that ships does what it says: every example is read as it should be, every entry is named and sourced."""

from __future__ import annotations

import re

import pytest

from scorer.detection.examples import faults
from scorer.detection.provisions import load_provisions
from scorer.paths import data_dir

LIBRARY = load_provisions(data_dir("rubrics") / "provisions")
FAULTS = faults(LIBRARY)
PROVISION_ID = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z0-9]+(_[a-z0-9]+)*")
HEADLINES = {
    "labor.chapter_or_article",
    "labor.effective_enforcement",
    "labor.public_submissions",
    "env.chapter_or_article",
    "env.effective_enforcement",
    "env.climate_change",
    "env.precautionary_principle",
    "isds.consent_to_arbitration",
    "enforcement.state_to_state_panel",
    "enforcement.suspension_of_benefits",
    "enforcement.labor_chapter_subject_to_ds",
    "human_rights.essential_element",
    "transparency.publication_comment",
    "transparency.anti_corruption",
}
each_provision = pytest.mark.parametrize("entry", [pytest.param(entry, id=key) for key, entry in LIBRARY.provisions.items()])
each_entry = pytest.mark.parametrize(
    "key",
    [
        *(key for key, entry in LIBRARY.provisions.items() if entry.patterns),
        *(key for key, entry in LIBRARY.loopholes.items() if entry.patterns),
    ],
)


@each_entry
def test_every_example_is_read_as_it_should_be(key):
    assert [fault for fault in FAULTS if re.search(rf"(?<![\w.]){re.escape(key)}(?![\w.])", fault)] == []


def test_no_fault_is_left_over():
    assert FAULTS == ()


@each_provision
def test_provision_has_a_well_formed_name_a_question_and_a_source(entry):
    assert PROVISION_ID.fullmatch(entry.id)
    assert entry.question.endswith("?") or entry.internal
    assert entry.source.strip()


def test_headline_provisions_are_the_fourteen_of_the_vocabulary():
    assert {key for key, entry in LIBRARY.provisions.items() if entry.headline} == HEADLINES


@each_provision
def test_derived_provision_names_provisions_that_exist(entry):
    if entry.derived is None:
        return
    for name in (*entry.derived.from_, *entry.derived.none_of):
        assert any(key.startswith(name[:-1]) if name.endswith("*") else key == name for key in LIBRARY.provisions), name


def test_words_that_must_not_be_counted_have_no_provision_of_their_own():
    assert not [key for key in LIBRARY.provisions if key.endswith(".decoy_mention")]


@pytest.mark.parametrize("number", [key for key, entry in LIBRARY.loopholes.items()])
def test_loophole_has_the_number_of_the_catalogue_and_words_or_a_place_in_the_map(number):
    entry = LIBRARY.loopholes[number]
    assert re.fullmatch(r"L\d\d", number)
    assert entry.patterns or entry.map
