"""Which verb governs the words quoted, and who bears the duty."""

import pytest

from scorer.clauses import Deontic
from scorer.errors import RubricError
from scorer.model import Bearer, Place, Strength

DEONTIC = Deontic.default()


def read(marked, **options):
    """Read the force at the words in [[...]], or of the whole text."""
    start, end = marked.find("[["), marked.find("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    return DEONTIC.read(text, (start, end) if start >= 0 else (0, len(text)), **options)


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        pytest.param("Each Party shall enforce its laws.", "binding_shall", id="shall"),
        pytest.param("No Party may weaken its laws.", "binding_shall", id="no_party_may"),
        pytest.param("A Party may weaken its laws.", "permissive", id="may"),
        pytest.param("Each Party shall strive to enforce its laws.", "best_endeavours", id="strive"),
        pytest.param("Each Party shall, within its means, promote decent work.", "best_endeavours", id="soft_verb_after_an_aside"),
        pytest.param(
            "No Party shall encourage investors and a Party shall not promote trade by lax laws.", "binding_shall", id="negated_soft_verb"
        ),
        pytest.param("The Parties shall cooperate and adopt rules on fish.", "binding_shall", id="soft_and_hard_verb"),
        pytest.param("The Parties agree to cooperate.", "best_endeavours", id="agree_to_cooperate"),
        pytest.param("To the extent possible, each Party shall reply.", "best_endeavours", id="extent_before_shall"),
        pytest.param("Nothing in this Chapter shall be construed to bind a Party.", "permissive", id="nothing_shall"),
        pytest.param("Each Party shall be free to choose its taxes.", "permissive", id="free_to"),
        pytest.param("Such payments shall be free from any tax.", "binding_shall", id="free_from"),
        pytest.param("Each Party shall take such steps as may be necessary.", "binding_shall", id="as_may_be_necessary"),
        pytest.param("A Party may raise a duty only if the Committee agrees.", "binding_shall", id="may_only_if"),
        pytest.param("The Parties recognise that trade should not harm rivers.", "recognition", id="should_inside_that"),
        pytest.param("Recalling their ties, the Parties shall meet.", "binding_shall", id="participle_yields"),
        pytest.param("Each Party shall recognise the diplomas of the others.", "binding_shall", id="shall_recognise"),
        pytest.param("Chapter Nine shall not apply to this Article.", "exclusion", id="chapter_does_not_apply"),
        pytest.param("No Party shall have recourse to dispute settlement on this matter.", "exclusion", id="no_recourse"),
        pytest.param(
            "No Party shall have recourse to dispute settlement without first asking for talks.", "binding_shall", id="first_step"
        ),
        pytest.param("If a good is unsafe, the Party shall withdraw it.", "binding_shall", id="condition_first"),
        pytest.param("Where a Party may act, it shall give notice.", "binding_shall", id="permission_inside_condition"),
        pytest.param("Each Party shall ensure that [[persons may sue]].", "binding_shall", id="permission_that_is_ensured"),
        pytest.param("Should a dispute arise, the Parties shall meet.", "binding_shall", id="should_as_condition"),
        pytest.param("A Party shall at any time be free to leave.", "permissive", id="shall_be_free_to"),
        pytest.param("A Party that adopts a measure shall give notice.", "binding_shall", id="relative_clause_at_the_subject"),
    ],
)
def test_governing_words(text, strength):
    assert read(text).strength == Strength(strength)


def test_chapeau_governs_its_item():
    text = "The Parties shall endeavour to: "
    force = DEONTIC.read(text + "publish their laws;", (len(text), len(text) + 7), starts=(0, len(text)))
    assert (force.strength, force.rule) == (Strength.BEST_ENDEAVOURS, "soft-duty:chapeau")


def test_verb_inside_the_quote_wins_over_the_one_before():
    assert read("Each Party shall publish its laws and [[may charge a fee]].").strength is Strength.PERMISSIVE


def test_preamble_is_recognition_whatever_the_verb():
    assert read("The Parties shall protect workers;", place=Place.PREAMBLE).strength is Strength.RECOGNITION


def test_objectives_article_is_recognition():
    assert read("The Parties shall protect workers.", headings=("General Part", "Objectives")).strength is Strength.RECOGNITION


def test_heading_of_the_chapter_does_not_make_objectives():
    assert read("The Parties shall protect workers.", headings=("Objectives", "Workers")).strength is Strength.BINDING_SHALL


def test_exceptions_article_with_the_usual_formula_is_permissive():
    assert read("Article XX is incorporated into this Agreement.", headings=("General Exceptions",)).strength is Strength.PERMISSIVE


def test_nothing_found_is_doubtful():
    force = read("An emblem with three stars.")
    assert (force.strength, force.cue, force.doubtful) == (Strength.BINDING_SHALL, None, True)


def test_cue_is_a_range_of_the_text():
    text = "Each Party shall enforce its laws."
    force = read(text)
    assert force.cue is not None
    assert text[slice(*force.cue)] == "shall"


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("Each Party shall reply.", Bearer.EACH_PARTY),
        ("No Party may seize goods.", Bearer.EACH_PARTY),
        ("On request, the Parties shall meet.", Bearer.PARTIES),
        ("A claimant may submit a claim.", Bearer.INVESTOR),
        ("At the request of a Party, the Joint Committee shall meet.", Bearer.COMMITTEE),
        ("The arbitral panel shall hear the Parties.", Bearer.PANEL),
        ("Any Contracting State may, after a year, withdraw.", Bearer.EACH_PARTY),
        ("Ruritania shall pay.", Bearer.NAMED_PARTY),
        ("This Agreement shall enter into force.", Bearer.OTHER),
        ("The customs duties of a Party shall fall.", Bearer.OTHER),
    ],
)
def test_bearer_is_the_subject_before_the_governing_verb(text, bearer):
    assert read(text).bearer is bearer


@pytest.mark.parametrize("text", ["", " ", "İİ shall İ", "shall " * 500, "nothing in " * 300, "," * 400, "may have the right " * 200])
def test_odd_texts_are_read(text):
    assert DEONTIC.read(text, (0, len(text))).strength in Strength


def test_unknown_key_is_refused_with_its_line(tmp_path):
    path = tmp_path / "deontic.yaml"
    path.write_text("lists: {}\nfamilis: []\n")
    with pytest.raises(RubricError, match=r"deontic\.yaml:2"):
        Deontic.load(path)
