"""Folders: chapter files as one agreement, dossiers as several parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorer import pipeline, sources, structure
from tests.printing import paged

CHAPTER = "CHAPTER {n}\n{title}\n\nArticle {n}.1: Duty\n\n1. Each Party shall act on {title} under this Agreement.\n"


def folder_of(path: Path, files: dict[str, str]) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / name).write_text(text)
    return path


def test_chapter_files_are_one_text_in_natural_order(tmp_path: Path) -> None:
    files = {f"chapter {n}.txt": CHAPTER.format(n=n, title=f"Topic {n}") for n in (10, 2, 1)} | {
        "00 preamble.txt": "The Parties have agreed as follows:"
    }
    agreement = sources.read(folder_of(tmp_path / "Alpha Pact", files))
    (part,) = agreement.parts
    assert part.text.startswith("The Parties")
    assert [node.num for node in structure.build(part).walk() if node.kind == "chapter"] == ["1", "2", "10"]
    assert (agreement.title, agreement.id, part.file) == ("Alpha Pact", "alpha-pact", "Alpha Pact")


def test_pages_of_chapters_are_those_of_their_files(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="reading PDF needs the extra 'pdf'")
    for n in (1, 2):
        pages = [[f"CHAPTER {n}"], [f"Article {n}.1: Hours", f"The office of day {n} shall be open."]]
        (tmp_path / f"ch{n}.pdf").write_bytes(paged(pages))
    (tmp_path / "ch3.txt").write_text(CHAPTER.format(n=3, title="Topic 3"))
    part = sources.read(tmp_path).parts[0]
    found = [part.origin_at(part.text.index(words)) for words in ("office of day 1", "office of day 2", "Topic 3")]
    assert [(origin.file, origin.page) for origin in found if origin] == [("ch1.pdf", 2), ("ch2.pdf", 2), ("ch3.txt", None)]


def test_what_is_no_chapter_is_passed_over(tmp_path: Path) -> None:
    files = {
        "1.txt": CHAPTER.format(n=1, title="One"),
        "2.txt": CHAPTER.format(n=2, title="Two"),
        ".hidden.txt": "x",
        "README.md": "x",
        "map.png": "x",
    }
    folder = folder_of(tmp_path / "pact", files)
    (folder / "1_files").mkdir()
    assert "x" not in sources.read(folder).parts[0].text.split()


def test_declared_headings_move_with_their_chapters(tmp_path: Path) -> None:
    files = {f"{n}.md": f"# Chapter {n}: Topic\n\n## Article {n}.1: Duty\n\nEach Party shall act.\n" for n in (1, 2)}
    (part,) = sources.read(folder_of(tmp_path / "pact", files)).parts
    assert [part.slice(mark.span) for mark in part.marks] == [
        "Chapter 1: Topic",
        "Article 1.1: Duty",
        "Chapter 2: Topic",
        "Article 2.1: Duty",
    ]


def test_a_file_of_another_kind_leaves_headings_to_lines(tmp_path: Path) -> None:
    files = {"1.md": "# Chapter 1: A\n\n## Article 1.1: Duty\n\nEach Party shall act.\n", "2.txt": CHAPTER.format(n=2, title="Two")}
    (part,) = sources.read(folder_of(tmp_path / "pact", files)).parts
    assert [node.num for node in structure.build(part).walk() if node.kind == "article"] == ["1.1", "2.1"]


def test_findings_come_from_every_part_of_a_dossier_with_its_own_citations(tmp_path: Path) -> None:
    duty = "Each Party shall effectively enforce its labor laws."
    article = f"CHAPTER 5\nLabor\n\nArticle 5.1: Enforcement\n\n1. {duty}\n\n"
    main = f"The Parties have agreed as follows:\n\n{article}Done at Alpha. This Agreement shall enter into force.\n"
    side = (
        f"Agreement on Labor\n\nCHAPTER 1\nLabor\n\nArticle 27: Enforcement of Labor Laws\n\n1. {duty} This Agreement binds the Parties.\n"
    )
    manifest = """id: alpha
title: Alpha - Beta Trade Pact
short: ABTP
parts:
  - {id: main, file: main.txt}
  - {id: side, kind: side_agreement, file: side.txt, short: ABLC}
"""
    folder = folder_of(tmp_path / "alpha", {"main.txt": main, "side.txt": side, "agreement.yaml": manifest})
    found = [
        (item.at.part, item.at.citation)
        for item in pipeline.find(sources.read(folder)).findings
        if item.provision == "labor.effective_enforcement"
    ]
    assert found == [("main", "ABTP art. 5.1(1)"), ("side", "ABLC art. 27(1)")]
