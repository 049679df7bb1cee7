"""Where the texts and the questions of a testimony come from, as far as catalogue and rubric know."""

from __future__ import annotations

from scorer import library, scoring
from scorer.model import Agreement
from scorer.report.testimony.given import Treaty, Yardstick


def treaty(agreement: Agreement) -> Treaty:
    """Return where a text comes from, as far as the catalogue knows its file."""
    catalogue = library.shipped_catalogue()
    entry = catalogue.of_sha256(agreement.parts[0].sha256) if agreement.parts else None
    if entry is None:
        return Treaty()
    collection = f"{catalogue.tota.cite} Licence: {catalogue.tota.licence}." if entry.tota else None
    return Treaty(entry.official, catalogue.published_at(entry), collection, entry.note, unapplied=entry.in_force is None)


def yardstick(rubric: scoring.Rubric) -> Yardstick:
    """Return where the principles and questions of a rubric come from."""
    head = rubric.file.rubric
    return Yardstick(
        name=head.yardstick,
        **({"interests": head.interests} if head.interests else {}),
        principles={principle.id: principle.sources for principle in rubric.principles},
        criteria={criterion.id: criterion.sources for criterion in rubric.criteria},
        titles=rubric.file.sources,
    )
