"""A compiled library as text: the same library comes back, and nothing else is taken for one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scorer.detection import Library, compiled, load_provisions
from scorer.paths import data_dir

FOLDER = data_dir("rubrics") / "provisions"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_provisions(FOLDER)


def test_the_library_comes_back_as_it_was(library: Library) -> None:
    again = compiled.load(compiled.dump(library))
    assert (again.provisions, again.loopholes, again.sha256) == (library.provisions, library.loopholes, library.sha256)
    for one, other in zip(again.patterns, library.patterns, strict=True):
        assert (one.owner, one.id, one.within, one.unless_within, one.inside, one.outside, one.places) == (
            other.owner,
            other.id,
            other.within,
            other.unless_within,
            other.inside,
            other.outside,
            other.places,
        )
        assert (one.phrases.sequences, one.phrases.needs) == (other.phrases.sequences, other.phrases.needs)
    assert compiled.dump(again) == compiled.dump(library)


@pytest.mark.parametrize("text", ["{}", "[]", "3", '{"format": 0}', "", "nonsense"])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a compiled library|format|Expecting value"):
        compiled.load(text)


def test_the_name_changes_with_the_files(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "provisions")
    before = compiled.name(tmp_path / "provisions")
    with (tmp_path / "provisions" / "words.yaml").open("a") as stream:
        stream.write("# more\n")
    assert before != compiled.name(tmp_path / "provisions")
    assert before == compiled.name(FOLDER)
