"""Which loopholes govern a finding, and where their words may stand: over small agreements of our own."""

import pytest

from scorer import pipeline
from scorer.model import Agreement, SourceText
from scorer.shipped import provision_library

DUTY = "1. Each Party shall effectively enforce its labour laws{words}.\n"
DISPUTES = """
Chapter 9
Dispute Settlement

Article 9.1
Scope
This Chapter shall apply to any dispute between two Parties on the interpretation or application of this Agreement.

Article 9.2
Panels
If talks fail, the complaining Party may request the establishment of a panel.

Article 9.3
Remedies
1. A Party that prevails may suspend benefits of equivalent effect.
{remedy}
"""
LABOR = """
Chapter 7
Labour

Article 7.1
{first}

Article 7.2
Enforcement
{duty}{more}
Article 7.3
Closing Rules
{last}

Chapter 8
Environment

Article 8.1
Enforcement
Each Party shall effectively enforce its environmental laws.
"""
COURSE = " through a recurring course of conduct"
NEXUS = " in a manner that affects trade between the Parties"


def a_text(
    words="", *, more="", first="Scope\nThis Chapter applies to all Parties.", last="Each Party shall name a contact point.", remedy=""
):
    return LABOR.format(first=first, duty=DUTY.format(words=words), more=more, last=last) + DISPUTES.format(remedy=remedy)


def found_in(text, *others):
    parts = [
        SourceText(id=f"part{n}" if n else "main", text=each, file="made.txt", sha256="0" * 64) for n, each in enumerate((text, *others))
    ]
    agreement = Agreement(id="made", title="Made Agreement", short="Made", parts=tuple(parts))
    return pipeline.find(agreement).findings


def finding(text, provision="labor.effective_enforcement", *others):
    return next(each for each in found_in(text, *others) if each.provision == provision)


def loopholes(text, provision="labor.effective_enforcement", *others):
    return [qualifier.id for qualifier in finding(text, provision, *others).qualifiers]


def test_a_plain_duty_has_no_loophole():
    assert loopholes(a_text()) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (COURSE, "L01"),
        (NEXUS, "L02"),
        (", as appropriate", "L09"),
        (", within its available resources", "L10"),
    ],
    ids=["course", "nexus", "as_appropriate", "resources"],
)
def test_words_in_the_clause_govern_it_and_no_other_article(words, number):
    text = a_text(words)
    assert loopholes(text) == [number]
    assert loopholes(text, "env.effective_enforcement") == []


@pytest.mark.parametrize(("words", "number"), [(COURSE, "L01"), (NEXUS, "L02")])
@pytest.mark.parametrize(
    "moved",
    [
        {"more": "\n3 To establish a violation of Article 7.2, a Party must show that it took place{words}.\n"},
        {"first": "Definitions\nFor the purposes of this Chapter:\nfailure to enforce labour laws means a failure{words}."},
        {"more": "\n2. For the purposes of this Article, a failure to enforce labour law means a failure{words}.\n"},
    ],
    ids=["footnote_that_names_the_article", "definitions_article", "definition_in_another_paragraph"],
)
def test_words_moved_out_of_the_clause_govern_it_still(words, number, moved):
    place, text = next(iter(moved.items()))
    duty = DUTY.format(words="")
    marked = duty.replace("laws.", "laws.3") if place == "more" and text.startswith("\n3") else duty
    moved_text = a_text(**{place: text.format(words=words)}).replace(duty, marked.replace("enforce its", "enforce, without failure, its"))
    assert loopholes(moved_text) == [number]
    assert loopholes(moved_text, "env.effective_enforcement") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A failure is contrary to this Article only if it takes place{words}.\n",
        "2. To establish a violation of paragraph 1, a Party must show that it took place{words}.\n",
        "2. To establish a breach of this Article, a Party must show that it took place{words}.\n",
    ],
    ids=["next_sentence", "paragraph_by_number", "this_article"],
)
@pytest.mark.parametrize(("words", "number"), [(COURSE, "L01"), (NEXUS, "L02")])
def test_a_test_of_breach_in_another_sentence_governs(sentence, words, number):
    text = a_text(more=sentence.format(words=words))
    assert loopholes(text) == [number]
    assert loopholes(text, "env.effective_enforcement") == []


