"""What was named on the command line → one item for each agreement, in natural order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from scorer import library, sources
from scorer.corpus import remote
from scorer.errors import LibraryError
from scorer.library.dossier import FILE as DOSSIER
from scorer.library.store import Store

_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Item:
    """One agreement to be worked on.

    Attributes:
        source: Its id in the library, its path or its address, as the tables name it.
        path: Where it lies; an address where ``remote.is_address`` says so.
        size: Bytes, 0 where unknown; what is large is begun first.
        stamp: What changes when its bytes may have changed.
    """

    source: str
    path: str
    size: int = 0
    stamp: str = ""


def gather(named: Iterable[str], library_dir: Path | None = None) -> tuple[Item, ...]:
    """Return the agreements that ids, files, folders, globs and addresses stand for, each once, in natural order of their names.

    Raises:
        LibraryError: One of them stands for nothing.
        SourceError: A folder or an address cannot be opened.
    """
    store = library.open_store(library_dir)
    found = {item.path: item for name in named for item in _items(name, store)}
    return tuple(sorted(found.values(), key=lambda item: (_natural(item.source), item.source)))


def largest_first(items: Sequence[Item]) -> list[int]:
    """Return the places of the items in the order in which to begin them: what takes longest is not left to the end."""
    return sorted(range(len(items)), key=lambda number: -items[number].size)


def _items(name: str, store: Store) -> Iterator[Item]:
    if remote.is_address(name):
        yield from (Item(file.address, file.address, file.size, file.stamp) for file in remote.files(name))
        return
    held = store.held(name)
    if held is not None:
        yield _item(held, held.name)
        return
    path = Path(name).expanduser()
    if path.is_dir() and not (path / DOSSIER).is_file():
        inside = sources.agreements_in(path)
        if not inside:
            raise LibraryError(f"{name} holds no texts; give a folder of PDF, DOCX, HTML, Markdown, plain text or XML files")
        yield from (_item(each, str(each)) for each in inside)
    elif not path.exists() and _GLOB.search(name):
        yield from _matching(name, store)
    else:
        yield _item(store.resolve(name), name)


def _matching(glob: str, store: Store) -> Iterator[Item]:
    """Yield the agreements of the library, and the files, whose names a glob matches."""
    ids = [_item(store.resolve(name), name) for name in (*store.models(), *store.ids()) if fnmatchcase(name, glob)]
    anchor = Path(Path(glob).anchor or ".")
    paths = [path for path in anchor.glob(str(Path(glob).relative_to(Path(glob).anchor))) if not path.name.startswith(".")]
    found = ids + [_item(path, str(path)) for path in paths if path.is_file() or (path / DOSSIER).is_file()]
    if not found:
        raise LibraryError(f"'{glob}' matches no id of the library and no file; see: scorer agreements list")
    yield from found


def _item(path: Path, source: str) -> Item:
    """Return what lies at a path; a file that cannot be looked at is one that will not be read, which its row will tell."""
    try:
        files = sorted(part for part in path.rglob("*") if part.is_file()) if path.is_dir() else [path]
        known = [(file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    except OSError:
        return Item(source, str(path))
    return Item(source, str(path), sum(size for size, _ in known), " ".join(f"{size}-{time}" for size, time in known))


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key by which "pta_2" comes before "pta_10".

    >>> sorted(["pta_10.xml", "pta_2.xml"], key=_natural)
    ['pta_2.xml', 'pta_10.xml']
    """
    pieces = re.findall(r"\d+|\D+", name)
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)
