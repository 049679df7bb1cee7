"""A document → PDF, printed by WeasyPrint from the HTML page: tagged, with running lines, footnotes and the date of the document."""

from __future__ import annotations

import hashlib
from typing import Any

from scorer.errors import ReportError
from scorer.report.document import Document
from scorer.report.writers import html

NEEDS = (
    "PDF needs the package weasyprint and the library pango; type: pip install 'scorer[testimony]' "
    "(on Debian and Ubuntu also: apt-get install libpangoft2-1.0-0)"
)

_OPTIONS: dict[str, Any] = {"pdf_tags": True, "pdf_variant": "pdf/ua-1"}


def write(document: Document) -> bytes:
    """Return the PDF.

    Raises:
        ReportError: WeasyPrint, or the library it draws with, is not installed.
    """
    page = html.write(document, paged=True)
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    printed: bytes = _rendered(page).write_pdf(pdf_identifier=identifier, **_OPTIONS)
    return printed


def pages(document: Document) -> int:
    """Return on how many pages the PDF would stand.

    Raises:
        ReportError: As for ``write``.
    """
    return len(_rendered(html.write(document, paged=True)).pages)


def _rendered(page: str) -> Any:
    """Lay out a page; nothing is ever fetched, whatever the page names."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # the package, or a library that it loads when imported
        raise ReportError(NEEDS) from None
    return HTML(string=page, base_url=None, url_fetcher=_nothing).render(**_OPTIONS)


def _nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    """Refuse to fetch."""
    raise ValueError(f"a report names no resource, but asked for {url}")
