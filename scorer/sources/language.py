"""Which language a text is written in, told by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

from scorer import yamlfile

SUPPORTED = "en"
_FILE = Path(__file__).with_name("language.yaml")
_SAMPLE = 300_000  # characters looked at
_LEAST_SHARE = 0.08  # of all words; below it, no language is told
_LEAD = 1.5  # how much oftener than English another language's words must be


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in yamlfile.load(_FILE).data.items()}


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language; None where the text is too odd to tell.

    >>> detect("Each Party shall enforce the law of the land and shall report to the other Party.")
    'en'
    >>> detect("Las Partes de la presente zona se consultarán en el plazo de treinta días, y por escrito.")
    'es'
    """
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if not words:
        return None
    counts = Counter(words)
    shares = {code: sum(counts.get(word, 0) for word in known) / len(words) for code, known in _lists().items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < _LEAST_SHARE:
        return None
    return best if best == SUPPORTED or shares[best] >= _LEAD * shares[SUPPORTED] else SUPPORTED
