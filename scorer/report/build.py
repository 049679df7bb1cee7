"""Scorecards → one page of views."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass

from scorer import __version__
from scorer.errors import ReportError
from scorer.model import Scorecard
from scorer.report import charts, columns, compare, joint, quotes, reviews, summary, words
from scorer.report.answers import Sheet
from scorer.report.views import Chart, Link, Page, PrincipleView

MOST = 6  # columns that a page can hold side by side
TEXT_NOT_EFFECT = "This measures the text, not its effects."


def scorecard_page(card: Scorecard, *, date: str) -> Page:
    """Return the page of one agreement."""
    short = card.agreement.short
    return _page("scorecard", (card,), title=f"Scorecard: {short}", lede=card.agreement.title, date=date, only=None)


def comparison_page(cards: Sequence[Scorecard], *, date: str, only: str | None) -> Page:
    """Return the page of two to six agreements, ordered by date of signature.

    Raises:
        ReportError: Too few or too many agreements, different rubrics, or ``only`` names no principle of the rubric.
    """
    if not 2 <= len(cards) <= MOST:
        raise ReportError(f"a comparison takes two to {MOST} agreements, not {len(cards)}")
    if len({card.rubric for card in cards}) > 1:
        raise ReportError("agreements can be compared only if all were scored with the same rubric and version")
    known = dict.fromkeys(principle.id for card in cards for principle in card.principles)
    if only is not None and only not in known:
        raise ReportError(f"no principle '{only}' in this rubric; expected one of: {', '.join(known)}")
    ordered = columns.in_order(cards)
    title = f"{words.joined(columns.short_names(ordered))} compared"
    return _page(
        "comparison",
        ordered,
        title=title,
        lede=f"{words.sentence(words.small(len(ordered)))[:-1]} texts, the same questions",
        date=date,
        only=only,
    )


def _page(kind: str, cards: Sequence[Scorecard], *, title: str, lede: str, date: str, only: str | None) -> Page:
    """Put the page together; texts that cannot be scored leave it without results."""
    sheets = columns.sheets_of(cards)
    readable = all(card.agreement.coverage.can_be_scored for card in cards)
    shown = [p.id for p in cards[0].principles if only in (None, p.id)] if readable else []
    principles = tuple(compare.principle_view(sheets, principle) for principle in shown)
    differences = compare.differences(sheets, shown)
    return Page(
        kind=kind if readable else "unscored",
        lang="en",
        title=title,
        lede=lede,
        date=words.day(date),
        rubric=f"{cards[0].rubric.title} {cards[0].rubric.version}",
        scope=f"This report shows one principle: {principles[0].title}. Totals are over all principles." if only and principles else None,
        contents=_contents(kind) if readable else (),
        columns=tuple(columns.column(sheet) for sheet in sheets),
        red_lines=columns.red_lines(sheets, shown),
        summary=summary.sentences(sheets, shown, differences) if readable else (),
        principles=principles,
        uncovered=_uncovered(principles),
        chart=_chart(sheets, principles, shown),
        differences=differences,
        holdings=compare.holdings(sheets, shown),
        highlights=compare.highlights(sheets[0], shown) if kind == "scorecard" else {},
        loopholes=compare.loopholes(sheets) if readable else (),
        backings=tuple((sheet.short, quotes.backings(sheet.card.findings)) for sheet in sheets) if readable else (),
        doubts=_doubts(sheets),
        limits=_limits(cards),
        method=_method(sheets, date),
        command=_command(kind, cards, date, only),
        verdicts=reviews.verdicts(sheets),
        outside=reviews.outside(sheets),
        robustness=joint.robustness(cards) if readable else (),
        joint=joint.sentences(cards),
    )


def _contents(kind: str) -> tuple[Link, ...]:
    """Return the sections that a reader may jump to."""
    alone = [("Strongest and weakest clauses", "strongest"), ("What would raise the score", "gains")]
    several = [("Where they differ", "differences"), ("What each has", "holdings")]
    middle = alone if kind == "scorecard" else several
    entries = [
        ("Red lines", "red-lines"),
        ("Agreement" if kind == "scorecard" else "Agreements", "agreements"),
        ("Summary", "summary"),
        ("Principles", "principles"),
        *middle,
        ("Loopholes", "loopholes"),
        ("Question by question", "questions"),
        ("Limits", "limits"),
        ("Method", "method"),
    ]
    return tuple(Link(text, anchor) for text, anchor in entries)


def _uncovered(principles: Sequence[PrincipleView]) -> tuple[tuple[str, str], ...]:
    """Return title and reason of the principles without any question."""
    return tuple((p.title, words.sentence(p.cells[0].reason or "not assessed")) for p in principles if not p.questions)


def _chart(sheets: Sequence[Sheet], principles: Sequence[PrincipleView], ids: Sequence[str]) -> Chart:
    """Lay out the principle scores."""
    rows = []
    for view, principle in zip(principles, ids, strict=True):
        results = [compare.principle_of(sheet.card, principle) for sheet in sheets]
        rows.append((view.anchor, view.title, [(r.score, r.interval) if r and r.score is not None else None for r in results]))
    return charts.chart(rows, [sheet.short for sheet in sheets])


def _doubts(sheets: Sequence[Sheet]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return agreement, citation and reasons of the readings that a person should check, each once."""
    marked = [
        (sheet.short, f.at.citation, tuple(words.plain(r) for r in f.review))
        for sheet in sheets
        for f in sheet.card.findings.findings
        if f.review
    ]
    return tuple(dict.fromkeys(marked))


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
    if len({card.agreement.coverage for card in cards}) > 1:
        limits.append("The agreements were not read to the same extent; compare with care where parts are missing.")
    if len({card.agreement.kind for card in cards}) > 1:
        limits.append("The agreements are of different kinds; silence may mean different things in them.")
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


