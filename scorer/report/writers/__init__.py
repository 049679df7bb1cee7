"""A document → HTML, PDF, DOCX or Markdown.

In:          a ``Document``
Out:         text or bytes of one file
Guarantees:  the same document gives the same bytes; what stands in a document is shown, never run
Leaves out:  what the document says; files
"""
