"""The provision library: what to look for, read from ``rubrics/provisions/*.yaml`` and compiled once."""

from __future__ import annotations

import fnmatch
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from scorer import yamlfile
from scorer.detection.matching import PhraseSet
from scorer.detection.phrases import PhraseError, Vocabulary
from scorer.errors import Location, RubricError
from scorer.model import Enforceable, Place, Strength

WORDS_FILE = "words.yaml"
CONTEXTS_FILE = "contexts.yaml"
LOOPHOLES_FILE = "loopholes.yaml"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Phrases = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WordsFile(_Model):
    """Shape of ``words.yaml``."""

    lists: dict[str, tuple[str, ...]]
    spelling: tuple[tuple[str, str], ...]
    irregular: dict[str, tuple[str, ...]]
    common: tuple[str, ...]
    small: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


class ContextEntry(_Model):
    """One entry of ``contexts.yaml``: what headings of a kind of chapter or article say."""

    id: str
    headings: Phrases
    unless: Phrases = ()


class PatternEntry(_Model):
    """One way in which treaties word a provision. ``strength`` overrules that of the provision."""

    id: str
    strength: Literal["from_text"] | Strength | None = None
    phrase: Phrases
    with_: Phrases = Field(default=(), alias="with")
    within: Literal["clause", "paragraph", "article", "chapter"] = "clause"
    unless: Phrases = ()
    unless_within: Literal["clause", "paragraph", "article"] = "clause"
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


class Example(_Model):
    """A made-up text that must (or must not) be found."""

    text: str
    chapter: str | None = None
    article: str | None = None
    place: Place = Place.BODY
    why: str | None = None


class Examples(_Model):
    """Examples for and against."""

    match: tuple[Example, ...] = ()
    avoid: tuple[Example, ...] = ()


class DerivedEntry(_Model):
    """A provision that follows from other findings and from what stands behind them.

    ``from`` names provisions (``*`` at the end allowed) of which at least one must be found; ``regime`` the values that its article
    must have; ``none_of`` provisions that must not be found. ``evidence`` is the sentences that decide the regime (``because``), the
    sentence that takes the article out of dispute settlement (``exclusion``; nothing is derived where there is none), or the
    finding's own words (``finding``). ``excluded_outside`` needs no ``from``: one finding for each exclusion of an article or
    chapter whose headings have none of these contexts.
    """

    from_: tuple[str, ...] = Field(default=(), alias="from")
    regime: tuple[Enforceable, ...] = ()
    none_of: tuple[str, ...] = ()
    evidence: Literal["because", "exclusion", "finding"] = "because"
    excluded_outside: tuple[str, ...] = ()


class ProvisionEntry(_Model):
    """One provision as written in YAML.

    ``scope_in`` says where the tags of ``scope`` are searched. ``decides_elsewhere`` marks a clause that moves the substance to another
    text, so that nothing can be called absent from this one. ``whole_chapter`` marks a provision about a chapter: what stands behind it
    is shown even where the quoted clause only recognises. ``research`` marks one that serves comparison with human coding and no rubric;
    tables for a terminal leave it out.
    """

    id: str
    question: str
    counts: str = ""
    excludes: str = ""
    source: str
    lifecycle: Literal["experimental", "stable", "deprecated"] = "experimental"
    headline: bool = False
    internal: bool = False
    research: bool = False
    strength: Literal["from_text"] | Strength = "from_text"
    regime: Enforceable | None = None
    places: tuple[Place, ...] = (Place.BODY, Place.NOTE, Place.ANNEX)
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    keep: Literal["all", "first_in_article", "first_in_chapter", "first"] = "all"
    patterns: tuple[PatternEntry, ...] = ()
    derived: DerivedEntry | None = None
    scope_in: Literal["paragraph", "article", "chapter"] = "article"
    scope: dict[str, Phrases] = Field(default_factory=dict)
    decides_elsewhere: bool = False
    whole_chapter: bool = False
    examples: Examples = Examples()


