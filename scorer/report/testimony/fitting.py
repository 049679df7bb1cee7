"""A testimony inside its page budget, as one file.

A PDF is laid out and its pages counted. Other formats get their pages from the reader's program, so theirs are estimated from the number
of words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from scorer.errors import ReportError
from scorer.report.document import Document
from scorer.report.testimony import claims
from scorer.report.testimony.given import Given
from scorer.report.testimony.parts import FINDINGS, NEVER_DROPPED, PARTS, TITLES, Scope, written
from scorer.report.writers import docx, html, markdown, pdf

WORDS_ON_A_PAGE = 280  # tables included; PDFs on two models and two treaties had 277 to 314 on a letter page

WRITERS: dict[str, Callable[[Document], str | bytes]] = {"html": html.write, "md": markdown.write, "docx": docx.write, "pdf": pdf.write}


def exhibit(given: Given, form: str) -> str | bytes:
    """Return the testimony as a file of the format ``form``: ``html``, ``md``, ``docx`` or ``pdf``.

    Raises:
        ReportError: It cannot be made as asked; the message says what to change.
    """
    return WRITERS[form](fitted(given, form))


def fitted(given: Given, form: str) -> Document:
    """Return the document with as many parts as the page budget has room for.

    Raises:
        ReportError: Even the shortest form is longer.
    """
    most = given.order.max_pages
    whole = Scope(PARTS[given.order.length], FINDINGS[given.order.length])
    if most is None:
        return written(given, whole)
    measured = "counted in the PDF" if form == "pdf" else f"estimated at {WORDS_ON_A_PAGE} words a page"
    length = 0
    for scope in _shorter(replace(whole, pages=f"at most {most} pages, {measured}")):
        document = written(given, scope)
        length = pages(document, form)
        if length <= most:
            return document
    raise ReportError(
        f"the shortest form has {length} pages and the limit is {most}; raise --max-pages, or name fewer principles or agreements"
    )


def pages(document: Document, form: str) -> int:
    """Return how many pages a document has: counted for a PDF, else estimated."""
    return pdf.pages(document) if form == "pdf" else math.ceil(document.words() / WORDS_ON_A_PAGE)


def _shorter(scope: Scope) -> Iterator[Scope]:
    """Yield the scope, then with one part less from the bottom up, then with fewer findings."""
    yield scope
    for key in reversed(scope.parts):
        if key not in NEVER_DROPPED:
            parts = tuple(part for part in scope.parts if part != key)
            scope = replace(scope, parts=parts, left_out=(TITLES[key].lower(), *scope.left_out))
            yield scope
    while scope.findings > claims.FEWEST:
        scope = replace(scope, findings=scope.findings - 1)
        yield scope
