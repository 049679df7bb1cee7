"""PDF → stored text with pages and footnotes, read in a child process.

The child gets the bytes on standard input and answers in JSON; whatever happens to it, the caller gets a text or one sentence.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

from scorer.errors import Location, SourceError
from scorer.model import Agreement, CharSpan, Coverage, CoverageStatus, Mark, Origin, SourceText
from scorer.sources import names, ocr, pdf_limits, plaintext

READER = (sys.executable, "-m", "scorer.sources.pdf_worker")  # what runs in the child process
_TAIL = 4096  # bytes at the end in which a PDF says where its tables are
_LEAST_CHARACTERS = 20  # a page, on average; fewer are stamps on a scan


def looks_like(data: bytes) -> bool:
    """Tell whether these bytes are a PDF."""
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*%PDF-", data[:1024]))


def read(data: bytes, *, file: str, sha256: str, part: str = "main", kind: str = "main_text") -> Agreement:
    """Return the text of a PDF; its ``marks`` are footnotes, headings are found later by structure.

    Its coverage tells pictures of text: ``unreadable`` where all pages are, ``partial`` where some are. Where it is asked
    for (``ocr.asked``), pictures are read by a program, and the coverage tells how sure it was of its words, from 0 to 100.

    Raises:
        SourceError: It is locked, damaged, cut off or too large, or the package that reads PDF is missing.
    """
    if b"%%EOF" not in data[-_TAIL:] and b"startxref" not in data[-_TAIL:]:
        raise _refused("cut_off", file)
    answer = _ask(data, file)
    if "refused" in answer:
        raise _refused(str(answer["refused"]), file)
    marks = tuple(Mark("authorialNote", CharSpan(start, end), num) for start, end, num in answer["notes"])
    origins = tuple(Origin(start, page, place) for start, page, place in answer["origins"])
    source = SourceText(part, answer["text"], file, sha256, kind, marks, origins=origins)
    return replace(names.named(source, plaintext.title(source.text)), coverage=_coverage(source, answer))


def _coverage(source: SourceText, answer: dict[str, Any]) -> Coverage:
    if len(source.text) < _LEAST_CHARACTERS * answer["pages"]:
        return Coverage(CoverageStatus.UNREADABLE, ("no_text_layer",))
    reasons = {
        "pages_without_text": answer["textless"],
        f"read_by_ocr_{answer['confidence']}": answer["confidence"] is not None,
    }
    found = tuple(reason for reason, holds in reasons.items() if holds)
    return Coverage(CoverageStatus.PARTIAL if found else CoverageStatus.COMPLETE, found)


def _ask(data: bytes, file: str) -> dict[str, Any]:
    """Let a child process read the bytes."""
    recogniser = ocr.program() if ocr.is_asked() else None
    if ocr.is_asked() and not recogniser:
        raise _refused("recogniser", file)
    command = (*READER, recogniser) if recogniser else READER
    most = pdf_limits.MOST_WAIT_PICTURES if recogniser else pdf_limits.MOST_WAIT
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=most, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _refused("seconds", file) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"refused": _cause(done)}
    except ValueError:
        return {"refused": "crash"}
    return answer


def _cause(done: subprocess.CompletedProcess[bytes]) -> str:
    """Name why a child died."""
    if b"MemoryError" in done.stderr or b"bad_alloc" in done.stderr:
        return "memory"
    return "seconds" if -done.returncode in (9, 24) else "crash"  # SIGKILL, SIGXCPU


def _refused(reason: str, file: str) -> SourceError:
    return SourceError(pdf_limits.REASONS.get(reason, pdf_limits.REASONS["crash"]), Location(file))
