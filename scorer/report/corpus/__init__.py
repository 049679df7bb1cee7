"""Survey → HTML page, JSON, CSV.

In:          one Survey
Out:         one page of pictures and tables, corpus/1, or one tidy table
Guarantees:  every picture has a table with the same numbers; no place of a ranking stands without the places that doubt leaves open
Leaves out:  the answers of single agreements, which have scorecards
"""
