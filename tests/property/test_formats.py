"""Whatever bytes a reader is given: it reads them or refuses them in one sentence, and marks are slices of its text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from scorer import structure
from scorer.errors import SourceError
from scorer.model import Agreement
from scorer.sources import brackets, formats
from tests import convert
from tests.work import calls

HTML_PIECES = (
    "<p> </p> <div_hidden> </div> <h2> </h2> <table> <tr> <td> </td> </tr> </table> <ol_type=i> <li> </ol> <br> <b> </b> <pre> "
    "</pre> <main> </main> <sup><a_href='#n1'>1</a></sup> <p_id='n1'> <a_name='n1'>1</a> <nav> </nav> <form> Article_1 "
    "Article_2:_Scope 1._Each_Party (a)_shall &#1; &nbsp; [XX_propose:_may]"
)
WORD_PIECES = (
    "<w:p> </w:p> <w:r> </w:r> <w:t>Article_1</w:t> <w:t>1._Each_Party</w:t> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tc> </w:tc> "
    "<w:ins> </w:ins> <w:del> </w:del> <w:delText>gone</w:delText> <w:pPr><w:jc_w:val='center'/></w:pPr> <w:rPr><w:b/></w:rPr> "
    "<w:br/> <w:footnoteReference_w:id='1'/> <w:txbxContent> </w:txbxContent>"
)


def joined(pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([piece.replace("_", " ") for piece in pieces.split()]), max_size=60).map("".join)


def assert_sound(data: bytes, name: str) -> None:
    try:
        agreement = formats.read(data, file=name, sha256="")
    except SourceError as error:
        refusal = str(error)
    else:
        refusal = ""
        assert_parts_are_sound(agreement)
    assert "\n" not in refusal


def assert_parts_are_sound(agreement: Agreement) -> None:
    for part in agreement.parts:
        starts = [mark.span.start for mark in part.marks]
        assert starts == sorted(starts)
        assert all(0 <= mark.span.start <= mark.span.end <= len(part.text) for mark in part.marks)
        assert all(0 <= deletion.at <= len(part.text) for deletion in part.deletions)
        assert structure.build(part).span == (0, len(part.text))
        assert part.text.encode("utf-8")


@given(joined(HTML_PIECES))
@settings(max_examples=300)
def test_any_page(body: str) -> None:
    assert_sound(f"<html><body>{body}</body></html>".encode(), "a.html")


@given(joined(WORD_PIECES))
@settings(max_examples=300)
def test_any_word_document(body: str) -> None:
    notes = f"<w:footnotes {convert.W}><w:footnote w:id='1'><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>"
    broken = f"<w:document {convert.W}><w:body>{body}</w:body></w:document>"
    document = etree.tostring(etree.fromstring(broken, etree.XMLParser(recover=True)), encoding="unicode")  # with every tag closed
    assert_sound(convert.package({"word/document.xml": document, "word/footnotes.xml": notes}), "a.docx")


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes(data: bytes) -> None:
    assert_sound(data, "a.bin")


@given(st.text(alphabet="[]XYZ/, propse:shal\n", max_size=200))
def test_brackets_are_slices(text: str) -> None:
    for bracket in brackets.find(text):
        assert (text[bracket.span.start], text[bracket.span.end - 1]) == ("[", "]")
        assert bracket.span.start < bracket.words.start <= bracket.words.end == bracket.span.end - 1


@pytest.mark.parametrize("form", ["docx", "html", "markdown"])
def test_work_grows_with_length_and_no_faster(form: str) -> None:
    make = {"docx": convert.to_docx, "html": convert.to_html, "markdown": convert.to_markdown}[form]

    def work(times: int) -> int:
        paras = [
            para
            for n in range(times * 100)
            for para in (
                convert.Para(f"Article {n}: Duty", rank=3),
                convert.Para("Each Party shall act. " * 12),
                convert.Para("It may talk; " * 9),
            )
        ]
        data = make(paras)
        return calls(lambda: formats.read(data, file=f"a.{form}", sha256=""))

    work(1)  # what is done once, at the first call
    assert work(8) < 6 * work(2)  # four times the text; were it the square, sixteen
