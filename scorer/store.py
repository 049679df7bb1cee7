"""What was found in a text, kept between runs: one file per agreement, named by all that shaped it.

In:          the hash of a text's bytes, the hash of all that shapes a finding (code, provisions, models), Findings
Out:         the same Findings, equal in every field
Guarantees:  an entry is whole or not there, whoever else writes; what is damaged is told in the log and found again, never an error
Leaves out:  points and scores: they hang on the rubric, and are quickly made; verdicts of people; which texts may be kept (``keeping``)
"""

from __future__ import annotations

import hashlib
import logging
import mmap
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from scorer import writing
from scorer.model import Findings
from scorer.paths import data_dir

if TYPE_CHECKING:
    import msgspec

log = logging.getLogger(__name__)

# What decides what is found in a text, beside the text: a change in any of it makes what was kept of earlier runs useless.
_SHAPING = (
    "model",
    "sources",
    "structure",
    "clauses",
    "detection",
    "library",
    "store.py",
    "cite.py",
    "outline.py",
    "pipeline.py",
    "shipped.py",
    "references.py",
    "yamlfile.py",
)
_READERS_OF_OTHERS = ("charset-normalizer", "lxml", "pypdfium2", "python-docx", "pyyaml", "selectolax", "spacy")

_ENDING = ".findings"
_ENTRY = re.compile(rf"[0-9a-f]{{64}}{re.escape(_ENDING)}")
_MAKER = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".new-"  # how the name of a file begins until it is whole
_told = mmap.mmap(-1, 1)  # whether a fault of the folder was told; shared with the processes that are forked from this one
_PACKING = 1  # zlib level: a sixth of the size, in a tenth of the time that level 6 takes


@dataclass(frozen=True, slots=True)
class Folder:
    """Where findings are kept. ``named`` tells that the user named it for this run: then texts of his own are kept there too."""

    path: Path
    named: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was deleted: entries, the bytes of all, and other files."""

    entries: int
    size: int
    others: int = 0


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of findings.

    Attributes:
        root: The folder; it need not exist before the first ``put``.
        maker: Hash of everything but the text that shapes findings. Entries of other makers are not seen.
        named: Whether the user named it for this run.
    """

    root: Path
    maker: str
    named: bool = False

    def get(self, text: str) -> Findings | None:
        """Return what was found in the text with this hash; None where nothing is kept or what is kept is damaged."""
        path = self._path(text)
        try:
            return load(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("Note: %s cannot be used (%s); the text is read again", path, error)
            return None

    def put(self, text: str, findings: Findings) -> None:
        """Keep what was found. Where the folder cannot be written, the log says so once and work goes on."""
        path = self._path(text)
        try:
            with writing.whole(path, prefix=_UNFINISHED) as file:
                file.write_bytes(dump(findings))
        except (OSError, ValueError) as fault:  # a full disk; a character that no file can hold
            if not _told[0]:
                _told[0] = 1
                error = getattr(fault, "strerror", None) or fault
                log.warning("Note: %s cannot be written (%s): findings are not kept; choose another folder with --cache", self.root, error)

    def clean(self, *, everything: bool = False) -> Cleaned:
        """Delete entries that other versions, provisions or models made; with ``everything``, all entries."""
        entries = size = 0
        for path in _entries(self.root):
            if everything or path.parent.name != self.maker or path.name.startswith(_UNFINISHED):
                entries, size = entries + 1, size + path.stat().st_size
                path.unlink(missing_ok=True)
        for folder in _makers(self.root):
            if not any(folder.iterdir()):
                folder.rmdir()
        return Cleaned(entries, size)

    def _path(self, text: str) -> Path:
        return self.root / self.maker / f"{text}{_ENDING}"


@lru_cache(maxsize=1)
def maker() -> str:
    """Return a hash of all that shapes findings beside the text: our code and data before scoring, and the packages that read text."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    package = Path(__file__).parent
    files = [path for name in _SHAPING for path in _files(package / name)]
    files += [path for name in ("provisions", "models") for path in _files(data_dir("rubrics") / name)]
    files += sorted(path for path in data_dir("agreements").iterdir() if path.is_file())  # facts that findings carry
    for path in files:
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    for name in _READERS_OF_OTHERS:
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    """Return a file, or the code and data in a folder, in a fixed order."""
    return sorted(each for each in path.rglob("*") if each.suffix in {".py", ".yaml", ".json"}) if path.is_dir() else [path]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def open_store(folder: Folder) -> Store:
    """Return what earlier runs of this code, with these provisions and models, have found and kept in a folder."""
    return Store(folder.path, maker(), folder.named)


def dump(findings: Findings) -> bytes:
    """Return findings as packed JSON.

    Plain JSON and no pickle: nothing in it can run. zlib's own checksum tells whether every byte is as it was written.
    """
    import msgspec

    return zlib.compress(msgspec.json.encode(findings), _PACKING)


def load(data: bytes) -> Findings:
    """Return what ``dump`` was given.

    Raises:
        ValueError: The bytes are cut short, altered or no findings.
    """
    import msgspec

    try:
        return _decoder().decode(zlib.decompress(data))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(f"damaged: {error}") from None


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[Findings]:
    import msgspec

    return msgspec.json.Decoder(Findings)


def _makers(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.iterdir()) if _MAKER.fullmatch(path.name) and path.is_dir()) if root.is_dir() else iter(())


def _entries(root: Path) -> Iterator[Path]:
    """Yield every file that ``put`` made; nothing else in the folder is ours to touch."""
    for maker in _makers(root):
        yield from (path for path in sorted(maker.iterdir()) if _ENTRY.fullmatch(path.name) or path.name.startswith(_UNFINISHED))