class LoopholeEntry(_Model):
    """A qualifier of the loophole catalogue: where its words stand relative to the duty that they weaken.

    ``reach`` "cue" means the governing words themselves, "quotation" all that is quoted, "clause" the items under a quoted lead-in too.
    ``notes`` adds the footnotes that govern the article; ``definitions`` the definition of a term that the clause uses; ``scope_article``
    the article that says what the chapter applies to; ``letters`` annexes and other documents, wherever they stand. ``map`` names what the
    enforceability map must say of the place; the evidence is then the sentence
    that decides it. ``provisions`` (``*`` at the end allowed) limits the loophole to duties of a kind.
    """

    id: str
    name: str
    reach: Literal["cue", "quotation", "clause", "paragraph", "next_paragraph", "article", "chapter", "nothing_else"]
    notes: bool = False
    definitions: bool = False
    scope_article: bool = False
    letters: bool = False
    map: Literal["excluded", "partial", "capped"] | None = None
    provisions: tuple[str, ...] = ("*",)
    patterns: tuple[PatternEntry, ...] = ()
    examples: Examples = Examples()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern of one provision or loophole."""

    owner: str
    id: str
    phrases: PhraseSet
    with_: tuple[PhraseSet, ...]
    within: str
    unless: PhraseSet | None
    unless_within: str
    inside: tuple[frozenset[str], ...]
    outside: frozenset[str]
    places: frozenset[Place]


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Everything the detector looks for; each is itself only, so that what is made from it can be remembered.

    ``provisions`` are ordered by id; ``patterns`` hold those of provisions and loopholes; ``sha256`` names the files they came from.
    ``small`` and ``whole`` tell fused words apart from others (``detection/fused.py``).
    """

    provisions: Mapping[str, ProvisionEntry]
    loopholes: Mapping[str, LoopholeEntry]
    contexts: tuple[tuple[str, PhraseSet, PhraseSet | None], ...]
    patterns: tuple[Pattern, ...]
    scopes: Mapping[str, Mapping[str, PhraseSet]]
    sha256: str
    small: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    @property
    def reported(self) -> tuple[ProvisionEntry, ...]:
        """The provisions that appear in outputs."""
        return tuple(entry for entry in self.provisions.values() if not entry.internal)

    @property
    def research(self) -> frozenset[str]:
        """The ids of provisions that serve comparison with human coding only."""
        return frozenset(name for name, entry in self.provisions.items() if entry.research)


@lru_cache(maxsize=256)  # lists of names in a library: one for each derived provision and loophole
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(fnmatch.translate, names)))


def is_one_of(provision: str, names: tuple[str, ...]) -> bool:
    """Tell whether one of the names, in which ``*`` stands for any letters, names a provision."""
    return bool(names) and _names(names).match(provision) is not None


def load_provisions(folder: Path) -> Library:
    """Read and compile a folder of provision files.

    Raises:
        RubricError: Lists every fault with file, line and column.
    """
    faults: list[tuple[str, Location]] = []
    vocabulary = load_vocabulary(folder / WORDS_FILE)
    compiler = _Compiler(vocabulary, faults)
    contexts = compiler.contexts(folder / CONTEXTS_FILE)
    loopholes = compiler.loopholes(folder / LOOPHOLES_FILE)
    special = {WORDS_FILE, CONTEXTS_FILE, LOOPHOLES_FILE}
    files = sorted(path for path in folder.glob("*.yaml") if path.name not in special)
    entries: dict[str, ProvisionEntry] = {}
    for path in files:
        compiler.provisions(path, entries)
    if faults:
        raise RubricError.gather(faults)
    ordered = {key: entries[key] for key in sorted(entries)}
    patterns = tuple(compiler.patterns)
    return Library(ordered, loopholes, contexts, patterns, compiler.scopes, digest(folder), vocabulary.small, vocabulary.whole)


