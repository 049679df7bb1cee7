"""What a testimony is made from: scorecards, facts that no scorecard holds, and what the writer asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scorer.model import Scorecard


class Length(StrEnum):
    """Which parts a testimony has: two pages, six to eight, or with all texts relied on."""

    SHORT = "short"
    STANDARD = "standard"
    FULL = "full"


class Citations(StrEnum):
    """How agreements are cited in full at their first mention."""

    PLAIN = "plain"
    BLUEBOOK = "bluebook"


@dataclass(frozen=True, slots=True)
class Cover:
    """Who hands it in, where: whatever is None is left out, so that no placeholder stays."""

    exhibit: str = "Exhibit A"
    body: str | None = None
    by: str | None = None
    organisation: str | None = None
    docket: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Treaty:
    """Where the text of an agreement comes from, as far as it is known.

    Attributes:
        official: Address of the official text.
        published: Address of the file that was read.
        collection: How the collection of the file is cited, with its licence.
        note: What the file lacks or has wrong.
        unapplied: The agreement is known never to have applied.
    """

    official: str | None = None
    published: str | None = None
    collection: str | None = None
    note: str | None = None
    unapplied: bool = False


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Where the principles and questions of a rubric come from.

    Attributes:
        name: "Trade principles of the BlueGreen Alliance".
        interests: Whose principles these are, with what position.
        principles: Source references by principle id.
        criteria: Source references by criterion id.
        titles: Full titles of the sources by the short name that references begin with.
    """

    name: str
    interests: str = "those who wrote the rubric"
    principles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    criteria: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """What the writer asked for. ``principles`` are ids, empty for all; ``max_pages`` None for no limit; ``date`` is ISO."""

    date: str
    cover: Cover = Cover()
    principles: tuple[str, ...] = ()
    length: Length = Length.STANDARD
    max_pages: int | None = None
    citations: Citations = Citations.PLAIN
    paper: str = "letter"
    command: str = "scorer testimony"


@dataclass(frozen=True, slots=True)
class Given:
    """All of it.

    ``others`` are compared with ``card``; ``models`` are drafting models that wording is taken from; treaties by agreement id.
    ``precedents`` are signed agreements that answer a question in full, by criterion; their wording goes before that of models.
    """

    card: Scorecard
    others: tuple[Scorecard, ...]
    models: tuple[Scorecard, ...]
    treaties: Mapping[str, Treaty]
    yardstick: Yardstick
    order: Order
    precedents: Mapping[str, Scorecard] = field(default_factory=dict)

    @property
    def lenders(self) -> tuple[Scorecard, ...]:
        """Every agreement that lends wording and is not compared, each once."""
        known = {card.agreement.id for card in (self.card, *self.others)}
        lending = {card.agreement.id: card for card in (*self.models, *self.precedents.values())}
        return tuple(card for name, card in lending.items() if name not in known)
