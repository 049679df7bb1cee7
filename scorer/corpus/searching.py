"""All agreements of the library, searched: what changed since the last search is indexed first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from scorer import library, shipped, store
from scorer.corpus.gather import Item, gather
from scorer.corpus.many import findings
from scorer.corpus.work import Job
from scorer.errors import LibraryError
from scorer.library.catalogue import alike, did_you_mean
from scorer.library.known import EVERYTHING, Wanted
from scorer.model import Findings, Found, Near, Passage
from scorer.search import COUNTS, Index, Stamp, units
from scorer.store import Folder

INDEX = "search.sqlite"
EVERY = "*"  # the glob that names no provision in particular
LIMIT = 20  # passages shown, unless another number is asked for
LEAST = 0.15  # cosine; below it two articles share little but the words that all treaties share

Told = Callable[[int, int], None]  # agreements indexed, agreements to index


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which agreements are searched (of the library, those that are ``wanted``), and where what is kept of them lies."""

    library: Path | None
    folder: Folder
    workers: int
    wanted: Wanted = EVERYTHING


def search(shelf: Shelf, typed: str, *, provision: str = EVERY, limit: int = LIMIT, told: Told) -> Found:
    """Return the articles of the library that hold the words, the best first.

    Raises:
        LibraryError: No provision is like the glob, or the query cannot be understood.
    """
    if provision != EVERY:
        _check(provision)
    with _index(shelf, told) as (index, sources):
        return index.search(typed, shipped.spellings, provision=provision, limit=limit, sources=sources)


def similar(shelf: Shelf, found: Findings, place: str, *, limit: int = LIMIT, told: Told) -> tuple[Passage, tuple[Near, ...]]:
    """Return a clause, and the nearest one of each other agreement of the library.

    Args:
        shelf: What is searched.
        found: The agreement in which the clause stands.
        place: Its eId ("chp_19__art_19-5"), the end of it ("art_19-5"), or the number of an article ("19.5").
        limit: The most agreements.
        told: Is told how far indexing is.

    Raises:
        LibraryError: There is no such place, or the library is empty.
    """
    from scorer.search import near  # loads what takes longer than a search

    asked, grain = _asked(found, place)
    with _index(shelf, told) as (index, sources):
        wish = near.Wish(limit, LEAST, frozenset(sources), _one_spelling)
        return asked, near.nearest(index, asked, grain, wish, shelf.folder.path)


@lru_cache(maxsize=1 << 14)  # words of the clauses compared
def _one_spelling(word: str) -> str:
    """Return what stands for a word in all its spellings."""
    return min(shipped.spellings(word.casefold()))


def _check(provision: str) -> None:
    """Raise where no provision is like a glob: nothing would be found, which would look like an answer."""
    known = tuple(shipped.provision_library().provisions)
    if not any(fnmatchcase(name, provision) for name in known):
        globs = {f"{name.partition('.')[0]}.*" for name in known}
        hint = did_you_mean(alike(provision, {*known, *globs})) or "; see: scorer rubric show"
        raise LibraryError(f"no provision is like '{provision}'{hint}")


def forget(source: str, folder: Path) -> None:
    """Take an agreement that left the library out of what searches keep in a folder."""
    if not (folder / INDEX).is_file():
        return
    with closing(Index(folder / INDEX)) as index:
        if source in index.stamps():
            index.erase(source)
    for counted in folder.glob(COUNTS.format("*", "*")):
        counted.unlink(missing_ok=True)


def clean(folder: store.Folder, *, everything: bool = False) -> store.Cleaned:
    """Delete what other versions of the tool, its provisions or models have kept in a folder; with ``everything``, all that is kept.

    The index of searches is made anew by the search that needs it; it is deleted with everything.
    """
    gone = store.open_store(folder).clean(everything=everything)
    stale = [path for path in folder.path.glob("provisions-*.json") if everything or path.name != shipped.compiled_name()]
    if everything:
        stale += [*folder.path.glob(f"{INDEX}*"), *folder.path.glob(COUNTS.format("*", "*"))]
    size = gone.size + sum(path.stat().st_size for path in stale)
    for path in stale:
        path.unlink(missing_ok=True)
    return store.Cleaned(gone.entries, size, len(stale))


@contextmanager
def _index(shelf: Shelf, told: Told) -> Iterator[tuple[Index, tuple[str, ...]]]:
    """Open the index, with every agreement of the library in it."""
    held = library.open_store(shelf.library)
    names = (*held.models(), *held.ids())
    items = gather(names, shelf.library)
    job = Job(store=shelf.folder)
    with _writable(shelf.folder.path), closing(Index(shelf.folder.path / INDEX)) as index:
        stamps = index.stamps()
        stale = [item for item in items if stamps.get(item.source) != _stamp(item)]
        index.drop(set(stamps) - {item.source for item in items})
        for number, each in enumerate(findings(stale, job, workers=max(1, min(shelf.workers, len(stale)))) if stale else ()):
            if each.findings is not None:
                index.put(each.item.source, _stamp(each.item), each.findings)
            told(number + 1, len(stale))
        yield index, _chosen(shelf, tuple(item.source for item in items))


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Say in a sentence what keeps the index from being written: rights, a full disk, another process that does not end."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LibraryError(f"the index in {folder} cannot be used ({error}); choose another with --cache, or give --no-cache") from None


def _chosen(shelf: Shelf, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the library's agreements that are wanted.

    Raises:
        LibraryError: None of them is.
    """
    if shelf.wanted == EVERYTHING:
        return sources
    wanted = {each.id for each in library.listing(shelf.wanted, folder=shelf.library)}
    chosen = tuple(source for source in sources if source in wanted)
    if not chosen:
        raise LibraryError("no agreement in the library is like that; see: scorer agreements list --held")
    return chosen


def _stamp(item: Item) -> Stamp:
    """Return what changes when the text of an agreement, or what is found in it, may have changed."""
    path = Path(item.path)
    files = sorted(part for part in path.rglob("*") if part.is_file()) if path.is_dir() else [path]
    return repr(([(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files], store.maker()))


def _asked(found: Findings, place: str) -> tuple[Passage, str]:
    agreement = found.agreement
    rows = tuple(units.units(found))
    match = next((row for row in rows if row.eid == place), None)
    match = match or next((row for row in rows if row.eid.endswith(f"__{place}")), None)
    match = match or next((row for row in rows if row.citation.endswith(f" art. {place}")), None)
    if match is None:
        raise LibraryError(f"{agreement.short} has no article or paragraph '{place}'{_instead(rows, place)}")
    told = (match.part, match.eid, match.citation, match.heading, match.span.start, match.text)
    asked = Passage("", agreement.id, agreement.title, *told, provisions=match.provisions, loopholes=match.loopholes)
    return replace(asked, signed=agreement.signed, inner=match.inner, published=agreement.published), match.grain


def _instead(rows: Sequence[units.Unit], place: str) -> str:
    """Word what to name instead: the articles of a chapter, else what looks alike."""
    articles = [row.eid for row in rows if row.grain == units.ARTICLE]
    inside = [eid for eid in articles if eid.startswith(f"{place}__")]
    if inside:
        return f"; name one of its articles: {inside[0]}" + (f" to {inside[-1]}" if len(inside) > 1 else "")
    ends = {row.eid.rpartition("__")[2] for row in rows} | {row.citation.rpartition(" art. ")[2] for row in rows}
    return did_you_mean(alike(place, ends)) or "; name an eId as scorer parse shows it, or the number of an article"
