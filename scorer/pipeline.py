"""The whole flow, in one place.

SOURCE ─ library.resolve ─▶ path ─ sources.read ─▶ Agreement ─ structure.build ─▶ Node ─ clauses.segment ─▶ Clause
rubrics/provisions/*.yaml ─ detection.load_provisions ─▶ Library ─ detection.detect ─▶ Findings ◀─────────────┘
rubrics/<rubric>.yaml ─ scoring.load_rubric ─▶ Rubric ─ scoring.score(Findings) ─▶ Scorecard ─ report ─▶ HTML, JSON, CSV
two drafts: Scorecard, Clause (old and new) ─ changes.explain ─▶ Delta ─ report ─▶ HTML, JSON, text
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scorer import __version__, clauses, detection, library, provenance, scoring, shipped, sources, structure, wordings
from scorer.cite import cite
from scorer.manifest import manifest
from scorer.model import Agreement, CharSpan, Clause, Findings, Force, Node, Scorecard, SourceText
from scorer.model.delta import Delta
from scorer.outline import Outline
from scorer.report.testimony.given import Given, Order

if TYPE_CHECKING:
    from scorer import changes
    from scorer.evaluate.train import Data

log = logging.getLogger(__name__)


def read(source: str | Path, *, library_dir: Path | None = None, recognise: bool = False, review: Path | None = None) -> Agreement:
    """Read one SOURCE: an id or alias of the library, a file, or a folder; with ``recognise``, scanned pages too.

    ``review`` names a file of people's verdicts beside those of a dossier.

    Raises:
        LibraryError: No such id and no such path.
        SourceError: The file cannot be read.
    """
    path = library.resolve(str(source), library_dir)
    agreement = library.named(sources.read(path, recognise=recognise))
    if review is not None:
        agreement = sources.with_review(agreement, review)
    log.info("%s: %d characters in %d parts", agreement.id, sum(len(part.text) for part in agreement.parts), len(agreement.parts))
    return agreement


def parse(agreement: Agreement) -> Mapping[str, Node]:
    """Return the structure of each part, by part id."""
    return {part.id: structure.build(part) for part in agreement.parts}


def akn(agreement: Agreement) -> str:
    """Return the structure of all parts as Akoma Ntoso XML."""
    return structure.akn.write(agreement, parse(agreement))


def find(agreement: Agreement, *, provisions: Path | None = None) -> Findings:
    """Return every finding in an agreement, after the verdicts of people on them.

    A text that cannot be scored is not searched: all its provisions are not assessed.
    """
    return reviewed(searched(agreement, provisions))


def searched(agreement: Agreement, provisions: Path | None = None) -> Findings:
    """Return what the machine finds, before the verdicts of people."""
    provision_set = shipped.provision_library(provisions)
    if not agreement.coverage.can_be_scored:
        return detection.detect(agreement, {}, (), provision_set, readers(agreement, {}))
    trees = parse(agreement)
    lent = readers(agreement, trees)
    pieces = tuple(clause for part in agreement.parts for clause in clauses.segment(part, trees[part.id]))
    log.info("%s: %d clauses", agreement.id, len(pieces))
    findings = detection.detect(agreement, trees, pieces, provision_set, lent)
    return findings if provisions else shipped.confidences().rated(findings)


def reviewed(findings: Findings) -> Findings:
    """Return the findings after the verdicts that come with the agreement."""
    return detection.reviewed(findings, readers(findings.agreement, findings.trees)) if findings.agreement.reviews else findings


def find_in(path: Path) -> Findings:
    """Return every finding in the agreement that a file or folder holds."""
    return find(sources.read(path))


def load_rubric(name: str | Path) -> scoring.Rubric:
    """Return a bundled rubric or one from a file, checked against the provision library."""
    return scoring.load_rubric(name, provisions=frozenset(shipped.provision_library().provisions))


def rate(
    findings: Findings,
    rubric: scoring.Rubric,
    *,
    options: Mapping[str, object] | None = None,
    explain: scoring.Explain = "all",
    draws: int | None = None,
) -> Scorecard:
    """Return the scorecard of one agreement under a rubric; its manifest names the ``options`` of the run.

    What moves the score takes longer to find out than the score: ``explain`` may ask for the "draws" alone, or for "nothing" of it;
    such a card offers no wording either. Levels and scores need no ``draws`` at all: at 0, only the intervals know nothing of doubt.
    """
    told = manifest(findings, rubric.ref, (*rubric.paths, *shipped.data_files()), tool=__version__, options=options)
    card = scoring.score(findings, rubric, manifest=told, explain=explain, draws=draws)
    card = wordings.offered(card, shipped.model_wordings()) if explain == "all" else card
    known = shipped.known_scores(rubric.ref.id)
    return replace(card, peers=known.peers(card)) if known else card


def diff(old: Scorecard, new: Scorecard, rubric: scoring.Rubric, *, brackets: bool = False) -> Delta:
    """Return what changed between two drafts scored under a rubric, and which edit moved which score by how much.

    With ``brackets``, the new draft is also read with each of its brackets accepted and rejected, two readings for each.
    """
    from scorer import changes  # only two drafts need it

    def scored(agreement: Agreement) -> float | None:
        return scoring.score(find(agreement), rubric, draws=0).overall.score

    judge = scoring.Judge(rubric)
    lent = changes.Judge(judge.asked, judge.points, lambda one, other: scoring.shares_of(one, other, rubric))
    draft = _draft(new)
    effects = changes.bracket_effects(draft, sources.settled, scored) if brackets else ()
    return changes.explain(_draft(old), draft, lent, effects)


def _draft(card: Scorecard) -> changes.Draft:
    """Return one version with its clauses and its places looked up."""
    agreement, trees = card.agreement, card.findings.trees
    outlines = {part_id: Outline(tree) for part_id, tree in trees.items()}
    from scorer import changes

    return changes.Draft(
        card=card,
        clauses=tuple(clause for part in agreement.parts for clause in clauses.segment(part, trees[part.id])),
        cite=lambda part, eid: cite(agreement, agreement.part(part), outlines[part], eid),
        at=lambda part, offset: outlines[part].at(offset),
    )


@dataclass(frozen=True, slots=True)
class Lent:
    """What was found in agreements that lend wording: drafting models, and signed precedents by the criterion that they meet."""

    models: Sequence[Findings] = ()
    precedents: Mapping[str, Findings] = field(default_factory=dict)


def testimony(card: Scorecard, others: Sequence[Scorecard], lent: Lent, rubric: scoring.Rubric, order: Order) -> Given:
    """Return what a testimony on an agreement is made from: cards, what was found in agreements that lend wording, where all come from."""
    models = tuple(rate(each, rubric) for each in lent.models)
    signed = {id(each): rate(each, rubric, explain="nothing") for each in lent.precedents.values()}
    precedents = {criterion: signed[id(each)] for criterion, each in lent.precedents.items()}
    treaties = {each.agreement.id: provenance.treaty(each.agreement) for each in (card, *others, *models, *precedents.values())}
    return Given(card, tuple(others), models, treaties, provenance.yardstick(rubric), order, precedents)


def train(data: Data) -> Mapping[str, str]:
    """Return the files of ``rubrics/models`` learned again, by name."""
    from scorer import evaluate
    from scorer.evaluate import train as training

    known = shipped.provision_library()
    walks = evaluate.crosswalks(provisions=known.provisions)
    settings = shipped.models_dir() / "training.yaml"
    return training.train(data, walks, find_in, settings, provisions_sha256=known.sha256, workers=evaluate.WORKERS)


def readers(agreement: Agreement, trees: Mapping[str, Node]) -> detection.Readers:
    """Lend detection what the other stages know."""
    outlines = {part_id: Outline(tree) for part_id, tree in trees.items()}
    rules = shipped.deontic()

    def force(clause: Clause, at: tuple[int, int], headings: tuple[str, ...]) -> Force:
        return rules.read(clause.text, at, starts=clause.starts, place=clause.place, headings=headings)

    def locate(clause: Clause, source: SourceText, start: int, end: int) -> tuple[CharSpan, ...]:
        return clauses.source_spans(clause, source, start, end)

    return detection.Readers(
        force=force,
        locate=locate,
        cite=cache(lambda part, eid, offset: cite(agreement, agreement.part(part), outlines[part], eid, offset)),
        at=cache(lambda part, offset: outlines[part].at(offset).eid),
    )
