"""What people add to a reading: verdicts on findings and answers, and dated evidence of what no text can tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorer.model.evidence import Enforceable, Evidence, Strength


class Verdict(StrEnum):
    """What a person says of the machine's reading."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Review:
    """A person's verdict, as it stands in ``review.yaml``.

    It is about a finding (``provision``, ``part``, ``eid`` and ``quote_sha256`` name it) or about the answer to a ``criterion``. What it
    rests on must still be there, or it is stale: ``quote_sha256`` a quotation of the machine, ``quote`` words of the text,
    ``text_sha256`` the whole file.

    Attributes:
        verdict: Whether the reading holds.
        name: Who says so.
        date: ISO date.
        reason: Why, in a sentence.
        place: Where the entry stands: "review.yaml:3:5".
        quote_sha256: First characters, twelve or more, of the SHA-256 of the quotation in UTF-8.
        level: The person's level, 0-4, where an answer is changed.
        strength: The person's reading of the force, where a finding is changed.
        enforceable: The person's reading of what stands behind it, where a finding is changed.
        without_loopholes: Numbers of loopholes that do not govern the finding after all.
    """

    verdict: Verdict
    name: str
    date: str
    reason: str
    place: str
    criterion: str | None = None
    provision: str | None = None
    part: str = "main"
    eid: str | None = None
    quote_sha256: str | None = None
    quote: str | None = None
    text_sha256: str | None = None
    level: float | None = None
    strength: Strength | None = None
    enforceable: Enforceable | None = None
    without_loopholes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it is about: the criterion, or the provision."""
        return self.criterion or self.provision or ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of a review.

    Attributes:
        stale: Why it was not applied; None where it was.
        machine: The machine's reading in a few words.
        human: The person's reading in a few words.
        at: The words it rests on, where there are any.
    """

    review: Review
    stale: str | None
    machine: str
    human: str
    at: Evidence | None = None


@dataclass(frozen=True, slots=True)
class OutsideEvidence:
    """A dated source that answers a criterion which no text can answer.

    Attributes:
        level: 0-4 on the criterion's scale.
        date: Day that the evidence is of, as an ISO date.
        source: Where it can be checked: title, address, page.
        note: What it shows.
        place: Where the entry stands: "agreement.yaml:12:5".
    """

    criterion: str
    level: float
    date: str
    source: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class WeighedEvidence:
    """Outside evidence and whether it counted; ``unused`` says why it did not, None where it did."""

    evidence: OutsideEvidence
    unused: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause that would meet a criterion.

    Attributes:
        signed: ISO date of signature of its agreement; None of the model agreement.
        credit: Collection and licence of the text, where it is from one.
    """

    citation: str
    text: str
    signed: str | None = None
    credit: str | None = None
