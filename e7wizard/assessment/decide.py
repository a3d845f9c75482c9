"""Decide a condition on the facts of a case, with three truth values and the reason why.

A missing fact makes a condition unknown only if the other facts leave it open: one alternative that is met settles
an `any`, one part that is not met settles an `all`.
"""

from __future__ import annotations

import dataclasses
from enum import IntEnum
from typing import Any

from e7wizard.assessment.facts import Facts
from e7wizard.assessment.points import PointsCount, count_points
from e7wizard.case import LEVELS
from e7wizard.rulebook.conditions import All, AnyOf, Compare, Condition, Not, Points, Review, SomeDegree

GNI_RULE = "rule.gni"
"""Stands in `missing` where not an answer but a published figure is missing or disputed."""


class Standing(IntEnum):
    """How near a condition is, best first; routes are ranked by it."""

    MET = 0
    REVIEW = 1
    REACHABLE = 2
    UNKNOWN = 3
    BARRED = 4


@dataclasses.dataclass(frozen=True)
class Unmet:
    """A comparison that does not hold: what is asked and what the person has."""

    fact: str
    operator: str
    wanted: Any
    has: Any


@dataclasses.dataclass(frozen=True)
class Outcome:
    """`truth` is None while unknown or left to a person. The tuples say why."""

    truth: bool | None
    standing: Standing
    missing: tuple[str, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    presumed: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    met: int = 0


def decide(condition: Condition, facts: Facts) -> Outcome:
    """Decide `condition`; see Outcome."""
    match condition:
        case Compare():
            return _compare(condition, facts)
        case All(all=parts):
            return _all([decide(part, facts) for part in parts])
        case AnyOf(any=parts):
            return _any([decide(part, facts) for part in parts])
        case SomeDegree(some_degree=part):
            return _any([decide(part, facts.of(degree)) for degree in facts.degrees()])
        case Not(not_=part):
            return _not(decide(part, facts), part, facts)
        case Points():
            return _points(condition, facts)
        case Review(review=name):
            return Outcome(None, Standing.REVIEW, reviews=(name,))


def points_of(table_id: str, facts: Facts) -> PointsCount:
    """Count a points table on the facts."""
    found: PointsCount | None = facts.counted.get(table_id)
    if found is None:
        found = count_points(facts.rulebook.points[table_id], lambda part: _truth(part, facts), facts.get)
        facts.counted[table_id] = found
    return found


def _truth(condition: Condition, facts: Facts) -> tuple[bool | None, tuple[str, ...], tuple[str, ...]]:
    outcome = decide(condition, facts)
    return outcome.truth, outcome.missing, outcome.presumed


def _all(parts: list[Outcome]) -> Outcome:
    truth = False if any(p.truth is False for p in parts) else None if any(p.truth is None for p in parts) else True
    return _joined(truth, max(p.standing for p in parts), parts)


def _any(parts: list[Outcome]) -> Outcome:
    met = [p for p in parts if p.truth is True]
    if met:
        return min(met, key=lambda p: len(p.presumed))
    best = min(parts, key=lambda p: (p.standing, len(p.unmet), len(p.missing)))
    if any(p.truth is None for p in parts):
        unknown = [p for p in parts if p.truth is None]
        return dataclasses.replace(best, truth=None, missing=_merged(p.missing for p in unknown))
    return best


def _joined(truth: bool | None, standing: Standing, parts: list[Outcome]) -> Outcome:
    return Outcome(
        truth,
        standing,
        missing=_merged(p.missing for p in parts),
        unmet=tuple(u for p in parts for u in p.unmet),
        presumed=_merged(p.presumed for p in parts),
        reviews=_merged(p.reviews for p in parts),
        met=sum(p.met for p in parts),
    )


def _merged(groups: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))


def _not(inner: Outcome, part: Condition, facts: Facts) -> Outcome:
    if inner.truth is None:
        return dataclasses.replace(
            inner, standing=max(inner.standing, Standing.UNKNOWN) if inner.missing else inner.standing
        )
    if inner.truth is False:
        return Outcome(True, Standing.MET, presumed=inner.presumed, met=1)
    fact = part.fact if isinstance(part, Compare) else ""
    standing = Standing.REACHABLE if fact and facts.rulebook.changeable(fact) else Standing.BARRED
    wanted = getattr(part, part.operator) if isinstance(part, Compare) else None
    return Outcome(False, standing, unmet=(Unmet(fact, "not", wanted, facts.get(fact) if fact else None),))


