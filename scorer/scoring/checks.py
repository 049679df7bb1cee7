"""What a schema cannot say about a rubric: names that must exist, scales that must be whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scorer.errors import Location
from scorer.model import Enforceable, Strength
from scorer.scoring.policy import RubricFile
from scorer.scoring.schema import Condition, Criteria, Criterion, Probe, When
from scorer.yamlfile import Document, Key, nearest

Fault = tuple[str, Location]


def faults_of(
    main: Document, file: RubricFile, parts: Sequence[tuple[Document, Criteria]], known: Collection[str] | None
) -> Iterator[Fault]:
    """Yield every fault of a rubric that is right in form.

    ``known`` are the ids of all provisions, or None where they are not at hand.
    """
    names = _Names(
        provisions=frozenset(known) if known is not None else None,
        groups=frozenset(file.groups),
        roles=frozenset(file.aggregation.role_weights),
        parts=frozenset(file.parts),
        loopholes=frozenset(entry.id for entry in file.loopholes),
        criteria=frozenset(criterion.id for _, criteria in parts for criterion in criteria.criteria),
    )
    yield from _main_faults(main, file, names)
    seen: set[str] = set()
    principles = {principle.id for principle in file.principles}
    for document, criteria in parts:
        if criteria.principle not in principles:
            yield _unknown("principle", criteria.principle, principles, document.locate(("principle",)))
        for i, criterion in enumerate(criteria.criteria):
            key: Key = ("criteria", i)
            if criterion.id in seen:
                yield f"criterion '{criterion.id}' stands twice", document.locate((*key, "id"))
            seen.add(criterion.id)
            yield from _criterion_faults(document, key, criterion, names)


@dataclass(frozen=True, slots=True)
class _Names:
    """Everything a rubric may refer to by name."""

    provisions: frozenset[str] | None
    groups: frozenset[str]
    roles: frozenset[str]
    parts: frozenset[str]
    loopholes: frozenset[str]
    criteria: frozenset[str]


def _main_faults(main: Document, file: RubricFile, names: _Names) -> Iterator[Fault]:
    yield from _table_faults(main, file)
    yield from _reference_faults(main, file, names)
    yield from _uncertainty_faults(main, file, names)
    for name, members in file.groups.items():
        for i, member in enumerate(members):
            yield from _provision_fault(member, names, main.locate(("groups", name, i)), groups=False)
    for i, entry in enumerate(file.loopholes):
        if entry.softened:
            yield from _when_faults(main, ("loopholes", i, "softened", "when"), entry.softened.when, names)
    for i, principle in enumerate(file.principles):
        if any(other.id == principle.id for other in file.principles[:i]):
            yield f"principle '{principle.id}' stands twice", main.locate(("principles", i, "id"))


def _reference_faults(main: Document, file: RubricFile, names: _Names) -> Iterator[Fault]:
    """Check every criterion, loophole and label that the main file names."""
    aggregation = file.aggregation
    wanted: list[tuple[str, Key]] = [(line.criterion, ("red_lines", i, "criterion")) for i, line in enumerate(file.red_lines)]
    if aggregation.isds_gate:
        wanted += [(getattr(aggregation.isds_gate, field), ("aggregation", "isds_gate", field)) for field in ("access", "backdoor")]
    if aggregation.parity_cap:
        cap: Key = ("aggregation", "parity_cap")
        wanted += [(aggregation.parity_cap.criterion, (*cap, "criterion"))]
        wanted += [(name, (*cap, "exempt", i)) for i, name in enumerate(aggregation.parity_cap.exempt)]
    for name, key in wanted:
        if name not in names.criteria:
            yield _unknown("criterion", name, names.criteria, main.locate(key))
    numbers: list[tuple[str, Key]] = [
        (name, ("red_lines", i, "loopholes", j)) for i, line in enumerate(file.red_lines) for j, name in enumerate(line.loopholes)
    ]
    always: list[tuple[str, Key]] = [
        (name, ("scales", "duty", "always_loopholes", i)) for i, name in enumerate(file.scales.duty.always_loopholes)
    ]
    for name, key in [*numbers, *always]:
        if name not in names.loopholes:
            yield _unknown("loophole", name, names.loopholes, main.locate(key))
    labels = {step.label for step in aggregation.labels.steps}
    if aggregation.labels.ceiling.label not in labels:
        yield _unknown("label", aggregation.labels.ceiling.label, labels, main.locate(("aggregation", "labels", "ceiling", "label")))


def _uncertainty_faults(main: Document, file: RubricFile, names: _Names) -> Iterator[Fault]:
    """Check that other weights are weights of something."""
    if file.uncertainty is None:
        return
    principles = {principle.id for principle in file.principles}
    for i, entry in enumerate(file.uncertainty.weight_sets):
        for name in set(entry.weights) - principles:
            yield _unknown("principle", name, principles, main.locate(("uncertainty", "weight_sets", i, "weights", name)))
    for i, table in enumerate(file.uncertainty.roles):
        for name in set(table) - names.roles:
            yield _unknown("role", name, names.roles, main.locate(("uncertainty", "roles", i, name)))


def _table_faults(main: Document, file: RubricFile) -> Iterator[Fault]:
    """Check that the tables of the duty scale and of the gate have a row for every value."""
    duty = file.scales.duty
    tables: list[tuple[Collection[object], Collection[object], Key]] = [
        ({1, 2, 3}, duty.base, ("scales", "duty", "base")),
        ({1, 2, 3}, duty.adjust, ("scales", "duty", "adjust")),
        (set(Strength), duty.force, ("scales", "duty", "force")),
        (set(Enforceable), duty.breach, ("scales", "duty", "breach")),
        (set(range(4)), duty.names.F, ("scales", "duty", "names", "F")),
        (set(range(3)), duty.names.S, ("scales", "duty", "names", "S")),
        (set(range(5)), duty.names.E, ("scales", "duty", "names", "E")),
    ]
    if file.aggregation.isds_gate:
        tables.append((set(range(5)), file.aggregation.isds_gate.g, ("aggregation", "isds_gate", "g")))
    for wanted, given, key in tables:
        if set(given) != set(wanted):
            yield f"{key[-1]}: one entry each expected for {', '.join(sorted(map(str, wanted)))}", main.locate(key)
    steps = [step.min for step in file.aggregation.labels.steps]
    if steps != sorted(steps, reverse=True) or steps[-1] != 0:
        yield "labels: steps go from the best down to 0", main.locate(("aggregation", "labels", "steps"))


def _criterion_faults(document: Document, key: Key, criterion: Criterion, names: _Names) -> Iterator[Fault]:
    if criterion.role not in names.roles:
        yield _unknown("role", criterion.role, names.roles, document.locate((*key, "role")))
    for i, need in enumerate(criterion.needs):
        if need not in names.parts:
            yield _unknown("part", need, names.parts, document.locate((*key, "needs", i)))
    for i, number in enumerate(criterion.loopholes):
        if number not in names.loopholes:
            yield _unknown("loophole", number, names.loopholes, document.locate((*key, "loopholes", i)))
    if criterion.applies_when and criterion.applies_when.criterion not in names.criteria:
        at = document.locate((*key, "applies_when", "criterion"))
        yield _unknown("criterion", criterion.applies_when.criterion, names.criteria, at)
    if criterion.applies_if:
        yield from _when_faults(document, (*key, "applies_if", "when"), criterion.applies_if.when, names)
    for i, case in enumerate(criterion.not_assessed_when):
        yield from _when_faults(document, (*key, "not_assessed_when", i, "when"), case.when, names)
    yield from _scale_faults(document, key, criterion)
    yield from _evidence_faults(document, key, criterion, names)


def _scale_faults(document: Document, key: Key, criterion: Criterion) -> Iterator[Fault]:
    """Check that a scale is whole and holds only what its kind can use."""
    if sorted(anchor.level for anchor in criterion.levels) != list(range(5)):
        yield "levels: one anchor each expected for 0, 1, 2, 3, 4", document.locate((*key, "levels"))
    if (criterion.scale == "harm") != (criterion.polarity == "negative"):
        yield f"scale '{criterion.scale}' does not go with polarity '{criterion.polarity}'", document.locate((*key, "scale"))
    if (criterion.when_silent == "not_assessed") != (criterion.silent_reason is not None):
        yield "'when_silent: not_assessed' and 'silent_reason' go together", document.locate((*key, "when_silent"))
    if criterion.scale == "duty":
        yield from _duty_faults(document, key, criterion)
        return
    for field in ("clauses", "scope", "loopholes"):
        if getattr(criterion, field):
            yield f"key '{field}' belongs to duty criteria only", document.locate((*key, field))
    if criterion.scale == "external":
        yield from _external_faults(document, key, criterion)
    elif all(anchor.when is None for anchor in criterion.levels):
        yield "levels: no anchor says when it is reached", document.locate((*key, "levels"))


def _external_faults(document: Document, key: Key, criterion: Criterion) -> Iterator[Fault]:
    for i, anchor in enumerate(criterion.levels):
        if anchor.when is not None:
            yield "outside evidence answers this criterion; 'when' has no effect", document.locate((*key, "levels", i, "when"))


def _duty_faults(document: Document, key: Key, criterion: Criterion) -> Iterator[Fault]:
    if not criterion.clauses:
        yield "key 'clauses' is missing: which provisions can answer?", document.locate(key)
    last = criterion.scope[-1] if criterion.scope else None
    if last is None or last.provisions or last.when.parts or not last.tags.holds(frozenset()):
        yield "scope: the last rule must hold for any clause", document.locate((*key, "scope"))
    for i, anchor in enumerate(criterion.levels):
        if anchor.when is not None:
            yield "a duty's levels come from the formula; 'when' has no effect", document.locate((*key, "levels", i, "when"))


def _evidence_faults(document: Document, key: Key, criterion: Criterion, names: _Names) -> Iterator[Fault]:
    """Check every provision that a criterion names."""
    for i, clause in enumerate(criterion.clauses):
        yield from _provision_fault(clause.found, names, document.locate((*key, "clauses", i, "found")))
    for i, rule in enumerate(criterion.scope):
        for j, name in enumerate(rule.provisions):
            yield from _provision_fault(name, names, document.locate((*key, "scope", i, "provisions", j)))
        yield from _when_faults(document, (*key, "scope", i, "when"), rule.when, names)
    for i, anchor in enumerate(criterion.levels):
        if anchor.when is not None:
            yield from _when_faults(document, (*key, "levels", i, "when"), anchor.when, names)


def _when_faults(document: Document, key: Key, when: When, names: _Names) -> Iterator[Fault]:
    listed: list[tuple[Key, Sequence[Condition]]] = [((*key, "all"), when.all), ((*key, "any"), when.any), ((*key, "none"), when.none)]
    if when.at_least:
        listed.append(((*key, "at_least", "of"), when.at_least.of))
        if when.at_least.count > len(when.at_least.of):
            yield f"at_least: {when.at_least.count} of only {len(when.at_least.of)}", document.locate((*key, "at_least", "count"))
    for base, conditions in listed:
        for i, condition in enumerate(conditions):
            here: Key = (*base, i)
            if isinstance(condition, When):
                yield from _when_faults(document, here, condition, names)
            elif isinstance(condition, Probe):
                for name in condition.names:
                    yield from _provision_fault(name, names, document.locate((*here, "found")))
                for number in (*condition.loopholes, *condition.free_of):
                    if number not in names.loopholes:
                        yield _unknown("loophole", number, names.loopholes, document.locate(here))
            else:
                yield from _provision_fault(condition, names, document.locate(here))


def _provision_fault(name: str, names: _Names, at: Location, *, groups: bool = True) -> Iterator[Fault]:
    """Check one name; without a list of provisions, only names that cannot be one (no dot) are looked up."""
    if groups and name in names.groups:
        return
    if names.provisions is None:
        if "." not in name:
            yield _unknown("group", name, names.groups, at)
    elif name not in names.provisions:
        yield _unknown("provision", name, names.provisions | names.groups, at)


def _unknown(kind: str, name: str, known: Collection[str], at: Location) -> Fault:
    return f"unknown {kind} '{name}'{nearest(name, known)}", at
