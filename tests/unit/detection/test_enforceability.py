"""What stands behind each chapter, on made-up agreements of a few articles."""

import pytest

from scorer import cite, clauses, structure
from scorer.detection.corpus import ClauseIndex
from scorer.detection.enforceability import regimes
from scorer.detection.findings import Readers
from scorer.detection.rules import search
from scorer.model import Agreement, SourceText
from scorer.outline import Outline
from scorer.shipped import provision_library

DISPUTES = """
Chapter 9 Dispute Settlement
Article 9.1 Scope
This Chapter shall apply to any disputes between two Parties on how this Agreement is to be applied: its interpretation or application.
Article 9.2 Panels
If talks fail, the complaining Party may request the establishment of a panel.
Article 9.3 Remedies
A Party that prevails may suspend benefits of equivalent effect.
"""
NO_REMEDY = DISPUTES.split("Article 9.3")[0]
TARIFFS = "Chapter 2 Trade in Goods\nArticle 2.1 Tariffs\nEach Party shall cut its tariffs.\n"


def a_labor_chapter(last="Each Party shall name a contact point."):
    return (
        "\nChapter 7 Labour\nArticle 7.1 Enforcement\nEach Party shall effectively enforce its labour law.\n"
        f"Article 7.2 Fees\nEach Party shall keep fees low.\nArticle 7.3 Closing rules\n{last}\n"
    )


def a_map(text):
    part = SourceText(id="main", text=text, file="made.txt", sha256="0" * 64)
    agreement = Agreement(id="made", title="Made Agreement", short="Made", parts=(part,))
    tree = structure.build(part)
    outline = Outline(tree)
    library = provision_library()
    index = ClauseIndex(clauses.segment(part, tree), {"main": tree}, library)
    readers = Readers(
        force=lambda *_: pytest.fail("the map does not read force"),
        locate=lambda *_: (),
        cite=lambda _, eid, offset: cite.cite(agreement, part, outline, eid, offset),
        at=lambda _, offset: outline.at(offset).eid,
    )
    return regimes(index, {"main": tree}, search(index, library), agreement, library, readers)


def value(text, eid="chp_7__art_7-1", provision="labor.effective_enforcement"):
    return a_map(text).at("main", eid, provision).value.value


def test_a_chapter_on_which_nothing_is_said_is_covered_by_default():
    found = a_map(TARIFFS + a_labor_chapter() + DISPUTES)
    regime = found.at("main", "chp_7__art_7-1", "labor.effective_enforcement")
    assert regime.value.value == "sanctions"
    assert [each.citation for each in regime.because] == ["Made art. 9.1", "Made art. 9.2", "Made art. 9.3"]
    assert found.exclusions == ()


def test_without_a_remedy_the_ruling_binds_and_no_more():
    assert value(TARIFFS + a_labor_chapter() + NO_REMEDY) == "binding_panel_no_sanctions"


def test_a_precondition_is_no_exclusion():
    last = "No Party shall have recourse to dispute settlement under Chapter 9 for a matter of this Chapter without first holding talks."
    found = a_map(TARIFFS + a_labor_chapter(last) + DISPUTES)
    assert found.exclusions == ()
    assert found.at("main", "chp_7__art_7-1", "labor.effective_enforcement").value.value == "sanctions"


@pytest.mark.parametrize(
    "sentence",
    [
        "No Party shall have recourse to dispute settlement on any question that this Chapter governs.",
        "The duties of this Chapter shall not be subject to dispute settlement.",
        "Chapter 9 shall not apply to this Chapter.",
        "Neither Party may invoke Chapter 9 for a question of this Chapter.",
        "The procedures for the settlement of disputes in Chapter 9 (Dispute Settlement) do not apply to this Chapter.",
    ],
)
def test_exclusions_are_read_in_any_family_of_wording(sentence):
    found = a_map(TARIFFS + a_labor_chapter(sentence) + DISPUTES)
    regime = found.at("main", "chp_7__art_7-1", "labor.effective_enforcement")
    assert regime.value.value == "excluded"
    assert regime.because[0].quote == sentence
    assert found.exclusion_at("main", "chp_7__art_7-1") == regime.because[0]
    assert found.at("main", "chp_2__art_2-1", "x").value.value == "sanctions"


