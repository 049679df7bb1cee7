"""Scorecards → pages, tables, JSON and text.

In:          Findings, Scorecard(s), Delta, a date
Out:         self-contained HTML, contract JSON, data frames and CSV, lines for the terminal
Guarantees:  every quote is a slice of the source with its citation; every total stands beside its coverage; *absent*, *not assessed*
             and zero are told apart; the same inputs give the same bytes
Leaves out:  reading, detection, scoring, files and clocks

Tables stay in ``scorer.report.tables``, so that pandas is loaded only where a table is asked for.
"""

from scorer.report.outputs import comparison, delta, findings, scorecards, structure
from scorer.report.render import write_comparison, write_corpus, write_delta, write_scorecard
from scorer.report.testimony.fitting import exhibit
from scorer.report.text import in_colour

__all__ = [
    "comparison",
    "delta",
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
