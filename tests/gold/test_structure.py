"""Structure of real agreements: against the articles that their XML declares, and against places that readers gave."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scorer import sources, structure
from scorer.cite import cite
from scorer.model import Agreement, Citation, Node
from scorer.outline import Outline

EVERY = 20  # th text of the corpus is tried
RECALL_FLOOR = PRECISION_FLOOR = 0.99
PINPOINT_FLOOR = 0.98

Place = tuple[str, int]
Record = Callable[[str, object], None]


def tota(shared: Path, number: int) -> Agreement:
    return sources.read(shared / "corpus" / "tota" / "xml" / f"pta_{number}.xml")


def articles(root: Node) -> Counter[Place]:
    return Counter(((node.num or "").replace(" ", ""), node.span.start) for node in root.walk() if node.kind == "article")


def declared(agreement: Agreement) -> Counter[Place]:
    return Counter(((mark.num or "").replace(" ", ""), mark.span.start) for mark in agreement.parts[0].marks if mark.kind == "article")


@pytest.fixture(scope="module")
def english(shared: Path) -> dict[str, Agreement]:
    paths = sorted((shared / "corpus" / "tota" / "xml").glob("*.xml"))[::EVERY]
    return {path.name: agreement for path in paths if (agreement := sources.read(path)).language == "en"}


@pytest.mark.parametrize(
    ("number", "eid", "heading"),
    [
        pytest.param(112, "chp_11__art_1114__para_2", "Environmental Measures", id="four_figures"),
        pytest.param(449, "chp_19__art_19-5__para_1", "Enforcement Of Labour Laws", id="decimal"),
        pytest.param(101, "chp_G__art_G-14__para_2", "Environmental Measures", id="letter"),
        pytest.param(63, "art_17__para_1__subpara_e__point_ii", "Dispute Settlement", id="no_chapters"),
        pytest.param(327, "chp_2__art_6__para_2", "Publication And Administration Of Trade Regulations", id="numbers_restart"),
        pytest.param(436, "chp_16__art_2__para_2", "Key Commitments", id="numbers_restart_too"),
    ],
)
def test_articles_of_all_numbering_styles_are_found(shared: Path, number: int, eid: str, heading: str) -> None:
    path = Outline(structure.build(tota(shared, number).parts[0])).path(eid)
    assert next(node.heading for node in path if node.kind == "article") == heading


def test_articles_are_those_that_the_xml_declares(english: dict[str, Agreement]) -> None:
    wrong = {name: True for name, agreement in english.items() if articles(structure.build(agreement.parts[0])) != declared(agreement)}
    assert wrong == {}


def test_articles_are_found_again_in_lines_of_plain_text(english: dict[str, Agreement], record_property: Record) -> None:
    right = found = true = 0
    for agreement in english.values():
        truth, seen = declared(agreement), articles(structure.build(replace(agreement.parts[0], marks=())))
        right, found, true = right + (truth & seen).total(), found + seen.total(), true + truth.total()
    record_property("articles in plain text", f"recall {right / true:.4f}, precision {right / found:.4f}, of {true}")
    assert right / true >= RECALL_FLOOR
    assert right / found >= PRECISION_FLOOR


def test_a_table_of_contents_adds_no_chapters(shared: Path) -> None:
    root = structure.build(sources.read(shared / "corpus" / "manytrade" / "raw" / "ECJAPN_2018O.txt").parts[0])
    assert [node.num for node in root.children if node.kind == "chapter"] == [str(n) for n in range(1, 24)]


@pytest.mark.parametrize("name", ["BRN-JPN_2007O", "JPN-PHL_2006O", "JPN-VNM_2008O"])
def test_a_table_of_contents_line_by_line_is_not_the_preamble(shared: Path, name: str) -> None:
    part = sources.read(shared / "corpus" / "manytrade" / "raw" / f"{name}.txt").parts[0]
    preface, preamble, first = structure.build(part).children[:3]
    assert (preface.kind, preamble.kind, first.kind, first.num) == ("preface", "preamble", "chapter", "1")
    assert "Chapter 2" in part.slice(preface.span)
    assert "Article" not in part.slice(preamble.span).replace("Recalling Article XXIV", "").replace("and Article V of", "")


def test_articles_are_found_in_running_text(shared: Path) -> None:
    root = structure.build(sources.read(shared / "corpus" / "manytrade" / "formatted" / "CMPPTP_2018A.txt").parts[0])
    assert [node.eid for node in root.children] == ["preamble", *(f"art_{n}" for n in range(1, 8)), "conclusions"]


@pytest.mark.slow
def test_quotes_lie_where_readers_say(shared: Path, record_property: Record) -> None:
    asked = right = 0
    texts: dict[str, tuple[Agreement, Outline, str, list[int]]] = {}
    for line in (shared / "facts" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        if not fact["present"] or fact["article"] in (None, "n/a"):
            continue
        if fact["text_file"] not in texts:
            texts[fact["text_file"]] = opened(shared, fact["text_file"])
        agreement, outline, squeezed, offsets = texts[fact["text_file"]]
        places = [offsets[match.start()] for match in re.finditer(re.escape("".join(fact["quote"].split())), squeezed)]
        cited = [cite(agreement, agreement.parts[0], outline, outline.at(place).eid) for place in places]
        asked, right = asked + 1, right + any(place_of(citation, agreement.short) == article(fact["article"]) for citation in cited)
    record_property("quotes in the article that readers gave", f"{right} of {asked}")
    assert right / asked >= PINPOINT_FLOOR


def opened(shared: Path, text_file: str) -> tuple[Agreement, Outline, str, list[int]]:
    folder, name = text_file.rsplit("/", 1)
    agreement = sources.read(shared / "corpus" / ("tota/xml" if folder == "tota" else folder.lower()) / name)
    text = agreement.parts[0].text
    offsets = [offset for offset, letter in enumerate(text) if not letter.isspace()]
    return agreement, Outline(structure.build(agreement.parts[0])), "".join(text.split()), offsets


def place_of(citation: Citation, short: str) -> str:
    """Reduce ``ch. 16 art. 2(2)`` to chapter and article; a note, cited by its chapter, to the article it stands in."""
    text = citation.text.removeprefix(short)
    if " n." in text:
        return citation.article or ""
    return re.sub(r"\(.*|\b(?:in|ch\.|art\.)|\s", "", text.lower())


def article(place: str) -> str:
    """Reduce ``Ch.16 Art.2(2)`` and ``19.3 fn 4`` likewise; chapters are compared only where the reader names them."""
    return re.sub(r"\(.*|\bfn\b.*|\bch\.|\bart\.|\s", "", place.lower())
