"""Matched drafts → the aligned redline, article by article, with every edit numbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scorer.changes.likeness import Pair, alike, in_order, same, unpaired
from scorer.changes.matching import Match
from scorer.changes.passages import Draft, Passage, Unit
from scorer.changes.wording import level, runs
from scorer.model import CharSpan, Evidence
from scorer.model.delta import Edit, EditKind, Fate, Op, Piece, Row, Run

LIKE_INSIDE = 0.35  # likeness of two passages of one article that are one passage
LIKE_ELSEWHERE = 0.6  # the same where they stand in different articles, which must be surer
SHORTEST_ELSEWHERE = 6  # words: shorter passages are alike by chance
MOST_WORDS = 0.5  # share of an article's words that come from, or went to, another one where it was split or merged


@dataclass(frozen=True, slots=True)
class Tie:
    """Two passages that are one; ``elsewhere`` where they stand in different articles, ``moved`` where their order changed."""

    old: Passage
    new: Passage
    elsewhere: bool = False
    moved: bool = False


@dataclass(slots=True)
class Redline:
    """The redline while it is written: edits are numbered as they come, ``edit_of`` tells which edit touched a passage of a draft."""

    old: Draft
    new: Draft
    ties_by_new: dict[Passage, Tie] = field(default_factory=dict)
    ties_by_old: dict[Passage, Tie] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    edit_of: tuple[dict[Passage, int], dict[Passage, int]] = field(default_factory=lambda: ({}, {}))
    pieces: list[Piece] = field(default_factory=list)

    # --- which passages belong together -----------------------------------------------------------------------------------------------

    def tie(self, matches: Sequence[Match], olds: Sequence[Unit], news: Sequence[Unit]) -> None:
        """Find the passages that are one: inside matched articles first, then anywhere."""
        for match in matches:
            self._tie_inside(match)
        left = [p for unit in olds for p in unit.passages if p not in self.ties_by_old and _is_long(p)]
        right = [p for unit in news for p in unit.passages if p not in self.ties_by_new and _is_long(p)]
        for pair in _pairs(left, right, LIKE_ELSEWHERE):
            self._keep(Tie(left[pair.old], right[pair.new], elsewhere=True, moved=True))

    def _tie_inside(self, match: Match) -> None:
        heads = [next((p for p in unit.passages if p.heading), None) for unit in (match.old, match.new)]
        if heads[0] and heads[1]:
            self._keep(Tie(heads[0], heads[1], moved=match.moved))
        olds = [p for p in match.old.passages if not p.heading]
        news = [p for p in match.new.passages if not p.heading]
        pairs = _pairs(olds, news, LIKE_INSIDE)
        steady = in_order(pairs, lambda pair: 1 + len(news[pair.new].key))
        for pair in pairs:
            self._keep(Tie(olds[pair.old], news[pair.new], moved=pair not in steady or (match.moved and not heads[1])))

    def _keep(self, tie: Tie) -> None:
        self.ties_by_old[tie.old] = self.ties_by_new[tie.new] = tie

    # --- the pieces -------------------------------------------------------------------------------------------------------------------

    def write(self, matches: Sequence[Match], olds: Sequence[Unit], news: Sequence[Unit]) -> None:
        """Write the pieces in order of the new draft; what was deleted stands after what stood before it."""
        by_new = {match.new.place: match for match in matches}
        gone = [unit for unit in olds if unit.place not in {match.old.place for match in matches}]
        for unit in news:
            match = by_new.get(unit.place)
            if match is not None and not match.moved:
                gone = self._write_deleted(gone, match.old.place)
            self.pieces.append(self._inserted(unit) if match is None else self._matched(match))
        self._write_deleted(gone, len(olds))

    def _write_deleted(self, gone: list[Unit], before: int) -> list[Unit]:
        self.pieces.extend(self._deleted(unit) for unit in gone if unit.place < before)
        return [unit for unit in gone if unit.place >= before]

    def _matched(self, match: Match) -> Piece:
        rows = tuple(self._rows(match.old.passages, match.new.passages))
        renumbered = (match.old.node.num or "") != (match.new.node.num or "")
        fate = Fate.CHANGED if any(row.kind not in (None, EditKind.RENUMBERED, EditKind.MOVED) for row in rows) else Fate.SAME
        fate = Fate.CHANGED if any(row.kind is EditKind.MOVED and not row.heading for row in rows) else fate
        places = (self._cite(0, match.old), self._cite(1, match.new))
        return Piece(match.new.node.kind, fate, *places, rows, match.moved, renumbered)

    def _inserted(self, unit: Unit) -> Piece:
        origin = self._most([(tie.old, p) for p in unit.passages if (tie := self.ties_by_new.get(p))], unit)
        rows = tuple(self._whole(1, unit))
        fate = Fate.SPLIT_OFF if origin else Fate.INSERTED
        return Piece(unit.node.kind, fate, None, self._cite(1, unit), rows, other=self._unit_cited(0, origin))

    def _deleted(self, unit: Unit) -> Piece:
        target = self._most([(tie.new, p) for p in unit.passages if (tie := self.ties_by_old.get(p))], unit)
        rows = tuple(self._whole(0, unit))
        fate = Fate.MERGED if target else Fate.DELETED
        return Piece(unit.node.kind, fate, self._cite(0, unit), None, rows, other=self._unit_cited(1, target))

    def _most(self, tied: Sequence[tuple[Passage, Passage]], unit: Unit) -> Passage | None:
        """Return a passage of the article on the other side that most words of a unit come from, or went to."""
        share: Counter[tuple[str, str]] = Counter()
        for other, own in tied:
            share[other.part, other.unit] += len(own.key)
        article, most = share.most_common(1)[0] if share else (("", ""), 0)
        return next((o for o, _ in tied if (o.part, o.unit) == article), None) if most >= MOST_WORDS * unit.words else None

    # --- the rows ---------------------------------------------------------------------------------------------------------------------

    def _rows(self, olds: Sequence[Passage], news: Sequence[Passage]) -> Iterator[Row]:
        """Yield the rows of an article that both drafts have."""
        place = {passage: i for i, passage in enumerate(olds)}
        at = 0
        for passage in news:
            tie = self.ties_by_new.get(passage)
            here = place.get(tie.old) if tie else None
            if here is not None and tie and (passage.heading or not tie.moved):
                yield from self._gone(olds[at:here])
                at = max(at, here + 1)
            yield self._one(1, passage) if tie is None else self._tied(tie)
        yield from self._gone(olds[at:])

    def _gone(self, olds: Sequence[Passage]) -> Iterator[Row]:
        for passage in olds:
            tie = self.ties_by_old.get(passage)
            if tie is None:
                yield self._one(0, passage)
            elif tie.elsewhere or tie.moved:
                yield self._left(tie)

    def _whole(self, side: int, unit: Unit) -> Iterator[Row]:
        """Yield the rows of an article that one draft has: what is not tied to the other draft is one edit."""
        ties = (self.ties_by_old, self.ties_by_new)[side]
        own = [p for p in unit.passages if p not in ties]
        kind = (EditKind.DELETED, EditKind.INSERTED)[side]
        number = self._edit(kind, *((own, []) if side == 0 else ([], own))) if own else None
        for passage in unit.passages:
            tie = ties.get(passage)
            if tie is None:
                run = Run((Op.DEL, Op.INS)[side], passage.part, passage.span)
                yield Row(kind, (run,), passage.label, edit=number, heading=passage.heading)
            else:
                yield self._left(tie) if side == 0 else self._tied(tie)

    def _one(self, side: int, passage: Passage) -> Row:
        """Return the row of a passage that one draft has."""
        kind = (EditKind.DELETED, EditKind.INSERTED)[side]
        number = self._edit(kind, *(([passage], []) if side == 0 else ([], [passage])))
        return Row(kind, (Run((Op.DEL, Op.INS)[side], passage.part, passage.span),), passage.label, edit=number, heading=passage.heading)

    def _left(self, tie: Tie) -> Row:
        """Return the row that a moved passage leaves behind."""
        number = self._number(tie)
        return Row(EditKind.MOVED, (Run(Op.DEL, tie.old.part, tie.old.span),), tie.old.label, edit=number, other=self._cited(1, tie.new))

    def _tied(self, tie: Tie) -> Row:
        """Return the row of a passage that both drafts have."""
        kind = self._kind(tie)
        same_words = level(self._text(0, tie.old)) == level(self._text(1, tie.new)) or (tie.old.heading and tie.old.key == tie.new.key)
        shown = (Run(Op.SAME, tie.new.part, tie.new.span),) if same_words else self._runs(tie)
        was = tie.old.label if tie.old.label != tie.new.label else None
        other = self._cited(0, tie.old) if tie.moved and not tie.old.heading else None
        return Row(kind, shown, tie.new.label, was, self._number(tie) if kind else None, tie.new.heading, other)

    def _runs(self, tie: Tie) -> tuple[Run, ...]:
        ends = [(passage.part, passage.span.start) for passage in (tie.old, tie.new)]
        return runs(self._text(0, tie.old), ends[0], self._text(1, tie.new), ends[1])

    def _kind(self, tie: Tie) -> EditKind | None:
        if tie.old.heading:
            if tie.old.key != tie.new.key:
                return EditKind.CHANGED
        elif level(self._text(0, tie.old)) != level(self._text(1, tie.new)):
            return EditKind.CHANGED
        if tie.moved:
            return EditKind.MOVED
        return EditKind.RENUMBERED if tie.old.label and tie.new.label and tie.old.label != tie.new.label else None

    def _number(self, tie: Tie) -> int | None:
        """Return the number of the edit of a pair, which both of its rows carry."""
        if tie.new not in self.edit_of[1]:
            kind = self._kind(tie)
            return self._edit(kind, [tie.old], [tie.new]) if kind else None
        return self.edit_of[1][tie.new]

    def _edit(self, kind: EditKind, olds: Sequence[Passage], news: Sequence[Passage]) -> int:
        number = len(self.edits) + 1
        self.edits.append(Edit(number, kind, self._evidence(0, olds), self._evidence(1, news)))
        for side, passages in enumerate((olds, news)):
            self.edit_of[side].update(dict.fromkeys(passages, number))
        return number

    # --- looking places up ------------------------------------------------------------------------------------------------------------

    def _draft(self, side: int) -> Draft:
        return (self.old, self.new)[side]

    def _text(self, side: int, passage: Passage) -> str:
        return self._draft(side).text(passage.part, passage.span)

    def _cited(self, side: int, passage: Passage) -> str:
        return self._draft(side).cite(passage.part, passage.eid).text

    def _cite(self, side: int, unit: Unit) -> str:
        return self._draft(side).cite(unit.part, unit.node.eid).text

    def _unit_cited(self, side: int, passage: Passage | None) -> str | None:
        return self._draft(side).cite(passage.part, passage.unit).text if passage else None

    def _evidence(self, side: int, passages: Sequence[Passage]) -> Evidence | None:
        """Quote the passages of an edit, neighbours as one slice."""
        if not passages:
            return None
        part, eid = passages[0].part, passages[0].eid
        spans: list[CharSpan] = [passage.span for passage in passages]
        quote = " … ".join(self._draft(side).text(part, span) for span in spans)
        return Evidence(part, eid, tuple(spans), self._draft(side).cite(part, eid), quote)


def _is_long(passage: Passage) -> bool:
    return not passage.heading and len(passage.key) >= SHORTEST_ELSEWHERE


def _pairs(olds: Sequence[Passage], news: Sequence[Passage], least: float) -> list[Pair]:
    """Pair passages by the same words, then by likeness."""
    found = same([p.key for p in olds], [p.key for p in news])
    left, right = unpaired(found, len(olds), len(news))
    likest = alike([olds[i].key for i in left], [news[j].key for j in right], least=least)
    return found + [Pair(left[pair.old], right[pair.new], pair.likeness) for pair in likest]
