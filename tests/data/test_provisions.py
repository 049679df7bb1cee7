"""The provision library that ships does what it says: every example is read as it should be, every entry is named and sourced."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

import pytest

from scorer.detection.examples import faults
from scorer.detection.provisions import Library, load_provisions
from scorer.paths import data_dir

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


@pytest.fixture(scope="module")
def library() -> Library:
    return load_provisions(data_dir("rubrics") / "provisions")


def test_every_example_is_read_as_it_should_be(library):
    assert faults(library) == ()


def test_provisions_have_well_formed_names_questions_and_sources(library):
    entries = library.provisions.values()
    assert [entry.id for entry in entries if not PROVISION_ID.fullmatch(entry.id)] == []
    assert [entry.id for entry in entries if not (entry.question.endswith("?") or entry.internal)] == []
    assert [entry.id for entry in entries if not entry.source.strip()] == []


def test_headline_provisions_are_the_fourteen_of_the_vocabulary(library):
    assert {key for key, entry in library.provisions.items() if entry.headline} == HEADLINES


def test_derived_provisions_name_provisions_that_exist(library):
    known = library.provisions
    named = {(key, name) for key, entry in known.items() if entry.derived for name in (*entry.derived.from_, *entry.derived.none_of)}
    assert named
    assert [(key, name) for key, name in named if not any(fnmatchcase(other, name) for other in known)] == []


def test_words_that_must_not_be_counted_have_no_provision_of_their_own(library):
    assert [key for key in library.provisions if key.endswith(".decoy_mention")] == []


def test_loopholes_have_the_numbers_of_the_catalogue_and_words_or_a_place_in_the_map(library):
    assert [number for number in library.loopholes if not re.fullmatch(r"L\d\d", number)] == []
    assert [number for number, entry in library.loopholes.items() if not (entry.patterns or entry.map)] == []
