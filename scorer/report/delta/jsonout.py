"""delta/1: what changed between two drafts, with all points, slices and hashes."""

from __future__ import annotations

from dataclasses import asdict

from scorer import __version__
from scorer.model import CriterionResult, Evidence, Qualifier, Scorecard
from scorer.model.delta import BracketEffect, CriterionChange, Delta, Edit, FindingChange, Piece, Row
from scorer.report import jsonout
from scorer.report.delta.redline import is_changed
from scorer.report.jsonout import Json


def delta_json(delta: Delta) -> str:
    """Return delta/1. Unchanged articles have no rows."""
    rubric = delta.new.rubric
    return jsonout.text(
        "delta/1",
        {
            "tool": {"version": __version__, "provisions_sha256": delta.new.findings.provisions_sha256},
            "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256},
            "old": _draft(delta.old),
            "new": _draft(delta.new),
            "identical": delta.identical,
            "total": delta.total,
            "other": delta.other,
            "unexplained": delta.unexplained,
            "principles": [
                {"id": p.new.id, "title": p.new.title, "old": p.old.score, "new": p.new.score, "points": p.points} for p in delta.principles
            ],
            "criteria": [_criterion(change) for change in delta.criteria],
            "edits": [_edit(edit) for edit in delta.edits],
            "findings": [_finding(change, delta) for change in delta.findings],
            "articles": [_piece(piece) for piece in delta.pieces],
            "red_lines": {"crossed": [asdict(line) for line in delta.crossed], "cleared": [asdict(line) for line in delta.cleared]},
            "loopholes": {
                "added": [_loophole(limit) for limit in delta.loopholes_added],
                "removed": [_loophole(limit) for limit in delta.loopholes_removed],
            },
            "brackets": [_bracket(bracket) for bracket in delta.brackets],
        },
    )


def _draft(card: Scorecard) -> Json:
    return {
        "agreement": jsonout.agreement(card.agreement, card.findings.trees),
        "score": card.overall.score,
        "interval": list(card.overall.interval),
        "label": card.overall.label,
        "manifest": dict(card.manifest),
    }


def _criterion(change: CriterionChange) -> Json:
    return {
        "id": change.id,
        "principle": change.new.principle,
        "question": change.new.question,
        "old": _answer(change.old),
        "new": _answer(change.new),
        "points": change.points,
        "edits": [{"edit": number, "points": points} for number, points in change.edits],
    }


def _answer(result: CriterionResult) -> Json:
    return {
        "status": result.status.value,
        "outcome": result.outcome,
        "level": result.level,
        "points": result.points,
        "rule": result.rule,
        "reason": result.reason,
    }


def _edit(edit: Edit) -> Json:
    return {
        "number": edit.number,
        "kind": edit.kind.value,
        "old": edit.old and _evidence(edit.old),
        "new": edit.new and _evidence(edit.new),
        "points": edit.points,
        "findings": list(edit.findings),
    }


def _evidence(at: Evidence) -> Json:
    return {"part": at.part, "eid": at.eid, "citation": at.citation, "quote": at.quote, "spans": [list(span) for span in at.spans]}


def _finding(change: FindingChange, delta: Delta) -> Json:
    return {
        "provision": change.provision,
        "what": list(change.what),
        "edits": list(change.edits),
        "old": change.old and jsonout.finding_body(change.old, delta.old.agreement),
        "new": change.new and jsonout.finding_body(change.new, delta.new.agreement),
        "deciding": [_evidence(at) for at in change.deciding],
    }


def _piece(piece: Piece) -> Json:
    rows = [_row(row) for row in piece.rows] if is_changed(piece) else []
    return {
        "kind": piece.kind,
        "fate": piece.fate.value,
        "old": piece.old,
        "new": piece.new,
        "moved": piece.moved,
        "renumbered": piece.renumbered,
        "other": piece.other,
        "rows": rows,
    }


def _row(row: Row) -> Json:
    return {
        "kind": row.kind and row.kind.value,
        "label": row.label,
        "was": row.was,
        "edit": row.edit,
        "heading": row.heading,
        "other": row.other,
        "runs": [{"op": run.op.value, "part": run.part, "span": list(run.span)} for run in row.runs],
    }


def _loophole(limit: Qualifier) -> Json:
    return {"id": limit.id, "name": limit.name, "at": _evidence(limit.at)}


def _bracket(bracket: BracketEffect) -> Json:
    return {
        "citation": bracket.citation,
        "part": bracket.part,
        "span": list(bracket.span),
        "words": list(bracket.words),
        "parties": list(bracket.parties),
        "stance": bracket.stance,
        "accepted": bracket.accepted,
        "rejected": bracket.rejected,
    }
