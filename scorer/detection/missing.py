"""What was not found: absent where the text can tell, else not assessed, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from scorer.detection.provisions import Library, ProvisionEntry
from scorer.model import Agreement, Finding, NotFound, NotFoundStatus, Place

# What a gap in the text hides: everything (patterns of reasons), or only what stands in recitals.
_HIDES_ALL = (
    "stops_in_the_middle", "end_missing", "single_chapter", "chapters_missing", "partly_in_*", "chapter_*_is_a_summary",
    "pages_without_text", "no_text_layer", "read_by_ocr_[0-7]?", "only_changes_to_another_agreement",
)  # fmt: skip
_HIDES_RECITALS = ("recitals_missing",)


def not_found(agreement: Agreement, found: Sequence[Finding], library: Library) -> tuple[NotFound, ...]:
    """Return one entry for each reported provision without a finding, in order of id."""
    present = {finding.provision for finding in found}
    elsewhere = next((finding for finding in found if library.provisions[finding.provision].decides_elsewhere), None)
    anywhere = _hidden(agreement, elsewhere, recital=False)
    in_recitals = _hidden(agreement, elsewhere, recital=True)
    return tuple(
        _entry(entry, in_recitals if set(entry.places) == {Place.PREAMBLE} else anywhere)
        for entry in library.reported
        if entry.id not in present
    )


def _entry(entry: ProvisionEntry, reason: str | None) -> NotFound:
    return NotFound(entry.id, NotFoundStatus.NOT_ASSESSED if reason else NotFoundStatus.ABSENT, reason)


def _hidden(agreement: Agreement, elsewhere: Finding | None, *, recital: bool) -> str | None:
    """Return why absence cannot be concluded, of what stands in recitals alone or of anything else; None where it can."""
    coverage = agreement.coverage
    if not coverage.can_be_scored:
        return coverage.status.value
    if elsewhere is not None:
        return f"decided in another agreement, incorporated by {elsewhere.at.citation}"
    gaps = (*_HIDES_ALL, *(_HIDES_RECITALS if recital else ()))
    return next((reason for reason in coverage.reasons if any(fnmatchcase(reason, gap) for gap in gaps)), None)
