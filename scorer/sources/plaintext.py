"""Plain text → stored text. Headings are found later, by structure."""

from __future__ import annotations

from scorer.model import SourceText

_TITLE_LONGEST = 200


def read(text: str, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> SourceText:
    """Return the text as it stands."""
    return SourceText(part, text, file, sha256, kind)


def title(text: str) -> str | None:
    """Return the first lines up to an empty one, where they could be a title."""
    block = text.strip().split("\n\n", 1)[0]
    words = " ".join(block.split())
    return words if 0 < len(words) <= _TITLE_LONGEST and not words.endswith((".", ";")) else None
