"""A case goes into a draft and comes back whole; what the questions have no place for is named."""

from __future__ import annotations

import pytest

from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.wizard.draft import Draft, draft_of, read_case
from e7wizard.wizard.fields import UNKNOWN
from e7wizard.wizard.further_degrees import further_degrees
from e7wizard.wizard.holding import OVERRULED, hold, taken_as
from e7wizard.wizard.keeping import fits
from tests.unit.test_properties import sample_cases

DEGREES = [
    {"level": "bachelor", "field": "law", "country": "CN", "graduated": "2020-03", "related": False},
    {"level": "high_school", "field": "a school"},
    {"level": "master", "regular_korean_college": True, "the_rank": 5, "qs_rank": 7, "country": "KR"},
]


def test_degrees_courses_statuses_and_kinds_of_work_come_back() -> None:
    case = Case.model_validate(
        {
            "other_degrees": DEGREES,
            "person": {"oasis_courses": [1, 6, 9], "current_status": "D-9-5", "in_korea": True, "has_job_offer": False},
            "job": {"mix": [{"duty": f"work {number}", "percent": 100 / 7} for number in range(7)]},
            "pay": {"weekly_hours": 40.123456789},
        }
    )
    held, lost = hold(case, {})
    assert not lost
    assert held == case


def test_a_second_degree_without_a_level_comes_back() -> None:
    case = Case.model_validate({"other_degrees": [{"field": "law"}, {"level": "master"}]})
    assert hold(case, {})[0].other_degrees == case.other_degrees


def test_the_person_can_still_say_that_there_is_no_second_degree() -> None:
    draft = draft_of(Case.model_validate({"other_degrees": DEGREES[:1]}))
    for said in ("false", UNKNOWN):
        draft.put("education.second", said)
        assert read_case(draft, {})[0].other_degrees == []


def test_what_is_kept_beyond_the_questions_is_read_back_from_the_browser(house: House) -> None:
    draft = draft_of(Case.model_validate({"other_degrees": DEGREES, "person": {"oasis_courses": [2, 3]}}))
    assert list(further_degrees(draft.answers)) == [0, 1, 2]
    assert all(fits(path, value, house.rulebook.occupations) for path, value in draft.answers.items())
    assert not fits("other_degrees.1.name", "x", {})
    assert not fits("other_degrees.1.level", "guru", {})


def test_a_wrong_fact_of_another_degree_is_an_error_and_no_crash() -> None:
    _, errors = read_case(Draft(answers={"other_degrees.1.the_rank": "high", "other_degrees.1.level": "master"}), {})
    assert errors == {"other_degrees.1.the_rank": "number"}


@pytest.mark.parametrize("seed", [3, 4])
def test_nothing_is_lost_without_being_named(long_run: bool, seed: int) -> None:
    for data in sample_cases(1000 if long_run else 150, seed=seed):
        case = Case.model_validate(data)
        held, lost = hold(case, {"filing.date": "2026-12-01"})
        assert lost.keys() <= OVERRULED
        if lost:
            assert case.person.in_korea is False
        assert taken_as(case, {"filing.date": "2026-12-01"}) == held


def test_a_fact_without_a_question_is_named_and_judged_as_the_table_says() -> None:
    case = Case.model_validate({"employer": {"kind": "none"}, "job": {"duties": "sell"}})
    assert hold(case, {})[1] == {"employer.kind": "none"}
    assert taken_as(case, {}) is case
