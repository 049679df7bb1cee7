"""Contract JSON: findings/1, structure/1, scorecard/1, comparison/1. ``"schema"`` first, then sorted keys; lists keep their order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from scorer import __version__
from scorer.model import (
    Agreement,
    CriterionResult,
    Evidence,
    Finding,
    Findings,
    Node,
    Qualifier,
    Reviewed,
    Scorecard,
    Sensitivity,
    SourceText,
    WeighedEvidence,
)
from scorer.report import joint, pages

Json = dict[str, Any]


def findings_json(findings: Findings) -> str:
    """Return findings/1: what was found in one agreement, without points."""
    return text(
        "findings/1",
        {
            "tool": {"version": __version__, "provisions_sha256": findings.provisions_sha256},
            "agreement": agreement(findings.agreement, findings.trees),
            "findings": [finding_body(found, findings.agreement) for found in findings.findings],
            "not_found": [{"provision": n.provision, "status": n.status.value, "reason": n.reason} for n in findings.not_found],
            "enforceability": _enforceability(findings),
        },
    )


def structure_json(source: Agreement, trees: Mapping[str, Node]) -> str:
    """Return structure/1: the tree of every part."""
    parts = [{"id": part.id, "root": _node(trees[part.id], part)} for part in source.parts if part.id in trees]
    return text("structure/1", {"agreement": agreement(source, trees), "parts": parts})


def scorecard_json(card: Scorecard) -> str:
    """Return scorecard/1: all answers, scores and red lines for one agreement."""
    return text("scorecard/1", _scorecard(card))


def comparison_json(cards: Sequence[Scorecard], *, only: str | None = None) -> str:
    """Return comparison/1: the scorecards, in the order given, and each question's levels side by side.

    ``only`` keeps the principles and questions of one principle.
    """
    questions = dict.fromkeys((c.id, c.principle) for card in cards for c in card.criteria if only in (None, c.principle))
    bodies = [_scorecard(card) for card in cards]
    for body in bodies:
        body["principles"] = [p for p in body["principles"] if only in (None, p["id"])]
        body["criteria"] = [c for c in body["criteria"] if only in (None, c["principle"])]
    levels = [{"id": id_, "principle": principle, "levels": [_level(card, id_) for card in cards]} for id_, principle in questions]
    pairs = [_pair(one, other) for i, one in enumerate(cards) for other in cards[i + 1 :]]
    return text("comparison/1", {"only": only, "scorecards": bodies, "criteria": levels, "pairs": [pair for pair in pairs if pair]})


def _pair(one: Scorecard, other: Scorecard) -> Json | None:
    """Return how often the first agreement is above the second in joint draws; None where either has no score."""
    share = joint.share_above(one, other)
    if share is None:
        return None
    return {"above": one.agreement.id, "below": other.agreement.id, "share": share, "indistinct": joint.indistinct(one, share)}


def text(schema: str, body: Mapping[str, Any]) -> str:
    """Write one document: the schema first, all else sorted."""
    ordered = {"schema": schema, **json.loads(json.dumps(body, sort_keys=True, allow_nan=False, default=_plain))}
    return json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    """Return a manifest's own objects as JSON: records as objects, all else as text."""
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def agreement(source: Agreement, trees: Mapping[str, Node]) -> Json:
    """Return an agreement with its parts, what was read of it and the chapters found."""
    chapters = [
        {"eid": node.eid, "num": node.num, "heading": node.heading}
        for part in source.parts
        if part.id in trees
        for node in trees[part.id].walk()
        if node.kind == "chapter"
    ]
    coverage = {"status": source.coverage.status.value, "reasons": list(source.coverage.reasons), "chapters": chapters}
    parts = [_part(part) for part in source.parts]
    return {
        "id": source.id,
        "title": source.title,
        "short": source.short,
        "language": source.language,
        "parts": parts,
        "coverage": coverage,
    }


def _part(part: SourceText) -> Json:
    return {
        "id": part.id,
        "kind": part.kind,
        "file": part.file,
        "sha256": part.sha256,
        "chars": len(part.text),
        "words": len(part.text.split()),
        "pages": pages.last(part),
        **({"published": asdict(part.published)} if part.published else {}),
    }


def finding_body(finding: Finding, source: Agreement) -> Json:
    """Return one finding with its place, force, loopholes and what stands behind it."""
    return {
        "provision": finding.provision,
        "part": finding.at.part,
        "eid": finding.at.eid,
        "article": finding.citation.article,
        "paragraph": finding.citation.paragraph,
        "citation": finding.citation.text,
        "heading": list(finding.citation.headings),
        "page": pages.number(source, finding.at),
        "page_file": pages.file(source, finding.at),
        "quote": finding.quote,
        "quote_sha256": finding.at.sha256,
        "spans": _spans(finding.at),
        "strength": finding.strength.value,
        "bearer": finding.bearer.value,
        "qualifiers": [_qualifier(qualifier) for qualifier in finding.qualifiers],
        "enforceable": finding.regime.value.value,
        "enforceable_because": [_because(at) for at in finding.regime.because],
        "confidence": finding.confidence,
        "detectors": list(finding.detectors),
    }


