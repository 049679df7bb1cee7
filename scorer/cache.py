"""What a run keeps so that a later one need not make it again: files in the user's cache folder, which anybody may delete.

A file that is missing, cut short or of another version is made anew; a folder that cannot be written is passed over.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import platformdirs

from scorer import writing

ENVIRONMENT = "SCORER_CACHE"  # names another folder; empty: nothing is kept

log = logging.getLogger(__name__)
T = TypeVar("T")


def folder() -> Path | None:
    """Return the folder of kept files (``SCORER_CACHE``, else the user's cache folder), None where nothing shall be kept."""
    named = os.environ.get(ENVIRONMENT)
    if named is None:
        return platformdirs.user_cache_path("scorer", appauthor=False)
    return Path(named) if named else None


def code_digest(files: Iterable[Path]) -> str:
    """Return one hash over the source files that make something: what another version of them made is not used."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def remembered(name: str, make: Callable[[], T], dump: Callable[[T], str], load: Callable[[str], T]) -> T:
    """Return what the file ``name`` holds, else make it and keep it.

    Args:
        name: Of the file; it holds everything that the content depends on.
        make: Makes the value.
        dump: Turns it into text.
        load: Turns the text back; raises ``ValueError`` where the text is none of its own.
    """
    root = folder()
    if root is None:
        return make()
    path = root / name
    try:
        return load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        log.info("%s cannot be used and is made anew: %s", path, error)
    value = make()
    try:
        with writing.whole(path) as file:
            file.write_text(dump(value), encoding="utf-8")
    except OSError as error:
        log.info("%s cannot be kept: %s", path, error)
    return value
