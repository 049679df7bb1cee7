"""How changes are said. Points of the overall score have two decimals here, so that small edits can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scorer.model import Scorecard
from scorer.model.delta import Delta, Edit, EditKind, Fate, FindingChange, Op, Piece, Row
from scorer.report import words

RELATED = 0.5  # share of the old draft that is kept; below, two texts are hardly drafts of one agreement
NOTHING = 0.005  # points that print as none
KINDS = {
    EditKind.CHANGED: "changed",
    EditKind.INSERTED: "inserted",
    EditKind.DELETED: "deleted",
    EditKind.MOVED: "moved",
    EditKind.RENUMBERED: "renumbered",
}
SAME = "The two drafts say the same, word for word."
_SIDES = {"gained": "now found", "lost": "no longer found"}
_WHAT = {"scope": "what it covers", "wording": "how explicit it is"}


def points(number: float | None) -> str:
    """Return points with their sign.

    >>> points(0.666), points(-1.5), points(0.001), points(None)
    ('+0.67', '−1.50', '0', 'no score')
    """
    if number is None:
        return "no score"
    return "0" if abs(number) < NOTHING else f"{number:+.2f}".replace("-", "−")


def where(edit: Edit) -> str:
    """Return the citation of an edit; both where they differ."""
    places = [at.citation for at in (edit.old, edit.new) if at]
    return " → ".join(dict.fromkeys(places))


def score(card: Scorecard) -> str:
    """Return a draft's total with label and range, or say that there is none."""
    overall = card.overall
    if overall.score is None:
        return "no overall score"
    label = f", {overall.label}" if overall.label else ""
    return f"{words.score(overall.score)}{label} ({words.interval(overall.interval)})"


def result(delta: Delta) -> tuple[str, ...]:
    """Return the total change, what the drafts score, and how many edits there are, in sentences."""
    if delta.identical:
        return (SAME, f"Both score {score(delta.new)}.")
    moved = "The change has no total" if delta.total is None else f"The overall score changes by {points(delta.total)} points"
    if delta.total is not None and abs(delta.total) < NOTHING:
        moved = "The overall score does not change"
    said = [f"{moved}: old draft {score(delta.old)}, new draft {score(delta.new)}.", _surely(delta), _edits(delta)]
    kept, open_ = kept_share(delta), sum(len(part.brackets) for part in delta.new.agreement.parts)
    if open_ and not delta.brackets:
        said.append(f"The new draft has {words.count(open_, 'bracket')}; --brackets scores it with the words of each and without them.")
    if kept < RELATED:
        said.append(f"Only {words.whole(100 * kept)} per cent of the old draft was kept: for two agreements, 'scorer compare' says more.")
    return tuple(said)


def are_related(delta: Delta) -> bool:
    """Tell whether so much of the old draft was kept that the two are drafts of one agreement."""
    return kept_share(delta) >= RELATED


def kept_share(delta: Delta) -> float:
    """Return the share of the old draft's characters that the redline does not strike, 0-1."""
    whole = sum(len(part.text) for part in delta.old.agreement.parts)
    struck = sum(
        run.span.end - run.span.start
        for piece in delta.pieces
        for row in piece.rows
        if row.kind is not EditKind.MOVED
        for run in row.runs
        if run.op is Op.DEL
    )
    return max(1 - struck / whole, 0.0) if whole else 1.0


def _surely(delta: Delta) -> str:
    """Say whether the change is larger than the doubt about each draft."""
    low, high = sorted((delta.old.overall.interval, delta.new.overall.interval))
    if delta.total is None:
        return "Where a draft has no overall score, no points are given to edits; changes of findings and answers are shown all the same."
    if words.whole(low[1]) < words.whole(high[0]):
        return "The ranges of the two drafts do not meet."
    return "The ranges of the two drafts meet; most doubt concerns both drafts alike, so read the change clause by clause."


