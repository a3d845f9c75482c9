"""The threshold over time says for every filing day what an assessment for that day says."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from e7wizard.assessment.pay_steps import pay_steps, step_on
from e7wizard.case import Case
from e7wizard.house import House

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2028, 6, 30)
CASES = [
    pytest.param("2842", {}, id="an amount of its tier"),
    pytest.param("451", {}, id="an amount of its own"),
    pytest.param("7406", {"employer": {"size": "large"}}, id="a share of GNI"),
    pytest.param("7406", {"employer": {"size": "sme"}}, id="a share of GNI with relief"),
    pytest.param("S610", {"pay": {"annual_krw": 40_000_000, "weekly_hours": 48}}, id="points"),
    pytest.param("E-7-2", {}, id="minimum wage before 2025"),
]


def case_of(house: House, code: str, facts: dict[str, Any]) -> Case:
    occupations = house.rulebook.occupations
    code = code if code in occupations else next(one.code for one in occupations.values() if one.tier == code)
    pay = {"annual_krw": 30_000_000, **facts.get("pay", {})}
    return Case.model_validate({**facts, "job": {"occupation": code}, "pay": pay})


@pytest.mark.parametrize(("code", "facts"), CASES)
def test_each_step_holds_on_its_first_and_last_day(house: House, code: str, facts: dict[str, Any]) -> None:
    case = case_of(house, code, facts)
    assert case.job.occupation is not None
    steps = pay_steps(case, house.rulebook, case.job.occupation, FIRST, LAST)
    for step in steps:
        for day in {step.first, step.last}:
            filed = case.model_copy(update={"filing": case.filing.model_copy(update={"date": day})})
            found = house.assess(filed).salary
            assert (found.threshold_low_krw, found.threshold_krw) == (step.low, step.high), day


@pytest.mark.parametrize(("code", "facts"), CASES)
def test_the_steps_leave_no_day_out_and_none_twice(house: House, code: str, facts: dict[str, Any]) -> None:
    case = case_of(house, code, facts)
    steps = pay_steps(case, house.rulebook, str(case.job.occupation), FIRST, LAST)
    assert (steps[0].first, steps[-1].last) == (FIRST, LAST)
    for one, other in itertools.pairwise(steps):
        assert (other.first - one.last).days == 1
        assert (one.low, one.high, one.certainty) != (other.low, other.high, other.certainty)


def test_what_is_announced_in_doubt_secondary_and_unknown_is_told_apart(house: House) -> None:
    case = case_of(house, "2842", {})
    steps = pay_steps(case, house.rulebook, "2842", FIRST, LAST)
    on = {
        day: step_on(steps, dt.date.fromisoformat(day))
        for day in ("2023-08-01", "2025-06-01", "2026-01-15", "2027-02-01")
    }
    said = {day: step.certainty if step else None for day, step in on.items()}
    assert list(said.values()) == ["secondary", "announced", "unknown", "unknown"]
    assert step_on(steps, dt.date(2019, 12, 31)) is None
