"""Known texts into the library, from a folder and from a server on this machine; no test asks another."""

from __future__ import annotations

import hashlib
import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scorer.errors import LibraryError
from scorer.library import open_store
from scorer.library.catalogue import Catalogue, shipped_catalogue
from scorer.library.entries import CollectionFile
from scorer.library.fetching import MOST_UNANSWERED, Fetched, fetch
from scorer.library.store import Store

TEXTS = {"nafta": b"one treaty", "tpp": b"another treaty", "korus": b"a third"}


def states(done: Iterator[Fetched]) -> list[tuple[str, str]]:
    return [(each.id, each.state) for each in done]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty library; its catalogue takes short texts for the files of three agreements."""
    shipped = shipped_catalogue()
    entries = [
        entry.model_copy(update={"tota": CollectionFile(number=entry.tota.number, sha256=hashlib.sha256(TEXTS[entry.id]).hexdigest())})
        for entry in shipped
        if entry.id in TEXTS and entry.tota
    ]
    return Store(tmp_path / "library", open_store(tmp_path / "library").shipped, Catalogue.of(shipped.tota, entries))


@pytest.fixture
def mirror(tmp_path: Path, store: Store) -> Path:
    """A copy of the collection: the three files."""
    folder = tmp_path / "mirror"
    (folder / "xml").mkdir(parents=True)
    for entry in store.catalogue:
        assert entry.tota is not None
        (folder / "xml" / f"pta_{entry.tota.number}.xml").write_bytes(TEXTS[entry.id])
    return folder


class Half(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; of ``pta_449.xml`` it sends half of what it promised."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def copyfile(self, source, outputfile):
        data = source.read()
        outputfile.write(data[: len(data) // 2] if self.path.endswith("pta_449.xml") else data)


@pytest.fixture
def server(mirror: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server of the mirror on this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *words: Half(*words, directory=str(mirror))) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


def text_of(store: Store, name: str) -> bytes:
    (file,) = (store.root / name / "text").iterdir()
    return file.read_bytes()


def left_in(store: Store) -> set[str]:
    return {path.name for path in store.root.iterdir()}


def test_texts_come_from_a_folder(store: Store, mirror: Path) -> None:
    assert states(fetch(store, ["nafta", "tota-449"], mirror=str(mirror))) == [("nafta", "fetched"), ("tpp", "fetched")]
    assert (text_of(store, "nafta"), text_of(store, "tpp"), left_in(store)) == (TEXTS["nafta"], TEXTS["tpp"], {"nafta", "tpp"})


def test_a_mirror_may_hold_the_files_without_their_folder(store: Store, mirror: Path) -> None:
    assert states(fetch(store, ["nafta"], mirror=str(mirror / "xml"))) == [("nafta", "fetched")]


def test_texts_come_from_a_server(store: Store, server: str) -> None:
    assert states(fetch(store, ["nafta", "korus"], mirror=server)) == [("nafta", "fetched"), ("korus", "fetched")]
    assert text_of(store, "korus") == TEXTS["korus"]


def test_what_is_there_is_not_fetched_again(store: Store, mirror: Path) -> None:
    list(fetch(store, ["nafta"], mirror=str(mirror)))
    (mirror / "xml" / "pta_112.xml").unlink()
    assert states(fetch(store, ["nafta", "tpp"], mirror=str(mirror))) == [("nafta", "held"), ("tpp", "fetched")]


def test_force_replaces_the_text_under_whichever_name_it_was(store: Store, mirror: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("my own copy", encoding="utf-8")
    store.add(mine, "tota-112")
    assert states(fetch(store, ["nafta"], mirror=str(mirror), force=True)) == [("nafta", "fetched")]
    assert left_in(store) == {"nafta"}


def test_other_bytes_are_not_kept_and_the_rest_is_done(store: Store, mirror: Path) -> None:
    (mirror / "xml" / "pta_112.xml").write_bytes(b"one treaty, altered")
    done = list(fetch(store, ["nafta", "tpp"], mirror=str(mirror)))
    assert [(each.id, each.state) for each in done] == [("nafta", "failed"), ("tpp", "fetched")]
    assert "SHA-256 differs" in done[0].reason
    assert "scorer agreements add pta_112.xml" in done[0].reason
    assert left_in(store) == {"tpp"}


def test_half_a_file_is_not_kept_and_the_rest_is_done(store: Store, server: str) -> None:
    done = list(fetch(store, ["tpp", "nafta"], mirror=server))
    assert [(each.id, each.state) for each in done] == [("tpp", "failed"), ("nafta", "fetched")]
    assert "pta_449.xml" in done[0].reason
    assert left_in(store) == {"nafta"}


@pytest.mark.parametrize("place", ["folder", "server"])
def test_a_missing_file_is_named(store: Store, mirror: Path, server: str, place: str) -> None:
    (mirror / "xml" / "pta_112.xml").unlink()
    (failed,) = fetch(store, ["nafta"], mirror=server if place == "server" else str(mirror))
    assert failed.state == "failed"
    assert failed.reason.startswith("pta_112.xml is not in ")
    assert left_in(store) == set()


def test_without_a_connection_it_says_which_file_to_put_where_and_soon_stops(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as unused:  # a port on which nobody listens
        unused.bind(("127.0.0.1", 0))
        names = ["nafta"] * (MOST_UNANSWERED + 2)
        done = list(fetch(store, names, mirror=f"http://127.0.0.1:{unused.getsockname()[1]}"))
    assert [each.state for each in done] == ["failed"] * MOST_UNANSWERED + ["not_tried"] * 2
    assert "no connection to 127.0.0.1" in done[0].reason
    assert "scorer agreements add pta_112.xml" in done[0].reason


def test_an_unknown_name_is_told_and_the_rest_is_done(store: Store, mirror: Path) -> None:
    done = list(fetch(store, ["naftta", "tpp"], mirror=str(mirror)))
    assert [each.state for each in done] == ["failed", "fetched"]
    assert "did you mean nafta" in done[0].reason


def test_a_mirror_that_is_no_folder_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="is no folder"):
        list(fetch(store, ["nafta"], mirror=str(tmp_path / "nowhere")))
    assert not store.root.exists()


def test_the_published_place_is_a_file_of_the_pinned_version() -> None:
    tota = shipped_catalogue().tota
    assert tota.download.format(commit=tota.commit) + tota.file.format(number=112) == (
        "https://raw.githubusercontent.com/mappingtreaties/tota/2558ee5e9aafb1fe02d586768def7feb8906123d/xml/pta_112.xml"
    )
