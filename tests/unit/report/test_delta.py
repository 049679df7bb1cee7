"""What is shown of two drafts: every quote a slice, every count the same wherever it appears, what is hostile inert."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

from scorer.model import CharSpan, RedLine
from scorer.model.delta import Delta, Op, Run
from scorer.report import differences
from scorer.report.delta.build import page
from scorer.report.delta.jsonout import delta_json
from scorer.report.delta.text import lines
from tests import drafts
from tests import factories as make


def shown() -> html.HtmlElement:
    return html.fromstring(differences(drafts.a_delta(), "html", date="2026-01-02", command="scorer diff a b"))


def of_class(tree: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def test_words_in_and_out_are_slices_and_said_to_screen_readers() -> None:
    tree = shown()
    for element, text, said in ((("ins"), drafts.NEW, "[inserted:]"), (("del"), drafts.OLD, "[deleted:]")):
        found = [mark for mark in tree.iter(element) if mark.find("i") is not None]
        assert found
        assert all(mark.find("i").text.strip() == said for mark in found)
        assert all(mark.find("i").tail in text for mark in found)


def test_every_edit_has_one_place_in_the_redline_and_all_links_lead_somewhere() -> None:
    tree = shown()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"e{edit.number}" for edit in drafts.a_delta().edits} <= set(ids)
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)


def test_headings_have_no_gaps() -> None:
    levels = [int(element.tag[1]) for element in shown().iter() if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_a_heading_that_is_a_script_stays_words() -> None:
    assert shown().xpath("//script") == []
    assert "Article 9.4 Remedies <script>" in shown().text_content()


def test_unchanged_articles_are_named_and_folded() -> None:
    folded = shown().xpath("//details[@class='kept']")
    assert [" ".join(each.text_content().split()) for each in folded] == [
        "Unchanged: one heading or article, from Chapter 3 Labour Chapter 3 Labour"
    ]


def test_the_page_and_the_text_give_each_edit_the_same_points() -> None:
    view = page(drafts.a_delta(), date="", command="")
    said = "\n".join(lines(drafts.a_delta()))
    assert [edit.points for edit in view.edits] == ["+1.15", "−0.75"]
    assert all(f"{edit.points:>7}  {edit.link.text}:" in said for edit in view.edits)


def unrelated() -> Delta:
    """Return two drafts of which the new one keeps nothing."""
    *others, last = drafts.a_delta().pieces
    gone = replace(last.rows[-1], runs=(Run(Op.DEL, "main", CharSpan(0, len(drafts.OLD))),))
    return drafts.a_delta(pieces=(*others, replace(last, rows=(gone,))))


def test_of_two_agreements_an_article_that_is_new_and_changes_no_finding_is_told_by_its_first_words() -> None:
    def inserted(delta: Delta) -> html.HtmlElement:
        tree = html.fromstring(differences(delta, "html", date="2026-01-02", command="scorer diff a b"))
        return tree.xpath("//*[@id='e5']")[0]

    assert inserted(drafts.a_delta()).tag == "div"
    named = inserted(unrelated())
    assert (named.tag, "Article 9.5 Reach (inserted, " in named.text_content()) == ("li", True)


def test_passages_of_one_edit_stand_together() -> None:
    (row,) = (row for row in of_class(shown(), "row") if "Article 11.8 Consent" in row.text_content())
    assert row.get("id") == "e3"
    alone = drafts.a_delta().pieces[-1]
    both = replace(alone, rows=(alone.rows[-1], replace(alone.rows[-1], label="2")))
    tree = html.fromstring(differences(drafts.a_delta(pieces=(*drafts.a_delta().pieces[:-1], both)), "html", date="", command=""))
    (gone,) = tree.xpath("//*[@id='e3']//del")
    assert gone.text_content().split() == ["[deleted:]", *make.CONSENT.split(), "2", *make.CONSENT.split(), "[end]"]


def test_texts_that_share_little_are_said_to_be_two_agreements() -> None:
    assert "'scorer compare' says more" in page(unrelated(), date="", command="").result[-1]
    assert not any("scorer compare" in said for said in page(drafts.a_delta(), date="", command="").result)


def test_edits_without_effect_are_counted_once_everywhere() -> None:
    view = page(drafts.a_delta(), date="", command="")
    assert len(view.edits) + len(view.idle) == len(drafts.a_delta().edits)
    assert "two move the score and three have no effect" in view.result[2]


def test_identical_drafts_are_said_to_be_and_show_no_redline() -> None:
    said = differences(drafts.an_identical_pair(), "text", date="", command="")
    assert "The two drafts say the same, word for word." in said
    tree = html.fromstring(differences(drafts.an_identical_pair(), "html", date="2026-01-02", command="scorer diff a b"))
    assert tree.xpath("//section[@aria-labelledby='redline']") == []
    assert "say the same" in tree.text_content()


def test_a_draft_without_a_score_gets_no_points() -> None:
    edits = tuple(replace(edit, points=None) for edit in drafts.a_delta().edits)
    view = page(drafts.a_delta(total=None, edits=edits), date="", command="")
    assert view.result[0].startswith("The change has no total")
    assert {edit.points for edit in view.edits} == {"no score"}


def test_delta_json_begins_with_its_schema_and_sums_to_its_total() -> None:
    body = json.loads(delta_json(drafts.a_delta()))
    assert (next(iter(body)), body["schema"]) == ("schema", "delta/1")
    for shares in ("principles", "criteria", "edits"):
        assert sum(share["points"] for share in body[shares]) == pytest.approx(body["total"])


def test_every_quote_of_delta_json_is_its_spans_joined() -> None:
    body = json.loads(delta_json(drafts.a_delta()))
    for edit in body["edits"]:
        for side, text in (("old", drafts.OLD), ("new", drafts.NEW)):
            if edit[side]:
                assert edit[side]["quote"] == " … ".join(text[start:end] for start, end in edit[side]["spans"])


def test_control_characters_never_reach_the_terminal() -> None:
    line = RedLine("x", "Bell \x07 and \x1b[31mred", "labor.enforce.effective")
    assert all(character.isprintable() for line in lines(drafts.a_delta(crossed=(line,))) for character in line)
