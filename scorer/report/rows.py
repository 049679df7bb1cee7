"""Tidy rows, one for each answer, score or finding, and rows as CSV. Text cells cannot start a formula in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from scorer.model import Agreement, CriterionResult, Finding, Findings, Overall, PrincipleResult, Scorecard
from scorer.report import pages, schemes

Row = dict[str, object]

CRITERIA_COLUMNS = (
    "agreement", "short", "signed", "rubric", "rubric_version", "principle", "criterion", "question", "polarity", "scale", "role", "weight",
    "status", "outcome", "level", "points", "F", "S", "E", "Q", "loopholes", "provisions", *schemes.SCHEMES, "citation", "quote", "reason",
    "gain",
)  # fmt: skip
FINDINGS_COLUMNS = (
    "agreement", "provision", "part", "eid", "article", "paragraph", "citation", "heading", "page", "page_file", "quote", "spans",
    "strength", "bearer", "qualifiers", "enforceable", "enforceable_because", "confidence", "detectors", "review", "tags", *schemes.SCHEMES,
)  # fmt: skip
PRINCIPLE_COLUMNS = (
    "agreement", "short", "title", "signed", "kind", "text", "rubric", "rubric_version", "principle", "weight", "score", "low", "high",
    "coverage", "status", "reason", "label", "red_lines", "geometric", "protections_index", "harms_index", "silence_share",
)  # fmt: skip
AGREEMENT_COLUMNS = (
    "agreement", "short", "title", "parties", "signed", "in_force", "kind", "model", "language", "text", "text_reasons", "words", "files",
    "sha256", "published", "licence", "cite", "rubric", "rubric_version", "rubric_sha256", "provisions_sha256", "score", "low", "high",
    "coverage", "label", "status", "reason", "red_lines", "geometric", "protections_index", "harms_index", "silence_share",
)  # fmt: skip
CATALOGUE_COLUMNS = (
    "agreement", "aliases", "short", "title", "parties", "signed", "in_force", "ended", "recorded_status", "kind", "type", "language",
    "region", "wto", "tota", "held", "official", "published", "sha256", "licence", "cite", "holds", "note",
)  # fmt: skip
PASSAGE_COLUMNS = (
    "source", "agreement", "title", "signed", "part", "eid", "citation", "heading", "quote", "matched", "likeness", "provisions",
    "loopholes", "licence", "cite",
)  # fmt: skip
SURVEY_COLUMNS = (
    "source", "agreement", "short", "title", "signed", "period", "decade", "kind", "principle", "score", "low", "high", "coverage",
    "status", "reason", "cohort_size", "group_first", "group_last", "place_best", "place_worst", "percentile",
    "percentile_low", "percentile_high", "median", "residual", "robust_z", "outlier", "outlier_criteria", "note",
)  # fmt: skip
TREND_COLUMNS = ("principle", "period", "agreements", "median", "quartile_low", "quartile_high")
SHARE_COLUMNS = ("provision", "question", "period", "found", "assessed", "share", "share_low", "share_high")
ADOPTER_COLUMNS = (
    "provision", "turn", "source", "agreement", "short", "signed", "citation", "quote", "nearest_earlier", "likeness", "shared_parties",
    "note", "licence", "cite",
)  # fmt: skip
LOOPHOLE_COLUMNS = ("agreement", "provision", "citation", "loophole", "name", "loophole_citation", "loophole_quote")
OVERALL = "overall"  # what stands for a principle in the row of the whole
NUMBERS = frozenset((
    "weight", "level", "points", "F", "S", "E", "Q", "gain", "confidence", "likeness", "score", "low", "high", "coverage", "geometric",
    "protections_index", "harms_index", "silence_share", "percentile", "percentile_low", "percentile_high", "median", "residual",
    "robust_z", "quartile_low", "quartile_high", "share", "share_low", "share_high",
))  # fmt: skip
WHOLE = frozenset((
    "page", "words", "wto", "tota", "period", "decade", "cohort_size", "group_first", "group_last", "place_best", "place_worst",
    "agreements", "found", "assessed", "turn",
))  # fmt: skip
INDEXES = ("geometric", "protections_index", "harms_index", "silence_share")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def criterion_rows(cards: Iterable[Scorecard]) -> list[Row]:
    """Return one row per agreement and criterion, ``CRITERIA_COLUMNS``; ``quote`` and ``citation`` are of the deciding clause."""
    return [_criterion_row(card, result) for card in cards for result in card.criteria]


def finding_rows(findings: Findings) -> list[Row]:
    """Return one row per finding, ``FINDINGS_COLUMNS``; lists are joined by "; ", spans are "start-end"."""
    return [_finding_row(findings.agreement, finding) for finding in findings.findings]


def principle_rows(card: Scorecard) -> list[Row]:
    """Return one row per principle, ``PRINCIPLE_COLUMNS``, after that of the whole; scores are 0-100, ``low`` to ``high`` is the range.

    ``text`` says how much of the agreement was read; label, red lines and the indexes belong to the whole.
    """
    lines = "; ".join(line.id for line in card.red_lines)
    whole = {**_score(card, OVERALL, card.overall), "label": card.overall.label, "red_lines": lines}
    return [{**whole, **_indexes(card)}, *(_score(card, each.id, each) | {"weight": each.weight} for each in card.principles)]


def agreement_rows(cards: Iterable[Scorecard]) -> list[Row]:
    """Return one row per agreement, ``AGREEMENT_COLUMNS``: what was read, under which licence, and the whole score."""
    return [_agreement_row(card) for card in cards]


def loophole_rows(findings: Findings) -> list[Row]:
    """Return one row per loophole of a finding, ``LOOPHOLE_COLUMNS``."""
    return [
        {
            "agreement": findings.agreement.id,
            "provision": finding.provision,
            "citation": finding.at.citation,
            "loophole": limit.id,
            "name": limit.name,
            "loophole_citation": limit.at.citation,
            "loophole_quote": limit.at.quote,
        }
        for finding in findings.findings
        for limit in finding.qualifiers
    ]


def to_csv(rows: Iterable[Mapping[str, object]], columns: Sequence[str], *, header: bool = True) -> str:
    """Return rows as CSV; text cells that a spreadsheet would run are preceded by an apostrophe.

    >>> print(to_csv([{"quote": "=1+1", "page": 7}, {"quote": "shall", "page": None}], ("quote", "page")), end="")
    "quote","page"
    "'=1+1",7
    "shall",""
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    if header:
        writer.writerow(columns)
    writer.writerows([_cell(column, row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(column: str, value: object) -> object:
    """Return a value as a cell: numbers as numbers, nothing as empty, text that cannot start a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if column in WHOLE else _inert(value)
    if column in NUMBERS and isinstance(value, int | float):
        return float(value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if number or column in WHOLE else _inert(str(value))


def _inert(cell: str) -> str:
    """Put an apostrophe before a text that would start a formula, spaces before it or not."""
    if cell[:1].isalnum():  # as nearly all cells
        return cell
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) or cell.lstrip().startswith(_STARTS_FORMULA) else cell


def _score(card: Scorecard, name: str, result: Overall | PrincipleResult) -> Row:
    """Return what the rows of a principle and of the whole have in common."""
    agreement = card.agreement
    return {
        "agreement": agreement.id,
        "short": agreement.short,
        "title": agreement.title,
        "signed": agreement.signed,
        "kind": agreement.kind,
        "text": agreement.coverage.status.value,
        "rubric": card.rubric.id,
        "rubric_version": card.rubric.version,
        "principle": name,
        "score": result.score,
        "low": result.interval[0],
        "high": result.interval[1],
        "coverage": result.coverage,
        "status": result.status,
        "reason": result.reason,
    }


def _indexes(card: Scorecard) -> Row:
    return {key: getattr(card.overall, key) for key in INDEXES}


def _agreement_row(card: Scorecard) -> Row:
    """Return the row of one agreement."""
    agreement = card.agreement
    shared = {key: value for key, value in _score(card, OVERALL, card.overall).items() if key != "principle"}
    return {
        **shared,
        "parties": "; ".join(agreement.parties),
        "in_force": agreement.in_force,
        "model": agreement.model,
        "language": agreement.language,
        "text_reasons": "; ".join(agreement.coverage.reasons),
        "words": sum(len(part.text.split()) for part in agreement.parts),
        "files": "; ".join(part.file for part in agreement.parts),
        "sha256": "; ".join(part.sha256 for part in agreement.parts),
        "published": "; ".join(each.address for each in agreement.published),
        "licence": "; ".join(dict.fromkeys(each.licence for each in agreement.published)),
        "cite": "; ".join(dict.fromkeys(each.cite for each in agreement.published)),
        "rubric_sha256": card.rubric.sha256,
        "provisions_sha256": card.findings.provisions_sha256,
        "label": card.overall.label,
        "red_lines": "; ".join(line.id for line in card.red_lines),
        **_indexes(card),
    }


def _criterion_row(card: Scorecard, result: CriterionResult) -> Row:
    """Return the row of one answer."""
    parts = result.components
    deciding = card.findings.findings[result.findings[0]] if result.findings else None
    provisions = tuple(dict.fromkeys(card.findings.findings[i].provision for i in result.findings))
    return {
        "agreement": card.agreement.id,
        "short": card.agreement.short,
        "signed": card.agreement.signed,
        "rubric": card.rubric.id,
        "rubric_version": card.rubric.version,
        "principle": result.principle,
        "criterion": result.id,
        "question": result.question,
        "polarity": result.polarity,
        "scale": result.scale,
        "role": result.role,
        "weight": result.weight,
        "status": result.status.value,
        "outcome": result.outcome,
        "level": result.level,
        "points": result.points,
        "F": parts.F if parts else None,
        "S": parts.S if parts else None,
        "E": parts.E if parts else None,
        "Q": parts.Q if parts else None,
        "loopholes": "; ".join(dict.fromkeys(limit.id for limit in result.loopholes)),
        "provisions": "; ".join(provisions),
        **schemes.codes(provisions),
        "citation": deciding.at.citation if deciding else None,
        "quote": deciding.quote if deciding else None,
        "reason": result.reason,
        "gain": result.gain,
    }


def _finding_row(agreement: Agreement, finding: Finding) -> Row:
    """Return the row of one finding."""
    return {
        "agreement": agreement.id,
        "provision": finding.provision,
        "part": finding.at.part,
        "eid": finding.at.eid,
        "article": finding.citation.article,
        "paragraph": finding.citation.paragraph,
        "citation": finding.at.citation,
        "heading": " > ".join(finding.citation.headings),
        "page": pages.number(agreement, finding.at),
        "page_file": pages.file(agreement, finding.at),
        "quote": finding.quote,
        "spans": "; ".join(f"{span.start}-{span.end}" for span in finding.at.spans),
        "strength": finding.strength.value,
        "bearer": finding.bearer.value,
        "qualifiers": "; ".join(f"{limit.id} {limit.at.citation}" for limit in finding.qualifiers),
        "enforceable": finding.regime.value.value,
        "enforceable_because": "; ".join(at.citation for at in finding.regime.because),
        "confidence": finding.confidence,
        "detectors": "; ".join(finding.detectors),
        "review": "; ".join(finding.review),
        "tags": "; ".join(finding.tags),
        **schemes.codes((finding.provision,)),
    }
