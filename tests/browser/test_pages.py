"""Chromium opens the reports: no error, nothing loaded, no sideways scrolling on a phone, all of it on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from scorer.report import write_comparison, write_delta, write_scorecard
from tests import drafts
from tests import factories as make

pytestmark = pytest.mark.browser

DATE = "2026-01-02"
PAGES = {
    "scorecard": lambda: write_scorecard(make.a_scorecard(), date=DATE),
    "comparison": lambda: write_comparison([make.a_scorecard(), make.another_scorecard()], date=DATE),
    "delta": lambda: write_delta(drafts.a_delta(), date=DATE, command="scorer diff a.txt b.txt"),
}
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr", "--v=0",
)  # fmt: skip
PROBE = "<script>document.title=[document.documentElement.scrollWidth,innerWidth].join('/')</script>"  # added to a copy without policy

Open = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def chromium(tmp_path: Path) -> Open:
    """Return a call that opens a file; skip where no Chromium is installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium: install Debian's package 'chromium' to open the reports in a browser")

    def open_(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        return subprocess.run([program, *QUIET, profile, *options, path.as_uri()], capture_output=True, text=True, timeout=60, check=True)

    return open_


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.html"
    path.write_text(PAGES[request.param](), encoding="utf-8")
    return path


def test_a_page_opens_without_a_console_message(chromium: Open, page: Path) -> None:
    assert [line for line in chromium(page, "--dump-dom").stderr.splitlines() if "CONSOLE" in line] == []


def test_the_console_is_really_heard(chromium: Open, page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", "<script>1</script></body>"), encoding="utf-8")
    assert "CONSOLE" in chromium(page, "--dump-dom").stderr


@pytest.mark.parametrize("width", [1200, 320])
def test_a_page_can_be_seen_at_this_width(chromium: Open, page: Path, tmp_path: Path, width: int) -> None:
    picture = tmp_path / "page.png"
    chromium(page, f"--window-size={width},2000", f"--screenshot={picture}")
    assert picture.stat().st_size > 20_000


def test_a_phone_does_not_scroll_sideways(chromium: Open, page: Path, tmp_path: Path) -> None:
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    (tmp_path / "inner.html").write_text(text.replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
    frame = tmp_path / "frame.html"  # a window cannot be made narrower than about 500 pixels, a frame can
    script = "<script>onload=()=>{document.title=frames[0].document.title}</script>"
    frame.write_text(f'<iframe src="inner.html" width="320" height="2000" frameborder="0"></iframe>{script}', encoding="utf-8")
    shown = html.fromstring(chromium(frame, "--dump-dom", "--allow-file-access-from-files").stdout).findtext(".//title")
    assert shown == "320/320"


def test_a_page_prints_to_pdf(chromium: Open, page: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    chromium(page, f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) >= 2
