"""The rubric that ships is sound: whole, sourced, and worth 100 points."""

from __future__ import annotations

import re
import shutil

import pytest

from scorer import yamlfile
from scorer.detection import examples
from scorer.detection.provisions import load_provisions
from scorer.paths import data_dir
from scorer.scoring import load_rubric, score
from scorer.scoring.schema import When
from tests.factories import a_finding, some_findings

RUBRIC = load_rubric("just-trade")
CRITERIA = {criterion.id: criterion for criterion in RUBRIC.criteria}
COVERED = {"labor": 11, "environment": 11, "isds": 11, "enforcement": 9}
each_criterion = pytest.mark.parametrize("criterion", [pytest.param(c, id=name) for name, c in CRITERIA.items()])


def test_weights_add_up_to_100():
    assert sum(p.weight for p in RUBRIC.principles) == pytest.approx(100)


def test_twelve_principles_four_of_them_covered():
    assert len(RUBRIC.principles) == 12
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


NARROWING = {"labor.labor_laws_defined", "env.non_derogation_investment"}  # provisions and tags that make a duty smaller
NARROW_TAGS = {"definition", "limited_laws", "part_only"}


def test_the_best_text_there_could_be_scores_100():
    """Every level can be reached by words: all that is asked for, nothing that bars it, no investor-state arbitration."""
    tops = [a.when for c in RUBRIC.criteria for a in c.levels if a.level == 4 and a.when and c.polarity == "positive"]
    bars = [probe for when in tops for condition in when.none for probe in When(all=(condition,)).probes()]
    barred = {name for probe in bars if not probe.tags for name in probe.names} | {
        "labor.labor_laws_defined",
        "env.non_derogation_investment",
    }
    tags = (
        {tag for c in RUBRIC.criteria for tag in _wanted(c)}
        - {tag for probe in bars for tag in probe.tags}
        - {"definition", "limited_laws"}  # these narrow a duty
    )
    found = [
        a_finding(provision=name, qualifiers=(), tags=tuple(sorted(tags)))
        for name in sorted(RUBRIC.provisions() - barred)
        if not name.startswith("isds.")
    ]
    card = score(some_findings(findings=tuple(found)), RUBRIC)
    assert {c.id: c.level for c in card.criteria if c.points is not None and c.points < 1} == {}
    assert card.overall.score == pytest.approx(100)


def _wanted(criterion):
    """Return the tags that lift a criterion."""
    lifted = {tag for probe in criterion.probes() for tag in probe.tags}
    return lifted.union(*(_tags(rule.tags) for rule in criterion.scope if rule.value == 2), {"trade"}) - NARROW_TAGS


def test_the_provision_on_the_method_page_does_what_it_says(tmp_path):
    page = (data_dir("rubrics") / "README.md").read_text(encoding="utf-8")
    (entry,) = (block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "patterns:" in block)
    for name in ("words.yaml", "contexts.yaml", "loopholes.yaml"):
        shutil.copy(data_dir("rubrics") / "provisions" / name, tmp_path)
    (tmp_path / "example.yaml").write_text(entry, encoding="utf-8")
    library = load_provisions(tmp_path)
    assert [fault for fault in examples.faults(library) if "labor.public_archive" in fault] == []