def test_the_number_of_another_chapter_excludes_nothing():
    assert value(TARIFFS + a_labor_chapter("Chapter 2 shall not apply to this Chapter.") + DISPUTES) == "sanctions"


@pytest.mark.parametrize(
    "scope",
    [
        "This Chapter shall not apply to disputes under Chapters 5 (Fish) and 7 (Labour).",
        "With the exception of Chapters 6 to 7, this Chapter shall apply to all disputes on the application of this Agreement.",
    ],
)
def test_a_list_in_the_dispute_chapter_excludes_the_chapters_on_it(scope):
    text = TARIFFS + "\nChapter 6 Parks\nArticle 6.1 Parks\nEach Party shall keep parks.\n" + a_labor_chapter()
    text += DISPUTES.replace("Article 9.2", f"Article 9.1A More on scope\n{scope}\nArticle 9.2")
    assert value(text) == "excluded"
    assert value(text, "chp_2__art_2-1") == "sanctions"


def test_what_follows_other_than_is_spared():
    last = "No Party may have recourse to dispute settlement on a question of this Chapter other than Article 7.1."
    text = TARIFFS + a_labor_chapter(last) + DISPUTES
    assert value(text) == "sanctions"
    assert value(text, "chp_7__art_7-2") == "excluded"


def test_an_article_alone_can_be_excluded():
    last = "No Party may have recourse to dispute settlement on a question of Article 7.2."
    text = TARIFFS + a_labor_chapter(last) + DISPUTES
    assert value(text) == "sanctions"
    assert value(text, "chp_7__art_7-2") == "excluded"


def test_an_excluded_chapter_with_its_own_experts_has_their_report():
    last = "Chapter 9 shall not apply to this Chapter. A Party may request that a panel of experts be convened."
    assert value(TARIFFS + a_labor_chapter(last) + DISPUTES) == "expert_panel_nonbinding"


def test_an_excluded_chapter_with_its_own_talks_has_consultations():
    last = "Chapter 9 shall not apply to this Chapter. A Party may request consultations on a matter of this Chapter."
    assert value(TARIFFS + a_labor_chapter(last) + DISPUTES) == "consultations_only"


def test_consulting_the_public_is_no_procedure_between_the_parties():
    last = "Chapter 9 shall not apply to this Chapter. Each Party shall hold consultations with the public."
    assert value(TARIFFS + a_labor_chapter(last) + DISPUTES) == "excluded"


def test_only_the_procedures_of_the_chapter_shut_out_all_others():
    last = "For any matter of this Chapter the Parties shall only have recourse to the procedures of Articles 7.2 and 7.3."
    assert value(TARIFFS + a_labor_chapter(last) + DISPUTES) == "excluded"


def test_only_the_procedures_of_the_dispute_chapter_shut_out_nothing():
    last = "For any matter of this Chapter the Parties shall only have recourse to the procedures of this Article and Chapter 9."
    assert value(TARIFFS + a_labor_chapter(last) + DISPUTES) == "sanctions"


def test_a_bar_on_suspension_leaves_a_ruling():
    bar = "For disputes under Chapter 7 the remedies shall not include the suspension of concessions."
    text = TARIFFS + a_labor_chapter() + DISPUTES + f"Article 9.4 Limits\n{bar}\n"
    regime = a_map(text).at("main", "chp_7__art_7-1", "labor.effective_enforcement")
    assert (regime.value.value, [each.citation for each in regime.because]) == (
        "binding_panel_no_sanctions",
        ["Made art. 9.4", "Made art. 9.1"],
    )
    assert value(text, "chp_2__art_2-1") == "sanctions"


def test_a_road_to_the_panel_in_the_chapter_is_the_first_reason():
    last = "If talks fail, a Party may request the establishment of a panel under Article 9.2."
    regime = a_map(TARIFFS + a_labor_chapter(last) + DISPUTES).at("main", "chp_7__art_7-1", "labor.effective_enforcement")
    assert regime.value.value == "sanctions"
    assert regime.because[0].citation == "Made art. 7.3"


