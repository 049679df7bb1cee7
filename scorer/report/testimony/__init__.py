"""Scorecards → a testimony appendix: an exhibit that a witness can attach and that others can check line by line.

In:          ``Given``: scorecards, where texts and principles come from, what the writer asked for
Out:         one neutral ``Document``, the same for all formats
Guarantees:  every quotation is a slice of its source with its citation; a claim has its four parts or is left out; a claim about silence
             names what was searched; limits and missing parts are never dropped
Leaves out:  files, formats, scoring
"""

from scorer.report.testimony.given import Citations, Cover, Given, Length, Order, Treaty, Yardstick

__all__ = ["Citations", "Cover", "Given", "Length", "Order", "Treaty", "Yardstick"]
