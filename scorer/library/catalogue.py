"""Facts about known agreements: ``agreements/catalogue.yaml``."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from scorer import paths, yamlfile
from scorer.errors import LibraryError, Location, RubricError
from scorer.model import Agreement

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_BLOCK = 1 << 20


def _is_iso_date(text: str) -> str:
    """Return the text if it is a day of the calendar, written 2016-02-04."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError(f"'{text}' is not a day written 2016-02-04")
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
IsoDate = Annotated[str, AfterValidator(_is_iso_date)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Kind = Literal["comprehensive", "goods_only", "framework", "sectoral", "investment", "draft"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class CollectionFile(_Strict):
    """One file of a published collection of texts: its number there, and the hash of its bytes."""

    number: int = Field(ge=1)
    sha256: Sha256


class Collection(_Strict):
    """A published collection: where it is, the version meant, its licence, how to cite it. ``file`` has the place ``{number}``."""

    title: Name
    repository: Name
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
    file: Annotated[str, StringConstraints(pattern=r"\{number\}")]
    licence: Name
    cite: Name


class Entry(_Strict):
    """Facts about one agreement.

    Attributes:
        id: Name on the command line.
        aliases: Other names on the command line, ``tota-112`` among them.
        short: Name in citations ("TPP").
        parties: ISO 3166-1 alpha-3 codes at signature, sorted; ``EUN`` for the European Union with its Member States.
        signed: ISO date.
        in_force: First day of application, provisional application included; None where it never applied.
        kind: Kind of agreement of the rubric.
        official: Where the text is officially published; None where not recorded.
        note: What a user must know of the file before trusting a score.
    """

    id: Id
    aliases: list[Id] = []
    title: Name
    short: Name
    parties: list[Country] = Field(min_length=2)
    signed: IsoDate
    in_force: IsoDate | None = None
    kind: Kind
    language: Literal["en", "es", "fr"] = "en"
    official: Name | None = None
    tota: CollectionFile | None = None
    note: Name | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The id and every alias."""
        return (self.id, *self.aliases)


class _File(_Strict):
    tota: Collection
    agreements: list[Entry]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All known agreements, in the order of the file."""

    tota: Collection
    entries: tuple[Entry, ...]
    _by_name: Mapping[str, Entry]
    _by_sha256: Mapping[str, Entry]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, name: str) -> Entry | None:
        """Return the agreement with this id or alias; None where there is none."""
        return self._by_name.get(name.casefold())

    def find(self, name: str) -> Entry:
        """Return the agreement with this id or alias.

        Raises:
            LibraryError: There is none; the message names the nearest.
        """
        entry = self.get(name)
        if entry is None:
            raise LibraryError(f"no agreement '{name}' in the catalogue{did_you_mean(self.nearest(name))}")
        return entry

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return up to three known ids or aliases that look like ``name``, the closest first."""
        return nearest(name, self._by_name)

    def of_file(self, path: Path) -> Entry | None:
        """Return the agreement whose published file has exactly these bytes; None where there is none or the file cannot be read."""
        try:
            return self.of_sha256(sha256(path))
        except OSError:
            return None

    def of_sha256(self, digest: str) -> Entry | None:
        """Return the agreement whose published file has this SHA-256; None where there is none."""
        return self._by_sha256.get(digest)

    def published_at(self, entry: Entry) -> str | None:
        """Return the web address of the collection's file; None where the collection has none."""
        if entry.tota is None:
            return None
        return f"{self.tota.repository}/blob/{self.tota.commit}/{self.tota.file.format(number=entry.tota.number)}"


def load(path: Path) -> Catalogue:
    """Read and check a catalogue.

    Raises:
        RubricError: One line per fault, with file, line and column.
    """
    document = yamlfile.load(path)
    file = yamlfile.validate(document, _File)
    faults = [*_repeated(document, file.agreements), *_misdated(document, file.agreements)]
    if faults:
        raise RubricError.gather(faults)
    by_name = {name: entry for entry in file.agreements for name in entry.names}
    by_sha256 = {entry.tota.sha256: entry for entry in file.agreements if entry.tota}
    return Catalogue(file.tota, tuple(file.agreements), by_name, by_sha256)


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """Return the catalogue that ships with the tool."""
    return load(paths.data_dir("agreements") / "catalogue.yaml")


def named(agreement: Agreement) -> Agreement:
    """Return the agreement with the catalogue's facts where its main text is a file that the catalogue knows, else unchanged.

    A dossier that states one of the rubric's kinds tells its own facts and keeps them. The id stays: it says where the text came from.
    """
    entry = shipped_catalogue().of_sha256(agreement.parts[0].sha256) if agreement.parts else None
    if entry is None or agreement.kind in get_args(Kind):
        return agreement
    return replace(
        agreement,
        title=entry.title,
        short=entry.short,
        parties=tuple(entry.parties),
        signed=entry.signed,
        in_force=entry.in_force,
        kind=entry.kind,
    )


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in lower-case hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def nearest(name: str, known: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
    """Return up to three known names that look like ``name``, the closest first.

    >>> nearest("korsu", ("nafta", "korus", "tpp"))
    ('korus',)
    >>> nearest("naftta", ("nafta", "nafta"))
    ('nafta',)
    """
    return tuple(difflib.get_close_matches(name.casefold(), sorted(set(known)), n=3))


def did_you_mean(names: tuple[str, ...]) -> str:
    """Word a suggestion.

    >>> did_you_mean(("korus", "kafta"))
    '; did you mean korus or kafta?'
    """
    return f"; did you mean {' or '.join(names)}?" if names else ""


def _repeated(document: yamlfile.Document, entries: list[Entry]) -> Iterator[tuple[str, Location]]:
    """Yield a fault for every id, alias or file hash that stands for two agreements."""
    seen: dict[str, str] = {}
    for i, entry in enumerate(entries):
        marks = [("id", entry.id, ("id",)), *(("alias", alias, ("aliases", n)) for n, alias in enumerate(entry.aliases))]
        if entry.tota:
            marks.append(("sha256", entry.tota.sha256, ("tota", "sha256")))
        for what, value, key in marks:
            if value in seen:
                yield f"{what} '{value}' already stands for '{seen[value]}'", document.locate(("agreements", i, *key))
            seen.setdefault(value, entry.id)


def _misdated(document: yamlfile.Document, entries: list[Entry]) -> Iterator[tuple[str, Location]]:
    """Yield a fault for every agreement that applied before it was signed."""
    for i, entry in enumerate(entries):
        if entry.in_force and entry.in_force < entry.signed:
            yield f"in_force {entry.in_force} lies before signed {entry.signed}", document.locate(("agreements", i, "in_force"))
