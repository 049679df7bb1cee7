"""Scorecards → one page of views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scorer.errors import ReportError
from scorer.model import Scorecard
from scorer.report import behind, columns, compare, highlights, joint, method, pictures, reviews, source, summary, words
from scorer.report.answers import Sheet
from scorer.report.views import WHOLE, Highlight, Layout, Link, Page, Places, PrincipleView

MOST = 6  # columns that a page can hold side by side
TEXT_NOT_EFFECT = "This measures the text, not its effects."


def scorecard_page(card: Scorecard, *, date: str, layout: Layout = WHOLE) -> Page:
    """Return the page of one agreement."""
    request = _Request("scorecard", f"Scorecard: {card.agreement.short}", card.agreement.title, date, None)
    return _page(request, (card,), layout, card.peers.medians if card.peers else {})


def comparison_page(cards: Sequence[Scorecard], *, date: str, only: str | None, layout: Layout = WHOLE) -> Page:
    """Return the page of two to six agreements, ordered by date of signature.

    Raises:
        ReportError: Too few or too many agreements, different rubrics, or ``only`` names no principle of the rubric.
    """
    if not 2 <= len(cards) <= MOST:
        raise ReportError(f"a comparison takes two to {MOST} agreements, not {len(cards)}")
    if len({card.rubric for card in cards}) > 1:
        raise ReportError("agreements can be compared only if all were scored with the same rubric and version")
    compare.check_principle(cards, only)
    ordered = columns.in_order(cards)
    title = f"{words.joined(columns.short_names(ordered))} compared"
    lede = f"{words.capital(words.small(len(ordered)))} texts, the same questions"
    return _page(_Request("comparison", title, lede, date, only), ordered, layout, {})


@dataclass(frozen=True, slots=True)
class _Request:
    """What was asked for: the kind of page, its title and the line under it, the date to print, and the one principle to show."""

    kind: str
    title: str
    lede: str
    date: str
    only: str | None


def _page(asked: _Request, cards: Sequence[Scorecard], layout: Layout, peers: Mapping[str, float]) -> Page:
    """Put the page together; texts that cannot be scored leave it without results."""
    sheets = columns.sheets_of(cards)
    readable = all(card.agreement.coverage.can_be_scored for card in cards)
    shown = [p.id for p in cards[0].principles if asked.only in (None, p.id)] if readable else []
    principles = tuple(compare.principle_view(sheets, principle) for principle in shown)
    differences = compare.differences(sheets, shown)
    drawn = pictures.of_page(sheets, principles, peers) if readable else {}
    page = Page(
        kind=asked.kind if readable else "unscored",
        lang="en",
        title=asked.title,
        lede=asked.lede,
        date=words.day(asked.date),
        rubric=f"{cards[0].rubric.title} {cards[0].rubric.version}",
        scope=_scope(principles) if asked.only else None,
        contents=(),
        columns=tuple(columns.column(sheet) for sheet in sheets),
        red_lines=columns.red_lines(sheets, shown),
        summary=summary.sentences(sheets, shown, differences) if readable else (),
        principles=principles,
        uncovered=_uncovered(principles),
        pictures=drawn,
        differences=differences,
        holdings=highlights.holdings(sheets, shown),
        highlights=_highlights(sheets, shown) if readable else (),
        loopholes=highlights.loopholes(sheets, shown) if readable else (),
        behind=behind.behind(sheets) if readable else (),
        procedure=behind.procedure(sheets) if readable else (),
        doubts=_doubts(sheets),
        incomparable=compare.incomparable(sheets, shown),
        limits=_limits(cards),
        method=method.rows(sheets, asked.date),
        command=method.command(asked.kind, cards, asked.date, asked.only),
        verdicts=reviews.verdicts(sheets),
        outside=reviews.outside(sheets),
        robustness=joint.robustness(cards) if readable else (),
        joint=(*joint.sentences(cards), *filter(None, [joint.order_changes(cards)])),
        copies=source.copies(cards, [sheet.short for sheet in sheets]) if layout.source and readable else (),
        unfolded=layout.unfolded,
    )
    return replace(page, contents=_contents(page)) if readable else page


def _scope(principles: Sequence[PrincipleView]) -> str | None:
    """Say that only one principle is shown."""
    return f"This report shows one principle: {principles[0].title}. Totals are over all principles." if principles else None


def _highlights(sheets: Sequence[Sheet], shown: Sequence[str]) -> tuple[tuple[str, Mapping[str, tuple[Highlight, ...]]], ...]:
    """Return the strongest and weakest clauses of each agreement."""
    most = highlights.MOST_ALONE if len(sheets) == 1 else highlights.MOST_BESIDE
    return tuple((sheet.short, highlights.highlights(sheet, shown, most)) for sheet in sheets)


def _contents(page: Page) -> tuple[Link, ...]:
    """Return the sections that a reader may jump to."""
    alone = page.kind == "scorecard"
    entries = [
        ("Red lines", "red-lines", True),
        ("What to ask for", "gains", alone),
        ("Principles", "principles", True),
        ("Where they differ", "differences", not alone),
        ("What each has", "holdings", not alone),
        ("Strongest and weakest", "strongest", True),
        ("Loopholes", "loopholes", True),
        ("Investor tribunals", "tribunals", bool(page.pictures["tribunals"])),
        ("What stands behind", "behind", bool(page.pictures["map"] or page.procedure)),
        ("Where in the text", "places", True),
        ("Question by question", "questions", True),
        ("What people added", "people", bool(page.verdicts or page.outside)),
        ("Not comparable", "incomparable", not alone),
        ("Cautions", "limits", True),
        ("What was read", "agreements", True),
        ("Method", "method", True),
        ("Source text", "source", bool(page.copies)),
    ]
    return tuple(Link(text, anchor) for text, anchor, there in entries if there)


def _uncovered(principles: Sequence[PrincipleView]) -> tuple[tuple[str, str], ...]:
    """Return title and reason of the principles without any question."""
    return tuple((p.title, words.sentence(p.cells[0].reason or "not assessed")) for p in principles if not p.questions)


def _doubts(sheets: Sequence[Sheet]) -> tuple[tuple[str, Places], ...]:
    """Return the readings that a person should check: a reason and the places it holds for, each once."""
    places: dict[str, dict[Link, None]] = {}
    for sheet in sheets:
        for finding in sheet.card.findings.findings:
            for reason in finding.review:
                places.setdefault(words.plain(reason), {})[highlights.place(sheet, finding.at)] = None
    return tuple((words.capital(reason), highlights.few(found)) for reason, found in places.items())


def _limits(cards: Sequence[Scorecard]) -> tuple[str, ...]:
    """Return what the results do not say, for these agreements."""
    limits = [
        f"{TEXT_NOT_EFFECT} It says nothing about jobs, wages, emissions or trade, nor about whether a Party obeys the text.",
        "The principles are those of one movement, stated openly; other principles would give other scores. This is not legal advice.",
        _reviewed(cards),
        _ranges(cards),
    ]
    for card in cards:
        coverage, short = card.agreement.coverage, card.agreement.short
        if coverage.reasons or not coverage.can_be_scored:
            reasons = words.joined([words.plain(reason) for reason in coverage.reasons])
            limits.append(f"{short}: the text at hand is {words.COVERAGE[coverage.status]}{f' ({reasons})' if reasons else ''}.")
        if card.agreement.model:
            limits.append(f"{short} is a drafting model; nobody has signed it.")
    return tuple(dict.fromkeys(limits))


def _reviewed(cards: Sequence[Scorecard]) -> str:
    """Say who answered."""
    if not any(card.reviewed for card in cards):
        return "Answers were produced by rules from the words of the text and have not been reviewed by a person."
    return "Answers were produced by rules from the words of the text; people reviewed those that are marked, and no others."


def _ranges(cards: Sequence[Scorecard]) -> str:
    """Say what the printed ranges hold."""
    drawn = next((card.sensitivity for card in cards if card.sensitivity is not None), None)
    if drawn is None:
        return "Ranges show only what unanswered questions could change; doubt about single readings is listed apart."
    return (
        f"Ranges hold 90 per cent of {drawn.draws} draws over doubtful findings and levels, unanswered questions, formula numbers and "
        "weights. They show the doubt that is known, not every error."
    )
