"""The facts of a case as conditions see them: stated, worked out from others, bounded, or presumed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from e7wizard.case import Case, Degree
from e7wizard.rulebook.rulebook import Rulebook

AFTER_DEGREE = "experience.related_years_after_degree"


@dataclasses.dataclass(frozen=True)
class Facts:
    """Look-up of facts by path. `degree` stands in for `education.*` where a condition goes through all degrees."""

    case: Case
    rulebook: Rulebook
    code: str | None = None
    degree: Degree | None = None
    found: dict[str, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """What the assessment has found so far, as further facts `found.*`; only papers ask for them."""
    counted: dict[str, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    """Points tables already counted for this case; every route that asks for a table uses the same count."""

    @property
    def day(self) -> dt.date | None:
        """The filing date."""
        return self.case.filing.date

    def degrees(self) -> list[Degree]:
        """The person's degrees, the main one first."""
        return [self.case.education, *self.case.other_degrees]

    def of(self, degree: Degree) -> Facts:
        """The same facts with `degree` in the place of the main one."""
        return dataclasses.replace(self, degree=degree)

    def get(self, path: str) -> Any:
        """The value, or None while it is unknown."""
        derived = _DERIVED.get(path)
        if derived is not None:
            return derived(self)
        section, _, name = path.partition(".")
        if section == "found":
            return self.found.get(name)
        part = (self.degree or self.case.education) if section == "education" else getattr(self.case, section)
        value = getattr(part, name)
        if path == "employer.recommendation" and value == "unknown":
            return None
        return value

    def presumed(self, path: str) -> Any:
        """What is taken for granted while nobody says otherwise; None for most facts."""
        rule = self.rulebook.facts.get(path)
        return None if rule is None else rule.presumed

    def at_most(self, path: str) -> float | None:
        """The highest value an unknown number can have on the other answers; None if there is no bound."""
        if path == AFTER_DEGREE:
            return _years_after_degree_at_most(self)
        if path == "facts.foreign_staff_same_occupation":
            # E-7-4 workers are not among the foreign staff that the protection review counts.
            return None if _tier(self) == "E-7-4" else self.case.employer.foreign_staff
        return None

    def at_least(self, path: str) -> float | None:
        """The lowest value an unknown number can have; None if there is no bound."""
        if path == AFTER_DEGREE:
            return self.case.experience.related_years_after_degree
        return None


def months_between(earlier: str, later: dt.date) -> int:
    """Whole months from 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD' to a day; a missing month counts as January."""
    parts = [int(part) for part in earlier.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 1
    return (later.year - year) * 12 + later.month - month


def _months_since_degree(facts: Facts) -> int | None:
    degree = facts.degree or facts.case.education
    if degree.graduated is not None and facts.day is not None:
        return max(0, months_between(degree.graduated, facts.day))
    return facts.case.person.months_since_degree if degree is facts.case.education else None


def _months_since_founding(facts: Facts) -> int | None:
    founded = facts.case.employer.founded
    return None if founded is None or facts.day is None else months_between(founded, facts.day)


def _tier(facts: Facts) -> str | None:
    occupation = facts.rulebook.occupations.get(facts.code or "")
    return occupation.tier if occupation else None


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


_DERIVED = {
    "education.months_since_degree": _months_since_degree,
    "education.highest_level": lambda facts: facts.case.education.level,
    "employer.months_since_founding": _months_since_founding,
    "job.occupation_tier": _tier,
    "job.occupation": lambda facts: facts.code or facts.case.job.occupation,
    AFTER_DEGREE: _years_after_degree,
}
