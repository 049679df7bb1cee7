"""The beginning of a rubric of one's own: a file that extends another and spells out what is usually changed."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from scorer.errors import RubricError
from scorer.scoring.policy import Principle
from scorer.scoring.rubric import load_rubric

_HEAD = """\
# A rubric of your own. Whatever is not said here is taken from {base}; a key that is null takes away what {base} has.
# Weights: change `weight` below. Principles: add or leave out entries. Criteria: copy principles/<name>.yaml of {base} into a folder
# principles/ beside this file and change the copy; it goes before the original. Then: scorer rubric check {file}
schema: rubric/1
extends: {base}
"""


def begin(path: Path, base: str) -> None:
    """Write a new rubric that extends the one named ``base``.

    Raises:
        RubricError: The base does not exist or is faulty, or there is such a file already.
    """
    if path.exists():
        raise RubricError(f"'{path}' exists already; choose another name")
    rubric = load_rubric(base)
    name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "my-rubric"
    if rubric.file.extends:
        raise RubricError(f"'{base}' itself extends another rubric; take '{rubric.file.extends}'")
    head = {
        "id": name,
        "version": "0.1.0",
        "status": "draft",
        "title": f"{name}, after {base} {rubric.ref.version}",
        "yardstick": rubric.file.rubric.yardstick,
    }
    body = {"rubric": head, "principles": [_entry(principle) for principle in rubric.principles]}
    text = _HEAD.format(base=base, file=path.name) + yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=140)
    path.write_text(text, encoding="utf-8", newline="\n")


def _entry(principle: Principle) -> dict[str, object]:
    entry = principle.model_dump(exclude_none=True)
    return {**entry, "sources": list(principle.sources)}
