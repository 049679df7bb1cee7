"""Tree → Akoma Ntoso 3.0 XML. ``scorer/sources/akn.py`` reads it back, to the same text and the same tree.

Written here because it is structure in another form; read there because a file is a source like any other, and stages do not import one
another. What both hold to is in ``scorer/akn.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from scorer.akn import AKN, HIERARCHY, ITEMS, LAYOUT, bare, layout, tag, usual_gap
from scorer.model import Agreement, CharSpan, Node, SourceText

_NAMESPACES: dict[Any, str] = {None: AKN, "s": LAYOUT}  # the stubs know no default namespace
_NO_DATE = "0001-01-01"  # the schema asks for a date


def write(agreement: Agreement, trees: Mapping[str, Node]) -> str:
    """Return the agreement as one document; as a collection where it has several parts."""
    if len(agreement.parts) == 1:
        part = agreement.parts[0]
        inner = _Writer(part, agreement).act(trees[part.id])
    else:
        inner = _element("documentCollection", name="dossier")
        inner.append(_meta(agreement, agreement.id))
        body = etree.SubElement(inner, tag("collectionBody"))
        for part in agreement.parts:
            component = etree.SubElement(body, tag("component"), eId=f"cmp_{part.id}")
            component.append(_Writer(part, agreement).act(trees[part.id]))
    root = etree.Element(tag("akomaNtoso"), nsmap=_NAMESPACES)
    root.append(inner)
    etree.cleanup_namespaces(root, top_nsmap=_NAMESPACES)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True).decode("utf-8") + "\n"


def _element(name: str, /, **attributes: str) -> etree._Element:
    return etree.Element(tag(name), attributes, nsmap=_NAMESPACES)


def _meta(agreement: Agreement, part_id: str) -> etree._Element:
    """Return the identification that the schema asks for."""
    meta = _element("meta")
    identification = etree.SubElement(meta, tag("identification"), source="#scorer")
    uri = f"/akn/un/act/{(agreement.signed or _NO_DATE)[:4]}/{agreement.id}"
    levels = (
        ("FRBRWork", uri, "Work"),
        ("FRBRExpression", f"{uri}/eng@", "Expression"),
        ("FRBRManifestation", f"{uri}/eng@.xml", "Manifestation"),
    )
    for name, value, level in levels:
        group = etree.SubElement(identification, tag(name))
        etree.SubElement(group, tag("FRBRthis"), value=f"{value}/!{part_id}")
        etree.SubElement(group, tag("FRBRuri"), value=value)
        if level == "Work":
            etree.SubElement(group, tag("FRBRalias"), value=agreement.title, name="title")
            etree.SubElement(group, tag("FRBRalias"), value=agreement.short, name="short")
        etree.SubElement(group, tag("FRBRdate"), date=agreement.signed or _NO_DATE, name="signed" if agreement.signed else "unknown")
        etree.SubElement(group, tag("FRBRauthor"), href="#parties")
        if level == "Work":
            etree.SubElement(group, tag("FRBRcountry"), value="un")
        if level == "Expression":
            etree.SubElement(group, tag("FRBRlanguage"), language="eng" if agreement.language == "en" else agreement.language)
    references = etree.SubElement(meta, tag("references"), source="#scorer")
    etree.SubElement(references, tag("TLCOrganization"), eId="scorer", href="/ontology/organization/scorer", showAs="scorer")
    shown = ", ".join(agreement.parties) or "the Parties"
    etree.SubElement(references, tag("TLCOrganization"), eId="parties", href="/ontology/organization/parties", showAs=shown)
    return meta


class _Writer:
    """Writes one part. ``at`` is how far the text has been written."""

    def __init__(self, part: SourceText, agreement: Agreement) -> None:
        self.text, self.part, self.agreement = part.text, part, agreement
        self.at = 0
        self.last = ""

    def act(self, root: Node) -> etree._Element:
        """Return the whole part."""
        act = _element("act", name="treaty")
        act.append(_meta(self.agreement, self.part.id))
        front, body, conclusions, annexes = _divided(root)
        for node in front:
            self._container(act, node)
        element = etree.SubElement(act, tag("body"))
        element.set(layout("part"), f"{self.part.id} {self.part.kind}")
        until = (conclusions or annexes)[0].span.start if conclusions or annexes else root.span.end
        self._children(element, body, self.at, until, root.eid, root=True)
        for node in conclusions:
            self._container(act, node)
        if annexes:
            attachments = etree.SubElement(act, tag("attachments"))
            for node in annexes:
                self._annex(attachments, node)
        if self.text[self.at :]:
            element.set(layout("end"), self.text[self.at :])
        return act

    # --- words ------------------------------------------------------------------------------------------------------------------

    def _token(self, element: etree._Element, start: int, end: int, role: str = "words") -> bool:
        """Put the characters between two places into an element; the white space before them becomes its gap."""
        words = self.text[start:end].strip()
        if not words:
            return False
        first = self.text.index(words, start)
        gap = self.text[self.at : first]
        if gap != usual_gap(self.last, role):
            element.set(layout("gap"), gap)
        element.text = words
        self.at, self.last = first + len(words), role
        return True

    def _words(self, parent: etree._Element, start: int, end: int) -> None:
        """Add the paragraphs of a stretch, parted by empty lines."""
        for match in re.finditer(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", self.text[start:end], re.DOTALL):
            self._token(etree.SubElement(parent, tag("p")), start + match.start(), start + match.end())

    def _note(self, parent: etree._Element, node: Node) -> None:
        """Add a footnote: in a paragraph of its own, as it stands in the text."""
        p = etree.SubElement(parent, tag("p"))
        note = etree.SubElement(p, tag("authorialNote"), eId=node.eid, marker=node.num or "")
        head = self.text[node.span.start : node.body.start].strip()
        expected = self.at
        holder = etree.Element("holder")
        if self._token(holder, node.span.start, node.body.start, "mark"):
            _copy_gap(holder, note)
            if head != (node.num or ""):
                note.set(layout("head"), head)
        else:
            note.set(layout("head"), "")
        if node.num is None:
            note.set(layout("value"), "")
        self._words(note, node.body.start, node.body.end)
        if not len(note):
            etree.SubElement(note, tag("p"))
        self._check(note, node, expected, head)

    # --- elements ---------------------------------------------------------------------------------------------------------------

    def _children(self, parent: etree._Element, children: Sequence[Node], start: int, end: int, eid: str, *, root: bool = False) -> None:
        """Add children and the words between them: intro, wrapUp, or containers of their own in between."""
        inner = [node for node in children if node.kind != "authorialNote"]
        notes = [node for node in children if node.kind == "authorialNote"]
        stretches = [start, *(place for node in inner for place in (node.span.start, node.span.end)), end]
        for index in range(0, len(stretches), 2):
            run = CharSpan(stretches[index], stretches[index + 1])
            here = [note for note in notes if run.start <= note.span.start < max(run.end, run.start + 1)]
            if here or self.text[run.start : run.end].strip():
                self._run(self._holder(parent, index // 2, len(inner), eid, root=root), here, run)
            if index // 2 < len(inner):
                self._node(parent, inner[index // 2])
        if not inner and not any(child.tag in (tag("content"), tag("hcontainer")) for child in parent):
            etree.SubElement(self._holder(parent, 0, 0, eid, root=root), tag("p"))

    def _holder(self, parent: etree._Element, index: int, count: int, eid: str, *, root: bool) -> etree._Element:
        """Return the element for words of ``parent`` before its child number ``index``."""
        if root or 0 < index < count:
            between = etree.SubElement(parent, tag("hcontainer"), name="text", eId=f"{eid}__text_{index + 1}")
            return etree.SubElement(between, tag("content"))
        return etree.SubElement(parent, tag("content" if not count else "intro" if index == 0 else "wrapUp"))

    def _run(self, holder: etree._Element, notes: Sequence[Node], run: CharSpan) -> None:
        at = run.start
        for note in notes:
            self._words(holder, at, note.span.start)
            self._note(holder, note)
            at = note.span.end
        self._words(holder, at, run.end)

    def _node(self, parent: etree._Element, node: Node) -> None:
        hierarchical = node.kind in HIERARCHY
        element = etree.SubElement(parent, tag(node.kind if hierarchical else "hcontainer"), eId=node.eid)
        if not hierarchical:
            element.set("name", node.kind)
        before = self.at
        self._head(element, node)
        self._children(element, node.children, node.body.start, node.body.end, node.eid)
        self._check(element, node, before, self.text[node.span.start : node.body.start].strip())

    def _container(self, act: etree._Element, node: Node) -> None:
        """Add a preface, preamble or closing formula."""
        element = etree.SubElement(act, tag(node.kind), eId=node.eid)
        before = self.at
        head = self.text[node.span.start : node.body.start].strip()
        if head:
            p = etree.SubElement(element, tag("p"), {"class": "head"})
            self._token(p, node.span.start, node.body.start, "number")
            if node.num is not None or node.heading is not None:
                p.set(layout("value"), node.num or "")
                p.set(layout("heading"), node.heading or "")
        self._run(element, node.children, node.body)
        if not len(element):
            etree.SubElement(element, tag("p"))
        self._check(element, node, before, head)

    def _annex(self, attachments: etree._Element, node: Node) -> None:
        """Add an annex behind the closing formula: the schema wants a document of its own."""
        element = etree.SubElement(attachments, tag("attachment"), eId=node.eid)
        before = self.at
        self._head(element, node)
        document = etree.SubElement(element, tag("doc"), name="annex")
        document.append(_meta(self.agreement, node.eid))
        body = etree.SubElement(document, tag("mainBody"))
        self._children(body, node.children, node.body.start, node.body.end, node.eid, root=True)
        self._check(element, node, before, self.text[node.span.start : node.body.start].strip())

    def _head(self, element: etree._Element, node: Node) -> None:
        """Add number and heading as printed."""
        start, end = node.span.start, node.body.start
        head = self.text[start:end]
        printed = head.rstrip()
        if node.heading and printed.endswith(node.heading):
            split = start + len(printed) - len(node.heading)
            self._number(element, node, start, split)
            heading = etree.SubElement(element, tag("heading"))
            self._token(heading, split, end, "heading")
        elif self._number(element, node, start, end) and node.heading is not None:
            element[-1].set(layout("heading"), node.heading)

    def _number(self, element: etree._Element, node: Node, start: int, end: int) -> bool:
        num = etree.Element(tag("num"))
        if not self._token(num, start, end, "item" if node.kind in ITEMS else "number"):
            if node.num is not None:
                element.set(layout("value"), node.num)
            return False
        element.append(num)
        if bare(num.text or "") != node.num:
            num.set(layout("value"), node.num or "")
        return True

    def _check(self, element: etree._Element, node: Node, before: int, head: str) -> None:
        """Say the offsets where they are not those of what is printed."""
        written = self.text[before : self.at]
        first = before + len(written) - len(written.lstrip())
        inside = _first_after(self.text, first, head)
        body = CharSpan(min(inside, self.at), self.at)
        expected = (CharSpan(first, self.at), body if inside < self.at else CharSpan(self.at, self.at))
        if not written.strip() or expected != (node.span, node.body):
            element.set(layout("span"), " ".join(map(str, (*node.span, *node.body))))


def _first_after(text: str, first: int, head: str) -> int:
    """Return where the first character after a head stands."""
    at = first + len(head)
    while head and at < len(text) and text[at].isspace():
        at += 1
    return at


def _copy_gap(source: etree._Element, target: etree._Element) -> None:
    gap = source.get(layout("gap"))
    if gap is not None:
        target.set(layout("gap"), gap)


def _divided(root: Node) -> tuple[list[Node], list[Node], list[Node], list[Node]]:
    """Return the root's children as front matter, body, closing formula and annexes, as far as the schema's order allows."""
    children = list(root.children)
    front: list[Node] = []
    for kind in ("preface", "preamble"):
        if children and children[0].kind == kind and _only_notes(children[0]):
            front.append(children.pop(0))
    place = next((at for at, node in enumerate(children) if node.kind == "conclusions" and _only_notes(node)), None)
    if place is not None and all(node.kind == "attachment" for node in children[place + 1 :]):
        return front, children[:place], [children[place]], children[place + 1 :]
    return front, children, [], []


def _only_notes(node: Node) -> bool:
    return all(child.kind == "authorialNote" for child in node.children)
