"""One document in four formats: the same quotations, hostile words inert, the same bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pypdfium2
import pytest
from lxml import etree
from lxml import html as elements

from scorer.report.document import Document, Quoted
from scorer.report.testimony.fitting import WRITERS, fitted
from scorer.report.testimony.given import Cover, Length, Treaty, Yardstick
from tests import factories as make
from tests.testimonies import a_given, an_order, models_document

HOSTILE = "<script>alert(1)</script> {{7*7}} [x](javascript:alert(1)) =1+1 \x07\u202e|*_`\" onload='x'"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def written(form: str) -> str | bytes:
    """Return the exhibit on a model agreement in a format."""
    return WRITERS[form](models_document())


def xml_of(file: bytes, member: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(f"word/{member}.xml"))


def words_of(form: str, file: str | bytes) -> str:
    """Return what a reader of the file sees, without signs of its format and without white space."""
    if form == "html":
        tree = elements.fromstring(str(file))
        for sup in tree.iter("sup"):
            sup.clear()
        text = tree.text_content()
    elif form == "md":
        plain = re.sub(r"\[\^\d+\]|(?<!\\)\*\*|<br>|^> ", "", str(file), flags=re.MULTILINE)
        text = re.sub(r"\\([\\`*_{}\[\]<>|~$&#])", r"\1", plain)
    elif form == "docx":
        assert isinstance(file, bytes)
        text = "".join("".join(node.itertext()) for member in ("document", "footnotes") for node in xml_of(file, member).iter(f"{W}p"))
    else:
        assert isinstance(file, bytes)
        with pypdfium2.PdfDocument(file) as opened:
            text = "".join(page.get_textpage().get_text_range() for page in opened).replace("\x02", "").replace("\ufffe", "")
    return "".join(text.split())


def quoted_slices(document: Document) -> list[str]:
    inlines = [i for p in document.paragraphs() for i in p.inlines] + [i for note in document.notes for i in note.inlines]
    return ["".join(piece.text for piece in pieces) for q in inlines if isinstance(q, Quoted) for pieces in q.slices]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_quotation_is_a_slice_of_a_source() -> None:
    from tests.testimonies import model_cards

    sources = [squeezed(part.text) for card in model_cards() for part in card.agreement.parts]
    strangers = [words for words in quoted_slices(models_document(Length.FULL)) if not any(squeezed(words) in text for text in sources)]
    assert strangers == []


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_every_quotation_stands_in_the_file_as_it_is(form: str) -> None:
    shown = words_of(form, written(form)).replace("[", "").replace("]", "")
    missing = [words for words in quoted_slices(models_document()) if squeezed(words).replace("[", "").replace("]", "") not in shown]
    assert missing == []


@pytest.mark.slow
def test_every_quotation_stands_in_the_pdf_as_it_is() -> None:
    """A page break, with running lines and notes between its halves, may part a quotation; its halves are looked for then."""
    shown = words_of("pdf", written("pdf")).replace("-", "")
    missing = []
    for words in quoted_slices(models_document()):
        whole = squeezed(words).replace("-", "")
        halves = any(whole[:n] in shown and whole[n:] in shown for n in range(len(whole)))
        missing += [] if whole in shown or halves else [words]
    assert missing == []


@pytest.mark.parametrize("form", ["html", "md", "docx", pytest.param("pdf", marks=pytest.mark.slow)])
def test_the_same_document_gives_the_same_bytes(form: str) -> None:
    assert WRITERS[form](models_document(Length.SHORT)) == WRITERS[form](models_document(Length.SHORT))


@cache
def hostile() -> Document:
    """Return an exhibit with hostile words wherever a file, a rubric or a user can bring them."""
    text = f"{make.TEXT}{HOSTILE}"
    agreement = make.an_agreement(title=HOSTILE, short=HOSTILE, parts=(make.a_part(text, file=HOSTILE),), parties=(HOSTILE,))
    quoted = make.a_finding(HOSTILE, text=text, cite=HOSTILE, confidence=0.99)
    limit = make.a_qualifier(HOSTILE, text=text, name=HOSTILE)
    criterion = make.a_criterion(question=HOSTILE, rule=HOSTILE, loopholes=(limit,))
    principle = make.a_principle(title=HOSTILE, statement=HOSTILE)
    card = make.a_scorecard(
        findings=make.some_findings(agreement, (quoted,)), criteria=(criterion,), principles=(principle,), red_lines=()
    )  # fmt: skip
    facts = Cover(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    treaties = {agreement.id: Treaty(HOSTILE, HOSTILE, HOSTILE, HOSTILE)}
    yardstick = Yardstick(HOSTILE, HOSTILE, {"labor": (HOSTILE,)}, {criterion.id: (HOSTILE,)})
    order = an_order(cover=facts, length=Length.FULL, command=HOSTILE)
    return fitted(a_given(card, others=(), treaties=treaties, yardstick=yardstick, order=order), "html")


@cache
def hostile_in(form: str) -> str | bytes:
    """Return that exhibit in a format."""
    return WRITERS[form](hostile())


def test_hostile_words_are_shown_and_not_run_in_html() -> None:
    tree = elements.fromstring(hostile_in("html"))
    assert tree.xpath("//script | //*[@onload] | //a[not(starts-with(@href, '#'))]") == []
    assert "<script>alert(1)</script> {{7*7}}" in tree.text_content()


def test_hostile_words_are_escaped_in_markdown() -> None:
    text = str(hostile_in("md"))
    assert "<script" not in text.replace(r"\<script", "")
    assert "](" not in text.replace(r"\](", "")
    assert "{{7" not in text
    assert not re.search(r"(?<!\\)[|](?=\\\*)", text)


def test_hostile_words_are_text_in_docx() -> None:
    file = hostile_in("docx")
    assert isinstance(file, bytes)
    body = xml_of(file, "document")
    assert "<script>alert(1)</script> {{7*7}}" in "".join(body.itertext())
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "javascript" not in links
    assert 'TargetMode="External"' not in links
    assert not {code.get(f"{W}instr", "").split()[0] for code in body.iter(f"{W}fldSimple")} - {"PAGE", "NUMPAGES"}


@pytest.mark.slow
def test_hostile_words_are_text_in_pdf() -> None:
    file = hostile_in("pdf")
    assert isinstance(file, bytes)
    assert "<script>alert(1)</script>{{7*7}}" in words_of("pdf", file)
    assert b"/JavaScript" not in file
    assert b"/URI" not in file


@pytest.mark.parametrize("form", ["html", "md", "docx", pytest.param("pdf", marks=pytest.mark.slow)])
def test_characters_that_steer_or_hide_never_arrive(form: str) -> None:
    shown = words_of(form, hostile_in(form))
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_labels_of_quotations_are_the_same_in_all_formats() -> None:
    labels = [set(re.findall(r"\[(Model-Status-Quo-[\w.-]+)\]", words_of(form, written(form)))) for form in ("html", "md", "docx")]
    assert labels[0]
    assert labels[0] == labels[1] == labels[2]


def test_every_width_of_a_column_is_in_the_stylesheet() -> None:
    page = str(written("html"))
    assert set(re.findall(r'<col class="(w\d+)">', page)) - set(re.findall(r"\.(w\d+) \{", page)) == set()
