"""Altered texts: change some words of an agreement and score it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from scorer import pipeline
from scorer.model import CriterionResult, Scorecard
from scorer.paths import data_dir

RUBRIC = "just-trade"


def card_of(path: Path) -> Scorecard:
    """Score one file, with ranges but without what moves the score."""
    return pipeline.rate(pipeline.find_in(path), pipeline.load_rubric(RUBRIC), explain="draws")


def model_text(model: str) -> str:
    """Return the main text of a model agreement that ships."""
    return (data_dir("agreements") / model / "text" / "main.md").read_text(encoding="utf-8")


def scorer_of(folder: Path, suffix: str) -> Callable[[str], Scorecard]:
    """Return a function from a text to its scorecard; each text is scored once."""
    known: dict[str, Scorecard] = {}

    def scored(text: str) -> Scorecard:
        if text not in known:
            path = folder / f"altered-{len(known)}{suffix}"
            path.write_text(text, encoding="utf-8")
            known[text] = card_of(path)
        return known[text]

    return scored


def swap(text: str, old: str, new: str) -> str:
    """Replace words that must be there."""
    assert old in text, f"not in the text: {old}"
    return text.replace(old, new)


def levels(card: Scorecard) -> Mapping[str, float | None]:
    """Return the level of every criterion."""
    return {criterion.id: criterion.level for criterion in card.criteria}


def duties(card: Scorecard, principle: str) -> list[CriterionResult]:
    """Return the duties of one principle that were found."""
    return [c for c in card.criteria if c.principle == principle and c.components is not None]


def score_of(card: Scorecard, principle: str) -> float | None:
    """Return the score of one principle."""
    return next(result.score for result in card.principles if result.id == principle)


def chapters_of(path: Path, *names: str) -> str:
    """Return an XML text of the corpus with only those chapters whose name holds one of the words; all of it where it has no chapters."""
    text = path.read_text(encoding="utf-8")
    wanted = re.compile("|".join(names), re.IGNORECASE)
    return re.sub(
        r'<chapter\b[^>]*\bname="([^"]*)".*?</chapter>',
        lambda found: found[0] if wanted.search(found[1]) else "",
        text,
        flags=re.DOTALL,
    )
