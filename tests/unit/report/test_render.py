"""Pages as a reader and a browser get them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from scorer.errors import ReportError
from scorer.model import Agreement, Coverage, CoverageStatus, Scorecard
from scorer.report import write_comparison, write_scorecard
from scorer.report.views import Layout
from tests import factories as make

DATE = "2026-01-02"
HOSTILE = "<script>alert(1)</script> {{7*7}} javascript:alert(1) \" onload=alert(1) '"


def parsed(text: str) -> Any:
    """Return the page as elements."""
    return html.fromstring(text)


def comparison() -> str:
    return write_comparison([make.another_scorecard(), make.a_scorecard()], date=DATE)


def scorecard() -> str:
    return write_scorecard(make.a_scorecard(), date=DATE)


def unscored() -> str:
    findings = make.some_findings(make.an_unreadable_agreement(), ())
    return write_scorecard(make.a_scorecard(findings=findings, criteria=(), red_lines=()), date=DATE)


def hostile_card() -> Scorecard:
    """Return a card with hostile words in every text that a file, a rubric or a user can bring."""
    text = f"{make.TEXT}{HOSTILE}"
    part = make.a_part(text, file=HOSTILE, short=HOSTILE)
    agreement = make.an_agreement(
        title=HOSTILE, short=HOSTILE, parts=(part,), parties=(HOSTILE,), coverage=Coverage(CoverageStatus.PARTIAL, (HOSTILE,))
    )
    quoted = make.a_finding(HOSTILE, text=text, cite=HOSTILE, review=(HOSTILE,))
    limit = make.a_qualifier(HOSTILE, text=text, name=HOSTILE)
    criterion = make.a_criterion(question=HOSTILE, rule=HOSTILE, loopholes=(limit,))
    principle = make.a_principle(title=HOSTILE, statement=HOSTILE)
    manifest = {"command": HOSTILE, HOSTILE: [HOSTILE]}
    return make.a_scorecard(
        findings=make.some_findings(agreement, (quoted,)), criteria=(criterion,), principles=(principle,), red_lines=(), manifest=manifest
    )  # fmt: skip


def one_principle() -> str:
    return write_comparison([make.another_scorecard(), make.a_scorecard()], date=DATE, only="isds")


def without_source() -> str:
    return write_comparison([make.another_scorecard(), make.a_scorecard()], date=DATE, layout=Layout(source=False, unfolded=True))


PAGES = pytest.mark.parametrize("write", [scorecard, comparison, unscored, one_principle, without_source], ids=lambda write: write.__name__)


@PAGES
def test_the_same_inputs_give_the_same_bytes(write: Callable[[], str]) -> None:
    assert write() == write()


@PAGES
def test_a_page_loads_nothing_and_runs_nothing(write: Callable[[], str]) -> None:
    page = parsed(write())
    assert page.xpath("//script | //link | //img | //iframe | //object | //embed | //form") == []
    assert [a for a in page.xpath("//@href") if not a.startswith("#")] == []
    assert page.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]") == []
    assert not re.search(r"url\((?!#)|@import|https?:", write())


@PAGES
def test_the_policy_allows_nothing_but_the_stylesheet(write: Callable[[], str]) -> None:
    policy = parsed(write()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/]+='; base-uri 'none'; form-action 'none'", policy)


@PAGES
def test_every_anchor_resolves_and_every_id_is_unique(write: Callable[[], str]) -> None:
    page = parsed(write())
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    named = [name for value in page.xpath("//@aria-labelledby") for name in value.split()]
    assert {a[1:] for a in page.xpath("//@href")} | set(named) <= set(ids)


def test_without_the_source_every_quotation_still_names_its_place() -> None:
    page = parsed(without_source())
    figures = page.xpath("//figure[blockquote]")
    assert figures
    assert [figure.text_content() for figure in figures if not figure.xpath(".//cite[contains(., ' art. ')]")] == []
    assert page.xpath("//cite/a") == []


@PAGES
def test_headings_have_no_gaps_and_one_is_the_title(write: Callable[[], str]) -> None:
    levels = [int(h.tag[1]) for h in parsed(write()).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@PAGES
def test_tables_have_captions_and_scopes_and_scroll_in_labelled_regions(write: Callable[[], str]) -> None:
    page = parsed(write())
    assert page.xpath("//table")
    assert page.xpath("//table[not(caption)] | //th[not(@scope)]") == []
    assert page.xpath("//table[not(parent::div[@role='region' and @tabindex='0' and @aria-label])]") == []


@PAGES
def test_a_page_has_language_landmarks_and_a_skip_link(write: Callable[[], str]) -> None:
    page = parsed(write())
    assert page.get("lang") == "en"
    assert page.xpath("//body/*[1]/@href") == ["#content"]
    assert len(page.xpath("//main[@id='content']")) == len(page.xpath("//header")) == len(page.xpath("//body/footer")) == 1


@PAGES
def test_the_first_page_says_that_text_is_not_effect(write: Callable[[], str]) -> None:
    assert parsed(write()).xpath("//header//p[@class='tagline']/text()") == ["This measures the text, not its effects."]


def slices(page: Any) -> list[str]:
    """Return every quoted slice as shown, without what only screen readers get."""
    for aside in page.xpath("//q//span[@class='vh']"):
        aside.drop_tree()
    return [q.text_content() for q in page.xpath("//q")]


@pytest.mark.parametrize("write", [scorecard, comparison], ids=["scorecard", "comparison"])
def test_every_quotation_shown_is_a_slice_of_a_source(write: Callable[[], str]) -> None:
    shown = slices(parsed(write()))
    assert len(shown) > 4
    assert [quote for quote in shown if quote not in make.TEXT] == []


def test_quotations_keep_the_white_space_of_the_source() -> None:
    text = make.TEXT.replace("without effect", "without\n   effect")
    words = make.DUTY.replace("without effect", "without\n   effect")
    agreement = make.an_agreement(parts=(make.a_part(text),))
    finding = make.a_finding(words, text=text)
    card = make.a_scorecard(findings=make.some_findings(agreement, (finding, make.a_consent(text=text))))
    assert words in slices(parsed(write_scorecard(card, date=DATE)))


@pytest.mark.parametrize("write", [
    lambda: write_scorecard(hostile_card(), date=HOSTILE),
    lambda: write_comparison([hostile_card(), make.another_scorecard()], date=HOSTILE),
], ids=["scorecard", "comparison"])  # fmt: skip
def test_hostile_texts_are_shown_and_do_nothing(write: Callable[[], str]) -> None:
    text = write()
    page = parsed(text)
    assert page.xpath("//script | //@*[starts-with(name(), 'on')]") == []
    assert [a for a in page.xpath("//@href") if not a.startswith("#")] == []
    assert HOSTILE in page.text_content()
    assert "{{7*7}}" in text
    assert "<script" not in text


def test_no_total_is_shown_without_what_stands_behind_it() -> None:
    page = parsed(comparison())
    cards = page.xpath("//div[contains(@class, 'card')][.//p[@class='total']]")
    assert len(cards) == 2
    assert all("2 of 3 principles, half of the weight, are covered by this rubric version." in card.text_content() for card in cards)


def test_a_missing_total_says_why() -> None:
    card = make.a_scorecard(overall=make.an_overall(score=None, label=None, reason="three principles of tier 1 have no score"))
    text = parsed(write_scorecard(card, date=DATE)).text_content()
    assert "No overall score. Three principles of tier 1 have no score." in " ".join(text.split())


def test_the_four_states_differ_in_word_and_shape() -> None:
    page = parsed(comparison())
    badges = {(b.text_content().strip(), b.xpath(".//use/@href")[0]) for b in page.xpath("//span[starts-with(@class, 'badge')]")}
    assert badges == {
        ("Met", "#s-met"), ("Partly met", "#s-partly-met"), ("Not met", "#s-not-met"), ("Not assessed", "#s-not-assessed"),
    }  # fmt: skip


def test_both_answers_to_a_gate_question_stand_in_the_red_lines() -> None:
    section = parsed(comparison()).xpath("//section[@aria-labelledby='red-lines']")[0]
    assert make.CONSENT in section.text_content()
    assert "Not crossed. Searched, no clause found: the main text (40 words)." in section.text_content()


@pytest.mark.parametrize("status", [s for s in CoverageStatus if not Coverage(s).can_be_scored])
def test_a_text_that_cannot_be_scored_gets_a_page_that_says_so(status: CoverageStatus) -> None:
    findings = make.some_findings(make.an_unreadable_agreement(status), ())
    page = parsed(write_scorecard(make.a_scorecard(findings=findings, criteria=(), red_lines=()), date=DATE))
    text = " ".join(page.text_content().split())
    assert "it was not scored" in text
    assert "scan without text" in text
    assert "of 100" not in text
    assert page.xpath("//*[@class='total' or @class='chart']") == []


def test_a_comparison_with_a_text_that_cannot_be_scored_shows_no_score() -> None:
    broken = make.a_scorecard(findings=make.some_findings(make.an_unreadable_agreement(), ()), criteria=(), red_lines=())
    text = write_comparison([broken, make.another_scorecard()], date=DATE)
    assert 'id="unscored"' in text
    assert parsed(text).xpath("//*[@class='chart']") == []


def test_agreements_stand_in_order_of_signature_and_unsigned_ones_last() -> None:
    model = make.a_scorecard(findings=make.some_findings(make.an_agreement(id="m", short="Model", signed=None, model=True)))
    page = parsed(write_comparison([model, make.another_scorecard(), make.a_scorecard()], date=DATE))
    assert page.xpath("//div[contains(@class, 'card')][@id]/h3/text()") == ["Alpha", "Beta", "Model"]


def test_only_shows_one_principle() -> None:
    page = parsed(write_comparison([make.a_scorecard(), make.another_scorecard()], date=DATE, only="isds"))
    assert page.xpath("//div[@class='principle']/h3/text()") == ["No corporate tribunals"]
    assert "shows one principle" in page.text_content()


@pytest.mark.parametrize(("cards", "only", "message"), [
    pytest.param(1, None, "two to 6 agreements, not 1", id="one"),
    pytest.param(7, None, "two to 6 agreements, not 7", id="seven"),
    pytest.param(2, "labour", "no principle 'labour' in this rubric; expected one of: labor, isds, climate", id="unknown_principle"),
])  # fmt: skip
def test_a_comparison_that_makes_no_sense_is_refused(cards: int, only: str | None, message: str) -> None:
    with pytest.raises(ReportError, match=re.escape(message)):
        write_comparison([make.a_scorecard()] * cards, date=DATE, only=only)


def test_different_rubrics_are_not_compared() -> None:
    other = make.a_scorecard(rubric=make.a_rubric_ref(version="0.2.0"))
    with pytest.raises(ReportError, match="same rubric"):
        write_comparison([make.a_scorecard(), other], date=DATE)


def test_agreements_with_the_same_short_name_are_told_apart() -> None:
    def draft(name: str) -> Agreement:
        return make.an_agreement(id=name)

    cards = [make.a_scorecard(findings=make.some_findings(draft(name))) for name in ("draft-1", "draft-2")]
    assert "Alpha (draft-1) and Alpha (draft-2) compared" in write_comparison(cards, date=DATE)


def test_the_method_names_versions_hashes_and_the_command() -> None:
    table = parsed(comparison()).xpath("//table[@class='method']")[-1].text_content()
    for words in ("just-trade 0.1.0", make.SHA, make.SHA[::-1], "beta.txt", f"scorer compare alpha beta --format html --date {DATE}", DATE):
        assert words in table
