"""What must hold for every case: more never hurts, and nothing makes the engine fall over."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from e7wizard.assessment.model import DIMENSIONS, WORST_FIRST, Assessment
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language import LANGUAGES
from e7wizard.matching.fit import Fit
from e7wizard.rulebook.rulebook import load_rulebook
from e7wizard.wizard.draft import Draft, read_case
from e7wizard.wizard.fields import STATUSES, field_of

TEXTS = [
    "Develop backend APIs in Java", "find overseas buyers and send quotations", "做中餐，炒菜，切配", "翻译合同和会议口译",
    "해외 바이어 발굴, 견적서 발송", "cashier in a supermarket", "I do everything", "", "设计服装和包装", "welding of ship blocks",
]  # fmt: skip
CODES = list(load_rulebook().occupations)
DAYS = ["2025-03-01", "2025-06-01", "2026-01-10", "2026-05-01", "2026-11-24", "2027-01-15", "2027-06-01"]


def rank(state: str) -> int:
    """0 is worst."""
    return WORST_FIRST.index(state)  # type: ignore[arg-type]


def sample_cases(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    chance = random.Random(seed)

    def maybe(value: Any) -> Any:
        return value if chance.random() < 0.75 else None

    for _ in range(count):
        yield {
            "id": str(chance.random()),
            "filing": {"date": maybe(chance.choice(DAYS)), "procedure": maybe(chance.choice(["visa_abroad", "change_of_status", "change_of_workplace", "extension"]))},
            "job": {"title": maybe(chance.choice(["manager", "Backend developer", "厨师", "顾问"])), "duties": maybe(chance.choice(TEXTS)), "occupation": maybe(chance.choice(CODES)), "duties_will_change": maybe(chance.random() < 0.1), "generic_template": maybe(chance.random() < 0.1)},
            "education": {"level": maybe(chance.choice(["none", "high_school", "associate", "bachelor", "master", "doctorate"])), "related": maybe(chance.random() < 0.7), "country": maybe(chance.choice(["KR", "CN", "US", "VN"])), "the_rank": maybe(chance.choice([50, 190, 900])), "qs_rank": maybe(chance.choice([50, 400, 900])), "graduated": maybe(chance.choice(["2015-02", "2024-08", "2026-08"]))},
            "experience": {"related_years": maybe(round(chance.random() * 8, 1)), "related_years_after_degree": maybe(round(chance.random() * 4, 1)), "global_500_years": maybe(chance.choice([0, 0, 2]))},
            "pay": {"annual_krw": maybe(chance.randrange(15, 170) * 1_000_000), "weekly_hours": maybe(chance.choice([20, 40, 52]))},
            "employer": {"kind": maybe(chance.choice(["company", "university", "school"])), "size": maybe(chance.choice(["large", "mid", "sme"])), "korean_staff": maybe(chance.randrange(0, 60)), "foreign_staff": maybe(chance.randrange(0, 8)), "mainly_domestic": maybe(chance.random() < 0.5), "tax_arrears": maybe(chance.random() < 0.1), "recommendation": maybe(chance.choice(["obtained", "applied", "not_available", "unknown"]))},
            "person": {"age": maybe(chance.randrange(18, 60)), "nationality": maybe(chance.choice(["CN", "VN", "JP", "DE"])), "in_korea": maybe(chance.random() < 0.6), "current_status": maybe(chance.choice(["none", *STATUSES])), "topik": maybe(chance.randrange(0, 7)), "kiip": maybe(chance.randrange(0, 6)), "ethnic_korean": maybe(chance.random() < 0.1)},
        }  # fmt: skip


FITS: dict[str, Fit] = {}
"""Answers of the matcher for the few texts of the samples: it is the rules that are tried here, thousands of times."""


def judge(house: House, data: dict[str, Any]) -> Assessment:
    case = Case.model_validate(data)
    told = case.job.model_dump_json(include={"title", "duties", "mix", "follow_up"})
    if told not in FITS:
        FITS[told] = house.matcher.fit(case.job)
    return house.assess(case, FITS[told])


def with_value(case: dict[str, Any], section: str, name: str, value: Any) -> dict[str, Any]:
    return {**case, section: {**case[section], name: value}}


@pytest.mark.parametrize("part", range(4))
def test_random_cases_never_break_the_engine(house: House, long_run: bool, part: int) -> None:
    """20,000 cases in all, a million in the long run."""
    for data in sample_cases(250_000 if long_run else 5_000, seed=100 + part):
        found = judge(house, data)
        states = [found.dimensions[name].status for name in DIMENSIONS]
        assert found.verdict == min(states, key=rank)
        for dimension in found.dimensions.values():
            assert dimension.findings
            assert dimension.status == min((finding.status for finding in dimension.findings), key=rank)
            assert all(finding.sources for finding in dimension.findings if finding.status == "fails")


def test_more_pay_never_makes_salary_worse(house: House) -> None:
    for data in sample_cases(400, seed=2):
        pay = data["pay"]["annual_krw"]
        if pay is None:
            continue
        before = judge(house, data).dimensions["salary"].status
        after = judge(house, with_value(data, "pay", "annual_krw", pay + 4_000_000)).dimensions["salary"].status
        assert rank(after) >= rank(before), data


def test_more_experience_never_makes_qualification_worse(house: House) -> None:
    for data in sample_cases(400, seed=3):
        years = data["experience"]
        if None in years.values():
            continue
        more = {name: value + 2 for name, value in years.items()}
        before = judge(house, data).dimensions["qualification"].status
        after = judge(house, {**data, "experience": more}).dimensions["qualification"].status
        assert rank(after) >= rank(before), data


def test_more_koreans_never_make_the_employer_worse(house: House) -> None:
    for data in sample_cases(400, seed=4):
        staff = data["employer"]["korean_staff"]
        if staff is None:
            continue
        before = judge(house, data).dimensions["employer"].status
        after = judge(house, with_value(data, "employer", "korean_staff", staff + 40)).dimensions["employer"].status
        assert rank(after) >= rank(before), data


LADDER = ["none", "high_school", "associate", "bachelor", "master", "doctorate"]


def test_a_higher_degree_never_makes_qualification_worse(house: House) -> None:
    for data in sample_cases(400, seed=8):
        level = data["education"]["level"]
        if level is None or level == LADDER[-1]:
            continue
        higher = with_value(data, "education", "level", LADDER[LADDER.index(level) + 1])
        before = judge(house, data).dimensions["qualification"].status
        after = judge(house, higher).dimensions["qualification"].status
        assert rank(after) >= rank(before), data


def test_the_language_and_the_order_of_answers_change_nothing(house: House) -> None:
    typed = {
        "job.duties": "翻译合同和会议口译 and some interpreting", "education.level": "master", "education.related": "true",
        "pay.annual_krw": "3600万", "employer.korean_staff": "12", "person.topik": "6", "filing.date": "2026-10-01",
    }  # fmt: skip
    shuffled = dict(reversed(typed.items()))
    one, _ = read_case(Draft(answers=typed), {})
    other, _ = read_case(Draft(answers=shuffled), {})
    assert judge(house, one.model_dump()) == judge(house, other.model_dump())
    found = judge(house, one.model_dump())
    said = {language: [house.speaker(language).finding(f) for f in found.findings()] for language in LANGUAGES}
    assert len(said["en"]) == len(said["zh"]) == len(list(found.findings()))


def test_unknown_extra_facts_change_nothing_and_are_named(house: House) -> None:
    for data in sample_cases(60, seed=5):
        extra = {**data, "person": {**data["person"], "shoe_size": 42}}
        one, other = judge(house, data), judge(house, extra)
        assert other.ignored == ["person.shoe_size"]
        assert one.model_dump(exclude={"ignored"}) == other.model_dump(exclude={"ignored"})


def test_null_means_the_same_as_absent(house: House) -> None:
    def without_nulls(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without_nulls(part) for key, part in value.items() if part is not None}
        return value

    for data in sample_cases(100, seed=6):
        assert judge(house, data) == judge(house, without_nulls(data))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(pay=st.integers(0, 200_000_000), day=st.dates(min_value=__import__("datetime").date(2025, 4, 1)).map(str))
def test_the_gap_is_what_is_missing(house: House, pay: int, day: str) -> None:
    found = judge(
        house,
        {
            "filing": {"date": day},
            "job": {"occupation": "2223", "duties": TEXTS[0]},
            "pay": {"annual_krw": pay, "weekly_hours": 40},
        },
    )
    if found.salary.threshold_krw is None:
        assert found.salary.gap_krw is None
    else:
        assert found.salary.gap_krw == max(0, found.salary.threshold_krw - pay)


def test_every_question_has_a_kind(house: House) -> None:
    for occupation in house.rulebook.occupations.values():
        from e7wizard.wizard.fields import occupation_fields

        for field in occupation_fields(occupation):
            assert field_of(field.id).kind
