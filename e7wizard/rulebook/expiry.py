"""Dated values that run out: which of them nobody has renewed yet, and since or until when they hold."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from e7wizard.rulebook.rulebook import Rulebook

WARN_DAYS = 30
"""A warning starts so many days before a value runs out."""


@dataclasses.dataclass(frozen=True)
class Expiry:
    """A dated value and its last day. `id` names its text; `file` is where the next row belongs."""

    id: str
    file: str
    last_day: dt.date

    def days_left(self, today: dt.date) -> int:
        """Days until the last day; negative after it."""
        return (self.last_day - today).days


def running_out(rulebook: Rulebook, today: dt.date, within: int = WARN_DAYS) -> list[Expiry]:
    """The values that run out within so many days, or have run out."""
    return [expiry for expiry in _last_days(rulebook) if expiry.days_left(today) <= within]


def _last_days(rulebook: Rulebook) -> Iterator[Expiry]:
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
            yield Expiry(relaxation.id, "content/rules/qualification.yaml", relaxation.period.to)
