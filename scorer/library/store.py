"""The user's library: one folder per agreement, ``<id>/agreement.yaml`` beside ``<id>/text/``."""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from scorer import paths
from scorer.errors import LibraryError, ScorerError
from scorer.library import dossier
from scorer.library.catalogue import Catalogue, did_you_mean, nearest, shipped_catalogue
from scorer.library.entries import ID_PATTERN, Entry
from scorer.library.known import Known
from scorer.model import Agreement

log = logging.getLogger(__name__)

ENVIRONMENT = "SCORER_LIBRARY"
_MAX_ID = 64
_NEW, _OLD, _GONE = ".new-", ".old-", ".gone-"  # names of folders on their way in, aside and out; ids never start with a dot


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a text that is added: by the user (``title``, ``short``), and by the text itself as it was ``read``."""

    title: str | None = None
    short: str | None = None
    read: Agreement | None = None


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Store:
    """A library folder, the shipped models, and the catalogue.

    Attributes:
        root: The library folder; it need not exist before the first ``add``.
        shipped: The folder of the model agreements.
    """

    root: Path
    shipped: Path
    catalogue: Catalogue

    def ids(self) -> tuple[str, ...]:
        """Return the ids in the library, sorted."""
        return _dossiers(self.root)

    def models(self) -> tuple[str, ...]:
        """Return the ids of the shipped model agreements, sorted."""
        return _dossiers(self.shipped)

    def listing(self) -> tuple[Known, ...]:
        """Return everything known: models, then the library, then what the catalogue knows and the library lacks."""
        held = self.ids()
        missing = [entry for entry in self.catalogue if not any(name in held for name in entry.names)]
        return (
            *(Known(name, "model", _facts(self.shipped / name), None) for name in self.models()),
            *(Known(name, "library", _facts(self.root / name), self.catalogue.get(name)) for name in held),
            *(Known(entry.id, "no", {}, entry) for entry in missing),
        )

    def add(self, path: Path, id: str | None = None, *, given: Given = NOTHING, force: bool = False) -> str:
        """Copy a file or folder into the library and return its id there.

        Facts come from the catalogue where it knows the file (by SHA-256) or the id.

        Args:
            path: A text, or a dossier (a folder with ``agreement.yaml``). That it can be read is the caller's to check.
            id: Its name in the library; where left out, the id under which the catalogue knows the file, else one made of the file's name.
            given: What the user or the text itself says.
            force: Replace what the library holds under this id.

        Raises:
            LibraryError: There is no such file, the id is unusable or taken, the file is known to be another agreement, a dossier is
                faulty, or the library cannot be written.
        """
        if not path.exists():
            raise LibraryError(f"no such file or folder: {path}; check the spelling")
        by_file = self.catalogue.of_file(path) if path.is_file() else None
        name = id if id is not None else by_file.id if by_file else _slug(path)
        self._check_free(name, by_file, force)
        try:
            self._place(path, name, by_file or self.catalogue.get(name), given)
            self._drop_others(name)
        except (OSError, shutil.Error) as error:
            raise LibraryError(
                f"cannot add {path} to {self.root}: {error}; check space and permissions, or choose another folder with --library"
            ) from error
        log.info("added %s", name)
        return name

    def remove(self, id: str) -> None:
        """Delete an agreement from the library.

        Raises:
            LibraryError: The library has no such id, or the folder cannot be deleted.
        """
        if id not in self.ids():
            raise LibraryError(f"'{id}' is not in your library{did_you_mean(nearest(id, self.ids()))}")
        try:
            aside = Path(tempfile.mkdtemp(prefix=_GONE, dir=self.root))
            (self.root / id).replace(aside / id)
            shutil.rmtree(aside)
        except OSError as error:
            raise LibraryError(f"cannot remove '{id}' from {self.root}: {error}; check permissions") from error
        log.info("removed %s", id)

    def resolve(self, source: str) -> Path:
        """Return the file or folder that a SOURCE stands for: an id or alias first, then a path.

        Raises:
            LibraryError: It stands for nothing that is there; the message says what to try.
        """
        held = self.held(source)
        if held is not None:
            return held
        path = Path(source).expanduser()
        if path.exists():
            return path
        raise LibraryError(self._unknown(source))

    def held(self, name: str) -> Path | None:
        """Return the folder of the library or of a model with this id or alias; None where there is none."""
        name = name.casefold()
        for folder in (self.root, self.shipped):
            if _is_dossier(folder, name):
                return folder / name
        entry = self.catalogue.get(name)
        return self._folder(entry) if entry else None

    def _folder(self, entry: Entry) -> Path | None:
        """Return the library folder of a catalogued agreement, under whichever of its names it was added."""
        return next((self.root / name for name in entry.names if _is_dossier(self.root, name)), None)

    def _unknown(self, source: str) -> str:
        """Word what is wrong with a SOURCE and what to try."""
        entry = self.catalogue.get(source)
        if entry:
            return (
                f"{entry.short} is in the catalogue but its text is not in your library; "
                f"get it with: scorer agreements fetch {entry.id}, or add yours with: scorer agreements add FILE --id {entry.id}"
            )
        if Path(source).name != source or Path(source).suffix:
            return f"no such file or folder: {source}"
        names = (*self.ids(), *self.models(), *(name for known in self.catalogue for name in known.names))
        close = nearest(source, names)
        return f"no agreement or file '{source}'{did_you_mean(close)}" + ("" if close else "; see: scorer agreements list")

    def _check_free(self, name: str, by_file: Entry | None, force: bool) -> None:
        """Raise unless ``name`` may be given to a file that the catalogue knows as ``by_file``."""
        if not re.fullmatch(ID_PATTERN, name) or len(name) > _MAX_ID:
            raise LibraryError(f"'{name}' cannot be an id: use up to {_MAX_ID} lower-case letters, digits and single hyphens")
        if name in self.models():
            raise LibraryError(f"'{name}' is a model agreement that ships with the tool; choose another id")
        if force:
            return
        if name in self.ids():
            raise LibraryError(f"'{name}' is already in your library; replace it with --force")
        by_name = self.catalogue.get(name)
        held = self._folder(by_name) if by_name else None
        if by_name and held:
            raise LibraryError(f"{by_name.short} is already in your library as '{held.name}'; replace it with --force")
        if by_file and by_name and by_file != by_name:
            raise LibraryError(f"this file is {by_file.short}, but '{name}' stands for {by_name.short}; use --id {by_file.id}, or --force")

    def _drop_others(self, name: str) -> None:
        """Remove what the library holds of the same agreement under another of its names: two texts cannot answer to one alias."""
        entry = self.catalogue.get(name)
        for other in self.ids():
            if entry and other != name and other in entry.names:
                self.remove(other)

    def _place(self, path: Path, name: str, entry: Entry | None, given: Given) -> None:
        """Build the dossier in a folder of its own, then move it into place."""
        self.root.mkdir(parents=True, exist_ok=True)
        with scratch(self.root) as folder:
            made = folder / name
            dossier.make(path, made, {"id": name, "title": given.title, "short": given.short}, entry=entry, read=given.read)
            _swap(made, self.root / name)


def open_store(folder: Path | None = None, *, environ: Mapping[str, str] | None = None) -> Store:
    """Open the library: ``folder``, else ``SCORER_LIBRARY``, else the user's data folder.

    Raises:
        RubricError: The catalogue is unsound.
    """
    named = (os.environ if environ is None else environ).get(ENVIRONMENT)
    root = folder or (Path(named) if named else platformdirs.user_data_path("scorer", appauthor=False) / "library")
    shipped = paths.data_dir("agreements")
    _recover(root.expanduser())
    return Store(root.expanduser(), shipped, shipped_catalogue())


def _slug(path: Path) -> str:
    """Return an id made of a file's name.

    >>> _slug(Path("Peace Treaty (final).md"))
    'peace-treaty-final'
    """
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower())[:_MAX_ID].strip("-")


def _dossiers(folder: Path) -> tuple[str, ...]:
    """Return the names of the folders that hold an ``agreement.yaml``, sorted; none where the folder is missing."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(child.name for child in folder.iterdir() if _is_dossier(folder, child.name)))


