"""DOCX: what a word processor shows is what is stored."""

from __future__ import annotations

import io

import pytest

from scorer import structure
from scorer.model import Deletion, SourceText
from scorer.sources import formats, numbering
from tests import convert

BOLD = "<w:rPr><w:b/></w:rPr>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(list_id: int, level: int, words: str) -> str:
    return p(run(words), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(at: int, style: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def read(body: str, **members: str) -> SourceText:
    xml = {
        f"word/{name}.xml": f"<w:{name} {convert.W}>{inner}</w:{name}>"
        for name, inner in {"document": f"<w:body>{body}</w:body>", **members}.items()
    }
    return formats.read(convert.package(xml), file="draft.docx", sha256="").parts[0]


def test_insertions_are_in_and_deletions_out_but_kept() -> None:
    changed = f'<w:ins w:author="A">{run("shall ")}</w:ins><w:del w:author="B"><w:r><w:delText>may </w:delText></w:r></w:del>'
    part = read(p(run("Each Party ") + changed + run("act.")))
    assert part.text == "Each Party shall act."
    assert part.deletions == (Deletion(len("Each Party shall "), "may ", "B"),)


def test_the_place_of_a_deletion_counts_from_the_start_of_the_text() -> None:
    deletion = '<w:del w:author="B"><w:r><w:delText>never</w:delText></w:r></w:del>'
    part = read(p(run("First.")) + p(run("It  is ") + deletion + run(" so.")))
    assert part.text == "First.\n\nIt is so."
    assert [part.text[: deletion.at] for deletion in part.deletions] == ["First.\n\nIt is "]


def test_a_paragraph_whose_end_is_deleted_runs_on_into_the_next() -> None:
    assert read(p(run("Each Party "), "<w:rPr><w:del/></w:rPr>") + p(run("shall act."))).text == "Each Party shall act."


def test_moved_words_stand_where_they_were_moved_to() -> None:
    moved = f"<w:moveFrom>{run('gone ')}</w:moveFrom>", f"<w:moveTo>{run('come ')}</w:moveTo>"
    assert read(p(moved[0] + run("is ") + moved[1])).text == "is come"


def test_automatic_numbers_are_printed_level_by_level() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)")
    lists = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    body = "".join(numbered(3, at, words) for at, words in [(0, "A"), (1, "b"), (1, "c"), (2, "d"), (0, "E"), (1, "f")])
    assert read(body, numbering=lists).text.split("\n\n") == ["1. A", "(a) b", "(b) c", "(i) d", "2. E", "(a) f"]


def test_lists_of_one_pattern_count_on_unless_one_begins_again() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>{more}</w:num>' for n, more in [(1, ""), (2, ""), (3, again)]
    )
    body = "".join(numbered(n, 0, "x") for n in (1, 1, 2, 3, 3))
    assert read(body, numbering=lists).text.split("\n\n") == ["1. x", "2. x", "3. x", "1. x", "2. x"]


def test_numbers_of_several_levels_and_legal_numbering() -> None:
    levels = level(0, "upperRoman", "Chapter %1") + level(1, "decimal", "Article %1.%2", "<w:isLgl/>")
    lists = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    body = numbered(1, 0, "Trade") + numbered(1, 1, "Scope") + numbered(1, 1, "Duty")
    assert read(body, numbering=lists).text.split("\n\n") == ["Chapter I Trade", "Article 1.1 Scope", "Article 1.2 Duty"]


def test_numbering_may_come_from_a_style() -> None:
    pattern = f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1)")}</w:abstractNum>'
    lists = f'{pattern}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    style = '<w:style w:styleId="P"><w:name w:val="para"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = p(run("one"), '<w:pStyle w:val="P"/>') + p(run("two"), '<w:pStyle w:val="P"/>')
    assert read(body, numbering=lists, styles=style).text == "1) one\n\n2) two"


def test_a_footnote_stands_on_its_own_line_below_its_paragraph_and_is_marked() -> None:
    body = p(run("wages") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + run(" and hours.")) + p(run("Next."))
    part = read(body, footnotes=f'<w:footnote w:id="5">{p(run("Wages means pay."))}</w:footnote>')
    assert part.text == "wages1 and hours.\n\n1 Wages means pay.\n\nNext."
    assert [(mark.kind, mark.num, part.slice(mark.span)) for mark in part.marks] == [("authorialNote", "1", "1 Wages means pay.")]


