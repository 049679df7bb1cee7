"""A rubric as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.scoring.rubric import Rubric


def headline(rubric: Rubric) -> str:
    """Return name, version and coverage in one line."""
    covered = sum(bool(rubric.by_principle[principle.id]) for principle in rubric.principles)
    extent = f"{covered} of {len(rubric.principles)} principles, {len(rubric.criteria)} criteria"
    return f"{rubric.ref.id} {rubric.ref.version}: {rubric.ref.title} ({extent})"


def lines(rubric: Rubric) -> Iterator[str]:
    """Yield the headline, then each principle with its criteria."""
    yield headline(rubric)
    for principle in rubric.principles:
        yield ""
        yield f"{principle.title} [{principle.id}], weight {principle.weight:g}"
        if not rubric.by_principle[principle.id]:
            yield "  not yet covered by this rubric version"
        for criterion in rubric.by_principle[principle.id]:
            yield f"  {criterion.id} ({criterion.scale}, {criterion.role}): {criterion.question}"
