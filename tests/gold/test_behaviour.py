"""Behaviour that must hold, on real texts altered in memory."""

import re

import pytest

from tests.altering import chapters_of, duties, levels, scorer_of, swap

LABOR, NATURE = "labor.enforce.effective", "environment.enforce.effective"
COURSE = r",?\s+through\s+a\s+sustained\s+or\s+recurring\s+course\s+of\s+action\s+or\s+inaction,?"
NEXUS = r",?\s+in\s+a\s+manner\s+affecting\s+trade(?:\s+or\s+investment)?\s+between\s+the\s+Parties,?"
CHAPTERS = ("initial", "labou?r", "environment", "dispute", "investment", "exceptions", "final", "administ")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    return scorer_of(tmp_path_factory.mktemp("altered"), ".xml")


@pytest.fixture(scope="module", params=["pta_449", "pta_156", "pta_23"])
def text(request, shared):
    return chapters_of(shared / "corpus" / "tota" / "xml" / f"{request.param}.xml", *CHAPTERS)


def without(pattern, text, name="labou?r"):
    """Delete words from the body of one chapter."""
    chapter = re.search(rf'<chapter\b[^>]*\bname="[^"]*(?:{name})[^"]*".*?</chapter>', text, re.DOTALL | re.IGNORECASE)
    deleted, count = re.subn(pattern, "", chapter[0])
    assert count
    return text.replace(chapter[0], deleted)


def closing(text, sentence, name="labou?r"):
    """Put a sentence at the end of a chapter's last article."""
    chapter = re.search(rf'<chapter\b[^>]*\bname="[^"]*(?:{name})[^"]*".*?</chapter>', text, re.DOTALL | re.IGNORECASE)[0]
    head, mark, tail = chapter.rpartition("</article>")
    return text.replace(chapter, f"{head}\n\n99. {sentence}\n{mark}{tail}")


def q(card, criterion=LABOR):
    """Return what the loopholes take from a duty."""
    return next(c.components.Q for c in card.criteria if c.id == criterion)


def test_deleting_the_hurdles_raises_enforcement_each_and_both_more(text, scored):
    plain = scored(text)
    course, nexus, both = (scored(without(p, text)) for p in (COURSE, NEXUS, f"{COURSE}|{NEXUS}"))
    assert q(plain) > q(course) > q(both)
    assert q(plain) > q(nexus) > q(both)
    assert levels(both)[LABOR] > levels(plain)[LABOR]


def test_an_exclusion_lowers_every_duty_of_the_chapter_and_a_precondition_none(text, scored):
    before = {c.id: c for c in duties(scored(text), "labor") if c.components.E > 1}
    sentence = "No Party shall have recourse to dispute settlement on any question that this Chapter governs"
    excluded = {c.id: c for c in duties(scored(closing(text, sentence + ".")), "labor")}
    first = scored(closing(text, sentence + " without first seeking to resolve the matter in accordance with this Article."))
    assert before
    assert all(excluded[criterion].components.E <= 1 for criterion in before)
    assert all(excluded[c].level < was.level or was.level == 0.25 for c, was in before.items() if was.components.F > 1)
    assert {criterion: levels(first)[criterion] for criterion in before} == {criterion: c.level for criterion, c in before.items()}


def test_a_nexus_moved_to_a_footnote_that_names_the_article_counts_alike(text, scored):
    plain = scored(text)
    duty = next(plain.findings.findings[c.findings[0]] for c in plain.criteria if c.id == LABOR)
    note = f"To establish a violation of Article {duty.citation.article}, a Party must show that it was in a manner affecting trade."
    moved = closing(without(NEXUS, text), note)
    assert q(scored(moved)) == q(plain)


def test_american_and_british_spelling_are_read_alike(text, scored):
    other = re.sub(r"([Ll])abour", r"\1abor", text) if "abour" in text else re.sub(r"([Ll])abor", r"\1abour", text)
    assert other != text
    assert levels(scored(other)) == levels(scored(text))


def test_a_doubled_chapter_article_changes_no_duty(text, scored):
    article = re.search(r"<article\b(?:(?!</article>).)*effectively\s+enforce\s+its\s+labou?r\s+laws.*?</article>", text, re.DOTALL)[0]
    doubled = swap(text, article, article + article)
    assert levels(scored(doubled))[LABOR] == levels(scored(text))[LABOR]


def test_deleting_the_investor_section_leaves_no_consent_and_no_road_for_investors(text, scored):
    """Articles of the investment chapter that know claimants, awards or tribunals are the section."""

    section = re.compile(r"\b(?:claimants?|disputing investor|tribunals?|arbitration|arbitrators?)\b", re.IGNORECASE)

    def cut(found):
        return "" if section.search(found[0]) else found[0]

    chapter = re.search(r'<chapter\b[^>]*\bname="[^"]*investment[^"]*".*?</chapter>', text, re.DOTALL | re.IGNORECASE)[0]
    altered = text.replace(chapter, re.sub(r"<article\b.*?</article>", cut, chapter, flags=re.DOTALL))
    consent = {"isds.consent_to_arbitration", "isds.investor_may_submit", "isds.icsid", "isds.uncitral"}
    before, after = ({finding.provision for finding in scored(each).findings.findings} for each in (text, altered))
    assert "isds.consent_to_arbitration" in before
    assert not consent & after
    assert not any(finding.regime.value.value == "investor_arbitration" for finding in scored(altered).findings.findings)


def test_striving_lowers_the_level_of_core_rights_by_one_or_more(text, scored):
    criterion = "labor.core_rights.adopt_maintain"
    altered, count = re.subn(r"shall\s+adopt\s+and\s+maintain\s+in\s+its", "shall strive to adopt and maintain in its", text)
    if not count:
        pytest.skip("this agreement has no such duty")
    assert levels(scored(altered))[criterion] <= levels(scored(text))[criterion] - 1
