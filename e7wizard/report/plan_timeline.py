"""A plan over time as rows and phases: what fits now, what bridges the time, what comes afterwards."""

from __future__ import annotations

import dataclasses
import datetime as dt

from e7wizard.assessment.model import Assessment, PlanRoutes
from e7wizard.rulebook.failure_routes import PHASES, Phase

FIX = "fix"
"""The row of putting the cause right."""
E_7 = "E-7"


@dataclasses.dataclass(frozen=True)
class Bar:
    """One row: a status of stay (or FIX) and the phases it spans."""

    id: str
    phases: tuple[Phase, ...]


def bars_of(plan: PlanRoutes, mends: bool) -> list[Bar]:
    """The rows of a plan. `mends`: the cause can be put right, so that E-7 itself comes afterwards."""
    spans: dict[str, list[Phase]] = {FIX: ["now", "meanwhile"]} if mends else {}
    for phase in PHASES:
        for route in getattr(plan, phase):
            spans.setdefault(route, []).append(phase)
    if mends:
        spans.setdefault(E_7, []).append("afterwards")
    return [Bar(id, tuple(phases)) for id, phases in spans.items()]


def earliest_again(assessment: Assessment, today: dt.date) -> dt.date | None:
    """The first day on which E-7 can be filed again as far as the changes tell: months to wait, or a later amount."""
    days = []
    for change in assessment.changes:
        if change.alternative:
            continue
        months = change.params.get("months")
        if isinstance(months, int) and months > 0:
            days.append(_after(today, months))
        if change.id == "file_later":
            days.append(dt.date.fromisoformat(str(change.params["day"])))
    return max(days, default=None)


def _after(day: dt.date, months: int) -> dt.date:
    """The first day of the month after `months` full months."""
    number = day.year * 12 + day.month - 1 + months + 1
    return dt.date(number // 12, number % 12 + 1, 1)
