"""File or folder → agreement.

In:          a path: a file of a known format (``formats.py``), recognised by content; a folder with agreement.yaml; a folder of chapters
Out:         one Agreement with one or more SourceText and an honest Coverage
Guarantees:  the text is fixed from here on; a file that cannot be read is a SourceError of one sentence, never an empty text
Leaves out:  structure, scores, facts that only the catalogue knows
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imports happen when the function is called, so that the child process that reads PDF starts at once
    from scorer.model import Agreement

__all__ = ["read", "with_review"]


def read(path: Path, *, recognise: bool = False) -> Agreement:
    """Return the agreement that a file or a folder holds; with ``recognise``, the text of scanned pages too (by ``tesseract``, if there).

    Raises:
        SourceError: The file is missing, empty, binary, too large or of a format that is not read; or the folder is faulty.
    """
    from scorer.sources import ocr, reading

    with ocr.asked(recognise):
        return reading.read(path)


def with_review(agreement: Agreement, path: Path) -> Agreement:
    """Return the agreement with the verdicts that a person wrote down in a file of the schema review/1.

    Raises:
        SourceError: The file cannot be read or breaks its schema; every fault with line and column.
    """
    from scorer.sources import reading

    return reading.reviewed(agreement, path)
