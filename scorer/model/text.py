"""What a reader hands on: text stored once, with what is known of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from scorer.model.review import OutsideEvidence, Review
from scorer.model.structure import CharSpan, Node


class CoverageStatus(StrEnum):
    """How much of an agreement the text at hand holds."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    NOT_AN_AGREEMENT = "not_an_agreement"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read, and why it may be less than the whole agreement."""

    status: CoverageStatus
    reasons: tuple[str, ...] = ()

    @property
    def can_be_scored(self) -> bool:
        """True where absence of words may be read as absence of a provision."""
        return self.status in (CoverageStatus.COMPLETE, CoverageStatus.PARTIAL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading or footnote that the file format itself declares (an XML element, a Markdown ``#``, a footnote of a word processor).

    ``span`` covers the heading's own characters in the stored text, or a footnote's mark and text (kind ``authorialNote``); ``num`` is
    the number as printed, without its label ("19.5").
    """

    kind: str
    span: CharSpan
    num: str | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a run of stored characters came from: they begin at ``start`` and, in the original, on ``page`` at character ``place``.

    A run ends where the next begins. ``page`` counts from 1, None where the original has no pages; ``place`` counts the original's
    characters from the start of the page (or of the file), before any cleaning. ``file`` names the file that the page is in, where a
    text was put together from several.
    """

    start: int
    page: int | None
    place: int
    file: str | None = None


class Stance(StrEnum):
    """What those named in a bracket of a draft want: the words in it, or not; none is named in an open bracket."""

    PROPOSE = "propose"
    OPPOSE = "oppose"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Bracket:
    """An alternative in a draft: "[XX/YY propose: shall]".

    Attributes:
        span: The whole, with its brackets.
        words: What is proposed or opposed, without attribution and brackets.
        parties: Who, as printed ("XX", "YY"); empty in an open bracket.
        stance: What they want.
    """

    span: CharSpan
    words: CharSpan
    parties: tuple[str, ...] = ()
    stance: Stance = Stance.OPEN


@dataclass(frozen=True, slots=True)
class Deletion:
    """Words that a tracked change took out of a draft: what they were, before which stored character they stood, and who did it."""

    at: int
    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """The published collection that a file is from.

    Attributes:
        title: Of the collection.
        licence: Under which its texts may be used ("CC BY-NC 4.0").
        cite: How it is cited.
        address: Where the file is, in the version meant.
    """

    title: str
    licence: str
    cite: str
    address: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """One part of an agreement, stored once and never altered.

    Attributes:
        id: ``main``, or the part's id in ``agreement.yaml``.
        kind: ``main_text``, ``annex``, ``side_agreement``, ``letter``.
        text: What was read. Every quotation is a slice of it.
        file: Name of the file the text came from.
        sha256: Hash of that file's bytes.
        marks: Headings and footnotes declared by the format, in order; empty for plain text.
        origins: Where the characters came from, in order; empty where the stored text is the original's.
        short: How citations name this part; None for the agreement's own short name.
        brackets: Alternatives that a draft sets in brackets, in order of their beginnings.
        deletions: What tracked changes took out, in order; the stored text is the one proposed.
        declared: The tree, where the format declares all of it (Akoma Ntoso); structure then has nothing to find.
        published: The collection that the file is known to be from, by its hash; None for any other file.
    """

    id: str
    text: str
    file: str
    sha256: str
    kind: str = "main_text"
    marks: tuple[Mark, ...] = ()
    short: str | None = None
    origins: tuple[Origin, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    declared: Node | None = None
    published: Publication | None = None

    def page_at(self, offset: int) -> int | None:
        """Return the original's page that holds the character at ``offset``; None where there are no pages."""
        origin = self.origin_at(offset)
        return origin.page if origin else None

    def origin_at(self, offset: int) -> Origin | None:
        """Return where the run of characters that holds ``offset`` came from; None where the stored text is the original's."""
        run = bisect_right(self.origins, offset, key=lambda origin: origin.start)
        return self.origins[run - 1] if run else None

    def slice(self, span: CharSpan) -> str:
        """Return the characters of ``span``."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read beside the texts, with the hash of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one SOURCE stands for: facts about an agreement and the parts of it that were read.

    ``signed`` and ``in_force`` are ISO dates or None where unknown. ``model`` marks drafting models, which nobody signed. ``evidence`` and
    ``reviews`` are what people added in ``agreement.yaml`` and ``review.yaml``; ``beside`` names these files.
    """

    id: str
    title: str
    short: str
    parts: tuple[SourceText, ...]
    language: str = "en"
    coverage: Coverage = Coverage(CoverageStatus.COMPLETE)
    parties: tuple[str, ...] = ()
    signed: str | None = None
    in_force: str | None = None
    kind: str | None = None
    model: bool = False
    evidence: tuple[OutsideEvidence, ...] = ()
    reviews: tuple[Review, ...] = ()
    beside: tuple[InputFile, ...] = ()

    @property
    def published(self) -> tuple[Publication, ...]:
        """The collections that the texts are known to be from, each once."""
        return tuple(dict.fromkeys(part.published for part in self.parts if part.published))

    def part(self, part_id: str) -> SourceText:
        """Return the part with this id."""
        return next(part for part in self.parts if part.id == part_id)
