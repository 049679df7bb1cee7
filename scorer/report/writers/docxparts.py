"""Pieces of a DOCX file that python-docx has no words for: footnotes, fields, bookmarks, links, header rows."""

from __future__ import annotations

from typing import Any

from scorer.report.document import Document, Face

_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
_SERIF, _MONO = "Times New Roman", "Courier New"
_BODY, _CELL, _NOTE = 11.5, 9.5, 9.5  # points
_HEADINGS = {1: 16, 2: 13, 3: 11.5}  # points


def element(tag: str, **attributes: str) -> Any:
    """Return an element of the main vocabulary: ``element("w:b")``, attributes in the same vocabulary."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run(text: str, face: Face = Face.PLAIN, *, lang: str | None = None) -> Any:
    """Return a run of text."""
    made, look = element("w:r"), element("w:rPr")
    if face is Face.CODE:
        look.append(element("w:rFonts", ascii=_MONO, hAnsi=_MONO, cs=_MONO))
    if face is Face.STRONG:
        look.append(element("w:b"))
    if face is Face.EMPHASIS:
        look.append(element("w:i"))
    if lang and lang != "en":
        look.append(element("w:lang", val=lang))
    if len(look):
        made.append(look)
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def link(text: str, anchor: str) -> Any:
    """Return a link to a bookmark of the same file."""
    made = element("w:hyperlink", anchor=_bookmark_name(anchor), history="1")
    made.append(run(text))
    return made


def bookmark(number: int, anchor: str) -> tuple[Any, Any]:
    """Return the two ends of a bookmark."""
    return element("w:bookmarkStart", id=str(number), name=_bookmark_name(anchor)), element("w:bookmarkEnd", id=str(number))


def _bookmark_name(anchor: str) -> str:
    """Return a name that word processors take: letters, digits and underscores, at most 40."""
    return "".join(c if c.isalnum() and c.isascii() else "_" for c in f"b_{anchor}")[:40]


def footnote_mark(number: int) -> Any:
    """Return the mark of a footnote in the text."""
    made, look = element("w:r"), element("w:rPr")
    look.append(element("w:rStyle", val="FootnoteReference"))
    made.append(look)
    made.append(element("w:footnoteReference", id=str(number)))
    return made


def add_footnotes(file: Any, notes: list[tuple[int, list[Any]]]) -> None:
    """Add the part that holds the footnotes, with the two separators that word processors expect."""
    from docx.opc.oxml import serialize_part_xml
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    root = element("w:footnotes")
    for kind, number in _SEPARATORS:
        note, paragraph, inner = element("w:footnote", type=kind, id=str(number)), element("w:p"), element("w:r")
        inner.append(element(f"w:{kind}"))
        paragraph.append(inner)
        note.append(paragraph)
        root.append(note)
    for number, runs in notes:
        note, paragraph, style, mark = element("w:footnote", id=str(number)), element("w:p"), element("w:pPr"), element("w:r")
        style.append(element("w:pStyle", val="FootnoteText"))
        look = element("w:rPr")
        look.append(element("w:rStyle", val="FootnoteReference"))
        mark.append(look)
        mark.append(element("w:footnoteRef"))
        for piece in (style, mark, run(" "), *runs):
            paragraph.append(piece)
        note.append(paragraph)
        root.append(note)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, serialize_part_xml(root), file.part.package)
    file.part.relate_to(part, _FOOTNOTES)


def set_styles(file: Any) -> None:
    """Set fonts and spaces of the styles, and add those that the library's template lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = file.styles
    _font(styles["Normal"], _BODY)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for level, size in _HEADINGS.items():
        _font(styles[f"Heading {level}"], size)
    for name, size in (("Small", _BODY - 1.5), ("Status", _BODY - 1.5), ("Cell", _CELL), ("Footnote Text", _NOTE)):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _font(made, size)
        made.paragraph_format.space_after = Pt(3)
    mark = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    quote, caption = styles["Quote"], styles["Caption"]
    _font(quote, _BODY)
    quote.font.italic = False
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Pt(24)
    _font(caption, _BODY - 1)
    caption.font.bold = True
    caption.paragraph_format.keep_with_next = True
    for name in ("Quote", "Caption", *(f"Heading {level}" for level in _HEADINGS)):
        styles[name].font.color.rgb = RGBColor(0, 0, 0)


def _font(style: Any, size: float) -> None:
    """Set the font of a style for all scripts; the theme of the library's template goes."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = _SERIF, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _SERIF)


def set_page(file: Any, size: tuple[float, float], margin: float) -> None:
    """Set paper and margins, in inches."""
    from docx.shared import Inches

    section = file.sections[0]
    section.page_width, section.page_height = Inches(size[0]), Inches(size[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(margin)


def set_running_lines(file: Any, document: Document) -> None:
    """Write the head (draft left, exhibit label right) and the foot (rubric and date left, page x of y right) of every page."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    section = file.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (head, foot):
        paragraph.style = "Small"
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    _line(head, [run(document.status or "", Face.STRONG)], [run(document.label, Face.STRONG), run(f" · {document.running}")])
    _line(foot, [run(document.foot)], [run("Page "), _field("PAGE"), run(" of "), _field("NUMPAGES")])


def _line(paragraph: Any, left: list[Any], right: list[Any]) -> None:
    tab = element("w:r")
    tab.append(element("w:tab"))
    for piece in (*left, tab, *right):
        paragraph._p.append(piece)


def _field(code: str) -> Any:
    """Return a field that word processors fill in."""
    made = element("w:fldSimple", instr=f" {code} ")
    made.append(run("1"))
    return made


def repeat(row: Any) -> None:
    """Mark a row as header of its table, repeated on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def set_widths(table: Any, shares: tuple[int, ...]) -> None:
    """Set the widths of columns as shares of the text's width."""
    from docx.shared import Emu

    section = table.part.document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(room * share // 100)
        for cell in column.cells:
            cell.width = column.width
