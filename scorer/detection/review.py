"""The verdicts of people on findings: applied where the quoted words still stand, told to be stale where they do not."""

from __future__ import annotations

import re
from dataclasses import replace

from scorer.detection.findings import Readers
from scorer.model import CharSpan, Evidence, Finding, Findings, NotFound, NotFoundStatus, Review, Reviewed, Verdict

REVIEWED = "review"  # among the detectors of a finding that a person looked at
NOT_THERE = "there is no finding of this provision at this place"
CHANGED = "the quoted words are not those that were reviewed"
WORDS_GONE = "these words do not stand in the text"
FILE_CHANGED = "the text is not the file that was reviewed"
NOT_SEARCHED = "the text cannot be scored"


def reviewed(findings: Findings, readers: Readers) -> Findings:
    """Return the findings after the verdicts of people, which are listed with them.

    Verdicts on answers are only looked up in the text here; scoring applies them.
    """
    if not findings.agreement.reviews:
        return findings
    if not findings.agreement.coverage.can_be_scored:
        return replace(
            findings, reviews=tuple(Reviewed(each, NOT_SEARCHED, "not searched", "not applied") for each in findings.agreement.reviews)
        )
    kept: list[Finding | None] = list(findings.findings)
    told: list[Reviewed] = []
    for review in findings.agreement.reviews:
        told.append(_of_answer(review, findings, readers) if review.criterion else _of_finding(review, kept))
    left = tuple(finding for finding in kept if finding is not None)
    gone = {f.provision for f in findings.findings} - {f.provision for f in left}
    absent = tuple(NotFound(name, NotFoundStatus.ABSENT) for name in sorted(gone))
    listed = tuple(sorted((*findings.not_found, *absent), key=lambda entry: entry.provision)) if absent else findings.not_found
    return replace(findings, findings=left, not_found=listed, reviews=tuple(told), machine=findings.findings)


def _of_finding(review: Review, kept: list[Finding | None]) -> Reviewed:
    """Apply a verdict to every finding that it names, in place."""
    here = [i for i, finding in enumerate(kept) if finding is not None and _at(finding, review)]
    meant = [i for i in here if _finding(kept, i).at.sha256.startswith(str(review.quote_sha256))]
    if not meant:
        shown = _finding(kept, here[0]) if here else None
        return Reviewed(review, CHANGED if here else NOT_THERE, _words(shown), "not applied", shown.at if shown else None)
    before = _finding(kept, meant[0])
    after = _judged(before, review)
    for i in meant:
        kept[i] = _judged(_finding(kept, i), review)
    return Reviewed(review, None, _words(before), _words(after), before.at)


def _at(finding: Finding, review: Review) -> bool:
    return (finding.provision, finding.at.part, finding.at.eid) == (review.provision, review.part, review.eid)


def _finding(kept: list[Finding | None], index: int) -> Finding:
    finding = kept[index]
    if finding is None:
        raise IndexError(index)
    return finding


def _judged(finding: Finding, review: Review) -> Finding | None:
    """Return the finding as the person reads it; None where it is none."""
    if review.verdict is Verdict.REJECT:
        return None
    regime = finding.regime if review.enforceable is None else replace(finding.regime, value=review.enforceable)
    return replace(
        finding,
        strength=review.strength or finding.strength,
        regime=regime,
        qualifiers=tuple(limit for limit in finding.qualifiers if limit.id not in review.without_loopholes),
        confidence=1.0,
        review=(),
        detectors=(*finding.detectors, *(() if REVIEWED in finding.detectors else (REVIEWED,))),
    )


def _words(finding: Finding | None) -> str:
    """Return a reading in a few words."""
    if finding is None:
        return "not found"
    limits = [limit.id for limit in finding.qualifiers]
    return ", ".join((finding.strength.value, f"behind it: {finding.regime.value.value}", *dict.fromkeys(limits))).replace("_", " ")


def _of_answer(review: Review, findings: Findings, readers: Readers) -> Reviewed:
    """Look up what a verdict on an answer rests on; a quotation of the machine is looked up by scoring, which knows the answer."""
    parts = findings.agreement.parts
    if review.text_sha256 and not any(part.sha256.startswith(review.text_sha256) for part in parts):
        return Reviewed(review, FILE_CHANGED, "", "")
    if review.quote is None:
        return Reviewed(review, None, "", "")
    at = _standing(review.quote, findings, readers)
    return Reviewed(review, None if at else WORDS_GONE, "", "", at)


def _standing(words: str, findings: Findings, readers: Readers) -> Evidence | None:
    """Return where words stand in the text, white space aside."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for part in findings.agreement.parts:
        found = pattern.search(part.text)
        if found:
            eid = readers.at(part.id, found.start()) if part.id in findings.trees else ""
            return Evidence(part.id, eid, (CharSpan(*found.span()),), readers.cite(part.id, eid, found.start()), found[0])
    return None
