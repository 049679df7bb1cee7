"""An index over one tree: by eId, by place, and upwards. Built once, asked often."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property

from scorer.model import Node

_USUAL_SHARE = 0.2  # of article numbers that come again: numbering restarts, it is not a single slip


class Outline:
    """The tree of one part, with its nodes at hand."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._nodes: dict[str, Node] = {}
        self._parents: dict[str, Node] = {}
        below = [root]
        while below:
            node = below.pop()
            self._nodes[node.eid] = node
            self._parents.update({child.eid: node for child in node.children})
            below.extend(node.children)

    def __contains__(self, eid: object) -> bool:
        return eid in self._nodes

    def node(self, eid: str) -> Node:
        """Return the node with this eId.

        Raises:
            KeyError: There is none.
        """
        return self._nodes[eid]

    def parent(self, eid: str) -> Node | None:
        """Return the node around it; None for the root."""
        return self._parents.get(eid)

    def ancestors(self, eid: str) -> tuple[Node, ...]:
        """Return the nodes around it, the root first, without the node itself."""
        found = []
        above = self._parents.get(eid)
        while above is not None:
            found.append(above)
            above = self._parents.get(above.eid)
        return tuple(reversed(found))

    def path(self, eid: str) -> tuple[Node, ...]:
        """Return its ancestors and the node itself, the root first."""
        return (*self.ancestors(eid), self.node(eid))

    def at(self, offset: int) -> Node:
        """Return the deepest node that holds the character at ``offset``; the root where nothing else does."""
        node = self.root
        while True:
            index = bisect_right(node.children, offset, key=_start) - 1
            if index < 0 or offset >= node.children[index].span.end:
                return node
            node = node.children[index]

    @cached_property
    def articles(self) -> tuple[Node, ...]:
        """All articles in order of the text, those of annexes included."""
        return tuple(node for node in self.root.walk() if node.kind == "article")

    @cached_property
    def repeated_numbers(self) -> frozenset[str]:
        """Article numbers that the body uses more than once; where numbering restarts in each chapter, all of them."""
        counts = Counter(node.num for node in self.articles if node.num and not self._in_attachment(node.eid))
        again = frozenset(num for num, count in counts.items() if count > 1)
        return frozenset(counts) if len(again) >= _USUAL_SHARE * max(len(counts), 1) else again

    def _in_attachment(self, eid: str) -> bool:
        return any(node.kind == "attachment" for node in self.ancestors(eid))


def _start(node: Node) -> int:
    return node.span.start
