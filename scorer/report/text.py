"""A scorecard as some plain lines, or with colours and folded to the width of a terminal.

Control characters from titles and quotations never reach it.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from scorer.model import CriterionResult, Finding, PrincipleResult, RedLine, Scorecard
from scorer.report import columns, highlights, pages, reviews, summary, words

_QUOTE_CHARS = 150  # of a quotation in one line
_NAME_CHARS = 44  # of a principle's title
_BAR = 20  # characters that stand for 100
_AFTER_TITLE = " - "  # between the title of a red line and its clause
_ASKED = 3  # gains named; the page has more

Line = tuple[str, str]  # words and how a terminal sets them off


def plain(cards: Sequence[Scorecard], *, only: str | None = None) -> str:
    """Return scorecards as plain lines, one quotation in a line, as files and pipes want them."""
    return "\n\n".join("\n".join(summary_lines(card, only=only)) for card in cards)


def in_colour(cards: Sequence[Scorecard], *, width: int, colour: bool, only: str | None = None) -> str:
    """Return scorecards as a terminal of ``width`` columns shows them."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False)
    for turn, card in enumerate(cards):
        if turn:
            console.print()
        for text, style in _lines(card, only):
            indent = len(text) - len(text.lstrip())
            head, joint, rest = clean(text.strip()).partition(_AFTER_TITLE)
            console.print(Padding(Text(head, style=style) + Text(joint + rest), (0, 0, 0, indent)))
    return out.getvalue()


def summary_lines(card: Scorecard, *, only: str | None = None) -> list[str]:
    """Return title, total with coverage, red lines with quotations, principles that have a score, gains, and counts of answers."""
    return [clean(text) for text, _ in _lines(card, only)]


def _lines(card: Scorecard, only: str | None) -> list[Line]:
    """Return the lines of one scorecard."""
    agreement = card.agreement
    lines = [(f"{agreement.title} ({agreement.short})", "bold")]
    if not agreement.coverage.can_be_scored:
        return [*lines, (f"No score. {columns.no_score(card)}", "yellow"), *((told, "dim") for told in reviews.unscored(card))]
    kept = [p for p in card.principles if only in (None, p.id)]
    lines += _total(card)
    lines += _red_lines(card)
    lines += [(_principle(p), "") for p in kept if p.score is not None]
    lines += [(text, "yellow") for text in _unscored(kept)]
    lines += _gains(card, [p.id for p in kept])
    answered, met = summary.met_count(card, [p.id for p in kept])
    counted = f"Questions: {met} of {answered} answered are met. The text was measured, not its effects."
    origin = [(f"The text is from {words.published(each)}", "dim") for each in agreement.published]
    return [*lines, (counted, "dim"), *origin, (" ".join(reviews.counted(card)), "dim")]


def _total(card: Scorecard) -> list[Line]:
    """Return the total, never without what stands behind it."""
    overall = card.overall
    stands = (f"  {columns.behind(card)}. {columns.answered(card)}.", "dim")
    if overall.score is None:
        return [(f"No overall score: {columns.no_score(card)}", "yellow"), stands]
    label = f", {overall.label}" if overall.label else ""
    beside = [(f"  {told}.", "dim") for told in (columns.over_baseline(card), columns.among_peers(card)) if told]
    return [(f"Overall {words.score(overall.score)}{label} ({words.interval(overall.interval)})", "bold cyan"), stands, *beside]


def _red_lines(card: Scorecard) -> list[Line]:
    """Return every red line with its deciding clause."""
    if not card.red_lines:
        return [("Red lines: none crossed among those this rubric version tests.", "green")]
    return [(f"Red line: {line.title}{_deciding(card, line)}", "red") for line in card.red_lines]


def _gains(card: Scorecard, principles: Sequence[str]) -> list[Line]:
    """Return the changes that would add most to the total."""
    open_ = [c for c in highlights.gainful(card) if c.principle in principles]
    return [(f"Ask for: {c.question} ({_wanted(c)} would add {words.points(c.gain or 0)}{_wording(c)})", "") for c in open_[:_ASKED]]


def _wanted(result: CriterionResult) -> str:
    return "no" if result.polarity == "negative" else "a full yes"


def _wording(result: CriterionResult) -> str:
    """Name the clauses that would do, the model's first, then signed ones."""
    named = words.joined([wording.citation for wording in result.wording if wording.signed is None])
    signed = words.joined([f"{wording.citation} ({wording.signed[:4]})" for wording in result.wording if wording.signed])
    return (f"; wording: {named}" if named else "") + (f"; signed elsewhere: {signed}" if signed else "")


def _deciding(card: Scorecard, line: RedLine) -> str:
    """Return the clause that crosses a red line, if one does and not silence."""
    return f"{_AFTER_TITLE}{_cited(card, card.findings.findings[line.findings[0]])}" if line.findings else ""


def _cited(card: Scorecard, finding: Finding) -> str:
    """Return a citation with the beginning of its quotation."""
    return f"{pages.cited(card.agreement, finding.at)}: “{words.shortened(finding.quote, _QUOTE_CHARS)}”"


def _principle(principle: PrincipleResult) -> str:
    """Return one principle with a bar of characters."""
    shown = words.whole(principle.score or 0)
    filled = words.whole(shown * _BAR / 100)
    name = words.shortened(principle.title, _NAME_CHARS)
    return f"  {name:<{_NAME_CHARS}} {'█' * filled}{'·' * (_BAR - filled)} {shown:>3}"


def _unscored(principles: Sequence[PrincipleResult]) -> list[str]:
    """Say how many principles have no score, by reason."""
    reasons = [(words.plain(p.status), words.plain(p.reason or "not assessed")) for p in principles if p.score is None]
    return [f"  {words.count(reasons.count(each), 'principle')} {each[0]}: {each[1]}" for each in dict.fromkeys(reasons)]


def clean(line: str) -> str:
    """Replace control characters, which could steer a terminal, and characters that turn the direction of writing."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in line)
