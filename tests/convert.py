"""A structured text → the same text as DOCX, HTML, Markdown and plain lines, for tests of what readers keep.

Written by hand, so that it holds what word processors and web sites write: real footnotes, automatic numbers, heading styles, navigation.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape

from scorer.model import Node, SourceText

RANKS = {"part": 1, "title": 1, "chapter": 1, "attachment": 1, "section": 2, "subsection": 2, "article": 3}
ITEMS = {"paragraph": 0, "subparagraph": 1, "point": 2, "indent": 3}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass
class Note:
    mark: str
    text: str
    at: int  # character of the paragraph behind which its mark stands


@dataclass
class Para:
    """One paragraph: a heading (rank 1 to 3), a list item (level, label) or running text."""

    text: str
    rank: int = 0
    level: int | None = None
    label: str = ""
    first: bool = False
    notes: list[Note] = field(default_factory=list)


def paragraphs(source: SourceText, tree: Node) -> list[Para]:
    """Return the paragraphs of a text, with footnotes at the words that carry their marks."""
    found: list[Para] = []
    for node in tree.children or (tree,):
        _add(found, source.text, node, first=True)
    return found


def _add(found: list[Para], text: str, node: Node, *, first: bool) -> None:
    head = text[node.span.start : node.body.start].strip()
    if node.kind == "authorialNote":
        _add_note(found, node.num or "", " ".join(text[node.body.start : node.body.end].split()))
        return
    start = node.body.start
    if node.kind in ITEMS:
        found.append(Para("", level=ITEMS[node.kind], label=head, first=first))
    elif head:
        found.append(Para("\n".join(line.strip() for line in head.split("\n") if line.strip()), rank=RANKS.get(node.kind, 0)))
    kinds = set()
    for child in node.children:
        _add_lines(found, text[start : child.span.start], joins=node.kind in ITEMS and start == node.body.start)
        _add(found, text, child, first=child.kind not in kinds)
        kinds.add(child.kind)
        start = child.span.end
    _add_lines(found, text[start : node.body.end], joins=node.kind in ITEMS and start == node.body.start)


def _add_lines(found: list[Para], words: str, *, joins: bool) -> None:
    wrapped = re.sub(r"(?<![.;:)”\"\n])[ \t]*\n(?=[ \t]*[^\s\d(])", " ", words)  # a line that ends inside a sentence goes on
    for line in (" ".join(line.split()) for line in wrapped.split("\n")):
        if line and joins:
            found[-1].text = line
            joins = False
        elif line:
            found.append(Para(line))


def _add_note(found: list[Para], mark: str, words: str) -> None:
    glued = re.compile(rf"(?<=[A-Za-z.,;:)”\"’])\[?{re.escape(mark)}\]?(?!\d)")
    for para in reversed(found[-12:]):
        places = [] if para.rank else list(glued.finditer(para.text))
        if places:
            match = places[-1]
            para.text = para.text[: match.start()] + para.text[match.end() :]
            para.notes.append(Note(mark, words, match.start()))
            return
    carrier = next((para for para in reversed(found) if not para.rank), None)
    if carrier is None:
        found.append(Para(words))
    else:
        carrier.notes.append(Note(mark, words, len(carrier.text)))


# --- plain lines and Markdown -----------------------------------------------------------------------------------------------------


def to_txt(paras: list[Para]) -> bytes:
    """Return plain text, footnotes on lines of their own below the paragraph."""
    lines = []
    for para in paras:
        lines.append(_with_marks(para, [note.mark for note in sorted(para.notes, key=lambda note: note.at)]))
        lines += [f"{note.mark} {note.text}" for note in para.notes]
    return "\n\n".join(lines).encode()


def to_markdown(paras: list[Para]) -> bytes:
    """Return Markdown with hashes for headings and footnotes in its own notation."""
    lines, number = [], 0
    for para in paras:
        notes = sorted(para.notes, key=lambda note: note.at)
        numbers = {id(note): number + at for at, note in enumerate(notes, 1)}
        number += len(notes)
        words = _with_marks(para, [f"[^{numbers[id(note)]}]" for note in notes])
        lines.append("#" * (para.rank + 1) + " " + " ".join(words.split("\n")) if para.rank else words)
        lines += [f"[^{numbers[id(note)]}]: {note.text}" for note in notes]
    return "\n\n".join(lines).encode()


def _with_marks(para: Para, marks: list[str]) -> str:
    words, at = "", 0
    for note, mark in zip(sorted(para.notes, key=lambda note: note.at), marks, strict=True):
        words += para.text[at : note.at] + mark
        at = note.at
    words += para.text[at:]
    return f"{para.label} {words}".strip() if para.label else words


def to_typescript(paras: list[Para], width: int = 65, page: int = 52) -> bytes:
    """Return what a typewriter leaves: short lines with words parted at their ends, headings in capitals in the middle, numbered pages."""
    lines: list[str] = []
    for para in paras:
        if para.rank:
            lines += ["", *(line.strip().upper().center(width).rstrip() for line in para.text.split("\n")), ""]
        else:
            lines += [*_typed(f"{para.label} {para.text}".split(), width), ""]
    pages = [lines[at : at + page] for at in range(0, len(lines), page)]
    text = "\f".join("\n".join([*each, "", f"- {number} -".center(width)]) for number, each in enumerate(pages, 1))
    return text.translate(str.maketrans("“”‘’–—", "\"\"''--")).encode("ascii", "replace")


def _typed(words: list[str], width: int) -> Iterator[str]:
    line = "    "
    for word in words:
        room = width - len(line) - 2
        if len(line) + len(word) < width:
            line += f" {word}"
        elif len(word) > 9 and room > 4 and word.isalpha():
            yield f"{line} {word[:room]}-"
            line = word[room:]
        else:
            yield line
            line = word
    yield line


def with_line_numbers(text: bytes, page: int = 40) -> bytes:
    """Return plain text with the number of each line before it, anew on each page."""
    return "\n".join(f"{at % page + 1:>3}  {line}" for at, line in enumerate(text.decode().split("\n"))).encode()


def without_the_word(paras: list[Para]) -> list[Para]:
    """Return paragraphs in which articles are headed by number and title alone: ``5.1 Labour Rights``."""
    return [
        replace(para, text=re.sub(r"(?i)^article\s+([\w.-]*\w)[.:\s]*", r"\1 ", para.text)) if para.rank == 3 else para for para in paras
    ]


# --- HTML -------------------------------------------------------------------------------------------------------------------------


def to_html(paras: list[Para], title: str = "Agreement") -> bytes:
    """Return a whole saved page: navigation, cookie banner, scripts and footer around the text, footnotes at the end."""
    body, notes = [], []
    for para in paras:
        words, at = "", 0
        for note in sorted(para.notes, key=lambda note: note.at):
            number = len(notes) + 1
            words += escape(para.text[at : note.at]) + f'<sup><a href="#fn{number}" id="ref{number}">{number}</a></sup>'
            notes.append(f'<li id="fn{number}"><p>{escape(note.text)} <a href="#ref{number}">↩</a></p></li>')
            at = note.at
        words += escape(para.text[at:])
        label = escape(para.label) + " " if para.label else ""
        tag = f"h{para.rank + 1}" if para.rank else "p"
        body.append(f"<{tag}>{label}{words}</{tag}>".replace("\n", "<br>"))
    menu = "".join(f'<li><a href="/page{n}">Menu item {n} of this site</a></li>' for n in range(20))
    return f"""<!DOCTYPE html><html><head><title>{escape(title)}</title><meta charset="utf-8"><script>var each = "Party shall";</script>
