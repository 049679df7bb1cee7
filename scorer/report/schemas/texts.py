"""findings/1 and structure/1: what stands in one text."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scorer.report.schemas.base import Agreement, Because, Body, Enforceability, Enforceable, Qualifier, Sha256, Share, Span


class Tool(Body):
    """What made the findings."""

    version: str
    provisions_sha256: Sha256


class Finding(Body):
    """A clause that contains a provision. ``quote`` is exactly the slices of ``spans``, joined by " … "."""

    provision: str
    part: str
    eid: str
    article: str | None
    paragraph: str | None
    citation: str
    heading: list[str]
    page: int | None
    page_file: str | None
    quote: str
    quote_sha256: Sha256
    spans: list[Span]
    strength: Literal["binding_shall", "best_endeavours", "recognition", "permissive", "exclusion"]
    bearer: str
    qualifiers: list[Qualifier]
    enforceable: Enforceable
    enforceable_because: list[Because]
    confidence: Share | None
    detectors: list[str]


class NotFound(Body):
    """A provision without a finding: searched and absent, or not assessed for a reason."""

    provision: str
    status: Literal["absent", "not_assessed"]
    reason: str | None


class FindingsFile(Body):
    """findings/1: what was found in one agreement, without points."""

    schema_: Annotated[Literal["findings/1"], Field(alias="schema")]
    tool: Tool
    agreement: Agreement
    findings: list[Finding]
    not_found: list[NotFound]
    enforceability: Enforceability


class Node(Body):
    """A piece of structure; ``kind`` is the Akoma Ntoso element name."""

    kind: str
    eid: str
    num: str | None
    heading: str | None
    span: Span
    page: int | None
    children: list[Node]


class Tree(Body):
    """The tree of one part."""

    id: str
    root: Node


class StructureFile(Body):
    """structure/1: the structure of every part."""

    schema_: Annotated[Literal["structure/1"], Field(alias="schema")]
    agreement: Agreement
    parts: list[Tree]
