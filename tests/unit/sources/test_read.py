"""Files and folders of every kind: read exactly, or refused with one sentence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from scorer import sources
from scorer.errors import SourceError
from scorer.model import CoverageStatus
from scorer.sources import files

TREATY = """Alpha - Beta Trade Pact (ABTP)

The Parties have agreed as follows:

Article 1
Scope

This Agreement covers the trade of the Parties. Each Party shall apply it.

Article 2
Wages

1. Each Party shall enforce its wage laws. The Parties shall consult under this Agreement.

Article 3
Entry into Force

This Agreement shall enter into force when the Parties say so.
"""

XML = """<?xml version="1.0" encoding="UTF-8"?>
<treaty><meta><name>Alpha - Beta Trade Pact (ABTP)</name><type>Free Trade Agreement</type><treaty_identifier>999</treaty_identifier>
<date_signed>2001-02-03</date_signed><date_into_force/>
<parties_original><partyisocode n="1">AAA</partyisocode><partyisocode n="2">BBB</partyisocode>
</parties_original><language>en</language></meta><body>
<chapter name="Preamble"><article>PREAMBLE

The Parties, wishing to trade, have agreed as follows:</article></chapter>
<chapter number="CHAPTER ONE" name="Work &amp; Wages"><article number="ARTICLE 1.1" name="Scope">1. Each Party shall pay.

2. This Agreement binds the Parties.</article>
<article number="ARTICLE" name="1.2 Hours">No Party shall ask for more than the Parties allow.</article>
</chapter><chapter name="Conclusion"><article>Done at Alpha.</article></chapter></body></treaty>"""


def written(folder: Path, content: str | bytes, name: str = "treaty.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        sources.read(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_plain_text_is_stored_as_it_stands(tmp_path: Path) -> None:
    agreement = sources.read(written(tmp_path, TREATY, "Alpha Beta.txt"))
    (part,) = agreement.parts
    assert (part.text, part.marks, part.file) == (TREATY, (), "Alpha Beta.txt")
    assert part.sha256 == hashlib.sha256(TREATY.encode()).hexdigest()
    assert (agreement.id, agreement.title, agreement.short) == ("alpha-beta", "Alpha - Beta Trade Pact (ABTP)", "ABTP")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_by_the_bytes(tmp_path: Path, encoding: str) -> None:
    text = TREATY + "It is called “Déjà vu”.\n"
    assert sources.read(written(tmp_path, text.encode(encoding))).parts[0].text == text


def test_line_ends_become_line_feeds(tmp_path: Path) -> None:
    assert sources.read(written(tmp_path, TREATY.replace("\n", "\r\n"))).parts[0].text == TREATY


def test_type_is_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    assert sources.read(written(tmp_path, XML, "treaty.pdf")).id == "tota-999"


def test_tota_xml_gives_facts_headings_and_verbatim_text(tmp_path: Path) -> None:
    agreement = sources.read(written(tmp_path, XML, "pta_999.xml"))
    (part,) = agreement.parts
    facts = (agreement.id, agreement.short, agreement.signed, agreement.in_force, agreement.parties, agreement.kind)
    assert facts == ("tota-999", "ABTP", "2001-02-03", None, ("AAA", "BBB"), "Free Trade Agreement")
    assert "CHAPTER ONE\nWork & Wages\n\nARTICLE 1.1\nScope\n\n1. Each Party shall pay.\n\n2. This" in part.text
    named = [(mark.kind, mark.num, mark.heading, part.slice(mark.span)) for mark in part.marks if mark.num]
    assert named == [
        ("chapter", "ONE", "Work & Wages", "CHAPTER ONE\nWork & Wages"),
        ("article", "1.1", "Scope", "ARTICLE 1.1\nScope"),
        ("article", "1.2", "Hours", "ARTICLE 1.2\nHours"),
    ]
    assert [mark.kind for mark in part.marks if not mark.num] == ["chapter", "preamble", "chapter", "conclusions"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t\n", "empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf\n", "no text", id="only_a_byte_order_mark"),
        pytest.param(b"Article 1\0\0\0", "binary", id="nul_bytes"),
        pytest.param(bytes(range(1, 32)) * 40, "binary", id="control_characters"),
        pytest.param(b"%PDF-1.7 ...", "the PDF is cut off", id="pdf_cut_off"),
        pytest.param(b"PK\x03\x04....", "DOCX", id="docx"),
        pytest.param(b"<!DOCTYPE html><html></html>", "no text of its own", id="html_without_text"),
        pytest.param(b"{\\rtf1 ...", "RTF", id="rtf"),
        pytest.param(b"\x89PNG....", "images are", id="image"),
        pytest.param(b"<?xml version='1.0'?><recipe/>", "only ToTA XML", id="other_xml"),
        pytest.param(XML.replace("</treaty>", "").encode(), "not well-formed", id="broken_xml"),
        pytest.param(bytes(range(128, 256)) * 5, "binary", id="undecodable"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = written(tmp_path, content)
    message = refusal(path)
    assert words in message
    assert "treaty.txt" in message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nothing.txt")


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    assert "agreement.yaml" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe")


def test_a_file_past_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(files.LARGEST_FILE + 1)
    assert "larger than" in refusal(path)


@pytest.mark.parametrize(
    "declaration",
    [
        pytest.param('<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', id="entities_that_grow"),
        pytest.param('<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]>', id="external_entity"),
        pytest.param('<!DOCTYPE t SYSTEM "http://example.invalid/t.dtd">', id="external_dtd"),
    ],
)
def test_xml_with_a_document_type_is_refused(tmp_path: Path, declaration: str) -> None:
    assert "document type" in refusal(written(tmp_path, XML.replace("<treaty>", f"{declaration}<treaty>", 1)))


def test_deeply_nested_xml_is_refused(tmp_path: Path) -> None:
    refusal(written(tmp_path, XML.replace("<body>", "<body>" + "<a>" * 100_000 + "</a>" * 100_000)))


def test_a_dossier_has_parts_with_names_of_their_own(tmp_path: Path) -> None:
    written(tmp_path, TREATY, "main.txt")
    written(tmp_path, "# Side Accord\n\n## Article 1: Duty\n\nEach Party shall act under this Agreement.\n", "side.md")
    manifest = """id: alpha
