"""Survey → one page: how scores moved, how provisions spread, what order is settled, what stands out, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from scorer import __version__
from scorer.model.survey import OVERALL, Adopter, Cohort, Diffusion, Member, Survey
from scorer.report import method, words
from scorer.report.build import TEXT_NOT_EFFECT
from scorer.report.corpus import pictures, wording
from scorer.report.corpus.headlines import headlines
from scorer.report.corpus.views import Clause, CorpusPage, Ranking, Spread
from scorer.report.pictures.shapes import Grid
from scorer.report.views import Link, Places

FIRST = 6  # clauses quoted as the earliest, where files with a note come first
FOLLOWING = 4  # adopters after the first that are named before the table of all
Row = tuple[Link, tuple[str | Places, ...]]


def page(survey: Survey, *, date: str, command: str) -> CorpusPage:
    """Return the page on many agreements."""
    return _Builder(survey).page(date, command)


class _Builder:
    """Builds the parts of one page."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._members: Mapping[str, Member] = {member.source: member for member in survey.members}
        self._names = wording.names(survey)
        self._titles = {scale.id: scale.title for scale in survey.scales}

    def page(self, date: str, command: str) -> CorpusPage:
        survey = self._survey
        return CorpusPage(
            kind="corpus",
            lang="en",
            title=f"{words.capital(words.count(len(survey.members), 'trade agreement'))} side by side",
            lede="Scores over time, how provisions spread, and what order among agreements of one kind and decade is settled",
            date=words.day(date),
            rubric=f"{survey.rubric.title} {survey.rubric.version}",
            scope=None,
            contents=_contents(survey),
            result=tuple(self._result()),
            pictures=pictures.trend(survey),
            diffusion=pictures.diffusion(survey),
            spreads=tuple(self._spread(each) for each in survey.diffusions),
            rankings=tuple(self._ranking(each) for each in _known_kinds_first(survey)),
            percentiles=tuple(self._percentiles(scale.id) for scale in survey.scales),
            outliers=self._outliers(),
            outliers_told=_outliers_told(survey),
            unscored=tuple(self._unscored()),
            unscored_told=_unscored_told(survey),
            read=self._read(),
            limits=_limits(survey),
            method=_method(survey, date),
            command=command,
        )

    def _result(self) -> list[str]:
        survey = self._survey
        signed = [member.signed for member in survey.members if member.signed]
        scored = sum(member.scores[OVERALL].score is not None for member in survey.members)
        told = [f"{words.capital(words.count(len(survey.members), 'agreement'))} could be scored, {scored} of them overall."]
        if signed:
            told.append(f"They were signed between {min(signed)[:4]} and {max(signed)[:4]}.")
        told += headlines(survey)
        if survey.undated:
            told.append(f"{words.capital(words.count(len(survey.undated), 'agreement'))} without a date of signature: in no period.")
        if survey.left_out:
            told.append(f"{words.capital(words.count(len(survey.left_out), 'text'))} left out of every figure, each named below.")
        return told

    # --- how provisions spread ------------------------------------------------------------------------------------------------------------

    def _spread(self, each: Diffusion) -> Spread:
        first = self._first(each)
        later = each.adopters[len(first) :]
        told = f"{words.capital(words.count(len(each.adopters), 'agreement'))} of those read have it."
        if each.not_assessed:
            told += f" Whether {words.small(each.not_assessed)} more have it could not be assessed."
        rows = tuple((Link(self._names[a.source], None), (self._signed(a), a.citation, self._near(a))) for a in each.adopters)
        heads = ("Agreement", "Signed", "Clause", "Nearest wording in an agreement signed earlier")
        return Spread(
            anchor=pictures.anchor(each),
            question=each.question,
            provision=each.provision,
            told=told,
            first=tuple(self._clause(a, after_noted=self._members[first[0].source].note is not None) for a in first),
            following=tuple((f"{a.citation} ({self._signed(a)})", self._near(a)) for a in later[:FOLLOWING]),
            table=Grid(f"All with {pictures.title(each).text}", heads, rows) if rows else None,
        )

    def _first(self, each: Diffusion) -> list[Adopter]:
        """Return the earliest by date of signature, on to the first whose file has no note: a file may hold a later text."""
        sure = next((a for a in each.adopters if self._members[a.source].note is None), None)
        last = self._members[(sure or each.adopters[-1]).source].signed or "" if each.adopters else ""
        return [a for a in each.adopters if (self._members[a.source].signed or "") <= last][:FIRST]

    def _clause(self, adopter: Adopter, *, after_noted: bool) -> Clause:
        member = self._members[adopter.source]
        lead = (
            "Earliest date here, but mind the file:" if member.note else "First whose file has no note:" if after_noted else "First here:"
        )
        return Clause(lead, self._names[adopter.source], wording.signed(member), adopter.citation, adopter.quote, member.note)

    def _signed(self, adopter: Adopter) -> str:
        return wording.signed(self._members[adopter.source])

    def _near(self, adopter: Adopter) -> str:
        near = adopter.nearest
        if near is None:
            return "none signed earlier has it"
        shared = f"; {words.joined(near.shared)} in both" if near.shared else "; no party in both"
        return f"{self._names[near.source]}, likeness {near.likeness:.2f}{shared}"

    # --- kind and decade ------------------------------------------------------------------------------------------------------------------

    def _ranking(self, cohort: Cohort) -> Ranking:
        key = f"k-{self._survey.cohorts.index(cohort)}"
        peers = [each for each in self._survey.cohorts if (each.kind, each.decade) == (cohort.kind, cohort.decade)]
        by_source = {each.scale: {ranked.source: wording.cell(ranked, len(each.ranked)) for ranked in each.ranked} for each in peers}
        rows: tuple[Row, ...] = tuple(
            (Link(self._names[ranked.source], None), tuple(cells.get(ranked.source, "not scored") for cells in by_source.values()))
            for ranked in cohort.ranked
        )
        heads = ("Agreement", *(self._titles[scale] for scale in by_source))
        heading = wording.cohort(cohort)
        last = max(ranked.groups[1] for ranked in cohort.ranked)
        told = f"{words.capital(words.count(len(cohort.ranked), 'agreement'))} in {words.count(last, 'group')}."
        table = Grid(f"{heading}: scores, places and groups on every scale", heads, rows)
        return Ranking(key, heading, told, pictures.ranking(cohort, self._names, f"{key}-scores"), table)

    def _percentiles(self, scale: str) -> Grid:
        cohorts = [each for each in self._survey.cohorts if each.scale == scale]
        per_cents = tuple(cohorts[0].quantiles) if cohorts else ()
        heads = ("Kind and decade", "Agreements", *(f"{each} per cent are below" if each != 50 else "Median" for each in per_cents))
        rows: tuple[Row, ...] = tuple(
            (Link(wording.cohort(each), None), (str(len(each.ranked)), *(str(words.whole(value)) for value in each.quantiles.values())))
            for each in cohorts
        )
        return Grid(f"Percentiles of {self._titles[scale]}", heads, rows)

    def _outliers(self) -> Grid | None:
        rows: list[Row] = []
        for each in self._survey.outliers:
            note = self._members[each.source].note
            causes = "; ".join(f"{self._survey.questions[name]} ({points:+.1f})" for name, points in each.criteria)
            cells = (
                f"{wording.kind(each.kind)}, {wording.decade(each.decade)}",
                self._titles[each.scale],
                f"{words.whole(each.ranked.score)} (range {wording.span(each.ranked.low, each.ranked.high)})",
                f"{words.whole(each.median)}, {'outside' if each.beyond else 'inside'} the range",
                f"{each.ranked.z:+.1f}" if each.ranked.z is not None else "",
                causes or "none alone",
                note or "",
            )
            rows.append((Link(self._names[each.source], None), cells))
        heads = (
            "Agreement",
            "Kind and decade",
            "Score",
            "Value",
            "Median",
            "Robust z",
            "Questions behind it, in points",
            "To know of the file",
        )
        return Grid("Scores far from those of the same kind and decade", heads, tuple(rows)) if rows else None

    # --- what is missing, what was read ---------------------------------------------------------------------------------------------------

    def _unscored(self) -> list[Grid]:
        survey = self._survey
        grids = []
        if survey.left_out:
            rows: tuple[Row, ...] = tuple(
                (Link(each.title, None), (each.source, words.capital(wording.LEFT_OUT[each.why]), each.reason)) for each in survey.left_out
            )
            grids.append(Grid("Left out of every figure", ("Text", "Source", "Why", "Reason"), rows))
        if survey.undated:
            rows = tuple((Link(self._names[m.source], None), (m.source, wording.scored(m.scores[OVERALL]))) for m in survey.undated)
            grids.append(Grid("Without a date of signature", ("Agreement", "Source", "Overall score"), rows))
        if survey.gaps:
            rows = tuple(
                (
                    Link(self._titles[gap.scale], None),
                    (words.plain(gap.reason), str(len(gap.sources)), "; ".join(self._names[s] for s in gap.sources)),
                )
                for gap in survey.gaps
            )
            grids.append(Grid("Without a score on a scale", ("Score", "Reason", "Agreements", "Which"), rows))
        return grids

    def _read(self) -> Grid:
        rows: list[Row] = []
        for each in self._survey.members:
            reasons = f" ({words.joined([words.plain(reason) for reason in each.text_reasons])})" if each.text_reasons else ""
            coverage = f"{words.whole(100 * each.scores[OVERALL].coverage)} per cent"
            files = "; ".join(f"{file}, SHA-256 {digest}" for file, digest in each.files)
            text = f"{words.plain(each.text)}{reasons}"
            rows.append(
                (
                    Link(self._names[each.source], None),
                    (wording.signed(each), wording.kind(each.kind), text, coverage, files, each.note or ""),
                )
            )
        heads = ("Agreement", "Signed", "Kind", "Text at hand", "Weight answered", "Files", "To know of the file")
        return Grid("Agreements, what was read of each, and their files", heads, tuple(rows))


