"""A small folder of labels, and findings to go with it."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAD = "agreement_id,title,year,language,text_path,labels_exceed_text,cluster_id"
ROWS = (
    "a1,First Pact,1999,en,a1.txt,0,c003",  # frozen
    "a2,Second Pact,2001,en,a2.txt,0,c001",  # open
    "a3,Third Pact,2003,en,a3.txt,1,c002",  # open
    "a4,Quatrième Pacte,2004,fr,a4.txt,0,c005",
)


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """Return a folder that holds labels for four agreements, one of them not in English."""
    folder = tmp_path / "labels"
    folder.mkdir()
    (folder / "agreements.csv").write_text("\n".join((HEAD, *ROWS)) + "\n", encoding="utf-8")
    (folder / "trend.csv").write_text("agreement_id,10.05.01\na1,1\na2,1\na3,0\na4,1\n", encoding="utf-8")
    (folder / "labpta.csv").write_text("agreement_id,depth\na1,2\na2,0\na3,1\n", encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with a text for each."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in {"a1": "forests", "a2": "woodland", "a3": "no trees"}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def crosswalk_file(tmp_path: Path) -> Path:
    """Return a crosswalk with one yes/no code and one graded code."""
    path = tmp_path / "walks" / "trend.yaml"
    path.parent.mkdir()
    code = "{code: '10.05.01', label: Forests, when: env.forest, keywords: [forest*]}"
    path.write_text(f"gold: trend\nsource: made up\ncodes:\n  - {code}\n", encoding="utf-8")
    return path
