"""Evidence → quotes: slices of the source with the words marked that limit a duty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from scorer.model import Agreement, CharSpan, Enforceable, Evidence, Finding, Findings, Qualifier
from scorer.report import pages, words
from scorer.report.views import ClauseView, Limit, Piece, Quote

_LABEL_DROPS = re.compile(r"\b(?:arts?|ch|para|sec)\.|\brecital\b|\[counted\]|(?<=\bn)\.(?=\w)")


def labels(findings: Findings) -> dict[int, str]:
    """Give every finding a label that is the same in all outputs: ``TPP-19.5-1``, then ``TPP-19.5-1-b`` for other words there."""
    seen: dict[str, list[tuple[CharSpan, ...]]] = {}
    named: dict[int, str] = {}
    for index, finding in enumerate(findings.findings):
        base = "-".join(re.findall(r"[\w.]*\w", _LABEL_DROPS.sub("", finding.at.citation)))
        places = seen.setdefault(base, [])
        if finding.at.spans not in places:
            places.append(finding.at.spans)
        turn = places.index(finding.at.spans)
        named[index] = base if turn == 0 else f"{base}-{_letters(turn)}"
    return named


def quote(
    agreement: Agreement, at: Evidence, *, limits: Sequence[Qualifier] = (), decides: Sequence[CharSpan] = (), label: str | None = None
) -> Quote:
    """Cut evidence into pieces so that the words that decide it and the words of ``limits`` inside it can be marked."""
    source = agreement.part(at.part)
    marks = [(span, name_of(limit)) for limit in limits if limit.at.part == at.part for span in limit.at.spans]
    slices = tuple(_pieces(source.text, span, marks, decides) for span in at.spans)
    return Quote(slices, at.citation, agreement.language, label, pages.words(agreement, at), anchor_of(agreement, at))


def anchor_of(agreement: Agreement, at: Evidence) -> str | None:
    """Return where evidence begins in the copy of the source, the same for all evidence that begins there; None without a place."""
    return f"t{agreement.part(at.part).sha256[:4]}-{at.spans[0].start}" if at.spans else None


def finding_quote(agreement: Agreement, finding: Finding, *, limits: Sequence[Qualifier] = (), label: str) -> Quote:
    """Return a finding's quotation with everything marked that decided or limits it."""
    return quote(agreement, finding.at, limits=[*finding.qualifiers, *limits], decides=finding.marks, label=label)


def _pieces(text: str, span: CharSpan, limits: Sequence[tuple[CharSpan, str]], decides: Sequence[CharSpan]) -> tuple[Piece, ...]:
    """Split one slice wherever a mark begins or ends.

    Limits win over deciding words; of overlapping limits the first in the text wins. A limit that is the whole slice is not marked: it
    would tell nothing.
    """
    inner = sorted((mark, name) for mark, name in limits if mark != span)
    edges = {edge for mark in (*decides, *(mark for mark, _ in inner)) for edge in mark if span.start < edge < span.end}
    cuts = [span.start, *sorted(edges), span.end]
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        here = CharSpan(start, end)
        limit = next((name for mark, name in inner if mark.covers(here)), None)
        piece = Piece(text[start:end], limit is None and any(mark.covers(here) for mark in decides), limit)
        before = pieces[-1] if pieces else None
        if before and (before.decides, before.limit) == (piece.decides, piece.limit):
            pieces[-1] = replace(before, text=before.text + piece.text)
        else:
            pieces.append(piece)
    return tuple(pieces)


def name_of(limit: Qualifier) -> str:
    """Return a loophole's number and name as words: "L01 repeated conduct"."""
    return f"{limit.id} {words.plain(limit.name)}"


def limit_view(agreement: Agreement, limit: Qualifier) -> Limit:
    """Return a loophole with the words that make it."""
    return Limit(name_of(limit), quote(agreement, limit.at))


def clause_view(agreement: Agreement, finding: Finding, *, limits: Sequence[Qualifier], label: str) -> ClauseView:
    """Return a finding as it is shown: force, bearer and backing in words."""
    bearer = words.BEARERS[finding.bearer]
    regime = finding.regime
    known = regime.value is not Enforceable.NOT_APPLICABLE
    return ClauseView(
        quote=finding_quote(agreement, finding, limits=limits, label=label),
        reading=words.sentence(f"{words.STRENGTHS[finding.strength]} {bearer}"),
        backing=words.REGIMES[regime.value] if known else None,
        because=tuple(quote(agreement, at) for at in regime.because) if known else (),
        doubts=finding.review,
    )


def _letters(turn: int) -> str:
    """Return b for 1, c for 2, ..., z for 25, then numbers."""
    return chr(ord("a") + turn) if turn < 26 else str(turn)
