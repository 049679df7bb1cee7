"""DOCX and PDF as word processors and readers of PDF take them."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from scorer.report.writers import docx, pdf
from tests.testimonies import models_document
from tests.unit.report.writers.test_formats import W, written, xml_of

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")


@cache
def pages() -> list[str]:
    """Return the text of each page of the PDF."""
    file = pdf.write(models_document())
    with pypdfium2.PdfDocument(file) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def test_docx_has_heading_styles_header_rows_and_fields() -> None:
    file = written("docx")
    assert isinstance(file, bytes)
    body = xml_of(file, "document")
    styles = [style.get(f"{W}val") for style in body.iter(f"{W}pStyle")]
    tables = list(body.iter(f"{W}tbl"))
    assert {"Heading1", "Heading2"} <= set(styles)
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)
    fields = [field.get(f"{W}instr", "").strip() for field in xml_of(file, "footer1").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_docx_footnotes_are_called_in_order_and_all_there() -> None:
    file = written("docx")
    assert isinstance(file, bytes)
    called = [int(mark.get(f"{W}id", "")) for mark in xml_of(file, "document").iter(f"{W}footnoteReference")]
    held = [int(note.get(f"{W}id", "")) for note in xml_of(file, "footnotes") if note.get(f"{W}type") is None]
    assert called == held == list(range(1, len(models_document().notes) + 1))


def test_docx_links_lead_to_bookmarks() -> None:
    file = written("docx")
    assert isinstance(file, bytes)
    body = xml_of(file, "document")
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} <= set(marks)


@pytest.mark.slow
def test_pdf_is_tagged_dated_and_has_running_lines() -> None:
    file = written("pdf")
    assert isinstance(file, bytes)
    with pypdfium2.PdfDocument(file) as opened:
        facts = opened.get_metadata_dict()
        assert opened.is_tagged()
    assert facts["Title"].startswith("Exhibit A. Model-Status-Quo")
    assert facts["CreationDate"].startswith("D:20260102")
    for number, text in enumerate(pages(), 1):
        assert f"Page {number} of {len(pages())}" in text
        assert "Exhibit A" in text
        assert "Draft, not reviewed" in text


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (Debian: apt-get install libreoffice-writer)")
def test_libreoffice_opens_the_docx_with_headings_notes_and_page_numbers(tmp_path: Path) -> None:
    path = tmp_path / "exhibit.docx"
    path.write_bytes(docx.write(models_document()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    whole = " ".join(" ".join(texts).split())
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Exhibit A" in text
    for title in ("Summary of findings", "Requests", "Limits and interests", "Table of authorities"):
        assert title in whole
    assert "drafting model, not signed" in whole, "the first footnote"
