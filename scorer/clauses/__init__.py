"""Node → Clause, and the force of its words.

In:          one SourceText with its Node tree; later the text of one clause and a place in it
Out:         the clauses in reading order; one Force
Guarantees:  every piece of a clause is a slice of the source; headings and numbers are in no clause; every sentence of the body is in one;
             any text is read, doubt is marked, nothing raises
Leaves out:  which provision a clause contains, what a duty is worth, conventions for single provisions
"""

from scorer.clauses.deontic import Deontic
from scorer.clauses.pieces import source_spans
from scorer.clauses.segment import segment

__all__ = ["Deontic", "segment", "source_spans"]
