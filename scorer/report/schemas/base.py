"""What several outputs share: the agreement, places in its text, loopholes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
Hundred = Annotated[float, Field(ge=0, le=100)]
Level = Annotated[float, Field(ge=0, le=4)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Date = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Span = Annotated[tuple[int, int], Field(description="half-open range of characters in the part's stored text")]


class Body(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Published(Body):
    """The published collection that a file is known to be from, by its hash."""

    title: str
    licence: str
    cite: str
    address: str


class Part(Body):
    """A part that was read; ``published`` only for a known file."""

    id: str
    kind: str
    file: str
    sha256: Sha256
    chars: int
    words: int
    pages: int | None
    published: Published | None = None


class Chapter(Body):
    """A chapter that was found."""

    eid: str
    num: str | None
    heading: str | None


class Coverage(Body):
    """How much of the agreement the text at hand holds."""

    status: Literal["complete", "partial", "unreadable", "unsupported_language", "not_an_agreement"]
    reasons: list[str]
    chapters: list[Chapter]


class Agreement(Body):
    """What was read."""

    id: str
    title: str
    short: str
    language: str
    parts: list[Part]
    coverage: Coverage


class Because(Body):
    """A place in the text."""

    citation: str
    spans: list[Span]


class Qualifier(Because):
    """A loophole: its number in the catalogue, its name, and the words that make it."""

    id: Annotated[str, Field(pattern=r"^L\d\d$")]
    name: str
