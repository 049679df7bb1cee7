"""A model agreement in the forms in which drafts leak: the same articles, findings and score as in the file that ships."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from scorer import pipeline, structure
from scorer.model import Agreement
from scorer.sources import formats
from tests import convert
from tests.convert import Para

MODEL = "model-status-quo"
FORMS: dict[str, Callable[[list[Para]], bytes]] = {
    "typescript": convert.to_typescript,
    "line_numbers": lambda paras: convert.with_line_numbers(convert.to_txt(paras)),
    "numbers_without_the_word": lambda paras: convert.to_txt(convert.without_the_word(paras)),
    "word_file_without_the_word": lambda paras: convert.to_docx(convert.without_the_word(paras), styled=False),
    "utf16": lambda paras: convert.to_txt(paras).decode().encode("utf-16"),
    "cp1252_crlf": lambda paras: convert.to_txt(paras).replace(b"\n", b"\r\n").decode().encode("cp1252"),
}


@cache
def shipped() -> tuple[Agreement, list[Para]]:
    agreement = pipeline.read(MODEL)
    return agreement, convert.paragraphs(agreement.parts[0], structure.build(agreement.parts[0]))


def read_as(agreement: Agreement) -> tuple[list[str | None], set[tuple[str, str | None]], float | None]:
    """Return the numbers of the articles, provision and article of each finding, and the score."""
    articles = [node.num for node in structure.build(agreement.parts[0]).walk() if node.kind == "article"]
    findings = pipeline.find(agreement)
    card = pipeline.rate(findings, pipeline.load_rubric("just-trade"), explain="nothing")
    return articles, {(found.provision, found.at.cited.article) for found in findings.findings}, card.overall.score


@cache
def expected() -> tuple[list[str | None], set[tuple[str, str | None]], float | None]:
    return read_as(shipped()[0])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_changes_nothing(form: str) -> None:
    assert read_as(formats.read(FORMS[form](shipped()[1]), file="draft", sha256="")) == expected()
