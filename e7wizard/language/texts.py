"""Texts by id, read from content/<language>. A text may hold {placeholders}; a text with plurals is {one:, other:}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from e7wizard.language.amounts import Language, plural
from e7wizard.rulebook.loading import ContentError, Fault, read_yaml

PLACEHOLDER = re.compile(r"\{([a-z_0-9]+)\}")


class Texts:
    """All texts of one language."""

    def __init__(self, language: Language, tree: dict[str, Any]) -> None:
        self.language: Language = language
        self._tree = tree
        self._found: dict[str, Any] = {}

    def instead(self, key: str) -> Texts:
        """The same texts with those below `key` in the place of the ones of the same name, for another reader."""
        return Texts(self.language, _laid_over(self._tree, self.find(key) or {}))

    def find(self, key: str) -> Any:
        """Whatever stands at a dotted key: text, list, mapping; None if nothing does."""
        node: Any = self._found.get(key)
        if node is None:
            node = self._tree
            for step in key.split("."):
                if not isinstance(node, dict) or step not in node:
                    return None
                node = node[step]
            # Only what exists is remembered, so that this never outgrows the content.
            self._found[key] = node
        return node

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text at `key` with its placeholders filled. Raises KeyError for an unknown key or placeholder."""
        text = self.find(key)
        if isinstance(text, dict) and "other" in text:
            count = next((value for value in values.values() if isinstance(value, int | float)), 0)
            text = text.get(plural(count, self.language), text["other"])
        if not isinstance(text, str):
            raise KeyError(f"{self.language}: {key}")
        return PLACEHOLDER.sub(lambda found: str(values[found[1]]), text)

    def maybe(self, key: str, /, **values: Any) -> str | None:
        """The text at `key`, or None if there is none."""
        return self(key, **values) if self.find(key) is not None else None

    def rows(self, key: str) -> list[str]:
        """The list of texts at `key`; empty if there is none."""
        found = self.find(key)
        return [str(row) for row in found] if isinstance(found, list) else []

    def keys(self, key: str) -> list[str]:
        """The keys below `key`, in the order of the file."""
        found = self.find(key)
        return [str(name) for name in found] if isinstance(found, dict) else []


def _laid_over(tree: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    found = dict(tree)
    for key, value in over.items():
        below = tree.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        found[key] = _laid_over(below, value) if both else value  # type: ignore[arg-type]
    return found


def leaves(tree: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, text) of every text of a tree; list items are numbered."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*where, str(key)))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from leaves(value, (*where, str(number)))
    else:
        yield ".".join(where), str(tree)


def read_tree(content: Path, language: Language, faults: list[Fault]) -> dict[str, Any]:
    """Read every file of a language: ui.yaml becomes 'ui', the files of a folder become one mapping."""
    tree: dict[str, Any] = {}
    for path in sorted((content / language).rglob("*.yaml")):
        data = read_yaml(path, content.parent, faults)
        if not isinstance(data, dict):
            continue
        inside = path.relative_to(content / language).parts
        if inside[0] == "points":
            tree.setdefault("points", {})[path.stem] = data
        elif len(inside) > 1:
            tree.setdefault(inside[0], {}).update(data)
        else:
            tree[path.stem] = data
    return tree


def load_texts(content: Path, language: Language) -> Texts:
    """Read content/<language>. Raises ContentError with every fault found."""
    faults: list[Fault] = []
    tree = read_tree(content, language, faults)
    if faults:
        raise ContentError(faults)
    return Texts(language, tree)