def _method(sheets: Sequence[Sheet], date: str) -> tuple[tuple[str, str], ...]:
    """Return versions, hashes and options, enough to run it again."""
    card = sheets[0].card
    rows = [
        ("Date of this report", date),
        ("Tool", f"scorer {__version__}"),
        ("Rubric", f"{card.rubric.id} {card.rubric.version}, SHA-256 {card.rubric.sha256}"),
        *dict.fromkeys(("Provisions searched for", f"SHA-256 {sheet.card.findings.provisions_sha256}") for sheet in sheets),
    ]
    rows += [(f"Source of {sheet.short}", f"{part.file}, SHA-256 {part.sha256}") for sheet in sheets for part in sheet.card.agreement.parts]
    rows += [(f"Beside {sheet.short}", f"{file.file}, SHA-256 {file.sha256}") for sheet in sheets for file in sheet.card.agreement.beside]
    several = len(sheets) > 1
    for sheet in sheets:
        entries = [(key, value) for key, value in flat(_shown(sheet.card.manifest)) if key != "command"]
        rows += [
            (f"{words.plain(key)} ({sheet.short})" if several and _differs(sheets, key) else words.plain(key), value)
            for key, value in entries
        ]
    return tuple(dict.fromkeys(rows))


def _shown(manifest: Mapping[str, object]) -> dict[str, object]:
    """Return a manifest without its two longest lists: sources stand in the table anyway, data files are counted and hashed as one."""
    shown = {key: value for key, value in manifest.items() if key not in ("inputs", "data")}
    data = manifest.get("data")
    if isinstance(data, list):
        lines = "".join(f"{entry['sha256']}  {entry['file']}\n" for entry in data)
        digest = hashlib.sha256(lines.encode()).hexdigest()
        shown["data files"] = f"{len(data)}, SHA-256 of their list {digest}; each stands in scorecard/1"
    return shown


def _differs(sheets: Sequence[Sheet], key: str) -> bool:
    """Tell whether a manifest entry is not the same on all cards."""
    return len({dict(flat(_shown(sheet.card.manifest))).get(key) for sheet in sheets}) > 1


def flat(value: object, name: str = "") -> list[tuple[str, str]]:
    """Return nested mappings and lists as dotted names and texts, sorted by name.

    >>> flat({"b": [1, 2], "a": {"c": None}})
    [('a.c', 'none'), ('b', '1, 2')]
    """
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, Mapping):
        inner = [(f"{name}.{key}" if name else str(key), item) for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))]
        return [row for key, item in inner for row in flat(item, key)]
    if isinstance(value, (list, tuple)) and not any(isinstance(item, (Mapping, list, tuple)) for item in value):
        return [(name, ", ".join(str(item) for item in value))]
    if isinstance(value, (list, tuple)):
        return [row for turn, item in enumerate(value, 1) for row in flat(item, f"{name}.{turn}")]
    return [(name, "none" if value is None else str(value))]


def _command(kind: str, cards: Sequence[Scorecard], date: str, only: str | None) -> str:
    """Return the command line that makes this page again."""
    if kind == "scorecard":
        given = cards[0].manifest.get("command")
        return str(given) if given else f"scorer score {cards[0].agreement.id} --format html --date {date}"
    given = cards[0].manifest.get("compare_command")
    ids = " ".join(card.agreement.id for card in cards)
    return str(given) if given else f"scorer compare {ids}{f' --only {only}' if only else ''} --format html --date {date}"
