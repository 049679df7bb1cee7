"""Where in the original a quotation stands, for formats that have pages."""

from __future__ import annotations

from scorer.model import Agreement, Evidence, SourceText


def number(agreement: Agreement, at: Evidence) -> int | None:
    """Return the page on which evidence begins; None where the original has no pages."""
    return agreement.part(at.part).page_at(at.spans[0].start) if at.spans else None


def words(agreement: Agreement, at: Evidence) -> str | None:
    """Return the page as citations have it: "p. 12"."""
    page = number(agreement, at)
    return None if page is None else f"p. {page}"


def cited(agreement: Agreement, at: Evidence) -> str:
    """Return the citation with the page, where there is one: "TPP art. 19.5(1), p. 12"."""
    return ", ".join(word for word in (at.citation, words(agreement, at)) if word)


def last(source: SourceText) -> int | None:
    """Return the last page with text; None where the original has no pages."""
    return max((origin.page for origin in source.origins if origin.page is not None), default=None)
