"""YAML with the line of every value; duplicate keys are refused; only ``true`` and ``false`` are booleans.

YAML 1.1 also reads no, on, off and yes as booleans. In a list of words that is a trap, so here they are words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from scorer.errors import Location, RubricError

if TYPE_CHECKING:  # pydantic is loaded only where a file is checked against a model
    from pydantic import BaseModel

Key = tuple[str | int, ...]
Model = TypeVar("Model", bound="BaseModel")

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where it was built: about ten times faster
_BOOLEAN = re.compile("^(?:true|false)$")


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader with YAML 1.2 booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _BOOLEAN, list("tf"))


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: ``data`` as plain Python, and where each value stands."""

    path: Path
    data: Any
    places: Mapping[Key, tuple[int, int]]

    def locate(self, key: Key) -> Location:
        """Return the place of the value under ``key``, or of the nearest value around it."""
        while key and key not in self.places:
            key = key[:-1]
        line, column = self.places.get(key, (0, 0))
        return Location(str(self.path), line, column)


def load(path: Path) -> Document:
    """Read one YAML file.

    Raises:
        RubricError: The file is missing, is not YAML or repeats a key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"cannot be read ({error}); expected a UTF-8 YAML file", Location(str(path))) from None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        places: dict[Key, tuple[int, int]] = {}
        faults: list[tuple[str, Location]] = []
        data = _plain(loader, node, (), places, faults, path) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = Location(str(path), mark.line + 1, mark.column + 1) if mark else Location(str(path))
        raise RubricError(f"not valid YAML: {error.problem}", at) from None
    finally:
        loader.dispose()
    if faults:
        raise RubricError.gather(faults)
    return Document(path, data, places)


def _plain(
    loader: Any, node: yaml.Node, key: Key, places: dict[Key, tuple[int, int]], faults: list[tuple[str, Location]], path: Path
) -> Any:
    """Turn a node into plain Python, noting the place of every value on the way."""
    places[key] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, child, (*key, i), places, faults, path) for i, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        try:
            return loader.construct_object(node, deep=True)
        except ValueError:  # 2026-13-01 looks like a date and is none
            faults.append((f"'{node.value}' is neither a date nor a number", Location(str(path), *places[key])))
            return node.value
    mapping: dict[Any, Any] = {}
    for name_node, child in node.value:
        name = loader.construct_object(name_node, deep=True)
        if name in mapping:
            mark = name_node.start_mark
            faults.append((f"key '{name}' stands twice", Location(str(path), mark.line + 1, mark.column + 1)))
        mapping[name] = _plain(loader, child, (*key, name), places, faults, path)
    return mapping


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the closest known name, or an empty string."""
    close = difflib.get_close_matches(str(name), sorted(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def validate(document: Document, model: type[Model], *, key: Key = (), data: Any = None) -> Model:
    """Check a document (or the value ``data`` at ``key``) against a pydantic model.

    Raises:
        RubricError: One line per fault, with file, line, column and the nearest valid key.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(document.data if data is None else data)
    except ValidationError as error:
        faults = [_fault(document, key, dict(item), model) for item in error.errors()]
        raise RubricError.gather(faults) from None


def _fault(document: Document, key: Key, item: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, Location]:
    """Word one pydantic fault the way a person mends it."""
    inner: Sequence[str | int] = item["loc"]
    at = document.locate((*key, *inner))
    name = str(inner[-1]) if inner else ""
    if item["type"] == "extra_forbidden":
        return f"unknown key '{name}'{nearest(name, _keys(model, inner[:-1]))}", at
    if item["type"] == "missing":
        return f"key '{name}' is missing", at
    return f"{'.'.join(str(part) for part in inner) or 'file'}: {item['msg'].lower()}", at


def _keys(model: type[BaseModel], inner: Sequence[str | int]) -> set[str]:
    """Return the keys allowed at ``inner``, read from the model's JSON Schema."""
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})

    def resolve(node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            node = definitions[node["$ref"].rsplit("/", 1)[-1]]
        return node

    node = resolve(schema)
    for step in inner:
        options = [resolve(option) for option in node.get("anyOf", [node])]
        node = next((option for option in options if option.get("type") in {"array", "object"}), node)
        following = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step, node.get("additionalProperties"))
        if not isinstance(following, dict):
            return set()
        node = resolve(following)
    return set(node.get("properties", {}))
