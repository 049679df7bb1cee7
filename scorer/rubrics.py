"""Rubrics for those who read and write them: listed, checked, and the forms of all files that people write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from scorer import pipeline, shipped
from scorer.detection import examples
from scorer.detection.provisions import ProvisionEntry
from scorer.errors import RubricError
from scorer.paths import data_dir
from scorer.report.schemas import OUTPUTS
from scorer.scoring import listing
from scorer.scoring.policy import RubricFile
from scorer.scoring.schema import Criteria
from scorer.sources.dossier import Manifest
from scorer.sources.review import ReviewFile
from scorer.yamlfile import nearest


def headlines() -> tuple[str, ...]:
    """Return one line for each bundled rubric."""
    return tuple(listing.headline(pipeline.load_rubric(file)) for file in sorted(data_dir("rubrics").glob("*.yaml")))


def lines(name: str | Path) -> tuple[str, ...]:
    """Return the principles and criteria of a rubric, line by line."""
    return tuple(listing.lines(pipeline.load_rubric(name)))


def faults(name: str | Path) -> tuple[str, ...]:
    """Return every fault of a rubric and of the provision library, one sentence each."""
    try:
        pipeline.load_rubric(name)
    except RubricError as error:
        return tuple(str(error).splitlines())
    return examples.faults(shipped.provision_library())


def json_schema(name: str) -> str:
    """Return the JSON Schema of a kind of file that people write, or of an output.

    Raises:
        RubricError: No such kind.
    """
    kinds: dict[str, Any] = {
        "rubric/1": RubricFile,
        "criteria/1": Criteria,
        "provisions/1": tuple[ProvisionEntry, ...],
        "agreement/1": Manifest,
        "review/1": ReviewFile,
        **OUTPUTS,
    }
    if name not in kinds:
        raise RubricError(f"no schema '{name}'{nearest(name, kinds)}; known: {', '.join(kinds)}")
    return json.dumps(TypeAdapter(kinds[name]).json_schema(by_alias=True), indent=2, sort_keys=True)
