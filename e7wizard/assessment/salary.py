"""Is the pay enough? The announced amount for the filing date, the occupation's own wage rule, the minimum wage."""

from __future__ import annotations

from typing import Any

from e7wizard.assessment.context import Context, result
from e7wizard.assessment.decide import GNI_RULE, decide
from e7wizard.assessment.model import DimensionResult, Finding, SalaryResult
from e7wizard.assessment.pay_measure import PAST_RULE, Measure, measure_of, minimum_wage_a_year
from e7wizard.rulebook.general import MinimumWage


def judge_salary(context: Context) -> tuple[DimensionResult, SalaryResult]:
    """Judge the pay. Without an occupation the tier is open, and only the minimum wage can fail."""
    pay = context.case.pay.annual_krw
    day = context.facts.day
    if day is None:
        rule = context.rulebook.files.salary.sources
        findings = [context.finding("salary.no_filing_date", "cannot_tell", rule, ["filing.date"])]
        return result(findings), SalaryResult(annual_krw=pay, threshold_krw=None, gap_krw=None, rule="unknown")
    measure = measure_of(context, day)
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
    planning = measure.planning
    if planning is None and measure.high is None and measure.plans_by_tier and before and tier:
        planning = before.krw[tier]
    return result(findings), SalaryResult(
        annual_krw=pay,
        threshold_krw=measure.high,
        threshold_low_krw=measure.low,
        gap_krw=gap,
        rule=measure.rule,
        minimum_wage_krw=needed,
        planning_krw=planning,
    )


def _findings(context: Context, measure: Measure, pay: int | None) -> list[Finding]:
    say = {
        "rule": measure.rule,
        "tier": context.occupation.tier if context.occupation else None,
        "code": context.code,
        "threshold_krw": measure.high,
        "low_krw": measure.low if measure.low != measure.high else None,
        "annual_krw": pay,
        "day": context.facts.day,
        "planning_krw": measure.planning,
    }
    if measure.past:
        return [_past_finding(context, measure, pay, say)]
    if measure.rule.startswith("human."):
        return [_own_measure(context, measure, say)]
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
    missing = measure.missing or ((GNI_RULE,) if measure.doubt and measure.rule.startswith("gni") else ())
    finding_id, state = measure.between
    if state == "at_risk":
        missing = measure.missing
    return [context.finding(finding_id, state, measure.sources, missing, gap_krw=gap, say=say)]


def _own_measure(context: Context, measure: Measure, say: dict[str, Any]) -> Finding:
    """A measure that the form cannot work out; one answer may settle it."""
    wage = context.occupation.wage if context.occupation else None
    outcome = decide(wage.when, context.facts) if wage is not None and wage.when is not None else None
    if outcome is None or outcome.truth is None:
        missing = measure.missing if outcome is None else outcome.missing
        return context.finding("salary.own_measure", "cannot_tell", measure.sources, missing, say=say)
    if outcome.truth:
        return context.finding("salary.own_measure_reached", "meets", measure.sources, say=say)
    return context.finding("salary.own_measure_not_reached", measure.short, measure.sources, say=say)


def _past_finding(context: Context, measure: Measure, pay: int | None, say: dict[str, Any]) -> Finding:
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
