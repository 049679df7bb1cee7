"""Labels, facts and texts → the files of ``rubrics/models/``. The same inputs give the same bytes."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorer import yamlfile
from scorer.evaluate import cases, gold, grades, metrics, ordinal, precision
from scorer.evaluate.crosswalk import CrosswalkFile, GradedEntry
from scorer.evaluate.folds import frozen
from scorer.evaluate.results import Comparison
from scorer.evaluate.run import Detect, Seen, look

LANGUAGE = "en"
DIGITS = 3
_LIBRARIES = ("numpy", "scikit-learn")


@dataclass(frozen=True, slots=True)
class Data:
    """Where what is learned from lies: labels, texts, facts and, if any, findings checked by hand."""

    gold: Path
    corpus: Path
    facts: Path
    checks: Path | None = None


def train(
    data: Data, walks: Sequence[CrosswalkFile], detect: Detect, settings: Path, *, provisions_sha256: str, workers: int = 1
) -> dict[str, str]:
    """Return the files to write, by name.

    Raises:
        LabelError: Labels, facts or checks cannot be read.
        RubricError: ``settings`` breaks its schema.
    """
    training = yamlfile.validate(yamlfile.load(settings), precision.Training)
    labels = gold.load(data.gold)
    facts = cases.read_facts(data.facts, data.corpus)
    readable = tuple(each for each in labels.agreements if each.language == LANGUAGE)
    searched = (*readable, *cases.texts_of(facts, readable))
    seen = look(searched, data.corpus, [_without_keywords(walk) for walk in walks], detect, workers=workers)
    comparison = Comparison(labels, {each.id: seen[each.id] for each in readable}, walks)
    origin = {"data": fingerprint(data, [each.text for each in searched]), "provisions_sha256": provisions_sha256}
    told = [*cases.from_facts(facts, searched, seen), *cases.from_codes(comparison)]
    told += cases.from_checks(data.checks) if data.checks else ()
    files = {"confidence.json": {"schema": "confidence/1", "learned_from": origin, **precision.as_data(told, training)}}
    for walk in walks:
        for code in walk.graded:
            if code.model:
                files[f"{code.model}.json"] = _graded(labels, seen, walk, code, origin)
    return {name: json.dumps(content, indent=1, ensure_ascii=False) + "\n" for name, content in files.items()}


def _without_keywords(walk: CrosswalkFile) -> CrosswalkFile:
    """Return a crosswalk whose codes name no keywords: looking for them takes long, and nothing is learned from them."""
    return walk.model_copy(update={"codes": tuple(code.model_copy(update={"keywords": ()}) for code in walk.codes)})


def _graded(
    labels: gold.Gold, seen: Mapping[str, Seen], walk: CrosswalkFile, code: GradedEntry, origin: Mapping[str, Any]
) -> dict[str, Any]:
    given = grades.lesson(labels, seen, walk, code)
    model = ordinal.fit(given.rows, given.grades, top=code.top, inverse_regularisation=code.inverse_regularisation)
    held_out = grades.out_of_family(code, given)
    return {
        "schema": "ordinal/1",
        "scheme": walk.gold,
        "code": code.code,
        "learned_from": {**origin, "agreements": len(given.rows), "families": len(set(given.families))},
        "seed": ordinal.SEED,
        "versions": {name: importlib.metadata.version(name) for name in _LIBRARIES},
        "features": [feature.name for feature in code.features],
        "steps": ordinal.as_data(model),
        "figures": {
            "out_of_family": {half: _figures(given, held_out, half, code.top) for half in ("all", "open", "frozen")},
            "fit": _figures(given, [model.grade(row) for row in given.rows], "all", code.top),
        },
    }


def _figures(given: grades.Lesson, predicted: Sequence[int], half: str, top: int) -> dict[str, float | int | None]:
    chosen = [i for i, family in enumerate(given.families) if half == "all" or frozen(family) == (half == "frozen")]
    theirs, ours = [given.grades[i] for i in chosen], [predicted[i] for i in chosen]
    figures = {
        "spearman": metrics.spearman(theirs, ours),
        "quadratic_weighted_kappa": metrics.quadratic_kappa(theirs, ours, grades=top + 1),
    }
    return {"n": len(chosen), **{name: None if value is None else round(value, DIGITS) for name, value in figures.items()}}


def fingerprint(data: Data, texts: Iterable[Path]) -> dict[str, str]:
    """Return SHA-256 over the labels, the texts, the facts and the checks: the bytes of each file with its name, in order."""
    home = data.gold if (data.gold / gold.AGREEMENTS).exists() else data.gold / "dev"
    labels = [home / gold.AGREEMENTS, *(home / f"{name}.csv" for name in gold.TARGETS)]
    found = {
        "labels": _digest(labels),
        "texts": _digest(data.corpus / text for text in sorted(set(texts))),
        "facts": _digest([data.facts]),
    }
    return {**found, "checks": _digest([data.checks])} if data.checks else found


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        if file.is_file():
            total.update(f"{file.name}\0".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
