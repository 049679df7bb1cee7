"""Where patterns match, in which company, and which loopholes reach which finding: over small texts of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer import clauses, structure
from scorer.detection.corpus import ClauseIndex, contexts_of
from scorer.detection.provisions import Library, load_provisions
from scorer.detection.rules import search
from scorer.errors import RubricError
from tests.factories import a_part

WORDS = "lists: {}\nspelling: [[labor, labour]]\nirregular: {}\ncommon: [shall, the]\n"
CONTEXTS = "- {id: labor, headings: [labor], unless: [labor market]}\n- {id: definitions, headings: [definitions]}\n"
PROVISION = """
- id: labor.enforcement
  question: Must labor law be enforced?
  source: made up
  outside: [definitions]
  patterns:
    - {id: enforce, phrase: "enforce ...3 labor laws", unless: ["need not"]}
- id: labor.bans
  question: Are there bans in the labor chapter?
  source: made up
  inside: [labor]
  places: [body, preamble]
  patterns:
    - {id: ban, phrase: "ban~", with: ["children"], within: article}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return load_provisions(a_folder(tmp_path_factory.mktemp("provisions"), PROVISION))


def a_folder(folder: Path, provisions: str) -> Path:
    (folder / "words.yaml").write_text(WORDS, encoding="utf-8")
    (folder / "contexts.yaml").write_text(CONTEXTS, encoding="utf-8")
    (folder / "loopholes.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "labor.yaml").write_text(provisions, encoding="utf-8")
    return folder


def found(text: str, library: Library) -> list[tuple[str, str]]:
    """Return (provision, matched words) for a text with headings."""
    part = a_part(text)
    tree = structure.build(part)
    index = ClauseIndex(clauses.segment(part, tree), {part.id: tree}, library)
    return [(hit.owner, index.clauses[hit.clause].text[hit.start : hit.end]) for hit in search(index, library)]


def test_a_duty_is_found_in_a_list_item_with_its_lead_in(library):
    text = "Chapter 1\nArticle 1\n1. Each Party shall enforce:\n(a) its labour laws; and\n(b) its bridges.\n"
    assert found(text, library) == [("labor.enforcement", "enforce: its labour laws")]


def test_words_of_another_clause_do_not_join(library):
    assert found("Article 1\nEach Party shall enforce contracts. Its labour laws are its own.\n", library) == []


def test_an_exception_in_the_clause_voids_the_pattern(library):
    assert found("Article 1\nA Party need not enforce its labour laws.\n", library) == []


def test_a_definition_is_no_duty(library):
    assert found("Article 1\nDefinitions\n\nTo apply means to enforce labour laws.\n", library) == []


def test_a_condition_may_stand_elsewhere_in_the_article(library):
    text = "Chapter 2\nLabour\n\nArticle 3\nWork\n\n1. Each Party shall ban such work.\n\n2. This Article protects children.\n"
    assert found(text, library) == [("labor.bans", "ban")]


def test_a_pattern_for_one_kind_of_chapter_is_silent_in_others(library):
    assert found("Chapter 2\nTransport\n\nArticle 3\nTrucks\n\nEach Party shall ban trucks near children.\n", library) == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Labour", {"labor"}), ("LABOUR AND PEACE", {"labor"}), ("Labour Market Access", set()), ("Trade", set()), (None, set())],
)
def test_a_heading_tells_the_kind_of_chapter(heading, expected, library):
    assert contexts_of(heading, library) == expected


@pytest.mark.parametrize(
    ("provisions", "told"),
    [
        ("- {id: a.b, question: Is it?, source: s, patern: []}", "unknown key 'patern'; did you mean 'patterns'?"),
        ("- {id: a.b, question: Is it?, source: s}", "has neither patterns nor 'derived'"),
        (
            "- {id: a.b, question: Is it?, source: s, inside: [labr], patterns: [{id: p, phrase: w}]}",
            "no context 'labr'; did you mean 'labor'?",
        ),
        ("- {id: a.b, question: Is it?, source: s, patterns: [{id: p, phrase: 'word ...'}]}", "begins or ends with a gap"),
        ("- {id: a.b, question: Is it?, source: s, patterns: [{id: p, phrase: x}]}\n" * 2, "stands twice"),
    ],
    ids=["unknown_key", "nothing_to_find", "unknown_context", "faulty_phrase", "doubled_id"],
)
def test_a_fault_in_a_provision_file_is_told_with_its_line(provisions, told, tmp_path):
    with pytest.raises(RubricError) as fault:
        load_provisions(a_folder(tmp_path, provisions))
    assert told in str(fault.value)
    assert "labor.yaml:" in str(fault.value)


def test_a_title_page_is_not_searched(library):
    text = "TREATY\nParties that enforce labour laws\n\nPREAMBLE\n\nThe Parties,\n\nArticle 1\nEach Party shall pay.\n"
    assert found(text, library) == []
