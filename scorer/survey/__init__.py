"""Scorecards of many agreements → what can be said of all of them.

In:          one scorecard at a time, which is reduced to a Member; then all Members
Out:         one Survey: trends, diffusion of provisions, ranking by kind and decade, percentiles, outliers, what could not be scored
Guarantees:  the order in which members come changes nothing; no order is stated that joint draws leave open; every figure stands beside
             the number of agreements behind it; what was not assessed is never counted as absent; nothing is dropped without being named
Leaves out:  causes: a period is no explanation, a likeness of words no proof of copying
"""

from __future__ import annotations

from scorer.survey.describing import Asked, describe
from scorer.survey.members import Headline, member

__all__ = ["Asked", "Headline", "describe", "member"]
