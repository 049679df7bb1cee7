"""Where sentences and recitals end."""

import pytest

from scorer.clauses.sentences import cut_recitals, cut_sentences


def parts(text, cut=cut_sentences):
    return [text[start:end] for start, end in cut(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("It may act. The panel shall reply.", 2, id="capital"),
        pytest.param("Under Article 28.7 (Panel) it may act.", 1, id="article_number_and_bracket"),
        pytest.param("Under Article 28.7 Panel rules apply.", 1, id="article_number_and_capital"),
        pytest.param("It shall comply with Article 28.7. The panel may meet.", 2, id="article_number_then_stop"),
        pytest.param("This binds every Party.5 The panel may meet.", 2, id="footnote_mark"),
        pytest.param("Laws are public.Each Party shall print them.", 2, id="space_is_missing"),
        pytest.param("See Art. Five and No. Six of the list.", 1, id="abbreviation"),
        pytest.param("Goods of the U.S. Virgin Islands, e.g. Rum, are covered.", 1, id="initials"),
        pytest.param("Goods are listed in Annex B. Each Party may add some.", 2, id="letter_of_an_annex"),
        pytest.param("It was drawn up by J. Smith.", 1, id="letter_of_a_name"),
        pytest.param("2. Each Party shall reply.", 1, id="opening_number"),
        pytest.param("Each Party shall reply. 2. The Parties may meet.", 2, id="number_inside"),
        pytest.param('It says "no." The panel may meet.', 2, id="closing_quote"),
        pytest.param("Is it so? The panel shall say.", 2, id="question"),
        pytest.param("A rate of 3.5 Percent applies.", 1, id="decimal"),
        pytest.param("In this Part:\nlabour law means a statute;\n\ncovered good means a product;", 3, id="definitions_on_lines"),
        pytest.param("It shall\n\nAct upon notice", 1, id="blank_line_inside_a_sentence"),
    ],
)
def test_number_of_sentences(text, count):
    assert len(parts(text)) == count


def test_sentences_hold_every_visible_character():
    text = ' One. "Two three.")  Four? Five.Six 7. Seven;\n eight means nine '
    assert "".join("".join(parts(text)).split()) == "".join(text.split())


def test_words_of_a_party_in_mid_recital_do_not_cut_it():
    assert len(parts("RECALLING the rights of, Contracting Parties and others,", cut_recitals)) == 1


def test_recital_in_capitals_on_a_new_line_is_cut():
    assert len(parts("RESOLVED to trade\n\nCONFIDENT of gains\n", cut_recitals)) == 2
