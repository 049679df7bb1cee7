"""Source text → Akoma Ntoso tree.

In:          one SourceText
Out:         one Node tree
Guarantees:  any text is accepted; the root covers it all; children lie inside their parent, in order, apart; eIds are unique
Leaves out:  modality, references, judgement
"""

from __future__ import annotations

from scorer.model import Node, SourceText
from scorer.structure import akn, bare, contents, draft, heads, notes, running, tree

__all__ = ["akn", "build"]


def build(source: SourceText) -> Node:
    """Return the structure of one part. Never raises: a text without any heading is a root with its paragraphs."""
    if source.declared is not None:
        return source.declared
    declared = notes.declared(source)
    headings = [head for head in _heads(source) if not notes.cover(declared, head.start)]
    return draft.freeze(source.text, tree.nest(source.text, headings, declared))


def _heads(source: SourceText) -> list[heads.Head]:
    if any(mark.kind != notes.KIND for mark in source.marks):
        return bare.with_articles(source.text, heads.from_marks(source))
    if running.is_running(source.text):
        return running.heads(source.text)
    return contents.drop(source.text, bare.with_articles(source.text, heads.from_lines(source.text)))
