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
    from scorer.model import Agreement, Bracket, SourceText

__all__ = ["agreements_in", "fingerprint", "may_be_text", "read", "read_bytes", "refusal", "settled", "with_review"]


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


def refusal(agreement: Agreement) -> str | None:
    """Return the sentence that says why a text cannot be scored and what to try; None where it can."""
    from scorer.sources import coverage

    return coverage.refusal(agreement)


def settled(part: SourceText, bracket: Bracket, *, kept: bool) -> SourceText:
    """Return a part of a draft as it reads once one of its brackets is agreed, with its words or without them."""
    from scorer.sources import brackets

    return brackets.settled(part, bracket, kept=kept)


def read_bytes(data: bytes, file: str) -> Agreement:
    """Return the agreement that the bytes of a file called ``file`` hold, wherever they came from.

    Raises:
        SourceError: They are empty, too large or of a format that is not read.
    """
    from scorer.sources import reading

    return reading.read_bytes(data, file)


def agreements_in(folder: Path) -> tuple[Path, ...]:
    """Return the agreements in a folder, in natural order: each file that could be a text, each folder with ``agreement.yaml``.

    Raises:
        SourceError: The folder cannot be opened.
    """
    from scorer.sources import gathering

    return gathering.agreements_in(folder)


def may_be_text(path: Path) -> bool:
    """Tell whether a file found in a folder is worth opening: by its name, since nobody named the file itself."""
    from scorer.sources import chapters

    return chapters.may_be_text(path)


def fingerprint(path: Path, *, recognise: bool = False) -> str:
    """Return one hash over all that ``read`` with these arguments would look at: names, bytes, and the program that recognises text.

    Raises:
        SourceError: They cannot be read.
    """
    from scorer.sources import gathering

    return gathering.fingerprint(path, recognise=recognise)
