"""Conditions: three truth values, and a missing fact counts only where it could change the answer."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from e7wizard.assessment.decide import Outcome, Standing, decide, status_within
from e7wizard.assessment.facts import Facts
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.rulebook.conditions import Condition

ADAPTER: TypeAdapter[Condition] = TypeAdapter(Condition)


def judge(house: House, condition: dict[str, Any], case: dict[str, Any]) -> Outcome:
    return decide(ADAPTER.validate_python(condition), Facts(Case.model_validate(case), house.rulebook))


def test_a_known_fact_is_compared(house: House) -> None:
    assert judge(house, {"fact": "person.topik", "at_least": 4}, {"person": {"topik": 4}}).truth is True
    assert judge(house, {"fact": "person.topik", "at_least": 4}, {"person": {"topik": 3}}).truth is False


def test_a_missing_fact_is_unknown_and_named(house: House) -> None:
    found = judge(house, {"fact": "person.topik", "at_least": 4}, {})
    assert (found.truth, found.missing) == (None, ("person.topik",))


def test_one_alternative_settles_any(house: House) -> None:
    condition = {"any": [{"fact": "person.topik", "at_least": 4}, {"fact": "person.kiip", "at_least": 4}]}
    found = judge(house, condition, {"person": {"kiip": 5}})
    assert (found.truth, found.missing) == (True, ())


def test_one_failed_part_settles_all(house: House) -> None:
    condition = {"all": [{"fact": "person.topik", "at_least": 4}, {"fact": "person.age", "at_most": 29}]}
    assert judge(house, condition, {"person": {"age": 30}}).truth is False


def test_levels_compare_in_their_own_order(house: House) -> None:
    assert judge(
        house, {"fact": "education.level", "at_least": "bachelor"}, {"education": {"level": "doctorate"}}
    ).truth
    assert (
        judge(house, {"fact": "education.level", "at_least": "bachelor"}, {"education": {"level": "associate"}}).truth
        is False
    )


@pytest.mark.parametrize(
    ("status", "family", "inside"),
    [
        ("D-10-1", "D-10", True),
        ("D-10", "D-10", True),
        ("E-10", "E-1", False),
        ("E-1", "E-1", True),
        ("C-3-2", "C", True),
        ("E-6-2", "E-6", True),
    ],
)
def test_statuses_match_by_segment(status: str, family: str, inside: bool) -> None:
    assert status_within(status, family) is inside


def test_any_of_the_degrees_may_meet_a_condition(house: House) -> None:
    condition = {
        "some_degree": {
            "all": [{"fact": "education.level", "at_least": "bachelor"}, {"fact": "education.country", "is": "KR"}]
        }
    }
    case = {
        "education": {"level": "master", "country": "CN"},
        "other_degrees": [{"level": "bachelor", "country": "KR"}],
    }
    assert judge(house, condition, case).truth is True
    mixed = {
        "education": {"level": "master", "country": "CN"},
        "other_degrees": [{"level": "associate", "country": "KR"}],
    }
    assert judge(house, condition, mixed).truth is False


def test_gni_has_a_doubt_band(house: House) -> None:
    condition = {"fact": "pay.annual_krw", "at_least_gni": 3}
    day = {"filing": {"date": "2026-10-15"}}
    assert judge(house, condition, {**day, "pay": {"annual_krw": 157_248_000}}).truth is True
    assert judge(house, condition, {**day, "pay": {"annual_krw": 149_864_999}}).truth is False
    between = judge(house, condition, {**day, "pay": {"annual_krw": 150_000_000}})
    assert (between.truth, between.missing) == (None, ("rule.gni",))


def test_years_after_the_degree_are_bounded_by_other_answers(house: House) -> None:
    condition = {"fact": "experience.related_years_after_degree", "at_least": 1}
    assert judge(house, condition, {"experience": {"related_years": 0.5}}).truth is False
    recent = {
        "filing": {"date": "2026-10-15"},
        "education": {"graduated": "2026-04"},
        "experience": {"related_years": 3},
    }
    assert judge(house, condition, recent).truth is False
    assert judge(house, condition, {"experience": {"related_years": 3}}).truth is None


def test_what_nearly_everybody_has_is_presumed_and_named(house: House) -> None:
    found = judge(house, {"fact": "education.regular_korean_college", "is": True}, {})
    assert (found.truth, found.presumed) == (True, ("education.regular_korean_college",))


def test_a_review_is_left_to_a_person(house: House) -> None:
    found = judge(house, {"review": "anything"}, {})
    assert (found.truth, found.standing, found.reviews) == (None, Standing.REVIEW, ("anything",))


def test_a_fact_that_cannot_change_bars_and_one_that_can_does_not(house: House) -> None:
    assert (
        judge(house, {"fact": "person.nationality", "in": ["JP"]}, {"person": {"nationality": "CN"}}).standing
        is Standing.BARRED
    )
    assert (
        judge(house, {"fact": "person.topik", "at_least": 4}, {"person": {"topik": 3}}).standing is Standing.REACHABLE
    )
