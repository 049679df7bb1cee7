"""Citations in full and short, and the table of what was cited where.

Forms: Bluebook rule 21.4 (title, parties if three or fewer, article, date of signature, status), or the same facts in plain words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from scorer import yamlfile
from scorer.model import Agreement
from scorer.report import words
from scorer.report.testimony.given import Citations, Treaty

MOST_NAMED = 3  # parties; a treaty of more is cited without them (Bluebook rule 21.4.2)
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@cache
def _parties() -> dict[str, Any]:
    """Return the file of party names."""
    return dict(yamlfile.load(Path(__file__).with_name("parties.yaml")).data)


def in_full(agreement: Agreement, treaty: Treaty, citation: str, style: Citations) -> str:
    """Return the full citation of a place, or of the whole agreement where ``citation`` names none."""
    place = citation.removeprefix(agreement.short).strip()
    if agreement.model:
        return _joined(f"{agreement.title} ({agreement.short})", place, "drafting model, not signed")
    if style is Citations.BLUEBOOK:
        return _bluebook(agreement, treaty, place)
    signed = f"signed {words.day(agreement.signed)}" if agreement.signed else "date of signature not known"
    status = "never applied" if treaty.unapplied else ""
    return _joined(f"{agreement.title} ({agreement.short})", words.joined(_names(agreement, "name")), signed, status, place)


def _bluebook(agreement: Agreement, treaty: Treaty, place: str) -> str:
    """Return title, parties, place, date and status."""
    parties = "-".join(_names(agreement, "abbreviated"))
    head = _joined(agreement.title, parties, place) if parties else " ".join(word for word in (agreement.title, place) if word)
    return _joined(head, _day(agreement.signed)) + (" (not in force)" if treaty.unapplied else "")


def _names(agreement: Agreement, form: str) -> list[str]:
    """Return the parties if they are few and all known, the one first that lists begin with."""
    known = _parties()
    if not 0 < len(agreement.parties) <= MOST_NAMED or any(code not in known["parties"] for code in agreement.parties):
        return []
    ordered = sorted(agreement.parties, key=lambda code: (code != known["first"], known["parties"][code]["name"]))
    return [str(known["parties"][code][form]) for code in ordered]


def _joined(*words_: str) -> str:
    return ", ".join(word for word in words_ if word)


def _day(iso: str | None) -> str:
    """Return a date with the month abbreviated: "Dec. 17, 1992"."""
    if iso is None:
        return "date of signature not known"
    day = datetime.date.fromisoformat(iso)
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


@dataclass(slots=True)
class Register:
    """What was cited so far, agreement by agreement, and where: the full form stands at the first mention."""

    style: Citations
    treaties: dict[str, Treaty]
    _places: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    _mentioned: set[str] = field(default_factory=set)

    def cited(self, agreement: Agreement, citation: str, where: str) -> None:
        """Remember that a place was cited."""
        self._places.setdefault((agreement.id, citation), {})[where] = None

    def first_mention(self, agreement: Agreement, citation: str) -> str | None:
        """Return the full citation the first time an agreement is cited, then None."""
        if agreement.id in self._mentioned:
            return None
        self._mentioned.add(agreement.id)
        return self.in_full(agreement, citation)

    def in_full(self, agreement: Agreement, citation: str = "") -> str:
        """Return the full citation of a place or agreement."""
        return in_full(agreement, self.treaties.get(agreement.id, Treaty()), citation, self.style)

    def rows(self, agreement: Agreement) -> list[tuple[str, tuple[str, ...]]]:
        """Return the places of an agreement that were cited, in the order of their numbers, each with where it was cited."""
        found = [(place, tuple(where)) for (id_, place), where in self._places.items() if id_ == agreement.id]
        return sorted(found, key=lambda row: natural(row[0]))


def natural(citation: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers as numbers: article 9 before article 10, preamble first."""
    head = [(0, 0, "")] if "preamble" in citation else []
    return (*head, *((1, int(piece), "") if piece.isdigit() else (2, 0, piece) for piece in re.findall(r"\d+|[^\d\W]+", citation)))


def articles(citations: Sequence[str]) -> str:
    """Return short citations of one agreement as one: "TPP arts. 19.3(1), 19.5(1)".

    >>> articles(["TPP art. 19.3(1)", "TPP art. 19.5(1)"]), articles(["TPP art. 1"]), articles(["TPP art. 1", "TPP ch. 2 n.4"])
    ('TPP arts. 19.3(1), 19.5(1)', 'TPP art. 1', 'TPP art. 1; TPP ch. 2 n.4')
    """
    unique = list(dict.fromkeys(citations))
    parted = [citation.partition(" art. ") for citation in unique]
    if len(unique) > 1 and all(sign and " " not in place for _, sign, place in parted) and len({head for head, _, _ in parted}) == 1:
        return f"{parted[0][0]} arts. {', '.join(place for _, _, place in parted)}"
    return "; ".join(unique)
