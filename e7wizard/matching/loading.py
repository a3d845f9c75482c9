"""Read content/matching into a matcher; the index, which takes seconds to build, is kept between two starts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from e7wizard.matching import index, text
from e7wizard.matching.asking import Axis
from e7wizard.matching.index import Index
from e7wizard.matching.matcher import NOTHING, OUTSIDE, Matcher, VagueWords
from e7wizard.matching.stored import read_index, write_index
from e7wizard.rulebook.loading import ContentError, Fault, build, read_yaml

MOST_BUILT = 2
"""Two editions compared have their own evidence at most."""
_BUILT: dict[str, Matcher] = {}
"""Matchers by their evidence, for content folders that share it."""


class Evidence(BaseModel):
    """Titles and short duty phrases by language, as people write them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: dict[str, tuple[str, ...]]
    duties: dict[str, tuple[str, ...]]

    def phrases(self) -> Iterable[str]:
        """Every phrase of every language."""
        for group in (self.titles, self.duties):
            for phrases in group.values():
                yield from phrases


def load_matcher(content: Path) -> Matcher:
    """Read content/matching. Raises ContentError with every fault found."""
    key = _digest(content / "matching")
    if key not in _BUILT:
        while len(_BUILT) >= MOST_BUILT:
            _BUILT.pop(next(iter(_BUILT)))
        _BUILT[key] = _load(content, key)
    return _BUILT[key]


def _load(content: Path, key: str) -> Matcher:
    faults: list[Fault] = []
    folder = content / "matching"
    vague = _one(folder / "vague.yaml", TypeAdapter(VagueWords), content, faults)
    axes = _one(folder / "questions.yaml", TypeAdapter(tuple[Axis, ...]), content, faults)
    kept = read_index(key)
    if kept is None and vague is not None:
        evidence = [(code, phrase) for code, phrase in _phrases(folder / "occupations", content, faults)]
        evidence += [(OUTSIDE + name, phrase) for name, phrase in _phrases(folder / "outside", content, faults)]
        evidence += [(NOTHING, phrase) for phrase in (*vague.phrases, *vague.titles)]
        if not faults:
            kept = Index.build(evidence)
            write_index(key, kept)
    if faults or vague is None or axes is None or kept is None:
        raise ContentError(faults)
    return Matcher(kept, vague, axes)


def _digest(folder: Path) -> str:
    """What stands in the files of a folder and in the code that makes an index of them."""
    found = hashlib.sha256()
    for module in (index, text):
        found.update(Path(str(module.__file__)).read_bytes())
    for path in sorted(folder.rglob("*.yaml")):
        found.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return found.hexdigest()


def _phrases(folder: Path, content: Path, faults: list[Fault]) -> list[tuple[str, str]]:
    """The evidence of every file of a folder: label and phrase."""
    found: dict[str, Evidence] = {}
    adapter: TypeAdapter[Any] = TypeAdapter(dict[str, Evidence])
    for path in sorted(folder.glob("*.yaml")):
        found |= _one(path, adapter, content, faults) or {}
    return [(label, phrase) for label, item in found.items() for phrase in item.phrases()]


def _one(path: Path, adapter: TypeAdapter[Any], content: Path, faults: list[Fault]) -> Any:
    data = read_yaml(path, content.parent, faults)
    return None if data is None else build(adapter, data, path, content.parent, faults)
