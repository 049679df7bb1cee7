"""Many agreements: the whole flow over each of them, in processes of this machine or of a cluster.

In:          ids, files, folders, globs or addresses; a rubric; a store of findings
Out:         tidy tables of criteria, principles and findings; findings and scorecards of many agreements, one after the other
Guarantees:  rows in the order of the sources whatever their order was when given, the same bytes whatever the engine and the number of
             processes; one text that breaks, takes too long or too much memory is a row that says so, and stops no other
Leaves out:  how one agreement is read, searched and scored (``pipeline``), what a row says (``report.rows``)
"""

from __future__ import annotations

from scorer.corpus import chunks
from scorer.corpus.gather import Item, gather
from scorer.corpus.many import Each, calibrated, findings, scorecards
from scorer.corpus.pool import USUAL, Limits
from scorer.corpus.reporting import held, report
from scorer.corpus.run import Outcome, key, local, rows, score, written_before
from scorer.corpus.searching import Shelf, clean, forget, search, similar
from scorer.corpus.sinks import Place
from scorer.corpus.work import Job, prepare

__all__ = [
    "USUAL",
    "Each",
    "Item",
    "Job",
    "Limits",
    "Outcome",
    "Place",
    "Shelf",
    "calibrated",
    "chunks",
    "clean",
    "findings",
    "forget",
    "gather",
    "held",
    "key",
    "local",
    "prepare",
    "report",
    "rows",
    "score",
    "scorecards",
    "search",
    "similar",
    "written_before",
]
