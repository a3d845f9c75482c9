"""What would change the answer: every change does what it says, and no smaller one does."""

from __future__ import annotations

from typing import Any

import pytest

from e7wizard.assessment import assess
from e7wizard.assessment.changes import apply_change, judge_again
from e7wizard.assessment.context import context_of
from e7wizard.assessment.model import Change, DimensionResult
from e7wizard.case import Case
from e7wizard.house import House
from tests.unit.test_properties import rank, sample_cases

SIZES = {"more_experience": "months", "more_koreans": "more", "raise_pay": "to_krw"}


def failing(judged: DimensionResult) -> int:
    return sum(finding.status == "fails" for finding in judged.findings)


def smaller(change: Change) -> Change | None:
    name = SIZES.get(change.id)
    if name is None or change.params[name] <= 1:
        return None
    return change.model_copy(update={"params": {**change.params, name: change.params[name] - 1}})


def test_every_change_lifts_and_no_smaller_one_does(house: House) -> None:
    tried: dict[str, int] = {}
    for data in sample_cases(700, seed=11):
        case = Case.model_validate(data)
        fit = house.matcher.fit(case.job)
        found = assess(case, fit, house.rulebook)
        context = context_of(case, house.rulebook, found.occupation.code)
        at = dict.fromkeys(found.dimensions, case)
        for change in found.changes:
            base = case if change.alternative else at[change.dimension]
            before = judge_again(context, fit, base, change.dimension)
            after = judge_again(context, fit, apply_change(base, change), change.dimension)
            if not change.alternative or change.id == "other_code":
                assert after.status == change.then, (data, change)
                assert failing(after) < failing(before) or rank(after.status) > rank(before.status), (data, change)
                less = smaller(change)
                if less is not None:
                    still = judge_again(context, fit, apply_change(base, less), change.dimension)
                    worse = failing(still) > failing(after) or rank(still.status) < rank(after.status)
                    assert worse, (data, change)
                at[change.dimension] = apply_change(base, change)
            tried[change.id] = tried.get(change.id, 0) + 1
    for kind in (
        "raise_pay",
        "more_experience",
        "more_koreans",
        "get_letter",
        "clear_taxes",
        "file_from_abroad",
        "file_later",
    ):
        assert tried.get(kind, 0) >= 3, tried


def test_the_plan_ends_without_a_failure_where_every_finding_can_be_lifted(house: House) -> None:
    case = {
        "filing": {"date": "2026-10-01", "procedure": "visa_abroad"},
        "job": {"occupation": "2842", "duties": "find buyers in Vietnam, send quotations, negotiate export contracts"},
        "education": {"level": "bachelor", "related": True, "country": "CN"},
        "experience": {"related_years": 0.5, "related_years_after_degree": 0.5, "global_500_years": 0},
        "pay": {"annual_krw": 30_000_000, "weekly_hours": 40},
        "employer": {"kind": "company", "size": "sme", "korean_staff": 3, "foreign_staff": 0, "mainly_domestic": True, "tax_arrears": True},
        "person": {"in_korea": False, "current_status": "none"},
    }  # fmt: skip
    found = house.assess(Case.model_validate(case))
    steps: dict[str, list[Change]] = {}
    for change in found.changes:
        if not change.alternative:
            steps.setdefault(change.dimension, []).append(change)
    assert steps["salary"][-1].params["by_krw"] == 1_120_000
    assert steps["qualification"][-1].params["months"] == 6
    assert {change.id for change in steps["employer"]} == {"clear_taxes", "more_koreans"}
    for plan in steps.values():
        assert plan[-1].then != "fails"


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"topik": 4}, {"fact": "person.topik", "wanted": 6}),
        ({"topik": 0, "kiip": 0}, {"fact": "person.topik", "wanted": 6}),
    ],
)
def test_a_certificate_is_named(house: House, facts: dict[str, Any], wanted: dict[str, Any]) -> None:
    case = {
        "filing": {"date": "2026-10-01", "procedure": "visa_abroad"},
        "job": {"occupation": "2914", "duties": "translate contracts from Korean into Chinese"},
        "education": {"level": "master", "related": True, "country": "CN"},
        "person": {"nationality": "CN", "in_korea": False, "current_status": "none", "kiip": 0, **facts},
        "facts": {"other_language_certificate": False, "studied_in_country_of_second_language": False, "korean_studies_degree": False},
    }  # fmt: skip
    found = house.assess(Case.model_validate(case))
    reached = [change.params for change in found.changes if change.id == "reach_fact"]
    if found.dimensions["qualification"].status == "fails":
        assert wanted in reached


def test_a_later_date_out_of_a_gap(house: House) -> None:
    case = {
        "filing": {"date": "2026-01-10"},
        "job": {"occupation": "2223", "duties": "write Java"},
        "pay": {"annual_krw": 40_000_000, "weekly_hours": 40},
    }
    found = house.assess(Case.model_validate(case))
    later = next(change for change in found.changes if change.id == "file_later")
    assert later.params == {"day": "2026-02-01"}
    assert later.then == "meets"


def test_an_exception_that_nobody_ruled_out_is_named_in_words(house: House) -> None:
    case = {
        "filing": {"date": "2026-10-01", "procedure": "visa_abroad"},
        "job": {"occupation": "2842", "duties": "find buyers in Vietnam and negotiate export contracts"},
        "employer": {"kind": "company", "size": "sme", "korean_staff": 2, "foreign_staff": 0, "mainly_domestic": True},
    }
    found = house.assess(Case.model_validate(case)).dimensions["employer"].findings
    short = next(finding for finding in found if finding.id == "employer.too_few_koreans")
    for language in ("en", "zh"):
        assert any("10" in said for said in house.speaker(language).possible(short))  # type: ignore[arg-type]
