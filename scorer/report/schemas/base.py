"""What several outputs share: the agreement, places in its text, loopholes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
Hundred = Annotated[float, Field(ge=0, le=100)]
Level = Annotated[float, Field(ge=0, le=4)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Date = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Enforceable = Literal[
    "sanctions", "binding_panel_no_sanctions", "expert_panel_nonbinding", "consultations_only", "investor_arbitration", "excluded", "n/a"
]
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


class Place(Because):
    """A place in the text, found by part and eId."""

    part: str
    eid: str


class RegimeRow(Body):
    """What stands behind a chapter, or a smaller place that differs; ``doubt`` says why a person should look."""

    part: str
    eid: str
    heading: str
    enforceable: Enforceable
    because: list[Because]
    doubt: str | None


class Step(Body):
    """One thing that the general procedure for disputes says of itself, in its own words."""

    aspect: Literal["ends_in", "cannot_block", "can_block", "time_limit"]
    name: str
    words: str
    at: Place


class Enforceability(Body):
    """What stands behind each chapter; sentences on exclusion that could not be resolved; the procedure for disputes."""

    map: list[RegimeRow]
    undecided: list[Place]
    procedure: list[Step]
