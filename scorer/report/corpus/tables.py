"""Survey → tidy tables: scores with their places, scores over time, shares of provisions over time, who has each provision."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.model.survey import Member, Survey
from scorer.report import exports
from scorer.report.corpus.rows import figure, survey_rows
from scorer.report.rows import ADOPTER_COLUMNS, SHARE_COLUMNS, SURVEY_COLUMNS, TREND_COLUMNS, Row, to_csv

COLUMNS = {"survey": SURVEY_COLUMNS, "trends": TREND_COLUMNS, "shares": SHARE_COLUMNS, "adopters": ADOPTER_COLUMNS}


def table(survey: Survey, form: str, name: str, *, date: str) -> str | bytes:
    """Return one of the tables as CSV or Parquet, or all of them as a workbook.

    Raises:
        ReportError: The package that writes the format is not installed.
    """
    about = {
        "rubric": f"{survey.rubric.id} {survey.rubric.version} {survey.rubric.sha256}",
        "provisions_sha256": survey.provisions_sha256,
        "sources": "; ".join(f"{file} {digest}" for member in survey.members for file, digest in member.files),
        "licences": "; ".join(dict.fromkeys(f"{of.licence}: {of.cite}" for member in survey.members for of in member.published)),
    }
    made = {"survey": survey_rows, "trends": _trends, "shares": _shares, "adopters": _adopters}
    if form == "csv":
        return to_csv(made[name](survey), COLUMNS[name])
    wanted = {name: list(made[name](survey))} if form == "parquet" else {each: list(make(survey)) for each, make in made.items()}
    return exports.of_tables(wanted, form, title=f"{len(survey.members)} trade agreements", date=date, about=about)


def _trends(survey: Survey) -> Iterator[Row]:
    for each in survey.trends:
        for period in each.periods:
            yield {
                "principle": each.scale,
                "period": period.start,
                "agreements": period.count,
                "median": figure(period.median),
                "quartile_low": figure(period.low),
                "quartile_high": figure(period.high),
            }


def _shares(survey: Survey) -> Iterator[Row]:
    for each in survey.diffusions:
        for share in each.shares:
            yield {
                "provision": each.provision,
                "question": each.question,
                "period": share.start,
                "found": share.found,
                "assessed": share.assessed,
                "share": figure(share.share),
                "share_low": figure(share.low),
                "share_high": figure(share.high),
            }


def _adopters(survey: Survey) -> Iterator[Row]:
    members = {member.source: member for member in survey.members}
    for each in survey.diffusions:
        for turn, adopter in enumerate(each.adopters, 1):
            near = adopter.nearest
            yield {
                "provision": each.provision,
                "turn": turn,
                **_named(members[adopter.source]),
                "citation": adopter.citation,
                "quote": adopter.quote,
                "nearest_earlier": near.source if near else None,
                "likeness": figure(near.likeness) if near else None,
                "shared_parties": "; ".join(near.shared) if near else None,
            }


def _named(member: Member) -> Row:
    return {
        "source": member.source,
        "agreement": member.id,
        "short": member.short,
        "signed": member.signed,
        "note": member.note,
        "licence": "; ".join(dict.fromkeys(each.licence for each in member.published)),
        "cite": "; ".join(dict.fromkeys(each.cite for each in member.published)),
    }
