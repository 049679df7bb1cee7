"""What ships with the tool, read and compiled once: provisions, rules for force, confidences, known scores, the drafting model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from scorer import cache, clauses, detection, sources, structure, wordings
from scorer.clauses.deontic import Deontic
from scorer.detection import compiled
from scorer.detection.confidence import Confidences, load_confidences
from scorer.detection.phrases import Vocabulary
from scorer.detection.provisions import WORDS_FILE, load_vocabulary
from scorer.model import Wording
from scorer.paths import data_dir
from scorer.scoring import calibration
from scorer.scoring.calibration import Calibration
from scorer.survey import Headline

DRAFTING_MODEL = "model-just"  # whose wording is offered, and asked for in a testimony where no other agreement has better
DEONTIC_RULES = Path(clauses.__file__).with_name("deontic.yaml")


def provision_library(folder: Path | None = None) -> detection.Library:
    """Return the compiled provision library (the one that ships, unless another folder is named)."""
    return _compiled(folder or data_dir("rubrics") / "provisions")


def compiled_name() -> str:
    """Return the name of the file in which the compiled form of the library that ships is kept."""
    return compiled.name(data_dir("rubrics") / "provisions")


@lru_cache(maxsize=4)  # libraries in use at once: the one that ships and a few of the user's
def _compiled(folder: Path) -> detection.Library:
    return cache.remembered(compiled.name(folder), lambda: detection.load_provisions(folder), compiled.dump, compiled.load)


def headlines() -> tuple[Headline, ...]:
    """Return the provisions that stand for their areas, with their questions, by id."""
    entries = sorted(provision_library().provisions.values(), key=lambda entry: entry.id)
    return tuple(Headline(entry.id, entry.question) for entry in entries if entry.headline)


def spellings(word: str) -> frozenset[str]:
    """Return a word in every spelling that phrases allow: labor, labour."""
    return _vocabulary().forms(word)


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    return load_vocabulary(data_dir("rubrics") / "provisions" / WORDS_FILE)


@lru_cache(maxsize=1)
def deontic() -> Deontic:
    """Return the compiled rules for the force of words."""
    return Deontic.load(DEONTIC_RULES)


def models_dir() -> Path:
    """Return the folder of what was learned."""
    return data_dir("rubrics") / "models"


@lru_cache(maxsize=1)
def confidences() -> Confidences:
    """Return how sure the findings of each provision are, as learned for the library that ships."""
    return load_confidences(models_dir() / "confidence.json")


@lru_cache(maxsize=4)  # rubrics in use at once
def known_scores(rubric: str) -> Calibration | None:
    """Return the scores of known agreements under a bundled rubric; None where it has no such table."""
    return calibration.load(calibration_file(rubric))


def calibration_file(rubric: str) -> Path:
    """Return where the scores of known agreements under a bundled rubric are kept."""
    return data_dir("rubrics") / "calibration" / f"{rubric}.csv"


@lru_cache(maxsize=1)
def model_wordings() -> Mapping[str, tuple[Wording, ...]]:
    """Return the clauses of the drafting model, by the criterion that each would meet."""
    folder = data_dir("agreements") / DRAFTING_MODEL
    model = sources.read(folder)
    return wordings.wordings(model, structure.build(model.parts[0]), wordings.marks(folder))


@lru_cache(maxsize=1)
def data_files() -> tuple[Path, ...]:
    """Return the files that a run reads beside its rubric."""
    provisions = sorted((data_dir("rubrics") / "provisions").glob("*.yaml"))
    model = data_dir("agreements") / DRAFTING_MODEL
    return (
        *provisions,
        models_dir() / "confidence.json",
        data_dir("agreements") / "catalogue.yaml",
        model / wordings.FILE,
        model / "text" / "main.md",
    )
