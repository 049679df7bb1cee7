"""Errors that a user can cause and mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """Where a fault lies. Lines and columns count from 1; 0 means unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class ScorerError(Exception):
    """What went wrong, where, and what to try."""

    def __init__(self, message: str, at: Location | None = None) -> None:
        super().__init__(f"{at}: {message}" if at else message)
        self.at = at


class SourceError(ScorerError):
    """A file cannot be read, or its hash differs."""


class RubricError(ScorerError):
    """A rubric, provision or other data file breaks its schema."""

    @classmethod
    def gather(cls, faults: Sequence[tuple[str, Location]]) -> RubricError:
        """Return one error that lists every fault of a file."""
        return cls("\n".join(f"{at}: {message}" for message, at in faults))


class LibraryError(ScorerError):
    """An id is unknown, or the library of agreements cannot be used."""


class LabelError(ScorerError):
    """Expert labels cannot be read, or point outside what they label."""


class ReportError(ScorerError):
    """An output cannot be written."""
