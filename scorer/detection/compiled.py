"""A compiled library ⇄ JSON, so that a later run need not read and parse the phrases again.

Sets of forms, elements and sequences are numbered and written once each; what refers to them holds their numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any

from scorer import cache
from scorer.detection.matching import PhraseSet
from scorer.detection.phrases import Element, Gap, Number, Words
from scorer.detection.provisions import Library, LoopholeEntry, Pattern, ProvisionEntry, digest
from scorer.model import Place

FORMAT = 1  # of the text below; another number is another format
MODULES = ("compiled", "matching", "phrases", "provisions", "tokens")  # the code that makes a compiled library


def name(folder: Path) -> str:
    """Return the name under which the compiled form of a folder of provisions is kept: it changes with the files and with this code."""
    made_by = cache.code_digest(Path(__file__).with_name(f"{module}.py") for module in MODULES)
    return f"provisions-{digest(folder)[:16]}-{made_by[:16]}.json"


def dump(library: Library) -> str:
    """Return a library as one JSON text."""
    return json.dumps(_Writer().data(library), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Library:
    """Return the library that ``dump`` wrote.

    Raises:
        ValueError: The text is not one that ``dump`` of this version wrote.
    """
    try:
        return _read(json.loads(text))
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError(f"not a compiled library: {error!r}") from error


class _Table:
    """Values in the order in which they were first met, each with its number."""

    def __init__(self, plain: Callable[[Any], object]) -> None:
        self.rows: list[object] = []
        self._numbers: dict[Hashable, int] = {}
        self._plain = plain

    def number(self, value: Hashable) -> int:
        if value not in self._numbers:
            row = self._plain(value)  # first, since it may number what the value holds
            self._numbers[value] = len(self.rows)
            self.rows.append(row)
        return self._numbers[value]


class _Writer:
    def __init__(self) -> None:
        self._forms = _Table(sorted)
        self._elements = _Table(self._element)
        self._sequences = _Table(lambda sequence: [self._elements.number(element) for element in sequence])

    def data(self, library: Library) -> dict[str, object]:
        body = {
            "format": FORMAT,
            "sha256": library.sha256,
            "small": sorted(library.small),
            "whole": sorted(library.whole),
            "provisions": [_entry(entry) for entry in library.provisions.values()],
            "loopholes": [_entry(entry) for entry in library.loopholes.values()],
            "contexts": [[name, self._phrases(headings), self._phrases(unless)] for name, headings, unless in library.contexts],
            "patterns": [self._pattern(pattern) for pattern in library.patterns],
            "scopes": {key: {tag: self._phrases(phrases) for tag, phrases in tags.items()} for key, tags in library.scopes.items()},
        }
        return {"forms": self._forms.rows, "elements": self._elements.rows, "sequences": self._sequences.rows, **body}

    def _element(self, element: Element) -> list[object]:
        if isinstance(element, Words):
            return ["words", self._forms.number(element.forms), element.optional]
        return ["gap", element.most] if isinstance(element, Gap) else ["number", element.optional]

    def _phrases(self, phrases: PhraseSet | None) -> list[object] | None:
        if phrases is None:
            return None
        return [
            list(phrases.phrases),
            [self._sequences.number(sequence) for sequence in phrases.sequences],
            [self._forms.number(forms) for forms in phrases.triggers],
            [[self._forms.number(forms) for forms in needs] for needs in phrases.needs],
        ]

    def _pattern(self, pattern: Pattern) -> list[object]:
        return [
            pattern.owner,
            pattern.id,
            self._phrases(pattern.phrases),
            [self._phrases(phrases) for phrases in pattern.with_],
            pattern.within,
            self._phrases(pattern.unless),
            pattern.unless_within,
            [sorted(names) for names in pattern.inside],
            sorted(pattern.outside),
            sorted(pattern.places),
        ]


def _entry(entry: ProvisionEntry | LoopholeEntry) -> object:
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _read(data: Mapping[str, Any]) -> Library:
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']}, not {FORMAT}")
    forms = [frozenset(row) for row in data["forms"]]
    makers: dict[str, Callable[..., Element]] = {
        "words": lambda number, optional: Words(forms[number], optional),
        "gap": Gap,
        "number": Number,
    }
    elements = [makers[kind](*rest) for kind, *rest in data["elements"]]
    sequences = [tuple(elements[number] for number in row) for row in data["sequences"]]

    def phrases(row: list[Any]) -> PhraseSet:
        written, numbers, triggers, needs = row
        return PhraseSet(
            tuple(written),
            tuple(sequences[number] for number in numbers),
            tuple(forms[number] for number in triggers),
            tuple(tuple(forms[number] for number in numbers) for numbers in needs),
        )

    def maybe(row: list[Any] | None) -> PhraseSet | None:
        return None if row is None else phrases(row)

    def pattern(row: list[Any]) -> Pattern:
        owner, name, main, with_, within, unless, unless_within, inside, outside, places = row
        return Pattern(
            owner=owner,
            id=name,
            phrases=phrases(main),
            with_=tuple(phrases(each) for each in with_),
            within=within,
            unless=maybe(unless),
            unless_within=unless_within,
            inside=tuple(frozenset(names) for names in inside),
            outside=frozenset(outside),
            places=frozenset(Place(place) for place in places),
        )

    return Library(
        provisions={entry.id: entry for entry in map(ProvisionEntry.model_validate, data["provisions"])},
        loopholes={entry.id: entry for entry in map(LoopholeEntry.model_validate, data["loopholes"])},
        contexts=tuple((name, phrases(headings), maybe(unless)) for name, headings, unless in data["contexts"]),
        patterns=tuple(pattern(row) for row in data["patterns"]),
        scopes={key: {tag: phrases(row) for tag, row in tags.items()} for key, tags in data["scopes"].items()},
        sha256=data["sha256"],
        small=frozenset(data["small"]),
        whole=frozenset(data["whole"]),
    )
