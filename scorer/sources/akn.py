"""Akoma Ntoso XML → agreement with a declared tree.

Reads what ``scorer/structure/akn.py`` writes to the same text and tree, by the layout attributes that ``scorer/akn.py`` explains; of
other documents the text with usual white space, and the tree that their elements show. Notes inside a sentence are put after its paragraph.

Source: OASIS Akoma Ntoso 1.0 (XML vocabulary 3.0).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from scorer.akn import HIERARCHY, ITEMS, bare, layout, usual_gap
from scorer.errors import Location, SourceError
from scorer.model import Agreement, CharSpan, Mark, Node, SourceText
from scorer.sources import names
from scorer.sources.package import child, local
from scorer.sources.tota import parse_xml

_BEGINNING = re.compile(rb"<(?:\w+:)?akomaNtoso[\s>]")
_KINDS = {name: name for name in HIERARCHY} | {
    "book": "part",
    "tome": "part",
    "subpart": "section",
    "subtitle": "title",
    "subchapter": "subsection",
    "rule": "article",
    "clause": "paragraph",
    "subclause": "subparagraph",
    "item": "point",
    "preface": "preface",
    "preamble": "preamble",
    "conclusions": "conclusions",
    "attachment": "attachment",
    "recital": "recital",
}
_TEXT = frozenset(
    {
        "p",
        "block",
        "listIntroduction",
        "listWrapUp",
        "subheading",
        "crossHeading",
        "formula",
        "caption",
        "span",
        "docTitle",
        "li",
        "td",
        "th",
    }
)
_PASSED_OVER = frozenset({"meta", "coverPage", "toc"})
_DOCUMENTS = frozenset({"act", "doc", "bill", "statement", "debate", "judgment", "amendment", "officialGazette"})
_LANGUAGES = {"eng": "en", "fra": "fr", "spa": "es", "por": "pt", "deu": "de", "ita": "it"}


def looks_like(data: bytes) -> bool:
    """Tell whether these bytes are Akoma Ntoso XML."""
    return bool(_BEGINNING.search(data[:4000].replace(b"\0", b"")))


def read(data: bytes, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> Agreement:
    """Return the agreement in one Akoma Ntoso file; the parts of a collection are parts of the agreement.

    Raises:
        SourceError: The XML is broken, nests too deep or holds no text.
    """
    root = parse_xml(data, file, what="Akoma Ntoso", deepest=200)
    parts: list[SourceText] = []
    documents = list(_documents(root))
    for document in documents:
        said = _said(document, "part").split()
        part_id, part_kind = (said[0], said[1]) if len(said) == 2 and len(documents) > 1 else (part, kind)
        if any(part_id == other.id for other in parts):
            part_id = f"{part_id}-{len(parts) + 1}"
        parts.append(_Reader(exact=len(said) == 2).source(document, file=file, sha256=sha256, part=part_id, kind=part_kind))
    parts = [one for one in parts if one.text.strip()]
    if not parts:
        raise SourceError("the XML holds no text; check that the download is complete", Location(file))
    return replace(_with_facts(names.named(parts[0], None), root), parts=tuple(parts))


def _documents(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the documents that are not inside others, in order."""
    for element in root:
        if local(element) in _DOCUMENTS:
            yield element
        elif local(element) not in _PASSED_OVER:
            yield from _documents(element)


def _said(document: etree._Element, name: str) -> str:
    """Return a layout attribute of a document's body."""
    body = child(document, "body")
    return (body.get(layout(name)) or "") if body is not None else ""


