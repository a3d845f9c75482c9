"""Facts that are worked out from other answers, what bounds an unknown one, and which answers each fact rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from e7wizard.case import PARTS, Case

if TYPE_CHECKING:
    from e7wizard.assessment.facts import Facts

Read = Callable[["Facts"], Any]

AFTER_DEGREE = "experience.related_years_after_degree"
SAME_OCCUPATION = "facts.foreign_staff_same_occupation"
RECOMMENDATION = "employer.recommendation"
BROUGHT_PERCENT = "facts.reshoring_percent"


def months_between(earlier: str, later: dt.date) -> int:
    """Whole months from 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD' to a day; a missing month counts as January."""
    parts = [int(part) for part in earlier.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 1
    return (later.year - year) * 12 + later.month - month


def _months_since_degree(facts: Facts) -> int | None:
    degree = facts.schooling
    if degree.graduated is not None and facts.day is not None:
        return max(0, months_between(degree.graduated, facts.day))
    return facts.case.person.months_since_degree if degree is facts.case.education else None


def _months_since_founding(facts: Facts) -> int | None:
    founded = facts.case.employer.founded
    return None if founded is None or facts.day is None else months_between(founded, facts.day)


def _tier(facts: Facts) -> str | None:
    occupation = facts.rulebook.occupations.get(facts.code or "")
    return occupation.tier if occupation else None


def _recommendation(facts: Facts) -> str | None:
    """The state of the letter; who says that they do not know has not answered."""
    value = facts.case.employer.recommendation
    return None if value == "unknown" else value


def _counts_internships(facts: Facts) -> bool:
    stated = facts.case.facts.advanced_technology_field
    if stated is not None:
        return stated
    occupation = facts.rulebook.occupations.get(facts.code or "")
    return occupation is not None and occupation.advanced_technology


def _years_after_degree(facts: Facts) -> float | None:
    """Years after the degree; in advanced technology with the internships before graduation."""
    after = facts.case.experience.related_years_after_degree
    if after is None or not _counts_internships(facts):
        return after
    internship = facts.case.facts.internship_before_graduation_years
    if internship is not None:
        return after + internship
    total = facts.case.experience.related_years
    return None if total is None or total > after else after


def _years_after_degree_at_most(facts: Facts) -> float | None:
    total = facts.case.experience.related_years
    after = facts.case.experience.related_years_after_degree
    if _counts_internships(facts):
        return total if total is not None or after is None else None
    months = _months_since_degree(facts)
    bounds = [bound for bound in (after, total, None if months is None else (months + 1) / 12) if bound is not None]
    return min(bounds, default=None)


_DERIVED: dict[str, Read] = {
    "education.months_since_degree": _months_since_degree,
    "education.highest_level": lambda facts: facts.case.education.level,
    "employer.months_since_founding": _months_since_founding,
    RECOMMENDATION: _recommendation,
    "job.occupation_tier": _tier,
    "job.occupation": lambda facts: facts.code or facts.case.job.occupation,
    AFTER_DEGREE: _years_after_degree,
}


def _same_occupation_at_most(facts: Facts) -> int | None:
    """E-7-4 workers are not among the foreign staff that the protection review counts."""
    return None if _tier(facts) == "E-7-4" else facts.case.employer.foreign_staff


def _percent_of_koreans(heads: int, facts: Facts) -> float | None:
    koreans = facts.case.employer.korean_staff
    if koreans is None:
        return None
    return 100 * heads / koreans if koreans else float("inf")


def _brought_percent_at_most(facts: Facts) -> float | None:
    """All foreign staff and the person together, as if all were brought from the unit abroad."""
    foreign = facts.case.employer.foreign_staff
    new = 0 if facts.case.filing.procedure == "extension" else 1
    return None if foreign is None else _percent_of_koreans(foreign + new, facts)


def _brought_percent_at_least(facts: Facts) -> float | None:
    """The person alone."""
    return _percent_of_koreans(1, facts)


AT_MOST: dict[str, Read] = {
    AFTER_DEGREE: _years_after_degree_at_most,
    SAME_OCCUPATION: _same_occupation_at_most,
    BROUGHT_PERCENT: _brought_percent_at_most,
}
"""The highest value that an unknown number can have on the other answers."""

AT_LEAST: dict[str, Read] = {
    AFTER_DEGREE: lambda facts: facts.case.experience.related_years_after_degree,
    BROUGHT_PERCENT: _brought_percent_at_least,
}
"""The lowest value that an unknown number can have."""


def reader_of(path: str) -> Read:
    """The function that looks a fact up; `education.*` speaks of the degree in view."""
    derived = _DERIVED.get(path)
    if derived is not None:
        return derived
    section, _, name = path.partition(".")
    if section == "found":
        return lambda facts: facts.found.get(name)
    return attrgetter(f"schooling.{name}" if section == "education" else f"case.{path}")


def to_ask(path: str, facts: Facts | None) -> str:
    """The fact to ask for: for a derived one, the answer it is worked out from. No `facts` is an empty case."""
    if path == "education.months_since_degree":
        return "education.graduated" if facts and facts.day else "filing.date"
    if path == "employer.months_since_founding":
        return "employer.founded" if facts and facts.day else "filing.date"
    if path == "job.occupation_tier":
        return "job.occupation"
    if path == AFTER_DEGREE and facts and facts.case.experience.related_years_after_degree is not None:
        return "facts.internship_before_graduation_years"
    return path


ASKED_BY_CASE = frozenset({"education.months_since_degree", "employer.months_since_founding", AFTER_DEGREE})
"""Facts for which `to_ask` depends on the case."""

_SINCE_DEGREE = ("education.graduated", "filing.date", "person.months_since_degree")
_RESTS_ON: dict[str, tuple[str, ...]] = {
    "education.months_since_degree": _SINCE_DEGREE,
    "education.highest_level": ("education.level",),
    "employer.months_since_founding": ("employer.founded", "filing.date"),
    "job.occupation_tier": ("job.occupation",),
    BROUGHT_PERCENT: (BROUGHT_PERCENT, "employer.korean_staff", "employer.foreign_staff", "filing.procedure"),
    SAME_OCCUPATION: (SAME_OCCUPATION, "employer.foreign_staff", "job.occupation"),
    AFTER_DEGREE: (
        AFTER_DEGREE,
        "experience.related_years",
        "facts.advanced_technology_field",
        "facts.internship_before_graduation_years",
        "job.occupation",
        *_SINCE_DEGREE,
    ),
}


def _number_answers() -> dict[str, dict[str, int]]:
    """A bit for each answer of a case, by section and name."""
    bits: dict[str, dict[str, int]] = {}
    for section in PARTS:
        names = type(getattr(Case(), section)).model_fields
        start = sum(len(earlier) for earlier in bits.values())
        bits[section] = {name: 1 << (start + at) for at, name in enumerate(names)}
    return bits


_BITS = _number_answers()
FOUND = 1 << sum(len(section) for section in _BITS.values())
"""The bit of all facts `found.*` together."""
FILING_DATE = _BITS["filing"]["date"]


def rests_on(path: str) -> int:
    """The answers, as a set of bits, of which none given leaves the fact and its bounds exactly as in an empty case."""
    if path.startswith("found."):
        return FOUND
    bits = 0
    for answer in _RESTS_ON.get(path, (path,)):
        section, _, name = answer.partition(".")
        bits |= _BITS[section][name]
    return bits


def answers_given(facts: Facts) -> set[int]:
    """The bit of every answer given; the occupation that the case is judged by is one of them."""
    given = {FOUND} if facts.found else set()
    if facts.code is not None:
        given.add(_BITS["job"]["occupation"])
    for section, bits in _BITS.items():
        given.update([bits[name] for name, value in vars(getattr(facts.case, section)).items() if value is not None])
    for degree in facts.case.other_degrees:
        given.update([_BITS["education"][name] for name, value in vars(degree).items() if value is not None])
    return given
