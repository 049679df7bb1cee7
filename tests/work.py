"""How much work a call does, counted and not timed: the same on a busy machine as on a quiet one."""

from __future__ import annotations

import cProfile
from collections.abc import Callable


def calls(function: Callable[[], object]) -> int:
    """Return the number of functions, Python's and C's, that a call of ``function`` makes.

    What one call of C does inside itself, such as a search of a regular expression, is not seen; ``tests/bench`` measures time.
    """
    profile = cProfile.Profile()
    profile.runcall(function)
    return sum(entry.callcount for entry in profile.getstats())
