"""What the page on many agreements shows."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.report.pictures.shapes import Grid, Picture
from scorer.report.views import Head


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that is quoted: as what, whose it is, when that was signed, the words, the citation, and what to know of the file."""

    lead: str
    name: str
    signed: str
    citation: str
    quote: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Spread:
    """Who had a provision first, and who next: agreement with date and citation, and the nearest wording earlier in time."""

    anchor: str
    question: str
    provision: str
    told: str
    first: tuple[Clause, ...]
    following: tuple[tuple[str, str], ...]
    table: Grid | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """One kind and decade: heading, how its order reads, the picture of the whole, the table of every scale."""

    anchor: str
    heading: str
    told: str
    picture: Picture
    table: Grid


@dataclass(frozen=True, slots=True)
class CorpusPage(Head):
    """The whole page. The names that other pages have too mean the same there."""

    result: tuple[str, ...]
    pictures: tuple[Picture, ...]
    diffusion: tuple[Picture, ...]
    spreads: tuple[Spread, ...]
    rankings: tuple[Ranking, ...]
    percentiles: tuple[Grid, ...]
    outliers: Grid | None
    outliers_told: str
    unscored: tuple[Grid, ...]
    unscored_told: str
    read: Grid
    limits: tuple[str, ...]
    method: tuple[tuple[str, str], ...]
    command: str
    robustness: tuple[tuple[str, tuple[str, ...]], ...] = ()
    joint: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
