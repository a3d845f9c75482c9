"""Relaxations and exceptions reach whoever they can help, and nobody else is asked about them."""

from __future__ import annotations

from typing import Any

import pytest

from e7wizard.assessment.worth_asking import facts_worth_asking
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.rulebook.conditions import Compare, leaves
from e7wizard.wizard.draft import Draft, draft_of, read_case
from e7wizard.wizard.fields import ALL_FIELDS, field_of, occupation_fields

SHORT: dict[str, Any] = {
    "filing": {"date": "2026-10-15", "procedure": "visa_abroad"},
    "job": {"occupation": "2223", "duties": "Develop backend APIs in Java"},
    "education": {"level": "bachelor", "related": True, "country": "CN", "the_rank": 900, "qs_rank": 900},
    "experience": {"related_years": 0, "related_years_after_degree": 0, "global_500_years": 0},
    "pay": {"annual_krw": 60_000_000, "weekly_hours": 40},
    "employer": {"kind": "company", "size": "sme", "korean_staff": 60, "foreign_staff": 0, "recommendation": "obtained", "tax_arrears": False},
    "person": {"age": 28, "nationality": "CN", "in_korea": False, "current_status": "none", "topik": 0, "kiip": 0, "stem_degree": False},
}  # fmt: skip


def asked(house: House, **parts: dict[str, Any]) -> list[str]:
    """What is asked of the person in SHORT with some answers changed."""
    data = {**SHORT, **{name: {**SHORT.get(name, {}), **part} for name, part in parts.items()}}
    case = Case.model_validate(data)
    code = str(case.job.occupation)
    own = {field.id for field in occupation_fields(house.rulebook.occupations[code])}
    return facts_worth_asking(case, house.rulebook, code, (ALL_FIELDS.keys() | own).__contains__)


IN_KOREA = {"filing": {"procedure": "change_of_status"}}
HIGH_TECH = "person.high_tech_talent_entered_without_work_visa_for_good_reason"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, []),
        ({"person": {"nationality": "JP"}}, ["facts.japan_it_certificate"]),
        ({"person": {"nationality": "JP"}, "job": {"occupation": "2312"}}, []),
        ({"person": {"nationality": "JP"}, "experience": {"related_years": 1, "related_years_after_degree": 1}}, []),
        ({"person": {"nationality": "JP"}, "education": {"level": "master"}}, []),
        (
            {**IN_KOREA, "person": {"in_korea": True, "current_status": "D-10-3"}},
            ["person.d_10_3_intern_months", "person.d_10_3_same_field"],
        ),
        ({**IN_KOREA, "person": {"in_korea": True, "current_status": "D-10-1"}}, []),
        (
            {**IN_KOREA, "person": {"in_korea": True, "current_status": "D-10-3"}, "pay": {"annual_krw": 40_000_000}},
            [],
        ),
        ({"person": {"topik": 6}}, ["person.korean_studies_major"]),
        ({"person": {"topik": 6, "age": 30}}, []),
        ({"person": {"kiip": 4}}, ["person.d_4_6_training_months", "person.korean_national_certificate"]),
        ({"person": {"kiip": 3}}, []),
        (
            {"education": {"level": "associate", "country": "KR", "related": False}},
            ["person.work_learning_dual_completed", "person.work_learning_dual_linked_to_job"],
        ),
        ({"education": {"level": "associate", "country": "KR"}}, []),
        ({"job": {"occupation": "2321"}}, ["person.fostered_engineer_programme"]),
        ({"job": {"occupation": "2321"}, "employer": {"recommendation": "not_available"}}, []),
        ({"job": {"occupation": "2321"}, "filing": {"date": "2028-07-01"}, "education": {"level": "master"}}, []),
        (
            {"job": {"occupation": "2842"}, "education": {"country": "KR"}, "employer": {"korean_staff": 3, "mainly_domestic": True, "foreign_staff": 3}},
            ["person.d_2_7_graduate"],
        ),
        ({"education": {"country": "KR"}}, []),
        (
            {**IN_KOREA, "person": {"in_korea": True, "current_status": "D-10-1"}, "job": {"occupation": "2351"}, "education": {"level": "master"}},
            ["person.e7_drafting_before_d_10"],
        ),
        (
            {**IN_KOREA, "person": {"in_korea": True, "current_status": "C-3"}, "education": {"level": "master"}},
            [HIGH_TECH],
        ),
    ],
)  # fmt: skip
def test_only_those_are_asked_whose_state_it_changes(house: House, parts: dict[str, Any], expected: list[str]) -> None:
    assert asked(house, **parts) == expected


def test_an_answer_stays_on_the_page_once_given(house: House) -> None:
    for answer in (True, False):
        parts: dict[str, dict[str, Any]] = {"person": {"nationality": "JP"}, "facts": {"japan_it_certificate": answer}}
        assert asked(house, **parts) == ["facts.japan_it_certificate"]


def test_every_fact_of_a_relaxation_can_be_answered_and_has_words(house: House) -> None:
    """Each has a step of its own or is asked by trial; then both languages say what and why."""
    for relaxation in house.rulebook.files.qualification.relaxations:
        for leaf in leaves(relaxation.when):
            assert isinstance(leaf, Compare)
            if leaf.fact in ALL_FIELDS:
                continue
            assert leaf.fact.startswith(("person.", "facts."))
            section, _, name = leaf.fact.partition(".")
            for language in ("en", "zh"):
                texts = house.speaker(language).texts  # type: ignore[arg-type]
                assert texts(f"facts.{section}.{name}.ask")
                assert texts(f"facts.{section}.{name}.why")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("cn_grade_2", "cn_grade_2"),
        ("cn_grade_3,hrdk_craftsman", ["cn_grade_3", "hrdk_craftsman"]),
        ("none", "none"),
        ("none,tw_a", "tw_a"),
        ("unknown", None),
        ("tw_a,unknown", None),
    ],
)
def test_a_cook_may_hold_several_certificates(typed: str, value: object) -> None:
    assert field_of("facts.cook_certificate").kind == "several"
    case, errors = read_case(Draft(answers={"facts.cook_certificate": typed}), {})
    assert not errors
    assert case.facts.cook_certificate == value
    if value is not None:
        again, _ = read_case(draft_of(case), {})
        assert again.facts.cook_certificate == value
