"""Which agreements are known, which are held, and where a SOURCE lies.

In:          ``agreements/catalogue.yaml`` and what lies beside it, the shipped models, the user's library folder
Out:         facts about agreements, a path that ``sources.read`` can open
Guarantees:  an id or alias stands for one agreement; a library folder is whole or not there; what ``add`` replaces is kept until the
             new copy is in place; nothing outside the library folder is written
Leaves out:  reading texts, judging whether a file is an agreement; it asks the network only in ``fetch``
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from scorer.library import fetching, lines
from scorer.library.catalogue import named, refusal, shipped_catalogue
from scorer.library.fetching import Fetched
from scorer.library.known import EVERYTHING, Known, Wanted
from scorer.library.store import Given, open_store
from scorer.model import Agreement

__all__ = [
    "Fetched", "Known", "Wanted", "add", "describe", "fetch", "listed", "listing", "named", "open_store", "refusal", "remove",
    "resolve", "rows", "shipped_catalogue",
]  # fmt: skip


def resolve(source: str, folder: Path | None = None) -> Path:
    """Return the file or folder that a SOURCE stands for.

    Raises:
        LibraryError: It stands for nothing that is there; the message says what to try.
    """
    return open_store(folder).resolve(source)


def add(  # noqa: PLR0913 - the options of the command
    path: Path,
    agreement_id: str | None = None,
    *,
    folder: Path | None = None,
    title: str | None = None,
    short: str | None = None,
    read: Agreement | None = None,
    force: bool = False,
) -> str:
    """Copy a file or a dossier into the library and return its id there.

    ``read`` is what ``sources.read`` made of it: it lends title, parties and dates where neither user nor catalogue tells them.

    Raises:
        LibraryError: The id is unusable or taken, the file is known to be another agreement, or the library cannot be written.
    """
    return open_store(folder).add(path, agreement_id, given=Given(title, short, read), force=force)


def fetch(names: Sequence[str], *, folder: Path | None = None, mirror: str | None = None, force: bool = False) -> Iterator[Fetched]:
    """Yield what became of each known agreement whose published text is to be put into the library; all of them where none is named.

    Raises:
        LibraryError: The package that downloads is not installed, or the mirror is no folder.
    """
    store = open_store(folder)
    chosen = names or [entry.id for entry in store.catalogue if entry.tota]
    return fetching.fetch(store, chosen, mirror=mirror, force=force)


def remove(agreement_id: str, folder: Path | None = None) -> None:
    """Delete an agreement from the library.

    Raises:
        LibraryError: The library has no such id.
    """
    open_store(folder).remove(agreement_id)


def listing(wanted: Wanted = EVERYTHING, *, folder: Path | None = None) -> tuple[Known, ...]:
    """Return the agreements that are looked for: models, those in the library, those that only the catalogue knows.

    Raises:
        LibraryError: Nobody is a Party that is asked for.
    """
    return wanted.among(open_store(folder).listing())


def listed(found: Sequence[Known], *, ids: bool = False) -> list[str]:
    """Return agreements as lines: their ids alone, or with year, place and title."""
    return [each.id for each in found] if ids else lines.listing(found)


def rows(found: Sequence[Known]) -> list[dict[str, object]]:
    """Return agreements as rows of the table ``catalogue``."""
    return [each.row(shipped_catalogue()) for each in found]


def describe(agreement_id: str, folder: Path | None = None) -> list[str]:
    """Return the lines of ``scorer agreements show``.

    Raises:
        LibraryError: Nobody knows this id.
    """
    return lines.describe(open_store(folder), agreement_id)
