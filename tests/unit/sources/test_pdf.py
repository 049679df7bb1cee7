"""Printed pages are read as the text they were printed from. All wording is made up."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest

from scorer import sources
from scorer.errors import SourceError
from scorer.model import CoverageStatus, SourceText
from scorer.sources import pdf, pdf_limits
from tests.printing import Block, Note, Style, Text, paged, printed
from tests.printing import pdf as written

pytest.importorskip("pypdfium2", reason="reading PDF needs the extra 'pdf'")

DUTY = (
    "Each Party shall maintain an inspectorate for workplaces whose officials may enter premises without notice, examine the records of "
    "employers and order the immediate suspension of any activity that endangers the life of a person employed there"
)
ARTICLES = [
    [
        Block(f"Article {number}", heading=True),
        Block(f"Inspection of Workplaces, Group {number}", heading=True),
        Block(f"1. {DUTY}, including in zones of category {number}."),
        Block(f"2. The officials referred to in paragraph 1 of category {number} shall:"),
        Block("(a) be recruited by open examination;", indent=18),
        Block("(b) be paid by the State alone; and", indent=18),
        Block("(c) publish, not later than the last day of March, a report on their findings of the year before.", indent=18),
    ]
    for number in range(1, 41)
]
BLOCKS = [block for article in ARTICLES for block in article]


def read(data: bytes) -> SourceText:
    return pdf.read(data, file="treaty.pdf", sha256="0" * 64).parts[0]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        pdf.read(data, file="treaty.pdf", sha256="0" * 64)
    return str(caught.value)


@pytest.mark.parametrize(
    "style",
    [
        pytest.param(Style(), id="plain"),
        pytest.param(Style(justified=True), id="justified"),
        pytest.param(Style(hyphens=True), id="hyphens"),
        pytest.param(Style(columns=2, size=9), id="two_columns"),
        pytest.param(Style(columns=2, size=9, hyphens=True, justified=True), id="two_columns_with_hyphens"),
        pytest.param(Style(header="Agreement on Workplaces", numbers="{}"), id="header_and_number"),
        pytest.param(Style(header="Agreement on Workplaces", numbers="Page {} of 9"), id="number_with_words"),
        pytest.param(Style(numbers="W-{}", between=0.0), id="no_gaps_between_paragraphs"),
        pytest.param(Style(line_numbers=True, leading=1.6), id="line_numbers"),
        pytest.param(Style(size=13, leading=2.0, between=0.0), id="double_spaced"),
    ],
)
def test_paragraphs_are_put_together_again(style: Style) -> None:
    blocks = BLOCKS[: 7 * 15]
    assert read(printed(blocks, style)).text.split("\n\n") == [block.text for block in blocks]


def test_every_paragraph_knows_its_page() -> None:
    pages = [[f"Article {n}", f"The committee of day {n} shall meet."] for n in range(1, 30)]
    source = read(paged(pages))
    found = [source.page_at(source.text.index(f"The committee of day {n} shall")) for n in range(1, 30)]
    assert found == list(range(1, 30))


def test_origins_lead_back_to_the_characters_of_the_page() -> None:
    source = read(paged([["Article 1", "The office shall be open."]]))
    starts = {source.text[origin.start] for origin in source.origins}
    assert [origin.start for origin in source.origins] == sorted(origin.start for origin in source.origins)
    assert starts <= {"A", "T"}


def test_a_footnote_stands_after_the_paragraph_that_calls_it() -> None:
    note = Note("1", "For greater certainty, wages include pay in kind that a statute values.")
    blocks = [Block("Article 1", heading=True), Block("1. Each Party shall ensure that wages\x011\x02 are paid in full.", notes=(note,))]
    source = read(printed([*blocks, Block("2. This Article applies to all workers.")]))
    assert source.text.split("\n\n")[1:] == [
        "1. Each Party shall ensure that wages are paid in full.",
        f"1 {note.text}",
        "2. This Article applies to all workers.",
    ]
    assert [(mark.kind, mark.num, source.slice(mark.span)) for mark in source.marks] == [("authorialNote", "1", f"1 {note.text}")]


@pytest.mark.parametrize("columns", [1, 2])
def test_no_footnote_comes_into_a_sentence(columns: int) -> None:
    blocks, notes = [], []
    for number in range(1, 60):
        notes.append(f"{number} This does not oblige a Party to change the law of category {number}.")
        note = Note(str(number), notes[-1].split(" ", 1)[1])
        blocks.append(Block(f"{number}. {DUTY}\x01{number}\x02 and in every establishment of class {number}.", notes=(note,)))
    source = read(printed(blocks, Style(columns=columns, size=10, numbers="- {} -")))
    wanted = [words for n, note in enumerate(notes, 1) for words in (f"{n}. {DUTY} and in every establishment of class {n}.", note)]
    assert source.text.split("\n\n") == wanted
    assert [mark.num for mark in source.marks] == [str(n) for n in range(1, 60)]


def test_a_note_that_a_heading_calls_leaves_number_and_title_together() -> None:
    blocks = [
        Block("Article 7\x013\x02", heading=True, notes=(Note("3", "Not applied by the second Party."),)),
        Block("Night Work", heading=True),
        Block("No one shall be made to work at night."),
    ]
    assert read(printed([Block(f"{DUTY}."), *blocks])).text.split("\n\n")[1:] == [
        "Article 7", "Night Work", "No one shall be made to work at night.", "3 Not applied by the second Party.",
    ]  # fmt: skip


def test_an_exponent_without_a_note_stays() -> None:
    assert "500 m2 of floor" in read(printed([Block("A workshop of more than 500 m\x012\x02 of floor shall be registered.")])).text


def test_a_table_of_contents_is_left_out() -> None:
    table = ["Contents", *(f"Article {n} Inspection of Workplaces {'.' * 40} {n}" for n in range(1, 12))]
    pages = [table, *([f"Article {n}", "The office shall be open."] for n in range(1, 12))]
    source = read(paged(pages))
    assert "...." not in source.text
    assert source.page_at(0) == 2


def test_a_heading_at_the_head_of_each_page_is_no_running_line() -> None:
    source = read(paged([[f"Article {n}", "The office shall be open."] for n in range(1, 9)]))
    assert [f"Article {n}" in source.text.split("\n\n") for n in range(1, 9)] == [True] * 8


def test_pictures_without_text_are_unreadable_and_say_how_to_go_on(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(drawing(5))
    agreement = sources.read(path)
    assert agreement.coverage.status is CoverageStatus.UNREADABLE
    assert "ocrmypdf" in (sources.refusal(agreement) or "")


def test_a_picture_among_pages_of_text_makes_the_text_partial(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(printed(BLOCKS, Style()))
    assert "pages_without_text" not in sources.read(path).coverage.reasons
    path.write_bytes(drawing(1, [[Text(72, 700 - 12 * n, 10, f"{n}. {DUTY[:70]}.") for n in range(1, 40)]]))
    assert "pages_without_text" in pdf.read(path.read_bytes(), file="mixed.pdf", sha256="0").coverage.reasons


def test_a_picture_among_the_chapters_of_a_folder_is_told(tmp_path: Path) -> None:
    closing = "The Parties to this Agreement have agreed to a free trade area and shall abolish customs duties on goods between them."
    (tmp_path / "chapter1.pdf").write_bytes(printed([*[Block(closing)] * 9, *BLOCKS[:70]]))
    (tmp_path / "chapter2.pdf").write_bytes(drawing(3))
    found = sources.read(tmp_path).coverage
    assert found.status is CoverageStatus.PARTIAL
    assert "no_text_layer" in found.reasons


def drawing(pages: int, texts: list[list[Text]] | None = None) -> bytes:
    """Return a PDF whose first pages hold a black square each, and no text."""
    data = written([*([] for _ in range(pages)), *(texts or [])])
    empty = zlib.compress(b"")
    square = zlib.compress(b"0 0 9 9 re f", 0)
    old = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(empty), empty)
    new = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(square), square)
    return data.replace(old, new)  # the library rebuilds the table of places


# --- what cannot be read ------------------------------------------------------------------------------------------------------------


def test_a_pdf_cut_off_anywhere_is_refused_in_one_sentence() -> None:
    data = printed(BLOCKS, Style())
    for end in range(1024, len(data) - 1024, 1024):
        message = refusal(data[:end])
        assert "cut off" in message
        assert "\n" not in message


def outcome(data: bytes) -> str:
    try:
        return read(data).text
    except SourceError as error:
        return str(error)


def test_a_pdf_cut_off_in_the_middle_with_a_new_end_is_read_or_refused() -> None:
    data = printed(BLOCKS, Style())
    ends = range(1024, len(data), 1024)
    assert all(isinstance(outcome(data[:end] + b"\nstartxref\n0\n%%EOF\n"), str) for end in ends)


def test_a_locked_pdf_says_that_it_is_locked() -> None:
    locked = b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt 7 0 R"
    rules = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    assert "password" in refusal(written([[Text(72, 700, 10, "Secret")]], extra=[rules], trailer=locked))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"%PDF-1.7\n%%EOF\n", "damaged", id="nothing_inside"),
        pytest.param(b"%PDF-1.7\n" + b"\0" * 5000 + b"\n%%EOF\n", "damaged", id="nul_bytes"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n", "damaged", id="noise"),
        pytest.param(written([]), "no pages", id="no_pages"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    message = refusal(content)
    assert words in message or "damaged" in message
    assert message.startswith("treaty.pdf: ")


def test_a_hundred_thousand_objects_are_no_burden() -> None:
    extra = [b"<< /A %d >>" % n for n in range(100_000)]
    assert read(written([[Text(72, 700, 10, "The office shall be open.")]], extra=extra)).text == "The office shall be open."


def test_nul_bytes_in_the_text_do_not_reach_the_store() -> None:
    assert "\0" not in read(written([[Text(72, 700, 10, "The \0office\0 shall be open.")]])).text


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf_pages = pytest.importorskip("scorer.sources.pdf_pages")
    monkeypatch.setattr(pdf_limits, "MOST_PAGES", 2)
    with pytest.raises(pdf_pages.RefusedError, match="pages"):
        list(pdf_pages.read(paged([["a"]] * 3)))


def test_too_many_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf_pages = pytest.importorskip("scorer.sources.pdf_pages")
    monkeypatch.setattr(pdf_limits, "MOST_CHARACTERS", 10)
    with pytest.raises(pdf_pages.RefusedError, match="characters"):
        list(pdf_pages.read(paged([["The office shall be open."]])))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "broke down", id="crash"),
        pytest.param("print('{')", "broke down", id="half_an_answer"),
        pytest.param("raise MemoryError", "MB to read", id="out_of_memory"),
        pytest.param(
            "import sys; sys.modules['pypdfium2'] = None; from scorer.sources import pdf_worker; sys.exit(pdf_worker.main())",
            "pip install 'scorer[pdf]'",
            id="library_missing",
        ),
    ],
)
def test_whatever_happens_to_the_child_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, program: str, words: str) -> None:
    monkeypatch.setattr(pdf, "READER", (sys.executable, "-c", program))
    message = refusal(paged([["The office shall be open."]]))
    assert words in message
    assert "\n" not in message


def test_a_child_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "READER", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(pdf_limits, "MOST_WAIT", 0.5)
    assert "longer than" in refusal(paged([["The office shall be open."]]))
