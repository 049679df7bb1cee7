"""YAML → Rubric, with every fault of every file named by place."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scorer import yamlfile
from scorer.errors import Location, RubricError
from scorer.model import RubricRef
from scorer.paths import data_dir
from scorer.scoring.checks import faults_of
from scorer.scoring.policy import Loophole, Principle, RubricFile
from scorer.scoring.schema import Criteria, Criterion, Probe
from scorer.yamlfile import Document


@dataclass(frozen=True, eq=False)
class Rubric:
    """A rubric as it was loaded: policy, principles and criteria, the name and hash a score is cited with, and the files it came from.

    Two are equal only if they are one, so that what follows from a rubric alone can be kept.
    """

    ref: RubricRef
    file: RubricFile
    by_principle: dict[str, tuple[Criterion, ...]]
    paths: tuple[Path, ...] = ()

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in order of principle and file."""
        return tuple(criterion for principle in self.file.principles for criterion in self.by_principle[principle.id])

    @cached_property
    def principle_of(self) -> dict[str, str]:
        """The principle of each criterion, by id."""
        return {criterion.id: principle for principle, criteria in self.by_principle.items() for criterion in criteria}

    @cached_property
    def loopholes(self) -> dict[str, Loophole]:
        """The catalogue by number."""
        return {entry.id: entry for entry in self.file.loopholes}

    @property
    def principles(self) -> tuple[Principle, ...]:
        """All principles, covered or not, in order of the file."""
        return self.file.principles

    def provisions(self) -> frozenset[str]:
        """Return the ids of all provisions that the rubric asks for."""
        probes = [probe for criterion in self.criteria for probe in (*criterion.probes(), *criterion.side_probes())]
        probes += [probe for entry in self.file.loopholes if entry.softened for probe in entry.softened.when.probes()]
        return self.named(probes)

    def named(self, probes: Iterable[Probe]) -> frozenset[str]:
        """Return the provisions that probes ask for, members in place of their groups."""
        return frozenset(name for probe in probes for asked in probe.names for name in self.file.groups.get(asked, (asked,)))

    @cached_property
    def deciding(self) -> dict[str, frozenset[str]]:
        """The provisions that can decide the answer to each criterion, by its id."""
        return {criterion.id: self.named(criterion.probes()) for criterion in self.criteria}


def rubric_path(name_or_path: str | Path) -> Path:
    """Return the file of a rubric: a path as it is, or the name of one that ships with the tool.

    Raises:
        RubricError: There is no such file.
    """
    path = Path(name_or_path)
    if path.is_file():
        return path
    bundled = {file.stem: file for file in sorted(data_dir("rubrics").glob("*.yaml"))}
    if str(name_or_path) in bundled:
        return bundled[str(name_or_path)]
    hint = yamlfile.nearest(str(name_or_path), bundled) or f"; bundled rubrics: {', '.join(bundled)}"
    raise RubricError(f"no rubric '{name_or_path}'{hint}")


def load_rubric(name_or_path: str | Path, *, provisions: Collection[str] | None = None) -> Rubric:
    """Load a rubric and the criteria files it names.

    With ``provisions``, a provision that is asked for and does not exist is a fault.

    Raises:
        RubricError: One line per fault, in all files, with line, column and the nearest valid name.
    """
    main, base = _main_file(rubric_path(name_or_path))
    file = yamlfile.validate(main, RubricFile)
    documents, loaded = _criteria_files(main, file, base)
    faults = sorted(
        faults_of(main, file, [(documents[key], criteria) for key, criteria in loaded.items()], provisions),
        key=lambda fault: (fault[1].path, fault[1].line, fault[1].column),
    )
    if faults:
        raise RubricError.gather(faults)
    by_principle = {principle.id: loaded[principle.id].criteria if principle.id in loaded else () for principle in file.principles}
    read = (main, *([base] if base else []), *documents.values())
    ref = RubricRef(file.rubric.id, file.rubric.title, file.rubric.version, _sha256(read))
    return Rubric(ref, file, by_principle, tuple(document.path for document in read))


def _main_file(path: Path) -> tuple[Document, Document | None]:
    """Load the main file, with the rubric that it extends.

    A key of the file goes before the same key of the base; where both are mappings, this holds for the keys inside. A key that is null
    takes the base's away.
    """
    own = yamlfile.load(path)
    if not isinstance(own.data, dict) or "extends" not in own.data:
        return own, None
    base = yamlfile.load(rubric_path(str(own.data["extends"])))
    if "extends" in base.data:
        raise RubricError(f"'{base.path.name}' itself extends another rubric; extend that one", own.locate(("extends",)))
    merged = dict(base.data)
    for key, value in own.data.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _without_null({**merged[key], **value}) if both else value
    return Document(own.path, _without_null(merged), own.places), base


def _without_null(mapping: dict[Any, Any]) -> dict[Any, Any]:
    return {key: value for key, value in mapping.items() if value is not None}


def _criteria_files(main: Document, file: RubricFile, base: Document | None) -> tuple[dict[str, Document], dict[str, Criteria]]:
    """Load the file of each covered principle; faults of all files come together."""
    documents: dict[str, Document] = {}
    loaded: dict[str, Criteria] = {}
    messages: list[str] = []
    for i, principle in enumerate(file.principles):
        if principle.criteria is None:
            continue
        try:
            documents[principle.id] = _beside(main, base, principle.criteria, main.locate(("principles", i, "criteria")))
            loaded[principle.id] = yamlfile.validate(documents[principle.id], Criteria)
        except RubricError as error:
            messages.append(str(error))
    if messages:
        raise RubricError("\n".join(messages))
    return documents, loaded


def _beside(main: Document, base: Document | None, name: str, at: Location) -> Document:
    folders = [document.path.parent for document in (main, base) if document]
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        raise RubricError(f"no file '{name}' beside {main.path.name}", at)
    return yamlfile.load(path)


def _sha256(documents: Collection[Document]) -> str:
    digest = hashlib.sha256()
    for content in _contents(documents):
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _contents(documents: Collection[Document]) -> Iterator[bytes]:
    for document in documents:
        yield document.path.read_bytes().replace(b"\r\n", b"\n")
