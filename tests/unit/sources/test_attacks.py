"""Files made to harm: each is refused in one sentence, or read, in bounded time and memory."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from scorer import sources
from scorer.cli import main
from scorer.errors import SourceError
from scorer.sources import files, formats, html, package
from tests import convert

pytestmark = pytest.mark.timeout(60)  # a reader that hangs; each of these takes far less than a second
TREATY = "Article 1\nScope\n\nThe Parties shall apply this Agreement.\n\n" * 4
BILLION_LAUGHS = '<!DOCTYPE a [<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
STOLEN = "root:x:0:0"


def outcome(data: bytes, tmp_path: Path, name: str = "treaty.bin") -> str:
    """Return what was read, or the sentence by which it was refused."""
    path = tmp_path / name
    path.write_bytes(data)
    try:
        result = sources.read(path).parts[0].text
    except SourceError as error:
        result = str(error)
        assert "\n" not in result
        assert str(path.name) in result
    return result


def docx(body: str = "<w:p><w:r><w:t>Words of a treaty</w:t></w:r></w:p>", **members: str) -> bytes:
    document = f"<w:document {convert.W}><w:body>{body}</w:body></w:document>"
    return convert.package({"word/document.xml": document, **{name.replace("__", "/") + ".xml": xml for name, xml in members.items()}})


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


# --- archives ---------------------------------------------------------------------------------------------------------------------


def test_a_docx_that_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path: Path) -> None:
    bomb = zipped("word/document.xml", b"<a>" + b" " * 50_000_000 + b"</a>")
    assert len(bomb) < 100_000
    assert "zip bomb" in outcome(bomb, tmp_path)


def test_a_member_is_read_only_to_its_limit_whatever_the_archive_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_MEMBER", 1000)
    assert "unpacks to far more" in outcome(docx("<w:p><w:r><w:t>" + "word " * 1000 + "</w:t></w:r></w:p>"), tmp_path)


def test_an_archive_of_very_many_files_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(package.MOST_MEMBERS + 1):
            archive.writestr(f"word/{number}", b"")
    assert "more than" in outcome(stream.getvalue(), tmp_path)


def test_a_zip_bomb_that_is_no_docx_is_refused_unread(tmp_path: Path) -> None:
    assert "zipped files other than DOCX" in outcome(zipped("x.txt", b"0" * 10_000_000), tmp_path)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_docx_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    data = convert.to_docx([convert.Para(f"Paragraph {n} of a treaty.") for n in range(500)])
    assert outcome(data[: int(len(data) * share)], tmp_path)


@pytest.mark.parametrize("at", range(0, 1200, 60))
def test_a_docx_with_a_broken_byte_does_not_raise_anything_else(tmp_path: Path, at: int) -> None:
    data = bytearray(docx())
    data[at % len(data)] ^= 0xFF
    assert outcome(bytes(data), tmp_path)


def test_names_that_climb_out_of_an_archive_are_not_unpacked(tmp_path: Path) -> None:
    stream = io.BytesIO(docx())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("../../escaped.txt", b"out")
    outcome(stream.getvalue(), tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["treaty.bin"]


# --- XML --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["treaty", "akomaNtoso"])
def test_a_billion_laughs_are_refused(tmp_path: Path, root: str) -> None:
    data = f"<?xml version='1.0'?>{BILLION_LAUGHS}<{root}><treaty_identifier>1</treaty_identifier><body>&l9;</body></{root}>".encode()
    assert len(outcome(data, tmp_path)) < 500


def test_a_billion_laughs_in_a_docx_are_refused(tmp_path: Path) -> None:
    xml = f"{BILLION_LAUGHS}<w:document {convert.W}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    assert "document type" in outcome(convert.package({"word/document.xml": xml}), tmp_path)


@pytest.mark.parametrize("root", ["treaty", "akomaNtoso"])
def test_external_entities_are_not_followed(tmp_path: Path, root: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(STOLEN)
    data = (
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><{root}><treaty_identifier>1</treaty_identifier><body>&x;'
        f"</body></{root}>"
    )
    assert STOLEN not in outcome(data.encode(), tmp_path)


def test_external_entities_in_a_docx_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(STOLEN)
    document = f"<w:document {convert.W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    xml = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>{document}'
    assert STOLEN not in outcome(convert.package({"word/document.xml": xml}), tmp_path)


@pytest.mark.parametrize(
    ("start", "tag"),
    [
        pytest.param("<treaty><treaty_identifier>1</treaty_identifier><body>", "chapter", id="tota"),
        pytest.param("<akomaNtoso>", "section", id="akoma_ntoso"),
        pytest.param("<!DOCTYPE html><html><body>", "div", id="html_div"),
        pytest.param("<!DOCTYPE html><html><body>", "b", id="html_b"),
        pytest.param("<!DOCTYPE html><html><body>", "table><tr><td", id="html_table"),
        pytest.param("<!DOCTYPE html><html><body>", "p", id="html_p"),
        pytest.param("<!DOCTYPE html><html><body><ol>", "li", id="html_li"),
    ],
)
def test_a_hundred_thousand_nested_tags_are_survived(tmp_path: Path, start: str, tag: str) -> None:
    assert len(outcome((start + f"<{tag}>" * 100_000 + "The Parties").encode(), tmp_path)) < 5_000_000


def test_deep_nesting_in_a_docx_is_refused(tmp_path: Path) -> None:
    assert "damaged" in outcome(docx("<w:ins>" * 5_000 + "</w:ins>" * 5_000), tmp_path)


def test_tables_in_tables_are_read_as_deep_as_xml_may_nest(tmp_path: Path) -> None:
    depth = 60
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>innermost</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    assert outcome(docx(body), tmp_path) == "innermost"


def test_a_page_as_deep_as_allowed_is_read(tmp_path: Path) -> None:
    data = b"<!DOCTYPE html><html><body>" + b"<div>" * (html.DEEPEST - 2) + b"The Parties"
    assert outcome(data, tmp_path) == "The Parties"


def test_styles_based_on_each_other_in_a_circle_end(tmp_path: Path) -> None:
    styles = f"""<w:styles {convert.W}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>
