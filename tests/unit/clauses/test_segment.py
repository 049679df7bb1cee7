"""Cutting a tree into clauses."""

import pytest

from scorer.clauses import segment, source_spans
from scorer.model import CharSpan, Node, Place, SourceText


def a_source(text, id="main"):
    return SourceText(id=id, text=text, file="made.txt", sha256="0" * 64)


def a_node(text, kind, piece, *children, eid=None, after=0, heading=None):
    """Return a node over the first ``piece`` of ``text``; its body is all of it, or what follows the heading."""
    start = text.index(piece, after)
    begin = start + len(heading) if heading else start
    end = start + len(piece)
    return Node(kind, eid or f"{kind}_{start}", CharSpan(start, end), CharSpan(begin, end), None, heading, children)


def texts(source, tree):
    return [clause.text for clause in segment(source, tree)]


def an_article_with_list(text, items, kind="subparagraph"):
    children = tuple(a_node(text, kind, item) for item in items)
    return a_source(text), a_node(text, "article", text, *children, eid="art_1")


def test_sentences_of_an_article_are_clauses():
    text = "Each Party shall publish its laws. No Party may keep them secret."
    assert texts(*an_article_with_list(text, [])) == ["Each Party shall publish its laws.", "No Party may keep them secret."]


def test_items_carry_the_chapeau_and_the_chapeau_is_no_clause():
    text = "Each Party shall:\npublish its laws; and\nanswer questions."
    source, tree = an_article_with_list(text, ["publish its laws; and", "answer questions."])
    assert texts(source, tree) == ["Each Party shall: publish its laws; and", "Each Party shall: answer questions."]


def test_only_the_last_sentence_before_a_list_is_its_chapeau():
    text = "Trade is good. Each Party shall:\npublish its laws;\nanswer questions."
    source, tree = an_article_with_list(text, ["publish its laws;", "answer questions."])
    assert texts(source, tree) == ["Trade is good.", "Each Party shall: publish its laws;", "Each Party shall: answer questions."]


def test_closing_words_in_lower_case_go_to_every_item():
    text = "Each Party shall:\npublish its laws; or\nanswer questions,\nwithin one year. The Committee may extend this time."
    source, tree = an_article_with_list(text, ["publish its laws; or", "answer questions,"])
    assert texts(source, tree) == [
        "Each Party shall: publish its laws; or within one year.",
        "Each Party shall: answer questions, within one year.",
        "The Committee may extend this time.",
    ]


def test_closing_words_inside_the_last_item_go_to_the_others_too():
    text = "Where imports:\nharm farms, or\nharm towns,\nthe Party may tax them. It shall say so."
    source, tree = an_article_with_list(text, ["harm farms, or", "harm towns,\nthe Party may tax them. It shall say so."])
    assert texts(source, tree) == [
        "Where imports: harm farms, or the Party may tax them.",
        "Where imports: harm towns, the Party may tax them.",
        "It shall say so.",
    ]


def test_a_new_sentence_after_a_list_is_a_clause_of_its_own():
    text = "Each Party shall:\npublish its laws.\nParties may agree otherwise."
    source, tree = an_article_with_list(text, ["publish its laws."])
    assert texts(source, tree) == ["Each Party shall: publish its laws.", "Parties may agree otherwise."]


def test_items_after_a_full_stop_that_are_sentences_stand_alone():
    text = "The following rules apply.\nA panel has three members.\nA panel meets in public."
    source, tree = an_article_with_list(text, ["A panel has three members.", "A panel meets in public."])
    assert texts(source, tree) == ["The following rules apply.", "A panel has three members.", "A panel meets in public."]


def test_only_the_first_sentence_of_an_item_goes_on_from_the_chapeau():
    text = "The Committee shall:\nmeet yearly. Its meetings are public."
    source, tree = an_article_with_list(text, ["meet yearly. Its meetings are public."])
    assert texts(source, tree) == ["The Committee shall: meet yearly.", "Its meetings are public."]


def test_nested_items_carry_the_chapeaux_of_all_levels():
    text = "Each Party shall:\nensure that its courts\nare open;\nare fair;\nas soon as it can."
    points = [a_node(text, "point", "are open;"), a_node(text, "point", "are fair;")]
    item = a_node(text, "subparagraph", "ensure that its courts\nare open;\nare fair;", *points)
    tree = a_node(text, "article", text, item, eid="art_1")
    assert texts(a_source(text), tree) == [
        "Each Party shall: ensure that its courts are open; as soon as it can.",
        "Each Party shall: ensure that its courts are fair; as soon as it can.",
    ]


def test_numbered_paragraphs_go_on_only_from_a_colon():
    text = "In this Chapter:\nlaw means any statute.\nparty means a State."
    children = [a_node(text, "paragraph", "law means any statute."), a_node(text, "paragraph", "party means a State.")]
    tree = a_node(text, "article", text, *children, eid="art_1")
    assert texts(a_source(text), tree) == ["In this Chapter: law means any statute.", "In this Chapter: party means a State."]


