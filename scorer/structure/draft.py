"""The tree while it is being built: what a Node will be, still open at its end."""

from __future__ import annotations

from dataclasses import dataclass, field

from scorer.model import CharSpan, Node
from scorer.structure.eid import EidMaker


@dataclass(slots=True)
class Draft:
    """A node whose end may still be open (None). Offsets as in ``Node``; ``body`` is where its own text begins."""

    kind: str
    start: int
    body: int
    num: str | None = None
    heading: str | None = None
    end: int | None = None
    children: list[Draft] = field(default_factory=list)

    def close(self, end: int) -> None:
        """Set the end of this draft and of all below it that are still open."""
        if self.end is None:
            self.end = max(end, self.body)
        for child in self.children[-1:]:
            child.close(self.end)


def trimmed(text: str, start: int, end: int) -> int:
    """Return ``end`` without the white space before it, not before ``start``."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def freeze(text: str, root: Draft) -> Node:
    """Return the finished tree; the root covers the whole text, every other node ends with its last character."""
    eids = EidMaker()
    children = tuple(_freeze(text, child, "", eids) for child in root.children)
    whole = CharSpan(0, len(text))
    return Node("body", "body", whole, whole, children=children)


def _freeze(text: str, draft: Draft, above: str, eids: EidMaker) -> Node:
    eid = eids.make(above, draft.kind, draft.num)
    children = tuple(_freeze(text, child, eid, eids) for child in draft.children)
    end = trimmed(text, draft.body, draft.end if draft.end is not None else len(text))
    end = max([end, *(child.span.end for child in children[-1:])])
    start = draft.body
    while start < end and text[start].isspace():
        start += 1
    body = CharSpan(min(start, end), end)
    return Node(draft.kind, eid, CharSpan(draft.start, end), body, draft.num, draft.heading, children)