def test_words_of_an_item_govern_no_lead_in_that_is_quoted_alone():
    duty = "1. Each Party shall effectively enforce its labour laws by:\n(a) naming inspectors;\n(b) publishing reports, as appropriate.\n"
    assert loopholes(a_text().replace(DUTY.format(words=""), duty)) == []


def test_a_test_of_breach_of_another_paragraph_does_not_govern():
    more = (
        "2. Each Party shall keep fees low.\n3. To establish a violation of paragraph 2, a Party must show that it took place"
        + NEXUS
        + ".\n"
    )
    assert loopholes(a_text(more=more)) == []


def test_a_definition_of_a_term_that_the_clause_does_not_use_is_none_of_its_business():
    first = "Definitions\nFor the purposes of this Chapter:\nforced work means work that is exacted" + COURSE + "."
    assert loopholes(a_text(first=first)) == []


@pytest.mark.parametrize("mark", ["laws3", "laws 2, 3"], ids=["glued", "in_a_list_after_another_mark"])
def test_a_footnote_under_the_mark_in_the_clause_governs_it(mark):
    note = "\n3 To establish a violation, a Party must show that it took place" + NEXUS + ".\n"
    text = a_text(more=note).replace("labour laws.", f"labour {mark.replace(' 2', '2')}.")
    assert loopholes(text) == ["L02"]


@pytest.mark.parametrize(
    "cured",
    [
        ", whether or not the failure is a recurring course of conduct",
        ". A choice made in the exercise of enforcement discretion shall not excuse a failure",
        ". A Party need not show that a violation of this Article took place in a manner that affects trade",
        "; a failure is presumed to be in a manner that affects trade",
    ],
)
def test_cured_forms_are_no_loopholes(cured):
    assert loopholes(a_text(cured)) == []


def test_a_safe_harbour_in_the_next_paragraph_governs_and_its_cured_form_does_not():
    harbour = "2. A Party is in compliance where its inaction reflects a reasonable exercise of discretion.\n"
    assert loopholes(a_text(more=harbour)) == ["L04"]
    assert loopholes(a_text(more="2. A reasonable exercise of discretion shall not excuse a failure.\n")) == []


EXCLUDED = "No Party shall have recourse to dispute settlement under Chapter 9 for any matter arising under this Chapter"


def test_the_excluding_sentence_is_the_loophole_of_every_duty_of_its_chapter_and_of_no_other():
    text = a_text(last=EXCLUDED + ".")
    assert loopholes(text) == ["L05"]
    assert finding(text).qualifiers[0].at.citation == "Made art. 7.3"
    assert loopholes(text, "env.effective_enforcement") == []


def test_an_effort_and_a_wish_in_an_excluded_chapter_have_it_too():
    text = a_text(
        last=EXCLUDED + ".", more="2. The Parties recall their obligations as members of the International Labour Organization.\n"
    )
    text = text.replace("shall effectively enforce its labour", "shall strive to effectively enforce its labour")
    assert loopholes(text) == ["L05", "L12"]
    wish = next(each for each in found_in(text) if each.at.eid.endswith("para_2") and each.provision.startswith("labor."))
    assert (wish.regime.value.value, [q.id for q in wish.qualifiers]) == ("n/a", ["L05"])


def test_a_step_to_be_taken_first_is_no_exclusion():
    assert loopholes(a_text(last=EXCLUDED + " without first seeking to resolve it under this Article.")) == []


def test_partial_coverage_is_told_from_exclusion():
    last = EXCLUDED + " other than Article 7.2.\n"
    text = a_text(last=last, first="Wages\nEach Party shall adopt and maintain in its laws the freedom of association and a minimum wage.")
    assert loopholes(text) == []  # what is spared can be brought before a panel
    assert finding(text).regime.value.value == "sanctions"
    other = next(each for each in found_in(text) if each.at.eid.startswith("chp_7__art_7-1"))
    assert [qualifier.id for qualifier in other.qualifiers if qualifier.id in {"L05", "L06"}] == ["L06"]


