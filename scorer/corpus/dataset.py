"""A data set: a folder or an address with one Parquet file for each part, and a note of the run that makes it.

A run that was stopped is gone on with: parts of the same run (the same texts, rubric, code) stay as they are, unless another run might
answer for more of their agreements.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from scorer import writing
from scorer.corpus import chunks, remote
from scorer.corpus.work import Done
from scorer.errors import ReportError

FORM = "parquet"
_NOTE = "_scorer.json"  # readers of data sets pass over names that begin like this
_PART_NAME = re.compile(r"part-\d{5,}\.parquet")
_REASONS = "scorer.reasons"  # in the metadata of a part: why each of its agreements could not be scored, null where it could


def begin(name: str, run: str, *, force: bool) -> bool:
    """Make the place ready for the parts of a run; return whether parts of the same run may lie there.

    With ``force``, parts of another run are deleted.

    Raises:
        ReportError: Something stands in the place that may not be replaced.
    """
    there = _files(name)
    strangers = [each for each in there if not _PART_NAME.fullmatch(_last(each)) and _last(each) != _NOTE]
    if strangers:
        raise ReportError(f"{name} holds other files than parts of a data set ({strangers[0]}); choose another place")
    if there and not force:
        raise ReportError(f"{name} exists; use --force to go on with it, or to replace it where texts, rubric or version have changed")
    if _noted(name) == run:
        return True
    if there:
        _delete(name, there)
    _write(f"{name.rstrip('/')}/{_NOTE}", json.dumps({"run": run}).encode())
    return False


def write(name: str, part: int, dones: Sequence[Done], table: str) -> None:
    """Write one part, whole or not at all.

    Raises:
        ReportError: It cannot be written.
    """
    whole = not any(done.failed for done in dones)
    told = {_REASONS: json.dumps([done.reason for done in dones])} if whole else {}
    out = io.BytesIO()
    begun = chunks.writer(out, table, FORM, told)
    begun.write([done.chunks[table] for done in dones])
    begun.close()
    _write(_part(name, part), out.getvalue())


def before(names: Sequence[str], part: int) -> tuple[Done, ...] | None:
    """Return what became of the agreements of a part that an earlier run has written to all of these places; None where it has not."""
    told = [_told(_part(name, part)) for name in names]
    if not told or not all(_REASONS in each for each in told):
        return None
    return tuple(Done({}, reason) for reason in json.loads(told[0][_REASONS]))


def _part(name: str, part: int) -> str:
    return f"{name.rstrip('/')}/part-{part:05}.{FORM}"


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _files(name: str) -> list[str]:
    if remote.is_address(name):
        return remote.parts(name)
    path = Path(name)
    if path.exists() and not path.is_dir():
        raise ReportError(f"{path} is no folder; choose another place")
    return sorted(each.as_posix() for each in path.iterdir()) if path.exists() else []


def _noted(name: str) -> str | None:
    try:
        data = _read(f"{name.rstrip('/')}/{_NOTE}")
        return str(json.loads(data)["run"]) if data else None
    except (ValueError, KeyError, TypeError):
        return None


def _told(file: str) -> Mapping[str, str]:
    data = _read(file)
    return chunks.told(io.BytesIO(data)) if data else {}


def _read(file: str) -> bytes | None:
    if remote.is_address(file):
        return remote.read(file)
    try:
        return Path(file).read_bytes()
    except OSError:
        return None


def _write(file: str, data: bytes) -> None:
    if remote.is_address(file):
        remote.write(file, data)
        return
    try:
        with writing.whole(Path(file).resolve()) as new:
            new.write_bytes(data)
    except OSError as error:
        raise ReportError(f"{file} cannot be written ({error.strerror}); choose another place") from None


def _delete(name: str, files: Sequence[str]) -> None:
    if remote.is_address(name):
        remote.remove(name, files)
        return
    for file in files:
        Path(file).unlink()
