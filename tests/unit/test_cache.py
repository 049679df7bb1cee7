"""What is kept between runs: used when whole, made anew when not, never an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorer import cache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "kept"))
    return tmp_path / "kept"


class Maker:
    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> list[int]:
        self.made += 1
        return [1, 2]


def ask(maker: Maker) -> list[int]:
    return cache.remembered("numbers.json", maker, json.dumps, json.loads)


def test_what_was_made_once_is_not_made_again(folder: Path) -> None:
    maker = Maker()
    assert [ask(maker), ask(maker)] == [[1, 2], [1, 2]]
    assert maker.made == 1
    assert [path.name for path in folder.iterdir()] == ["numbers.json"]


def test_a_file_cut_short_is_made_anew(folder: Path) -> None:
    ask(Maker())
    (folder / "numbers.json").write_text("[1,")
    maker = Maker()
    assert ask(maker) == [1, 2]
    assert maker.made == 1
    assert (folder / "numbers.json").read_text() == "[1, 2]"


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path / "file"))
    assert ask(Maker()) == [1, 2]


def test_an_empty_name_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.ENVIRONMENT, "")
    assert cache.folder() is None
    assert ask(Maker()) == [1, 2]