<style>p {{ margin: 0 }}</style></head><body><header><h1>Ministry of Trade</h1><nav><ul>{menu}</ul></nav></header>
<div id="cookie-banner" class="cookie-consent"><p>This site uses cookies. Each Party shall accept them.</p><button>Accept</button></div>
<main><div class="content">{"".join(body)}<section class="footnotes"><ol>{"".join(notes)}</ol></section></div></main>
<form action="/search"><label>Search</label><input name="q"></form><footer><p>Copyright of the Ministry. Contact us.</p></footer>
</body></html>""".encode()


# --- DOCX -------------------------------------------------------------------------------------------------------------------------

_SHAPES = {
    0: {r"\d+\.": ("decimal", "%1."), r"\(\d+\)": ("decimal", "(%1)")},
    1: {r"\([a-z]\)": ("lowerLetter", "(%2)"), r"[a-z]\)": ("lowerLetter", "%2)")},
    2: {r"\([ivx]+\)": ("lowerRoman", "(%3)")},
    3: {r"\([A-Z]\)": ("upperLetter", "(%4)")},
}
_STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>""" + "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    for n in (1, 2, 3)
)


def to_docx(paras: list[Para], *, styled: bool = True) -> bytes:
    """Return a DOCX file; without ``styled``, headings are only bold and in the middle, their titles in paragraphs of their own."""
    notes: list[str] = []
    lists: list[tuple[str, str, int]] = []  # format, text, level of each list
    counting: dict[int, tuple[str, int, int]] = {}  # level → shape, last number, list
    body = []
    for para in paras:
        if para.rank:
            body += _docx_heading(para, styled=styled, notes=notes)
            counting.clear()
            continue
        number = _list_of(para, lists, counting)
        label = f"{para.label} " if para.label and number is None else ""
        numbered = f'<w:numPr><w:ilvl w:val="{para.level}"/><w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
        body.append(f"<w:p><w:pPr>{numbered}</w:pPr>{_run(label)}{_runs(para, notes)}</w:p>")
    return _zipped("".join(body), notes, lists)


