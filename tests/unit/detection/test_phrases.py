"""The notation of phrases: what it matches, what it refuses, and that no gap can run away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer.detection.matching import PhraseSet
from scorer.detection.phrases import MAX_GAP, PhraseError, Vocabulary, inflect, parse
from scorer.detection.tokens import Tokens, match_text

WORDS = Vocabulary(
    lists={"labor": ("labor", "workers' rights"), "law": ("law~", "rule book")},
    spelling=(("labor", "labour"), ("ize", "ise")),
    irregular={"give": ("gave", "given")},
    common=frozenset({"shall", "the"}),
)


def matched(phrase: str, text: str) -> list[str]:
    return [text[start:end] for start, end in PhraseSet.compile([phrase], WORDS).find(Tokens(match_text(text)))]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("labor law", "its Labour law", ["Labour law"], id="spelling_and_case"),
        pytest.param("waive~", "waiving and waived", ["waiving", "waived"], id="inflections"),
        pytest.param("give~ effect", "has given effect", ["given effect"], id="irregular_form"),
        pytest.param("labor|wage law", "wage law", ["wage law"], id="one_of_these_words"),
        pytest.param("(collective bargaining|right to strike)", "the right to strike", ["right to strike"], id="one_of_these_phrases"),
        pytest.param("fail to effectively? enforce", "fail to enforce", ["fail to enforce"], id="word_may_be_missing"),
        pytest.param("enforce (its own)? {law}", "enforce its own rule book", ["enforce its own rule book"], id="named_list"),
        pytest.param("{labor} law", "workers' rights law", ["workers' rights law"], id="list_entry_of_two_words"),
        pytest.param("fail ...2 enforce", "fail ever again to enforce", [], id="gap_too_wide"),
        pytest.param("fail ...3 enforce", "fail ever again to enforce", ["fail ever again to enforce"], id="gap_wide_enough"),
        pytest.param("article #", "Article 5", ["Article 5"], id="number"),
        pytest.param("anti dumping", "anti-dumping duty", ["anti-dumping"], id="hyphen_is_a_space"),
        pytest.param("cooperate~ on", "shall co-operate on", ["co-operate on"], id="hyphen_of_cooperation"),
        pytest.param("labor rights", "labour rights53 apply", ["labour rights"], id="footnote_mark_on_a_word"),
        pytest.param("party ...5 shall", "each party and each party shall", ["party shall"], id="tightest_reading"),
    ],
)
def test_a_phrase_matches_what_its_notation_says(phrase, text, expected):
    assert matched(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("(a word", "'(' without ')'"),
        ("a word)", "')' without '('"),
        ("... word", "begins or ends with a gap"),
        ("word ...", "begins or ends with a gap"),
        (f"a ...{MAX_GAP + 1} b", "at most"),
        ("{unheard_of}", "no list named {unheard_of}; known: labor, law"),
        ("Labour", "letters are lower case"),
        ("maybe?", "without any fixed word"),
        ("| word", "has nothing before it"),
    ],
)
def test_a_faulty_phrase_is_told_why(phrase, told):
    with pytest.raises(PhraseError) as fault:
        parse(phrase, WORDS)
    assert told in str(fault.value)


def test_a_wide_gap_costs_its_width_and_no_more():
    """Twelve gaps of sixty words over a text that almost matches: a search that keeps every way through them would not end."""
    phrase = " ".join(f"stone ...{MAX_GAP}" for _ in range(12)) + " end"
    assert matched(phrase, "stone " * 400) == []


def test_words_that_are_not_there_rule_a_phrase_out_before_it_is_tried():
    phrases = PhraseSet.compile(["fail~ to enforce {law}"], WORDS)
    assert phrases.possible({"failed", "to", "enforce", "laws"})
    assert not phrases.possible({"failed", "to", "enforce", "decisions"})


@given(st.text(max_size=200))
def test_matching_never_moves_offsets(text):
    assert len(match_text(text)) == len(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_word_is_among_its_inflections(word):
    assert word in inflect(word)
