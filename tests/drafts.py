"""A delta of two short drafts, put together by hand: every kind of edit, effect and doubt once. All wording is made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scorer.model import CharSpan, Evidence, RedLine, Strength
from scorer.model.delta import (
    BracketEffect,
    CriterionChange,
    Delta,
    Edit,
    EditKind,
    Fate,
    FindingChange,
    Op,
    Piece,
    PrincipleChange,
    Row,
    Run,
)
from tests import factories as make

OLD = make.TEXT
WEAKER = make.DUTY.replace("shall leave", "shall endeavour not to leave")
OPEN = "This Part binds each Party [XX propose: and its provinces]."
NEW = (
    f"Chapter 3 Labour\nArticle 3.3 Keeping the law alive\n1. {WEAKER}\nArticle 9.4 Remedies <script>\n{make.REMEDY}\n"
    f"Article 9.5 Reach\n{OPEN}\n"
)


def a_delta(**changes: Any) -> Delta:
    """A duty made weaker and renumbered, a consent deleted, an article inserted, one moved."""
    old, new = _card(OLD, "alpha-1.txt", 22.7), _card(NEW, "alpha-2.txt", 23.1)
    kept = make.a_criterion()
    weaker = replace(kept, level=1.0, points=0.25, outcome="not_met", rule="base 1, no deductions")
    defaults: dict[str, Any] = {
        "old": old,
        "new": new,
        "total": 0.4,
        "pieces": _pieces(),
        "edits": _edits(),
        "findings": _findings(),
        "principles": _principles(),
        "criteria": (
            CriterionChange(make.a_gate(), make.a_gate(level=0.0, points=1.0, outcome="met", findings=()), 1.15, ((3, 1.15),)),
            CriterionChange(kept, weaker, -0.75, ((2, -0.75),)),
        ),
        "other": 0.0,
        "unexplained": 0.0,
        "crossed": (RedLine("unusable", "Unusable labor enforcement duty", "labor.enforce.effective", (0,)),),
        "cleared": (RedLine("corporate_tribunal", "Corporate tribunal", "isds.access.available", (1,)),),
        "loopholes_added": (make.a_qualifier("endeavour", id="L12", name="best_efforts", text=NEW),),
        "loopholes_removed": (make.a_qualifier(),),
        "brackets": (_bracket(),),
    }
    return Delta(**{**defaults, **changes})


def an_identical_pair() -> Delta:
    """Two drafts that say the same."""
    card = _card(OLD, "alpha-1.txt", 22.7)
    nothing: dict[str, Any] = dict.fromkeys(
        ("pieces", "edits", "findings", "principles", "criteria", "crossed", "cleared", "loopholes_added", "loopholes_removed", "brackets"),
        (),
    )
    return a_delta(old=card, new=card, total=0.0, **nothing)


def _card(text: str, file: str, score: float) -> Any:
    agreement = make.an_agreement(parts=(make.a_part(text, file=file),))
    duty = make.a_finding() if text == OLD else _weaker()
    consent = (make.a_consent(),) if text == OLD else ()
    findings = make.some_findings(agreement, (duty, *consent))
    return make.a_scorecard(findings=findings, overall=make.an_overall(score=score), red_lines=(), criteria=())


def _weaker() -> Any:
    at = make.some_evidence(WEAKER, citation="Alpha art. 3.3(1)", text=NEW, eid="chp_3__art_3-3__para_1")
    weaker = replace(make.a_finding(), at=at, strength=Strength.BEST_ENDEAVOURS, marks=(), qualifiers=(), regime=make.a_regime(text=NEW))
    return replace(weaker, review=("no governing word was found",))


def _principles() -> tuple[PrincipleChange, ...]:
    labor, isds, climate = make.some_principles()
    return (
        PrincipleChange(labor, replace(labor, score=35.4), -0.75),
        PrincipleChange(isds, replace(isds, score=13.2), 1.15),
        PrincipleChange(climate, climate, 0.0),
    )


def _run(op: Op, words: str) -> Run:
    return Run(op, "main", make.a_span(words, OLD if op is Op.DEL else NEW))


def _row(kind: EditKind | None, *runs: Run, **facts: Any) -> Row:
    return Row(kind, runs, **facts)


def _pieces() -> tuple[Piece, ...]:
    heading = _row(None, _run(Op.SAME, "Chapter 3 Labour"), heading=True)
    renumbered = _row(EditKind.RENUMBERED, _run(Op.SAME, "Article 3.3 Keeping the law alive"), label="3.3", was="3.2", edit=1, heading=True)
    duty = _row(
        EditKind.CHANGED,
        _run(Op.SAME, "Neither Party shall"),
        _run(Op.INS, " endeavour not to"),
        _run(Op.SAME, WEAKER.split(" endeavour not to")[1]),
        label="1",
        edit=2,
    )
    moved = _row(EditKind.MOVED, _run(Op.SAME, make.REMEDY), edit=4, other="Alpha art. 9.4")
    return (
        Piece("chapter", Fate.SAME, "Alpha ch. 3", "Alpha ch. 3", (heading,)),
        Piece("article", Fate.CHANGED, "Alpha art. 3.2", "Alpha art. 3.3", (renumbered, duty), renumbered=True),
        Piece("article", Fate.CHANGED, "Alpha art. 9.4", "Alpha art. 9.4", (_row(None, _run(Op.SAME, "Article 9.4 Remedies <script>"),
              heading=True), moved), moved=True),
        Piece("article", Fate.INSERTED, None, "Alpha art. 9.5", (_row(EditKind.INSERTED, _run(Op.INS, "Article 9.5 Reach"), edit=5,
              heading=True), _row(EditKind.INSERTED, _run(Op.INS, OPEN), edit=5))),
        Piece("article", Fate.DELETED, "Alpha art. 11.8", None, (_row(EditKind.DELETED, _run(Op.DEL, "Article 11.8 Consent"), edit=3,
              heading=True), _row(EditKind.DELETED, _run(Op.DEL, make.CONSENT), edit=3))),
    )  # fmt: skip


def _at(words: str, cite: str, text: str) -> Evidence:
    return make.some_evidence(words, citation=cite, text=text)


def _edits() -> tuple[Edit, ...]:
    head, other = "Article 3.2 Keeping the law alive", "Article 3.3 Keeping the law alive"
    remedy = _at(make.REMEDY, "Alpha art. 9.4", OLD), _at(make.REMEDY, "Alpha art. 9.4", NEW)
    return (
        Edit(1, EditKind.RENUMBERED, _at(head, "Alpha art. 3.2", OLD), _at(other, "Alpha art. 3.3", NEW), 0.0),
        Edit(2, EditKind.CHANGED, _at(make.DUTY, "Alpha art. 3.2(1)", OLD), _at(WEAKER, "Alpha art. 3.3(1)", NEW), -0.75, (0,)),
        Edit(3, EditKind.DELETED, _at(make.CONSENT, "Alpha art. 11.8", OLD), None, 1.15, (1,)),
        Edit(4, EditKind.MOVED, *remedy, 0.0),
        Edit(5, EditKind.INSERTED, None, _at(OPEN, "Alpha art. 9.5", NEW), 0.0),
    )


def _findings() -> tuple[FindingChange, ...]:
    remedy = make.some_evidence(make.REMEDY, citation="Alpha art. 9.4", text=NEW)
    return (
        FindingChange(make.a_finding(), _weaker(), ("strength", "loophole L01"), (2,), (remedy,)),
        FindingChange(make.a_consent(), None, ("lost",), (3,)),
    )


def _bracket() -> BracketEffect:
    start = NEW.index("[XX")
    inside = make.a_span("and its provinces", NEW)
    return BracketEffect("Alpha art. 9.5", "main", CharSpan(start, inside.end + 1), inside, ("XX",), "propose", 23.6, 23.1)
