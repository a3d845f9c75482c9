"""What the pay is held against: the announced amount for the filing date or the occupation's own wage rule, and its doubts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math

from e7wizard.assessment.context import Context
from e7wizard.assessment.decide import GNI_RULE, decide
from e7wizard.assessment.facts import months_between
from e7wizard.assessment.model import State
from e7wizard.rulebook.general import MinimumWage, PastThreshold
from e7wizard.rulebook.occupations import Occupation, Tier, Wage
from e7wizard.rulebook.sources import Citation


@dataclasses.dataclass(frozen=True)
class Measure:
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
    between: tuple[str, State] = ("salary.in_doubt", "cannot_tell")
    """The finding and the state of pay from `low` to `high`."""
    planning: int | None = None
    """The last known amount of its own, to plan with where none is known for the filing day."""
    plans_by_tier: bool = True


PAST_RULE = "rule.past_threshold"
"""Stands in `missing` where only secondary sources know the amount of a time gone by."""


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


def measure_of(context: Context, day: dt.date) -> Measure:
    """What pay filed on `day` is held against: the occupation's own rule where it has one, else the amount of its tier."""
    occupation = context.occupation
    if occupation is None:
        sources = context.rulebook.files.procedure.one_code_sources
        return Measure("tier", None, None, sources, doubt="no_occupation", missing=("job.occupation",))
    wage = occupation.wage
    past = context.rulebook.past_threshold(day)
    if past is not None:
        return _past(context, occupation, past, day)
    if wage is None or not _applies(context, wage):
        return _tier_amount(context, occupation.tier, day)
    match wage.kind:
        case "colleagues":
            return dataclasses.replace(_tier_amount(context, occupation.tier, day), rule="colleagues")
        case "amount":
            return _own_amount(context, wage, occupation.tier, day)
        case "minimum_wage":
            return _minimum_or_tier(context, wage, occupation.tier, day)
        case "gni":
            return _share_of_gni(context, wage, wage.share or 1, day)
        case "human":
            missing = (GNI_RULE,) if wage.when is None else ()
            return Measure(f"human.{wage.id}", None, None, wage.sources, missing=missing, plans_by_tier=False)


def _applies(context: Context, wage: Wage) -> bool:
    return wage.applies is None or decide(wage.applies, context.facts).truth is True


def _past(context: Context, occupation: Occupation, row: PastThreshold, day: dt.date) -> Measure:
    """What secondary sources say of a filing day before the first notice of this edition."""
    tier, own = occupation.tier, row.own_krw.get(occupation.code)
    if own is not None:
        return Measure("past_own", own, own, row.sources, past=True)
    if occupation.wage is not None and occupation.wage.kind != "colleagues":
        return Measure("past_own", None, None, row.sources, past=True)
    if tier in row.minimum_wage:
        minimum = context.rulebook.minimum_wage(day)
        needed = None if minimum is None else minimum_wage_a_year(context, minimum)
        sources = row.sources if minimum is None else (*row.sources, *minimum.sources)
        rule = "colleagues" if occupation.wage else "past_minimum_wage"
        return Measure(rule, needed, needed, sources, past=True)
    high, least = row.krw.get(tier), row.least_krw.get(tier)
    relief = _relief(context) if tier in row.relief_krw else False
    if relief is True:
        return Measure("past_relief", least, row.relief_krw[tier], row.sources, past=True)
    if relief is False and tier in row.relief_krw:
        least = row.least_full_krw.get(tier, high)
    return Measure("past", least, high, row.sources, missing=relief or (), past=True)


def _tier_amount(context: Context, tier: Tier, day: dt.date) -> Measure:
    row = context.rulebook.threshold(day)
    if row is not None:
        return Measure("tier", row.krw[tier], row.krw[tier], row.sources)
    gap = next((gap for gap in context.rulebook.files.salary.gaps if gap.covers(day)), None)
    sources = gap.sources if gap else context.rulebook.files.salary.sources
    unknown = "rule.threshold" if context.rulebook.threshold_before(day) else PAST_RULE
    return Measure("tier", None, None, sources, doubt=gap.id if gap else "no_threshold", missing=(unknown,))


def _own_amount(context: Context, wage: Wage, tier: Tier, day: dt.date) -> Measure:
    own = wage.annual_krw
    announced = _tier_amount(context, tier, day)
    if own is not None and wage.doubtful_when is not None and decide(wage.doubtful_when, context.facts).truth is True:
        return _own_or_tier(wage.sources, own, announced)
    if wage.short == "fails" or own is None or announced.high is None:
        return Measure("amount", own, own, wage.sources)
    if (context.case.pay.annual_krw or 0) < announced.high:
        return announced
    return Measure("amount", own, own, wage.sources, short=wage.short)