def test_a_footnote_in_mid_sentence_is_a_clause_of_its_own():
    text = "No Party shall fail to enforce 5 Laws means statutes. its labour laws. Trade goes on."
    note = a_node(text, "authorialNote", "Laws means statutes.", eid="art_1__note_5")
    source, tree = a_source(text), a_node(text, "article", text, note, eid="art_1")
    clauses = segment(source, tree)
    assert [clause.text for clause in clauses] == [
        "No Party shall fail to enforce 5 its labour laws.",
        "Trade goes on.",
        "Laws means statutes.",
    ]
    assert [clause.place for clause in clauses] == [Place.BODY, Place.BODY, Place.NOTE]
    assert clauses[2].unit == clauses[2].paragraph == "art_1__note_5"


def test_headings_are_in_no_clause():
    text = "Article 1 Trade\nTrade is free."
    tree = a_node(text, "article", text, heading="Article 1 Trade")
    assert texts(a_source(text), tree) == ["Trade is free."]


def test_unit_and_paragraph_name_the_article_and_its_first_level():
    text = "The Parties shall:\nmeet."
    item = a_node(text, "subparagraph", "meet.", eid="art_1__para_2__subpara_a")
    paragraph = a_node(text, "paragraph", text, item, eid="art_1__para_2")
    tree = a_node(text, "body", text, a_node(text, "article", text, paragraph, eid="art_1"), eid="body")
    (clause,) = segment(a_source(text), tree)
    assert (clause.unit, clause.paragraph, clause.eid) == ("art_1", "art_1__para_2", "art_1__para_2__subpara_a")


@pytest.mark.parametrize(
    ("kind", "place"),
    [("preamble", Place.PREAMBLE), ("attachment", Place.ANNEX), ("conclusions", Place.CONCLUSIONS), ("article", Place.BODY)],
)
def test_place_follows_the_kind_of_node(kind, place):
    text = "Done in two copies."
    tree = a_node(text, "body", text, a_node(text, kind, text))
    assert [clause.place for clause in segment(a_source(text), tree)] == [place]


def test_an_article_of_an_annex_is_its_own_unit_in_the_annex():
    text = "Experts shall be paid."
    annex = a_node(text, "attachment", text, a_node(text, "article", text, eid="att_1__art_2"), eid="att_1")
    (clause,) = segment(a_source(text), annex)
    assert (clause.place, clause.unit) == (Place.ANNEX, "att_1__art_2")


def test_recitals_are_cut_at_semicolons_and_opening_words():
    text = "The States of A and B, resolved to: PROTECT workers; RECALLING their ties,\nDetermined to trade, HAVE AGREED as follows:"
    tree = a_node(text, "preamble", text)
    assert texts(a_source(text), tree) == [
        "The States of A and B, resolved to: PROTECT workers;",
        "RECALLING their ties,",
        "Determined to trade, HAVE AGREED as follows:",
    ]


def test_a_text_without_structure_is_cut():
    text = "Each Party shall act. 2. The Parties may meet."
    assert texts(a_source(text), a_node(text, "body", text)) == ["Each Party shall act.", "2. The Parties may meet."]


@pytest.mark.parametrize("text", ["", " \n ", "12. --- 5", "...", "a"])
def test_odd_texts_do_not_raise(text):
    node = Node("body", "body", CharSpan(0, len(text)), CharSpan(0, len(text)))
    assert texts(a_source(text), node) == (["a"] if text == "a" else [])


def test_text_has_single_spaces_and_straight_quotes():
    text = "Each  Party’s\u00a0“laws”\n shall\tapply."
    assert texts(a_source(text), a_node(text, "article", text)) == ['Each Party\'s "laws" shall apply.']


def test_a_range_of_the_clause_leads_back_to_the_source():
    text = "Each   Party\n shall :\n\n publish \n its  laws;"
    source, tree = an_article_with_list(text, ["publish \n its  laws;"])
    (clause,) = segment(source, tree)
    start = clause.text.index("Party shall")
    assert [source.slice(span) for span in source_spans(clause, source, start, start + len("Party shall"))] == ["Party\n shall"]
    across = source_spans(clause, source, clause.text.index("shall"), clause.text.index(" laws"))
    assert [source.slice(span) for span in across] == ["shall :", "publish \n its"]


def test_the_whole_clause_leads_back_to_its_pieces():
    text = "The  Parties shall:\n meet;\n talk."
    source, tree = an_article_with_list(text, ["meet;", "talk."])
    for clause in segment(source, tree):
        assert source_spans(clause, source, 0, len(clause.text)) == clause.pieces
