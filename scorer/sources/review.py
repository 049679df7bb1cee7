"""``review.yaml``: what people say of the machine's readings of one agreement."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scorer import yamlfile
from scorer.errors import RubricError, SourceError
from scorer.model import Enforceable, InputFile, Review, Strength, Verdict
from scorer.sources import files

FILE = "review.yaml"

_Text = Annotated[str, Field(min_length=1)]
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{12,64}$", description="first characters, twelve or more, of a SHA-256")]
_FINDING = ("provision", "eid", "quote_sha256")
_CHANGES = ("strength", "enforceable", "without_loopholes")


class Entry(BaseModel):
    """One verdict: on a finding (provision, eid, quote_sha256) or on the answer to a criterion."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Verdict
    name: _Text
    date: datetime.date
    reason: _Text
    criterion: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+\.[a-z_]+$")] | None = None
    provision: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")] | None = None
    part: str = "main"
    eid: _Text | None = None
    quote_sha256: _Hash | None = None
    quote: _Text | None = None
    text_sha256: _Hash | None = None
    level: Annotated[float, Field(ge=0, le=4)] | None = None
    strength: Strength | None = None
    enforceable: Enforceable | None = None
    without_loopholes: tuple[Annotated[str, Field(pattern=r"^L\d\d$")], ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse what names neither or both, rests on nothing, or says nothing new."""
        if (self.criterion is None) == (self.provision is None):
            raise ValueError("name either a criterion or a provision")
        fault = self._criterion_fault() if self.criterion else self._finding_fault()
        if fault:
            raise ValueError(fault)
        return self

    def _criterion_fault(self) -> str | None:
        foreign = [name for name in ("eid", *_CHANGES) if getattr(self, name)]
        if foreign:
            return f"'{foreign[0]}' belongs to a verdict on a finding"
        if (self.level is not None) != (self.verdict is Verdict.CHANGE):
            return "'level' and 'verdict: change' go together"
        if not (self.quote_sha256 or self.quote or self.text_sha256):
            return "say what it rests on: quote_sha256, quote or text_sha256"
        return None

    def _finding_fault(self) -> str | None:
        missing = [name for name in _FINDING if not getattr(self, name)]
        if missing:
            return f"key '{missing[0]}' is missing"
        foreign = [name for name in ("level", "quote", "text_sha256") if getattr(self, name) is not None]
        if foreign:
            return f"'{foreign[0]}' belongs to a verdict on a criterion"
        if any(getattr(self, name) for name in _CHANGES) != (self.verdict is Verdict.CHANGE):
            return f"'verdict: change' and one of {', '.join(_CHANGES)} go together"
        return None


class ReviewFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Annotated[Literal["review/1"], Field(alias="schema")]
    reviews: tuple[Entry, ...]


def read(path: Path) -> tuple[tuple[Review, ...], InputFile]:
    """Return the verdicts of a file, and the file's hash.

    Raises:
        SourceError: It cannot be read or breaks its schema; every fault with line and column.
    """
    _, sha256 = files.load(path)
    try:
        document = yamlfile.load(path)
        file = yamlfile.validate(document, ReviewFile)
    except RubricError as error:
        raise SourceError(str(error)) from None
    return tuple(_review(entry, document, i) for i, entry in enumerate(file.reviews)), InputFile(path.name, sha256)


def _review(entry: Entry, document: yamlfile.Document, turn: int) -> Review:
    at = document.locate(("reviews", turn))
    told = entry.model_dump() | {"date": entry.date.isoformat(), "place": f"{document.path.name}:{at.line}:{at.column}"}
    return Review(**told)
