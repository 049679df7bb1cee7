"""Which families of agreements may be looked at while provisions are written, and which are only measured.

Treaties copy one another, so whole families (``cluster_id`` of the gold data) fall on one side. The choice is a hash, made with ``SEED``
before any pattern was tuned: it needs no list, and stays as it is when agreements are added. No pattern is written, changed or dropped
because of a text or label of the frozen half; only its summed figures are looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

SEED = "just-trade-1"  # never changed: another seed would thaw texts that nobody has tuned on


def frozen(cluster_id: str) -> bool:
    """Tell whether a family belongs to the half that is only measured.

    >>> [frozen(cluster) for cluster in ("c1", "c2", "c3", "c4")]
    [True, False, False, True]
    """
    return _digest(SEED, cluster_id) % 2 == 0


def folds(clusters: Sequence[str], count: int, *, seed: str = SEED) -> tuple[int, ...]:
    """Return the fold, 0 to ``count`` - 1, of each agreement's family; one family always falls into one fold.

    >>> folds(["c1", "c2", "c1"], 5)[0] == folds(["c1", "c2", "c1"], 5)[2]
    True
    """
    return tuple(_digest(f"{seed}/folds", cluster) % count for cluster in clusters)


def _digest(seed: str, cluster_id: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{cluster_id}".encode()).digest()[:8], "big")
