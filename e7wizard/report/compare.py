"""Two content folders side by side: what changed in the law, and which cases come out otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from pydantic import BaseModel

from e7wizard.assessment import Assessment, CaseError
from e7wizard.assessment.model import DIMENSIONS
from e7wizard.case import Case
from e7wizard.rulebook.rulebook import Rulebook


@dataclasses.dataclass(frozen=True)
class Difference:
    """One difference: `kind` is amount, code, rule or case; `where` names it; a side is empty where it has nothing."""

    kind: str
    where: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.kind:7} {self.where}: {self.old or '—'} → {self.new or '—'}"


class Edition(Protocol):
    """A content folder in use: its rules, and how it judges a case."""

    @property
    def rulebook(self) -> Rulebook:
        """The rules."""

    def assess(self, case: Case) -> Assessment:
        """Judge a case. Raises CaseError."""


def compare(old: Edition, new: Edition, cases: Iterable[Case]) -> Iterator[Difference]:
    """Yield changed amounts, codes and rules, then the cases whose states change."""
    before, after = _flat(old.rulebook), _flat(new.rulebook)
    yield from _codes(old.rulebook, new.rulebook)
    for where in dict.fromkeys([*before, *after]):
        one, other = before.get(where, ""), after.get(where, "")
        if one != other:
            kind = "amount" if where.startswith("salary.") else "rule"
            yield Difference(kind, where, one, other)
    for case in cases:
        yield from _case(old, new, case)


def _codes(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    for code in dict.fromkeys([*old.occupations, *new.occupations]):
        was, now = old.occupations.get(code), new.occupations.get(code)
        if was is None or now is None or was.name_ko != now.name_ko:
            yield Difference("code", code, was.name_ko if was else "", now.name_ko if now else "")


def _flat(rulebook: Rulebook) -> dict[str, str]:
    """Every value of the rules by a path that keeps its meaning when rows are moved or added."""
    found: dict[str, str] = {}
    for name in type(rulebook.files).model_fields:
        _walk(getattr(rulebook.files, name), name, found)
    return found


def _walk(value: Any, where: str, found: dict[str, str]) -> None:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            _walk(getattr(value, name), f"{where}.{name}", found)
    elif isinstance(value, dict):
        for key, part in value.items():
            _walk(part, f"{where}.{key}", found)
    elif isinstance(value, tuple | list):
        for number, part in enumerate(value):
            _walk(part, f"{where}.{_name_of(part) or number}", found)
    elif value is not None:
        found[where] = str(value)


def _name_of(part: Any) -> str | None:
    for name in ("code", "id", "year", "from_", "path"):
        value = getattr(part, name, None)
        if value is not None:
            return str(value)
    return None


def _case(old: Edition, new: Edition, case: Case) -> Iterator[Difference]:
    one, other = _states(old, case), _states(new, case)
    for name in dict.fromkeys([*one, *other]):
        if one.get(name) != other.get(name):
            yield Difference("case", f"{case.id} {name}", one.get(name, ""), other.get(name, ""))


def _states(house: Edition, case: Case) -> dict[str, str]:
    try:
        found = house.assess(case)
    except CaseError as error:
        return {"error": str(error)}
    return {"verdict": found.verdict, **{name: found.dimensions[name].status for name in DIMENSIONS}}
