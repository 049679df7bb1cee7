"""Delta → one page: the change and its doubt first, then answers with the edits behind them, then the redline."""

from __future__ import annotations

from collections.abc import Sequence

from scorer import __version__
from scorer.model import Qualifier, RedLine, Scorecard
from scorer.model.delta import UNEXPLAINED, BracketEffect, CriterionChange, Delta, Edit, FindingChange
from scorer.report import quotes, words
from scorer.report.answers import anchor_of, level_of, size, state_of
from scorer.report.delta import wording
from scorer.report.delta.redline import Redline
from scorer.report.delta.views import AnswerView, BracketView, CauseView, CriterionView, DeltaPage, EditView
from scorer.report.views import Link, Quote

MOST_CAUSES = 6  # edits shown in full under one question, the largest first
MOST_ROWS = 4  # passages of an edit that are repeated under a question; the redline has all

Quoted = tuple[tuple[str, Quote | None], ...]


def page(delta: Delta, *, date: str, command: str) -> DeltaPage:
    """Return the page on two drafts."""
    return _Builder(delta).page(date, command)


class _Builder:
    """Builds the parts of one page."""

    def __init__(self, delta: Delta) -> None:
        self._delta = delta
        self._redline = Redline(delta)
        self._edits = {edit.number: edit for edit in delta.edits}

    def page(self, date: str, command: str) -> DeltaPage:
        delta = self._delta
        shown = [edit for edit in delta.edits if edit.findings or wording.is_scored(edit)]
        return DeltaPage(
            kind="delta",
            lang="en",
            title=f"What changed: {delta.new.agreement.short}",
            lede="Two drafts, clause by clause, and which edit moved which score",
            date=words.day(date),
            rubric=f"{delta.new.rubric.title} {delta.new.rubric.version}",
            scope=None,
            contents=_contents(delta),
            result=wording.result(delta),
            drafts=_drafts(delta),
            red_lines=self._red_lines(),
            still_crossed=tuple(line.title for line in delta.new.red_lines if line not in delta.crossed),
            principles=tuple(
                (change.new.title, _score(change.old.score), _score(change.new.score), wording.points(change.points))
                for change in delta.principles
                if change.points or change.old.score != change.new.score
            ),
            criteria=tuple(self._criterion(change) for change in delta.criteria),
            edits=tuple(self._edit(edit) for edit in sorted(shown, key=lambda edit: (-abs(edit.points or 0.0), edit.number))),
            idle=tuple(self._edit(edit) for edit in delta.edits if edit not in shown),
            loopholes=self._loopholes(),
            unexplained=self._unexplained(),
            brackets=tuple(_bracket(bracket, delta) for bracket in delta.brackets),
            redline=self._redline.chapters() if not delta.identical else (),
            names_idle=self._redline.names_idle,
            limits=_limits(delta),
            doubts=self._doubts(),
            method=_method(delta, date),
            command=command,
        )

    # --- red lines and loopholes --------------------------------------------------------------------------------------------------------

    def _red_lines(self) -> tuple[tuple[str, Quoted], ...]:
        """Return red lines newly crossed and cleared."""
        delta = self._delta
        groups = (("Newly crossed", delta.crossed, delta.new), ("Cleared", delta.cleared, delta.old))
        return tuple((title, tuple(_red_line(line, card) for line in lines)) for title, lines, card in groups)

    def _loopholes(self) -> tuple[tuple[str, tuple[tuple[str, Quote], ...]], ...]:
        delta = self._delta
        groups = (("Added", delta.loopholes_added, delta.new), ("Removed", delta.loopholes_removed, delta.old))
        return tuple((title, tuple(_loophole(limit, card) for limit in limits)) for title, limits, card in groups)

    # --- questions and edits ------------------------------------------------------------------------------------------------------------

    def _criterion(self, change: CriterionChange) -> CriterionView:
        moved = self._behind(change)
        shown = change.edits[:MOST_CAUSES]
        rest = sum(points for _, points in change.edits[MOST_CAUSES:])
        left = len(change.edits) - len(shown)
        return CriterionView(
            anchor=anchor_of(change.id),
            question=change.new.question,
            id=change.id,
            principle=next(p.new.title for p in self._delta.principles if p.new.id == change.new.principle),
            answers=(
                AnswerView("Old draft", state_of(change.old), level_of(change.old), change.old.rule or change.old.reason),
                AnswerView("New draft", state_of(change.new), level_of(change.new), change.new.rule or change.new.reason),
            ),
            points=wording.points(change.points),
            causes=tuple(self._cause(number, points) for number, points in shown),
            others=f"{words.capital(words.count(left, 'more edit'))}: {wording.points(rest)} together." if left else None,
            deciding=self._deciding(moved),
            doubts=_reasons(moved),
        )

    def _behind(self, change: CriterionChange) -> tuple[FindingChange, ...]:
        """Return the changes of the findings that a question rests on."""
        answers = ((change.old, self._delta.old, False), (change.new, self._delta.new, True))
        used = {(new, id(card.findings.findings[i])) for answer, card, new in answers for i in answer.findings}
        return tuple(found for found in self._delta.findings if (False, id(found.old)) in used or (True, id(found.new)) in used)

    def _deciding(self, moved: Sequence[FindingChange]) -> tuple[Quote, ...]:
        """Quote the sentences elsewhere that decide what stands behind the clauses of a question."""
        found = {at: change.new is not None and at in change.new.regime.because for change in moved for at in change.deciding}
        cards = (self._delta.old, self._delta.new)
        return tuple(quotes.quote(cards[new].agreement, at) for at, new in found.items())

    def _cause(self, number: int, points: float) -> CauseView:
        if number == UNEXPLAINED:
            return CauseView(
                Link("No edit", "unexplained"), "what was read, or a change that no edit explains", wording.points(points), (), None
            )
        rows = self._redline.of_edit(number)
        more = len(rows) - MOST_ROWS
        edit = self._edits[number]
        return CauseView(
            link=Link(f"Edit {number}", f"e{number}"),
            what=f"{wording.KINDS[edit.kind]}, {wording.where(edit)}",
            points=wording.points(points),
            rows=rows[:MOST_ROWS],
            more=f"{words.sentence(words.count(more, 'more passage'))} The redline has them all." if more > 0 else None,
        )

    def _edit(self, edit: Edit) -> EditView:
        effects = wording.effects([self._delta.findings[i] for i in edit.findings])
        what = f"{wording.KINDS[edit.kind]}, {wording.where(edit)}"
        return EditView(Link(f"Edit {edit.number}", f"e{edit.number}"), what, wording.points(edit.points), effects)

    def _unexplained(self) -> tuple[str, ...]:
        """Say what no edit explains."""
        delta = self._delta
        said = [f"{wording.finding(change)} ({_place(change)})" for change in delta.findings if not change.edits]
        if abs(delta.unexplained) >= wording.NOTHING:
            said.insert(0, f"{wording.points(delta.unexplained)} points come from what could be read of the drafts, or from no edit.")
        return tuple(said)

    def _doubts(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Return the changed findings that a person should check, with the reasons."""
        sides = [(change.new, "New draft") if change.new else (change.old, "Old draft") for change in self._delta.findings]
        marked = [(name, found.at.citation, found.review) for found, name in sides if found and found.review]
        return tuple(dict.fromkeys((name, place, tuple(map(words.plain, reasons))) for name, place, reasons in marked))


def _contents(delta: Delta) -> tuple[Link, ...]:
    entries = [
        ("Result", "result", True),
        ("Red lines", "red-lines", True),
        ("Brackets", "brackets", bool(delta.brackets)),
        ("Principles", "principles", not delta.identical),
        ("Changed answers", "questions", not delta.identical),
        ("Edits", "edits", not delta.identical),
        ("Loopholes", "loopholes", not delta.identical),
        ("Redline", "redline", not delta.identical),
        ("Cautions", "limits", True),
        ("Method", "method", True),
    ]
    return tuple(Link(text, anchor) for text, anchor, there in entries if there)


def _drafts(delta: Delta) -> tuple[tuple[str, str, str], ...]:
    """Return facts about both drafts, side by side."""
    sides = (delta.old, delta.new)
    rows = [
        ("Title", *(card.agreement.title for card in sides)),
        ("Overall score", *(wording.score(card) for card in sides)),
        ("Text read", *(words.COVERAGE[card.agreement.coverage.status] for card in sides)),
        ("Length", *(size(" ".join(part.text for part in card.agreement.parts)) for card in sides)),
        ("Files", *(", ".join(part.file for part in card.agreement.parts) for card in sides)),
    ]
    return tuple((name, old, new) for name, old, new in rows)


def _score(score: float | None) -> str:
    return words.score(score) if score is not None else "not assessed"


def _red_line(line: RedLine, card: Scorecard) -> tuple[str, Quote | None]:
    if not line.findings:
        return line.title, None
    return line.title, quotes.quote(card.agreement, card.findings.findings[line.findings[0]].at)


def _loophole(limit: Qualifier, card: Scorecard) -> tuple[str, Quote]:
    return quotes.name_of(limit), quotes.quote(card.agreement, limit.at)


def _place(change: FindingChange) -> str:
    finding = change.new or change.old
    return finding.at.citation if finding else ""


def _reasons(moved: Sequence[FindingChange]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.plain(reason) for change in moved if change.new for reason in change.new.review))


def _bracket(bracket: BracketEffect, delta: Delta) -> BracketView:
    part = delta.new.agreement.part(bracket.part)
    said = {"propose": "proposed by", "oppose": "opposed by"}.get(bracket.stance)
    who = f"{said} {words.joined(bracket.parties)}" if said and bracket.parties else "open, nobody named"
    both = bracket.accepted is not None and bracket.rejected is not None
    effect = (bracket.accepted or 0.0) - (bracket.rejected or 0.0) if both else None
    inside = part.slice(bracket.words)
    return BracketView(bracket.citation, who, inside, _score(bracket.accepted), _score(bracket.rejected), wording.points(effect))


def _limits(delta: Delta) -> tuple[str, ...]:
    """Return what the page does not say."""
    limits = [
        "This compares two texts by the same questions; it says nothing about jobs, wages, emissions or trade. It is not legal advice.",
        "Answers and effects were found by rules from the words of the texts and have not been reviewed by a person. An edit without an "
        "effect here can still matter.",
        "Points are shared out so that they sum to the change exactly: where edits act only together, each gets its mean share over the "
        "orders in which they could be made. Two decimals are printed.",
        "Articles are matched by heading and words. An article written wholly anew under another heading shows as deleted and inserted.",
    ]
    for name, card in (("old", delta.old), ("new", delta.new)):
        coverage = card.agreement.coverage
        if coverage.reasons:
            reasons = words.joined([words.plain(reason) for reason in coverage.reasons])
            limits.append(f"Of the {name} draft the text at hand is {words.COVERAGE[coverage.status]} ({reasons}).")
    return tuple(limits)


def _method(delta: Delta, date: str) -> tuple[tuple[str, str], ...]:
    """Return versions and hashes, enough to run it again."""
    rubric = delta.new.rubric
    sides = (("old", delta.old), ("new", delta.new))
    return (
        ("Date of this report", date),
        ("Tool", f"scorer {__version__}"),
        ("Rubric", f"{rubric.id} {rubric.version}, SHA-256 {rubric.sha256}"),
        *dict.fromkeys(("Provisions searched for", f"SHA-256 {card.findings.provisions_sha256}") for _, card in sides),
        *((f"Source of the {name} draft", f"{part.file}, SHA-256 {part.sha256}") for name, card in sides for part in card.agreement.parts),
        *((f"Collection and licence of the {name} draft", words.published(of)) for name, card in sides for of in card.agreement.published),
    )
