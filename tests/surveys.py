"""Made-up members of a survey, and a survey of a few. All wording is made up."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from scorer import survey
from scorer.model.survey import OVERALL, Held, LeftOut, Member, Scale, Scored, Survey
from scorer.search import near
from scorer.survey import Asked, Headline
from tests import factories as make

PANEL = Headline("labor.panel", "Can a panel hear a complaint on labor?")
SCALES = (Scale(OVERALL, "Overall score"), Scale("labor", "Enforceable labor standards", 2.0))
QUESTIONS = {"labor.duty": "Is there a duty?", "labor.remedy": "Is there a remedy?"}
CLAUSE = "A Party may ask for a panel on any matter under this Chapter."


def a_member(source: str, score: float | None = 40.0, *, spread: float = 1.0, **changes: Any) -> Member:
    """An agreement signed in 1994, with draws evenly spread to both sides of its score."""
    low, high = (0.0, 100.0) if score is None else (max(score - spread, 0.0), min(score + spread, 100.0))
    scored = Scored(score, low, high, 1.0, None if score is not None else "too little was answered")
    phase = 8 * sum(source.encode())  # so that draws of two agreements do not move together
    values = [] if score is None else [score + spread * ((phase * (n // 21) + n + phase) % 21 - 10) / 10 for n in range(210)]
    drawn = array("f", values).tobytes()
    defaults: dict[str, Any] = {
        "source": source,
        "id": source,
        "short": source.capitalize(),
        "title": f"Agreement of {source.capitalize()}",
        "parties": ("AAA",),
        "signed": "1994-05-06",
        "kind": "comprehensive",
        "model": False,
        "note": None,
        "text": "complete",
        "text_reasons": (),
        "scorable": True,
        "files": ((f"{source}.txt", f"{sum(source.encode()):064x}"),),
        "published": (),
        "scores": {OVERALL: scored, "labor": scored},
        "points": {} if score is None else {"labor.duty": (score / 100, 3.0), "labor.remedy": (0.5, 1.0)},
        "held": {PANEL.provision: Held("absent")},
        "draws": {OVERALL: drawn, "labor": drawn} if drawn else {},
    }
    return Member(**{**defaults, **changes})


def having(member: Member, quote: str = CLAUSE) -> Member:
    """Return the agreement with a clause on panels."""
    return replace(member, held={PANEL.provision: Held("found", f"{member.short} art. 1", quote)})


def a_survey(members: Sequence[Member], failed: Sequence[LeftOut] = (), manifest: Mapping[str, object] | None = None) -> Survey:
    """Describe members under a rubric of one principle with two questions."""
    asked = Asked(
        rubric=make.a_rubric_ref(),
        provisions_sha256=make.SHA,
        scales=SCALES,
        questions=QUESTIONS,
        principle_of=dict.fromkeys(QUESTIONS, "labor"),
        headlines=(PANEL,),
        settled=0.95,
        manifest=manifest or {"tool": "0.1.0", "options": {"rubric": "just-trade"}},
    )
    return survey.describe(members, failed, asked, near.earlier)


def some_members() -> list[Member]:
    """Twelve agreements of two decades with every state: far off, undated, not scored, no overall score, the same text, a model."""
    usual = [a_member(f"pact-{n}", 30.0 + n, spread=1.0 + n) for n in range(8)]
    return [
        having(usual[0]),
        *usual[1:],
        having(a_member("far", 90.0, signed="1999-01-02", note="The file holds a later text."), f"{CLAUSE} Its report binds."),
        having(a_member("late", 50.0, signed="2006-07-08", parties=("AAA", "BBB")), f"{CLAUSE} Its report binds."),
        a_member("undated", 20.0, signed=None),
        a_member("silent", None, signed="2007-01-01", kind=None, held={PANEL.provision: Held("not_assessed")}),
        a_member("twin", 30.0, files=usual[0].files, signed="2009-01-01"),
        a_member("draft", 99.0, model=True, signed=None),
        a_member("scan", None, scorable=False, text="unreadable", text_reasons=("scan_without_text",)),
    ]


def some_survey() -> Survey:
    """A survey with every state."""
    return a_survey(some_members(), [LeftOut("gone.xml", "gone.xml", "not_read", "gone.xml is empty")])
