"""Crosswalks: which of our provisions stand for a code of a human coding scheme (``rubrics/crosswalks/*.yaml``)."""

from __future__ import annotations

import fnmatch
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from scorer import yamlfile
from scorer.errors import Location, RubricError
from scorer.model import Enforceable, Finding, Place, Strength

_KINDS_OF_TEST = ("provision", "all", "any", "none")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Term(_Model):
    """One condition: a provision that must be found, or a combination of conditions. A bare string names a provision.

    ``strength``, ``place``, ``enforceability`` and ``tags`` narrow ``provision``: one finding must meet all that are given (one of the
    values listed; of tags, all). ``provision`` may hold ``*``.
    """

    provision: str | None = None
    strength: tuple[Strength, ...] = ()
    place: tuple[Place, ...] = ()
    enforceability: tuple[Enforceable, ...] = ()
    tags: tuple[str, ...] = ()
    all: tuple[Term, ...] = ()
    any: tuple[Term, ...] = ()
    none: tuple[Term, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        return {"provision": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> Term:
        if not any(getattr(self, kind) for kind in _KINDS_OF_TEST):
            raise ValueError("expected one of: provision, all, any, none")
        return self

    def provisions(self) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
        """Yield where in this term a provision is named, its name, and the tags asked of it."""
        if self.provision:
            yield (), self.provision, self.tags
        for kind in ("all", "any", "none"):
            for i, term in enumerate(getattr(self, kind)):
                yield from (((kind, i, *where), name, tags) for where, name, tags in term.provisions())


class _Coded(_Model):
    code: str
    label: str
    field: str | None = None


class CodeEntry(_Coded):
    """A code that is there or not.

    ``field`` is the column of the gold file (default: the code), ``values`` those of its values that count as positive.
    ``absent_when_empty`` reads an empty cell as "no" where the agreement was coded at all.
    ``keywords`` is the plain search to which the provisions are compared; ``*`` stands for the rest of a word.
    """

    when: Term
    values: tuple[str, ...] = ("1",)
    absent_when_empty: bool = False
    keywords: tuple[str, ...] = ()
    note: str = ""


class Grade(_Model):
    """One value of a graded code and what it takes."""

    value: int
    when: Term


class Feature(_Model):
    """What a learned model reads off the findings: names of provisions (``*`` allowed), save those in ``but``.

    ``presence`` is 1 where any of them is found; ``kinds`` is log(1 + number of different ones found).
    """

    name: str
    read: Literal["presence", "kinds"]
    of: tuple[str, ...]
    but: tuple[str, ...] = ()

    def value(self, found: Iterable[str]) -> float:
        """Return the reading of the ids of provisions found.

        >>> Feature(name="any", read="presence", of=["labor.*"], but=["labor.aim"]).value(["labor.aim", "env.fish"])
        0.0
        """
        names = {name for name in found if name not in self.but and any(fnmatch.fnmatchcase(name, form) for form in self.of)}
        return float(bool(names)) if self.read == "presence" else math.log1p(len(names))


class GradedEntry(_Coded):
    """A code with ordered values: the first grade that holds is taken, else 0; or a model over ``features``, with grades 0 to ``top``.

    ``inverse_regularisation`` is the C of each logistic regression.
    """

    grades: tuple[Grade, ...] = ()
    model: str | None = None
    top: int = 0
    inverse_regularisation: float = 1.0
    features: tuple[Feature, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> GradedEntry:
        if bool(self.grades) == bool(self.features) or bool(self.features) != bool(self.model and self.top):
            raise ValueError("expected either grades, or all of: model, top, features")
        return self


class CrosswalkFile(_Model):
    """Shape of a crosswalk file. ``gold`` names the file in the gold folder, without ending."""

    gold: str
    source: str
    codes: tuple[CodeEntry, ...] = ()
    graded: tuple[GradedEntry, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All codes, graded ones last."""
        return (*(entry.code for entry in self.codes), *(entry.code for entry in self.graded))


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a condition may ask of a finding, and the words that show it: small enough to be sent between processes."""

    provision: str
    strength: Strength
    place: Place
    enforceability: Enforceable
    tags: tuple[str, ...]
    citation: str
    quote: str


def sighting(finding: Finding) -> Sighting:
    """Reduce a finding. Its place is told from the eId, as the Naming Convention writes it."""
    return Sighting(
        finding.provision,
        finding.strength,
        _place(finding.at.eid),
        finding.regime.value,
        finding.tags,
        finding.citation.text,
        finding.quote,
    )


def _place(eid: str) -> Place:
    """Return the place that an eId names.

    >>> _place("preamble__rec_2").value, _place("chp_3__art_4").value, _place("att_1__art_2").value
    ('preamble', 'body', 'annex')
    """
    if eid.startswith("preamble"):
        return Place.PREAMBLE
    if "authorialNote" in eid:
        return Place.NOTE
    return Place.ANNEX if eid.startswith("att_") else Place.CONCLUSIONS if eid.startswith("conclusions") else Place.BODY


def deciding(term: Term, seen: Sequence[Sighting]) -> tuple[Sighting, ...] | None:
    """Return the sightings that make a condition true (none of them for a pure absence), or None where it is false."""
    if any(deciding(each, seen) is not None for each in term.none):
        return None
    found: list[Sighting] = []
    if term.provision:
        fitting = [each for each in seen if _fits(term, each)]
        if not fitting:
            return None
        found += fitting
    for each in term.all:
        inner = deciding(each, seen)
        if inner is None:
            return None
        found += inner
    if term.any:
        options = [inner for each in term.any if (inner := deciding(each, seen)) is not None]
        if not options:
            return None
        found += [each for option in options for each in option]
    return tuple(dict.fromkeys(found))


def _fits(term: Term, seen: Sighting) -> bool:
    name = term.provision or ""
    return (
        (seen.provision == name or ("*" in name and fnmatch.fnmatchcase(seen.provision, name)))
        and (not term.strength or seen.strength in term.strength)
        and (not term.place or seen.place in term.place)
        and (not term.enforceability or seen.enforceability in term.enforceability)
        and set(term.tags) <= set(seen.tags)
    )


def grade(entry: GradedEntry, seen: Sequence[Sighting]) -> tuple[int, tuple[Sighting, ...]]:
    """Return the value of a graded code and the sightings that decided it."""
    for each in entry.grades:
        found = deciding(each.when, seen)
        if found is not None:
            return each.value, found
    return 0, ()


def keyword_hit(keywords: Sequence[str], text: str) -> bool:
    r"""Tell whether any keyword stands in the text, whatever the case and white space.

    >>> keyword_hit(["tariff quota*"], "No TARIFF\nquotas"), keyword_hit(["quota"], "quotas")
    (True, False)
    """
    return any(_keyword(word).search(text) for word in keywords)


def _keyword(word: str) -> re.Pattern[str]:
    plain = r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split())
    return re.compile(rf"\b{plain}\b", re.IGNORECASE)


def load_crosswalk(path: Path, *, provisions: Iterable[str] | None = None) -> CrosswalkFile:
    """Read a crosswalk; with ``provisions``, every provision it names must be one of these.

    Raises:
        RubricError: One line per fault, with file, line, column and the nearest name.
    """
    document = yamlfile.load(path)
    crosswalk = yamlfile.validate(document, CrosswalkFile)
    known = None if provisions is None else frozenset(provisions)
    faults = [*_repeated(crosswalk, document), *(() if known is None else _unknown(crosswalk, document, known))]
    if faults:
        raise RubricError.gather(faults)
    return crosswalk


def _repeated(crosswalk: CrosswalkFile, document: yamlfile.Document) -> Iterator[tuple[str, Location]]:
    seen: set[str] = set()
    kinds: tuple[tuple[str, tuple[_Coded, ...]], ...] = (("codes", crosswalk.codes), ("graded", crosswalk.graded))
    for kind, entries in kinds:
        for i, entry in enumerate(entries):
            if entry.code in seen:
                yield f"code '{entry.code}' stands twice", document.locate((kind, i, "code"))
            seen.add(entry.code)


def _unknown(crosswalk: CrosswalkFile, document: yamlfile.Document, known: frozenset[str]) -> Iterator[tuple[str, Location]]:
    for key, term in _terms(crosswalk):
        for where, name, _ in term.provisions():
            if not (name in known or ("*" in name and fnmatch.filter(known, name))):
                yield f"no provision '{name}'{yamlfile.nearest(name, known)}", document.locate((*key, *where))


def _terms(crosswalk: CrosswalkFile) -> Iterator[tuple[yamlfile.Key, Term]]:
    for i, entry in enumerate(crosswalk.codes):
        yield ("codes", i, "when"), entry.when
    for i, graded in enumerate(crosswalk.graded):
        for j, each in enumerate(graded.grades):
            yield ("graded", i, "grades", j, "when"), each.when
        for j, feature in enumerate(graded.features):
            for kind, names in (("of", feature.of), ("but", feature.but)):
                yield from ((("graded", i, "features", j, kind, k), Term(provision=name)) for k, name in enumerate(names))
