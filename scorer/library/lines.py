"""What the library says of itself, in lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from scorer.errors import LibraryError
from scorer.library import dossier
from scorer.library.catalogue import did_you_mean, nearest
from scorer.library.entries import Collection, Entry
from scorer.library.known import Known
from scorer.library.store import Store

_HELD = {"library": "in your library", "model": "model, ships with scorer", "no": "in the catalogue only"}


def listing(found: Sequence[Known]) -> list[str]:
    """Return one line per agreement: id, year of signature, where its text is, title."""
    width = max((len(each.id) for each in found), default=0)
    where = max(len(words) for words in _HELD.values())
    return [f"{each.id:<{width}}  {(each.signed or '')[:4]:<4}  {_HELD[each.held]:<{where}}  {each.title}" for each in found]


def describe(store: Store, name: str) -> list[str]:
    """Return the facts of one agreement, one per line, then where its text is.

    Raises:
        LibraryError: Neither the library nor the catalogue knows it.
    """
    entry = store.catalogue.get(name)
    held = store.held(name)
    if held is None and entry is None:
        names = (*store.ids(), *store.models(), *(known for each in store.catalogue for known in each.names))
        close = nearest(name, names)
        raise LibraryError(f"no agreement '{name}'{did_you_mean(close)}" + ("" if close else "; see: scorer agreements list"))
    rows = [*(_of_dossier(held) if held else _of_entry(entry)), *(_published(store, entry) if entry else ()), ("text", _place(held, entry))]
    width = max(len(label) for label, _ in rows)
    return [f"{label:<{width}}  {value}" for label, value in rows if value]


def _of_dossier(folder: Path) -> Iterator[tuple[str, str]]:
    facts = dossier.facts(folder)
    yield "id", folder.name
    yield from _facts(facts)


def _of_entry(entry: Entry | None) -> Iterator[tuple[str, str]]:
    if entry:
        yield "id", entry.id
        yield from _facts(entry.model_dump())


def _facts(facts: dossier.Facts) -> Iterator[tuple[str, str]]:
    for key in ("title", "short", "signed", "in_force", "kind", "language"):
        yield key.replace("_", " "), str(facts.get(key) or "")
    yield "parties", ", ".join(facts.get("parties") or ())


def _published(store: Store, entry: Entry) -> Iterator[tuple[str, str]]:
    yield "type", entry.type or ""
    yield "aliases", ", ".join(entry.aliases)
    yield "status", f"{entry.status.replace('_', ' ')} (on {store.catalogue.tota.recorded})" if entry.status else ""
    yield "ended", entry.ended or ""
    yield "region", entry.region or ""
    yield "WTO no.", f"{entry.wto} (database of regional trade agreements)" if entry.wto else ""
    yield "official", entry.official or ""
    yield "published", store.catalogue.published_at(entry) or ""
    yield "sha256", entry.tota.sha256 if entry.tota else ""
    yield "licence", _licence(store.catalogue.tota) if entry.tota else ""
    yield "cite", store.catalogue.tota.cite if entry.tota else ""
    yield "note", entry.note or ""


def _licence(of: Collection) -> str:
    return f"{of.licence} ({of.terms}); from {of.title}"


def _place(held: Path | None, entry: Entry | None) -> str:
    """Say where the text is, or how to get it into the library."""
    if held is not None:
        return str(held)
    if entry is None:
        return ""
    got = f"get it with: scorer agreements fetch {entry.id}, or " if entry.tota else ""
    return f"not in your library; {got}add yours with: scorer agreements add FILE --id {entry.id}"
