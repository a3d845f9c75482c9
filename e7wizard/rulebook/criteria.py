"""What routes ask, in groups that a person can take in at one look."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from e7wizard.rulebook.occupations import Key


class Criterion(BaseModel):
    """A group of facts; `facts` are paths, or a whole section as `pay.*`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Key
    facts: tuple[str, ...] = Field(min_length=1)


def criterion_of(path: str, criteria: Iterable[Criterion]) -> str | None:
    """The group of a fact: the one that names it, else the one that names its section; None if there is neither."""
    section = path.partition(".")[0] + ".*"
    by_section = None
    for criterion in criteria:
        if path in criterion.facts:
            return criterion.id
        if section in criterion.facts and by_section is None:
            by_section = criterion.id
    return by_section
