"""Which answers may be said aloud."""

from __future__ import annotations

import pytest

from scorer.model import Bearer, Finding, Scorecard, Strength
from scorer.report.document import plain
from scorer.report.testimony import wording
from scorer.report.testimony.authorities import Register
from scorer.report.testimony.claims import FEWEST, MOST, Claim, Silence, claims
from scorer.report.testimony.given import Citations
from tests import factories as make
from tests.testimonies import doubtful_bearer, model_cards

LABOR = ["labor"]
EVERY = [principle.id for principle in make.some_principles()]


def card_with(*findings: Finding, **changes: object) -> Scorecard:
    """Return a card on labor alone: an answered question, and one without a clause."""
    criteria = changes.pop("criteria", (make.a_criterion(), make.an_absent_criterion()))
    return make.a_scorecard(findings=make.some_findings(findings=findings), criteria=criteria, red_lines=(), **changes)


def kinds(found: tuple[Claim | Silence, ...]) -> list[str]:
    return [claim.criterion.id if isinstance(claim, Claim) else f"silence on {claim.principle}" for claim in found]


def said(claim: Claim | Silence, card: Scorecard) -> str:
    return plain(wording.sentence(claim, card, Register(Citations.PLAIN, {}), "Finding 1"))


def test_a_clause_and_the_silence_of_a_principle_make_two_findings() -> None:
    assert kinds(claims(card_with(make.a_finding(confidence=0.9)), LABOR, MOST)) == ["silence on labor", "labor.enforce.effective"]


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(make.a_finding(bearer=Bearer.OTHER, confidence=0.99), id="nobody_is_bound"),
        pytest.param(make.a_finding(review=("no governing word was found",), confidence=0.99), id="a_person_should_look"),
    ],
)
def test_a_clause_that_lacks_a_part_of_a_claim_makes_none(finding: Finding) -> None:
    assert kinds(claims(card_with(finding), LABOR, MOST)) == ["silence on labor"]


def test_without_a_clause_and_without_silence_there_is_no_finding() -> None:
    assert claims(doubtful_bearer(), LABOR, MOST) == ()


def test_a_clause_beside_the_question_makes_no_claim() -> None:
    short_of = make.a_criterion(scale="design", outcome="not_met", level=1.0, components=None)
    assert claims(card_with(make.a_finding(confidence=0.99), criteria=(short_of,)), LABOR, MOST) == ()


def test_one_of_several_clauses_does_not_speak_for_a_good_answer() -> None:
    found = (make.a_finding(confidence=0.99), make.a_consent(confidence=0.99))
    met = make.a_criterion(scale="design", outcome="met", level=4.0, components=None, findings=(0, 1))
    alone = make.a_criterion(scale="design", outcome="met", level=4.0, components=None)
    counts = [len(claims(card_with(*found, criteria=(criterion,)), LABOR, MOST)) for criterion in (met, alone)]
    assert counts == [0, 1]


def test_a_clause_that_is_too_long_to_be_said_makes_no_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorer.report.testimony.claims.SAID_WORDS", 5)
    assert kinds(claims(card_with(make.a_finding(confidence=0.99)), LABOR, MOST)) == ["silence on labor"]


def test_the_same_words_are_said_once() -> None:
    again = make.a_criterion(id="labor.other.question")
    found = claims(card_with(make.a_finding(confidence=0.99), criteria=(make.a_criterion(), again)), LABOR, MOST)
    assert kinds(found) == ["labor.enforce.effective"]


def test_red_lines_come_first() -> None:
    duty, consent = make.a_finding(confidence=0.99), make.a_consent(confidence=0.99)
    card = make.a_scorecard(findings=make.some_findings(findings=(duty, consent)))
    first = claims(card, EVERY, MOST)[0]
    assert isinstance(first, Claim)
    assert first.red_line == "Corporate tribunal"


def test_silence_names_what_was_searched() -> None:
    card = card_with(make.a_finding(confidence=0.99))
    text = said(claims(card, LABOR, MOST)[0], card)
    assert text.startswith("Searched: the main text (")
    assert text.endswith("No clause was found that answers “Is there a rapid procedure for single workplaces?”")


def test_what_is_not_assessed_is_not_silence() -> None:
    card = card_with(make.a_finding(confidence=0.99), criteria=(make.a_criterion(), make.an_unassessed_criterion()))
    assert kinds(claims(card, LABOR, MOST)) == ["labor.enforce.effective"]


def test_nothing_stands_behind_a_permission() -> None:
    finding = make.a_finding(confidence=0.99, qualifiers=(), strength=Strength.PERMISSIVE)
    card = card_with(finding, criteria=(make.a_criterion(loopholes=()),))
    assert said(claims(card, LABOR, MOST)[0], card).endswith("No limit of the rubric's list was found in it.")


@pytest.mark.parametrize(
    ("strength", "words"),
    [
        pytest.param(Strength.BINDING_SHALL, "binds each Party", id="duty"),
        pytest.param(Strength.BEST_ENDEAVOURS, "asks for efforts by each Party", id="efforts"),
        pytest.param(Strength.PERMISSIVE, "says what each Party may do", id="permission"),
    ],
)
def test_a_claim_has_act_bearer_citation_quotation_and_limit(strength: Strength, words: str) -> None:
    card = card_with(make.a_finding(confidence=0.99, strength=strength), criteria=(make.a_criterion(),))
    text = said(claims(card, LABOR, MOST)[0], card)
    assert text.startswith(f"Alpha art. 3.2(1) {words}: “{make.DUTY}”")
    assert text.endswith("Its own words limit it: repeated conduct.")


def test_without_limits_a_claim_says_what_stands_behind_it() -> None:
    finding = make.a_finding(confidence=0.99, qualifiers=())
    card = card_with(finding, criteria=(make.a_criterion(loopholes=()),))
    assert said(claims(card, LABOR, MOST)[0], card).endswith("Behind it stands dispute settlement with trade sanctions (Alpha art. 9.4).")


def test_the_models_give_five_to_nine_findings() -> None:
    counts = [len(claims(card, [p.id for p in card.principles], MOST)) for card in model_cards()]
    assert all(FEWEST <= count <= MOST for count in counts)


def test_a_finding_can_be_read_aloud_in_about_twenty_seconds() -> None:
    spoken = [
        len(said(claim, card).split()) for card in model_cards() for claim in claims(card, [p.id for p in card.principles], MOST)
    ]  # fmt: skip
    assert max(spoken) <= 100, "at five words a second"
