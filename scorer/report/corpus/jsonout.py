"""corpus/1: everything that is said of many agreements."""

from __future__ import annotations

from dataclasses import asdict

from scorer import __version__
from scorer.model.survey import DECADE, PERIOD, Cohort, Diffusion, Member, Outlier, Survey
from scorer.report import jsonout
from scorer.report.jsonout import Json

_DIGITS = 4  # of a figure; what lies beyond is noise of the arithmetic


def corpus_json(survey: Survey) -> str:
    """Return corpus/1; agreements are named by ``source`` everywhere."""
    body = {
        "tool": {"version": __version__, "provisions_sha256": survey.provisions_sha256},
        "rubric": {"id": survey.rubric.id, "version": survey.rubric.version, "sha256": survey.rubric.sha256},
        "years": {"period": PERIOD, "decade": DECADE},
        "settled": survey.settled,
        "scales": [{"id": scale.id, "title": scale.title} for scale in survey.scales],
        "agreements": [_member(each) for each in survey.members],
        "left_out": [asdict(each) for each in survey.left_out],
        "gaps": [asdict(each) for each in survey.gaps],
        "trends": [asdict(each) for each in survey.trends],
        "provisions": [_diffusion(each) for each in survey.diffusions],
        "cohorts": [_cohort(each) for each in survey.cohorts],
        "outliers": [_outlier(each) for each in survey.outliers],
        "manifest": survey.manifest,
    }
    return jsonout.text("corpus/1", {key: _rounded(value) for key, value in body.items()})


def _member(each: Member) -> Json:
    return {
        "source": each.source,
        "id": each.id,
        "short": each.short,
        "title": each.title,
        "parties": each.parties,
        "signed": each.signed,
        "kind": each.kind,
        "note": each.note,
        "text": each.text,
        "text_reasons": each.text_reasons,
        "files": [{"file": file, "sha256": sha256} for file, sha256 in each.files],
        "published": [asdict(of) for of in each.published],
        "scores": {scale: asdict(scored) for scale, scored in each.scores.items()},
    }


def _diffusion(each: Diffusion) -> Json:
    return {
        "provision": each.provision,
        "question": each.question,
        "not_assessed": each.not_assessed,
        "shares": [{**asdict(share), "share": share.share} for share in each.shares],
        "adopters": [asdict(adopter) for adopter in each.adopters],
    }


def _cohort(each: Cohort) -> Json:
    return {
        "kind": each.kind,
        "decade": each.decade,
        "scale": each.scale,
        "quantiles": {str(per_cent): value for per_cent, value in each.quantiles.items()},
        "ranked": [asdict(ranked) for ranked in each.ranked],
    }


def _outlier(each: Outlier) -> Json:
    criteria = [{"criterion": name, "points": points} for name, points in each.criteria]
    score = {"score": each.ranked.score, "low": each.ranked.low, "high": each.ranked.high, "z": each.ranked.z}
    named = {"source": each.source, "kind": each.kind, "decade": each.decade, "scale": each.scale}
    return {**named, **score, "median": each.median, "beyond": each.beyond, "criteria": criteria}


def _rounded(value: object) -> object:
    """Round every figure inside."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, (list, tuple)) else value
