"""Dated values that run out: which of them nobody has renewed yet, and since or until when they hold."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel

from e7wizard.rulebook.conditions import Compare, filed_until
from e7wizard.rulebook.occupations import HumanCheck, Occupation
from e7wizard.rulebook.rulebook import Rulebook

WARN_DAYS = 30
"""A warning starts so many days before a value runs out."""


@dataclasses.dataclass(frozen=True)
class Expiry:
    """A dated value and its last day. `file` is where the next row belongs.

    `figures` are amounts that everybody needs; their id names a text for visitors. A `rule` (a pilot, a relaxation, a
    way that ends) concerns few people, who see its last day in their own result.
    """

    id: str
    file: str
    last_day: dt.date
    kind: Literal["figures", "rule"] = "figures"

    def days_left(self, today: dt.date) -> int:
        """Days until the last day; negative after it."""
        return (self.last_day - today).days


def running_out(rulebook: Rulebook, today: dt.date, within: int = WARN_DAYS) -> list[Expiry]:
    """The values that run out within so many days, or have run out."""
    return due(last_days(rulebook), today, within)


def due(dated: Iterable[Expiry], today: dt.date, within: int = WARN_DAYS) -> list[Expiry]:
    """Those of the dated values that run out within so many days, or have run out."""
    return [expiry for expiry in dated if expiry.days_left(today) <= within]


def last_days(rulebook: Rulebook) -> Iterator[Expiry]:
    """Every dated value that nobody has renewed; looking through all rules takes some 30 ms."""
    salary = rulebook.files.salary
    for id, ends in (
        ("thresholds", [row.to for row in salary.thresholds]),
        ("minimum_wage", [dt.date(row.year, 12, 31) for row in salary.minimum_wage]),
        ("gni", [row.to for row in salary.gni]),
    ):
        if None not in ends:
            yield Expiry(id, "content/rules/salary.yaml", max(end for end in ends if end is not None))
    for relaxation in rulebook.files.qualification.relaxations:
        if relaxation.period is not None and relaxation.period.to is not None:
            yield Expiry(relaxation.id, "content/rules/qualification.yaml", relaxation.period.to, "rule")
    for pilot in rulebook.files.procedure.pilots:
        # What the manuals still print after its last day is known to have run out.
        if pilot.to is not None and pilot.outside != "confirm":
            yield Expiry(pilot.id, "content/rules/procedure.yaml", pilot.to, "rule")
    for code, occupation in rulebook.occupations.items():
        yield from _rules(occupation, code, f"content/rules/{rulebook.home[code]}")
    for route in rulebook.files.routes:
        yield from _rules(route, "", "content/rules/routes")
    for table in rulebook.files.points:
        yield from _rules(table, "", "content/rules/points")


def _rules(value: Any, where: str, file: str) -> Iterator[Expiry]:
    for name, day in dict.fromkeys(_filed_until(value, where)):
        yield Expiry(name, file, day, "rule")


def _filed_until(value: Any, where: str) -> Iterator[tuple[str, dt.date]]:
    """The last filing days that conditions name, each with the occupation and the rule in which it stands."""
    if isinstance(value, HumanCheck):
        return  # it only says whom to show a point that stands with a rule of its own
    if isinstance(value, Compare):
        if (day := filed_until(value)) is not None:
            yield where, day
    elif isinstance(value, BaseModel):
        id = getattr(value, "id", None)
        inner = ".".join(part for part in (where, id) if part) if isinstance(id, str) else where
        for name in type(value).model_fields:
            place = f"{inner}.{name}" if isinstance(value, Occupation) else inner
            yield from _filed_until(getattr(value, name), place)
    elif isinstance(value, tuple):
        for part in value:
            yield from _filed_until(part, where)