def digest(folder: Path) -> str:
    """Return one hash over names and contents of the files of a provision library."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def load_vocabulary(path: Path) -> Vocabulary:
    """Read ``words.yaml``.

    Raises:
        RubricError: The file breaks its schema.
    """
    words = yamlfile.validate(yamlfile.load(path), WordsFile)
    common, small, whole = map(frozenset, (words.common, words.small, words.whole))
    return Vocabulary(words.lists, words.spelling, words.irregular, common, small, whole)


class _Owner(NamedTuple):
    """What patterns take over from their provision or loophole."""

    id: str
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    places: tuple[Place, ...] = tuple(Place)


class _Compiler:
    """Compiles files one after the other and gathers the faults of all."""

    def __init__(self, vocabulary: Vocabulary, faults: list[tuple[str, Location]]) -> None:
        self.vocabulary = vocabulary
        self.faults = faults
        self.patterns: list[Pattern] = []
        self.scopes: dict[str, dict[str, PhraseSet]] = {}
        self.known_contexts: frozenset[str] = frozenset()

    def phrases(self, phrases: tuple[str, ...], at: Location) -> PhraseSet | None:
        """Compile, or note the fault."""
        if not phrases:
            return None
        try:
            return PhraseSet.compile(phrases, self.vocabulary)
        except PhraseError as error:
            self.faults.append((str(error), at))
            return None

    def contexts(self, path: Path) -> tuple[tuple[str, PhraseSet, PhraseSet | None], ...]:
        """Compile ``contexts.yaml``."""
        document = yamlfile.load(path)
        found = []
        for i, data in enumerate(document.data or []):
            entry = yamlfile.validate(document, ContextEntry, key=(i,), data=data)
            headings = self.phrases(entry.headings, document.locate((i, "headings")))
            if headings:
                found.append((entry.id, headings, self.phrases(entry.unless, document.locate((i, "unless")))))
        self.known_contexts = frozenset(name for name, _, _ in found)
        return tuple(found)

    def loopholes(self, path: Path) -> dict[str, LoopholeEntry]:
        """Compile ``loopholes.yaml``."""
        document = yamlfile.load(path)
        entries = {}
        for i, data in enumerate(document.data or []):
            entry = yamlfile.validate(document, LoopholeEntry, key=(i,), data=data)
            entries[entry.id] = entry
            for j, pattern in enumerate(entry.patterns):
                self.pattern(pattern, _Owner(entry.id), document, (i, "patterns", j))
        return entries

    def provisions(self, path: Path, entries: dict[str, ProvisionEntry]) -> None:
        """Compile one provision file into ``entries``."""
        document = yamlfile.load(path)
        for i, data in enumerate(document.data or []):
            try:
                entry = yamlfile.validate(document, ProvisionEntry, key=(i,), data=data)
            except RubricError as error:
                self.faults.extend((line, Location(str(path))) for line in str(error).splitlines())
                continue
            if entry.id in entries:
                self.faults.append((f"provision '{entry.id}' stands twice", document.locate((i, "id"))))
            if not entry.patterns and entry.derived is None:
                self.faults.append((f"provision '{entry.id}' has neither patterns nor 'derived'", document.locate((i,))))
            entries[entry.id] = entry
            for j, pattern in enumerate(entry.patterns):
                self.pattern(pattern, _Owner(entry.id, entry.inside, entry.outside, entry.places), document, (i, "patterns", j))
            tags = {tag: self.phrases(phrases, document.locate((i, "scope", tag))) for tag, phrases in entry.scope.items()}
            self.scopes[entry.id] = {tag: compiled for tag, compiled in tags.items() if compiled}

    def pattern(self, entry: PatternEntry, owner: _Owner, document: yamlfile.Document, key: yamlfile.Key) -> None:
        """Compile one pattern and check the contexts it names."""
        for name in (*owner.inside, *owner.outside, *entry.inside, *entry.outside):
            if name not in self.known_contexts:
                self.faults.append((f"no context '{name}'{yamlfile.nearest(name, self.known_contexts)}", document.locate(key)))
        phrases = self.phrases(entry.phrase, document.locate((*key, "phrase")))
        with_ = tuple(self.phrases((phrase,), document.locate((*key, "with"))) for phrase in entry.with_)
        unless = self.phrases(entry.unless, document.locate((*key, "unless")))
        if phrases is None or None in with_:
            return
        self.patterns.append(
            Pattern(
                owner=owner.id,
                id=entry.id,
                phrases=phrases,
                with_=tuple(compiled for compiled in with_ if compiled),
                within=entry.within,
                unless=unless,
                unless_within=entry.unless_within,
                inside=tuple(frozenset(names) for names in (owner.inside, entry.inside) if names),
                outside=frozenset((*owner.outside, *entry.outside)),
                places=frozenset(owner.places),
            )
        )
