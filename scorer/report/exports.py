"""Scorecards and findings → tables for other programs: CSV, XLSX, Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scorer.model import Findings, Scorecard
from scorer.report import rows
from scorer.report.rows import Row

FORMS = ("csv", "xlsx", "parquet")


def of_cards(cards: Sequence[Scorecard], form: str, *, date: str, only: str | None = None) -> str | bytes:
    """Return scorecards as a table of answers (CSV, Parquet) or as a workbook of every table; ``only`` names the one principle kept.

    Raises:
        ReportError: The package that writes the format is not installed.
    """
    kept = [_kept(card, only) for card in cards]
    if form == "xlsx":
        found = [_deciding(card) if only else card.findings for card in kept]
        return _workbook(_tables(kept, found), f"Scorecards: {', '.join(card.agreement.short for card in kept)}", date)
    if form == "parquet":
        about = {"rubric": "; ".join(dict.fromkeys(f"{card.rubric.id} {card.rubric.version} {card.rubric.sha256}" for card in kept))}
        return _parquet("criteria", rows.criterion_rows(kept), about | _sources([card.findings for card in kept]))
    return rows.to_csv(rows.criterion_rows(kept), rows.CRITERIA_COLUMNS)


def of_findings(found: Findings, form: str, *, date: str) -> str | bytes:
    """Return findings as a table (CSV, Parquet) or as a workbook with their loopholes.

    Raises:
        ReportError: The package that writes the format is not installed.
    """
    if form == "xlsx":
        tables = {"findings": rows.finding_rows(found), "loopholes": rows.loophole_rows(found)}
        return _workbook(tables, f"Findings: {found.agreement.short}", date)
    if form == "parquet":
        return _parquet("findings", rows.finding_rows(found), _sources([found]))
    return rows.to_csv(rows.finding_rows(found), rows.FINDINGS_COLUMNS)


def of_tables(tables: Mapping[str, Sequence[Row]], form: str, *, title: str, date: str, about: Mapping[str, str]) -> bytes:
    """Return tables of the dictionary, by name, as a workbook; or the only one as Parquet, with what is said ``about`` it.

    Raises:
        ReportError: The package that writes the format is not installed.
    """
    if form == "xlsx":
        return _workbook(tables, title, date)
    ((name, found),) = tables.items()
    return _parquet(name, found, about)


def _kept(card: Scorecard, only: str | None) -> Scorecard:
    """Return a card with the answers of one principle, or all of them."""
    if only is None:
        return card
    principles = tuple(principle for principle in card.principles if principle.id == only)
    return replace(card, principles=principles, criteria=tuple(result for result in card.criteria if result.principle == only))


def _deciding(card: Scorecard) -> Findings:
    """Return only the findings that the answers of a card rest on."""
    used = {i for result in card.criteria for i in result.findings}
    return replace(card.findings, findings=tuple(finding for i, finding in enumerate(card.findings.findings) if i in used))


def _tables(cards: Sequence[Scorecard], found: Sequence[Findings]) -> dict[str, list[Row]]:
    return {
        "agreements": rows.agreement_rows(cards),
        "principles": [row for card in cards for row in rows.principle_rows(card)],
        "criteria": rows.criterion_rows(cards),
        "findings": [row for each in found for row in rows.finding_rows(each)],
        "loopholes": [row for each in found for row in rows.loophole_rows(each)],
    }


def _sources(found: Sequence[Findings]) -> dict[str, str]:
    """Return what a table cannot say in its rows: hashes of what was read and searched for, and licences."""
    parts = [part for each in found for part in each.agreement.parts]
    about = {
        "provisions_sha256": "; ".join(dict.fromkeys(each.provisions_sha256 for each in found)),
        "sources": "; ".join(f"{part.file} {part.sha256}" for part in parts),
        "licences": "; ".join(dict.fromkeys(f"{of.licence}: {of.cite}" for each in found for of in each.agreement.published)),
    }
    return {key: value for key, value in about.items() if value}


def _workbook(tables: Mapping[str, Sequence[Row]], title: str, date: str) -> bytes:
    from scorer.report import workbook  # what writes a format is loaded where the format is asked for

    return workbook.to_xlsx(tables, title=title, day=date)


def _parquet(name: str, found: Sequence[Row], about: Mapping[str, str]) -> bytes:
    from scorer.report import parquet

    return parquet.to_parquet(name, found, about)
