"""Findings → Scorecard.

In:          the findings of one agreement, and a rubric
Out:         one Scorecard: an answer to every criterion, principle scores, overall score, red lines
Guarantees:  the order and repetition of findings change no level and no score; what could not be assessed never counts as zero;
             scores lie in 0-100; every level names the findings that made it
Leaves out:  searching the text, wording for readers, layout
"""

from __future__ import annotations

from scorer.scoring.card import score
from scorer.scoring.rubric import Rubric, load_rubric, rubric_path
from scorer.scoring.shares import Judge, shares_of
from scorer.scoring.uncertainty import Explain

__all__ = ["Explain", "Judge", "Rubric", "load_rubric", "rubric_path", "score", "shares_of"]
