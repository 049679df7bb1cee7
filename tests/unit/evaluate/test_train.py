"""Training as a whole, on a made-up folder of labels."""

from __future__ import annotations

import json
from pathlib import Path

from scorer.evaluate import crosswalks
from scorer.evaluate.train import Data, fingerprint, train
from scorer.model import Agreement, Findings, SourceText
from tests.factories import a_finding

SETTINGS = "coder_recall: 0.8\nprior_strengths: [2, 8]\nleast_cases: 1\nfolds: 2\nreview_below: 0.7\nhighest: 0.99\n"
WALK = """gold: labpta
source: made up
graded:
  - {code: depth, label: Depth, model: depth, top: 2, features: [{name: forests, read: presence, of: [env.forest]}]}
"""


def detect(path: Path) -> Findings:
    """Find a provision where the text names forests."""
    text = path.read_text(encoding="utf-8")
    found = (a_finding(provision="env.forest"),) if "forest" in text else ()
    agreement = Agreement(path.stem, path.stem, path.stem, (SourceText("main", text, path.name, ""),))
    return Findings(agreement, {}, found, (), "")


def learned(labels: Path, corpus: Path, crosswalk_file: Path, tmp_path: Path) -> dict[str, str]:
    facts = tmp_path / "facts.jsonl"
    fact = {"provision": "env.forest", "text_file": "other/a1.txt", "agreement": "a1", "present": False}
    facts.write_text(json.dumps(fact) + "\n", encoding="utf-8")
    (corpus / "other").mkdir(exist_ok=True)
    (corpus / "other" / "a1.txt").write_text("forests", encoding="utf-8")
    settings = tmp_path / "training.yaml"
    settings.write_text(SETTINGS, encoding="utf-8")
    (crosswalk_file.parent / "labpta.yaml").write_text(WALK, encoding="utf-8")
    walks = crosswalks(folder=crosswalk_file.parent)
    return train(Data(labels, corpus, facts), walks, detect, settings, provisions_sha256="0")


def test_the_same_data_give_the_same_bytes(labels: Path, corpus: Path, crosswalk_file: Path, tmp_path: Path) -> None:
    given = (labels, corpus, crosswalk_file, tmp_path)
    assert learned(*given) == learned(*given)


def test_answers_of_readers_and_coders_come_together(labels: Path, corpus: Path, crosswalk_file: Path, tmp_path: Path) -> None:
    files = learned(labels, corpus, crosswalk_file, tmp_path)
    assert set(files) == {"confidence.json", "depth.json"}
    figure = json.loads(files["confidence.json"])["provisions"]["env.forest"]
    assert figure["rests_on"] == {"codes": [1, 1], "facts": [0, 1]}


def test_nothing_of_texts_or_labels_is_written(labels: Path, corpus: Path, crosswalk_file: Path, tmp_path: Path) -> None:
    written = "".join(learned(labels, corpus, crosswalk_file, tmp_path).values())
    assert not [word for word in ("a1", "First Pact", "woodland", "c003") if f'"{word}"' in written]


def test_a_changed_label_changes_its_own_fingerprint_alone(labels: Path, corpus: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text("", encoding="utf-8")
    data = Data(labels, corpus, facts)
    before = fingerprint(data, [Path("a1.txt")])
    (labels / "labpta.csv").write_text("agreement_id,depth\na1,3\n", encoding="utf-8")
    after = fingerprint(data, [Path("a1.txt")])
    assert before["labels"] != after["labels"]
    assert before["texts"] == after["texts"]
