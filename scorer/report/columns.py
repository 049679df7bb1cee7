"""Scorecards → columns: facts, what was read, the total with what stands behind it; red lines side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scorer.model import Agreement, RedLine, Scorecard, Status
from scorer.report import quotes, reviews, words
from scorer.report.answers import PART_KINDS, Sheet, anchor_of, size, state_of
from scorer.report.views import Column, Link, PartView, RedLineCell, RedLineView


def in_order(cards: Sequence[Scorecard]) -> tuple[Scorecard, ...]:
    """Order by date of signature, unsigned texts last, then by id. Never by score."""
    return tuple(sorted(cards, key=lambda card: (card.agreement.signed is None, card.agreement.signed or "", card.agreement.id)))


def short_names(cards: Sequence[Scorecard]) -> tuple[str, ...]:
    """Return short names; agreements that share one are told apart by id, then by position."""
    counted = Counter(card.agreement.short for card in cards)
    named = [
        card.agreement.short if counted[card.agreement.short] == 1 else f"{card.agreement.short} ({card.agreement.id})" for card in cards
    ]
    again = Counter(named)
    return tuple(name if again[name] == 1 else f"{name} [{turn}]" for turn, name in enumerate(named, 1))


def sheets_of(cards: Sequence[Scorecard]) -> tuple[Sheet, ...]:
    """Prepare ordered cards as columns a1, a2, ..."""
    return tuple(Sheet.of(card, f"a{turn}", name) for turn, (card, name) in enumerate(zip(cards, short_names(cards), strict=True), 1))


def column(sheet: Sheet) -> Column:
    """Return one agreement's column."""
    agreement, overall = sheet.card.agreement, sheet.card.overall
    can_be_scored = agreement.coverage.can_be_scored
    score = overall.score if can_be_scored else None
    return Column(
        key=sheet.key,
        short=sheet.short,
        title=agreement.title,
        facts=_facts(agreement),
        model=agreement.model,
        parts=tuple(_part(agreement, turn) for turn in range(len(agreement.parts))),
        coverage=words.COVERAGE[agreement.coverage.status],
        reasons=tuple(words.plain(reason) for reason in agreement.coverage.reasons),
        scored=can_be_scored,
        score=None if score is None else str(words.whole(score)),
        label=overall.label if score is not None else None,
        range=words.interval(overall.interval) if score is not None else None,
        behind=behind(sheet.card),
        answered=answered(sheet.card),
        no_score=None if score is not None else no_score(sheet.card),
        indices=_indices(sheet.card) if can_be_scored else (),
        red_lines=red_line_count(sheet.card),
        crossed=tuple((line.title, _clause(sheet, line)) for line in sheet.card.red_lines),
        baseline=over_baseline(sheet.card) if can_be_scored else None,
        peers=among_peers(sheet.card) if can_be_scored else None,
        people=reviews.counted(sheet.card) if can_be_scored else reviews.unscored(sheet.card),
    )


def _clause(sheet: Sheet, line: RedLine) -> Link | None:
    """Return the clause that crosses a red line; None where silence does."""
    if not line.findings:
        return None
    at = sheet.card.findings.findings[line.findings[0]].at
    return Link(at.citation, quotes.anchor_of(sheet.card.agreement, at))


def behind(card: Scorecard) -> str:
    """Say how much of the rubric stands behind the total: "2 of 3 principles, half of the weight, are covered by this rubric version"."""
    scored = sum(principle.score is not None for principle in card.principles)
    verb = "covered by this rubric version" if card.overall.status == "partial_rubric" else "assessed"
    be = "is" if scored == 1 else "are"
    return f"{scored} of {len(card.principles)} principles, {words.weight_share(card.overall.coverage)}, {be} {verb}"


def answered(card: Scorecard) -> str:
    """Say how many questions were answered and why others were not: "97 of 100 questions answered; three need facts outside the text"."""
    asked = [c for c in card.criteria if c.status is not Status.NOT_APPLICABLE]
    outside = sum(c.status is Status.EXTERNAL and c.level is None for c in asked)
    lacking = sum(c.status is Status.NOT_ASSESSED for c in asked)
    told = [f"{len(asked) - outside - lacking} of {len(asked)} question{'' if len(asked) == 1 else 's'} answered"]
    if outside:
        told.append(f"{words.small(outside)} need{'s' if outside == 1 else ''} facts outside the text")
    if lacking:
        told.append(f"{words.small(lacking)} could not be assessed")
    return "; ".join(told)


def over_baseline(card: Scorecard) -> str | None:
    """Say how far the total lies from that of no agreement at all, with the range of the difference."""
    base = card.baseline
    if base is None:
        return None
    score, other = words.whole(card.overall.score or 0), words.whole(base.score)
    drawn = "; difference {} to {}".format(*map(words.signed, base.interval)) if base.interval else ""
    far = f"{words.count(abs(score - other), 'point')} {'above' if score > other else 'below'}" if score != other else "level with"
    return f"{words.capital(far)} having no agreement ({base.title}: {other}{drawn})"


def among_peers(card: Scorecard) -> str | None:
    """Say how the total stands among agreements of the same kind and decade."""
    peers = card.peers
    if peers is None:
        return None
    kind = f"the same kind ({words.plain(peers.kind).lower()})" if peers.kind else "no stated kind"
    among = f"{peers.count} other agreements of {kind} signed {peers.decade} to {peers.decade + 9}"
    return f"Higher than {words.whole(peers.percentile)} per cent of {among} (their median: {words.whole(peers.median)})"


