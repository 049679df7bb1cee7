"""Clauses of the model agreement, by the criterion that each would meet: wording for those who draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from scorer import yamlfile
from scorer.cite import cite
from scorer.errors import RubricError
from scorer.model import Agreement, Node, Scorecard, Wording
from scorer.outline import Outline

FILE = "clauses.yaml"

_Place = Annotated[str, Field(pattern=r"^(art\. \d+\.\d+|Annex [A-Z])(\(\d+\))?$")]


class Marks(BaseModel):
    """The clauses that answer one criterion, by citation.

    Take one of ``needs`` out, and the criterion falls; take all of ``needs`` and ``with`` out, and it falls; ``says`` puts into words what
    silence would do as well.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    needs: tuple[_Place, ...] = ()
    with_: Annotated[tuple[_Place, ...], Field(alias="with")] = ()
    says: tuple[_Place, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        """Every clause that is named."""
        return frozenset((*self.needs, *self.with_, *self.says))


class MarksFile(RootModel[dict[Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+\.[a-z_]+$")], Marks]]):
    """The marks of an agreement, by criterion."""


def marks(folder: Path) -> Mapping[str, Marks]:
    """Return the marks beside a model agreement, by criterion.

    Raises:
        RubricError: The file is missing or breaks its form.
    """
    return yamlfile.validate(yamlfile.load(folder / FILE), MarksFile).root


def clauses(agreement: Agreement, tree: Node) -> dict[str, Node]:
    """Return every clause of a model's main text that can be marked: numbered paragraphs, and articles and annexes that have none."""
    outline, part = Outline(tree), agreement.parts[0]
    return {cite(agreement, part, outline, node.eid).text.removeprefix(f"{agreement.short} "): node for node in _markable(tree)}


def _markable(node: Node) -> list[Node]:
    if node.kind not in ("article", "attachment"):
        return [found for child in node.children for found in _markable(child)]
    return [child for child in node.children if child.kind == "paragraph"] or [node]


def wordings(agreement: Agreement, tree: Node, marked: Mapping[str, Marks]) -> dict[str, tuple[Wording, ...]]:
    """Return the wording for each criterion, in order of the text.

    Raises:
        RubricError: A clause is named that is not there.
    """
    known = clauses(agreement, tree)
    missing = sorted({place for entry in marked.values() for place in entry.all} - set(known))
    if missing:
        raise RubricError(f"{FILE} names clauses that are not there: {', '.join(missing)}")
    text = agreement.parts[0].text
    return {
        criterion: tuple(
            Wording(f"{agreement.short} {place}", _plain(text[node.body.start : node.body.end]))
            for place, node in known.items()
            if place in entry.all
        )
        for criterion, entry in marked.items()
    }


def offered(card: Scorecard, known: Mapping[str, tuple[Wording, ...]]) -> Scorecard:
    """Return the scorecard with the wording that would meet each criterion at which points can be gained."""
    return replace(card, criteria=tuple(replace(c, wording=known.get(c.id, ())) if c.gain else c for c in card.criteria))


def _plain(text: str) -> str:
    """Return a clause with one line for each of its items."""
    return re.sub(r"[ \t]+", " ", re.sub(r"\s*\n\s*", "\n", text.strip()))