def _compare(condition: Compare, facts: Facts) -> Outcome:
    value = facts.get(condition.fact)
    operator = condition.operator
    wanted = getattr(condition, operator)
    presumed: tuple[str, ...] = ()
    if value is None:
        guess = facts.presumed(condition.fact)
        if condition.presume:
            return Outcome(True, Standing.MET, presumed=(condition.fact,))
        if guess is None:
            return _unknown(condition, facts, wanted)
        value, presumed = guess, (condition.fact,)
    if operator == "at_least_gni":
        return _against_gni(condition, value, facts)
    if _holds(condition.fact, operator, value, wanted):
        return Outcome(True, Standing.MET, presumed=presumed, met=0 if presumed else 1)
    return _not_met(condition, facts, wanted, value, presumed)


def _not_met(condition: Compare, facts: Facts, wanted: Any, value: Any, presumed: tuple[str, ...] = ()) -> Outcome:
    standing = Standing.REACHABLE if facts.rulebook.changeable(condition.fact) else Standing.BARRED
    operator = condition.operator.strip("_")
    return Outcome(False, standing, unmet=(Unmet(condition.fact, operator, wanted, value),), presumed=presumed)


def _unknown(condition: Compare, facts: Facts, wanted: Any) -> Outcome:
    highest, lowest = facts.at_most(condition.fact), facts.at_least(condition.fact)
    if condition.operator == "at_least" and isinstance(wanted, int | float):
        if highest is not None and highest < wanted:
            return _not_met(condition, facts, wanted, highest)
        if lowest is not None and lowest >= wanted:
            return Outcome(True, Standing.MET, met=1)
    return Outcome(None, Standing.UNKNOWN, missing=(_to_ask(condition.fact, facts),))


def _to_ask(path: str, facts: Facts) -> str:
    """The fact to ask for: for a derived one, the answer it is worked out from."""
    if path == "education.months_since_degree":
        return "education.graduated" if facts.day else "filing.date"
    if path == "employer.months_since_founding":
        return "employer.founded" if facts.day else "filing.date"
    if path in {"job.occupation_tier", "job.occupation"}:
        return "job.occupation"
    if path == "experience.related_years_after_degree" and facts.case.experience.related_years_after_degree is not None:
        return "facts.internship_before_graduation_years"
    return path


def _against_gni(condition: Compare, value: Any, facts: Facts) -> Outcome:
    times = condition.at_least_gni or 0
    if facts.day is None:
        return Outcome(None, Standing.UNKNOWN, missing=("filing.date",))
    gni = facts.rulebook.gni(facts.day)
    if gni is None:
        return Outcome(None, Standing.UNKNOWN, missing=(GNI_RULE,))
    if value >= round(gni.high * times):
        return Outcome(True, Standing.MET, met=1)
    if value < round(gni.low * times):
        return _not_met(condition, facts, round(gni.high * times), value)
    return Outcome(None, Standing.UNKNOWN, missing=(GNI_RULE,))


def _points(condition: Points, facts: Facts) -> Outcome:
    count = points_of(condition.points, facts)
    low, high = (count.total, count.at_most) if condition.of is None else count.sections[condition.of]
    if low >= condition.at_least:
        return Outcome(True, Standing.MET, presumed=count.presumed, met=1)
    unmet = Unmet(f"points.{condition.points}", "at_least", condition.at_least, low)
    if high >= condition.at_least:
        return Outcome(None, Standing.UNKNOWN, missing=count.missing, unmet=(), presumed=count.presumed)
    return Outcome(False, Standing.REACHABLE, unmet=(unmet,), presumed=count.presumed)


def status_within(status: str, family: str) -> bool:
    """Whether a status of stay belongs to a family, by hyphen segments: D-10-1 is within D-10 and D, E-10 not in E-1."""
    return status == family or status.startswith(family + "-")


def _holds(fact: str, operator: str, value: Any, wanted: Any) -> bool:
    if fact in {"person.current_status", "person.spouse_status"}:
        choices = wanted if isinstance(wanted, tuple) else (wanted,)
        inside = any(status_within(value, choice) for choice in choices)
        return not inside if operator == "not_in" else inside
    if fact in {"education.level", "education.highest_level"} and operator not in {"in_", "not_in"}:
        value, wanted = LEVELS.index(value), LEVELS.index(wanted)
    match operator:
        case "is_":
            return bool(value == wanted)
        case "in_":
            return any(one in wanted for one in value) if isinstance(value, list) else value in wanted
        case "not_in":
            return value not in wanted
        case "at_least":
            return bool(value >= wanted)
        case "at_most":
            return bool(value <= wanted)
        case "below":
            return bool(value < wanted)
        case _:
            return bool(value > wanted)
