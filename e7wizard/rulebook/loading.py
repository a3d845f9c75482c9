"""Read YAML content into models, and say every fault with file, line, key and reason instead of stopping at the first."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Fault:
    """One mistake in a content file. `line` counts from 1; `key` is the path of keys inside the file."""

    file: str
    line: int
    key: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.key}: {self.reason}" if self.key else f"{where}: {self.reason}"


class ContentError(Exception):
    """Content cannot be used; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class _Loader(yaml.CSafeLoader):
    """YAML without the traps: only true and false are booleans ('no' stays Norway), no key twice."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:bool"]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key '{key}' stands twice", key_node.start_mark)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path, root: Path, faults: list[Fault]) -> Any:
    """Return the parsed file, or None after adding a fault. `root` shortens the file's name in messages."""
    name = str(path.relative_to(root))
    try:
        return yaml.load(path.read_bytes().decode("utf-8"), Loader=_Loader)  # noqa: S506 - subclass of the safe loader
    except FileNotFoundError:
        faults.append(Fault(name, 1, "", "the file is missing"))
    except UnicodeDecodeError as error:
        faults.append(Fault(name, 1, "", f"is not UTF-8 (byte {error.start})"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(Fault(name, mark.line + 1 if mark else 1, "", error.problem or "is no valid YAML"))
    return None


def line_of(path: Path, location: Iterable[str | int]) -> int:
    """Line (from 1) of the deepest node on `location` that exists in the file."""
    node = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    line = 1
    for step in location:
        if isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == str(step):
                    line, node = key_node.start_mark.line + 1, value_node
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def build(adapter: TypeAdapter[T], data: Any, path: Path, root: Path, faults: list[Fault]) -> T | None:
    """Validate `data` read from `path`; None after adding a fault for each mistake."""
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        for problem in error.errors():
            location = [step for step in problem["loc"] if not _is_tag(step)]
            key = ".".join(str(step) for step in location)
            reason = problem["msg"].removeprefix("Value error, ")
            given = problem.get("input")
            if problem["type"] not in {"value_error", "missing", "condition"} and isinstance(given, str | int | float):
                reason += f" (is: {given!r})"
            faults.append(Fault(str(path.relative_to(root)), line_of(path, location), key, reason))
    return None


def _is_tag(step: str | int) -> bool:
    return step in {"Compare", "All", "AnyOf", "Not", "SomeDegree", "Points", "Review"}
