"""Is the pay enough? The announced amount for the filing date, the occupation's own wage rule, the minimum wage."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from typing import Any

from e7wizard.assessment.context import Context, result
from e7wizard.assessment.decide import GNI_RULE, decide
from e7wizard.assessment.facts import months_between
from e7wizard.assessment.model import DimensionResult, Finding, SalaryResult, State
from e7wizard.rulebook.general import MinimumWage, PastThreshold
from e7wizard.rulebook.occupations import Occupation, Tier, Wage
from e7wizard.rulebook.sources import Citation


@dataclasses.dataclass(frozen=True)
class _Measure:
    """What the pay is held against, KRW a year: at `high` it surely suffices, below `low` it surely does not.

    `past`: only secondary sources name the amounts, so reaching them proves nothing.
    """

    rule: str
    low: int | None
    high: int | None
    sources: tuple[Citation, ...]
    short: State = "fails"
    doubt: str | None = None
    missing: tuple[str, ...] = ()
    past: bool = False


PAST_RULE = "rule.past_threshold"
"""Stands in `missing` where only secondary sources know the amount of a time gone by."""


def judge_salary(context: Context) -> tuple[DimensionResult, SalaryResult]:
    """Judge the pay. Without an occupation the tier is open, and only the minimum wage can fail."""
    pay = context.case.pay.annual_krw
    day = context.facts.day
    if day is None:
        rule = context.rulebook.files.salary.sources
        findings = [context.finding("salary.no_filing_date", "cannot_tell", rule, ["filing.date"])]
        return result(findings), SalaryResult(annual_krw=pay, threshold_krw=None, gap_krw=None, rule="unknown")
    measure = _measure(context, day)
    minimum = context.rulebook.minimum_wage(day)
    needed = None if minimum is None else minimum_wage_a_year(context, minimum)
    findings = _findings(context, measure, pay)
    if minimum is not None and needed is not None and pay is not None:
        findings += _minimum_wage(context, minimum, needed, pay)
    if measure.rule == "colleagues":
        findings.append(_colleagues(context, pay))
    gap = None if pay is None or measure.high is None else max(0, measure.high - pay)
    before = context.rulebook.threshold_before(day)
    tier = context.occupation.tier if context.occupation else None
    planning = before.krw[tier] if before and tier and measure.high is None else None
    return result(findings), SalaryResult(
        annual_krw=pay,
        threshold_krw=measure.high,
        threshold_low_krw=measure.low,
        gap_krw=gap,
        rule=measure.rule,
        minimum_wage_krw=needed,
        planning_krw=planning,
    )


def minimum_wage_a_year(context: Context, minimum: MinimumWage) -> int:
    """Least statutory pay in KRW a year: the monthly amount, or the hourly one times the paid hours if that is more.

    Paid hours of a month are the weekly hours and the paid weekly holiday, as in the printed 209 hours.
    """
    rules = context.rulebook.files.salary
    hours = context.case.pay.weekly_hours
    if hours is None or hours <= rules.standard_hours:
        return minimum.monthly * 12
    holiday = rules.standard_hours / 5
    paid = math.ceil((hours + holiday) * rules.monthly_hours / (rules.standard_hours + holiday))
    return max(minimum.monthly, minimum.hourly * paid) * 12


def _findings(context: Context, measure: _Measure, pay: int | None) -> list[Finding]:
    say = {
        "rule": measure.rule,
        "tier": context.occupation.tier if context.occupation else None,
        "code": context.occupation.code if context.occupation else None,
        "threshold_krw": measure.high,
        "low_krw": measure.low if measure.low != measure.high else None,
        "annual_krw": pay,
        "day": context.facts.day,
    }
    if measure.past:
        return [_past_finding(context, measure, pay, say)]
    if measure.doubt is not None and measure.high is None:
        return [context.finding(f"salary.{measure.doubt}", "cannot_tell", measure.sources, measure.missing, say=say)]
    if pay is None:
        return [context.finding("salary.no_pay", "cannot_tell", measure.sources, ["pay.annual_krw"], say=say)]
    if measure.high is None or measure.low is None:
        return [context.finding("salary.no_threshold", "cannot_tell", measure.sources, measure.missing, say=say)]
    if pay >= measure.high:
        return [context.finding("salary.reaches", "meets", measure.sources, over_krw=pay - measure.high, say=say)]
    gap = measure.high - pay
    if pay < measure.low:
        return [context.finding("salary.below_threshold", measure.short, measure.sources, gap_krw=gap, say=say)]
    missing = measure.missing or ((GNI_RULE,) if measure.doubt else ())
    return [context.finding("salary.in_doubt", "cannot_tell", measure.sources, missing, gap_krw=gap, say=say)]


def _past_finding(context: Context, measure: _Measure, pay: int | None, say: dict[str, Any]) -> Finding:
    """The pay against amounts that only secondary sources name: reached it proves nothing, below every reading it fails."""
    sources = measure.sources
    if measure.high is None:
        return context.finding("salary.past_no_amount", "cannot_tell", sources, [PAST_RULE], say=say)
    if pay is None:
        return context.finding("salary.no_pay", "cannot_tell", sources, ["pay.annual_krw"], say=say)
    if pay >= measure.high:
        state = context.rulebook.files.salary.history_reached
        over = pay - measure.high
        return context.finding("salary.past_reaches", state, sources, [PAST_RULE], over_krw=over, say=say)
    gap = measure.high - pay
    if measure.low is not None and pay < measure.low:
        return context.finding("salary.past_below", "fails", sources, gap_krw=gap, say=say)
    missing = measure.missing or (PAST_RULE,)
    return context.finding("salary.past_in_doubt", "cannot_tell", sources, missing, gap_krw=gap, say=say)


def _minimum_wage(context: Context, minimum: MinimumWage, needed: int, pay: int) -> list[Finding]:
    if pay >= needed:
        return []
    hours = context.case.pay.weekly_hours or context.rulebook.files.salary.standard_hours
    return [
        context.finding(
            "salary.below_minimum_wage",
            "fails",
            (*minimum.sources, *context.rulebook.files.salary.sources),
            year=minimum.year,
            needed_krw=needed,
            annual_krw=pay,
            gap_krw=needed - pay,
            hours=hours,
        )
    ]


def _colleagues(context: Context, pay: int | None) -> Finding:
    wage = context.occupation.wage if context.occupation else None
    sources = wage.sources if wage else ()
    average = context.case.facts.korean_colleagues_average_annual_krw
    if average is None or pay is None:
        missing = ["facts.korean_colleagues_average_annual_krw"] if average is None else ["pay.annual_krw"]
        return context.finding("salary.colleagues_unknown", "cannot_tell", sources, missing)
    if pay < average:
        return context.finding("salary.below_colleagues", "fails", sources, average_krw=average, gap_krw=average - pay)
    return context.finding("salary.reaches_colleagues", "meets", sources, average_krw=average)


def _measure(context: Context, day: dt.date) -> _Measure:
    occupation = context.occupation
    if occupation is None:
        sources = context.rulebook.files.procedure.one_code_sources
        return _Measure("tier", None, None, sources, doubt="no_occupation", missing=("job.occupation",))
    wage = occupation.wage
    past = context.rulebook.past_threshold(day)
    if past is not None:
        return _past(context, occupation, past, day)
    if wage is None or wage.kind == "colleagues":
        return dataclasses.replace(_tier_amount(context, occupation.tier, day), rule="colleagues" if wage else "tier")
    if wage.kind == "amount" and wage.annual_krw is not None:
        return _own_amount(context, wage, occupation.tier, day)
    if wage.kind == "gni" and wage.share is not None:
        return _share_of_gni(context, wage, wage.share, day)
    return _Measure(f"human.{wage.id}", None, None, wage.sources, doubt="own_measure", missing=(GNI_RULE,))


def _past(context: Context, occupation: Occupation, row: PastThreshold, day: dt.date) -> _Measure:
    """What secondary sources say of a filing day before the first notice of this edition."""
    tier, own = occupation.tier, row.own_krw.get(occupation.code)
    if own is not None:
        return _Measure("past_own", own, own, row.sources, past=True)
    if occupation.wage is not None and occupation.wage.kind != "colleagues":
        return _Measure("past_own", None, None, row.sources, past=True)
    if tier in row.minimum_wage:
        minimum = context.rulebook.minimum_wage(day)
        needed = None if minimum is None else minimum_wage_a_year(context, minimum)
        sources = row.sources if minimum is None else (*row.sources, *minimum.sources)
        rule = "colleagues" if occupation.wage else "past_minimum_wage"
        return _Measure(rule, needed, needed, sources, past=True)
    high, least = row.krw.get(tier), row.least_krw.get(tier)
    relief = _relief(context) if tier in row.relief_krw else False
    if relief is True:
        return _Measure("past_relief", least, row.relief_krw[tier], row.sources, past=True)
    return _Measure("past", least, high, row.sources, missing=relief or (), past=True)


def _tier_amount(context: Context, tier: Tier, day: dt.date) -> _Measure:
    row = context.rulebook.threshold(day)
    if row is not None:
        return _Measure("tier", row.krw[tier], row.krw[tier], row.sources)
    gap = next((gap for gap in context.rulebook.files.salary.gaps if gap.covers(day)), None)
    sources = gap.sources if gap else context.rulebook.files.salary.sources
    unknown = "rule.threshold" if context.rulebook.threshold_before(day) else PAST_RULE
    return _Measure("tier", None, None, sources, doubt=gap.id if gap else "no_threshold", missing=(unknown,))


def _own_amount(context: Context, wage: Wage, tier: Tier, day: dt.date) -> _Measure:
    own = wage.annual_krw
    announced = _tier_amount(context, tier, day)
    if wage.short == "fails" or own is None or announced.high is None:
        return _Measure("amount", own, own, wage.sources)
    if (context.case.pay.annual_krw or 0) < announced.high:
        return announced
    return _Measure("amount", own, own, wage.sources, short=wage.short)


def _share_of_gni(context: Context, wage: Wage, share: float, day: dt.date) -> _Measure:
    """A share of GNI per head with its doubt band; small firms and newcomers may be held to less."""
    tier = context.occupation.tier if context.occupation else "E-7-1"
    gni = context.rulebook.gni(day)
    if gni is None:
        return _Measure("gni", None, None, wage.sources, doubt="no_gni", missing=(GNI_RULE,))
    sources = (*wage.sources, *gni.sources)
    low, high = round(gni.low * share), round(gni.high * share)
    missing: tuple[str, ...] = ()
    rule = "gni"
    relief = _relief(context) if wage.relief else False
    if relief is not False:
        rules = context.rulebook.files.salary.relief
        sources = (*sources, *rules.sources)
        floor = _tier_amount(context, tier, day).high
        low = min(low, round(gni.low * rules.share), floor if floor is not None else low)
        if relief is True:
            high, rule = round(gni.high * rules.share), "gni_relief"
        else:
            missing = relief
    newcomer = _newcomer(context, wage)
    if newcomer is not False:
        announced = _tier_amount(context, tier, day)
        if newcomer is True:
            return dataclasses.replace(announced, rule="newcomer", sources=(*wage.sources, *announced.sources))
        low = min(low, announced.low if announced.low is not None else low)
        missing = (*missing, *newcomer)
    return _Measure(rule, low, high, sources, doubt=gni.doubt or ("relief" if missing else None), missing=missing)


def _relief(context: Context) -> bool | tuple[str, ...]:
    """Whether the small-firm relief applies; the missing facts while that is open."""
    rules = context.rulebook.files.salary.relief
    firm = decide(rules.firm, context.facts)
    career = context.case.facts.e7_career_years_in_korea
    if firm.truth is False or (career is not None and career > rules.career_years):
        return False
    missing = [*firm.missing] if firm.truth is None else []
    if career is None:
        missing.append("facts.e7_career_years_in_korea")
    return tuple(missing) if missing else True


def _newcomer(context: Context, wage: Wage) -> bool | tuple[str, ...]:
    """Whether the person came as a shipbuilder recently enough for the announced amount to count instead."""
    since, day = wage.newcomer_relief_from, context.facts.day
    if since is None or day is None:
        return False
    first = context.case.facts.first_entry_as_shipbuilder
    if first is None:
        return ("facts.first_entry_as_shipbuilder",)
    return first >= since and months_between(first, day) < context.rulebook.files.salary.newcomer_years * 12
