"""Points tables that the law itself counts: sections of items, each item a list of lines with a condition."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.occupations import Key
from e7wizard.rulebook.sources import Cites


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Rule):
    """`points` when `when` is met."""

    id: Key
    points: int
    when: Condition


class Item(_Rule):
    """One row of the table: the best line counts, or all that are met are added, up to `maximum`.

    `divided_by` names a fact (a number of holders) by which the points are divided.
    """

    id: Key
    combine: Literal["best", "sum"] = "best"
    maximum: int | None = None
    divided_by: str | None = None
    lines: tuple[Line, ...] = Field(min_length=1)


class Section(_Rule):
    """A block of items with its own maximum; a `deduction` holds negative points and counts only what is known."""

    id: Key
    maximum: int | None = None
    deduction: bool = False
    items: tuple[Item, ...] = Field(min_length=1)


class PointsTable(_Rule):
    """One published table. `passes_at` is the pass mark, `maximum` the highest total the law prints."""

    id: str
    name_ko: str
    maximum: int
    passes_at: int
    section_minimums: dict[str, int] = Field(default_factory=dict)
    sections: tuple[Section, ...] = Field(min_length=1)
    certainty: Literal["high", "medium", "low"] = "high"
    sources: Cites