title: Alpha - Beta Trade Pact
short: ABTP
signed: 2001-02-03
parties: [AAA, BBB]
parts:
  - {id: main, file: main.txt}
  - {id: side, kind: side_agreement, file: side.md, short: ABSA}
"""
    written(tmp_path, manifest, "agreement.yaml")
    agreement = sources.read(tmp_path)
    assert [(part.id, part.kind, part.short) for part in agreement.parts] == [
        ("main", "main_text", None),
        ("side", "side_agreement", "ABSA"),
    ]
    assert (agreement.id, agreement.short, agreement.signed, agreement.parties) == ("alpha", "ABTP", "2001-02-03", ("AAA", "BBB"))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param("parts: [{id: main, file: ../secret.txt}]", "outside the folder", id="parent_folder"),
        pytest.param("parts: [{id: main, file: /etc/passwd}]", "outside the folder", id="absolute_path"),
        pytest.param("parts: [{id: main, file: link.txt}]", "outside the folder", id="link"),
        pytest.param("parts: [{id: main, file: a.txt}, {id: main, file: b.txt}]", "same id", id="same_id"),
        pytest.param("parts: []", "parts", id="no_parts"),
        pytest.param("parts: [{id: main, fiel: a.txt}]", "fiel", id="unknown_key"),
        pytest.param("parts: [", "YAML", id="not_yaml"),
    ],
)
def test_a_faulty_manifest_is_refused(tmp_path: Path, lines: str, words: str) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    written(tmp_path, "secret", "secret.txt")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    written(folder, f"id: alpha\ntitle: Alpha\n{lines}\n", "agreement.yaml")
    with pytest.raises(SourceError, match=words):
        sources.read(folder)


def test_a_spanish_text_is_not_scored(tmp_path: Path) -> None:
    text = (
        "Artículo 1\n\n"
        + "Las Partes de la presente zona se consultarán en el plazo de treinta días, y por escrito, con el fin de evitar daños. " * 9
    )
    agreement = sources.read(written(tmp_path, text))
    assert (agreement.coverage.status, agreement.language) == (CoverageStatus.UNSUPPORTED_LANGUAGE, "es")


NEWS = "The ministers said the agreement will enter into force soon. Each party must first approve it, and unions asked for more. "
STATUTE = "Section 4. An employer shall pay wages by the month. An employer who does not pay shall be fined by the court. "
MANUAL = "Open the cover and press the button until the light is green. Do not pull the cable out of the printer. "


@pytest.mark.parametrize("text", [NEWS * 9, STATUTE * 9, MANUAL * 9, "Hello."], ids=["news", "statute", "manual", "greeting"])
def test_a_text_that_is_no_agreement_is_told(tmp_path: Path, text: str) -> None:
    assert sources.read(written(tmp_path, text)).coverage.status is CoverageStatus.NOT_AN_AGREEMENT


def test_a_single_clause_of_an_agreement_is_not_refused(tmp_path: Path) -> None:
    assert sources.read(written(tmp_path, "Each Party shall enforce its wage laws. The Parties shall consult.")).coverage.can_be_scored


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param(TREATY, (), id="complete"),
        pytest.param(TREATY[TREATY.index("Article 1") :], ("recitals_missing",), id="no_recitals"),
        pytest.param(TREATY + "The goods are listed in Annex II.\n", ("annexes_mentioned_but_absent",), id="annex_absent"),
        pytest.param(TREATY + "The goods are listed in Annex II.\n\nAnnex II\n\nFish.\n", (), id="annex_present"),
        pytest.param(TREATY + "They follow Annex 1A of the WTO Agreement.\n", (), id="annex_of_another_agreement"),
    ],
)
def test_what_is_missing_is_told(tmp_path: Path, text: str, reasons: tuple[str, ...]) -> None:
    coverage = sources.read(written(tmp_path, text)).coverage
    assert (coverage.status is CoverageStatus.PARTIAL, coverage.reasons) == (bool(reasons), reasons)


def test_a_text_that_breaks_off_inside_a_sentence_is_told(tmp_path: Path) -> None:
    text = TREATY + "Each Party shall keep its wages. " * 60 + "The Parties shall also see to it that the pay of those who work at"
    assert "stops_in_the_middle" in sources.read(written(tmp_path, text)).coverage.reasons