def _known_kinds_first(survey: Survey) -> list[Cohort]:
    """Return cohorts on the whole scale: recorded kinds before none, of these the kind with most agreements, of each the latest decade."""
    cohorts = [each for each in survey.cohorts if each.scale == OVERALL]
    sizes = Counter({each.kind: 0 for each in cohorts})
    for each in cohorts:
        sizes[each.kind] += len(each.ranked)
    return sorted(cohorts, key=lambda each: (not each.kind, -sizes[each.kind], each.kind or "", -each.decade))


def _contents(survey: Survey) -> tuple[Link, ...]:
    entries = [
        ("Over time", "trend", bool(survey.trends)),
        ("How provisions spread", "spread", bool(survey.diffusions)),
        ("Ranking", "ranking", bool(survey.cohorts)),
        ("Percentiles", "percentiles", bool(survey.cohorts)),
        ("Outliers", "outliers", True),
        ("Not scored", "unscored", True),
        ("Cautions", "limits", True),
        ("What was read", "read", True),
        ("Method", "method", True),
    ]
    return tuple(Link(text, anchor) for text, anchor, there in entries if there)


def _outliers_told(survey: Survey) -> str:
    if not survey.outliers:
        return "No score lies far from the median of its kind and decade, or too few agreements are at hand to tell."
    return f"{words.capital(words.count(len(survey.outliers), 'score'))} far from the median of kind and decade."


