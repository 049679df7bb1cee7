"""Every noun of the project, frozen. Imports nothing of ours.

Four words are kept apart: a *provision* is a kind of rule we look for; a *clause* is a piece of one agreement's text; a *finding* says
this clause contains that provision; a *criterion* says what findings are worth.

All offsets count characters of ``SourceText.text`` and are half-open.
"""

from __future__ import annotations

from scorer.model.card import (
    Baseline,
    Components,
    CriterionResult,
    MachineAnswer,
    Overall,
    Peers,
    PrincipleResult,
    RedLine,
    RubricRef,
    Scorecard,
    Sensitivity,
    Status,
)
from scorer.model.evidence import QUOTE_JOINT, Bearer, Enforceable, Evidence, Force, Strength
from scorer.model.findings import NO_GOVERNING_WORD, Aspect, Finding, Findings, NotFound, NotFoundStatus, Qualifier, Regime, RegimeRow, Step
from scorer.model.passages import Change, Found, Near, Passage
from scorer.model.review import OutsideEvidence, Review, Reviewed, Verdict, WeighedEvidence, Wording
from scorer.model.structure import CharSpan, Citation, Clause, Node, Place
from scorer.model.text import (
    Agreement,
    Bracket,
    Coverage,
    CoverageStatus,
    Deletion,
    InputFile,
    Mark,
    Origin,
    Publication,
    SourceText,
    Stance,
)

__all__ = [
    "NO_GOVERNING_WORD",
    "QUOTE_JOINT",
    "Agreement",
    "Aspect",
    "Baseline",
    "Bearer",
    "Bracket",
    "Change",
    "CharSpan",
    "Citation",
    "Clause",
    "Components",
    "Coverage",
    "CoverageStatus",
    "CriterionResult",
    "Deletion",
    "Enforceable",
    "Evidence",
    "Finding",
    "Findings",
    "Force",
    "Found",
    "InputFile",
    "MachineAnswer",
    "Mark",
    "Near",
    "Node",
    "NotFound",
    "NotFoundStatus",
    "Origin",
    "OutsideEvidence",
    "Overall",
    "Passage",
    "Peers",
    "Place",
    "PrincipleResult",
    "Publication",
    "Qualifier",
    "RedLine",
    "Regime",
    "RegimeRow",
    "Review",
    "Reviewed",
    "RubricRef",
    "Scorecard",
    "Sensitivity",
    "SourceText",
    "Stance",
    "Status",
    "Step",
    "Strength",
    "Verdict",
    "WeighedEvidence",
    "Wording",
]
