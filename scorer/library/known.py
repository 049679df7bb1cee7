"""All that is known of every agreement, and which of them somebody looks for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from scorer.errors import LibraryError
from scorer.library.catalogue import Catalogue, alike, did_you_mean
from scorer.library.entries import Entry

Facts = Mapping[str, object]
Held = Literal["library", "model", "no"]


@dataclass(frozen=True, slots=True)
class Known:
    """One agreement: where its text is, what the library's copy says of itself, and what the catalogue records."""

    id: str
    held: Held
    facts: Facts
    entry: Entry | None

    @property
    def title(self) -> str:
        """Its title; its id where nothing can be read of it."""
        return str(self.fact("title") or self.id)

    @property
    def signed(self) -> str | None:
        """ISO date of signature."""
        return self._text("signed")

    @property
    def parties(self) -> tuple[str, ...]:
        """Codes of the Parties at signature."""
        told = self.fact("parties")
        return tuple(str(code) for code in told) if isinstance(told, list | tuple) else ()

    def fact(self, key: str) -> object:
        """Return what the copy says or, where it says nothing, what the catalogue does."""
        told = self.facts.get(key)
        return told if told else getattr(self.entry, key, None)

    def row(self, book: Catalogue) -> dict[str, object]:
        """Return it as a row of the table ``catalogue`` (``scorer/report/dictionary.yaml``)."""
        entry, published = self.entry, book.publication(self.entry) if self.entry else None
        return {
            "agreement": self.id,
            "aliases": "; ".join(entry.aliases) if entry else None,
            "short": self._text("short"),
            "title": self.title,
            "parties": "; ".join(self.parties),
            **{key: self._text(key) for key in ("signed", "in_force", "ended")},
            "recorded_status": self._text("status"),
            **{key: self._text(key) for key in ("kind", "type", "language", "region")},
            "wto": entry.wto if entry else None,
            "tota": entry.tota.number if entry and entry.tota else None,
            "held": self.held,
            "official": self._text("official"),
            "published": published.address if published else None,
            "sha256": entry.tota.sha256 if entry and entry.tota else None,
            "licence": published.licence if published else None,
            "cite": published.cite if published else None,
            "holds": entry.holds if entry else None,
            "note": self._text("note"),
        }

    def _text(self, key: str) -> str | None:
        told = self.fact(key)
        return str(told) if told else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which agreements are looked for; what is not given excludes none.

    Attributes:
        words: All stand in id, aliases, short name, title or type, in any case and without accents.
        parties: Codes, all of them Parties.
        years: First and last year of signature.
        kind, language, status: As the catalogue has them.
        held: Only those whose text is in the library.
    """

    words: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    kind: str | None = None
    language: str | None = None
    status: str | None = None
    held: bool = False

    def among(self, known: Iterable[Known]) -> tuple[Known, ...]:
        """Return those that are looked for.

        Raises:
            LibraryError: No known agreement has a Party of one of the codes.
        """
        every = tuple(known)
        codes = {code for each in every for code in each.parties}
        for code in self.parties:
            if code not in codes:
                close = did_you_mean(alike(code, codes))
                raise LibraryError(f"no known agreement has the party '{code}'; name parties as ISO 3166-1 does (CHL, USA; EUN){close}")
        return tuple(each for each in every if all(self._fits(each)))

    def _fits(self, each: Known) -> Iterator[bool]:
        yield not self.held or each.held == "library"
        yield set(self.parties) <= set(each.parties)
        yield self.years is None or (each.signed is not None and self.years[0] <= int(each.signed[:4]) <= self.years[1])
        for key in ("kind", "language", "status"):
            asked = getattr(self, key)
            yield asked is None or each.fact(key) == asked
        names = (each.id, each.title, each.fact("short"), each.fact("type"), *(each.entry.aliases if each.entry else ()))
        told = _plain(" ".join(str(name) for name in names))
        yield all(_plain(word) in told for word in self.words)


EVERYTHING = Wanted()


def _plain(text: str) -> str:
    """Return a text in small letters without accents.

    >>> _plain("Côte d'Ivoire")
    "cote d'ivoire"
    """
    return "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
