"""The clauses of one agreement, ready to be searched: words of each, tokens on demand, neighbours by paragraph, article and chapter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from scorer.detection.fused import fused
from scorer.detection.matching import PhraseSet
from scorer.detection.provisions import Library
from scorer.detection.tokens import Tokens, match_text
from scorer.model import Clause, Node

_WORD = re.compile(r"[a-z0-9]+")

Scope = str  # "clause", "paragraph", "article" or "chapter"


class ClauseIndex:
    """Clauses by position, with what search needs; tokens are made only for clauses that are asked for."""

    def __init__(self, clauses: Sequence[Clause], trees: Mapping[str, Node], library: Library) -> None:
        self.clauses = tuple(clauses)
        self.texts = tuple(match_text(clause.text) for clause in self.clauses)
        self.words = tuple(frozenset(_WORD.findall(text)) for text in self.texts)
        self._fused = fused(self.words, library.small, library.whole)
        if self._fused:
            self.words = tuple(words.union(*(self._fused[word] for word in words & self._fused.keys())) for words in self.words)
        self._docs: dict[int, Tokens] = {}
        self._contexts: dict[tuple[str, str], frozenset[str]] = {}
        self._chapters: dict[tuple[str, str], str] = {}
        for part, tree in trees.items():
            self._read_headings(part, tree, frozenset(), tree.eid, library)
        self._groups: dict[tuple[Scope, str, str], list[int]] = defaultdict(list)
        for i, clause in enumerate(self.clauses):
            for scope in ("paragraph", "article", "chapter"):
                self._groups[(scope, clause.part, self._key(clause, scope))].append(i)

    def _read_headings(self, part: str, node: Node, above: frozenset[str], chapter: str, library: Library) -> None:
        """Note for every node the contexts of its heading and of those above, and its chapter."""
        here = above | contexts_of(node.heading, library, self._fused) if node.heading else above
        chapter = node.eid if node.kind in {"chapter", "attachment", "preamble"} else chapter
        self._contexts[(part, node.eid)] = here
        self._chapters[(part, node.eid)] = chapter
        for child in node.children:
            self._read_headings(part, child, here, chapter, library)

    def _key(self, clause: Clause, scope: Scope) -> str:
        if scope == "paragraph":
            return clause.paragraph
        return clause.unit if scope == "article" else self._chapters.get((clause.part, clause.unit), clause.unit)

    def doc(self, i: int) -> Tokens:
        """Return the tokens of clause ``i``."""
        if i not in self._docs:
            self._docs[i] = Tokens(self.texts[i], self._fused)
        return self._docs[i]

    def contexts(self, i: int) -> frozenset[str]:
        """Return the kinds of the chapter, section and article that clause ``i`` stands in."""
        clause = self.clauses[i]
        return self._contexts.get((clause.part, clause.eid), frozenset())

    def contexts_at(self, part: str, eid: str) -> frozenset[str]:
        """Return the kinds of the chapter, section and article around a node."""
        return self._contexts.get((part, eid), frozenset())

    def chapter(self, i: int) -> str:
        """Return the eId of the chapter (or attachment, preamble, root) around clause ``i``."""
        return self._key(self.clauses[i], "chapter")

    def around(self, i: int, scope: Scope) -> Sequence[int]:
        """Return the positions of the clauses in the same paragraph, article or chapter as clause ``i``, itself included."""
        if scope == "clause":
            return (i,)
        return self._groups[(scope, self.clauses[i].part, self._key(self.clauses[i], scope))]

    def find(self, i: int, phrases: PhraseSet) -> list[tuple[int, int]]:
        """Return where the phrases match in clause ``i``."""
        possible = phrases.possible(self.words[i])
        return phrases.find(self.doc(i), possible) if possible else []

    def occurs(self, i: int, phrases: PhraseSet, scope: Scope = "clause") -> bool:
        """Tell whether the phrases match in clause ``i`` or anywhere in its paragraph, article or chapter."""
        return any(self.find(j, phrases) for j in self.around(i, scope))


def contexts_of(heading: str | None, library: Library, fused_words: Mapping[str, tuple[str, ...]] | None = None) -> frozenset[str]:
    """Return the contexts that a heading names."""
    if not heading:
        return frozenset()
    text = match_text(heading)
    words = frozenset(_WORD.findall(text))
    if fused_words:
        words = words.union(*(fused_words[word] for word in words & fused_words.keys()))
    doc = None
    found = set()
    for name, phrases, unless in library.contexts:
        possible = phrases.possible(words)
        if not possible:
            continue
        doc = doc or Tokens(text, fused_words)
        if phrases.find(doc, possible) and not (unless and unless.find(doc, unless.possible(words))):
            found.add(name)
    return frozenset(found)
