"""What a comparison with expert coding yields: figures for each code, half and kind of row, and the disagreements one may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scorer.evaluate import metrics
from scorer.evaluate.crosswalk import CodeEntry, CrosswalkFile, GradedEntry, deciding, grade
from scorer.evaluate.folds import frozen
from scorer.evaluate.gold import Gold, Labelled
from scorer.evaluate.metrics import Counts
from scorer.evaluate.run import Seen, key

HALVES = ("open", "frozen", "all")


@dataclass(frozen=True, slots=True)
class Slice:
    """Which agreements a figure is about: a half of the families, with or without rows whose labels exceed the text."""

    half: str
    with_exceeding: bool

    def holds(self, agreement: Labelled) -> bool:
        """Tell whether an agreement is in it."""
        half = "frozen" if frozen(agreement.cluster) else "open"
        return self.half in ("all", half) and (self.with_exceeding or not agreement.exceeds)


SLICES = tuple(Slice(half, with_exceeding) for with_exceeding in (False, True) for half in HALVES)


@dataclass(frozen=True, slots=True)
class CodeScore:
    """Agreement on one yes/no code: by the provisions, with the 95 % interval of F1, and by keywords (None where none are listed)."""

    scheme: str
    code: str
    label: str
    counts: Counts
    interval: tuple[float, float] | None
    keywords: Counts | None


@dataclass(frozen=True, slots=True)
class GradeScore:
    """Agreement on one graded code."""

    scheme: str
    code: str
    label: str
    n: int
    spearman: float | None
    quadratic_kappa: float | None


@dataclass(frozen=True, slots=True)
class Sums:
    """Means over the codes of one scheme.

    ``macro`` and ``micro`` are F1 over codes with at least ``LEAST_POSITIVES`` positives among all agreements, ``every`` is the mean
    over all codes that occur, ``keywords`` the same for keywords. ``spearman`` compares the number of codes found in each agreement.
    """

    scheme: str
    codes: int
    common: int
    macro: float | None
    micro: float | None
    every: float | None
    keywords: float | None
    spearman: float | None


@dataclass(frozen=True, slots=True)
class Table:
    """All figures of one slice."""

    slice: Slice
    agreements: int
    codes: tuple[CodeScore, ...]
    grades: tuple[GradeScore, ...]
    sums: tuple[Sums, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One agreement of the open half on which the codings differ; ``citation`` and ``quote`` show what was found, if anything."""

    scheme: str
    code: str
    agreement: str
    title: str
    exceeds: bool
    expert: str
    ours: str
    citation: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole comparison. ``left_out`` names agreements whose text is not in English, ``faults`` texts that could not be searched."""

    tables: tuple[Table, ...]
    disagreements: tuple[Disagreement, ...]
    left_out: tuple[str, ...]
    faults: Mapping[str, str]

    def table(self, half: str, *, with_exceeding: bool = False) -> Table:
        """Return the figures of one slice."""
        return next(table for table in self.tables if table.slice == Slice(half, with_exceeding))

    def headline(self, scheme: str, *, common: bool) -> float | None:
        """Return the figure held against a floor: mean F1 over both halves, without rows whose labels exceed the text.

        ``common`` takes only the codes with enough positives.
        """
        return next((sums.macro if common else sums.every for sums in self.table("all").sums if sums.scheme == scheme), None)


def graded_rows(gold: Gold, crosswalk: CrosswalkFile, code: GradedEntry, rows: Sequence[Labelled]) -> list[tuple[Labelled, int]]:
    """Return the agreements that were coded, with the experts' grade."""
    values = [(row, gold.value(crosswalk.gold, row.id, code.field or code.code)) for row in rows]
    return [(row, int(value)) for row, value in values if value is not None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold labels, what was found, and the crosswalks between them."""

    gold: Gold
    seen: Mapping[str, Seen]
    crosswalks: Sequence[CrosswalkFile]
    learned: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # code → agreement → grade predicted out of its family

    def table(self, part: Slice) -> Table:
        """Return the figures of one slice."""
        rows = [each for each in self.gold.agreements if each.id in self.seen and part.holds(each)]
        codes = tuple(self._code(crosswalk, code, rows) for crosswalk, code in self.codes())
        grades = tuple(self._grade(crosswalk, code, rows) for crosswalk in self.crosswalks for code in crosswalk.graded)
        sums = tuple(self._sums(crosswalk, codes, rows) for crosswalk in self.crosswalks if crosswalk.codes)
        return Table(part, len(rows), codes, grades, sums)

    def codes(self) -> Iterator[tuple[CrosswalkFile, CodeEntry]]:
        """Yield every yes/no code with its scheme."""
        return ((crosswalk, code) for crosswalk in self.crosswalks for code in crosswalk.codes)

    def expert(self, crosswalk: CrosswalkFile, code: CodeEntry, agreement: Labelled) -> bool | None:
        """Return whether the experts found it, None where they did not code this agreement."""
        value = self.gold.value(crosswalk.gold, agreement.id, code.field or code.code)
        if value is None and code.absent_when_empty and agreement.id in self.gold.labels.get(crosswalk.gold, {}):
            return False
        return None if value is None else value in code.values

    def ours(self, code: CodeEntry, agreement: Labelled) -> bool:
        """Tell whether the provisions of the code were found."""
        return deciding(code.when, self.seen[agreement.id].sightings) is not None

    def _code(self, crosswalk: CrosswalkFile, code: CodeEntry, rows: Sequence[Labelled]) -> CodeScore:
        coded = [(row, expert) for row in rows if (expert := self.expert(crosswalk, code, row)) is not None]
        gold = [expert for _, expert in coded]
        found = [self.ours(code, row) for row, _ in coded]
        name = key(crosswalk, code)
        words = metrics.count(gold, [name in self.seen[row.id].keywords for row, _ in coded]) if code.keywords else None
        interval = metrics.f1_interval(gold, found, [row.cluster for row, _ in coded]) if coded else None
        return CodeScore(crosswalk.gold, code.code, code.label, metrics.count(gold, found), interval, words)

    def _grade(self, crosswalk: CrosswalkFile, code: GradedEntry, rows: Sequence[Labelled]) -> GradeScore:
        coded = graded_rows(self.gold, crosswalk, code, rows)
        gold = [value for _, value in coded]
        learned = self.learned.get(code.code, {})
        found = [learned[row.id] if code.features else grade(code, self.seen[row.id].sightings)[0] for row, _ in coded]
        top = max([*gold, *found, code.top, *(each.value for each in code.grades)], default=0) + 1
        return GradeScore(
            scheme=crosswalk.gold,
            code=code.code,
            label=code.label,
            n=len(coded),
            spearman=metrics.spearman(gold, found),
            quadratic_kappa=metrics.quadratic_kappa(gold, found, grades=top),
        )

    def _sums(self, crosswalk: CrosswalkFile, codes: Sequence[CodeScore], rows: Sequence[Labelled]) -> Sums:
        ours = [score for score in codes if score.scheme == crosswalk.gold and score.counts.n]
        occurring = [score for score in ours if score.counts.positives]
        common_codes = self._common(crosswalk)
        common = [score for score in occurring if score.code in common_codes]
        return Sums(
            scheme=crosswalk.gold,
            codes=len(occurring),
            common=len(common),
            macro=metrics.mean(score.counts.f1 for score in common),
            micro=metrics.pooled(score.counts for score in common).f1,
            every=metrics.mean(score.counts.f1 for score in occurring),
            keywords=metrics.mean(score.keywords.f1 for score in occurring if score.keywords),
            spearman=self._totals(crosswalk, rows),
        )

    def _common(self, crosswalk: CrosswalkFile) -> frozenset[str]:
        """Return the codes with enough positives among all agreements, whatever the slice."""
        rows = [each for each in self.gold.agreements if each.id in self.seen]
        positives = {code.code: sum(bool(self.expert(crosswalk, code, row)) for row in rows) for code in crosswalk.codes}
        return frozenset(code for code, n in positives.items() if n >= metrics.LEAST_POSITIVES)

    def _totals(self, crosswalk: CrosswalkFile, rows: Sequence[Labelled]) -> float | None:
        """Correlate the number of codes found in an agreement with the number that the experts found."""
        coded = [row for row in rows if row.id in self.gold.labels.get(crosswalk.gold, {})]
        theirs = [sum(bool(self.expert(crosswalk, code, row)) for code in crosswalk.codes) for row in coded]
        return metrics.spearman(theirs, [sum(self.ours(code, row) for code in crosswalk.codes) for row in coded])

    def disagreements(self, allowed: Callable[[Labelled], bool]) -> Iterator[Disagreement]:
        """Yield where the codings differ, by code, for the agreements that may be read."""
        rows = [each for each in self.gold.agreements if each.id in self.seen and allowed(each)]
        for crosswalk, code in self.codes():
            for row in rows:
                expert = self.expert(crosswalk, code, row)
                found = deciding(code.when, self.seen[row.id].sightings)
                if expert is None or expert == (found is not None):
                    continue
                shown = found[0] if found else None
                yield Disagreement(
                    scheme=crosswalk.gold,
                    code=code.code,
                    agreement=row.id,
                    title=row.title,
                    exceeds=row.exceeds,
                    expert="yes" if expert else "no",
                    ours="no" if found is None else "yes",
                    citation=shown.citation if shown else None,
                    quote=shown.quote if shown else None,
                )