def _with_facts(agreement: Agreement, root: etree._Element) -> Agreement:
    """Add what the identification says."""
    work = next((element for element in root.iter() if local(element) == "FRBRWork"), None)
    if work is None:
        return agreement
    alias = {element.get("name", ""): element.get("value") for element in work if local(element) in ("FRBRalias", "FRBRname")}
    title = alias.get("title") or next((value for value in alias.values() if value), None) or agreement.title
    date = child(work, "FRBRdate")
    signed = date.get("date") if date is not None and date.get("name") != "unknown" else None
    language = next((element.get("language") for element in root.iter() if local(element) == "FRBRlanguage"), None) or "eng"
    return replace(
        agreement,
        title=title,
        short=alias.get("short") or names.short(title),
        signed=signed,
        language=_LANGUAGES.get(language, language),
    )


class _Reader:
    """Puts text and tree of one document together. ``exact`` where the layout attributes say all white space."""

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact
        self.pieces: list[str] = []
        self.length = 0
        self.eids: set[str] = {"body"}
        self.counts: Counter[str] = Counter()
        self.starts: list[int] = []  # where each run of words begins
        self.last = ""

    def source(self, document: etree._Element, *, file: str, sha256: str, part: str, kind: str) -> SourceText:
        """Return the stored text with its tree; where the document declares no paragraphs, with marks of its headings instead."""
        children = self._inside(document, "", "")
        self._add(_said(document, "end"), "")
        text = "".join(self.pieces)
        whole = CharSpan(0, len(text))
        tree = Node("body", "body", whole, whole, children=tuple(children))
        source = SourceText(part, text, file, sha256, kind)
        kinds = {node.kind for node in tree.walk()}
        if self.exact or not kinds.isdisjoint(ITEMS):
            return replace(source, declared=tree)
        marks = [Mark(n.kind, CharSpan(n.span.start, n.body.start), n.num, n.heading) for n in tree.walk() if n is not tree]
        notes = {mark.span.start: n.span for mark, n in zip(marks, list(tree.walk())[1:], strict=True) if n.kind == "authorialNote"}
        return replace(
            source,
            marks=tuple(replace(m, span=notes[m.span.start]) if m.kind == "authorialNote" else self._trimmed(m, text) for m in marks),
        )

    @staticmethod
    def _trimmed(mark: Mark, text: str) -> Mark:
        return replace(mark, span=CharSpan(mark.span.start, mark.span.start + len(text[mark.span.start : mark.span.end].rstrip())))

    def _add(self, words: str, gap: str) -> int:
        """Add words behind a gap; return where they begin."""
        self.pieces += (gap, words)
        self.length += len(gap) + len(words)
        return self.length - len(words)

    def _token(self, element: etree._Element, words: str, role: str = "words") -> bool:
        """Add the words of an element behind their gap; tell whether it has any."""
        words = words.strip() if self.exact else " ".join(words.split())
        if not words:
            return False
        gap = element.get(layout("gap"))
        self.starts.append(self._add(words, usual_gap(self.last, role) if gap is None else gap))
        self.last = role
        return True

    def _inside(self, element: etree._Element, eid: str, above: str) -> list[Node]:
        """Read what is inside an element, its number and heading aside; return the nodes found."""
        found: list[Node] = []
        for inner in element:
            name = local(inner)
            if name in _PASSED_OVER or name in ("num", "heading") or inner.get("class") == "head":
                continue
            kind = self._kind(inner, above)
            if kind is not None:
                found.append(self._node(inner, kind, eid))
            elif name == "authorialNote":
                found.append(self._note(inner, eid))
            elif name in _TEXT and not any(local(deeper) in _TEXT for deeper in inner if local(deeper) != "authorialNote"):
                found += self._paragraph(inner, eid)
            elif len(inner):
                found += self._inside(inner, eid, above)
            else:
                self._token(inner, inner.text or "")
        return found

    def _kind(self, element: etree._Element, above: str) -> str | None:
        name = local(element)
        if name == "hcontainer":
            named = element.get("name", "")
            return named if named in _KINDS.values() else "attachment" if named in ("annex", "appendix", "schedule") else None
        if name == "item" or (name == "point" and not self.exact):
            below = ITEMS.index(above) + 1 if above in ITEMS else 1
            return ITEMS[min(below, len(ITEMS) - 1)]
        return _KINDS.get(name)

    def _node(self, element: etree._Element, kind: str, above_eid: str) -> Node:
        eid = self._eid(element, kind, above_eid)
        first = len(self.starts)
        num, heading = self._head(element, kind)
        after_head = len(self.starts)
        children = self._inside(element, eid, kind)
        node = Node(kind, eid, CharSpan(0, 0), CharSpan(0, 0), num, heading, tuple(children))
        return self._spanned(element, node, first, after_head)

    def _spanned(self, element: etree._Element, node: Node, first: int, after_head: int) -> Node:
        """Return a node with its offsets: those said, or those of the words from number ``first`` on; its body begins at ``after_head``."""
        said = [int(number) for number in (element.get(layout("span")) or "").split() if number.isdecimal()]
        if self.exact and len(said) == 4:
            return replace(node, span=CharSpan(said[0], said[1]), body=CharSpan(said[2], said[3]))
        start, body = (self.starts[at] if at < len(self.starts) else self.length for at in (first, after_head))
        return replace(node, span=CharSpan(start, self.length), body=CharSpan(body, self.length))

    def _head(self, element: etree._Element, kind: str) -> tuple[str | None, str | None]:
        """Add number and heading as printed; return them as the tree has them."""
        num = element.get(layout("value"))
        heading: str | None = None
        for inner in element:
            name = local(inner)
            if name not in ("num", "heading") and inner.get("class") != "head":
                continue
            words = _words(inner, marks=not self.exact)
            role = "heading" if name == "heading" else "item" if kind in ITEMS else "number"
            if not self._token(inner, words, role):
                continue
            value, other = inner.get(layout("value")), inner.get(layout("heading"))
            if name == "heading":
                heading = words.strip() if self.exact else " ".join(words.split())
            elif name == "num":
                num, heading = value if value is not None else bare(words), other
            elif value is not None:
                num, heading = value, other or None
        return num or None, heading

    def _paragraph(self, element: etree._Element, eid: str) -> list[Node]:
        """Add a paragraph; notes inside it follow on lines of their own."""
        self._token(element, _words(element, marks=not self.exact))
        return [self._note(note, eid) for note in element.iter() if local(note) == "authorialNote"]

    def _note(self, element: etree._Element, above_eid: str) -> Node:
        eid = self._eid(element, "authorialNote", above_eid)
        marker, head = element.get("marker") or "", element.get(layout("head"))
        first = len(self.starts)
        self._token(element, marker if head is None else head, "mark")
        after_head = len(self.starts)
        for block in [inner for inner in element.iter() if local(inner) == "p"] or [element]:
            self._token(block, _words(block, marks=False))
        num = None if element.get(layout("value")) == "" else marker
        return self._spanned(element, Node("authorialNote", eid, CharSpan(0, 0), CharSpan(0, 0), num), first, after_head)

    def _eid(self, element: etree._Element, kind: str, above: str) -> str:
        """Return the eId that the document gives, else a new one; each once."""
        given = element.get("eId") or element.get("id")
        if not given:
            stem = f"{above}__{kind}" if above else kind
            self.counts[stem] += 1
            given = f"{stem}_{self.counts[stem]}"
        while given in self.eids:
            self.counts[given] += 1
            given = f"{given}_{self.counts[given] + 1}"
        self.eids.add(given)
        return given


def _words(element: etree._Element, *, marks: bool) -> str:
    """Return the words of a paragraph without those of its notes; with ``marks``, the notes' marks stand where they were."""
    pieces = [element.text or ""]
    for inner in element:
        name = local(inner)
        if name == "authorialNote":
            pieces.append((inner.get("marker") or "") if marks else "")
        elif name in ("br", "eol"):
            pieces.append("\n")
        elif isinstance(inner.tag, str):
            pieces.append(_words(inner, marks=marks))
        pieces.append(inner.tail or "")
    return "".join(pieces)