def _unscored_told(survey: Survey) -> str:
    if not (survey.left_out or survey.undated or survey.gaps):
        return "Every text was scored on every scale, and every agreement has a date."
    return "What is missing from the figures above, and why. Not assessed is not zero, and not read is not absent."


def _limits(survey: Survey) -> tuple[str, ...]:
    """Return what the figures do not say."""
    noted = sum(member.note is not None for member in survey.members)
    limits = [
        f"{TEXT_NOT_EFFECT} It says nothing about jobs, wages, emissions or trade, nor about whether a Party obeys the text.",
        "First means first among the agreements read here. A text may have been amended after the date of signature; where the catalogue "
        "has a note on the file, it is told beside the agreement" + (f" ({noted} here)." if noted else "."),
        "Likeness of words is no proof that one text was copied from the other: both may follow a third.",
        "A trend is about the agreements at hand, not about all that were signed; which parties sign with whom changes over time.",
        "Kinds are as the catalogue or the file records them. Where a kind is not recorded, unlike agreements stand together.",
        "Answers were produced by rules from the words of the text; no person has checked them unless a folder holds reviews.",
        "Side agreements, annexes and letters count only where they were in the texts that were read.",
    ]
    return tuple(limits)


def _method(survey: Survey, date: str) -> tuple[tuple[str, str], ...]:
    licences = dict.fromkeys(f"{each.title}, {each.licence}. Cite: {each.cite}" for m in survey.members for each in m.published)
    return (
        ("Date of this report", date),
        ("Tool", f"scorer {__version__}"),
        ("Rubric", f"{survey.rubric.id} {survey.rubric.version}, SHA-256 {survey.rubric.sha256}"),
        ("Provisions searched for", f"SHA-256 {survey.provisions_sha256}"),
        ("Order is settled from", f"{survey.settled:g} of the joint draws"),
        *(("Collection and licence", licence) for licence in licences),
        *((words.plain(name), value) for name, value in method.flat(method.shown(survey.manifest))),
    )