def _list_of(para: Para, lists: list[tuple[str, str, int]], counting: dict[int, tuple[str, int, int]]) -> int | None:
    """Return the list that counts to this label by itself; None where no automatic list would."""
    if para.level is None:
        return None
    for level in [level for level in counting if level > para.level]:
        del counting[level]
    for shape, (style, text) in _SHAPES[para.level].items():
        if not re.fullmatch(shape, para.label):
            continue
        value = _value(para.label, style)
        there = counting.get(para.level)
        if there and there[0] == shape and value == there[1] + 1:
            counting[para.level] = (shape, value, there[2])
            return there[2]
        if value == 1:
            lists.append((style, text, para.level))
            counting[para.level] = (shape, 1, len(lists))
            return len(lists)
    counting.pop(para.level, None)
    return None


def _value(label: str, style: str) -> int:
    bare = label.strip("().")
    if style == "decimal":
        return int(bare)
    if style == "lowerRoman":
        return {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}.get(bare, -1)
    return ord(bare.lower()) - 96


def _docx_heading(para: Para, *, styled: bool, notes: list[str]) -> Iterator[str]:
    if styled:
        yield f'<w:p><w:pPr><w:pStyle w:val="Heading{para.rank}"/></w:pPr>{_runs(para, notes)}</w:p>'
        return
    for line in para.text.split("\n"):
        words = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r>'
        yield f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{words}</w:p>'


def _run(words: str) -> str:
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    return f"<w:r>{pieces}</w:r>" if words else ""


def _runs(para: Para, notes: list[str]) -> str:
    words, at = "", 0
    for note in sorted(para.notes, key=lambda note: note.at):
        notes.append(note.text)
        words += _run(para.text[at : note.at]) + f'<w:r><w:rPr/><w:footnoteReference w:id="{len(notes)}"/></w:r>'
        at = note.at
    return words + _run(para.text[at:])


def _zipped(body: str, notes: list[str], lists: list[tuple[str, str, int]]) -> bytes:
    patterns = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for n, (style, text, level) in enumerate(lists, 1)
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    footnotes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>' for n, text in enumerate(notes, 1)
    )
    return package(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"{_STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{patterns}{nums}</w:numbering>",
            "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>{footnotes}</w:footnotes>',
        }
    )


def package(members: dict[str, str]) -> bytes:
    """Return a DOCX archive of these XML members."""
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", kinds)
        for name, xml in members.items():
            archive.writestr(name, xml)
    return stream.getvalue()
