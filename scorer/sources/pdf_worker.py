"""PDF bytes on standard input → cleaned text as JSON on standard output, in a process that may die without taking others along.

The library that reads PDF is written in C++, knows no threads, and may crash on a hostile file. Its caller sets limits and words refusals.
"""

from __future__ import annotations

import json
import sys

from scorer.sources import cleaning, pdf_limits
from scorer.sources.ocr import Recogniser


def main(recogniser: str | None = None) -> int:
    """Read one PDF from standard input and write what it holds; ``recogniser`` is the program that reads pictures of text."""
    data = sys.stdin.buffer.read()
    _limit()
    try:
        answer = _answer(data, Recogniser(recogniser) if recogniser else None)
    except MemoryError:
        answer = {"refused": "memory"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit() -> None:
    """Let this process have so much time and memory and no more, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows: the caller's clock remains
        return
    resource.setrlimit(resource.RLIMIT_CPU, (pdf_limits.MOST_SECONDS, pdf_limits.MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):  # elsewhere the limit is not kept, or counts what is shared
        resource.setrlimit(resource.RLIMIT_AS, (pdf_limits.MOST_MEMORY, pdf_limits.MOST_MEMORY))


def _answer(data: bytes, recogniser: Recogniser | None) -> dict[str, object]:
    try:
        from scorer.sources import pdf_pages
    except ImportError:
        return {"refused": "library"}
    try:
        pages = list(pdf_pages.read(data, recogniser))
    except pdf_pages.RefusedError as refused:
        return {"refused": str(refused)}
    cleaned = cleaning.clean([page.lines for page in pages])
    return {
        "text": cleaned.text,
        "notes": [[mark.span.start, mark.span.end, mark.num] for mark in cleaned.marks],
        "origins": [[origin.start, origin.page, origin.place] for origin in cleaned.origins],
        "textless": sum(1 for page in pages if page.drawn and not page.lines),
        "pages": len(pages),
        "confidence": recogniser.confidence if recogniser else None,
    }


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
