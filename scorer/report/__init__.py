"""Scorecards → pages, tables, JSON and text.

In:          Findings, Scorecard(s), Delta, a date
Out:         self-contained HTML, contract JSON, data frames and CSV, lines for the terminal
Guarantees:  every quote is a slice of the source with its citation; every total stands beside its coverage; *absent*, *not assessed*
             and zero are told apart; the same inputs give the same bytes
Leaves out:  reading, detection, scoring, files and clocks

Each name is loaded when it is asked for, so that a scorecard on a terminal waits for no page, table or exhibit.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.report.outputs import comparison, differences, findings, scorecards, structure
    from scorer.report.render import write_comparison, write_corpus, write_delta, write_scorecard
    from scorer.report.testimony.fitting import exhibit
    from scorer.report.text import in_colour

__all__ = [
    "comparison",
    "differences",
    "exhibit",
    "findings",
    "in_colour",
    "scorecards",
    "structure",
    "write_comparison",
    "write_corpus",
    "write_delta",
    "write_scorecard",
]

_HOMES = {"exhibit": "testimony.fitting", "in_colour": "text"} | {name: "render" for name in __all__ if name.startswith("write_")}


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'outputs')}"), name)
