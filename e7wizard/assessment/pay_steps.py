"""What the pay of a case would be held against on other filing days: the amount as steps over time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Literal

from e7wizard.assessment.context import context_of
from e7wizard.assessment.pay_measure import measure_of
from e7wizard.case import Case
from e7wizard.rulebook.rulebook import Rulebook

Certainty = Literal["announced", "in_doubt", "secondary", "unknown"]
"""In official texts; official texts leave it between two amounts; in secondary sources only; no amount published."""
_DAY = dt.timedelta(days=1)


@dataclasses.dataclass(frozen=True)
class PayStep:
    """KRW a year for applications filed from `first` to `last`: at `high` pay suffices, below `low` it does not.

    Both are the same unless the amount is in doubt, and None where it is unknown; `low` alone where no amount is known
    to be too little.
    """

    first: dt.date
    last: dt.date
    low: int | None
    high: int | None
    certainty: Certainty


def pay_steps(case: Case, rulebook: Rulebook, code: str, first: dt.date, last: dt.date) -> list[PayStep]:
    """The steps from `first` to `last`, without holes, neighbours that say the same put together."""
    steps: list[PayStep] = []
    starts = [first, *(day for day in _starts(rulebook, first, last) if first < day <= last)]
    for start, following in zip(starts, [*starts[1:], last + _DAY], strict=True):
        step = _step(case, rulebook, code, start, following - _DAY)
        if steps and (steps[-1].low, steps[-1].high, steps[-1].certainty) == (step.low, step.high, step.certainty):
            steps[-1] = dataclasses.replace(steps[-1], last=step.last)
        else:
            steps.append(step)
    return steps


def step_on(steps: list[PayStep], day: dt.date) -> PayStep | None:
    """The step of a filing day."""
    return next((step for step in steps if step.first <= day <= step.last), None)


def _starts(rulebook: Rulebook, first: dt.date, last: dt.date) -> list[dt.date]:
    """Every day on which some amount may change, in order."""
    rules = rulebook.files.salary
    days = {dt.date(year, 1, 1) for year in range(first.year, last.year + 1)}
    for row in (*rules.thresholds, *rules.gaps, *rules.history, *rules.gni):
        days.update(_edges(row.from_, row.to))
    return sorted(days)


def _edges(first: dt.date, last: dt.date | None) -> Iterator[dt.date]:
    yield first
    if last is not None:
        yield last + _DAY


def _step(case: Case, rulebook: Rulebook, code: str, first: dt.date, last: dt.date) -> PayStep:
    filed = case.model_copy(update={"filing": case.filing.model_copy(update={"date": first})})
    measure = measure_of(context_of(filed, rulebook, code), first)
    if measure.high is None:
        return PayStep(first, last, None, None, "unknown")
    certainty: Certainty = "secondary" if measure.past else "announced" if measure.low == measure.high else "in_doubt"
    return PayStep(first, last, measure.low, measure.high, certainty)