def _edits(delta: Delta) -> str:
    counted = Counter(edit.kind for edit in delta.edits)
    listed = words.joined([f"{words.small(counted[kind])} {KINDS[kind]}" for kind in EditKind if counted[kind]])
    scored = sum(is_scored(edit) for edit in delta.edits)
    found = sum(bool(edit.findings) and not is_scored(edit) for edit in delta.edits)
    idle = len(delta.edits) - scored - found
    counts = ((scored, "moves", "move", "the score"), (found, "changes", "change", "findings only"), (idle, "has", "have", "no effect"))
    effects = [f"{words.small(n)} {one if n == 1 else many} {what}" for n, one, many, what in counts if n]
    return words.sentence(f"{words.count(len(delta.edits), 'edit')}: {listed}; {words.joined(effects)}")


def is_scored(edit: Edit) -> bool:
    """Tell whether an edit moves the score by what prints as more than nothing."""
    return abs(edit.points or 0.0) >= NOTHING


def effects(changes: Sequence[FindingChange]) -> tuple[str, ...]:
    """Return changes of findings in words, those that only came or went in one line: "now found: env.forests, env.wetlands"."""
    alike: dict[str, dict[str, None]] = {}
    for change in changes:
        provision, _, said = finding(change).partition(": ")
        alike.setdefault(said, {})[provision] = None
    return tuple(
        line
        for said, provisions in alike.items()
        for line in ([f"{said}: {', '.join(provisions)}"] if said in _SIDES.values() else [f"{each}: {said}" for each in provisions])
    )


def finding(change: FindingChange) -> str:
    """Return a change of a finding in words: "labor.effective_enforcement: best endeavours → binding duty; without L01"."""
    old, new = change.old, change.new
    if old is None or new is None:
        return f"{change.provision}: {_SIDES[change.what[0]]}"
    said = []
    for what in change.what:
        if what == "strength":
            said.append(f"{words.STRENGTHS[old.strength]} → {words.STRENGTHS[new.strength]}")
        elif what == "enforceable":
            said.append(f"{words.REGIMES[old.regime.value]} → {words.REGIMES[new.regime.value]}")
        elif what.startswith("loophole "):
            number = what.removeprefix("loophole ")
            said.append(f"{'now with' if number in {q.id for q in new.qualifiers} else 'without'} {number}")
        else:
            said.append(_WHAT[what])
    return f"{change.provision}: {'; '.join(said)}"


def note(row: Row) -> str:
    """Return what was done to a passage, in words; nothing where it stayed."""
    if row.kind is None:
        return f"number was {row.was}" if row.was else ""
    said = KINDS[row.kind]
    if row.other:
        left = all(run.op.value == "del" for run in row.runs)
        said = f"moved to {row.other}" if left else f"moved from {row.other}" + (", and changed" if row.kind is EditKind.CHANGED else "")
    elif row.kind is EditKind.RENUMBERED and row.was:
        said = f"renumbered, was {row.was}"
    elif row.was:
        said += f"; number was {row.was}"
    return said


def fate(piece: Piece) -> str:
    """Return what became of an article, in words; nothing where it stayed."""
    said = {
        Fate.SAME: "",
        Fate.CHANGED: "changed",
        Fate.INSERTED: "inserted",
        Fate.DELETED: "deleted",
        Fate.SPLIT_OFF: f"split off from {piece.other}",
        Fate.MERGED: f"merged into {piece.other}",
    }[piece.fate]
    parts = [said, "moved" if piece.moved else "", f"was {piece.old}" if piece.renumbered and piece.old else ""]
    return ", ".join(part for part in parts if part)


def edited(edits: Sequence[Edit]) -> str:
    """Return numbers of edits: "edits 3 and 5"."""
    numbers = [str(edit.number) for edit in edits]
    return f"{'edit' if len(numbers) == 1 else 'edits'} {words.joined(numbers)}"