FINE = "2. Where a panel finds a breach of Article 7.2, it sets an annual monetary assessment, which shall not exceed 3 million dollars."


def test_a_limited_fine_for_named_articles_governs_them_alone():
    text = a_text(remedy=FINE)
    assert loopholes(text) == ["L07"]
    assert finding(text).qualifiers[0].at.citation == "Made art. 9.3(2)"
    assert loopholes(text, "env.effective_enforcement") == []


def test_a_fine_without_a_limit_is_none():
    assert loopholes(a_text(remedy=FINE.replace(", which shall not exceed 3 million dollars", ""))) == []


def test_the_scope_article_governs_its_chapter():
    first = "Scope\nThis Chapter does not apply to measures of a regional level of government."
    text = a_text(first=first)
    assert loopholes(text) == ["L23"]
    assert loopholes(text, "env.effective_enforcement") == []


def test_a_definition_of_the_law_that_counts_narrows_the_duty_to_enforce_it():
    first = "Definitions\nFor the purposes of this Chapter:\nlabour laws means statutes that are enforceable by the central government."
    assert loopholes(a_text(first=first)) == ["L13"]


def test_a_letter_on_sanctions_governs_labor_and_environment():
    letter = "Letter\n\nOn labour and environment matters, my Government does not expect or intend to need recourse to trade sanctions.\n"
    assert loopholes(a_text(), "labor.effective_enforcement", letter) == ["L22"]


def test_time_given_to_one_party_governs_the_article():
    more = "2. Paragraph 1 shall not apply to Ruritania until the end of the fifth year after entry into force.\n"
    assert loopholes(a_text(more=more)) == ["L19"]


def test_a_sole_intention_governs_the_ban_on_lowering_protection():
    text = a_text(last="No Party shall waive or derogate from its labour laws with the sole intention of attracting investment.")
    assert "L27" in loopholes(text, "labor.non_derogation")


def test_the_chapeau_of_general_exceptions_is_recorded():
    more = "2. Such measures shall not be a means of arbitrary or unjustifiable discrimination.\n"
    assert loopholes(a_text(more=more)) == ["L20"]


def test_every_loophole_that_ships_is_tried_in_its_own_examples():
    library = provision_library()
    assert {f"L{n:02}" for n in range(1, 29)} - {"L25"} == set(library.loopholes)


TRAPS = [
    ("Each Party shall take precautionary measures in safeguard cases.", "env.precautionary_principle"),
    ("The Parties shall improve the business environment.", "env.high_levels_of_protection"),
    ("Technologies that are labour-intensive and a sound investment climate are welcome.", "env.climate_change"),
    ('"CITES" means the Convention on International Trade in Endangered Species.', "env.mea_obligations"),
]


@pytest.mark.parametrize(("sentence", "provision"), TRAPS)
def test_look_alikes_are_not_found(sentence, provision):
    text = f"Chapter 2\nTrade Remedies\n\nArticle 2.1\nRules\n{sentence}\n\nArticle 2.2\nMore\nEach Party shall cut its tariffs.\n"
    assert not [each for each in found_in(text) if each.provision == provision]


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("shall consider undertaking to enforce effectively", "recognition"),
        ("shall, in all cases, endeavour to enforce effectively", "best_endeavours"),
        ("recognises that it shall effectively enforce", "binding_shall"),
    ],
)
def test_the_governing_word_decides(words, strength):
    text = a_text().replace("shall effectively enforce its labour", f"{words} its labour")
    assert {each.strength.value for each in found_in(text) if each.provision == "labor.effective_enforcement"} == {strength}


def test_a_phrase_broken_by_a_page_is_still_the_phrase():
    text = a_text(" through a recurring\n\x0ccourse of conduct")
    assert loopholes(text) == ["L01"]


def test_detection_does_not_depend_on_the_order_of_chapters():
    text = a_text(NEXUS, last=EXCLUDED + ".")
    first, second = text.split("\nChapter 9\n")
    swapped = "\nChapter 9\n" + second + first
    assert loopholes(swapped) == loopholes(text)
