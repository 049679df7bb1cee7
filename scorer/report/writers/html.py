"""A document → one self-contained HTML page: no script, no remote resource.

The same page, with its notes where they are called, is what a PDF is made of.
"""

from __future__ import annotations

from scorer.report.document import Document
from scorer.report.render import write_page


def write(document: Document, *, paged: bool = False) -> str:
    """Return the page; ``paged`` for a printer, with footnotes where they are called and running lines on every page."""
    return write_page(
        "testimony.html", "document.css", "document-paged.css" if paged else "document-screen.css", document=document, paged=paged
    )
