"""Where a person said whether a finding is right: facts, codes that stand for one provision, and findings checked by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorer.errors import LabelError, Location
from scorer.evaluate.crosswalk import CodeEntry, CrosswalkFile
from scorer.evaluate.gold import Labelled
from scorer.evaluate.precision import CODERS, Case
from scorer.evaluate.results import Comparison
from scorer.evaluate.run import Seen

_MANYTRADE_INDEX = Path("manytrade", "index.csv")
_TOTA_TEXTS = Path("tota", "xml")


@dataclass(frozen=True, slots=True)
class Fact:
    """A reader's answer: whether a provision is in a text; ``text`` is its path in the corpus."""

    provision: str
    text: Path
    agreement: str
    present: bool


def read_facts(file: Path, corpus: Path) -> tuple[Fact, ...]:
    """Read facts that were decided; decoys and provisions that are absences are left out, as they are not findings.

    Raises:
        LabelError: A line is not a fact.
    """
    names = _original_names(corpus / _MANYTRADE_INDEX)
    facts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            raw = json.loads(line)
            fact = Fact(raw["provision"], _text(raw["text_file"], names), raw["agreement"], raw["present"])
        except (ValueError, KeyError, TypeError):
            raise LabelError(
                "this line is not a fact; expected JSON with provision, text_file, agreement, present", Location(str(file), number)
            ) from None
        if fact.present is not None and not fact.provision.endswith((".decoy_mention", ".absent")):
            facts.append(fact)
    return tuple(facts)


def _original_names(index: Path) -> dict[str, str]:
    if not index.exists():
        return {}
    with index.open(encoding="utf-8", newline="") as rows:
        return {row["source_file"]: row["file"] for row in csv.DictReader(rows)}


def _text(name: str, originals: Mapping[str, str]) -> Path:
    collection, _, rest = name.partition("/")
    return _TOTA_TEXTS / Path(rest).name if collection == "tota" else Path(collection) / originals.get(rest, rest)


def texts_of(facts: Sequence[Fact], known: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Return the texts that only facts name, as agreements to be searched."""
    have = {each.text for each in known}
    extra = {fact.text: fact for fact in facts if fact.text not in have}
    return tuple(
        Labelled(f"facts:{path.name}", fact.agreement, "", "en", f"facts:{fact.agreement}", path, exceeds=False)
        for path, fact in sorted(extra.items())
    )


def from_facts(facts: Sequence[Fact], searched: Sequence[Labelled], seen: Mapping[str, Seen]) -> Iterator[Case]:
    """Yield a case for every fact whose provision was found in its text, right where the reader found it too."""
    by_text = {each.text: each for each in searched if each.id in seen}
    answers: dict[tuple[str, Path], bool] = {}
    for fact in facts:
        key = (fact.provision, fact.text)
        answers[key] = answers.get(key, False) or fact.present
    for (provision, text), present in answers.items():
        agreement = by_text.get(text)
        if agreement and any(each.provision == provision for each in seen[agreement.id].sightings):
            yield Case(provision, "facts", agreement.cluster, present)


def from_codes(comparison: Comparison) -> Iterator[Case]:
    """Yield a case for every agreement in which a code's one provision was found; rows whose labels exceed the text are left out."""
    for crosswalk, code in comparison.codes():
        provision = _only_provision(code)
        if provision:
            yield from _coded(comparison, crosswalk, code, provision)


def _only_provision(code: CodeEntry) -> str | None:
    """Return the provision that a code stands for, if it is one and no condition is set."""
    term = code.when
    name = term.provision
    plain = (
        name
        and "*" not in name
        and not (term.strength or term.place or term.enforceability or term.tags or term.all or term.any or term.none)
    )
    return name if plain else None


def _coded(comparison: Comparison, crosswalk: CrosswalkFile, code: CodeEntry, provision: str) -> Iterator[Case]:
    for agreement in comparison.gold.agreements:
        if agreement.id not in comparison.seen or agreement.exceeds or not comparison.ours(code, agreement):
            continue
        expert = comparison.expert(crosswalk, code, agreement)
        if expert is not None:
            yield Case(provision, CODERS, agreement.cluster, expert)


def from_checks(file: Path) -> Iterator[Case]:
    """Yield findings checked by hand: a CSV with the columns provision, agreement and right (1 or 0).

    Raises:
        LabelError: A line has other values.
    """
    with file.open(encoding="utf-8", newline="") as rows:
        for line, row in enumerate(csv.DictReader(rows), 2):
            if row.get("right") not in ("0", "1") or not row.get("provision") or not row.get("agreement"):
                raise LabelError("expected the columns provision, agreement and right (1 or 0)", Location(str(file), line))
            yield Case(row["provision"], "checks", row["agreement"], row["right"] == "1")
