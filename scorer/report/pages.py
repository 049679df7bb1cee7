"""Where in the original a quotation stands, for formats that have pages."""

from __future__ import annotations

from scorer.model import Agreement, Evidence, Origin, SourceText


def number(agreement: Agreement, at: Evidence) -> int | None:
    """Return the page on which evidence begins; None where the original has no pages."""
    origin = _origin(agreement, at)
    return origin.page if origin else None


def file(agreement: Agreement, at: Evidence) -> str | None:
    """Return the file in which that page is, where a text was put together from several; None elsewhere."""
    origin = _origin(agreement, at)
    return origin.file if origin and origin.page is not None else None


def _origin(agreement: Agreement, at: Evidence) -> Origin | None:
    return agreement.part(at.part).origin_at(at.spans[0].start) if at.spans else None


def words(agreement: Agreement, at: Evidence) -> str | None:
    """Return the page as citations have it: "p. 12", "p. 3 of chapter19.pdf"."""
    page, name = number(agreement, at), file(agreement, at)
    if page is None:
        return None
    return f"p. {page} of {name}" if name else f"p. {page}"


def cited(agreement: Agreement, at: Evidence) -> str:
    """Return the citation with the page, where there is one: "TPP art. 19.5(1), p. 12"."""
    return ", ".join(word for word in (at.citation, words(agreement, at)) if word)


def last(source: SourceText) -> int | None:
    """Return the last page with text, of several files the sum of their last pages; None where the original has no pages."""
    ends: dict[str | None, int] = {}
    for origin in source.origins:
        if origin.page is not None:
            ends[origin.file] = max(origin.page, ends.get(origin.file, 0))
    return sum(ends.values()) or None
