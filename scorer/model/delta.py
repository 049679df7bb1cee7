"""What changed between two drafts, and which edit moved which score by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scorer.model.card import CriterionResult, PrincipleResult, RedLine, Scorecard
from scorer.model.evidence import Evidence
from scorer.model.findings import Finding, Qualifier
from scorer.model.structure import CharSpan

UNEXPLAINED = 0  # the number that stands for "no edit": what was read of the drafts, and changes that no edit explains


class EditKind(StrEnum):
    """What was done to a passage, a heading or an article."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    RENUMBERED = "renumbered"


class Op(StrEnum):
    """What a run of a redline is: in both drafts, only in the new, only in the old one."""

    SAME = "same"
    INS = "ins"
    DEL = "del"


class Fate(StrEnum):
    """What became of an article. A split one has lost passages to a new article, a merged one has taken in those of an old one."""

    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPLIT_OFF = "split_off"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a redline: a slice of a part of the new draft, or of the old draft where ``op`` is ``del``."""

    op: Op
    part: str
    span: CharSpan


@dataclass(frozen=True, slots=True)
class Row:
    """One heading or passage of the redline.

    Attributes:
        kind: None where both drafts have the same words in the same place.
        runs: In reading order; the ``same`` and ``ins`` runs joined are the new passage, ``same`` in the words of the new draft.
        label: The number printed before it, in the new draft where it is there.
        was: The number that it had in the old draft, where that is another one.
        edit: Number of the edit; None where nothing changed.
        heading: True for the heading of a chapter or article.
        other: Citation of the place that a moved passage came from, or went to (kind ``deleted``).
    """

    kind: EditKind | None
    runs: tuple[Run, ...]
    label: str = ""
    was: str | None = None
    edit: int | None = None
    heading: bool = False
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A chapter's heading, an article or another unit in both drafts, with its redline.

    Attributes:
        kind: Akoma Ntoso name of the node ("article", "chapter").
        old: Citation in the old draft; None where it is not there.
        new: Citation in the new draft; None where it is not there.
        moved: Stands at another place among its neighbours.
        renumbered: Has another number.
        other: Citation of the article that it was split off from, or merged into.
    """

    kind: str
    fate: Fate
    old: str | None
    new: str | None
    rows: tuple[Row, ...]
    moved: bool = False
    renumbered: bool = False
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the text.

    Attributes:
        number: From 1, in order of the new draft; what was deleted stands where it was.
        old: Its words in the old draft; None where they are new.
        new: Its words in the new draft; None where they are gone.
        points: What it adds to the overall score or takes away; None where either draft has no overall score.
        findings: Numbers of the finding changes that it caused, from 0.
    """

    number: int
    kind: EditKind
    old: Evidence | None
    new: Evidence | None
    points: float | None = None
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding that came, went, or reads otherwise.

    Attributes:
        old: The finding in the old draft; None where it is new.
        new: The finding in the new draft; None where it is gone.
        what: What changed: ``gained``, ``lost``, ``strength``, ``scope``, ``wording``, ``enforceable``, ``loophole L01``.
        edits: Numbers of the edits that caused it; empty where no edit explains it.
        deciding: Sentences elsewhere that now decide, or no longer decide, what stands behind it.
    """

    old: Finding | None
    new: Finding | None
    what: tuple[str, ...]
    edits: tuple[int, ...]
    deciding: tuple[Evidence, ...] = ()

    @property
    def provision(self) -> str:
        """The provision that both sides are findings of."""
        finding = self.new or self.old
        return finding.provision if finding else ""


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """The answer to one question in both drafts.

    ``points`` is what its change adds to the overall score; ``edits`` shares it out: (number of the edit, points), largest first.
    """

    old: CriterionResult
    new: CriterionResult
    points: float | None
    edits: tuple[tuple[int, float], ...] = ()

    @property
    def id(self) -> str:
        """Id of the criterion."""
        return self.new.id


@dataclass(frozen=True, slots=True)
class PrincipleChange:
    """The score of one principle in both drafts; ``points`` is what its change adds to the overall score."""

    old: PrincipleResult
    new: PrincipleResult
    points: float | None


@dataclass(frozen=True, slots=True)
class BracketEffect:
    """A bracket of the new draft: who wants what, and the overall score with its words and without them.

    Scores are None where the text has no overall score; ``citation`` is that of the place around it.
    """

    citation: str
    part: str
    span: CharSpan
    words: CharSpan
    parties: tuple[str, ...]
    stance: str
    accepted: float | None
    rejected: float | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of a change of the overall score, in its points.

    Attributes:
        total: The change; None where either draft has no overall score. All else is then empty.
        principles: They sum to the total.
        criteria: Those of a principle sum to its share; none are given where the principle has a score in one draft only.
        slopes: What one whole point of a criterion, from worst to best, adds; None for those behind the gate, where it depends on the
            others.
    """

    total: float | None
    principles: Mapping[str, float] = field(default_factory=dict)
    criteria: Mapping[str, float] = field(default_factory=dict)
    slopes: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delta:
    """All that changed between two drafts.

    Attributes:
        total: Change of the overall score; None where either draft has none. The points of ``principles`` sum to it, those of
            ``criteria`` with ``other`` do, and those of ``edits`` with ``unexplained`` do.
        pieces: The aligned redline, in order of the new draft; what was deleted stands where it was.
        other: Part of the total that belongs to no criterion: a principle has a score in one draft only.
        unexplained: Part of the total that belongs to no edit.
        crossed: Red lines that only the new draft crosses.
        cleared: Red lines that only the old draft crosses.
        loopholes_added: Loopholes of findings that the old draft's findings do not have.
        loopholes_removed: The other way round.
    """

    old: Scorecard
    new: Scorecard
    total: float | None
    pieces: tuple[Piece, ...]
    edits: tuple[Edit, ...]
    findings: tuple[FindingChange, ...]
    principles: tuple[PrincipleChange, ...]
    criteria: tuple[CriterionChange, ...]
    other: float
    unexplained: float
    crossed: tuple[RedLine, ...] = ()
    cleared: tuple[RedLine, ...] = ()
    loopholes_added: tuple[Qualifier, ...] = ()
    loopholes_removed: tuple[Qualifier, ...] = ()
    brackets: tuple[BracketEffect, ...] = ()

    @property
    def identical(self) -> bool:
        """True where both drafts say the same in the same order."""
        return not self.edits

    def words(self, run: Run) -> str:
        """Return the characters of a run."""
        draft = self.old if run.op is Op.DEL else self.new
        return draft.agreement.part(run.part).slice(run.span)
