"""The rubric that ships is sound: whole, sourced, and worth 100 points."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scorer import yamlfile
from scorer.detection import examples
from scorer.detection.provisions import load_provisions
from scorer.model import Enforceable, Strength
from scorer.paths import data_dir
from scorer.scoring import load_rubric
from scorer.scoring.levels import answer_all
from scorer.scoring.schema import Probe, When, as_probe
from tests.factories import a_finding, a_qualifier, a_regime, some_evidence, some_findings

RUBRIC = load_rubric("just-trade")
CRITERIA = {criterion.id: criterion for criterion in RUBRIC.criteria}
COVERED = {
    "labor": 11,
    "environment": 11,
    "climate": 8,
    "isds": 11,
    "enforcement": 9,
    "process": 8,
    "human_rights": 6,
    "sovereignty": 8,
    "protections": 7,
    "remedies": 7,
    "supply_chain": 7,
    "clean_industry": 7,
}
each_criterion = pytest.mark.parametrize("criterion", [pytest.param(c, id=name) for name, c in CRITERIA.items()])


VERSIONS = Path(__file__).with_name("rubric_versions.txt")


@pytest.mark.parametrize("name", ["just-trade", "labor-only"])
def test_a_rubric_that_changed_has_a_new_version(name):
    """A score names rubric and version: the same version never stands for two contents."""
    ref = load_rubric(name).ref
    known = {
        tuple(line.split()[:2]): line.split()[2] for line in VERSIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    }
    assert known.get((ref.id, ref.version)) == ref.sha256, (
        f"{name} is not what {VERSIONS.name} says of its version {ref.version}: raise `version` (rubrics/README.md says which part) "
        f"and add the line\n{ref.id} {ref.version} {ref.sha256}"
    )


def test_weights_add_up_to_100():
    assert sum(p.weight for p in RUBRIC.principles) == pytest.approx(100)


def test_twelve_principles():
    assert len(RUBRIC.principles) == 12


def test_each_covered_principle_has_all_its_criteria():
    assert {p.id: len(RUBRIC.by_principle[p.id]) for p in RUBRIC.principles if p.criteria} == COVERED


def test_tiers_keep_their_ratio():
    weights = {p.tier: p.weight for p in RUBRIC.principles}
    assert (weights[1] / weights[2], weights[1] / weights[3]) == (2, pytest.approx(3, abs=1e-3))


@each_criterion
def test_criterion_belongs_to_its_principle(criterion):
    assert criterion in RUBRIC.by_principle[criterion.id.split(".")[0]]


@each_criterion
def test_every_level_has_a_text_of_its_own(criterion):
    assert len({anchor.text for anchor in criterion.levels}) == 5


@each_criterion
def test_every_source_is_listed(criterion):
    for source in criterion.sources:
        assert any(source.startswith(name) for name in RUBRIC.file.sources), (
            f"{criterion.id} cites '{source}', which is not among the sources"
        )


@each_criterion
def test_a_demanded_level_is_reachable(criterion):
    """Anchors of one scale are reached by something, and what is asked for is named."""
    if criterion.scale == "external":
        return
    assert list(criterion.probes())
    if criterion.scale != "duty":
        best = [a for a in criterion.levels if a.level == (4 if criterion.polarity == "positive" else 0)]
        assert best[0].when is not None or criterion.applies_when, f"{criterion.id}: its best level cannot be reached"


def test_every_principle_cites_a_listed_source():
    for principle in RUBRIC.principles:
        for source in principle.sources:
            assert any(source.startswith(name) for name in RUBRIC.file.sources), source


def test_loopholes_have_the_consequence_their_effect_says():
    for entry in RUBRIC.file.loopholes:
        expected = {"minor": 0.25, "major": 0.75}.get(entry.effect, 0)
        assert entry.deduct == expected, entry.id
        assert (entry.f_max is not None) == (entry.effect == "lowers_f"), entry.id


def test_a_better_clause_never_scores_less():
    """The tables rise with force, scope and what stands behind a breach."""
    duty = RUBRIC.file.scales.duty
    for table in (duty.base, duty.adjust):
        for row in table.values():
            assert list(row) == sorted(row)
    for row in zip(*(duty.base[f] for f in (1, 2, 3)), strict=True):
        assert list(row) == sorted(row)


def test_every_provision_asked_for_is_looked_for():
    """Each provision the rubric names has an entry in the provision library."""
    known = {
        entry["id"]
        for path in sorted((data_dir("rubrics") / "provisions").glob("*.yaml"))
        for entry in yamlfile.load(path).data or ()
        if isinstance(entry, dict) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(entry.get("id")))
    }
    missing = sorted(RUBRIC.provisions() - known)
    assert not missing, f"no provision file looks for: {', '.join(missing)}"


def test_every_tag_asked_for_is_given():
    """Each tag the rubric reads is named in the scope of the provision it is read from."""
    given = {
        entry["id"]: set(entry.get("scope") or ())
        for path in sorted((data_dir("rubrics") / "provisions").glob("*.yaml"))
        for entry in yamlfile.load(path).data or ()
        if isinstance(entry, dict) and "question" in entry
    }
    missing = []
    for criterion in RUBRIC.criteria:
        asked = [(probe.names, {*probe.tags, *probe.without}) for probe in (*criterion.probes(), *criterion.side_probes())]
        clauses = tuple(clause.found for clause in criterion.clauses)
        asked += [(rule.provisions or clauses, {tag}) for rule in criterion.scope for tag in _tags(rule.tags)]
        for names, tags in asked:
            members = [member for name in names for member in RUBRIC.file.groups.get(name, (name,))]
            if not any(tags <= given.get(member, set()) for member in members):
                missing.append(f"{criterion.id}: {' or '.join(members)} has no tag {', '.join(sorted(tags))}")
    assert not missing, "\n".join(sorted(set(missing)))


def _tags(rule):
    return {*rule.all, *rule.any, *rule.none, *(rule.at_least.of if rule.at_least else ())}


def _witness(when):
    """Yield findings that satisfy a set of conditions: all of ``all``, the first of ``any``, as many of ``at_least`` as it takes."""
    enough = when.at_least.of[: when.at_least.count] if when.at_least else ()
    for condition in (*when.all, *when.any[:1], *enough):
        if isinstance(condition, When):
            yield from _witness(condition)
        else:
            yield _answer(as_probe(condition))


def _answer(probe, tags=()):
    """Return a finding that answers a probe with yes."""
    name = RUBRIC.file.groups.get(probe.names[0], probe.names)[0]
    strength = probe.strength[0] if probe.strength else Strength.BINDING_SHALL
    regime = a_regime(probe.regime[0]) if probe.regime else a_regime()
    at = some_evidence(eid="preamble" if probe.where == "preamble" else "art_1")
    qualifiers = tuple(a_qualifier(id=number) for number in probe.loopholes)
    return a_finding(provision=name, tags=(*probe.tags, *tags), strength=strength, regime=regime, at=at, qualifiers=qualifiers)


def _level(criterion, found):
    """Return the level of a criterion; what its question hangs on is found as well."""
    if criterion.applies_when:
        found = [
            *found,
            a_finding(provision="isds.consent_to_arbitration", qualifiers=(), regime=a_regime(Enforceable.INVESTOR_ARBITRATION)),
        ]
    if criterion.applies_if:
        found = [*_witness(criterion.applies_if.when), *found]
    return answer_all(some_findings(findings=tuple(found)), RUBRIC)[criterion.id].level


def _best(criterion):
    return next(a for a in criterion.levels if a.level == (4 if criterion.polarity == "positive" else 0))


@pytest.mark.parametrize("criterion", [pytest.param(c, id=c.id) for c in RUBRIC.criteria if c.scale != "duty" and _best(c).when])
def test_the_best_level_is_reached_by_what_it_asks_for(criterion):
    """Nothing that the best level demands keeps the text from it."""
    best = _best(criterion)
    assert _level(criterion, list(_witness(best.when))) == best.level


@pytest.mark.parametrize("criterion", [pytest.param(c, id=c.id) for c in RUBRIC.criteria if c.scale == "duty"])
def test_each_duty_is_met_in_full_by_a_binding_clause_with_full_scope(criterion):
    full = next(rule for rule in criterion.scope if rule.value == 2)
    clause = next(c for c in criterion.clauses if c.force_max is None and (not full.provisions or c.found in full.provisions))
    counted = full.tags.at_least
    tags = (*clause.tags, *full.tags.all, *full.tags.any, *(counted.of[: counted.count] if counted else ()))
    found = [_answer(Probe(found=clause.found), tags), *_witness(full.when)]
    assert _level(criterion, found) == 4


def test_the_provision_on_the_method_page_does_what_it_says(tmp_path):
    page = (data_dir("rubrics") / "README.md").read_text(encoding="utf-8")
    (entry,) = (block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "patterns:" in block)
    for name in ("words.yaml", "contexts.yaml", "loopholes.yaml"):
        shutil.copy(data_dir("rubrics") / "provisions" / name, tmp_path)
    (tmp_path / "example.yaml").write_text(entry, encoding="utf-8")
    library = load_provisions(tmp_path)
    assert [fault for fault in examples.faults(library) if "labor.public_archive" in fault] == []
