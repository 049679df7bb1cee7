"""ToTA XML → agreement.

Format: ``<treaty><meta>...</meta><body><chapter number name><article number name>text``. Recitals and closing words are chapters called
Preamble and Conclusion; the chapter called Preamble may also hold the first numbered articles.

Source: Alschner, Seiermann and Skougarevskiy, Texts of Trade Agreements (ToTA), version 0.5.
"""

from __future__ import annotations

import re

from lxml import etree

from scorer.errors import Location, SourceError
from scorer.model import Agreement, SourceText
from scorer.sources import names
from scorer.sources.written import Written

_LABEL = re.compile(r"(?:part|title|chapter|sub-?section|section|art[a-z]*|annex)\b", re.IGNORECASE)
_DIVISIONS = {"part": "part", "title": "title", "section": "section", "sub-section": "subsection", "subsection": "subsection"}
_DEEPEST = 12  # levels of elements; the format has five


def looks_like(data: bytes) -> bool:
    """Tell whether these bytes are ToTA XML."""
    return bool(re.search(rb"<treaty[\s>]", data[:2000])) and b"<treaty_identifier" in data[:4000]


def read(data: bytes, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> Agreement:
    """Return the agreement in one ToTA file.

    Raises:
        SourceError: The XML is broken, nests too deep or holds no text.
    """
    treaty = parse_xml(data, file, what="ToTA", deepest=_DEEPEST)
    written = Written()
    for chapter in treaty.iterfind("body/chapter"):
        _add_chapter(written, chapter)
    if written.empty:
        raise SourceError("the XML holds no article text; check that the download is complete", Location(file))
    return _agreement(treaty, SourceText(part, written.text, file, sha256, kind, tuple(written.marks)))


def parse_xml(data: bytes, file: str, *, what: str, deepest: int) -> etree._Element:
    """Return the root of an XML file that holds no more than elements and text.

    Raises:
        SourceError: The XML is broken, declares a document type or entities, or nests too deep.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        fault = " ".join((error.msg or "").split())
        raise SourceError(f"not well-formed XML ({fault}); download the file again", Location(file, error.lineno or 0)) from None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SourceError("the XML declares a document type, which is not read; remove the <!DOCTYPE ...>", Location(file))
    if any(sum(1 for _ in element.iterancestors()) > deepest for element in root.iter()):
        raise SourceError(f"the XML nests deeper than {deepest} elements; it is not a {what} text", Location(file))
    return root


def _add_chapter(written: Written, chapter: etree._Element) -> None:
    number, name = _tidy(chapter.get("number")), _tidy(chapter.get("name"))
    role = (name or "").lower() if number is None else ""
    if role in ("preamble", "conclusion") or (number is None and name is None):
        written.heading("chapter", [], None, None)  # nothing printed: it only ends the chapter before
    else:
        label = _LABEL.match(number or "")
        kind = _DIVISIONS.get(label[0].lower(), "chapter") if label else "chapter"
        written.heading(kind, [line for line in (number, name) if line], _bare(number), name)
    articles = list(chapter.iterfind("article"))
    for index, article in enumerate(articles):
        last = index + 1 == len(articles) and chapter.getnext() is None
        _add_article(written, article, role=role, first=written.empty, last=last)


def _add_article(written: Written, article: etree._Element, *, role: str, first: bool, last: bool) -> None:
    number, name = _tidy(article.get("number")), _tidy(article.get("name"))
    words = "".join(str(piece) for piece in article.itertext())
    bare = _bare(number)
    split = re.match(r"(\d+(?:\.\d+)*)\s+(\S.*)", name or "")
    if number and not bare and split:  # the number was kept in the name
        number, bare, name = f"{number} {split[1]}", split[1], split[2]
    if number or name:
        written.heading("article", [line for line in (number, name) if line], bare, name)
    elif first or role == "preamble":
        written.heading("preamble", [], None, None)
    elif role == "conclusion" or (not role and last):
        written.heading("conclusions", [], None, None)
    else:
        written.heading("article", [], None, None)
    written.block(words)


def _tidy(value: str | None) -> str | None:
    """Return an attribute with single blanks; None where it says nothing."""
    return " ".join(value.split()) or None if value else None


def _bare(number: str | None) -> str | None:
    """Return a number without its label.

    >>> [_bare(n) for n in ("CHAPTER TWENTY ONE", "ARTICLE 19.3", "ARTICLE - 4", "ARTICLE:9.9", "A)", "ARTICLE")]
    ['TWENTY ONE', '19.3', '4', '9.9', 'A', None]
    """
    if not number:
        return None
    label = _LABEL.match(number)
    return number[label.end() if label else 0 :].strip(" :-–.)") or None


def _agreement(treaty: etree._Element, part: SourceText) -> Agreement:
    def meta(name: str) -> str | None:
        return (treaty.findtext(f"meta/{name}") or "").strip() or None

    title = meta("name") or f"Agreement {meta('treaty_identifier')}"
    parties = tuple(code for element in treaty.iterfind("meta/parties_original/partyisocode") if (code := (element.text or "").strip()))
    return Agreement(
        id=f"tota-{meta('treaty_identifier')}",
        title=title,
        short=names.short(title),
        parts=(part,),
        language=meta("language") or "en",
        parties=parties,
        signed=meta("date_signed"),
        in_force=meta("date_into_force"),
        kind=meta("type"),
    )
