"""Chromium opens every kind of report: reachable by all, nothing loaded, nothing said to the console, on a phone, zoomed and on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scorer.model import CoverageStatus, Peers
from scorer.report import evaluation, write_comparison, write_corpus, write_delta, write_scorecard
from scorer.report.testimony.given import Length
from scorer.report.views import Layout
from scorer.report.writers import html
from tests import drafts, surveys
from tests import factories as make
from tests.testimonies import models_document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DATE = "2026-01-02"
HOSTILE = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> javascript:alert(1) {{7*7}}"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def unscored() -> str:
    findings = make.some_findings(make.an_unreadable_agreement(CoverageStatus.UNREADABLE), ())
    return write_scorecard(make.a_scorecard(findings=findings, criteria=(), red_lines=()), date=DATE)


def hostile() -> str:
    agreement = make.an_agreement(title=HOSTILE, short=HOSTILE, parts=(make.a_part(f"{make.TEXT}{HOSTILE}", file=HOSTILE),))
    quoted = make.a_finding(HOSTILE, text=f"{make.TEXT}{HOSTILE}", cite=HOSTILE, review=(HOSTILE,))
    criterion = make.a_criterion(question=HOSTILE, rule=HOSTILE)
    card = make.a_scorecard(findings=make.some_findings(agreement, (quoted,)), criteria=(criterion,), red_lines=())
    return write_scorecard(card, date=HOSTILE)


def some_figures() -> str:
    code = {"code": "c1", "label": "A duty", "n": 9, "positives": 4, "tp": 3, "fp": 1, "fn": 1, "precision": 0.75, "recall": 0.75,
            "f1": 0.75, "f1_interval": [0.4, 0.9], "kappa": 0.6, "keywords": {"f1": 0.5}}  # fmt: skip
    table = {"half": "open", "with_labels_exceeding_text": False, "agreements": 9, "codes": [code], "graded": []}
    differ = {"scheme": "s", "code": "c1", "title": "Alpha", "expert": 1, "ours": 0, "quote": "Each Party", "citation": "Alpha art. 1"}
    return evaluation.page({"tables": [table], "disagreements": [differ]}, date=DATE)


PEERS = Peers("comprehensive", 2010, 12, 40.0, 45.0, {"labor": 50.0})

# Every kind of report, small. A new kind is one line here.
REPORTS: dict[str, Callable[[], str]] = {
    "scorecard": lambda: write_scorecard(make.a_scorecard(peers=PEERS), date=DATE),
    "unfolded": lambda: write_scorecard(make.a_scorecard(), date=DATE, layout=Layout(source=False, unfolded=True)),
    "comparison": lambda: write_comparison([make.a_scorecard(), make.another_scorecard()], date=DATE),
    "corpus": lambda: write_corpus(surveys.some_survey(), date=DATE, command="scorer corpus report"),
    "delta": lambda: write_delta(drafts.a_delta(), date=DATE, command="scorer diff a.txt b.txt"),
    "testimony": lambda: html.write(models_document(Length.SHORT)),
    "unscored": unscored,
    "hostile": hostile,
    "evaluation": some_figures,
}
LOOKS = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")  # what colours and width can change
WINDOWS = {  # width in CSS pixels, colours; zooming to 200 per cent halves the width of a window of 1280
    "desk": (1280, "light"),
    "dark": (1280, "dark"),
    "zoomed": (640, "light"),
    "phone": (320, "light"),
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one Chromium for all tests; skip where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium: install Debian's package 'chromium' to open the reports in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session", params=REPORTS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / f"{request.param}.html"
    path.write_text(REPORTS[request.param](), encoding="utf-8")
    return path


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a call that opens a file with the network off; what the page asks for or says is kept on it as ``heard``."""
    contexts = []

    def open_(path: Path, *, width: int = 1280, colours: Any = "light") -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours, offline=True, bypass_csp=False))
        page = contexts[-1].new_page()
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda asked: heard.append(asked.url) if asked.url != path.as_uri() else None)
        page.goto(path.as_uri())
        page.heard = heard  # type: ignore[attr-defined]
        return page

    yield open_
    for context in contexts:
        context.close()


