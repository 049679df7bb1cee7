"""Which findings came, went or read otherwise, and which edits did it.

A change is tied to the edits of the words it rests on; where these are unchanged, to those of its article, then of the headings above, then
to those that moved another finding of its provision. What stands behind a duty changes with the sentences that decide it, wherever they
stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scorer.changes.passages import Covering, Passage, Unit
from scorer.changes.redline import Redline
from scorer.changes.shifts import ENFORCEABLE, FIELDS, GAINED, LOOPHOLE, LOST, Shift, Step
from scorer.model import Evidence, Finding
from scorer.model.delta import UNEXPLAINED, EditKind

SAME_FINDING = 0.5  # share of passages that two findings of one provision have in common where they are one
OLD, NEW = 0, 1

Reason = Callable[[], set[int]]


def shifts(redline: Redline, units: tuple[Sequence[Unit], Sequence[Unit]]) -> tuple[Shift, ...]:
    """Return every finding of both drafts, those that did not change too, each change with its edits."""
    return _Reader(redline, units).shifts()


@dataclass(slots=True)
class _Place:
    """Where a finding stands: its passages, in its own draft and as the other draft has them."""

    index: int
    own: frozenset[Passage]


class _Reader:
    """Ties the findings of two drafts together."""

    def __init__(self, redline: Redline, units: tuple[Sequence[Unit], Sequence[Unit]]) -> None:
        self._redline = redline
        self._covering = tuple(Covering(side) for side in units)
        self._units = tuple({(unit.part, unit.node.eid): unit for unit in side} for side in units)
        self._kinds = {edit.number: edit.kind for edit in redline.edits}
        self._twins = (
            {passage: tie.new for passage, tie in redline.ties_by_old.items()},
            {passage: tie.old for passage, tie in redline.ties_by_new.items()},
        )

    def shifts(self) -> tuple[Shift, ...]:
        olds, news = (draft.findings.findings for draft in (self._redline.old, self._redline.new))
        pairs = self._pairs(olds, news)
        kept = {j: self._both(olds[i], news[j]) for i, j in pairs}
        old_used = {i for i, _ in pairs}
        lost = [self._one(OLD, olds[i], LOST) for i in range(len(olds)) if i not in old_used]
        gained = {j: self._one(NEW, news[j], GAINED) for j in range(len(news)) if j not in kept}
        return tuple(self._settled([*({**kept, **gained}[j] for j in range(len(news))), *lost]))

    # --- which finding is which -------------------------------------------------------------------------------------------------------

    def _pairs(self, olds: Sequence[Finding], news: Sequence[Finding]) -> list[tuple[int, int]]:
        """Pair findings of one provision that rest on the same passages, those with most in common first."""
        at: dict[tuple[str, Passage], list[_Place]] = defaultdict(list)
        for i, finding in enumerate(olds):
            image = frozenset(self._twins[OLD].get(p, p) for p in self._passages(OLD, finding.at))
            for passage in image:
                at[finding.provision, passage].append(_Place(i, image))
        scored = []
        for j, finding in enumerate(news):
            own = frozenset(self._passages(NEW, finding.at))
            near = {place.index: place.own for passage in own for place in at.get((finding.provision, passage), ())}
            scored += [(-len(own & image) / len(own | image), j, i) for i, image in near.items()]
        pairs: list[tuple[int, int]] = []
        old_used: set[int] = set()
        new_used: set[int] = set()
        for share, j, i in sorted(scored):
            if -share >= SAME_FINDING and i not in old_used and j not in new_used:
                old_used.add(i)
                new_used.add(j)
                pairs.append((i, j))
        return pairs

    def _passages(self, side: int, at: Evidence) -> list[Passage]:
        return [passage for span in at.spans for passage in self._covering[side].touched(at.part, span)]

    # --- what changed in it -----------------------------------------------------------------------------------------------------------

    def _one(self, side: int, finding: Finding, what: str) -> Shift:
        """Return a finding that one draft has."""
        step = Step(what, self._first(self._grounds(side, finding.at)))
        return Shift(finding, None, (step,)) if side == OLD else Shift(None, finding, (step,))

    def _both(self, old: Finding, new: Finding) -> Shift:
        """Return a finding that both drafts have, with every step between."""
        here = (*self._grounds(OLD, old.at), *self._grounds(NEW, new.at))
        grounds = tuple(here[i] for i in (0, 4, 1, 5, 2, 6, 3, 7))  # both drafts' words first, then both articles, headings, numbers
        what = [name for name, fields in FIELDS.items() if name != ENFORCEABLE and getattr(old, fields[0]) != getattr(new, fields[0])]
        steps = [Step(name, self._first(grounds)) for name in what]
        steps += self._loopholes(old, new, grounds)
        deciding: tuple[Evidence, ...] = ()
        if old.regime.value is not new.regime.value:
            steps.append(Step(ENFORCEABLE, self._first((*self._deciding(old, new), *grounds))))
            deciding = new.regime.because or old.regime.because
        return Shift(old, new, tuple(steps), deciding)

    def _loopholes(self, old: Finding, new: Finding, grounds: Sequence[Reason]) -> Iterator[Step]:
        """Yield a step for each loophole that came or went."""
        sides = [{q.id: q.at for q in reversed(finding.qualifiers)} for finding in (old, new)]
        for number in sorted(sides[OLD].keys() ^ sides[NEW].keys()):
            side = OLD if number in sides[OLD] else NEW
            yield Step(LOOPHOLE + number, self._first((lambda s=side, n=number: self._words(s, sides[s][n]), *grounds)))  # type: ignore[misc]

    def _deciding(self, old: Finding, new: Finding) -> Iterator[Reason]:
        """Yield the edits of the sentences that decide what stands behind a duty, then those of their articles."""
        because = [(OLD, at) for at in old.regime.because] + [(NEW, at) for at in new.regime.because]
        yield lambda: {number for side, at in because for number in self._words(side, at)}
        yield lambda: {number for side, at in because for number in self._article(side, at)}

    def _settled(self, found: Sequence[Shift]) -> Iterator[Shift]:
        """Tie what no edit explains to the edits by which other findings of the provision came or went: only one of them is kept."""
        by_provision: dict[str, set[int]] = defaultdict(set)
        for shift in found:
            by_provision[shift.provision].update(n for step in shift.steps if step.what in (GAINED, LOST) for n in step.edits)
        for shift in found:
            others = frozenset(by_provision[shift.provision]) - {UNEXPLAINED}
            steps = tuple(replace(step, edits=step.edits or others or frozenset({UNEXPLAINED})) for step in shift.steps)
            yield replace(shift, steps=steps)

    # --- which edits touched it -------------------------------------------------------------------------------------------------------

    def _first(self, reasons: Iterable[Reason]) -> frozenset[int]:
        """Return the edits of the nearest reason that has any."""
        return frozenset(next((edits for reason in reasons if (edits := reason())), set()))

    def _grounds(self, side: int, at: Evidence) -> tuple[Reason, Reason, Reason, Reason]:
        """Return what may have moved a finding, nearest first: its words, its article, the headings above, numbers."""
        return (
            lambda: self._words(side, at),
            lambda: self._article(side, at),
            lambda: self._above(side, at),
            lambda: self._above(side, at, numbers=True) | self._article(side, at, numbers=True),
        )

    def _words(self, side: int, at: Evidence) -> set[int]:
        return self._numbers(side, self._passages(side, at))

    def _article(self, side: int, at: Evidence, *, numbers: bool = False) -> set[int]:
        """Return the edits of the article around, in both drafts."""
        units = {(passage.part, passage.unit) for passage in self._passages(side, at)}
        own = [passage for unit in units for passage in self._units[side][unit].passages]
        twins = [twin for passage in own if (twin := self._twins[side].get(passage))]
        there = {(twin.part, twin.unit) for twin in twins}
        other = [passage for unit in there for passage in self._units[1 - side][unit].passages]
        return self._numbers(side, own, numbers=numbers) | self._numbers(1 - side, other, numbers=numbers)

    def _above(self, side: int, at: Evidence, *, numbers: bool = False) -> set[int]:
        """Return the edits of the headings that it stands under."""
        found: set[int] = set()
        for passage in self._passages(side, at)[-1:]:
            around = self._units[side][passage.part, passage.unit].around
            units = [self._units[side][passage.part, eid] for eid in around if (passage.part, eid) in self._units[side]]
            heads = [head for unit in units for head in unit.passages if head.heading]
            found |= self._numbers(side, heads, numbers=numbers)
        return found

    def _numbers(self, side: int, passages: Iterable[Passage], *, numbers: bool = False) -> set[int]:
        """Return the edits of passages; of those that only gave another number, those alone or none."""
        touched = {number for passage in passages if (number := self._redline.edit_of[side].get(passage)) is not None}
        return {number for number in touched if (self._kinds[number] is EditKind.RENUMBERED) is numbers}