def test_a_footnote_mark_does_not_change_the_number_before_it() -> None:
    body = p(run("under Article 5") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert read(body, footnotes=f'<w:footnote w:id="1">{p(run("Note."))}</w:footnote>').text == "under Article 5[1]\n\n1 Note."


def test_endnotes_count_in_their_own_way() -> None:
    body = p(run("wages") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    assert read(body, endnotes=f'<w:endnote w:id="1">{p(run("Pay."))}</w:endnote>').text == "wagesi\n\ni Pay."


def test_text_boxes_follow_their_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p(run('In a box.'))}</w:txbxContent></w:pict></w:r>"
    assert read(p(run("Before.") + box) + p(run("After."))).text == "Before.\n\nIn a box.\n\nAfter."


def test_rows_of_a_table_are_lines() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(run(cell))}</w:tc>" for cell in cells) + "</w:tr>"

    assert read(f"<w:tbl>{row('Line', 'Rate')}{row('01.01', '5 %')}</w:tbl>").text == "Line | Rate\n01.01 | 5 %"


def test_a_table_that_sets_numbers_beside_paragraphs_is_text() -> None:
    row = f"<w:tr><w:tc>{p(run('1.'))}</w:tc><w:tc>{p(run('Each Party shall act.'))}</w:tc></w:tr>"
    assert read(f"<w:tbl>{row}</w:tbl>").text == "1. Each Party shall act."


def test_heading_styles_become_marks() -> None:
    styles = '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    body = "".join(
        p(run(words), '<w:pStyle w:val="H"/>') + p(run("The Parties act.")) for words in ("Article 1 Scope", "Article 2: Duty", "Closing")
    )
    part = read(body, styles=styles)
    assert [(mark.kind, mark.num, mark.heading) for mark in part.marks] == [
        ("article", "1", "Scope"),
        ("article", "2", "Duty"),
        ("article", None, "Closing"),
    ]


def test_bold_headings_in_two_paragraphs_are_one_heading() -> None:
    body = p(run("ARTICLE 1", BOLD)) + p(run("Scope", BOLD)) + p(run("The Parties act under Article 2 of this Agreement."))
    part = read(body)
    assert [(mark.num, mark.heading, part.slice(mark.span)) for mark in part.marks] == [("1", "Scope", "ARTICLE 1\nScope")]


def test_where_most_articles_are_headed_by_plain_lines_lines_decide() -> None:
    body = p(run("Article 1", BOLD)) + "".join(p(run(f"Article {n}")) + p(run("The Parties act.")) for n in range(2, 8))
    part = read(body)
    assert part.marks == ()
    assert [node.num for node in structure.build(part).walk() if node.kind == "article"] == list("1234567")


def test_tables_of_contents_and_hidden_words_are_left_out() -> None:
    styles = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    hidden = run(" hidden", "<w:rPr><w:vanish/></w:rPr>")
    assert read(p(run("Article 1 .... 3"), '<w:pStyle w:val="T"/>') + p(run("Shown") + hidden), styles=styles).text == "Shown"


def test_field_codes_are_left_out_and_their_results_kept() -> None:
    field = "<w:r><w:fldChar/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>" + run("Article 5")
    assert read(p(run("see ") + field)).text == "see Article 5"


def test_the_strict_dialect_is_read_too() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    xml = f"<w:document {strict}><w:body><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:body></w:document>"
    assert formats.read(convert.package({"word/document.xml": xml}), file="a.docx", sha256="").parts[0].text == "Words"


def test_numbers_in_all_usual_formats() -> None:
    formats_of_28 = {name: numbering.printed(28, name) for name in ("decimal", "lowerRoman", "upperLetter", "cardinalText", "ordinal")}
    assert formats_of_28 == {
        "decimal": "28",
        "lowerRoman": "xxviii",
        "upperLetter": "BB",
        "cardinalText": "Twenty-eight",
        "ordinal": "28th",
    }


def test_a_file_from_another_program_is_read() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Alpha - Beta Trade Pact", 0)
    document.add_heading("Chapter 1: Labour", 1)
    document.add_heading("Article 1.1: Scope", 2)
    for words in ("The Parties act.", "They consult."):
        document.add_paragraph(words, style="List Number")
    document.add_heading("Article 1.2: Fish", 2)
    document.add_paragraph("Each Party shall ").add_run("protect").bold = True
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "01.01", "5"
    stream = io.BytesIO()
    document.save(stream)
    agreement = formats.read(stream.getvalue(), file="pact.docx", sha256="")
    (part,) = agreement.parts
    assert agreement.title == "Alpha - Beta Trade Pact"
    assert [node.eid for node in structure.build(part).walk() if node.kind in ("chapter", "article", "paragraph")] == [
        "chp_1",
        "chp_1__art_1-1",
        "chp_1__art_1-1__para_1",
        "chp_1__art_1-1__para_2",
        "chp_1__art_1-2",
    ]
    assert part.text.endswith("Each Party shall protect\n\n01.01 | 5")
