"""From labels, texts and a detector to figures, without running the real detector."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorer import evaluate as evaluation
from scorer.errors import LabelError, SourceError
from scorer.evaluate import gold
from scorer.model import Agreement, Bearer, Citation, Evidence, Finding, Findings, SourceText, Strength
from scorer.report import evaluation as pages


def detect(path: Path) -> Findings:
    """Find a provision wherever the text names forests or woodland."""
    text = path.read_text(encoding="utf-8")
    at = Evidence("main", "art_1", (), Citation("Pact art. 1", "1", None, ()), text)
    found = (Finding("env.forest", at, Strength.BINDING_SHALL, Bearer.PARTIES),) if "forest" in text or "trees" in text else ()
    agreement = Agreement(path.stem, path.stem, path.stem, (SourceText("main", text, path.name, "0"),))
    return Findings(agreement, {}, found, (), "0")


@pytest.fixture
def done(labels: Path, corpus: Path, crosswalk_file: Path) -> evaluation.Evaluation:
    return evaluation.evaluate(labels, corpus, evaluation.crosswalks(folder=crosswalk_file.parent), detect)


def test_labels_are_found_in_the_folder_or_in_its_dev(labels: Path) -> None:
    inner = labels.parent / "outer"
    inner.mkdir()
    labels.rename(inner / "dev")
    assert [each.id for each in gold.load(inner).agreements] == ["a1", "a2", "a3", "a4"]


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"no agreements\.csv in it"):
        gold.load(tmp_path)


def test_a_label_of_an_unknown_agreement_is_told_with_its_line(labels: Path) -> None:
    (labels / "dta.csv").write_text("agreement_id,x\na1,1\nb9,0\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"dta\.csv:3: agreement 'b9' is not in agreements\.csv"):
        gold.load(labels)


def test_counts_by_half_and_kind_of_row(done: evaluation.Evaluation) -> None:
    counts = {
        (half, exceeding): done.table(half, with_exceeding=exceeding).codes[0].counts
        for half in ("open", "frozen", "all")
        for exceeding in (False, True)
    }
    assert {key: (each.tp, each.fp, each.fn) for key, each in counts.items()} == {
        ("open", False): (0, 0, 1),
        ("open", True): (0, 1, 1),
        ("frozen", False): (1, 0, 0),
        ("frozen", True): (1, 0, 0),
        ("all", False): (1, 0, 1),
        ("all", True): (1, 1, 1),
    }


def test_keywords_stand_beside_the_provisions(done: evaluation.Evaluation) -> None:
    words = done.table("all").codes[0].keywords
    assert words is not None
    assert (words.tp, words.fp, words.fn) == (1, 0, 1)


def test_differences_are_listed_for_the_open_half_alone(done: evaluation.Evaluation) -> None:
    assert [(each.agreement, each.expert, each.ours, each.citation) for each in done.disagreements] == [
        ("a2", "yes", "no", None),
        ("a3", "no", "yes", "Pact art. 1"),
    ]


def test_texts_in_other_languages_are_left_out_by_name(done: evaluation.Evaluation) -> None:
    assert done.left_out == ("a4",)


def test_a_text_that_cannot_be_read_counts_as_nothing_found(labels: Path, corpus: Path, crosswalk_file: Path) -> None:
    def failing(path: Path) -> Findings:
        if path.stem == "a1":
            raise SourceError("it is empty")
        return detect(path)

    walks = evaluation.crosswalks(folder=crosswalk_file.parent)
    broken = evaluation.evaluate(labels, corpus, walks, failing)
    assert dict(broken.faults) == {"a1": "it is empty"}
    assert broken.table("frozen").codes[0].counts.fn == 1


def test_an_unknown_code_gets_the_nearest(labels: Path, corpus: Path, crosswalk_file: Path) -> None:
    walks = evaluation.crosswalks(folder=crosswalk_file.parent)
    with pytest.raises(LabelError, match=r"no crosswalk has the code '10\.05\.1'; did you mean '10\.05\.01'\?"):
        evaluation.evaluate(labels, corpus, walks, detect, codes=["10.05.1"])


def test_several_processes_give_the_same(labels: Path, corpus: Path, crosswalk_file: Path, done: evaluation.Evaluation) -> None:
    walks = evaluation.crosswalks(folder=crosswalk_file.parent)
    assert evaluation.evaluate(labels, corpus, walks, detect, workers=2) == done


def test_json_holds_the_contract(done: evaluation.Evaluation) -> None:
    data = json.loads(json.dumps(evaluation.as_data(done)))
    code = data["tables"][0]["codes"][0]
    assert data["schema"] == "evaluation/1"
    assert {"n", "positives", "tp", "fp", "fn", "precision", "recall", "f1", "kappa"} <= set(code)


def test_a_graded_code_is_compared_by_rank_and_distance(labels: Path, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graded"
    folder.mkdir()
    code = "{code: depth, label: Depth, grades: [{value: 2, when: env.forest}]}"
    (folder / "labpta.yaml").write_text(f"gold: labpta\nsource: made up\ngraded:\n  - {code}\n", encoding="utf-8")
    done = evaluation.evaluate(labels, corpus, evaluation.crosswalks(folder=folder), detect)
    score = done.table("all", with_exceeding=True).grades[0]
    assert score.n == 3
    assert score.spearman == pytest.approx(0.866, abs=0.001)
    assert score.quadratic_kappa == pytest.approx(0.8)


def test_the_table_names_halves_and_codes(done: evaluation.Evaluation) -> None:
    text = "\n".join(evaluation.as_lines(done))
    assert "open half, rows whose labels do not exceed the text: 1 agreements" in text
    assert "10.05.01" in text


def test_by_agreement_lists_the_open_half(done: evaluation.Evaluation) -> None:
    lines = evaluation.as_lines(done, by="agreement")
    assert [line for line in lines if line.startswith("  ")] == ["  - trend 10.05.01", "  + trend 10.05.01 Pact art. 1"]


def test_the_page_escapes_what_it_quotes(done: evaluation.Evaluation) -> None:
    data = evaluation.as_data(done)
    data["disagreements"][1]["quote"] = "<script>"
    page = pages.page(data, date="2026-01-31")
    assert "<script>" not in page
    assert "2026-01-31" in page
