"""What is kept between runs: the same bytes as anew, verdicts applied after, and of a user's own text nothing unless a folder is named."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorer import keeping, pipeline, store
from scorer.cli import main
from scorer.model import OutsideEvidence, Publication, Review, Verdict
from tests import factories as make
from tests.altering import model_text

VERDICT = """schema: review/1
reviews:
  - {{verdict: reject, provision: labor.effective_enforcement, eid: chp_3__art_3-3__para_1, quote_sha256: '{}',
     name: A. Reader, date: 2026-05-06, reason: read twice}}
""".format(hashlib.sha256(b"No Party shall fail to effectively enforce its labour laws.").hexdigest())


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this test alone."""
    monkeypatch.setenv("SCORER_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "leaked chapter.md"
    path.write_text(model_text("model-status-quo"), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("Status Quo", "Leak"), encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def entries(folder: Path) -> int:
    return len(list(folder.rglob("*.findings")))


def never(*_args: object, **_options: object) -> None:
    raise AssertionError("a text was searched again")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that an earlier run over both models has filled."""
    folder = tmp_path_factory.mktemp("filled")
    for name in ("model-just", "model-status-quo"):
        keeping.found(name, store.open_store(store.Folder(folder)))
    assert entries(folder) == 2
    return folder


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("score", "model-just", "--format", "json"), id="score"),
        pytest.param(("detect", "model-just", "--format", "json"), id="detect"),
        pytest.param(("score", "model-just", "--format", "html", "--date", "2026-05-06"), id="page"),
    ],
)
def test_a_second_run_writes_the_same_bytes(words, filled, monkeypatch):
    monkeypatch.setenv("SCORER_CACHE", str(filled))
    anew, again = run(*words, "--no-cache"), run(*words)
    assert (anew.exit_code, anew.stdout_bytes, anew.stderr_bytes) == (0, again.stdout_bytes, again.stderr_bytes)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("score", "model-just"), id="score"),
        pytest.param(("detect", "model-just"), id="detect"),
        pytest.param(("compare", "model-just", "model-status-quo"), id="compare"),
        pytest.param(("diff", "model-just", "model-just"), id="diff"),
        pytest.param(("testimony", "model-status-quo", "--format", "md"), id="testimony"),
        pytest.param(("rubric", "compare", "model-just", "--rubric", "just-trade", "--rubric", "labor-only"), id="rubric_compare"),
    ],
)
def test_no_command_searches_again_what_is_kept(words, filled, monkeypatch):
    monkeypatch.setenv("SCORER_CACHE", str(filled))
    monkeypatch.setattr(pipeline, "searched", never)
    assert run(*words).exit_code == 0


def test_a_text_of_ones_own_leaves_nothing_behind_unless_a_folder_is_named(kept, draft, tmp_path, monkeypatch):
    anew = run("score", draft, "--format", "json")
    run("detect", draft)
    run("corpus", "score", draft)
    assert entries(kept) == 0
    assert not any(b"Leak" in path.read_bytes() for path in kept.rglob("*") if path.is_file())
    run("score", draft, "--cache", tmp_path / "mine")
    assert (entries(tmp_path / "mine"), entries(kept)) == (1, 0)
    monkeypatch.setattr(pipeline, "searched", never)
    assert run("score", draft, "--format", "json", "--cache", tmp_path / "mine").stdout_bytes == anew.stdout_bytes


def test_a_text_that_cannot_be_scored_is_told_the_same_when_it_is_kept(tmp_path, monkeypatch):
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Take two eggs and a pound of flour. Stir. Bake for an hour.", encoding="utf-8")
    first = run("score", recipe, "--cache", tmp_path / "mine")
    monkeypatch.setattr(pipeline, "searched", never)
    second = run("score", recipe, "--cache", tmp_path / "mine")
    assert (first.exit_code, first.stdout, first.stderr) == (3, second.stdout, second.stderr)


def test_verdicts_are_applied_to_what_is_kept_and_not_kept_with_it(kept, tmp_path, monkeypatch):
    (tmp_path / "mine.yaml").write_text(VERDICT, encoding="utf-8")
    anew = run("detect", "model-just", "--format", "json", "--review", tmp_path / "mine.yaml", "--no-cache")
    bare = run("detect", "model-just", "--format", "json")
    monkeypatch.setattr(pipeline, "searched", never)
    assert run("detect", "model-just", "--format", "json", "--review", tmp_path / "mine.yaml").stdout_bytes == anew.stdout_bytes
    assert run("detect", "model-just", "--format", "json").stdout_bytes == bare.stdout_bytes != anew.stdout_bytes
    assert entries(kept) == 1


def test_verdicts_on_a_text_that_cannot_be_scored_are_told_not_to_be_applied(tmp_path):
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Take two eggs and a pound of flour. Stir. Bake for an hour.", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(VERDICT, encoding="utf-8")
    words = ("score", recipe, "--review", tmp_path / "mine.yaml")
    assert "One review not applied: the text cannot be scored." in run(*words).stdout
    page = run(*words, "--format", "html").stdout
    assert "One review not applied: the text cannot be scored." in page
    assert "Not applied (mine.yaml:3:5): the text cannot be scored." in page


def test_only_published_texts_without_anything_of_a_persons_are_public():
    where = Publication("Texts", "CC BY-NC 4.0", "cite", "https://texts.example/1")
    published, own = make.a_part("Article 1", published=where), make.a_part("Article 1", id="annex")
    verdict = Review(Verdict.ACCEPT, "A. Reader", "2026-05-06", "right", "review.yaml:3:5", criterion="a.b.c")
    evidence = OutsideEvidence("a.b.c", 1, "2026-05-06", "Ministry", "published", "agreement.yaml:3:5")
    assert keeping.is_public(make.an_agreement(parts=(published,)))
    assert keeping.is_public(pipeline.read("model-just"))
    for private in (
        make.an_agreement(parts=(own,)),
        make.an_agreement(parts=(published, own)),
        make.an_agreement(parts=()),
        make.an_agreement(parts=(published,), reviews=(verdict,)),
        make.an_agreement(parts=(published,), evidence=(evidence,)),
    ):
        assert not keeping.is_public(private)


def test_what_left_the_library_is_in_no_index(kept, draft, tmp_path, monkeypatch):
    monkeypatch.setenv("SCORER_LIBRARY", str(tmp_path / "library"))
    words = draft.read_text(encoding="utf-8").replace("Joint Commission", "Zyxwian Commission")
    draft.write_text(words, encoding="utf-8")
    run("agreements", "add", draft, "--id", "lent")
    assert "lent" in run("corpus", "search", "Zyxwian").stdout
    assert run("agreements", "remove", "lent").exit_code == 0
    left = b"".join(path.read_bytes() for path in kept.rglob("*") if path.is_file()).lower()
    assert b"zyxwian" not in left
    assert b"model-just" in left
