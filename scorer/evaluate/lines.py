"""An evaluation as lines of a plain table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scorer.evaluate.metrics import LEAST_POSITIVES
from scorer.evaluate.results import CodeScore, Evaluation, GradeScore, Sums, Table

CODE, LABEL = 14, 42  # widths of the first columns
_COUNTS = "".join(f"{name:>5}" for name in ("n", "pos", "tp", "fp", "fn"))
_RATIOS = "".join(f"{name:>7}" for name in ("prec.", "recall", "F1"))
_HEAD = f"{'code':{CODE}} {'':{LABEL}}{_COUNTS}{_RATIOS} {'95 %':>11}{'kappa':>7}{'keyw.':>7}"


def as_lines(evaluation: Evaluation, *, by: str = "provision") -> tuple[str, ...]:
    """Return the figures by code for each half, or the differences by agreement for the half that may be read."""
    if by == "agreement":
        return tuple(_by_agreement(evaluation))
    return tuple(line for table in evaluation.tables for line in _table(table))


def _table(table: Table) -> Iterator[str]:
    half = "both halves" if table.slice.half == "all" else f"{table.slice.half} half"
    rows = "all rows" if table.slice.with_exceeding else "rows whose labels do not exceed the text"
    yield f"{half}, {rows}: {table.agreements} agreements"
    yield _HEAD
    yield from (_code(score) for score in table.codes if score.counts.n)
    yield from (_grade(score) for score in table.grades if score.n)
    for sums in table.sums:
        yield from _sums(sums)
    yield ""


def _code(score: CodeScore) -> str:
    counts = score.counts
    numbers = "".join(f"{n:5}" for n in (counts.n, counts.positives, counts.tp, counts.fp, counts.fn))
    ratios = "".join(map(_shown, (counts.precision, counts.recall, counts.f1)))
    interval = "–".join(f"{end:.2f}" for end in score.interval) if score.interval else ""
    keywords = score.keywords.f1 if score.keywords else None
    return f"{_named(score.code, score.label)}{numbers}{ratios} {interval:>11}{_shown(counts.kappa)}{_shown(keywords)}"


def _grade(score: GradeScore) -> str:
    figures = f"Spearman{_shown(score.spearman)}, quadratic kappa{_shown(score.quadratic_kappa)}"
    return f"{_named(score.code, score.label)}{score.n:5}  {figures}"


def _sums(sums: Sums) -> Iterator[str]:
    yield f"{sums.scheme}: mean F1{_shown(sums.every)} over {sums.codes} codes (keywords{_shown(sums.keywords)})"
    yield f"  {sums.common} codes with {LEAST_POSITIVES} positives or more: macro{_shown(sums.macro)}, micro{_shown(sums.micro)}"
    yield f"  number of codes found in each agreement: Spearman{_shown(sums.spearman)}"


def _named(code: str, label: str) -> str:
    return f"{code[:CODE]:{CODE}} {label[:LABEL]:{LABEL}}"


def _shown(value: float | None) -> str:
    return f"{'–':>7}" if value is None else f"{value:7.2f}"


def _by_agreement(evaluation: Evaluation) -> Iterator[str]:
    """Yield each agreement of the open half on which the codings differ, most differences first, and its differences."""
    yield "open half; + found by us alone, - found by the experts alone"
    counts = Counter(each.agreement for each in evaluation.disagreements)
    for agreement, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        here = [each for each in evaluation.disagreements if each.agreement == agreement]
        note = " (labels exceed the text)" if here[0].exceeds else ""
        yield f"{agreement} {here[0].title}{note}: {n} differences"
        for each in here:
            sign = "+" if each.ours == "yes" else "-"
            yield f"  {sign} {each.scheme} {each.code} {each.citation or ''}".rstrip()
