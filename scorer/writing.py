"""Files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_READABLE = 0o644  # a temporary file is its owner's alone; a result is for all to read


@contextmanager
def whole(path: Path, *, prefix: str | None = None) -> Iterator[Path]:
    """Give a file beside ``path`` to write to; it takes the place of ``path`` when the block ends well, and is gone when it does not.

    ``prefix`` is how its name begins meanwhile.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix or f".{path.name}.")
    temporary = Path(name)
    try:
        os.close(handle)
        yield temporary
        temporary.chmod(_READABLE)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
