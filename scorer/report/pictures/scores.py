"""Scores of principles: bars for one agreement, dots joined by a band for several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorer.model import PrincipleResult
from scorer.report import words
from scorer.report.answers import Sheet
from scorer.report.pictures.shapes import Picture, Shape, Strip, across, posts, ticks
from scorer.report.views import Link, PrincipleView

_FULL = 84.0  # per cent of the width that stands for 100; the rest is room for the number
_LANE = 22  # pixels from one agreement to the next
_BAR = 14
_MARKS = ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100"))
_OPEN = "A thin line with ends is the range; a dashed line means not assessed, which is not zero."

Scored = tuple[int, int, int] | None  # score, lowest and highest end of the range, as printed


def pictures(sheets: Sequence[Sheet], principles: Sequence[PrincipleView], peers: Mapping[str, float]) -> tuple[Picture, ...]:
    """Return the scores by principle. ``peers`` holds the median of comparable agreements by principle, where known."""
    if not principles:
        return ()
    several = len(sheets) > 1
    rows = tuple(_strip(sheets, view, peers.get(view.id)) for view in principles)
    legend = tuple((f"m-{turn}", sheet.short) for turn, sheet in enumerate(sheets, 1)) if several else ()
    if peers:
        legend = (*legend, ("m-peer", "median of comparable agreements"))
    return (Picture("scores", f"Scores by principle, from 0 to 100. {_OPEN}", legend, ticks(_MARKS, _FULL), rows),)


def _strip(sheets: Sequence[Sheet], view: PrincipleView, peer: float | None) -> Strip:
    """Return the row of one principle."""
    scored = [_scored(next((p for p in sheet.card.principles if p.id == view.id), None)) for sheet in sheets]
    high = _LANE * len(sheets) + 6
    told = "; ".join(f"{sheet.short} {_told(each)}" for sheet, each in zip(sheets, scored, strict=True))
    shapes = [posts("grid", (mark for mark, _ in _MARKS), high, _FULL)]
    if len(sheets) > 1:
        shapes += _band(scored, high)
        shapes += [shape for lane, each in enumerate(scored) for shape in _dot(lane, each)]
    else:
        shapes += _bar(scored[0])
    if peer is not None:
        told = f"{told}; median of comparable agreements {words.whole(peer)}"
        shapes.append(Shape("post", "peer", across(peer, _FULL), 1, high=high - 2))
    return Strip(Link(view.title, view.anchor if view.questions else None), f"{told}.", high, tuple(shapes))


def _scored(result: PrincipleResult | None) -> Scored:
    if result is None or result.score is None:
        return None
    return words.whole(result.score), words.whole(result.interval[0]), words.whole(result.interval[1])


def _told(scored: Scored) -> str:
    if scored is None:
        return "not assessed"
    score, low, high = scored
    return f"{score}, range {low} to {high}" if low != high else str(score)


def _bar(scored: Scored) -> list[Shape]:
    """Draw one score as a bar, its range as a line under it, its number behind both."""
    if scored is None:
        return _missing(4)
    score, _, high = scored
    number = Shape("word", "number", across(max(score, high) + 2, _FULL), 16, text=str(score))
    return [Shape("bar", "fill", "0%", 4, across(score, _FULL), _BAR), *_range(scored, 22), number]


def _dot(lane: int, scored: Scored) -> list[Shape]:
    """Draw one score as a sign on its own lane, with its range and its number."""
    middle = 2 + lane * _LANE + _LANE // 2
    if scored is None:
        return _missing(middle - _BAR // 2)
    score, _, high = scored
    sign = Shape("sign", f"m-{lane + 1}", across(score, _FULL), middle)
    return [*_range(scored, middle), sign, Shape("word", "number", across(max(score, high) + 3, _FULL), middle + 5, text=str(score))]


def _band(scored: Sequence[Scored], high: int) -> list[Shape]:
    """Draw the distance between the lowest and the highest score."""
    known = [each[0] for each in scored if each]
    if len(known) < 2 or min(known) == max(known):
        return []
    return [Shape("bar", "band", across(min(known), _FULL), 2, across(max(known) - min(known), _FULL), high - 4)]


def _range(scored: tuple[int, int, int], middle: int) -> list[Shape]:
    """Draw a range as a line with ends."""
    _, low, high = scored
    if low == high:
        return []
    ends = [Shape("post", "whisker", across(end, _FULL), middle - 3, high=8) for end in (low, high)]
    return [Shape("line", "whisker", across(low, _FULL), middle, across(high - low, _FULL)), *ends]


def _missing(top: int) -> list[Shape]:
    return [
        Shape("bar", "missing", "0%", top, across(100, _FULL), _BAR),
        Shape("word", "none", "2%", top + 11, text="not assessed"),
    ]
