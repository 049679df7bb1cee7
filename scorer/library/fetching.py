"""Known texts → the library: downloads from where they are published, or from a copy of it. Nothing here runs unless it is asked for."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from scorer.errors import LibraryError
from scorer.library.entries import CollectionFile, Entry
from scorer.library.store import Store, scratch

TIMEOUT = 30  # seconds without a byte from the server
MOST_UNANSWERED = 3  # servers that do not answer in a row; then the rest is not tried, for each may take ``TIMEOUT``

Downloader = Callable[[str, str, object], object]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one agreement: its text is new, was there already, could not be had, or was not tried, with the reason."""

    id: str
    state: Literal["fetched", "held", "failed", "not_tried"]
    reason: str = ""


class _UnansweredError(LibraryError):
    """No connection: neither the file nor a refusal came back."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where files are taken from: a web address or a folder that ends in a slash, and what copies from there."""

    base: str
    download: Downloader

    @property
    def host(self) -> str:
        return urlsplit(self.base).netloc or self.base


def fetch(store: Store, names: Sequence[str], *, mirror: str | None = None, force: bool = False) -> Iterator[Fetched]:
    """Yield what became of each agreement, in order; a text that the library holds is not fetched again unless ``force`` says so.

    A file is added only where it has the SHA-256 of the catalogue. ``mirror`` is a copy of the collection, as an address or a folder.

    Raises:
        LibraryError: The package that downloads is not installed, or the mirror is no folder.
    """
    origin = _origin(store, mirror)
    unanswered = 0
    for done, name in enumerate(names):
        if unanswered == MOST_UNANSWERED:
            yield from (Fetched(left, "not_tried", f"{origin.host} does not answer") for left in names[done:])
            return
        try:
            yield _fetch(store, name, origin, force)
            unanswered = 0
        except _UnansweredError as error:
            unanswered += 1
            yield Fetched(name, "failed", str(error))
        except LibraryError as error:
            yield Fetched(name, "failed", str(error))


def _fetch(store: Store, name: str, origin: _Origin, force: bool) -> Fetched:
    """Put one text into the library.

    Raises:
        LibraryError: It is not known or not published, cannot be had, or is not the file that was published.
    """
    entry = store.catalogue.find(name)
    if store.held(entry.id) is not None and not force:
        return Fetched(entry.id, "held")
    if entry.tota is None:
        raise LibraryError(f"{entry.short} is in no published collection; add a file you have: scorer agreements add FILE --id {entry.id}")
    store.root.mkdir(parents=True, exist_ok=True)
    with scratch(store.root) as folder:
        store.add(_download(store, entry, entry.tota, origin, folder), entry.id, force=force)
    return Fetched(entry.id, "fetched")


def _download(store: Store, entry: Entry, file: CollectionFile, origin: _Origin, folder: Path) -> Path:
    """Return the file, checked.

    Raises:
        LibraryError: It cannot be had, or has other bytes than the published file.
    """
    import pooch
    from requests.exceptions import ConnectionError as Unconnected
    from requests.exceptions import RequestException, Timeout

    place = store.catalogue.tota.file.format(number=file.number)
    name = PurePosixPath(place).name
    by_hand = f"get {name} from {store.catalogue.published_at(entry)} and type: scorer agreements add {name}"
    missing = f"{name} is not in {origin.base}; {by_hand}"
    for path in (place, name):  # a mirror may hold the files without their folder
        try:
            got = pooch.retrieve(origin.base + path, f"sha256:{file.sha256}", fname=name, path=folder, downloader=origin.download)
            return Path(got)
        except ValueError as error:
            if isinstance(error, RequestException):  # an address that cannot be one
                raise LibraryError(f"{origin.base} is no address to fetch from; give --mirror a folder or an https address") from None
            raise LibraryError(
                f"{name} from {origin.host} was not kept: it is cut short or is not the published file (its SHA-256 differs); "
                f"try again, or {by_hand}"
            ) from None
        except (Unconnected, Timeout):
            raise _UnansweredError(f"no connection to {origin.host}; try later or with --mirror, or {by_hand}") from None
        except (RequestException, OSError) as error:
            if _absent(error):
                continue
            raise LibraryError(f"{name} cannot be had from {origin.host} ({error}); try again, or {by_hand}") from None
    raise LibraryError(missing)


def _absent(error: Exception) -> bool:
    """Tell whether an error says that there is no such file."""
    answer = getattr(error, "response", None)
    return isinstance(error, FileNotFoundError) or getattr(answer, "status_code", None) == 404


def _origin(store: Store, mirror: str | None) -> _Origin:
    """Return where to take files from.

    Raises:
        LibraryError: The package that downloads is not installed, or the mirror is no folder.
    """
    try:
        import pooch
    except ImportError:
        raise LibraryError("fetching needs the package pooch; type: pip install 'scorer[fetch]'") from None
    pooch.get_logger().setLevel(logging.ERROR)  # it tells every download on stderr; the command says what was done
    web: Downloader = pooch.HTTPDownloader(timeout=TIMEOUT)
    if mirror is None:
        return _Origin(store.catalogue.tota.download.format(commit=store.catalogue.tota.commit), web)
    if urlsplit(mirror).scheme in {"http", "https"}:
        return _Origin(mirror.rstrip("/") + "/", web)
    folder = Path(mirror).expanduser()
    if not folder.is_dir():
        raise LibraryError(f"{mirror} is no folder; give --mirror a folder with the collection's files, or an https address")
    return _Origin(f"{folder}/", _copy)


def _copy(path: str, output: str, _pooch: object) -> None:
    """Copy a file of a folder, in the form in which pooch calls a download."""
    shutil.copyfile(path, output)
