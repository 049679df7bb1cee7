"""How sure a finding is: the share of findings of its provision that people called right (``rubrics/models/confidence.json``).

The file is written by ``scorer train``. A provision of which too little is known has no figure, and its findings keep None.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scorer.errors import Location, RubricError
from scorer.model import Finding, Findings


class Figure(BaseModel):
    """One provision: the figure, and [right, cases] by source of the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    confidence: float = Field(ge=0, le=1)
    rests_on: dict[str, tuple[int, int]]


class ConfidenceFile(BaseModel):
    """What detection reads of ``confidence/1``; the rest of the file says where it comes from."""

    model_config = ConfigDict(frozen=True)

    schema_name: str = Field(alias="schema", pattern="^confidence/1$")
    review_below: float
    provisions: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Confidences:
    """Figures by provision id; findings of a provision below ``review_below`` are marked for review."""

    figures: Mapping[str, Figure]
    review_below: float

    def rated(self, findings: Findings) -> Findings:
        """Return the findings with their confidence."""
        return replace(findings, findings=tuple(map(self._rate, findings.findings)))

    def _rate(self, finding: Finding) -> Finding:
        figure = self.figures.get(finding.provision)
        if figure is None:
            return finding
        doubts = (_reason(figure),) if figure.confidence < self.review_below else ()
        return replace(finding, confidence=figure.confidence, review=(*finding.review, *doubts))


def _reason(figure: Figure) -> str:
    right = sum(counts[0] for counts in figure.rests_on.values())
    cases = sum(counts[1] for counts in figure.rests_on.values())
    return f"people agreed with {right} of {cases} findings of this provision"


def load_confidences(path: Path) -> Confidences:
    """Read the figures.

    Raises:
        RubricError: The file cannot be read or breaks its schema.
    """
    try:
        file = ConfidenceFile.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise RubricError(f"cannot be read as confidence/1 ({error}); run scorer train to write it again", Location(str(path))) from error
    return Confidences(file.provisions, file.review_below)
