"""Figures of a survey in words."""

from __future__ import annotations

from scorer.model.survey import Cohort, Member, Period, Ranked, Scored, Share, Survey, Why
from scorer.report import words

LEFT_OUT: dict[Why, str] = {
    "not_read": "could not be read",
    "not_scored": "cannot be scored",
    "model": "drafting model",
    "same_text": "same text twice",
}


def kind(name: str | None) -> str:
    """Return a kind of agreement in words."""
    return words.capital(words.plain(name)) if name else "Kind not recorded"


def years(start: int, length: int) -> str:
    """Return a period.

    >>> years(1990, 5)
    '1990 to 1994'
    """
    return f"{start} to {start + length - 1}"


def decade(start: int) -> str:
    """Return a decade as it is spoken of."""
    return f"{start}s"


def span(low: float, high: float) -> str:
    """Return a range of whole numbers.

    >>> span(3, 9), span(3, 3)
    ('3 to 9', '3')
    """
    one, other = words.whole(low), words.whole(high)
    return f"{one} to {other}" if one != other else str(one)


def places(ranked: Ranked, of: int) -> str:
    """Return the places that settled orders leave open."""
    best, worst = ranked.places
    return f"{'place' if best == worst else 'places'} {span(best, worst)} of {of}"


def groups(ranked: Ranked) -> str:
    """Return the groups that an agreement is in."""
    first, last = ranked.groups
    return f"{'group' if first == last else 'groups'} {span(first, last)}"


def percentile(ranked: Ranked) -> str | None:
    """Return above what share of the others an agreement is."""
    if ranked.percentile is None:
        return None
    told = f"above {words.whole(ranked.percentile)} per cent"
    return f"{told} ({span(*ranked.percentile_range)})" if ranked.percentile_range else told


def cell(ranked: Ranked, of: int) -> str:
    """Return one score of a ranking with its doubt."""
    score = f"{words.whole(ranked.score)} (range {span(ranked.low, ranked.high)})"
    return "; ".join(each for each in (score, places(ranked, of), groups(ranked), percentile(ranked)) if each)


def period(found: Period | None) -> str:
    """Return the scores of a period."""
    if found is None:
        return "none scored"
    quartiles = f", middle half {span(found.low, found.high)}" if found.low is not None and found.high is not None else ""
    return f"median {words.whole(found.median)}{quartiles}; {words.count(found.count, 'agreement')}"


def share(found: Share | None) -> str:
    """Return the share of a period that has a provision."""
    if found is None:
        return "none assessed"
    low, high = (words.whole(100 * end) for end in (found.low, found.high))
    return f"{found.found} of {found.assessed}, {words.whole(100 * found.share)} per cent ({low} to {high})"


def scored(each: Scored) -> str:
    """Return a score with its range, or why there is none."""
    return f"{words.whole(each.score)} (range {span(each.low, each.high)})" if each.score is not None else f"none: {each.reason}"


def cohort(each: Cohort) -> str:
    """Name a kind and decade."""
    return f"{kind(each.kind)}, {decade(each.decade)}"


def names(survey: Survey) -> dict[str, str]:
    """Return a name for each source: the short one, with the source where two share it."""
    shorts = [member.short for member in survey.members]
    return {each.source: each.short if shorts.count(each.short) == 1 else f"{each.short} ({each.source})" for each in survey.members}


def signed(member: Member) -> str:
    """Return the day of signature."""
    return words.day(member.signed)
