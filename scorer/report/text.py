"""A scorecard as about ten plain lines for a terminal. Control characters from titles and quotations never reach it."""

from __future__ import annotations

import unicodedata

from scorer.model import Finding, PrincipleResult, RedLine, Scorecard
from scorer.report import columns, pages, reviews, summary, words

_QUOTE_CHARS = 150  # of a quotation in one line
_NAME_CHARS = 44  # of a principle's title
_BAR = 20  # characters that stand for 100


def summary_lines(card: Scorecard) -> list[str]:
    """Return title, total with coverage, red lines with quotations, principles that have a score, and counts of answers."""
    agreement = card.agreement
    lines = [f"{agreement.title} ({agreement.short})"]
    if not agreement.coverage.can_be_scored:
        return [_clean(line) for line in (*lines, f"No score. {columns.no_score(card)}")]
    lines += _total(card)
    lines += _red_lines(card)
    lines += [_principle(p) for p in card.principles if p.score is not None]
    lines += _unscored(card)
    answered, met = summary.met_count(card)
    lines.append(f"Questions: {met} of {answered} answered are met. The text was measured, not its effects.")
    lines.append(" ".join(reviews.counted(card)))
    return [_clean(line) for line in lines]


def _total(card: Scorecard) -> list[str]:
    """Return the total, never without what stands behind it."""
    overall = card.overall
    if overall.score is None:
        return [f"No overall score: {columns.no_score(card)}", f"  {columns.behind(card)}."]
    label = f", {overall.label}" if overall.label else ""
    return [f"Overall {words.score(overall.score)}{label} ({words.interval(overall.interval)})", f"  {columns.behind(card)}."]


def _red_lines(card: Scorecard) -> list[str]:
    """Return every red line with its deciding clause."""
    if not card.red_lines:
        return ["Red lines: none crossed among those this rubric version tests."]
    return [f"Red line: {line.title}{_deciding(card, line)}" for line in card.red_lines]


def _deciding(card: Scorecard, line: RedLine) -> str:
    """Return the clause that crosses a red line, if one does and not silence."""
    return f" - {_cited(card, card.findings.findings[line.findings[0]])}" if line.findings else ""


def _cited(card: Scorecard, finding: Finding) -> str:
    """Return a citation with the beginning of its quotation."""
    return f"{pages.cited(card.agreement, finding.at)}: “{words.shortened(finding.quote, _QUOTE_CHARS)}”"


def _principle(principle: PrincipleResult) -> str:
    """Return one principle with a bar of characters."""
    shown = words.whole(principle.score or 0)
    filled = words.whole(shown * _BAR / 100)
    name = words.shortened(principle.title, _NAME_CHARS)
    return f"  {name:<{_NAME_CHARS}} {'█' * filled}{'·' * (_BAR - filled)} {shown:>3}"


def _unscored(card: Scorecard) -> list[str]:
    """Say how many principles have no score, by reason."""
    reasons = [p.reason or "not assessed" for p in card.principles if p.score is None]
    return [f"  {words.count(reasons.count(reason), 'principle')} not assessed: {reason}" for reason in dict.fromkeys(reasons)]


def _clean(line: str) -> str:
    """Replace control characters, which could steer a terminal, and characters that turn the direction of writing."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in line)
