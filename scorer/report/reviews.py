"""What people added to a reading: counted, listed with the machine's reading beside it, and as a file to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorer.model import Finding, Scorecard
from scorer.report import quotes, words
from scorer.report.answers import Sheet, anchor_of
from scorer.report.views import Link, Outside, Verdict

NOBODY = "No answer was reviewed by a person."
_HASH = 16  # characters of a quotation's hash that a review gives: enough to tell all quotations of one place apart


def counted(card: Scorecard) -> tuple[str, ...]:
    """Say how many answers people reviewed and changed, how many verdicts are stale, and how many answers rest on outside evidence."""
    lines = [NOBODY]
    if card.reviewed:
        by = f" by {words.joined(card.reviewers)}" if card.reviewers else ""
        lines = [f"{words.capital(words.count(card.reviewed, 'answer'))} reviewed{by}; {words.tally(card.changed)} changed."]
    if card.stale:
        lines.append(_unapplied(card))
    outside = sum(c.evidence is not None for c in card.criteria)
    if outside:
        lines.append(f"{words.capital(words.count(outside, 'answer'))} from outside evidence.")
    unused = sum(entry.unused is not None for entry in card.evidence)
    if unused:
        lines.append(f"{words.capital(words.count(unused, 'piece'))} of outside evidence not used.")
    return tuple(lines)


def unscored(card: Scorecard) -> tuple[str, ...]:
    """Say how many verdicts of people there are on a text that cannot be scored, if there are any."""
    return (_unapplied(card),) if card.stale else ()


def _unapplied(card: Scorecard) -> str:
    why = "what they rest on is no longer there" if card.agreement.coverage.can_be_scored else "the text cannot be scored"
    return f"{words.capital(words.count(len(card.stale), 'review'))} not applied: {why}."


def verdicts(sheets: Sequence[Sheet]) -> tuple[Verdict, ...]:
    """Return every verdict on every agreement, applied or stale."""
    return tuple(_verdict(sheet, turn) for sheet in sheets for turn in range(len(sheet.card.reviews)))


def _verdict(sheet: Sheet, turn: int) -> Verdict:
    told = sheet.card.reviews[turn]
    review = told.review
    return Verdict(
        short=sheet.short,
        subject=_subject(sheet, review.subject),
        by=f"{review.name}, {words.day(review.date)}",
        verdict=f"would be {words.VERDICTS[review.verdict]}" if told.stale else words.VERDICTS[review.verdict],
        machine=words.plain(told.machine),
        human=words.plain(told.human),
        reason=review.reason,
        stale=told.stale and words.sentence(f"not applied ({review.place}): {told.stale}"),
        quote=quotes.quote(sheet.card.agreement, told.at) if told.at else None,
    )


def outside(sheets: Sequence[Sheet]) -> tuple[Outside, ...]:
    """Return every piece of outside evidence, used or not."""
    return tuple(
        Outside(
            sheet.short,
            _subject(sheet, entry.evidence.criterion),
            f"Level {words.level(entry.evidence.level)} of 4",
            f"{entry.evidence.source}, {words.day(entry.evidence.date)}",
            entry.evidence.note,
            entry.unused and words.sentence(f"not used ({entry.evidence.place}): {entry.unused}"),
        )
        for sheet in sheets
        for entry in sheet.card.evidence
    )


def _subject(sheet: Sheet, name: str) -> Link:
    known = sheet.by_id.get(name)
    return Link(known.question, anchor_of(name)) if known else Link(name, None)


def form(findings: Iterable[Finding]) -> list[str]:
    """Return a review/1 to fill in: one entry for each finding, with its quotation as a comment."""
    rows = [
        "# Keep what you have looked at; say who you are, when, and why. Put the file beside agreement.yaml, or name it with --review.",
        "schema: review/1",
        "reviews:",
    ]
    for finding in findings:
        limits = ", ".join(dict.fromkeys(limit.id for limit in finding.qualifiers)) or "none"
        rows += [
            f"  # {finding.at.citation}: {' '.join(finding.quote.split())}",
            f"  # strength {finding.strength.value}; enforceable {finding.regime.value.value}; loopholes {limits}",
            "  - verdict: accept # or reject; or change, with strength, enforceable or without_loopholes",
            f"    provision: {finding.provision}",
            f"    part: {finding.at.part}",
            f"    eid: {finding.at.eid}",
            f"    quote_sha256: '{finding.at.sha256[:_HASH]}'",
            "    name:",
            "    date:",
            "    reason:",
        ]
    return rows
