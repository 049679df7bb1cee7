"""Trends and shares over time, and scores of one kind and decade, as pictures with their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from scorer.model.survey import PERIOD, Cohort, Diffusion, Ranked, Survey, Trend
from scorer.report import words
from scorer.report.corpus import wording
from scorer.report.pictures.shapes import Grid, Picture, Shape, Strip, across, posts, ticks
from scorer.report.views import Link

_LEFT = 9.0  # per cent of the width that the words beside the scale take
_TOP, _TALL = 7, 64  # pixels above the scale, and from 0 to 100
_HIGH = _TOP + _TALL + 7
_LABELS = 6  # words under the periods that a narrow screen has room for
_FULL = 84.0  # per cent of the width that stands for 100 in a ranking
_MARKS = ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100"))
_SPOKEN = {"ds": "dispute settlement", "env": "environment", "isds": "investor arbitration"}  # short words of ids
_LANE = 24  # pixels of one agreement in a ranking


class _Axis:
    """Periods side by side, those in which nothing was signed among them."""

    def __init__(self, starts: Iterable[int]) -> None:
        known = sorted(set(starts))
        self.starts = range(known[0], known[-1] + 1, PERIOD) if known else range(0)
        self.slot = (100 - _LEFT) / max(len(self.starts), 1)

    def at(self, start: int, part: float) -> float:
        """Return a place inside a period, ``part`` of its width from its left."""
        return _LEFT + self.slot * (self.starts.index(start) + part)

    def ticks(self) -> tuple[Shape, ...]:
        every = ceil(len(self.starts) / _LABELS) or 1
        return tuple(Shape("word", "tick", _per(self.at(start, 0.5)), 13, text=str(start)) for start in self.starts[::every])


def trend(survey: Survey) -> tuple[Picture, ...]:
    """Return the scores over time; empty where nothing is dated."""
    axis = _Axis(period.start for each in survey.trends for period in each.periods)
    if not axis.starts:
        return ()
    titles = {scale.id: scale.title for scale in survey.scales}
    return (
        Picture(
            "trend",
            f"Scores by year of signature, in periods of {words.small(PERIOD)} years, from 0 to 100. A box holds the middle half of the "
            "agreements; a period without a mark has no scored agreement.",
            (("m-1", "median of four or more agreements"), ("m-5", "median of one to three agreements")),
            axis.ticks(),
            tuple(_trend_row(each, titles[each.scale], axis) for each in survey.trends),
            _trend_table(survey.trends, titles, axis),
        ),
    )


def _trend_row(each: Trend, title: str, axis: _Axis) -> Strip:
    told = "; ".join(f"{wording.years(period.start, PERIOD)}: {wording.period(period)}" for period in each.periods) or "no agreement scored"
    shapes = _scale()
    for period in each.periods:
        if period.low is not None and period.high is not None:
            top, bottom = _y(period.high), _y(period.low)
            wide = _per(axis.slot * 0.6)
            shapes.append(Shape("bar", "box", _per(axis.at(period.start, 0.2)), top, wide, max(bottom - top, 1)))
        look = "m-1" if period.low is not None else "m-5"
        shapes.append(Shape("sign", look, _per(axis.at(period.start, 0.5)), _y(period.median)))
    return Strip(Link(title, None), f"{told}.", _HIGH, tuple(shapes))


def _trend_table(found: Sequence[Trend], titles: dict[str, str], axis: _Axis) -> Grid:
    rows = []
    for each in found:
        by_start = {period.start: period for period in each.periods}
        rows.append((Link(titles[each.scale], None), tuple(wording.period(by_start.get(start)) for start in axis.starts)))
    return Grid("Scores by year of signature", ("Score", *(wording.years(start, PERIOD) for start in axis.starts)), tuple(rows))


def diffusion(survey: Survey) -> tuple[Picture, ...]:
    """Return the share of agreements that have each provision, over time; empty where nothing is dated."""
    axis = _Axis(share.start for each in survey.diffusions for share in each.shares)
    if not axis.starts:
        return ()
    rows = []
    for each in survey.diffusions:
        by_start = {share.start: share for share in each.shares}
        rows.append((title(each), tuple(wording.share(by_start.get(start)) for start in axis.starts)))
    heads = ("Provision", *(wording.years(start, PERIOD) for start in axis.starts))
    return (
        Picture(
            "diffusion",
            f"Share of the agreements signed in {words.small(PERIOD)} years that have each provision, from 0 to 100 per cent. The line "
            "beside a bar is its 90 per cent interval: long where few agreements were signed. A dashed box: none assessed.",
            (),
            axis.ticks(),
            tuple(_share_row(each, axis) for each in survey.diffusions),
            Grid("Share of agreements with each provision", heads, tuple(rows)),
        ),
    )


def title(each: Diffusion) -> Link:
    """Return the name of a provision, with the place on the page that tells of it."""
    area, _, name = each.provision.partition(".")
    told, of = (" ".join(_SPOKEN.get(word, word) for word in words.plain(part).split()) for part in (name, area))
    return Link(f"{words.capital(told)} ({of})", anchor(each))


def anchor(each: Diffusion) -> str:
    """Return the place on the page that tells of a provision."""
    return f"v-{each.provision.replace('.', '-').replace('_', '-')}"


def _share_row(each: Diffusion, axis: _Axis) -> Strip:
    told = "; ".join(f"{wording.years(share.start, PERIOD)}: {wording.share(share)}" for share in each.shares) or "no agreement assessed"
    shapes = _scale()
    known = {share.start: share for share in each.shares}
    for start in axis.starts:
        if start not in known:
            shapes.append(Shape("bar", "missing", _per(axis.at(start, 0.2)), _y(100), _per(axis.slot * 0.6), _TALL))
            continue
        share = known[start]
        top = _y(100 * share.share)
        if share.found:
            shapes.append(Shape("bar", "fill", _per(axis.at(start, 0.1)), top, _per(axis.slot * 0.5), _y(0) - top))
        low, high = _y(100 * share.low), _y(100 * share.high)
        shapes.append(Shape("post", "whisker", _per(axis.at(start, 0.75)), high, high=max(low - high, 2)))
    return Strip(title(each), f"{told}.", _HIGH, tuple(shapes))


def ranking(cohort: Cohort, names: dict[str, str], key: str) -> Picture:
    """Return the scores of one kind and decade with their ranges."""
    caption = (
        "Overall scores, from 0 to 100, with their ranges. Two agreements in no group together are in a settled order; of two in one group "
        "it is not said which is above."
    )
    rows = tuple(_ranked(each, names[each.source], len(cohort.ranked)) for each in cohort.ranked)
    return Picture(key, caption, (), ticks(_MARKS, _FULL), rows)


def _ranked(each: Ranked, name: str, of: int) -> Strip:
    middle = _LANE // 2
    shapes = [posts("grid", (mark for mark, _ in _MARKS), _LANE, _FULL)]
    if words.whole(each.low) != words.whole(each.high):
        shapes.append(Shape("line", "whisker", across(each.low, _FULL), middle - 1, across(each.high - each.low, _FULL)))
    shapes.append(Shape("sign", "m-1", across(each.score, _FULL), middle))
    shapes.append(Shape("word", "number", across(max(each.score, each.high) + 3, _FULL), middle + 5, text=str(words.whole(each.score))))
    return Strip(Link(name, None), f"{wording.cell(each, of)}.", _LANE, tuple(shapes), wording.groups(each))


def _scale() -> list[Shape]:
    lines = [Shape("line", "base", _per(_LEFT), _y(value) - 1, _per(100 - _LEFT)) for value in (0, 50, 100)]
    marks = [Shape("word", "tick first", "0%", _y(value) + 4, text=str(value)) for value in (0, 50, 100)]
    return [*lines, *marks]


def _y(value: float) -> int:
    """Return how many pixels below the top a value from 0 to 100 lies."""
    return _TOP + round(_TALL * (1 - value / 100))


def _per(value: float) -> str:
    return f"{value:.1f}%"
