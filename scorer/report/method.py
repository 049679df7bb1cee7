"""How a page can be made again: versions, hashes, options and the command line."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass

from scorer import __version__
from scorer.model import Scorecard
from scorer.report import words
from scorer.report.answers import Sheet

LICENCE = "Collection and licence of"  # what the rows begin with that name the published collection of a text


def versions(sheets: Sequence[Sheet], date: str) -> list[tuple[str, str]]:
    """Return the versions and hashes of tool, rubric, provisions and sources."""
    card = sheets[0].card
    found = [
        ("Date of this report", date),
        ("Tool", f"scorer {__version__}"),
        ("Rubric", f"{card.rubric.id} {card.rubric.version}, SHA-256 {card.rubric.sha256}"),
        *dict.fromkeys(("Provisions searched for", f"SHA-256 {sheet.card.findings.provisions_sha256}") for sheet in sheets),
    ]
    found += [
        (f"Source of {sheet.short}", f"{part.file}, SHA-256 {part.sha256}") for sheet in sheets for part in sheet.card.agreement.parts
    ]
    found += [(f"Beside {sheet.short}", f"{file.file}, SHA-256 {file.sha256}") for sheet in sheets for file in sheet.card.agreement.beside]
    found += [(f"{LICENCE} {s.short}", words.published(each)) for s in sheets for each in s.card.agreement.published]
    return found


def rows(sheets: Sequence[Sheet], date: str) -> tuple[tuple[str, str], ...]:
    """Return versions, hashes and options, enough to run it again."""
    found = versions(sheets, date)
    several = len(sheets) > 1
    for sheet in sheets:
        entries = [(key, value) for key, value in flat(shown(sheet.card.manifest)) if key != "command"]
        found += [
            (f"{words.plain(key)} ({sheet.short})" if several and _differs(sheets, key) else words.plain(key), value)
            for key, value in entries
        ]
    return tuple(dict.fromkeys(found))


def shown(manifest: Mapping[str, object]) -> dict[str, object]:
    """Return a manifest without its two longest lists: sources stand in the table anyway, data files are counted and hashed as one."""
    shown = {key: value for key, value in manifest.items() if key not in ("inputs", "data")}
    data = manifest.get("data")
    if isinstance(data, list):
        lines = "".join(f"{entry['sha256']}  {entry['file']}\n" for entry in data)
        digest = hashlib.sha256(lines.encode()).hexdigest()
        shown["data files"] = f"{len(data)}, SHA-256 of their list {digest}; each stands in scorecard/1"
    return shown


def _differs(sheets: Sequence[Sheet], key: str) -> bool:
    """Tell whether a manifest entry is not the same on all cards."""
    return len({dict(flat(shown(sheet.card.manifest))).get(key) for sheet in sheets}) > 1


def flat(value: object, name: str = "") -> list[tuple[str, str]]:
    """Return nested mappings and lists as dotted names and texts, sorted by name.

    >>> flat({"b": [1, 2], "a": {"c": None}})
    [('a.c', 'none'), ('b', '1, 2')]
    """
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, Mapping):
        inner = [(f"{name}.{key}" if name else str(key), item) for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))]
        return [row for key, item in inner for row in flat(item, key)]
    if isinstance(value, (list, tuple)) and not any(isinstance(item, (Mapping, list, tuple)) for item in value):
        return [(name, ", ".join(str(item) for item in value))]
    if isinstance(value, (list, tuple)):
        return [row for turn, item in enumerate(value, 1) for row in flat(item, f"{name}.{turn}")]
    return [(name, "none" if value is None else str(value))]


def command(kind: str, cards: Sequence[Scorecard], date: str, only: str | None) -> str:
    """Return the command line that makes this page again."""
    if kind == "scorecard":
        given = cards[0].manifest.get("command")
        return str(given) if given else f"scorer score {cards[0].agreement.id}{_asked(cards[0])} --format html --date {date}"
    given = cards[0].manifest.get("compare_command")
    ids = " ".join(card.agreement.id for card in cards)
    one = f" --only {only}" if only else ""
    return str(given) if given else f"scorer compare {ids}{_asked(cards[0])}{one} --format html --date {date}"


def _asked(card: Scorecard) -> str:
    """Return the options by which a card was made that change what the page says."""
    options = card.manifest.get("options")
    if not isinstance(options, Mapping):
        return ""
    rubric = f" --rubric {shlex.quote(str(options['rubric']))}" if "rubric" in options else ""
    flags = [f" --{name}" for name in ("ocr", "precedents") if options.get(name)]
    return rubric + "".join(flags)
