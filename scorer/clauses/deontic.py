"""The force of a clause's words, read from the verb that governs the words quoted.

Cues come from ``deontic.yaml``. The procedure:

1. The context decides first: preamble, objectives, exceptions.
2. All cues are marked; where two overlap, the family that stands first in the file wins.
3. Cues inside subordinate clauses are set aside.
4. The first main cue in the quoted words governs; else the last one before them (chapeaux stand before their items); else the first one
   after.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from scorer import yamlfile
from scorer.clauses.cues import Notation
from scorer.model import Bearer, Force, Place, Strength


class Examples(BaseModel):
    """Made-up texts that a family must and must not mark."""

    model_config = ConfigDict(extra="forbid")

    match: list[str]
    avoid: list[str]


class Family(BaseModel):
    """Cues of one kind.

    ``yields``: gives way to any other cue. ``gives_way_to``: gives way to cues of these values in the quoted words, also
    in a "that" clause.
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    value: Strength | Literal["none"]
    cues: list[str]
    gives_way_to: list[Strength] = []
    yields: bool = False
    examples: Examples


class Context(BaseModel):
    """A place, heading or wording that fixes the value before any cue is read; all conditions given must hold."""

    model_config = ConfigDict(extra="forbid")

    id: str
    value: Strength
    place: Place | None = None
    heading: list[str] | None = None
    text: list[str] | None = None
    opening: list[str] | None = None


class Subordinators(BaseModel):
    """Words that open a subordinate clause, and phrases in which they do not."""

    model_config = ConfigDict(extra="forbid")

    complement: list[str]
    adverbial: list[str]
    spared: list[str]


class Bearers(BaseModel):
    """Phrases for one kind of subject."""

    model_config = ConfigDict(extra="forbid")

    bearer: Bearer
    phrases: list[str]


