"""One tidy table of many agreements: one row for each agreement and scale, also where there is no score."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.model.survey import DECADE, PERIOD, Cohort, LeftOut, Member, Outlier, Ranked, Survey
from scorer.report.rows import Row

_DIGITS = 4  # of a figure; what lies beyond is noise of the arithmetic


def survey_rows(survey: Survey) -> Iterator[Row]:
    """Yield the rows; ``status`` is "scored", "not_scored" or why the text is left out of every figure."""
    places = {(cohort.scale, each.source): (cohort, each) for cohort in survey.cohorts for each in cohort.ranked}
    far = {(each.scale, each.source): each for each in survey.outliers}
    for member in survey.members:
        for scale in survey.scales:
            key = (scale.id, member.source)
            yield {**_scored(member, scale.id), **_ranked(places.get(key)), **_outlier(far.get(key), key in places)}
    yield from (_left_out(each) for each in survey.left_out)


def _scored(member: Member, scale: str) -> Row:
    scored = member.scores[scale]
    return {
        "source": member.source,
        "agreement": member.id,
        "short": member.short,
        "title": member.title,
        "signed": member.signed,
        "period": member.start(PERIOD),
        "decade": member.start(DECADE),
        "kind": member.kind,
        "principle": scale,
        "score": figure(scored.score),
        "low": figure(scored.low) if scored.score is not None else None,
        "high": figure(scored.high) if scored.score is not None else None,
        "coverage": figure(scored.coverage),
        "status": "scored" if scored.score is not None else "not_scored",
        "reason": scored.reason,
        "note": member.note,
    }


def _ranked(found: tuple[Cohort, Ranked] | None) -> Row:
    if found is None:
        return {}
    cohort, ranked = found
    low, high = ranked.percentile_range or (None, None)
    return {
        "cohort_size": len(cohort.ranked),
        "group_first": ranked.groups[0],
        "group_last": ranked.groups[1],
        "place_best": ranked.places[0],
        "place_worst": ranked.places[1],
        "percentile": figure(ranked.percentile),
        "percentile_low": figure(low),
        "percentile_high": figure(high),
        "median": figure(cohort.quantiles[50]),
        "residual": figure(ranked.residual),
        "robust_z": figure(ranked.z),
    }


def _outlier(found: Outlier | None, ranked: bool) -> Row:
    if found is None:
        return {"outlier": "no"} if ranked else {}
    return {"outlier": "yes", "outlier_criteria": "; ".join(name for name, _ in found.criteria)}


def _left_out(each: LeftOut) -> Row:
    return {"source": each.source, "title": each.title, "status": each.why, "reason": each.reason}


def figure(value: float | None) -> float | None:
    """Round a figure."""
    return None if value is None else round(value, _DIGITS)
