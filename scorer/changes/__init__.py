"""Two drafts → what changed, and which edit moved which score by how much.

In:          the scorecards of two drafts under one rubric, their clauses, and what scoring lends to answer single criteria again
Out:         one Delta: the aligned redline, numbered edits, changes of findings, criteria, principles and red lines
Guarantees:  every run of the redline is a slice of one of the two sources; the points of principles, of criteria and of edits each sum to
             the change of the overall score; a change that no edit explains is said to be one; the same drafts give the same delta
Leaves out:  reading, detection, what an answer is worth, layout
"""

from __future__ import annotations

from scorer.changes.attribution import Judge
from scorer.changes.brackets import bracket_effects
from scorer.changes.explaining import explain
from scorer.changes.passages import Draft

__all__ = ["Draft", "Judge", "bracket_effects", "explain"]