class Rules(BaseModel):
    """The whole of ``deontic.yaml``."""

    model_config = ConfigDict(extra="forbid")

    lists: dict[str, list[str]]
    families: list[Family]
    contexts: list[Context]
    subordinators: Subordinators
    subjects: list[str]
    bearers: list[Bearers]
    unnamed: list[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that may govern: their family, their range, whether they stand in a subordinate clause."""

    family: Family
    start: int
    end: int
    subordinate: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    """The cue that governs, the name of the rule that chose it, and doubt."""

    cue: Cue | None
    rule: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    """A context with its phrases compiled; None where it sets no such condition."""

    context: Context
    heading: re.Pattern[str] | None
    text: re.Pattern[str] | None
    opening: re.Pattern[str] | None

    @classmethod
    def of(cls, context: Context, notation: Notation) -> _Setting:
        """Compile the phrases of a context."""
        return cls(context, *(notation.union(phrases) if phrases else None for phrases in (context.heading, context.text, context.opening)))

    def holds(self, low: str, place: Place, heading: str) -> bool:
        """Tell whether every condition is met by a clause text in lower case, its place and its nearest heading."""
        return (
            self.context.place in (None, place)
            and (self.heading is None or bool(self.heading.fullmatch(heading)))
            and (self.text is None or bool(self.text.search(low)))
            and (self.opening is None or bool(self.opening.match(low)))
        )


class Deontic:
    """Reads the force of clauses by the rules of one file."""

    def __init__(self, rules: Rules) -> None:
        notation = Notation(rules.lists)
        modals = [*rules.lists.get("modal", []), "may", "should", "can"]
        cues = [notation.any_of(family.cues) for family in rules.families]
        self._families = [(family, re.compile(cue)) for family, cue in zip(rules.families, cues, strict=True)]
        self._any_cue = re.compile(rf"\b(?=[a-z])(?={'|'.join(cues)})")
        self._contexts = [_Setting.of(context, notation) for context in rules.contexts]
        self._bearers = [(entry.bearer, notation.union(entry.phrases)) for entry in rules.bearers]
        self._unnamed = frozenset(rules.unnamed)
        self._joints = _joints(notation, rules)
        no_verb = "|".join([*modals, *rules.subjects])
        self._relative = re.compile(
            rf"(?:^|[.;,:] )(?:an?|any|each|the|no|every|all) (?:[^\s,.;:]+ ){{1,5}}(that|which|who) (?!(?:{no_verb})\b)"
        )
        self._cues = lru_cache(maxsize=4096)(self._mark)

    @classmethod
    def load(cls, path: Path) -> Deontic:
        """Read the rules.

        Raises:
            RubricError: The file breaks its schema.
        """
        return cls(yamlfile.validate(yamlfile.load(path), Rules))

    @classmethod
    def default(cls) -> Deontic:
        """Read the rules that ship with the tool."""
        return cls.load(Path(__file__).with_name("deontic.yaml"))

    @property
    def families(self) -> tuple[Family, ...]:
        """The families of cues, highest priority first."""
        return tuple(family for family, _ in self._families)

    def cues(self, text: str) -> tuple[Cue, ...]:
        """Return every cue of a clause text, in order."""
        return self._cues(text)

    def read(
        self,
        text: str,
        at: tuple[int, int],
        *,
        starts: Sequence[int] = (0,),
        place: Place = Place.BODY,
        headings: Sequence[str] = (),
    ) -> Force:
        """Return the force that governs ``text[at[0]:at[1]]``.

        Args:
            text: Text of one clause (``Clause.text``).
            at: Half-open range of the words quoted.
            starts: Where the pieces of the clause begin: chapeaux, item, closing words.
            place: Where the clause stands.
            headings: Headings above it, outermost first.
        """
        choice = _choose([cue for cue in self.cues(text) if cue.family.value != "none"], at, starts)
        cue = choice.cue
        bearer = self._bearer(text, cue) if cue else Bearer.OTHER
        place_of_cue = (cue.start, cue.end) if cue else None
        context = self._context(text, place, headings)
        if context is not None:
            return Force(context.value, bearer, place_of_cue, f"context:{context.id}")
        if cue is None:
            return Force(Strength.BINDING_SHALL, bearer, None, choice.rule, doubtful=True)
        return Force(Strength(cue.family.value), bearer, place_of_cue, f"{cue.family.id}:{choice.rule}", choice.doubtful)

    def _context(self, text: str, place: Place, headings: Sequence[str]) -> Context | None:
        """Return the first context whose conditions all hold."""
        heading = _MARK_BEHIND.sub("", _lower(headings[-1]).strip()) if headings else ""
        low = _lower(text)
        return next((setting.context for setting in self._contexts if setting.holds(low, place, heading)), None)

    def _mark(self, text: str) -> tuple[Cue, ...]:
        """Mark all cues; where two overlap, the earlier family wins. One search finds the places at which any family has a cue."""
        low = _lower(text)
        places = [match.start() for match in self._any_cue.finditer(low)]
        found: list[tuple[int, int, Family]] = []
        for family, form in self._families:
            free = 0  # a family's own cues do not overlap
            for place in places:
                match = form.match(low, place) if place >= free else None
                if match:
                    start, free = match.span()
                    if all(free <= left or start >= right for left, right, _ in found):
                        found.append((start, free, family))
        found.sort(key=lambda item: item[0])
        flags = self._subordinate(low, [(start, end) for start, end, _ in found])
        return tuple(Cue(family, start, end, flag) for (start, end, family), flag in zip(found, flags, strict=True))

    def _subordinate(self, low: str, cues: list[tuple[int, int]]) -> list[bool]:
        """Tell for each cue whether it stands in a subordinate clause.

        A complement ("recognise that ...") reaches to the next full stop, semicolon or ", and the Party"; an adverbial ("if ...") ends at a
        comma with a new subject. In "a Party that adopts a measure shall" the relative clause ends before the modal verb.
        """
        spared = {
            match.start(1)
            for match in self._relative.finditer(low)
            if not any(match.start() < end and start < match.start(1) for start, end in cues)
        }
        joints = [(match.start(), match.lastgroup) for match in self._joints.finditer(low) if match.start() not in spared]
        flags: list[bool] = []
        complement = adverbial = fronted = False  # fronted: opened before any verb, so it ends at ", the Party"
        position = 0
        for start, _ in cues:
            while position < len(joints) and joints[position][0] < start:
                kind = joints[position][1]
                if kind == "strong" or (kind == "weak" and fronted):
                    complement = adverbial = fronted = False
                elif kind == "weak":
                    adverbial = False
                elif kind == "complement" and not adverbial:
                    fronted = fronted or (not flags and not complement)
                    complement = True
                elif kind == "adverbial":
                    adverbial = True
                position += 1
            flags.append(complement or adverbial)
        return flags

    def _bearer(self, text: str, cue: Cue) -> Bearer:
        """Return the subject before a cue: the first bearer after the last comma, unless words of another subject come first."""
        low = _lower(text)[: cue.end]
        begin = max(low.rfind(mark, 0, cue.start) for mark in (", ", "; ", ": ", ". ", " that ")) + 1
        stretch = low[max(begin, 0) :]
        firsts = [(match.start(), -match.end(), bearer) for bearer, form in self._bearers if (match := form.search(stretch))]
        if not firsts:
            subject = text[max(begin, 0) : cue.start]
            named = bool(_NAMED.search(subject)) and self._unnamed.isdisjoint(subject.lower().split())
            return Bearer.NAMED_PARTY if named else Bearer.OTHER
        start, _, bearer = min(firsts, key=lambda item: item[:2])
        return bearer if not _GENITIVE.search(stretch[:start]) else Bearer.OTHER


_NAMED = re.compile(r"^ ?(?:(?:and|the|The) )*(?:[A-Z][\w'-]+ ?(?:(?:and|of|the) )*)+$")
_MARK_BEHIND = re.compile(r"\W*\d*$")  # of a footnote, behind a heading
_GENITIVE = re.compile(r"\b\w+ (?:of|by|between|from|to|in|for|with|against) (?:\w+ ){0,3}$")


def _joints(notation: Notation, rules: Rules) -> re.Pattern[str]:
    """Return the expression for everything that opens or ends a clause inside a sentence.

    A sign or a blank is looked for apart from words, so that most places are passed over at the first look.
    """
    subjects = notation.any_of(rules.subjects)
    signs = {
        "strong": rf"[.;] |,? (?:and|but|or|nor) (?=shall\b|may\b|should\b)|, (?:and|but|or|nor) (?={subjects})",
        "weak": rf", (?={subjects})|: ",
    }
    words = {
        "spared": notation.any_of(rules.subordinators.spared),
        "complement": notation.any_of(rules.subordinators.complement),
        "adverbial": notation.any_of(rules.subordinators.adverbial),
    }
    return re.compile(rf"(?=[.;,: ])(?:{_named(signs)})|\b(?=[a-z])(?:{_named(words)})")


def _named(groups: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{name}>{form})" for name, form in groups.items())


def _lower(text: str) -> str:
    """Return ``text`` in lower case with every offset unchanged (one capital in Unicode has a longer lower case)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _choose(cues: list[Cue], at: tuple[int, int], starts: Sequence[int]) -> _Choice:
    """Return the cue that governs the words at ``at``."""
    finite = [cue for cue in cues if not cue.family.yields]
    main = [cue for cue in finite if not cue.subordinate] or [cue for cue in cues if cue.family.yields and not cue.subordinate]
    inside = [cue for cue in main if cue.start < at[1] and cue.end > at[0]]
    before = [cue for cue in main if cue.end <= at[0]]
    after = [cue for cue in main if cue.start >= at[1]]
    if inside:
        return _Choice(inside[0], "in_quote", len({cue.family.value for cue in inside}) > 1)
    if before:
        governing = before[-1]
        own = [cue for cue in finite if cue.family.value in governing.family.gives_way_to and at[0] <= cue.start < at[1]]
        if own:
            return _Choice(own[0], "own_verb_in_that_clause", doubtful=True)
        item = max((start for start in starts if start <= at[0]), default=0)
        return _Choice(governing, "before_quote" if governing.start >= item else "chapeau")
    if after:
        return _Choice(after[0], "after_quote")
    touching = [cue for cue in cues if cue.start < at[1] and cue.end > at[0]] or cues
    return _Choice(touching[0], "subordinate", doubtful=True) if touching else _Choice(None, "no_cue", doubtful=True)
