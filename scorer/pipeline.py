"""The whole flow, in one place.

SOURCE ─ library.resolve ─▶ path ─ sources.read ─▶ Agreement ─ structure.build ─▶ Node ─ clauses.segment ─▶ Clause
rubrics/provisions/*.yaml ─ detection.load_provisions ─▶ Library ─ detection.detect ─▶ Findings ◀─────────────┘
rubrics/<rubric>.yaml ─ scoring.load_rubric ─▶ Rubric ─ scoring.score(Findings) ─▶ Scorecard ─ report ─▶ HTML, JSON, CSV
two drafts: Scorecard, Clause (old and new) ─ changes.explain ─▶ Delta ─ report ─▶ HTML, JSON, text
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache as remember
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from scorer import __version__, cache, clauses, detection, library, scoring, sources, structure, wordings
from scorer.cite import cite
from scorer.clauses.deontic import Deontic
from scorer.detection import compiled, examples
from scorer.detection.confidence import Confidences, load_confidences
from scorer.detection.phrases import Vocabulary
from scorer.detection.provisions import WORDS_FILE, ProvisionEntry, load_vocabulary
from scorer.errors import RubricError
from scorer.manifest import data_files, manifest
from scorer.model import Agreement, CharSpan, Clause, CoverageStatus, Findings, Force, Node, Scorecard, SourceText, Wording
from scorer.model.delta import BracketEffect, Delta
from scorer.outline import Outline
from scorer.paths import data_dir
from scorer.report.testimony.given import Given, Order, Treaty, Yardstick
from scorer.scoring import calibration, listing, starter
from scorer.scoring.calibration import Calibration
from scorer.scoring.policy import RubricFile
from scorer.scoring.schema import Criteria
from scorer.survey import Headline
from scorer.yamlfile import nearest

if TYPE_CHECKING:
    from scorer import changes
    from scorer.evaluate.train import Data

log = logging.getLogger(__name__)

DRAFTING_MODEL = "model-just"  # whose wording is offered, and asked for in a testimony where no other agreement has better
DEONTIC_RULES = Path(clauses.__file__).with_name("deontic.yaml")

_REFUSALS = {
    CoverageStatus.UNREADABLE: "its pages are pictures of text; add --ocr (needs the program tesseract), or type: ocrmypdf IN.pdf OUT.pdf",
    CoverageStatus.UNSUPPORTED_LANGUAGE: "its language cannot be scored yet; try the English text",
    CoverageStatus.NOT_AN_AGREEMENT: "it does not read like a trade agreement; try the treaty's own text, with its articles",
}


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


def provision_library(folder: Path | None = None) -> detection.Library:
    """Return the compiled provision library (the one that ships, unless another folder is named)."""
    return _compiled(folder or data_dir("rubrics") / "provisions")


def compiled_name() -> str:
    """Return the name of the file in which the compiled form of the library that ships is kept."""
    return compiled.name(data_dir("rubrics") / "provisions")


@lru_cache(maxsize=4)  # libraries in use at once: the one that ships and a few of the user's
def _compiled(folder: Path) -> detection.Library:
    return cache.remembered(compiled.name(folder), lambda: detection.load_provisions(folder), compiled.dump, compiled.load)


def spellings(word: str) -> frozenset[str]:
    """Return a word in every spelling that phrases allow: labor, labour."""
    return _vocabulary().forms(word)


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    return load_vocabulary(data_dir("rubrics") / "provisions" / WORDS_FILE)


@lru_cache(maxsize=1)
def deontic() -> Deontic:
    """Return the compiled rules for the force of words."""
    return Deontic.load(DEONTIC_RULES)


@lru_cache(maxsize=1)
def confidences() -> Confidences:
    """Return how sure the findings of each provision are, as learned for the library that ships."""
    return load_confidences(models_dir() / "confidence.json")


def models_dir() -> Path:
    """Return the folder of what was learned."""
    return data_dir("rubrics") / "models"


def train(data: Data) -> Mapping[str, str]:
    """Return the files of ``rubrics/models`` learned again, by name."""
    from scorer import evaluate
    from scorer.evaluate import train as training

    shipped = provision_library()
    walks = evaluate.crosswalks(provisions=shipped.provisions)
    return training.train(data, walks, find_in, models_dir() / "training.yaml", provisions_sha256=shipped.sha256, workers=evaluate.WORKERS)


def find(agreement: Agreement, *, provisions: Path | None = None) -> Findings:
    """Return every finding in an agreement, after the verdicts of people on them.

    A text that cannot be scored is not searched: all its provisions are not assessed.
    """
    return reviewed(searched(agreement, provisions))


def searched(agreement: Agreement, provisions: Path | None = None) -> Findings:
    """Return what the machine finds, before the verdicts of people."""
    provision_set = provision_library(provisions)
    if not agreement.coverage.can_be_scored:
        return detection.detect(agreement, {}, (), provision_set, _readers(agreement, {}))
    trees = parse(agreement)
    readers = _readers(agreement, trees)
    pieces = tuple(clause for part in agreement.parts for clause in clauses.segment(part, trees[part.id]))
    log.info("%s: %d clauses", agreement.id, len(pieces))
    findings = detection.detect(agreement, trees, pieces, provision_set, readers)
    return findings if provisions else confidences().rated(findings)


def reviewed(findings: Findings) -> Findings:
    """Return the findings after the verdicts that come with the agreement."""
    return detection.reviewed(findings, _readers(findings.agreement, findings.trees)) if findings.agreement.reviews else findings


def find_in(path: Path) -> Findings:
    """Return every finding in the agreement that a file or folder holds."""
    return find(sources.read(path))


def rate(
    findings: Findings, rubric: scoring.Rubric, *, options: Mapping[str, object] | None = None, explain: scoring.Explain = "all"
) -> Scorecard:
    """Return the scorecard of one agreement under a rubric; its manifest names the ``options`` of the run.

    What moves the score takes longer to find out than the score: ``explain`` may ask for the "draws" alone, or for "nothing" of it;
    such a card offers no wording either.
    """
    told = manifest(findings, rubric.ref, (*rubric.paths, *_data_files()), tool=__version__, options=options)
    card = scoring.score(findings, rubric, manifest=told, explain=explain)
    card = wordings.offered(card, _wordings()) if explain == "all" else card
    known = _calibration(rubric.ref.id)
    return replace(card, peers=known.peers(card)) if known else card


@lru_cache(maxsize=4)  # rubrics in use at once
def _calibration(rubric: str) -> Calibration | None:
    return calibration.load(calibration_file(rubric))


def calibration_file(rubric: str) -> Path:
    """Return where the scores of known agreements under a bundled rubric are kept."""
    return data_dir("rubrics") / "calibration" / f"{rubric}.csv"


def made_with(rubric: scoring.Rubric, provisions_sha256: str, options: Mapping[str, object]) -> dict[str, object]:
    """Return the manifest of a result over many agreements, whose inputs it names itself."""
    return {
        "tool": __version__,
        "rubric": {"id": rubric.ref.id, "version": rubric.ref.version, "sha256": rubric.ref.sha256},
        "provisions_sha256": provisions_sha256,
        "options": dict(options),
        "data": data_files((*rubric.paths, *_data_files())),
    }


def headlines() -> tuple[Headline, ...]:
    """Return the provisions that stand for their areas, with their questions, by id."""
    entries = sorted(provision_library().provisions.values(), key=lambda entry: entry.id)
    return tuple(Headline(entry.id, entry.question) for entry in entries if entry.headline)


@lru_cache(maxsize=1)
def _wordings() -> Mapping[str, tuple[Wording, ...]]:
    """Return the clauses of the model agreement, by the criterion that each would meet."""
    folder = data_dir("agreements") / DRAFTING_MODEL
    model = sources.read(folder)
    return wordings.wordings(model, structure.build(model.parts[0]), wordings.marks(folder))


@lru_cache(maxsize=1)
def _data_files() -> tuple[Path, ...]:
    """Return the shipped files that a run reads beside its rubric."""
    provisions = sorted((data_dir("rubrics") / "provisions").glob("*.yaml"))
    model = data_dir("agreements") / DRAFTING_MODEL
    return (
        *provisions,
        models_dir() / "confidence.json",
        data_dir("agreements") / "catalogue.yaml",
        model / wordings.FILE,
        model / "text" / "main.md",
    )


def diff(old: Scorecard, new: Scorecard, rubric: scoring.Rubric, *, brackets: bool = False) -> Delta:
    """Return what changed between two drafts scored under a rubric, and which edit moved which score by how much.

    With ``brackets``, the new draft is also read with each of its brackets accepted and rejected, two readings for each.
    """
    from scorer import changes  # only two drafts need it

    judge = scoring.Judge(rubric)
    lent = changes.Judge(judge.asked, judge.points, lambda one, other: scoring.shares_of(one, other, rubric))
    draft = _draft(new)
    return changes.explain(_draft(old), draft, lent, _bracket_effects(draft, rubric) if brackets else ())


def _bracket_effects(draft: changes.Draft, rubric: scoring.Rubric) -> tuple[BracketEffect, ...]:
    """Return the score of a draft with the words of each bracket and without them; none where its structure stands apart from its text."""
    agreement = draft.findings.agreement
    effects = []
    for part in (part for part in agreement.parts if part.declared is None):
        for bracket in part.brackets:
            texts = [sources.settled(part, bracket, kept=kept) for kept in (True, False)]
            variants = [replace(agreement, parts=tuple(text if p is part else p for p in agreement.parts)) for text in texts]
            accepted, rejected = (scoring.score(find(variant), rubric, draws=0).overall.score for variant in variants)
            place = draft.cite(part.id, draft.at(part.id, bracket.span.start).eid).text
            who = (bracket.parties, bracket.stance.value)
            effects.append(BracketEffect(place, part.id, bracket.span, bracket.words, *who, accepted, rejected))
    return tuple(effects)


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


def testimony(card: Scorecard, others: Sequence[Scorecard], lent: Sequence[Findings], rubric: scoring.Rubric, order: Order) -> Given:
    """Return what a testimony on an agreement is made from: cards, what was found in agreements that lend wording, where all come from."""
    models = tuple(rate(each, rubric) for each in lent)
    treaties = {each.agreement.id: _treaty(each.agreement) for each in (card, *others, *models)}
    head = rubric.file.rubric
    yardstick = Yardstick(
        name=head.yardstick,
        **({"interests": head.interests} if head.interests else {}),
        principles={principle.id: principle.sources for principle in rubric.principles},
        criteria={criterion.id: criterion.sources for criterion in rubric.criteria},
        titles=rubric.file.sources,
    )
    return Given(card, tuple(others), models, treaties, yardstick, order)


def _treaty(agreement: Agreement) -> Treaty:
    """Return where a text comes from, as far as the catalogue knows its file."""
    catalogue = library.shipped_catalogue()
    entry = catalogue.of_sha256(agreement.parts[0].sha256) if agreement.parts else None
    if entry is None:
        return Treaty()
    collection = f"{catalogue.tota.cite} Licence: {catalogue.tota.licence}." if entry.tota else None
    return Treaty(entry.official, catalogue.published_at(entry), collection, entry.note, unapplied=entry.in_force is None)


def load_rubric(name: str | Path) -> scoring.Rubric:
    """Return a bundled rubric or one from a file, checked against the provision library."""
    return scoring.load_rubric(name, provisions=frozenset(provision_library().provisions))


def rubric_headlines() -> tuple[str, ...]:
    """Return one line for each bundled rubric."""
    return tuple(listing.headline(load_rubric(file)) for file in sorted(data_dir("rubrics").glob("*.yaml")))


def rubric_lines(name: str | Path) -> tuple[str, ...]:
    """Return the principles and criteria of a rubric, line by line."""
    return tuple(listing.lines(load_rubric(name)))


def begin_rubric(path: Path, base: str) -> None:
    """Write a new rubric that extends ``base``."""
    starter.begin(path, base)


def json_schema(name: str) -> str:
    """Return the JSON Schema of a kind of file that people write, or of an output.

    Raises:
        RubricError: No such kind.
    """
    from scorer.report.schemas import OUTPUTS
    from scorer.sources.dossier import Manifest
    from scorer.sources.review import ReviewFile

    kinds: dict[str, Any] = {
        "rubric/1": RubricFile,
        "criteria/1": Criteria,
        "provisions/1": tuple[ProvisionEntry, ...],
        "agreement/1": Manifest,
        "review/1": ReviewFile,
        **OUTPUTS,
    }
    if name not in kinds:
        raise RubricError(f"no schema '{name}'{nearest(name, kinds)}; known: {', '.join(kinds)}")
    return json.dumps(TypeAdapter(kinds[name]).json_schema(by_alias=True), indent=2, sort_keys=True)


def check_rubric(name: str | Path) -> tuple[str, ...]:
    """Return every fault of a rubric and of the provision library, one sentence each."""
    try:
        load_rubric(name)
    except RubricError as error:
        return tuple(str(error).splitlines())
    return examples.faults(provision_library())


def refusal(agreement: Agreement) -> str | None:
    """Return the sentence that says why a text cannot be scored and what to try; None where it can."""
    sentence = _REFUSALS.get(agreement.coverage.status)
    return f"{agreement.parts[0].file}: {sentence}" if sentence else None


def _readers(agreement: Agreement, trees: Mapping[str, Node]) -> detection.Readers:
    """Lend detection what the other stages know."""
    outlines = {part_id: Outline(tree) for part_id, tree in trees.items()}
    rules = deontic()

    def force(clause: Clause, at: tuple[int, int], headings: tuple[str, ...]) -> Force:
        return rules.read(clause.text, at, starts=clause.starts, place=clause.place, headings=headings)

    def locate(clause: Clause, source: SourceText, start: int, end: int) -> tuple[CharSpan, ...]:
        return clauses.source_spans(clause, source, start, end)

    return detection.Readers(
        force=force,
        locate=locate,
        cite=remember(lambda part, eid, offset: cite(agreement, agreement.part(part), outlines[part], eid, offset)),
        at=remember(lambda part, offset: outlines[part].at(offset).eid),
    )
