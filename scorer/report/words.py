"""How closed sets and numbers are worded. Rounding happens here and nowhere else."""

from __future__ import annotations

import datetime
import math
import textwrap
from collections.abc import Sequence

from scorer.model import Bearer, CoverageStatus, Enforceable, Publication, Strength, Verdict

OUTCOMES = {
    "met": "Met",
    "partly_met": "Partly met",
    "not_met": "Not met",
    "not_assessed": "Not assessed",
    "not_applicable": "Not applicable",
}
STRENGTHS = {
    Strength.BINDING_SHALL: "binding duty",
    Strength.BEST_ENDEAVOURS: "best endeavours",
    Strength.RECOGNITION: "recognition",
    Strength.PERMISSIVE: "permission",
    Strength.EXCLUSION: "exclusion",
}
BEARERS = {
    Bearer.EACH_PARTY: "on each Party",
    Bearer.PARTIES: "on the Parties together",
    Bearer.NAMED_PARTY: "on a named Party",
    Bearer.INVESTOR: "for investors",
    Bearer.COMMITTEE: "for a committee",
    Bearer.PANEL: "for a panel",
    Bearer.OTHER: "",
}
REGIMES = {
    Enforceable.SANCTIONS: "dispute settlement with trade sanctions",
    Enforceable.BINDING_PANEL: "a binding panel, no trade sanctions",
    Enforceable.EXPERT_PANEL: "an expert panel whose report does not bind",
    Enforceable.CONSULTATIONS: "consultations only",
    Enforceable.INVESTOR_ARBITRATION: "arbitration started by investors",
    Enforceable.EXCLUDED: "nothing: dispute settlement is excluded",
    Enforceable.NOT_APPLICABLE: "not applicable",
}
REGIMES_SHORT = {
    Enforceable.SANCTIONS: "trade sanctions",
    Enforceable.BINDING_PANEL: "binding panel",
    Enforceable.EXPERT_PANEL: "expert panel",
    Enforceable.CONSULTATIONS: "consultations",
    Enforceable.INVESTOR_ARBITRATION: "investor arbitration",
    Enforceable.EXCLUDED: "nothing: excluded",
    Enforceable.NOT_APPLICABLE: "not applicable",
}
COVERAGE = {
    CoverageStatus.COMPLETE: "complete",
    CoverageStatus.PARTIAL: "partial",
    CoverageStatus.UNREADABLE: "unreadable",
    CoverageStatus.UNSUPPORTED_LANGUAGE: "in a language that is not supported",
    CoverageStatus.NOT_AN_AGREEMENT: "not recognised as an agreement",
}
VERDICTS = {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.CHANGE: "changed"}
FORCE = ("none", "hortatory words", "best efforts", "binding words")
SCOPE = ("unspecific", "partial", "full")
BREACH = (
    "excluded from dispute settlement",
    "consultations only",
    "a panel that reports, no trade remedy",
    "a panel with a limited remedy",
    "the same remedies as commercial duties",
)
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_SHARES = {0: "none of the weight", 25: "a quarter of the weight", 50: "half of the weight", 75: "three quarters of the weight"}


def published(source: Publication) -> str:
    """Say which collection a text is from, under which licence, where, and how it is cited."""
    return f"{source.title}, {source.licence}, {source.address}. Cite: {source.cite}"


def whole(number: float) -> int:
    """Round to the nearest whole number, halves up.

    >>> [whole(n) for n in (0.5, 1.5, 2.4)]
    [1, 2, 2]
    """
    return math.floor(number + 0.5)


def signed(number: float) -> str:
    """Write a difference as a whole number with its sign; nought has none.

    >>> [signed(n) for n in (-1.6, -0.2, 2.0)]
    ['-2', '0', '+2']
    """
    rounded = whole(number)
    return f"{rounded:+d}" if rounded else "0"


def level(number: float) -> str:
    """Return a level without needless zeros.

    >>> level(2.25), level(3.0)
    ('2.25', '3')
    """
    return f"{round(number, 2):g}"


def score(number: float) -> str:
    """Return a score on the scale from 0 to 100."""
    return f"{whole(number)} of 100"


def interval(ends: tuple[float, float]) -> str:
    """Return the range that unanswered questions leave open, or say that it is a single value."""
    low, high = whole(ends[0]), whole(ends[1])
    return f"range {low} to {high}" if low != high else "no open range"


def points(gain: float) -> str:
    """Return a gain of the overall score with one decimal.

    >>> points(0.66), points(1.0), points(0.01)
    ('0.7 points', '1.0 point', 'under 0.1 points')
    """
    tenths = whole(gain * 10)
    if tenths == 0:
        return "under 0.1 points"
    return f"{tenths / 10:.1f} point{'' if tenths == 10 else 's'}"


def weight_share(share: float) -> str:
    """Return a share of weight in words.

    >>> weight_share(0.5), weight_share(1.0), weight_share(0.62)
    ('half of the weight', 'all of the weight', '62 per cent of the weight')
    """
    percent = whole(share * 100)
    if share >= 1:
        return "all of the weight"
    return _SHARES.get(percent, f"{min(percent, 99)} per cent of the weight")


def percent(share: float) -> str:
    """Return a share in words, never rounded to certainty.

    >>> percent(0.832), percent(0.999), percent(1.0)
    ('83 per cent', 'over 99 per cent', 'all')
    """
    if share >= 1 or share <= 0:
        return "all" if share >= 1 else "none"
    return "over 99 per cent" if share > 0.995 else "under 1 per cent" if share < 0.005 else f"{whole(100 * share)} per cent"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number, in words up to twelve, with its noun.

    >>> count(1, "red line"), count(3, "red line"), count(40, "question")
    ('one red line', 'three red lines', '40 questions')
    """
    return f"{small(number)} {noun if number == 1 else plural or noun + 's'}"


def small(number: int) -> str:
    """Return a number in words up to twelve."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def tally(number: int) -> str:
    """Return a number that stands without a noun.

    >>> tally(0), tally(2)
    ('none', 'two')
    """
    return small(number) if number else "none"


def joined(items: Sequence[str]) -> str:
    """Join items as in a sentence.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def capital(text: str) -> str:
    """Make the first letter a capital, for words that begin a sentence or stand alone.

    >>> capital("two agreements")
    'Two agreements'
    """
    text = text.strip()
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Make the first letter a capital and end with a full stop."""
    begun = capital(text)
    return begun + ("" if begun.endswith((".", "?", "!")) or not begun else ".")


def shortened(text: str, most: int) -> str:
    """Return a text in one line of at most ``most`` characters, cut between words.

    >>> shortened("to have and  to hold", 12)
    'to have …'
    """
    return textwrap.shorten(text, most, placeholder=" …")


def plain(identifier: str) -> str:
    """Return an id as words.

    >>> plain("annexes_missing")
    'annexes missing'
    """
    return identifier.replace("_", " ")


def day(iso: str | None) -> str:
    """Return an ISO date as it is written in English; other texts unchanged.

    >>> day("2016-02-04"), day("2016"), day(None)
    ('February 4, 2016', '2016', 'not known')
    """
    if iso is None:
        return "not known"
    try:
        parsed = datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{_MONTHS[parsed.month - 1]} {parsed.day}, {parsed.year}"
