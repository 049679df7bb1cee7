"""A clause → the nearest ones of other agreements, by the cosine of their words weighted by how rare they are (TF-IDF)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scorer import writing
from scorer.model import Near, Passage
from scorer.search.index import COUNTS, Index
from scorer.search.wording import Same, changes

_FEATURES = 2**18  # a hundred times the words of the corpus, so that two words seldom share a column


@dataclass(frozen=True, slots=True)
class Wish:
    """What counts as near: the most agreements, the least cosine, the sources to look in, and which words are the same in two spellings."""

    limit: int
    least: float
    sources: frozenset[str]
    same: Same


def nearest(index: Index, asked: Passage, grain: str, wish: Wish, folder: Path) -> tuple[Near, ...]:
    """Return the nearest piece of each other agreement, the nearest first.

    Args:
        index: Of all agreements.
        asked: The piece whose like is looked for.
        grain: Of the pieces to look at.
        wish: What counts as near.
        folder: Where the weighted words of all pieces are kept.
    """
    numbers, sources, counts = _counted(index, grain, folder)
    weigh = _weigher()
    likeness = (weigh.fit_transform(counts) @ weigh.transform(_counter().transform([asked.text])).T).toarray().ravel()
    seen = {asked.source}
    found: list[Near] = []
    for row in np.argsort(-likeness, kind="stable"):
        if len(found) == wish.limit or likeness[row] < wish.least:
            break
        if sources[row] not in seen and sources[row] in wish.sources:
            seen.add(sources[row])
            passage = index.passage(int(numbers[row]))
            if passage.agreement != asked.agreement:
                found.append(Near(passage, min(float(likeness[row]), 1.0), tuple(changes(asked.body, passage.body, wish.same))))
    return tuple(found)


def earlier(texts: Sequence[str], dates: Sequence[str]) -> tuple[tuple[int, float] | None, ...]:
    """Return for each text the place of the nearest one of an earlier date and the cosine of the two; None where none is earlier.

    Of equally near ones the first is taken. Words are weighted by how rare they are among these texts.
    """
    if not texts:
        return ()
    weighted = _weigher().fit_transform(_counter().transform(texts))
    likeness = np.minimum((weighted @ weighted.T).toarray().round(4), 1.0)
    found: list[tuple[int, float] | None] = []
    for row, date in zip(likeness, dates, strict=True):
        before = [place for place, other in enumerate(dates) if other < date]
        best = before[int(np.argmax(row[before]))] if before else None
        found.append(None if best is None else (best, float(row[best])))
    return tuple(found)


def likeness(text: str, others: Sequence[str]) -> list[float]:
    """Return the cosine of a text and each of the others; words are weighted by how rare they are among all of them."""
    weighted = _weigher().fit_transform(_counter().transform([text, *others]))
    return [float(value) for value in (weighted[1:] @ weighted[0].T).toarray().ravel()]


def _counted(index: Index, grain: str, folder: Path) -> tuple[Any, list[str], Any]:
    """Return number, source and counted words of all pieces; counted once for each state of the index."""
    from scipy import sparse

    state = hashlib.sha256(repr((sorted(index.stamps().items()), grain, _FEATURES)).encode()).hexdigest()
    path = folder / COUNTS.format(grain, state[:16])
    pieces = index.sources(grain)
    numbers, sources = np.array([number for number, _ in pieces]), [source for _, source in pieces]
    try:
        counts = sparse.load_npz(path)
        if counts.shape[0] == len(sources):
            return numbers, sources, counts
    except (OSError, ValueError, KeyError):
        pass
    counts = _counter().transform(index.texts(grain)).astype(np.float32)
    for stale in folder.glob(COUNTS.format(grain, "*")):
        stale.unlink(missing_ok=True)
    with writing.whole(path) as file, file.open("wb") as stream:
        sparse.save_npz(stream, counts)
    return numbers, sources, counts


# --- scikit-learn takes a second to import, and most runs over many agreements look for no likeness ---------------------------------------


def _counter() -> Any:
    """Return what counts the words of texts."""
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(n_features=_FEATURES, alternate_sign=False, norm=None, token_pattern=r"(?u)\b[^\W\d]\w+\b")


def _weigher() -> Any:
    """Return what weighs counted words by how rare they are."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True)
