"""HTML → agreement: a treaty's page, or a whole saved web page of which only the content is kept.

Left out: navigation, banners, footers, scripts, forms and what else ``html.yaml`` names, and lists that only hold links. Footnotes behind
links are put after the paragraph that carries their marks. Needs selectolax (the extra ``html``).
"""

from __future__ import annotations

import codecs
import re

from scorer.errors import Location, SourceError
from scorer.model import Agreement
from scorer.sources import blocks, decode, names, page, pageblocks, plaintext

DEEPEST = 5_000  # elements inside one another
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\s|<!--.*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_UNCLOSED = frozenset(
    b"area base basefont br col embed hr img input link meta param source track wbr p li dt dd td th tr thead tbody tfoot option".split()
)
_LOOKED_AT = 4_000  # bytes in which a page declares itself
_NEEDS = "HTML needs a package that is not installed; type: pip install 'scorer[html]'"


def looks_like(data: bytes) -> bool:
    """Tell whether these bytes are a web page."""
    head = data[:_LOOKED_AT]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")
    return bool(_BEGINNING.match(head))


def read(data: bytes, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> Agreement:
    """Return the agreement on a web page.

    Raises:
        SourceError: selectolax is not installed, the page nests too deep or holds no text.
    """
    if _depth(data) > DEEPEST:
        raise SourceError(f"the page nests deeper than {DEEPEST} elements; save it as plain text", Location(file))
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise SourceError(_NEEDS, Location(file)) from None
    parser = LexborHTMLParser(_characters(data, file))
    content = page.content(page.flat(parser))
    found = pageblocks.read(content)
    source = blocks.compose(found, file=file, sha256=sha256, part=part, kind=kind)
    if not source.text:
        raise SourceError("the page holds no text of its own; save the page that shows the agreement", Location(file))
    titles = parser.css("title")
    declared = " ".join(titles[0].text().split()) if titles else ""
    return names.named(source, blocks.title(found) or declared or plaintext.title(source.text))


def _depth(data: bytes) -> int:
    """Return how deep elements may nest at most, from a count of their tags: parsing very deep pages takes too long."""
    depth = deepest = 0
    for match in _TAG.finditer(data):
        if match[2].lower() not in _UNCLOSED:
            depth = max(depth + (-1 if match[1] else 1), 0)
            deepest = max(deepest, depth)
    return deepest


def _characters(data: bytes, file: str) -> str:
    declared = _CHARSET.search(data[:_LOOKED_AT])
    if declared and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name  # as browsers read it
        try:
            return decode.tidy(data.decode(name))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode.decode(data, file)
