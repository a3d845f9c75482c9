"""The days that bind a planned filing: what counts from when, what holds until when."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from e7wizard.assessment.context import Context
from e7wizard.assessment.deadlines import months_before
from e7wizard.assessment.decide import decide
from e7wizard.assessment.model import Assessment, SourceRef
from e7wizard.assessment.pay_measure import minimum_wage_a_year
from e7wizard.rulebook.sources import Citation

DAY_OF = {
    "stay_runs": "expires",
    "stay_ended": "expires",
    "extension_window": "opens",
    "extension_too_early": "opens",
    "starts_before_filing": "start",
    "starts_on_own_permit": "start",
    "starts_on_filing_day": "start",
    "starts_soon": "start",
    "starts_after_filing": "start",
    "report_by": "report_by",
    "report_late": "report_by",
    "leaving_report": "report_by",
}
"""Findings of the procedure that name a day, each with the parameter that holds it."""


@dataclasses.dataclass(frozen=True)
class BindingDay:
    """A day and what it is about; `finding` is the place among the findings of the procedure if one of them says it."""

    day: dt.date
    id: str
    params: dict[str, Any] = dataclasses.field(default_factory=dict)
    sources: tuple[SourceRef, ...] = ()
    finding: int | None = None


def binding_days(context: Context, assessment: Assessment, *, koreans: bool) -> list[BindingDay]:
    """The days in their order; none while there is no filing date. `koreans`: whether their number matters here."""
    day = context.facts.day
    if day is None:
        return []
    rows = [
        *_before(context, day, koreans),
        *_amounts(context, day, assessment.salary.rule),
        *_pilots(context),
        *_young_firm(context),
        *_found(assessment),
    ]
    return sorted(rows, key=lambda row: row.day)


def _row(context: Context, id: str, day: dt.date, sources: Iterable[Citation], **params: Any) -> BindingDay:
    return BindingDay(day, id, params, tuple(context.cite(sources)))


def _before(context: Context, day: dt.date, koreans: bool) -> Iterator[BindingDay]:
    """The day of filing, and since when papers and Koreans count on it."""
    rules, firm = context.rulebook.files.procedure, context.rulebook.files.employer
    yield _row(context, "filing", day, context.rulebook.files.salary.sources)
    since = months_before(day, rules.papers_months)
    yield _row(context, "papers_since", since, rules.papers_sources, months=rules.papers_months)
    if not koreans:
        return
    months = firm.insured_months
    yield _row(context, "insured_by", months_before(day, months), firm.protection_sources, months=months)
    founded = _founded(context)
    if founded is not None and (first := months_before(founded, -months)) > day:
        yield _row(context, "first_filing", first, firm.protection_sources, months=months)


def _founded(context: Context) -> dt.date | None:
    """The first day of the firm; a missing month counts as January."""
    founded = context.case.employer.founded
    if founded is None:
        return None
    year, month, day = (*(int(part) for part in founded.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _amounts(context: Context, day: dt.date, rule: str) -> Iterator[BindingDay]:
    """The last day of the amounts by which the pay is measured, and the next minimum wage."""
    book = context.rulebook
    row, gni, after = book.threshold(day), book.gni(day), book.threshold_after(day)
    if rule.startswith("gni"):
        if gni is not None and gni.to is not None:
            yield _row(context, "gni_ends", gni.to, gni.sources)
    elif row is not None and row.to is not None:
        announced = after is not None and after.from_ == row.to + dt.timedelta(days=1)
        yield _row(context, "amount_ends" if announced else "amount_ends_open", row.to, row.sources)
    elif after is not None:
        yield _row(context, "amount_begins", after.from_, after.sources)
    minimum = book.minimum_wage(dt.date(day.year + 1, 1, 1))
    if minimum is not None:
        krw = minimum_wage_a_year(context, minimum)
        first = dt.date(minimum.year, 1, 1)
        yield _row(context, "minimum_wage", first, minimum.sources, needed_krw=krw)


def _pilots(context: Context) -> Iterator[BindingDay]:
    for pilot in context.rulebook.files.procedure.pilots:
        if pilot.to is not None and decide(pilot.when, context.facts).truth is True:
            yield _row(context, "pilot_ends", pilot.to, pilot.sources)


def _young_firm(context: Context) -> Iterator[BindingDay]:
    rules, founded = context.rulebook.files.employer, _founded(context)
    occupation = context.occupation
    if founded is None or occupation is None or occupation.tier not in rules.young_firm_tiers:
        return
    ends = months_before(founded, -12 * rules.young_firm_years)
    if decide(rules.young_firm, context.facts).truth is True and context.facts.day and ends >= context.facts.day:
        yield _row(context, "young_firm_ends", ends, rules.young_firm_sources, years=rules.young_firm_years)


def _found(assessment: Assessment) -> Iterator[BindingDay]:
    """Days that the findings of the procedure name."""
    for place, finding in enumerate(assessment.dimensions["procedure"].findings):
        name = DAY_OF.get(finding.id.removeprefix("procedure."))
        if name is not None:
            day = dt.date.fromisoformat(str(finding.params[name]))
            yield BindingDay(day, finding.id, sources=tuple(finding.sources), finding=place)
