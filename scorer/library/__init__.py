"""Which agreements are known, which are held, and where a SOURCE lies.

In:          ``agreements/catalogue.yaml``, the shipped models, the user's library folder
Out:         facts about agreements (``Entry``), a path that ``sources.read`` can open
Guarantees:  an id or alias stands for one agreement; a library folder is whole or not there; what ``add`` replaces is kept until the
             new copy is in place; nothing outside the library folder is written
Leaves out:  reading texts, judging whether a file is an agreement, downloads
"""

from __future__ import annotations

from scorer.library.catalogue import Catalogue, Entry, named, shipped_catalogue
from scorer.library.store import Listing, Store, open_store, resolve

__all__ = ["Catalogue", "Entry", "Listing", "Store", "named", "open_store", "resolve", "shipped_catalogue"]
