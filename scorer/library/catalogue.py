"""Facts about known agreements.

``agreements/catalogue.yaml`` holds what people wrote down, ``tota.csv`` what a published collection records of each of its texts, and
``corrections.yaml`` what is put right of that. An entry of the first stands in place of its row in the second.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

from scorer import paths, sources, yamlfile
from scorer.errors import LibraryError, Location, RubricError
from scorer.library import collection
from scorer.library.entries import Collection, Entry, File, Kind, Rows
from scorer.model import Agreement, Coverage, CoverageStatus, Publication

ANOTHER_DOCUMENT, CHANGES_ONLY = "another_document", "only_changes_to_another_agreement"  # reasons of a coverage
_BLOCK = 1 << 20
_RECORDED = ("status", "type", "ended", "region", "wto")  # what people seldom write down


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

    def twin(self, entry: Entry) -> str | None:
        """Return the SHA-256 of another file that holds the same treaty; None where none is known."""
        other = self.get(entry.same_as) if entry.same_as else None
        return other.tota.sha256 if other and other.tota else None

    def published_at(self, entry: Entry) -> str | None:
        """Return the web address of the collection's file; None where the collection has none."""
        if entry.tota is None:
            return None
        return f"{self.tota.repository}/blob/{self.tota.commit}/{self.tota.file.format(number=entry.tota.number)}"

    def publication(self, entry: Entry) -> Publication | None:
        """Return the collection that the entry's file is from; None where it is in none."""
        address = self.published_at(entry)
        return Publication(self.tota.title, self.tota.licence, self.tota.cite, address) if address else None

    @classmethod
    def of(cls, tota: Collection, entries: Iterable[Entry]) -> Catalogue:
        """Return a catalogue that finds its entries by name and by the hash of their file."""
        known = tuple(entries)
        by_name = {name: entry for entry in known for name in entry.names}
        return cls(tota, known, by_name, {entry.tota.sha256: entry for entry in known if entry.tota})


def load(path: Path) -> Catalogue:
    """Read and check a catalogue, with the collection's own facts and their corrections where they lie beside it.

    Raises:
        RubricError: One line per fault, with file, line and column.
    """
    document = yamlfile.load(path)
    file = yamlfile.validate(document, File)
    placed = [_Placed(entry, document, i) for i, entry in enumerate(file.agreements)]
    if path.with_name(collection.ROWS).is_file():
        placed = _merged(placed, collection.read(path.parent))
    faults = [*_repeated(placed), *_misdated(placed)]
    if faults:
        raise RubricError.gather(faults)
    return Catalogue.of(file.tota, (each.entry for each in placed))


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """Return the catalogue that ships with the tool."""
    return load(paths.data_dir("agreements") / "catalogue.yaml")


def named(agreement: Agreement) -> Agreement:
    """Return the agreement with the catalogue's facts where its main text is a file that the catalogue knows, else with its own.

    A dossier that states one of the rubric's kinds tells its own facts and keeps them. The id stays: it says where the text came from.
    Every part that is a known file tells the collection it is from. Where all are files that hold something else than the agreement, its
    coverage says so.
    """
    book = shipped_catalogue()
    known = [book.of_sha256(part.sha256) for part in agreement.parts]
    if not any(known):
        return agreement
    parts = tuple(
        replace(part, published=book.publication(entry)) if entry else part for part, entry in zip(agreement.parts, known, strict=True)
    )
    agreement = replace(agreement, parts=parts, coverage=_coverage(agreement.coverage, known))
    entry = known[0]
    if entry is None or agreement.kind in get_args(Kind):
        return agreement
    return replace(
        agreement,
        title=entry.title,
        short=entry.short,
        parties=tuple(entry.parties),
        signed=entry.signed,
        in_force=entry.in_force,
        kind=entry.kind or agreement.kind,
    )


def refusal(agreement: Agreement) -> str | None:
    """Return the sentence that says why a text cannot be scored and what to try; None where it can."""
    entry = shipped_catalogue().of_sha256(agreement.parts[0].sha256) if agreement.parts else None
    if entry is None or ANOTHER_DOCUMENT not in agreement.coverage.reasons:
        return sources.refusal(agreement)
    return f"{agreement.parts[0].file}: {str(entry.note).rstrip('.')}, so it is not scored; try the treaty's own text"


def _coverage(judged: Coverage, known: Sequence[Entry | None]) -> Coverage:
    """Return the coverage of parts that are these known files, given the one that their words show."""
    held = {entry.holds if entry else None for entry in known}
    if held == {"no_agreement"}:
        return Coverage(CoverageStatus.NOT_AN_AGREEMENT, (ANOTHER_DOCUMENT,))
    if None in held or not judged.can_be_scored:
        return judged
    return Coverage(CoverageStatus.PARTIAL, (*judged.reasons, CHANGES_ONLY))


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
    return alike(name.casefold(), known)


def alike(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known names that look like ``name`` as it is written, the closest first."""
    return tuple(difflib.get_close_matches(name, sorted(set(known)), n=3))


def did_you_mean(names: tuple[str, ...]) -> str:
    """Word a suggestion.

    >>> did_you_mean(("korus", "kafta"))
    '; did you mean korus or kafta?'
    """
    return f"; did you mean {' or '.join(names)}?" if names else ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry and where it stands in its file."""

    entry: Entry
    document: yamlfile.Document
    index: int

    def at(self, *key: str | int) -> Location:
        """Return the place of one of its values."""
        return self.document.locate(("agreements", self.index, *key))


def _merged(written: Sequence[_Placed], rows: yamlfile.Document) -> list[_Placed]:
    """Return the entries that people wrote, each with what only the collection records, then the collection's other texts."""
    recorded = yamlfile.validate(rows, Rows).agreements
    of_number = {entry.tota.number: entry for entry in recorded if entry.tota}
    filled = [_Placed(_filled(each.entry, of_number), each.document, each.index) for each in written]
    taken = {each.entry.tota.number for each in written if each.entry.tota}
    others = [_Placed(entry, rows, i) for i, entry in enumerate(recorded) if entry.tota and entry.tota.number not in taken]
    return [*filled, *others]


def _filled(entry: Entry, recorded: Mapping[int, Entry]) -> Entry:
    """Return an entry with status, type and end as the collection records them, where it says nothing of its own."""
    row = recorded.get(entry.tota.number) if entry.tota else None
    if row is None:
        return entry
    known = {key: getattr(row, key) for key in _RECORDED if getattr(entry, key) is None}
    return entry.model_copy(update=known)


def _repeated(placed: Sequence[_Placed]) -> Iterator[tuple[str, Location]]:
    """Yield a fault for every id, alias or file hash that stands for two agreements."""
    seen: dict[str, str] = {}
    for each in placed:
        entry = each.entry
        marks = [("id", entry.id, each.at("id")), *(("alias", alias, each.at("aliases", n)) for n, alias in enumerate(entry.aliases))]
        if entry.tota:
            marks.append(("sha256", entry.tota.sha256, each.at("tota", "sha256")))
        for what, value, at in marks:
            if value in seen:
                yield f"{what} '{value}' already stands for '{seen[value]}'", at
            seen.setdefault(value, entry.id)


def _misdated(placed: Sequence[_Placed]) -> Iterator[tuple[str, Location]]:
    """Yield a fault for every agreement that applied before it was signed."""
    for each in placed:
        applied, signed = each.entry.in_force, each.entry.signed
        if applied and applied < signed:
            yield f"in_force {applied} lies before signed {signed}", each.at("in_force")
