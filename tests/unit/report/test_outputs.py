"""JSON, tables and terminal text."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from scorer.errors import ReportError
from scorer.model import CoverageStatus, Publication
from scorer.report import outputs
from scorer.report.jsonout import comparison_json, findings_json, scorecard_json, structure_json
from scorer.report.render import write_scorecard
from scorer.report.rows import CRITERIA_COLUMNS, FINDINGS_COLUMNS, criterion_rows, to_csv
from scorer.report.tables import criteria_frame, findings_frame
from scorer.report.text import in_colour, summary_lines
from tests import factories as make


def test_findings_json_has_the_keys_of_the_contract() -> None:
    body = json.loads(findings_json(make.some_findings()))
    assert set(body) == {"schema", "tool", "agreement", "findings", "not_found", "enforceability"}
    assert next(iter(body)) == "schema"
    assert body["schema"] == "findings/1"
    assert set(body["findings"][0]) == {
        "provision", "part", "eid", "article", "paragraph", "citation", "heading", "page", "page_file", "quote", "quote_sha256",
        "spans", "strength", "bearer", "qualifiers", "enforceable", "enforceable_because", "confidence", "detectors",
    }  # fmt: skip
    assert set(body["findings"][0]["qualifiers"][0]) == {"id", "name", "citation", "spans"}
    assert set(body["findings"][0]["enforceable_because"][0]) == {"citation", "spans"}
    assert set(body["agreement"]) == {"id", "title", "short", "language", "parts", "coverage"}
    assert set(body["agreement"]["parts"][0]) == {"id", "kind", "file", "sha256", "chars", "words", "pages"}
    assert body["agreement"]["coverage"]["chapters"] == [{"eid": "chp_3", "num": "3", "heading": "Labour"}]
    assert body["not_found"] == [{"provision": "labor.rapid_response", "status": "absent", "reason": None}]
    assert [row["heading"] for row in body["enforceability"]["map"]] == ["Chapter 3 Labour"]


def test_a_quote_in_json_is_its_spans_joined() -> None:
    at = make.some_evidence("Neither Party shall leave", "its labour statutes")
    body = json.loads(findings_json(make.some_findings(findings=(make.a_finding(at=at),))))
    finding = body["findings"][0]
    assert finding["quote"] == " … ".join(make.TEXT[start:end] for start, end in finding["spans"])


def test_structure_json_nests_the_tree() -> None:
    agreement = make.an_agreement()
    body = json.loads(structure_json(agreement, {"main": make.a_tree()}))
    root = body["parts"][0]["root"]
    assert (root["kind"], root["num"]) == ("body", None)
    assert root["children"][0]["children"][0] == {
        "kind": "article", "eid": "chp_3__art_3-2", "num": "3.2", "heading": "Keeping the law alive",
        "span": [17, 60], "page": None, "children": [],
    }  # fmt: skip


def test_scorecard_json_has_the_keys_of_the_contract() -> None:
    body = json.loads(scorecard_json(make.a_scorecard()))
    assert set(body) == {
        "schema", "agreement", "rubric", "overall", "baseline", "peers", "principles", "criteria", "red_lines", "enforceability",
        "sensitivity", "reviews", "evidence", "manifest",
    }  # fmt: skip
    assert {"score", "interval", "coverage", "geometric", "protections_index", "harms_index", "silence_share", "status"} <= set(
        body["overall"]
    )
    assert body["criteria"][0]["components"] == {"F": 3, "S": 2, "E": 4, "Q": 1.75}
    assert body["criteria"][2]["level"] is None
    assert body["red_lines"][0]["findings"] == [1]


@pytest.mark.parametrize("status", [CoverageStatus.UNREADABLE, CoverageStatus.UNSUPPORTED_LANGUAGE, CoverageStatus.NOT_AN_AGREEMENT])
def test_a_text_that_cannot_be_scored_has_null_scores_in_every_output(status: CoverageStatus) -> None:
    card = make.a_scorecard(findings=make.some_findings(make.an_unreadable_agreement(status), ()), criteria=(), red_lines=())
    body = json.loads(scorecard_json(card))
    assert body["overall"]["score"] is None
    assert {principle["score"] for principle in body["principles"]} == {None}
    assert summary_lines(card)[1].startswith("No score. The text is ")


def test_comparison_json_sets_levels_side_by_side() -> None:
    body = json.loads(comparison_json([make.a_scorecard(), make.another_scorecard()], only="isds"))
    assert body["criteria"] == [{"id": "isds.access.available", "principle": "isds", "levels": [4.0, 0.0]}]
    assert [len(card["principles"]) for card in body["scorecards"]] == [1, 1]


def test_one_row_per_agreement_and_criterion_with_numbers_as_numbers() -> None:
    frame = criteria_frame([make.a_scorecard(), make.another_scorecard()])
    assert tuple(frame.columns) == CRITERIA_COLUMNS
    assert len(frame) == 8
    assert frame["level"].dtype == "float64"
    assert frame["citation"].dropna().tolist() == ["Alpha art. 3.2(1)", "Alpha art. 11.8", "Beta art. 3.2(1)"]


def test_one_row_per_finding_also_when_there_is_none() -> None:
    assert len(findings_frame(make.some_findings())) == 2
    empty = findings_frame(make.some_findings(findings=()))
    assert tuple(empty.columns) == FINDINGS_COLUMNS
    assert empty.empty


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r", "＝"])
def test_a_text_cell_cannot_start_a_formula(start: str) -> None:
    card = make.a_scorecard(criteria=(make.a_criterion(question=f"{start}SUM(A1)", points=-1.0),))
    read = pd.read_csv(io.StringIO(to_csv(criterion_rows([card]), CRITERIA_COLUMNS)))
    assert read["question"][0].startswith("'")
    assert read["points"][0] == -1.0


def test_the_terminal_summary_is_short_and_never_a_total_alone() -> None:
    lines = summary_lines(make.a_scorecard())
    assert 6 <= len(lines) <= 12
    total = next(i for i, line in enumerate(lines) if line.startswith("Overall 23 of 100"))
    assert lines[total + 1].startswith("  2 of 3 principles, half of the weight, are covered by this rubric version. ")
    assert lines[total + 1].endswith("3 of 4 questions answered; one could not be assessed.")
    assert any(line.startswith("Red line: Corporate tribunal - Alpha art. 11.8: “Each Party") for line in lines)


def test_control_characters_never_reach_the_terminal() -> None:
    agreement = make.an_agreement(title="Al\x1b[31mpha\u202eTrade\n\x07", short="A\x9bB")
    lines = summary_lines(make.a_scorecard(findings=make.some_findings(agreement)))
    assert all(c.isprintable() for line in lines for c in line)


def test_a_comparison_of_one_principle_holds_nothing_of_the_others_in_any_format() -> None:
    cards = [make.a_scorecard(), make.another_scorecard()]
    written = {form: outputs.comparison(cards, form, date="2026-01-02", only="isds") for form in ("csv", "text", "json", "html")}
    rows = written["csv"].splitlines()[1:]
    assert [row.split(",")[5] for row in rows] == ['"isds"', '"isds"']
    shown = ("Must each Party enforce its labor law?", "Enforceable labor standards")
    assert {form: [words in text for words in shown] for form, text in written.items()} == {form: [False, False] for form in written}


@pytest.mark.parametrize("form", ["csv", "text", "json", "html"])
def test_an_unknown_principle_is_refused_in_any_format(form: str) -> None:
    with pytest.raises(ReportError, match="no principle 'labour' in this rubric; expected one of: labor, isds, climate"):
        outputs.comparison([make.a_scorecard(), make.another_scorecard()], form, date="2026-01-02", only="labour")


def test_a_terminal_gets_colours_only_where_they_are_welcome() -> None:
    cards = [make.a_scorecard()]
    coloured, bare = (in_colour(cards, width=60, colour=each) for each in (True, False))
    assert "\x1b[" in coloured
    assert "\x1b" not in bare
    assert max(len(line) for line in bare.splitlines()) <= 60


def test_a_hostile_title_cannot_steer_a_terminal() -> None:
    agreement = make.an_agreement(title="Bad \x1b[31m[red]title")
    text = in_colour([make.a_scorecard(findings=make.some_findings(agreement))], width=80, colour=False)
    assert "\x1b" not in text
    assert "[31m[red]title" in text


def test_a_report_of_a_text_from_a_collection_names_its_licence_and_citation() -> None:
    source = Publication("Texts", "CC BY-NC 4.0", "Nobody (2000)", "https://example.org/t")
    card = make.a_scorecard(findings=make.some_findings(make.an_agreement(parts=(make.a_part(published=source),))))
    assert summary_lines(card)[-2] == "The text is from Texts, CC BY-NC 4.0, https://example.org/t. Cite: Nobody (2000)"
    assert json.loads(scorecard_json(card))["agreement"]["parts"][0]["published"]["licence"] == "CC BY-NC 4.0"
    assert "Texts, CC BY-NC 4.0, https://example.org/t. Cite: Nobody (2000)" in write_scorecard(card, date="2026-01-02")