def _minimum_or_tier(context: Context, wage: Wage, tier: Tier, day: dt.date) -> Measure:
    """The section names the minimum wage of the year, the table of the tiers an amount of its own."""
    minimum = context.rulebook.minimum_wage(day)
    announced = _tier_amount(context, tier, day)
    if minimum is None:
        return announced
    return _own_or_tier((*wage.sources, *minimum.sources), minimum_wage_a_year(context, minimum), announced)


def _own_or_tier(own_sources: tuple[Citation, ...], own: int, announced: Measure) -> Measure:
    """Nobody says which of the two amounts counts: the higher surely suffices, below the lower it surely does not."""
    if announced.high is None:
        return announced
    low, high = min(own, announced.high), max(own, announced.high)
    sources = (*own_sources, *announced.sources)
    return Measure("own_or_tier", low, high, sources, between=("salary.own_or_tier", "cannot_tell"))


def _share_of_gni(context: Context, wage: Wage, share: float, day: dt.date) -> Measure:
    """A share of GNI per head with its doubt band; small firms and newcomers may be held to less."""
    tier = context.occupation.tier if context.occupation else "E-7-1"
    announced = _tier_amount(context, tier, day)
    newcomer = _newcomer(context, wage)
    if newcomer is True:
        return dataclasses.replace(announced, rule="newcomer", sources=(*wage.sources, *announced.sources))
    gni = context.rulebook.gni(day)
    if gni is None:
        last = context.rulebook.gni_before(day)
        planning = None if last is None else round(last.high * share)
        missing = (GNI_RULE,) if newcomer is False else (GNI_RULE, *newcomer)
        return Measure(
            "gni", None, None, wage.sources, doubt="no_gni", missing=missing, planning=planning, plans_by_tier=False
        )
    sources = (*wage.sources, *gni.sources)
    low, high = round(gni.low * share), round(gni.high * share)
    measure = Measure("gni", low, high, sources, doubt=gni.doubt)
    relief = _relief(context) if wage.relief else False
    if relief is not False:
        measure = _relieved(context, wage, measure, (round(gni.low * _relief_share(context)), announced.high), relief)
        if relief is True and wage.relief_doubtful:
            measure = dataclasses.replace(measure, rule="gni_relief_doubtful")
        elif relief is True:
            measure = dataclasses.replace(measure, high=round(gni.high * _relief_share(context)), rule="gni_relief")
    if newcomer is not False:
        least = measure.low if announced.low is None else min(measure.low or announced.low, announced.low)
        missing = (*measure.missing, *newcomer)
        measure = dataclasses.replace(
            measure, low=least, doubt=measure.doubt or "relief", missing=missing, between=Measure.between
        )
    if _came_earlier(context, wage) and announced.low is not None:
        least = min(measure.low or announced.low, announced.low)
        between = measure.between if relief is True else ("salary.existing_level", "cannot_tell")
        measure = dataclasses.replace(measure, low=least, between=between)
    return measure


def _came_earlier(context: Context, wage: Wage) -> bool:
    """Whether the person came as a shipbuilder before the easier amount: such people keep the level they have."""
    first = context.case.facts.first_entry_as_shipbuilder
    return wage.newcomer_relief_from is not None and first is not None and first < wage.newcomer_relief_from


def _relief_share(context: Context) -> float:
    return context.rulebook.files.salary.relief.share


def _relieved(
    context: Context,
    wage: Wage,
    measure: Measure,
    least: tuple[int, int | None],
    relief: bool | tuple[str, ...],
) -> Measure:
    """The measure of a firm that has the relief, or may have it: what lies between is no failure.

    The relief amount and the announced amount stand beside each other, "the better one for the applicant"; that press
    and manuals speak of both leaves a risk from the lower of them on.
    """
    amounts = [amount for amount in (measure.low, *least) if amount is not None]
    sources = (*measure.sources, *context.rulebook.files.salary.relief.sources)
    measure = dataclasses.replace(measure, low=min(amounts), sources=sources)
    if relief is True:
        finding_id = "salary.relief_doubtful" if wage.relief_doubtful else "salary.relief_or_announced"
        return dataclasses.replace(measure, between=(finding_id, "at_risk"))
    return dataclasses.replace(measure, doubt=measure.doubt or "relief", missing=relief or ())


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
    if first is not None:
        return first >= since and months_between(first, day) < context.rulebook.files.salary.newcomer_years * 12
    if wage.newcomer_if is not None and decide(wage.newcomer_if, context.facts).truth is True:
        return day.isoformat() >= since
    return ("facts.first_entry_as_shipbuilder",)