def test_a_report_has_no_fault_of_accessibility_and_no_sideways_scrolling(open_page: Any, report: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core finds the faults").Axe()
    page = open_page(report)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    faults = []
    for window, (width, colours) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=colours)
        rules = RULES if window == "desk" else LOOKS
        found = axe.run(page, options={"runOnly": list(rules), "resultTypes": ["violations"]}).response["violations"]
        faults += [(window, fault["id"], fault["nodes"][0]["target"], fault["nodes"][0]["failureSummary"]) for fault in found]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append((window, "scrolls sideways"))
    assert faults == []


def test_a_report_loads_nothing_and_says_nothing(open_page: Any, report: Path) -> None:
    page = open_page(report)
    title = page.title()
    for link in page.locator("a[href^='#']").all()[:5]:
        link.evaluate("link => link.click()")
    assert (page.heard, page.title()) == ([], title)
    assert title != "run"


def test_what_a_page_loads_or_says_is_really_heard(open_page: Any, tmp_path: Path) -> None:
    report = tmp_path / "loud.html"
    report.write_text("<script>console.log('loud')</script><img src='missing.png'>", encoding="utf-8")
    page = open_page(report)
    assert any("loud" in each for each in page.heard)
    assert any("missing.png" in each for each in page.heard)


def test_the_keyboard_reaches_the_contents_and_opens_an_answer(open_page: Any, tmp_path: Path) -> None:
    path = tmp_path / "card.html"
    path.write_text(REPORTS["scorecard"](), encoding="utf-8")
    page = open_page(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.locator("details.question summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.question").first.get_attribute("open") is not None


def test_a_citation_opens_its_article_in_the_copy_of_the_source(open_page: Any, tmp_path: Path) -> None:
    path = tmp_path / "card.html"
    path.write_text(REPORTS["scorecard"](), encoding="utf-8")
    page = open_page(path)
    page.locator("cite a", has_text="Alpha art. 3.2(1)").first.click()
    page.wait_for_function("document.querySelector(':target').checkVisibility({contentVisibilityAuto: true})")
    assert page.evaluate("document.querySelector(':target').textContent") in make.TEXT


@pytest.mark.parametrize("kind", ["comparison", "unfolded"])
def test_no_heading_is_left_alone_at_the_foot_of_a_printed_page(open_page: Any, tmp_path: Path, kind: str) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="reads the printed pages")
    path = tmp_path / "report.html"
    path.write_text(REPORTS[kind](), encoding="utf-8")
    page = open_page(path)
    texts = page.evaluate("[...document.querySelectorAll('h2, h3, h4, h5, caption, .lead')].map(each => each.textContent)")
    headings = {letters(text) for text in texts}
    alone = []
    for inches in (0, 2, 4, 6):  # whatever stands above moves everything down the page
        page.evaluate(f"document.body.style.paddingTop = '{inches}in'")
        for number, sheet in enumerate(pdfium.PdfDocument(page.pdf(prefer_css_page_size=True)), 1):
            lines = [line for line in sheet.get_textpage().get_text_range().splitlines() if line.strip()]
            said = [line for line in lines if not re.match(r"Text, not effect|Page \d+ of \d+", line)]
            alone += [(inches, number, said[-most:]) for most in (1, 2) if letters("".join(said[-most:])) in headings]
    assert alone == []


def letters(text: str) -> str:
    """Return a text without what setting it in lines may change."""
    return re.sub(r"\W+", "", text).lower()


def test_paper_shows_what_is_open(open_page: Any, tmp_path: Path) -> None:
    folded, whole = (tmp_path / f"{name}.html" for name in ("folded", "whole"))
    folded.write_text(REPORTS["scorecard"](), encoding="utf-8")
    whole.write_text(REPORTS["unfolded"](), encoding="utf-8")
    pages = [open_page(path).pdf(prefer_css_page_size=True) for path in (folded, whole)]
    assert all(pdf.startswith(b"%PDF-") for pdf in pages)
    counts = [len(re.findall(rb"/Type\s*/Page\b", pdf)) for pdf in pages]
    assert 2 <= counts[0] <= counts[1]
    shown = []
    for path in (folded, whole):
        page = open_page(path)
        page.emulate_media(media="print")
        shown.append(page.locator("details.question .answer figure").first.is_visible())
    assert shown == [False, True]
