"""Scanned pages are read by a program where that is asked for, and the coverage says how well. All wording is made up."""

from __future__ import annotations

import ctypes
import zlib
from pathlib import Path

import pytest

from scorer import sources
from scorer.errors import SourceError
from scorer.model import CoverageStatus
from scorer.sources import ocr
from tests.printing import Block, Style, printed

pypdfium2 = pytest.importorskip("pypdfium2", reason="reading PDF needs the extra 'pdf'")
needs_program = pytest.mark.skipif(ocr.program() is None, reason="recognising pictures needs the program tesseract; install it")

SENTENCES = [
    "Each Party shall maintain an office that examines the records of employers without notice.",
    "The Parties to this Agreement shall establish a free trade area and abolish customs duties on goods between them.",
]
BLOCKS = [
    block
    for n in range(1, 5)
    for block in (Block(f"Article {n}", heading=True), *(Block(f"{at}. {words}") for at, words in enumerate(SENTENCES, 1)))
]


def scanned(data: bytes) -> bytes:
    """Return a PDF whose only page is a picture of the first page of another."""
    page = pypdfium2.PdfDocument(data)[0]
    picture = page.render(scale=2.5, grayscale=True)
    rows = bytes(ctypes.string_at(picture.buffer, picture.stride * picture.height))
    pixels = zlib.compress(b"".join(rows[y * picture.stride : y * picture.stride + picture.width] for y in range(picture.height)))
    width, height = page.get_size()
    drawing = b"q %d 0 0 %d 0 0 cm /Im Do Q" % (width, height)
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (
        picture.width,
        picture.height,
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >> >>"
        % (width, height),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (image, len(pixels), pixels),
    ]
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return (
        b"%PDF-1.4\n" + objects + b"trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n"
    )  # the library rebuilds the table of places


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(printed(BLOCKS, Style(numbers="- {} -"))))
    return path


@needs_program
def test_a_scan_is_read_where_it_is_asked_for_and_says_how_well(scan: Path) -> None:
    agreement = sources.read(scan, recognise=True)
    part = agreement.parts[0]
    assert [line for line in part.text.split("\n\n") if line.startswith("Article")] == [f"Article {n}" for n in range(1, 5)]
    assert part.text.count(SENTENCES[0]) == part.text.count(SENTENCES[1]) == 4
    assert part.page_at(part.text.index("Article 3")) == 1
    (sure,) = [reason for reason in agreement.coverage.reasons if reason.startswith("read_by_ocr_")]
    assert 80 <= int(sure.rsplit("_", 1)[1]) <= 100
    assert agreement.coverage.status is CoverageStatus.PARTIAL


def test_a_scan_is_not_read_unasked(scan: Path) -> None:
    agreement = sources.read(scan)
    assert agreement.coverage.status is CoverageStatus.UNREADABLE
    assert "--ocr" in (sources.refusal(agreement) or "")


def test_without_the_program_one_sentence_says_what_to_install(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    with pytest.raises(SourceError, match="install it") as caught:
        sources.read(scan, recognise=True)
    assert "\n" not in str(caught.value)


def test_a_program_that_fails_leaves_the_page_unread(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: "/bin/false")
    assert sources.read(scan, recognise=True).coverage.status is CoverageStatus.UNREADABLE


def test_halves_of_a_page_are_columns_and_blanks_have_no_place() -> None:
    rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    for block, left in ((1, 50), (2, 320)):
        for line in range(1, 5):
            rows += [
                f"5\t1\t{block}\t1\t{line}\t{word}\t{left + 60 * word}\t{20 * line}\t50\t10\t9{word}\tw{block}{line}" for word in (1, 2)
            ]
    lines = ocr._lines(ocr._words("\n".join(rows), 1.0), 3, 595.0, 842.0)
    assert [line.column for line in lines] == [1] * 4 + [2] * 4
    assert (lines[0].text, lines[0].places, lines[0].page) == ("w11 w11", (0, 1, 2, -1, 4, 5, 6), 3)