def _is_dossier(folder: Path, name: str) -> bool:
    """Tell whether a name is that of a dossier in a folder; asked of hundreds of names, so that none of them lists the folder."""
    return Path(name).name == name and name[:1] not in ("", ".") and (folder / name / dossier.FILE).is_file()


def _facts(folder: Path) -> dossier.Facts:
    """Return what a dossier says of itself; one that cannot be read says nothing."""
    try:
        return dossier.facts(folder)
    except ScorerError as error:
        log.warning("%s", error)
        return {}


@contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """Give a hidden folder on the library's own file system, gone afterwards whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix=_NEW, dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(made: Path, target: Path) -> None:
    """Move ``made`` to ``target``. What stood there waits beside it until the move is done, and returns if the move fails."""
    aside = target.with_name(_OLD + target.name)
    if not target.exists():
        made.replace(target)
        return
    target.replace(aside)
    try:
        made.replace(target)
    except BaseException:
        aside.replace(target)  # the old copy comes back, whatever stopped the new one
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _recover(root: Path) -> None:
    """Finish what an interruption cut short: put a set-aside agreement back where its successor never arrived."""
    if not root.is_dir():
        return
    for aside in root.glob(f"{_OLD}*"):
        target = root / aside.name.removeprefix(_OLD)
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
            continue
        try:
            aside.replace(target)
        except OSError as error:
            log.warning("cannot restore %s: %s", target, error)
    for gone in root.glob(f"{_GONE}*"):
        shutil.rmtree(gone, ignore_errors=True)