def no_score(card: Scorecard) -> str:
    """Say why there is no total."""
    coverage = card.agreement.coverage
    if not coverage.can_be_scored:
        reasons = words.joined([words.plain(reason) for reason in coverage.reasons])
        return f"The text is {words.COVERAGE[coverage.status]}{f' ({reasons})' if reasons else ''}; it was not scored."
    return words.sentence(card.overall.reason or "too little was assessed for a total")


def red_line_count(card: Scorecard) -> str:
    """Return how many red lines are crossed, as a sentence."""
    number = len(card.red_lines)
    return f"{words.capital(words.count(number, 'red line'))} crossed" + ("" if number else " among those this rubric version tests")


def _facts(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """Return parties, dates and kind; a drafting model has no parties or dates."""
    facts = [
        ("Parties", ", ".join(agreement.parties)),
        ("Signed", "" if agreement.model else words.day(agreement.signed)),
        ("In force", "" if agreement.model else words.day(agreement.in_force)),
        ("Kind", words.plain(agreement.kind or "")),
        ("Language", agreement.language),
    ]
    return tuple((name, value) for name, value in facts if value)


def _part(agreement: Agreement, turn: int) -> PartView:
    """Return one part that was read."""
    part = agreement.parts[turn]
    kind = PART_KINDS.get(part.kind, words.plain(part.kind))
    return PartView(f"{kind[:1].upper()}{kind[1:]}{f' {part.short}' if part.short else ''}", part.file, size(part.text), part.sha256)


def _indices(card: Scorecard) -> tuple[tuple[str, str, str], ...]:
    """Return the sub-indices with the sentence that explains each."""
    overall = card.overall
    rows = (
        ("Protections", overall.protections_index, "what the text promises; higher is better"),
        ("Harms", overall.harms_index, "clauses that work against the principles; higher is worse"),
        ("Geometric mean", overall.geometric, "the total when a weak principle is not made up for by a strong one"),
    )
    shown = [(name, words.score(value), meaning) for name, value, meaning in rows if value is not None]
    if overall.silence_share is not None:
        shown.append(
            (
                "Earned by silence",
                f"{words.whole(overall.silence_share * 100)} per cent",
                "share of the total that comes from saying nothing",
            )
        )
    return tuple(shown)


def red_lines(sheets: Sequence[Sheet], keep: Sequence[str]) -> tuple[RedLineView, ...]:
    """Return every red line that some agreement crosses and every gate question, over all agreements.

    ``keep`` holds the ids of the principles on this page.
    """
    crossed = {line.criterion: line.title for sheet in sheets for line in sheet.card.red_lines}
    gates = {c.id: c.question for sheet in sheets for c in sheet.card.criteria if c.role == "gate"}
    order = dict.fromkeys(c.id for sheet in sheets for c in sheet.card.criteria if c.principle in keep)
    gate_first = sorted((c for c in order if c in crossed or c in gates), key=lambda c: c not in gates)
    lines = [(line.id, line.title, line.criterion) for sheet in sheets for line in sheet.card.red_lines]
    views: list[RedLineView] = []
    for criterion in gate_first:
        ids = dict.fromkeys((id_, title) for id_, title, at in lines if at == criterion) or {("", gates.get(criterion, "")): None}
        views += [_red_line(sheets, criterion, id_, title) for id_, title in ids]
    return tuple(views)


def _red_line(sheets: Sequence[Sheet], criterion: str, line_id: str, title: str) -> RedLineView:
    """Return one red line, side by side."""
    question = next(sheet.by_id[criterion].question for sheet in sheets if criterion in sheet.by_id)
    cells = tuple(_red_line_cell(sheet, criterion, line_id) for sheet in sheets)
    return RedLineView(title, question if question != title else "", any(cell.crossed for cell in cells), cells)


def _red_line_cell(sheet: Sheet, criterion: str, line_id: str) -> RedLineCell:
    """Say whether an agreement crosses the line, with the clauses, or what it answers instead."""
    line = next((line for line in sheet.card.red_lines if line.id == line_id and line.criterion == criterion), None)
    result = sheet.by_id.get(criterion)
    anchor = f"{sheet.key}-{anchor_of(criterion)}" if result else None
    numbers = line.findings if line and line.findings else result.findings if result else ()
    found = sheet.card.findings.findings
    agreement = sheet.card.agreement
    chosen = list(dict.fromkeys(numbers))[:2]
    shown = tuple(quotes.finding_quote(agreement, found[i], label=sheet.labels[i]) for i in chosen)
    if line:
        return RedLineCell(
            sheet.short, True, False, "Crossed" if shown else f"Crossed. Searched, no clause found: {sheet.searched}.", shown, anchor
        )
    if result is None or result.status is Status.NOT_ASSESSED:
        reason = result.reason if result and result.reason else "the question was not asked"
        return RedLineCell(sheet.short, False, True, f"Not assessed: {reason}", (), anchor)
    absent = f"Not crossed. Searched, no clause found: {sheet.searched}."
    return RedLineCell(
        sheet.short, False, False, absent if result.status is Status.ABSENT else f"Not crossed. {state_of(result).word}.", shown, anchor
    )
