"""Which codes of expert coding schemes use a provision, as the crosswalks of ``rubrics/crosswalks`` have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from scorer import yamlfile
from scorer.paths import data_dir

SCHEMES = ("trend", "labpta", "unctad")


@lru_cache(maxsize=4096)  # sets of provisions that answer a criterion: most agreements have the same few for each
def codes(provisions: tuple[str, ...]) -> Mapping[str, str]:
    """Return, by scheme, the codes that use one of these provisions, in the order of the scheme, joined by "; "."""
    found = [_of_provision(provision) for provision in provisions]
    joined = {scheme: "; ".join(_in_order(scheme, {code for each in found for code in each[scheme]})) for scheme in SCHEMES}
    return MappingProxyType(joined)


def _in_order(scheme: str, chosen: set[str]) -> Iterator[str]:
    yield from (code for code, _ in _scheme(scheme) if code in chosen)


@lru_cache(maxsize=4096)  # more provisions than a library holds
def _of_provision(provision: str) -> MappingProxyType[str, frozenset[str]]:
    """Return the codes that use one provision, by scheme."""
    return MappingProxyType(
        {
            scheme: frozenset(code for code, named in _scheme(scheme) if any(fnmatchcase(provision, form) for form in named))
            for scheme in SCHEMES
        }
    )


@lru_cache(maxsize=len(SCHEMES))
def _scheme(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each code of a scheme with the provisions that speak for it; ``*`` in a name stands for anything."""
    file = yamlfile.load(data_dir("rubrics") / "crosswalks" / f"{name}.yaml").data
    coded = [(entry["code"], tuple(_named(entry["when"]))) for entry in file.get("codes", ())]
    graded = [(entry["code"], tuple(_graded(entry))) for entry in file.get("graded", ())]
    return (*coded, *graded)


def _graded(entry: dict[str, Any]) -> Iterator[str]:
    for grade in entry.get("grades", ()):
        yield from _named(grade["when"])
    for feature in entry.get("features", ()):
        yield from feature["of"]


def _named(term: Any) -> Iterator[str]:
    """Yield the provisions of a condition that speak for its code; those under ``none`` speak against it."""
    if isinstance(term, str):
        yield term
        return
    if "provision" in term:
        yield term["provision"]
    for kind in ("all", "any"):
        for inner in term.get(kind, ()):
            yield from _named(inner)