<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>"""
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Words</w:t></w:r></w:p>'
    assert outcome(docx(body, word__styles=styles), tmp_path) == "Words"


def test_a_footnote_that_refers_to_itself_ends(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnotes {convert.W}><w:footnote w:id="1"><w:p><w:r><w:t>Note</w:t></w:r>{reference}</w:p></w:footnote></w:footnotes>'
    body = f"<w:p><w:r><w:t>Words</w:t></w:r>{reference}</w:p>"
    assert "Note" in outcome(docx(body, word__footnotes=notes), tmp_path)


def test_absurd_numbers_in_a_list_are_printed_in_figures(tmp_path: Path) -> None:
    numbering = f"""<w:numbering {convert.W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="999999999"/>
<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
    body = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Words</w:t></w:r></w:p>'
    assert outcome(docx(body, word__numbering=numbering), tmp_path) == "999999999. Words"


# --- characters -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_read_with_and_without_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    assert outcome(TREATY.encode(encoding), tmp_path) == TREATY


def test_a_stray_nul_byte_is_a_blank(tmp_path: Path) -> None:
    assert outcome(TREATY.replace("Parties", "Part\0ies", 1).encode(), tmp_path) == TREATY.replace("Parties", "Part ies", 1)


def test_many_nul_bytes_are_no_text(tmp_path: Path) -> None:
    assert "binary" in outcome(b"\0\0\0\0ab" * 1000, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_lone_surrogates_become_the_replacement_character(tmp_path: Path, encoding: str) -> None:
    data = TREATY.replace("Scope", "Sc\ud800ope").encode(encoding, "surrogatepass")
    text = outcome(data, tmp_path)
    assert text == TREATY.replace("Scope", "Sc\ufffdope")
    assert text.encode("utf-8")


def test_a_utf8_text_cut_in_the_middle_of_a_character_is_read(tmp_path: Path) -> None:
    data = (TREATY + "“Déjà” «là» été").encode()[:-1]
    assert outcome(data, tmp_path).startswith(TREATY)


def test_random_bytes_never_raise_anything_else(tmp_path: Path) -> None:
    for seed in range(60):
        data = b"".join(((seed * 2654435761 + n * 40503) % 2**32).to_bytes(4, "big") for n in range(400))
        assert outcome(data, tmp_path)


@pytest.mark.parametrize(
    "magic", [b"PK\x03\x04", b"<html>", b"<!DOCTYPE html>", b"<akomaNtoso>", b"<treaty><treaty_identifier", b"\xff\xfe", b"{\\rtf"]
)
def test_a_beginning_without_its_rest_never_raises_anything_else(tmp_path: Path, magic: bytes) -> None:
    assert outcome(magic + b"\x00\xff<a>word", tmp_path)


# --- paths ------------------------------------------------------------------------------------------------------------------------


def test_a_sparse_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "sparse.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(SourceError, match="larger than"):
        sources.read(path)


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="no device files here")
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/stdin"])
def test_a_device_file_is_refused(device: str) -> None:
    with pytest.raises(SourceError):
        sources.read(Path(device))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"agreement\.yaml"):
        sources.read(tmp_path)


def test_a_name_too_long_is_refused() -> None:
    with pytest.raises(SourceError, match="no such file"):
        sources.read(Path("x" * 100_000))


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_a_file_name_that_is_no_text_is_stored_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))
    path.write_text(TREATY)
    (part,) = sources.read(path).parts
    assert part.file.encode("utf-8")


def test_a_chapter_that_links_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(STOLEN)
    folder = tmp_path / "pact"
    folder.mkdir()
    (folder / "ch1.txt").write_text(TREATY)
    (folder / "ch2.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(SourceError, match="outside the folder"):
        sources.read(folder)


@pytest.mark.parametrize("name", ["empty.txt", "bomb.docx", "deep.html", "nul.txt"])
def test_the_command_line_says_one_sentence_and_exits_with_3(tmp_path: Path, name: str) -> None:
    content = {
        "empty.txt": b"",
        "bomb.docx": zipped("word/document.xml", b" " * 50_000_000),
        "deep.html": b"<html>" + b"<div>" * 100_000,
        "nul.txt": b"\0" * 1000,
    }
    (tmp_path / name).write_bytes(content[name])
    done = CliRunner().invoke(main, ["parse", str(tmp_path / name)])
    assert done.exit_code == 3
    assert len(done.stderr.strip().split("\n")) == 1


def test_without_its_extra_html_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(SourceError, match=r"pip install 'scorer\[html\]'"):
        formats.read(b"<html><body>The Parties</body></html>", file="a.html", sha256="")


def test_the_largest_file_is_a_named_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 100)
    assert "larger than" in outcome(b"word " * 100, tmp_path)
