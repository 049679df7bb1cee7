"""Words are cut as spaCy cuts them, whatever was cut before, and the places of words lead back to the characters of the text."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from scorer.detection.tokens import Tokens, match_text

NLP = spacy.blank("en")


def as_spacy(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in NLP(text) if not token.is_space)


@given(st.text(alphabet="abcdefginstz0159 .,;:'’()/&$%\n", max_size=60))
def test_words_are_those_of_spacy(text):
    assert Tokens(text).words == as_spacy(text)


def test_every_word_that_spacy_has_a_rule_for_is_cut_by_it():
    rules = [rule for rule in NLP.tokenizer.rules if rule.isalpha()]
    assert [Tokens(rule).words for rule in rules] == [as_spacy(rule) for rule in rules]
    assert len(Tokens("cannot").words) == 2


@pytest.mark.parametrize("text", ["each party  shall:\n(a) cannot waive its laws;", "the labour law", "10.5 per cent (12%)"])
def test_a_span_of_words_is_the_stretch_of_text_they_stand_in(text):
    tokens = Tokens(match_text(text))
    spans = [tokens.span(i, i + 1) for i in range(len(tokens.words))]
    assert [text[start:end] for start, end in spans] == list(tokens.words)
    assert tokens.span(0, len(spans)) == (spans[0][0], spans[-1][1])


def test_places_of_forms_and_numbers_are_told_as_bits():
    tokens = Tokens("each party and each of 2 states in 2020")
    assert tokens.where(frozenset({"each", "states"})) == 0b1001001
    assert tokens.numbers == 0b100100000
