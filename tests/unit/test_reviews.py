"""What people add: verdicts on findings and answers, and evidence from outside the text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer import pipeline
from scorer.cli import main
from scorer.model import CriterionResult, Scorecard, Status
from tests.altering import model_text, swap

TEXT = model_text("model-just")
ENFORCE = "No Party shall fail to effectively enforce its labour laws."
REWORDED = swap(TEXT, ENFORCE, "No Party shall fail to effectively enforce its labour laws and awards.")
HASH = hashlib.sha256(ENFORCE.encode()).hexdigest()[:16]
WHO = "name: A. Reader, date: 2026-05-06, reason: read twice"
CRITERION = "labor.enforce.effective"
FINDING = f"provision: labor.effective_enforcement, eid: chp_3__art_3-3__para_1, quote_sha256: '{HASH}'"
EVIDENCE = "{criterion: process.negotiation.text_release, level: 2, date: 2019-05-06, source: Ministry page, note: One side published.}"


def dossier(folder: Path, *reviews: str, evidence: str = "", text: str = TEXT) -> Path:
    """Write a dossier with these verdicts, each the inside of a YAML mapping."""
    (folder / "main.md").write_text(text, encoding="utf-8")
    described = "id: trial\ntitle: Trial\nshort: Trial\nkind: comprehensive\nparts: [{id: main, file: main.md}]\n"
    (folder / "agreement.yaml").write_text(f"{described}evidence: [{evidence}]\n", encoding="utf-8")
    if reviews:
        entries = "".join(f"  - {{{entry}, {WHO}}}\n" for entry in reviews)
        (folder / "review.yaml").write_text(f"schema: review/1\nreviews:\n{entries}", encoding="utf-8")
    return folder


def card(folder: Path) -> Scorecard:
    return pipeline.rate(pipeline.find(pipeline.read(folder)), pipeline.load_rubric("just-trade"), explain="draws")


def answer(made: Scorecard, criterion: str = CRITERION) -> CriterionResult:
    return next(c for c in made.criteria if c.id == criterion)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_rejected_finding_answers_nothing_any_more_and_the_machines_reading_stays_beside_it(tmp_path: Path) -> None:
    made = card(dossier(tmp_path, f"verdict: reject, {FINDING}"))
    judged = answer(made)
    assert judged.machine is not None
    assert (judged.status, judged.level, judged.machine.level) == (Status.ABSENT, 0, 4)
    assert not any(f.quote == ENFORCE and f.provision == "labor.effective_enforcement" for f in made.findings.findings)
    assert "labor.effective_enforcement" in {entry.provision for entry in made.findings.not_found}
    assert (made.reviewed, made.changed, made.reviewers, made.stale) == (1, 1, ("A. Reader",), ())


def test_a_changed_finding_is_read_as_the_person_says(tmp_path: Path) -> None:
    judged = answer(card(dossier(tmp_path, f"verdict: change, {FINDING}, strength: recognition, enforceable: consultations_only")))
    assert judged.components is not None
    assert (judged.components.F, judged.components.E) == (1, 1)


def test_an_accepted_finding_is_sure_and_counted_and_changes_no_level(tmp_path: Path) -> None:
    made = card(dossier(tmp_path, f"verdict: accept, {FINDING}"))
    found = made.findings.findings[answer(made).findings[0]]
    assert (found.confidence, found.review, found.detectors) == (1.0, (), ("rules", "review"))
    assert (made.reviewed, made.changed, answer(made).level) == (1, 0, 4)


def test_a_changed_answer_stands_with_the_machines_beside_it_and_keeps_its_doubt(tmp_path: Path) -> None:
    made = card(
        dossier(tmp_path, f"verdict: change, criterion: {CRITERION}, level: 1.5, quote: fail to effectively  enforce its labour laws")
    )
    judged = answer(made)
    assert judged.machine is not None
    assert (judged.level, judged.machine.level, made.changed) == (1.5, 4, 1)
    assert made.reviews[0].at is not None
    assert made.reviews[0].at.citation == "Trial art. 3.3(1)"
    labor = next(p for p in made.principles if p.id == "labor")
    assert labor.interval[0] < (labor.score or 0)


def test_what_hangs_on_a_changed_answer_follows_it(tmp_path: Path) -> None:
    made = card(
        dossier(tmp_path, "verdict: change, criterion: isds.access.available, level: 3, quote: does not provide for investor-State")
    )
    assert answer(made, "isds.scope.claims_covered").status is not Status.NOT_APPLICABLE
    assert [line.id for line in made.red_lines] == ["corporate_tribunal"]


def test_a_rejected_answer_is_not_assessed_and_no_zero(tmp_path: Path) -> None:
    judged = answer(card(dossier(tmp_path, f"verdict: reject, criterion: {CRITERION}, quote_sha256: '{HASH}'")))
    assert (judged.status, judged.level, judged.outcome) == (Status.NOT_ASSESSED, None, "not_assessed")
    assert "A. Reader" in str(judged.reason)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(f"verdict: reject, {FINDING}", id="finding_reworded"),
        pytest.param(f"verdict: reject, {FINDING.replace('art_3-3', 'art_3-9')}", id="finding_not_found"),
        pytest.param(f"verdict: change, criterion: {CRITERION}, level: 1, quote: {ENFORCE}", id="words_gone"),
        pytest.param(f"verdict: reject, criterion: {CRITERION}, quote_sha256: '{HASH}'", id="quotation_gone"),
        pytest.param(f"verdict: reject, criterion: {CRITERION}, text_sha256: '{HASH}'", id="other_file"),
        pytest.param("verdict: reject, criterion: labor.enforce.efective, quote: Each Party", id="no_such_question"),
    ],
)
def test_a_stale_verdict_is_not_applied(tmp_path: Path, entry: str) -> None:
    made = card(dossier(tmp_path, entry, text=REWORDED))
    assert [bool(verdict.stale) for verdict in made.stale] == [True]
    assert (answer(made).level, made.reviewed) == (4, 0)


def test_a_stale_verdict_is_told_with_the_reason(tmp_path: Path) -> None:
    stale = card(dossier(tmp_path, f"verdict: reject, {FINDING}", text=REWORDED)).stale[0].stale
    assert stale is not None
    assert "One review not applied" in run("score", str(tmp_path)).stdout
    assert stale.split(";")[0] in run("score", str(tmp_path), "--format", "html").stdout.replace("&#39;", "'")


def test_faults_of_a_review_are_told_all_at_once_with_line_and_column(tmp_path: Path) -> None:
    dossier(
        tmp_path, "verdict: acept, criterion: a.b.c", "verdict: change, criterion: labor.enforce.effective, quote: x", "verdict: accept"
    )
    result = run("score", str(tmp_path))
    assert result.exit_code == 3
    lines = [line for line in result.stderr.splitlines() if "review.yaml" in line]
    assert [line.split("review.yaml:")[1].split(":")[0] for line in lines] == ["3", "4", "5"]
    assert "'level' and 'verdict: change' go together" in lines[1]


def test_a_file_takes_its_verdicts_from_an_option(tmp_path: Path) -> None:
    dossier(tmp_path, f"verdict: reject, {FINDING}")
    (tmp_path / "agreement.yaml").unlink()
    verdicts = (tmp_path / "review.yaml").rename(tmp_path / "mine.yaml")
    text = str(tmp_path / "main.md")
    body = json.loads(run("score", text, "--review", str(verdicts), "--format", "json").stdout)
    assert body["reviews"]["changed"] == 1
    assert "mine.yaml" in {entry["file"] for entry in body["manifest"]["inputs"]}
    pair = json.loads(run("compare", text, "model-status-quo", "--review", f"{text}={verdicts}", "--format", "json").stdout)
    assert [made["reviews"]["changed"] for made in pair["scorecards"]] == [1, 0]
    assert run("compare", text, "model-status-quo", "--review", str(verdicts)).exit_code == 2


def test_a_review_to_fill_in_is_written_from_the_findings(tmp_path: Path) -> None:
    form = run("detect", "model-just", "--provision", "labor.effective_enforcement", "--format", "review").stdout
    assert HASH in form
    path = tmp_path / "review.yaml"
    filled = form.replace("name:\n", "name: A. Reader\n").replace("date:\n", "date: 2026-05-06\n").replace("reason:\n", "reason: right\n")
    path.write_text(filled, encoding="utf-8")
    body = json.loads(run("score", "model-just", "--review", str(path), "--format", "json").stdout)
    assert [entry["stale"] for entry in body["reviews"]["entries"]] == [None]


def test_outside_evidence_answers_what_no_text_can(tmp_path: Path) -> None:
    without, made = card(dossier(tmp_path)), card(dossier(tmp_path, evidence=EVIDENCE))
    before, judged = (answer(c, "process.negotiation.text_release") for c in (without, made))
    assert (before.status, before.level, judged.status, judged.level) == (Status.EXTERNAL, None, Status.EXTERNAL, 2)
    scores = [next(p.score for p in c.principles if p.id == "process") for c in (without, made)]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[1] < scores[0]
    page = run("score", str(tmp_path), "--format", "html").stdout
    assert "Ministry page" in page
    assert "One answer from outside evidence." in page


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (EVIDENCE.replace("text_release", "text_releas"), "did you mean 'process.negotiation.text_release'?"),
        (EVIDENCE.replace("process.negotiation.text_release", CRITERION), "answered from the text"),
        (f"{EVIDENCE.replace('level: 2', 'level: 1').replace('2019', '2018')}, {EVIDENCE}", "later evidence"),
    ],
    ids=["unknown", "read_from_text", "older"],
)
def test_evidence_that_does_not_count_says_why(tmp_path: Path, entry: str, why: str) -> None:
    told = card(dossier(tmp_path, evidence=entry)).evidence[0]
    assert why in str(told.unused)
    assert told.evidence.place.startswith("agreement.yaml:6:")


def test_a_faulty_piece_of_evidence_is_told_with_line_and_column(tmp_path: Path) -> None:
    result = run("score", str(dossier(tmp_path, evidence=EVIDENCE.replace("level: 2", "level: 5"))))
    assert result.exit_code == 3
    assert "agreement.yaml:6:" in result.stderr
    assert "less than or equal to 4" in result.stderr


def test_the_library_keeps_reviews_and_evidence(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    dossier(given, f"verdict: reject, {FINDING}", evidence=EVIDENCE)
    assert run("agreements", "add", str(given), "--id", "mine", "--library", str(tmp_path / "library")).exit_code == 0
    body = json.loads(run("score", "mine", "--library", str(tmp_path / "library"), "--format", "json").stdout)
    assert (body["reviews"]["changed"], len(body["evidence"])) == (1, 1)
