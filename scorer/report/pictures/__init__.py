"""Results → pictures: places and words; the templates draw them as SVG.

In:          columns of a report, its principles
Out:         pictures by section, each with its numbers in words, and as a table where no table of the section holds them
Guarantees:  nothing is told by colour alone; *not assessed* is drawn with dashes and never as zero
Leaves out:  judgement, markup
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorer.report.answers import Sheet
from scorer.report.pictures import heatmap, places, regimes, scores, tribunals
from scorer.report.pictures.shapes import Picture
from scorer.report.views import PrincipleView


def of_page(sheets: Sequence[Sheet], principles: Sequence[PrincipleView], peers: Mapping[str, float]) -> dict[str, tuple[Picture, ...]]:
    """Return all pictures of a page by section; ``peers`` holds medians of comparable agreements by principle, where known."""
    return {
        "scores": scores.pictures(sheets, principles, peers),
        "heat": heatmap.pictures(principles),
        "map": regimes.pictures(sheets),
        "places": places.pictures(sheets, principles),
        "tribunals": tribunals.pictures(sheets, [view.id for view in principles]),
    }
