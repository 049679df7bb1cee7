"""Words → articles of many agreements that hold them; a clause → the nearest ones elsewhere.

In:          Findings of each agreement (its text, structure and what was found in each article), a query or a clause
Out:         Passages: citation, place in the stored text, the words that matched
Guarantees:  every passage is a slice of its source; an agreement whose file or findings changed is indexed again, no other is; two
             processes may search and index at once
Leaves out:  where agreements lie and how they are read (``corpus``), what is printed (``report``)
"""

from __future__ import annotations

from scorer.search.index import COUNTS, Index, Stamp
from scorer.search.query import Spelling

__all__ = ["COUNTS", "Index", "Spelling", "Stamp"]
