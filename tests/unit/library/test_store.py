"""The library: what may be added, what a SOURCE stands for, and what an interruption leaves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
import yaml

from scorer import sources
from scorer.errors import LibraryError
from scorer.library import open_store
from scorer.library.catalogue import Catalogue, shipped_catalogue
from scorer.library.entries import CollectionFile
from scorer.library.store import Given, Store

KNOWN = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of the three bytes "abc"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty library; its catalogue takes the file ``abc`` for NAFTA."""
    shipped = shipped_catalogue()
    entries = tuple(e.model_copy(update={"tota": CollectionFile(number=112, sha256=KNOWN)}) if e.id == "nafta" else e for e in shipped)
    book = Catalogue(shipped.tota, entries, {name: e for e in entries for name in e.names}, {e.tota.sha256: e for e in entries if e.tota})
    return Store(tmp_path / "library", open_store(tmp_path / "library").shipped, book)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "treaty.txt"
    path.write_text("Article 1\nThe Parties shall keep the peace.\n", encoding="utf-8")
    return path


@pytest.fixture
def nafta(tmp_path: Path) -> Path:
    path = tmp_path / "pta_112.xml"
    path.write_bytes(b"abc")
    return path


def said(folder: Path) -> dict[str, object]:
    data = yaml.safe_load((folder / "agreement.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_a_text_is_copied_unaltered_beside_its_dossier(store: Store, text: Path) -> None:
    folder = store.root / store.add(text, "peace", given=Given("Treaty of Peace", "Peace"))
    assert (folder / "text" / "treaty.txt").read_bytes() == text.read_bytes()
    facts = said(folder)
    assert (facts["id"], facts["title"], facts["short"]) == ("peace", "Treaty of Peace", "Peace")
    assert facts["parts"] == [{"id": "main", "kind": "main_text", "file": "text/treaty.txt"}]


def test_facts_come_from_the_catalogue_by_id(store: Store, text: Path) -> None:
    facts = said(store.root / store.add(text, "tpp"))
    assert (facts["short"], facts["signed"], facts["in_force"], facts["kind"]) == ("TPP", "2016-02-04", None, "comprehensive")


def test_facts_come_from_the_catalogue_by_the_bytes_of_the_file(store: Store, nafta: Path) -> None:
    assert said(store.root / store.add(nafta, "my-copy"))["short"] == "NAFTA"


def test_a_known_file_needs_no_id(store: Store, nafta: Path) -> None:
    store.add(nafta)
    assert store.ids() == ("nafta",)


def test_an_unknown_file_is_named_after_itself(store: Store, text: Path) -> None:
    assert store.add(text) == "treaty"


def test_the_title_a_user_gives_goes_before_the_catalogue(store: Store, nafta: Path) -> None:
    assert said(store.root / store.add(nafta, given=Given("The Old One", "Old")))["title"] == "The Old One"


def test_an_id_in_use_is_refused_and_keeps_its_text(store: Store, text: Path, nafta: Path) -> None:
    store.add(text, "peace")
    with pytest.raises(LibraryError, match="already in your library"):
        store.add(nafta, "peace")
    assert (store.root / "peace" / "text" / "treaty.txt").is_file()


def test_force_replaces_the_whole_folder(store: Store, text: Path, nafta: Path) -> None:
    store.add(text, "peace")
    store.add(nafta, "peace", force=True)
    assert [path.name for path in (store.root / "peace" / "text").iterdir()] == ["pta_112.xml"]
    assert [path.name for path in store.root.iterdir()] == ["peace"]


@pytest.mark.parametrize("bad", ["", "..", "../out", "a/b", "a\\b", "Nafta", ".hidden", "a--b", "-a", "a ", "a\n", "ä", "x" * 65])
def test_an_unusable_id_is_refused_before_anything_is_written(store: Store, text: Path, bad: str) -> None:
    with pytest.raises(LibraryError):
        store.add(text, bad)
    assert not store.root.exists()


def test_a_model_agreement_cannot_be_shadowed(store: Store, text: Path) -> None:
    with pytest.raises(LibraryError, match="ships with the tool"):
        store.add(text, "model-just", force=True)


def test_an_agreement_held_under_another_of_its_names_is_not_added_twice(store: Store, text: Path) -> None:
    store.add(text, "tota-112")
    with pytest.raises(LibraryError, match="NAFTA is already in your library as 'tota-112'"):
        store.add(text, "nafta")
    assert store.ids() == ("tota-112",)


def test_force_leaves_one_text_of_an_agreement_whatever_it_was_called(store: Store, text: Path, nafta: Path) -> None:
    store.add(text, "tota-112")
    store.add(nafta, "nafta", force=True)
    assert store.ids() == ("nafta",)
    assert store.resolve("tota-112") == store.root / "nafta"


def test_a_file_known_to_be_another_agreement_is_refused(store: Store, nafta: Path) -> None:
    with pytest.raises(LibraryError, match="this file is NAFTA, but 'tpp' stands for TPP"):
        store.add(nafta, "tpp")


def test_a_missing_file_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no such file"):
        store.add(tmp_path / "nothing.xml", "peace")


def test_a_dossier_is_copied_with_the_texts_it_names_and_no_others(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "dossier"
    (source / "text").mkdir(parents=True)
    (source / "text" / "main.md").write_text("# Main", encoding="utf-8")
    (source / "notes.txt").write_text("private", encoding="utf-8")
    (source / "agreement.yaml").write_text(
        "{id: old, title: T, short: S, parts: [{id: main, kind: main_text, file: text/main.md}]}", encoding="utf-8"
    )
    folder = store.root / store.add(source, "new")
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == ["agreement.yaml", "text/main.md"]
    assert (said(folder)["id"], said(folder)["title"]) == ("new", "T")


@pytest.mark.parametrize("name", ["../secret.txt", "missing.md"])
def test_a_dossier_that_names_a_text_elsewhere_is_refused_whole(store: Store, tmp_path: Path, name: str) -> None:
    source = tmp_path / "dossier"
    source.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (source / "agreement.yaml").write_text(f"{{id: x, title: X, parts: [{{id: main, file: {name}}}]}}", encoding="utf-8")
    with pytest.raises(LibraryError):
        store.add(source, "new")
    assert list(store.root.iterdir()) == []


def test_a_folder_that_is_no_dossier_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(LibraryError, match=r"has no agreement\.yaml"):
        store.add(tmp_path / "empty", "empty")


def test_a_text_that_nobody_knows_is_named_by_its_own_title(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text(
        "# Treaty of Eternal Peace\n\n## Chapter 1: Peace\n\n### Article 1: Peace\n\nThe Parties shall keep the peace.\n", encoding="utf-8"
    )
    name = store.add(path, given=Given(read=sources.read(path)))
    assert (name, said(store.root / name)["title"]) == ("t", "Treaty of Eternal Peace")


def test_what_was_added_can_be_read_with_the_same_facts(store: Store, nafta: Path) -> None:
    agreement = sources.read(store.root / store.add(nafta))
    assert (agreement.id, agreement.short, agreement.parties) == ("nafta", "NAFTA", ("CAN", "MEX", "USA"))


def test_remove_deletes_one_agreement(store: Store, text: Path) -> None:
    store.add(text, "peace")
    store.add(text, "other")
    store.remove("peace")
    assert store.ids() == ("other",)
    assert [path.name for path in store.root.iterdir()] == ["other"]


@pytest.mark.parametrize("name", ["peac", "..", "", "model-just"])
def test_remove_refuses_what_is_not_in_the_library(store: Store, text: Path, name: str) -> None:
    store.add(text, "peace")
    with pytest.raises(LibraryError, match="not in your library"):
        store.remove(name)
    assert store.ids() == ("peace",)


# --- what a SOURCE stands for -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["nafta", "NAFTA", "tota-112"])
def test_id_and_aliases_stand_for_the_library_folder(store: Store, nafta: Path, source: str) -> None:
    store.add(nafta)
    assert store.resolve(source) == store.root / "nafta"


def test_an_alias_used_as_id_is_found_by_the_catalogue_id(store: Store, nafta: Path) -> None:
    store.add(nafta, "tota-112")
    assert store.resolve("nafta") == store.root / "tota-112"


@pytest.mark.parametrize("source", ["model-just", "model-status-quo"])
def test_models_need_no_library(store: Store, source: str) -> None:
    assert (store.resolve(source) / "agreement.yaml").is_file()


def test_a_path_stands_for_itself(store: Store, text: Path, tmp_path: Path) -> None:
    assert (store.resolve(str(text)), store.resolve(str(tmp_path))) == (text, tmp_path)


def test_a_library_id_goes_before_a_file_of_that_name(store: Store, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(text, "peace")
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(text, "peace")
    assert store.resolve("peace") == store.root / "peace"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param(
            "nafta",
            "NAFTA is in the catalogue but its text is not in your library; get it with: scorer agreements fetch nafta, or add yours with:",
            id="known",
        ),
        pytest.param("korsu", "did you mean korus", id="misspelt"),
        pytest.param("model-jsut", "did you mean model-just", id="misspelt_model"),
        pytest.param("pece", "did you mean peace", id="misspelt_own"),
        pytest.param("qqqqqq", "scorer agreements list", id="like_nothing"),
        pytest.param("texts/a.xml", "no such file or folder: texts/a.xml", id="path"),
        pytest.param("a.xml", "no such file or folder: a.xml", id="file"),
    ],
)
def test_an_unknown_source_says_what_to_try(store: Store, text: Path, source: str, words: str) -> None:
    store.add(text, "peace")
    with pytest.raises(LibraryError) as caught:
        store.resolve(source)
    assert words in str(caught.value)


def test_the_list_has_models_then_the_library_then_the_rest(store: Store, nafta: Path) -> None:
    store.add(nafta)
    lines = store.listing()
    assert [(line.id, line.held) for line in lines[:3]] == [("model-just", "model"), ("model-status-quo", "model"), ("nafta", "library")]
    assert {line.held for line in lines[3:]} == {"no"}
    assert [line.id for line in lines].count("nafta") == 1


def test_asking_for_one_agreement_does_not_look_at_all_of_them(store: Store, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(text, "peace")
    monkeypatch.setattr(Path, "iterdir", stop)
    assert (store.held("PEACE"), store.held("nafta")) == (store.root / "peace", None)


@pytest.mark.parametrize("name", ["../library/peace", ".", "..", "", "peace/text"])
def test_a_path_is_no_id(store: Store, text: Path, name: str) -> None:
    store.add(text, "peace")
    assert store.held(name) is None


def test_a_damaged_dossier_is_still_listed_by_its_id(store: Store, text: Path) -> None:
    store.add(text, "peace")
    (store.root / "peace" / "agreement.yaml").write_text("a: [", encoding="utf-8")
    assert ("peace", "peace") in {(line.id, line.title) for line in store.listing()}


# --- where the library is, and interruptions --------------------------------------------------------------------------------------


def test_the_folder_given_goes_before_the_environment(tmp_path: Path) -> None:
    given, named = tmp_path / "given", tmp_path / "named"
    environ = {"SCORER_LIBRARY": str(named)}
    assert (open_store(given, environ=environ).root, open_store(environ=environ).root) == (given, named)


def test_without_either_the_library_lies_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    assert open_store(environ={}).root == tmp_path / "data" / "library"


def test_opening_writes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "library").listing()
    assert list(tmp_path.iterdir()) == []


def stop(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


def test_an_interrupted_copy_leaves_nothing(store: Store, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "safe_dump", stop)
    with pytest.raises(KeyboardInterrupt):
        store.add(text, "peace")
    assert list(store.root.iterdir()) == []


def failing(real: Callable[[Path, Path], Path], *, call: int) -> Callable[[Path, Path], Path]:
    """Return ``Path.replace`` that is interrupted at its nth call."""
    calls = 0

    def replace(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == call:
            raise KeyboardInterrupt
        return real(path, target)

    return replace


@pytest.mark.parametrize("call", [1, 2])
def test_an_interrupted_replacement_leaves_the_old_copy(
    store: Store, text: Path, nafta: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    store.add(text, "peace")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing(Path.replace, call=call))
        with pytest.raises(KeyboardInterrupt):
            store.add(nafta, "peace", force=True)
    assert (store.root / "peace" / "text" / "treaty.txt").is_file()
    assert [path.name for path in store.root.iterdir()] == ["peace"]


def test_what_a_crash_set_aside_comes_back_at_the_next_opening(store: Store, text: Path) -> None:
    store.add(text, "peace")
    (store.root / "peace").rename(store.root / ".old-peace")
    assert open_store(store.root).ids() == ("peace",)


def test_a_library_that_cannot_be_written_is_one_sentence(store: Store, text: Path) -> None:
    store.root.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(LibraryError, match="cannot add"):
        store.add(text, "peace")