def test_an_aspiration_with_talks_of_its_own_ends_in_talks():
    last = "A Party should not relax such law to draw capital. Another Party may request consultations on this."
    text = TARIFFS + a_labor_chapter(last) + DISPUTES
    assert value(text, "chp_7__art_7-3") == "consultations_only"
    assert value(text) == "sanctions"


def test_the_numbers_of_chapters_may_be_words():
    last = "Neither Party may have recourse to Chapter Nine (Dispute Settlement) on a question of this Chapter."
    assert value(TARIFFS + a_labor_chapter(last) + DISPUTES) == "excluded"


def test_a_sentence_that_names_nothing_is_kept_undecided():
    last = "Actions of the kind in Annex 40 shall not be subject to dispute settlement."
    found = a_map(TARIFFS + a_labor_chapter(last) + DISPUTES)
    assert [each.evidence.quote for each in found.undecided] == [last]
    assert found.at("main", "chp_7__art_7-1", "x").value.value == "sanctions"


def test_an_agreement_that_knows_only_talks_has_consultations():
    text = "Article 1\nEach Party shall cut tariffs.\nArticle 2\n"
    text += "Disputes on the interpretation of this Agreement shall be settled by negotiations.\n"
    assert value(text, "art_1") == "consultations_only"


def test_an_agreement_silent_on_disputes_is_not_decided():
    assert value("Article 1\nEach Party shall cut tariffs.\n", "art_1") == "n/a"


INVESTMENT = """
Chapter 5 Investment
Article 5.1 Requirements
No Party shall ask for local content.
Article 5.2 Treatment
Each Party shall accord fair and equitable treatment to investments.
Article 5.3 Claims
{claim}
Article 5.4 Consent
Each Party consents to the submission of a claim to arbitration under this Chapter by an investor.
"""


def test_standing_consent_lets_investors_enforce_what_they_may_claim():
    claim = (
        "An investor may submit to arbitration under the UNCITRAL rules a claim that the Party breached an obligation under this Chapter."
    )
    text = TARIFFS + INVESTMENT.format(claim=claim) + DISPUTES
    assert value(text, "chp_5__art_5-1", "isds.performance_requirements_prohibition") == "investor_arbitration"
    assert value(text, "chp_5__art_5-1", "labor.cooperation") == "sanctions"


def test_what_is_kept_from_investors_is_left_to_the_parties():
    claim = "An investor may submit to arbitration under the UNCITRAL rules a claim that the Party breached Article 5.2."
    last = "Nothing in this Chapter shall be subject to dispute settlement pursuant to Article 5.3."
    text = TARIFFS + INVESTMENT.format(claim=claim) + a_labor_chapter(last) + DISPUTES
    assert value(text) == "sanctions"
    assert a_map(text).exclusions == ()


def test_what_is_missing_from_a_closed_list_of_claims_is_left_to_the_parties():
    claim = (
        "An investor may submit to arbitration under the UNCITRAL rules a claim that the Party breached an obligation under Article 5.2."
    )
    text = TARIFFS + INVESTMENT.format(claim=claim) + DISPUTES
    assert value(text, "chp_5__art_5-1", "isds.performance_requirements_prohibition") == "sanctions"
    assert value(text, "chp_5__art_5-2", "isds.fet_minimum_standard") == "investor_arbitration"


def test_the_table_has_a_row_for_each_chapter_and_for_what_differs():
    last = "No Party may have recourse to dispute settlement on a question of Article 7.2."
    rows = a_map(TARIFFS + a_labor_chapter(last) + DISPUTES).rows
    assert [(row.eid, row.value.value) for row in rows] == [
        ("chp_2", "sanctions"),
        ("chp_7", "sanctions"),
        ("chp_7__art_7-2", "excluded"),
        ("chp_9", "sanctions"),
    ]


def test_without_chapters_the_table_has_one_row_for_the_whole():
    text = "Article 1\nEach Party shall cut tariffs.\nArticle 2\n"
    rows = a_map(text + "Disputes on the interpretation of this Agreement shall be settled by negotiations.\n").rows
    assert [(row.heading, row.value.value) for row in rows] == [("Whole agreement", "consultations_only")]


