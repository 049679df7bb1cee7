"""agreements/1, search/1 and similar/1: what the library holds, and what stands in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scorer.report.schemas.base import Body, Date, Published, Sha256, Share, Span


class Known(Body):
    """One known agreement; null where nothing is recorded. Keys mean what the table ``catalogue`` of the data dictionary says."""

    agreement: str
    aliases: list[str]
    short: str | None
    title: str
    parties: list[str]
    signed: Date | None
    in_force: Date | None
    ended: Date | None
    recorded_status: Literal["signed", "in_force", "ended"] | None
    kind: str | None
    type: str | None
    language: str | None
    region: list[str]
    wto: int | None
    tota: int | None
    held: Literal["library", "model", "no"]
    official: str | None
    published: str | None
    sha256: Sha256 | None
    licence: str | None
    cite: str | None
    holds: Literal["no_agreement", "changes_only"] | None
    note: str | None


class AgreementsFile(Body):
    """agreements/1: known agreements, read or not."""

    schema_: Annotated[Literal["agreements/1"], Field(alias="schema")]
    agreements: list[Known]


class Passage(Body):
    """An article or paragraph. ``quote`` is a slice of the stored text, from ``start``; ``marks`` are the words that matched."""

    source: str
    agreement: str
    title: str
    part: str
    eid: str
    citation: str
    heading: str
    start: Annotated[int, Field(ge=0)]
    quote: str
    marks: list[Span]
    provisions: list[str]
    loopholes: list[str]
    signed: Date | None
    published: list[Published]


class Nearest(Passage):
    """A passage near to the one asked for (cosine), with the words that both have, only the other has, and only this one has."""

    likeness: Share
    changes: list[tuple[Literal["same", "gone", "new"], str]]


class SearchFile(Body):
    """search/1: the articles that hold the words, the best first."""

    schema_: Annotated[Literal["search/1"], Field(alias="schema")]
    query: str
    provision: str
    articles: Annotated[int, Field(ge=0, description="how many match")]
    agreements: Annotated[int, Field(ge=0, description="in how many agreements")]
    as_typed: Annotated[bool, Field(description="false: no article has the words side by side, these hold all of them")]
    passages: list[Passage]


class SimilarFile(Body):
    """similar/1: the nearest passage of each other agreement, the nearest first."""

    schema_: Annotated[Literal["similar/1"], Field(alias="schema")]
    asked: Passage
    near: list[Nearest]