def _enforceability(findings: Findings) -> Json:
    """Return what stands behind each chapter, what could not be resolved, and what the general procedure says of itself."""
    return {
        "map": [
            {
                "part": row.part,
                "eid": row.eid,
                "heading": row.heading,
                "enforceable": row.value.value,
                "because": [_because(at) for at in row.because],
                "doubt": row.doubt,
            }
            for row in findings.regimes
        ],
        "undecided": [_place(at) for at in findings.undecided],
        "procedure": [
            {"aspect": step.aspect.value, "name": step.name, "words": step.words, "at": _place(step.at)} for step in findings.procedure
        ],
    }


def _place(at: Evidence) -> Json:
    return {"part": at.part, "eid": at.eid, **_because(at)}


def _because(at: Evidence) -> Json:
    return {"citation": at.citation, "spans": _spans(at)}


def _qualifier(qualifier: Qualifier) -> Json:
    return {"id": qualifier.id, "name": qualifier.name, **_because(qualifier.at)}


def _spans(at: Evidence) -> list[list[int]]:
    return [list(span) for span in at.spans]


def _node(node: Node, source: SourceText) -> Json:
    return {
        "kind": node.kind,
        "eid": node.eid,
        "num": node.num,
        "heading": node.heading,
        "span": list(node.span),
        "page": source.page_at(node.span.start),
        "children": [_node(child, source) for child in node.children],
    }


def _scorecard(card: Scorecard) -> Json:
    """Return a scorecard's body; a text that cannot be scored has null scores whatever the card holds."""
    readable = card.agreement.coverage.can_be_scored
    overall = card.overall
    return {
        "agreement": agreement(card.agreement, card.findings.trees),
        "rubric": {"id": card.rubric.id, "version": card.rubric.version, "sha256": card.rubric.sha256},
        "overall": {
            "score": overall.score if readable else None,
            "interval": list(overall.interval),
            "coverage": overall.coverage,
            "geometric": overall.geometric if readable else None,
            "protections_index": overall.protections_index if readable else None,
            "harms_index": overall.harms_index if readable else None,
            "silence_share": overall.silence_share if readable else None,
            "label": overall.label if readable else None,
            "status": overall.status,
            "reason": overall.reason,
        },
        "baseline": asdict(card.baseline) if card.baseline and readable else None,
        "peers": asdict(card.peers) if card.peers and readable else None,
        "principles": [
            {
                "id": p.id,
                "title": p.title,
                "weight": p.weight,
                "score": p.score if readable else None,
                "interval": list(p.interval),
                "coverage": p.coverage,
                "status": p.status,
                "reason": p.reason,
            }
            for p in card.principles
        ],
        "criteria": [_criterion(criterion) for criterion in card.criteria],
        "red_lines": [{"id": r.id, "title": r.title, "criterion": r.criterion, "findings": list(r.findings)} for r in card.red_lines],
        "enforceability": _enforceability(card.findings),
        "sensitivity": _sensitivity(card.sensitivity),
        "reviews": {"reviewed": card.reviewed, "changed": card.changed, "entries": [_review(entry) for entry in card.reviews]},
        "evidence": [_evidence(entry) for entry in card.evidence],
        "manifest": dict(card.manifest),
    }


def _sensitivity(drawn: Sensitivity | None) -> Json | None:
    """Return what the draws say; the draws themselves can be made again from seed and inputs."""
    if drawn is None:
        return None
    return {
        "draws": drawn.draws,
        "seed": drawn.seed,
        "median": drawn.median,
        "labels": [{"label": label, "share": share} for label, share in drawn.labels],
        "sources": [{"source": source, "standard_deviation": spread} for source, spread in drawn.sources],
        "alternatives": [{"kind": kind, "title": title, "score": score} for kind, title, score in drawn.alternatives],
        "without": [{"criterion": criterion, "change": change} for criterion, change in drawn.without],
    }


def _criterion(result: CriterionResult) -> Json:
    parts = result.components
    return {
        "id": result.id,
        "principle": result.principle,
        "polarity": result.polarity,
        "status": result.status.value,
        "outcome": result.outcome,
        "level": result.level,
        "points": result.points,
        "components": None if parts is None else {"F": parts.F, "S": parts.S, "E": parts.E, "Q": parts.Q},
        "findings": list(result.findings),
        "loopholes": [_qualifier(qualifier) for qualifier in result.loopholes],
        "reason": result.reason,
        "gain": result.gain,
        "wording": [asdict(wording) for wording in result.wording],
        "frontier": result.frontier,
        "machine": result.machine and {"status": result.machine.status.value, "level": result.machine.level},
    }


def _review(told: Reviewed) -> Json:
    review = told.review
    return {
        "about": review.subject,
        "verdict": review.verdict.value,
        "name": review.name,
        "date": review.date,
        "reason": review.reason,
        "machine": told.machine,
        "human": told.human,
        "at": told.at and _because(told.at),
        "stale": told.stale,
    }


def _evidence(told: WeighedEvidence) -> Json:
    entry = told.evidence
    return {
        "criterion": entry.criterion,
        "level": entry.level,
        "date": entry.date,
        "source": entry.source,
        "note": entry.note,
        "unused": told.unused,
    }


def _level(card: Scorecard, criterion: str) -> float | None:
    return next((result.level for result in card.criteria if result.id == criterion), None)