def test_many_references_are_read_in_time_that_grows_with_the_text():
    text = TARIFFS + a_labor_chapter("Articles " + ", ".join(str(n) for n in range(3000)) + " shall not apply to this Chapter.") + DISPUTES
    assert value(text) == "sanctions"


COURT = """
Chapter 5 The Court
Article 50 Role
The Court shall have jurisdiction over the interpretation of this Treaty.
Article 51 Staff
The Court shall have jurisdiction over disputes between the Community and its employees.
"""


def test_a_court_of_the_parties_stands_behind_the_duties():
    regime = a_map(TARIFFS + COURT).at("main", "chp_2__art_2-1", "x")
    assert (regime.value.value, [each.citation for each in regime.because]) == ("binding_panel_no_sanctions", ["Made art. 50"])


def test_a_text_that_is_silent_on_disputes_is_told_as_such():
    found = a_map(TARIFFS)
    assert (found.base.value.value, found.base.because) == ("n/a", ())
    doubt = "no sentence on settling disputes between the Parties was found"
    assert (found.rows[0].heading, found.rows[0].doubt) == ("Whole agreement", doubt)


def test_a_procedure_in_another_text_is_not_guessed_at():
    text = TARIFFS + "Article 2.2 Disputes\nAny dispute shall be settled in accordance with the rules of Annex 7.\n"
    found = a_map(text)
    assert (found.base.value.value, found.rows[0].doubt) == ("n/a", "the procedure for disputes stands in another text")


@pytest.mark.parametrize(
    "last",
    [
        "No Party may have recourse to dispute settlement for a matter under this Chapter, including such matters as Article 7.2 names.",
        "Notwithstanding Article 7.2, this Chapter shall not be subject to dispute settlement.",
        "This Chapter shall not be subject to dispute settlement as defined in Title IV.",
        "Claims under this Chapter shall not be pursued under Chapter 9 (Dispute Settlement).",
    ],
    ids=["including", "notwithstanding", "place-of-procedure", "pursued"],
)
def test_what_a_sentence_only_mentions_neither_narrows_nor_widens_an_exclusion(last):
    found = a_map(TARIFFS + a_labor_chapter(last) + DISPUTES)
    assert [exclusion.targets for exclusion in found.exclusions] == [("chp_7",)]


@pytest.mark.parametrize(
    "last",
    [
        "For breach of this Agreement a Party shall exclusively have recourse to the dispute settlement procedures under Chapter 9.",
        "No Party may have recourse to Chapter 9 (Dispute Settlement) on a matter of this Chapter unless, the person has appealed.",
        "Actions under the Safeguards Agreement as defined in Article 2.1 shall not be subject to Chapter 9.",
        "Dispute settlement under a treaty relating to investment shall not be open for this Chapter.",
    ],
    ids=["the-procedure-itself", "condition", "definition", "another-treaty"],
)
def test_no_place_is_excluded_where_none_is_meant(last):
    assert a_map(TARIFFS + a_labor_chapter(last) + DISPUTES).exclusions == ()


def test_a_section_that_is_not_marked_leaves_a_doubt_at_its_chapter():
    last = "Neither Party may have recourse to dispute settlement for a matter under this Section."
    found = a_map(TARIFFS + a_labor_chapter(last) + DISPUTES)
    assert found.at("main", "chp_7__art_7-3", "x").value.value == "excluded"
    assert found.doubt_at("main", "chp_7__art_7-1").startswith("Made art. 7.3 takes something out")
    assert next(row.doubt for row in found.rows if row.eid == "chp_7")


def test_the_general_procedure_tells_its_end_its_times_and_that_it_cannot_be_blocked():
    text = TARIFFS + DISPUTES + "Article 9.4 Times\nThe panel shall present its report within 90 days. The report is final.\n"
    steps = [(step.aspect.value, step.name, step.words, step.at.citation) for step in a_map(text).procedure]
    assert ("ends_in", "suspension of benefits", "suspend benefits", "Made art. 9.3") in steps
    assert ("cannot_block", "upon request", "complaining Party may request the establishment of a panel", "Made art. 9.2") in steps
    assert ("time_limit", "report", "within 90 days", "Made art. 9.4") in steps
