"""Model objects with defaults, for tests that should not need the pipeline. All wording is made up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scorer.model import (
    QUOTE_JOINT,
    Agreement,
    Bearer,
    CharSpan,
    Citation,
    Components,
    Coverage,
    CoverageStatus,
    CriterionResult,
    Enforceable,
    Evidence,
    Finding,
    Findings,
    Node,
    NotFound,
    NotFoundStatus,
    Overall,
    PrincipleResult,
    Qualifier,
    RedLine,
    Regime,
    RegimeRow,
    RubricRef,
    Scorecard,
    SourceText,
    Status,
    Strength,
)

SHA = "0123456789abcdef" * 4
DUTY = "Neither Party shall leave its labour statutes without effect, by repeated conduct that touches commerce between them."
REMEDY = "A Party that prevails may withhold concessions of equal value."
CONSENT = "Each Party hereby agrees that a covered investor may bring a claim to arbitration under this Part."
TEXT = f"Chapter 3 Labour\nArticle 3.2 Keeping the law alive\n1. {DUTY}\nArticle 9.4 Remedies\n{REMEDY}\nArticle 11.8 Consent\n{CONSENT}\n"


def a_part(text: str = TEXT, **changes: Any) -> SourceText:
    """A main text of three short articles."""
    return SourceText(**{"id": "main", "text": text, "file": "alpha.txt", "sha256": SHA, **changes})


def an_agreement(**changes: Any) -> Agreement:
    """A complete agreement called Alpha with one part."""
    defaults = {
        "id": "alpha",
        "title": "Agreement between Alphaland and Betaland on Trade",
        "short": "Alpha",
        "parts": (a_part(),),
        "parties": ("Alphaland", "Betaland"),
        "signed": "2004-05-06",
    }
    return Agreement(**{**defaults, **changes})


def an_unreadable_agreement(status: CoverageStatus = CoverageStatus.UNREADABLE) -> Agreement:
    """An agreement whose text cannot be scored."""
    return an_agreement(parts=(a_part(""),), coverage=Coverage(status, ("scan_without_text",)))


def a_span(words: str, text: str = TEXT) -> CharSpan:
    """The place where the words stand; an error where they do not."""
    start = text.index(words)
    return CharSpan(start, start + len(words))


def a_citation(text: str = "Alpha art. 3.2(1)") -> Citation:
    """A citation taken apart: article and paragraph are read off the short form."""
    article = re.search(r"art\. ([\w.-]*\w)", text)
    paragraph = re.search(r"\((\d+)\)", text)
    return Citation(text, article and article[1], paragraph and paragraph[1], ("Labour", "Keeping the law alive"))


def some_evidence(
    *words: str, citation: str = "Alpha art. 3.2(1)", text: str = TEXT, part: str = "main", eid: str = "chp_3__art_3-2__para_1"
) -> Evidence:
    """Words of the text (one slice or several) with a citation."""
    quoted = words or (DUTY,)
    return Evidence(part, eid, tuple(a_span(each, text) for each in quoted), a_citation(citation), QUOTE_JOINT.join(quoted))


def a_qualifier(words: str = "by repeated conduct", *, text: str = TEXT, **changes: Any) -> Qualifier:
    """A loophole that stands inside the duty."""
    return Qualifier(**{"id": "L01", "name": "repeated_conduct", "at": some_evidence(words, text=text), **changes})


def a_regime(value: Enforceable = Enforceable.SANCTIONS, *, text: str = TEXT) -> Regime:
    """What stands behind a duty, with the sentence that says so."""
    return Regime(value, (some_evidence(REMEDY, citation="Alpha art. 9.4", text=text),))


def a_finding(words: str = DUTY, *, text: str = TEXT, **changes: Any) -> Finding:
    """A binding labour duty with one loophole and sanctions behind it."""
    cite = changes.pop("cite", "Alpha art. 3.2(1)")
    defaults: dict[str, Any] = {
        "provision": "labor.effective_enforcement",
        "at": some_evidence(words, citation=cite, text=text),
        "strength": Strength.BINDING_SHALL,
        "bearer": Bearer.EACH_PARTY,
        "qualifiers": (a_qualifier(text=text),),
        "regime": a_regime(text=text),
        "marks": (a_span("Neither Party shall leave", text),) if words == DUTY else (),
    }
    return Finding(**{**defaults, **changes})


def a_consent(*, text: str = TEXT, **changes: Any) -> Finding:
    """Consent to investor-state arbitration."""
    return a_finding(
        CONSENT,
        cite="Alpha art. 11.8",
        text=text,
        provision="isds.consent_to_arbitration",
        qualifiers=(),
        regime=Regime(Enforceable.INVESTOR_ARBITRATION),
        **changes,
    )


def a_tree(text: str = TEXT) -> Node:
    """One body with one chapter and one article."""
    article = Node("article", "chp_3__art_3-2", CharSpan(17, 60), CharSpan(20, 60), "3.2", "Keeping the law alive")
    chapter = Node("chapter", "chp_3", CharSpan(0, 60), CharSpan(17, 60), "3", "Labour", (article,))
    return Node("body", "body", CharSpan(0, len(text)), CharSpan(0, len(text)), children=(chapter,))


def a_map() -> tuple[RegimeRow, ...]:
    """The chapter of the duty, with what stands behind it."""
    regime = a_finding().regime
    return (RegimeRow("main", "chp_3", "Chapter 3 Labour", regime.value, regime.because),)


def some_findings(agreement: Agreement | None = None, findings: tuple[Finding, ...] | None = None, **changes: Any) -> Findings:
    """A duty, a consent and one provision that is absent."""
    agreement = agreement or an_agreement()
    defaults: dict[str, Any] = {
        "agreement": agreement,
        "trees": {part.id: a_tree(part.text) for part in agreement.parts},
        "findings": (a_finding(), a_consent()) if findings is None else findings,
        "not_found": (NotFound("labor.rapid_response", NotFoundStatus.ABSENT),),
        "provisions_sha256": SHA,
        "regimes": a_map() if findings is None else (),
    }
    return Findings(**{**defaults, **changes})


def a_criterion(**changes: Any) -> CriterionResult:
    """A found labour duty, partly met."""
    defaults: dict[str, Any] = {
        "id": "labor.enforce.effective",
        "principle": "labor",
        "question": "Must each Party enforce its labor law?",
        "polarity": "positive",
        "scale": "duty",
        "role": "key",
        "weight": 3.0,
        "status": Status.FOUND,
        "outcome": "partly_met",
        "level": 2.25,
        "points": 0.5625,
        "components": Components(3, 2, 4, 1.75),
        "findings": (0,),
        "loopholes": (a_qualifier(),),
        "rule": "base 3, breach +1, qualifiers -1.75",
        "gain": 1.4,
    }
    return CriterionResult(**{**defaults, **changes})


def an_absent_criterion(**changes: Any) -> CriterionResult:
    """A question whose clause was searched and not found."""
    defaults: dict[str, Any] = {
        "id": "labor.rapid.response",
        "question": "Is there a rapid procedure for single workplaces?",
        "status": Status.ABSENT,
        "outcome": "not_met",
        "level": 0.0,
        "points": 0.0,
        "components": None,
        "findings": (),
        "loopholes": (),
        "rule": "silence",
        "gain": 2.0,
    }
    return a_criterion(**{**defaults, **changes})


def an_unassessed_criterion(**changes: Any) -> CriterionResult:
    """A question that the text at hand cannot answer."""
    defaults: dict[str, Any] = {
        "id": "labor.annex.programme",
        "question": "Does an annex set up a programme of work?",
        "status": Status.NOT_ASSESSED,
        "outcome": "not_assessed",
        "level": None,
        "points": None,
        "components": None,
        "findings": (),
        "loopholes": (),
        "rule": "",
        "reason": "needs the annexes, which were not read",
        "gain": None,
    }
    return a_criterion(**{**defaults, **changes})


def a_gate(**changes: Any) -> CriterionResult:
    """The gate question on investor arbitration, answered with full consent."""
    defaults: dict[str, Any] = {
        "id": "isds.access.available",
        "principle": "isds",
        "question": "Can foreign investors sue governments outside domestic courts?",
        "polarity": "negative",
        "scale": "harm",
        "role": "gate",
        "outcome": "not_met",
        "level": 4.0,
        "points": 0.0,
        "components": None,
        "findings": (1,),
        "loopholes": (),
        "rule": "standing consent, full scope",
        "gain": 12.5,
    }
    return a_criterion(**{**defaults, **changes})


def a_principle(**changes: Any) -> PrincipleResult:
    """Labour, scored 41 with an open range."""
    defaults: dict[str, Any] = {
        "id": "labor",
        "title": "Enforceable labor standards",
        "tier": 1,
        "weight": 12.5,
        "statement": "Every Party enforces labor rights and answers for failures.",
        "score": 41.4,
        "interval": (31.0, 56.0),
        "coverage": 0.75,
        "status": "assessed",
    }
    return PrincipleResult(**{**defaults, **changes})


def some_principles() -> tuple[PrincipleResult, ...]:
    """Two principles with a score, one that the rubric does not cover."""
    return (
        a_principle(),
        a_principle(id="isds", title="No corporate tribunals", statement="Investors use the same courts as everyone else.", score=4.0,
                    interval=(4.0, 4.0), coverage=1.0),
        a_principle(id="climate", title="Climate commitments", statement="Climate measures are safe.", score=None, interval=(0.0, 100.0),
                    coverage=0.0, status="not_assessed", reason="not yet covered by this rubric version"),
    )  # fmt: skip


def an_overall(**changes: Any) -> Overall:
    """A total over two of three principles."""
    defaults: dict[str, Any] = {
        "score": 22.7,
        "interval": (18.0, 30.0),
        "coverage": 0.5,
        "geometric": 12.9,
        "protections_index": 41.4,
        "harms_index": 96.0,
        "silence_share": 0.1,
        "label": "Fails",
        "status": "partial_rubric",
    }
    return Overall(**{**defaults, **changes})


def a_scorecard(**changes: Any) -> Scorecard:
    """A card with every state of an answer, one red line and one loophole."""
    defaults: dict[str, Any] = {
        "findings": some_findings(),
        "rubric": a_rubric_ref(),
        "overall": an_overall(),
        "principles": some_principles(),
        "criteria": (a_criterion(), an_absent_criterion(), an_unassessed_criterion(), a_gate()),
        "red_lines": (RedLine("corporate_tribunal", "Corporate tribunal", "isds.access.available", (1,)),),
        "manifest": {"command": "scorer score alpha.txt", "tool": {"version": "0.1.0"}},
    }
    return Scorecard(**{**defaults, **changes})


def another_scorecard(**changes: Any) -> Scorecard:
    """A later agreement, Beta, without investor arbitration and with a stronger labour duty."""
    text = TEXT.replace(f"Article 11.8 Consent\n{CONSENT}\n", "")
    part = a_part(text, file="beta.txt", sha256=SHA[::-1])
    agreement = an_agreement(
        id="beta", title="Beta Free Trade Agreement", short="Beta", parts=(part,), signed="2016-02-04", in_force="2018-01-01"
    )
    duty = a_finding(text=text, cite="Beta art. 3.2(1)", qualifiers=())
    criteria = (
        a_criterion(outcome="met", level=4.0, points=1.0, components=Components(3, 2, 4, 0.0), loopholes=(), gain=0.0),
        an_absent_criterion(),
        an_unassessed_criterion(),
        a_gate(status=Status.ABSENT, outcome="met", level=0.0, points=1.0, findings=(), rule="silence", gain=0.0),
    )
    _, second, third = some_principles()
    better: Mapping[str, Any] = {"findings": some_findings(agreement, (duty,)), "criteria": criteria, "red_lines": ()}
    principles = (a_principle(score=66.0, interval=(60.0, 70.0)), a_principle(id=second.id, title=second.title, statement=second.statement,
                  score=100.0, interval=(100.0, 100.0), coverage=1.0), third)  # fmt: skip
    overall = an_overall(score=83.0, interval=(80.0, 85.0), label="Substantial", protections_index=66.0, harms_index=0.0, silence_share=0.5)
    return a_scorecard(**{**better, "principles": principles, "overall": overall, **changes})


def a_rubric_ref(**changes: Any) -> RubricRef:
    """Which rubric made the score."""
    return RubricRef(**{"id": "just-trade", "title": "Just-trade rubric", "version": "0.1.0", "sha256": SHA, **changes})
