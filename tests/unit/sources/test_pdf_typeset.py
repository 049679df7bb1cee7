"""Pages set by a real typesetter, with kerning, ligatures, automatic hyphens and floating footnotes, are read as they were written."""

from __future__ import annotations

import pytest

from scorer.sources import pdf

weasyprint = pytest.importorskip("weasyprint", reason="needs WeasyPrint, which the extra 'testimony' brings", exc_type=ImportError)
pytest.importorskip("pypdfium2", reason="reading PDF needs the extra 'pdf'")

STYLE = """
@page { size: A4; margin: 2.5cm; @top-left { content: "Agreement on Workplaces"; font-size: 9pt }
  @bottom-center { content: counter(page) " / " counter(pages) } }
body { font-family: serif; font-size: 11pt; text-align: justify; hyphens: auto }
.note { float: footnote; font-size: 8.5pt }
.note::footnote-marker { content: counter(footnote) " "; font-size: 6pt; vertical-align: super }
h2 { font-size: 12pt; text-align: center }
.item { margin-left: 2em; text-indent: -1.5em }
"""
DUTY = (
    "Each Party shall maintain an inspectorate for workplaces whose officials may enter offices without notification, examine the records "
    "of employers and order the immediate suspension of any activity that endangers the life of a person employed there"
)
ARTICLES = range(1, 21)


def page_source(extra: str) -> str:
    articles = "".join(
        f"<h2>Article {n}<br>Workplaces of Group {n}</h2><p>1. {DUTY}<span class=note>Offices of category {n} are those that a statute of "
        f"a Party names as such, and no others.</span>, including in category {n}.</p><p>2. The officials shall:</p>"
        f"<p class=item>(a) be recruited by open examination; and</p><p class=item>(b) affirm, in category {n}, their efficiency.</p>"
        for n in ARTICLES
    )
    return f"<html lang=en><style>{STYLE}{extra}</style><body>{articles}"


@pytest.mark.parametrize(
    "extra", [pytest.param("", id="one_column"), pytest.param("body { columns: 2; font-size: 9pt }", id="two_columns")]
)
def test_a_typeset_agreement_is_read_as_it_was_written(extra: str) -> None:
    data = weasyprint.HTML(string=page_source(extra)).write_pdf()
    text = pdf.read(data, file="typeset.pdf", sha256="0" * 64).parts[0].text
    wanted = [
        words
        for n in ARTICLES
        for words in (
            f"Article {n}",
            f"Workplaces of Group {n}",
            f"1. {DUTY}, including in category {n}.",
            f"{n} Offices of category {n} are those that a statute of a Party names as such, and no others.",
            "2. The officials shall:",
            "(a) be recruited by open examination; and",
            f"(b) affirm, in category {n}, their efficiency.",
        )
    ]
    assert text.split("\n\n") == wanted
