"""The page of other ways: its questions, its overview of criteria, the cheapest points, the plan over time."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
import typing
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from e7wizard.assessment.facts import Facts
from e7wizard.assessment.model import Assessment, PlanRoutes
from e7wizard.assessment.points_plan import cheapest_plans
from e7wizard.assessment.route_criteria import criteria_of
from e7wizard.assessment.route_questions import RouteQuestion, facts_of_table, route_questions
from e7wizard.case import Case, fact_type, plain_type, with_facts
from e7wizard.house import House
from e7wizard.report.plan_timeline import E_7, FIX, Bar, bars_of, earliest_again
from e7wizard.wizard.fields import ALL_FIELDS
from tests.conftest import ROOT
from tests.unit.test_properties import sample_cases

WORKED = [
    Case.model_validate(row["case"])
    for row in yaml.safe_load((ROOT / "tests/scenarios/worked-cases.yaml").read_text("utf-8"))
]
FOUNDER: dict[str, Any] = {"person": {"job_kind": "founder", "in_korea": True, "current_status": "D-10-1"}}
JOB_SEEKER: dict[str, Any] = {
    "filing": {"date": "2026-10-15"},
    "education": {"level": "bachelor", "country": "CN", "graduated": "2020-02", "the_rank": 900, "qs_rank": 900},
    "person": {
        "age": 27, "nationality": "CN", "in_korea": True, "current_status": "D-2", "topik": 0, "kiip": 0, "stem_degree": True,
        "first_d10_change": False,
    },
}  # fmt: skip


def questions(house: House, case: Case) -> list[RouteQuestion]:
    """What is asked of somebody who has answered everything in the steps that the case knows."""
    return route_questions(house.context(case), ALL_FIELDS.keys())


def answers_of(path: str) -> Iterator[Any]:
    kind = plain_type(fact_type(path))
    if kind is bool:
        yield from (True, False)
    elif typing.get_origin(kind) is typing.Literal:
        yield from typing.get_args(kind)
    elif kind in {int, float}:
        yield from (0, 1, 2, 3, 5, 12, 90, 100, 500, 10_000_000, 100_000_000, 1_000_000_000)


def states(house: House, case: Case) -> dict[str, tuple[str, bool]]:
    return {route.id: (route.status, route.first) for route in house.assess(case).routes}


def test_at_most_five_questions_for_half_of_the_worked_cases(house: House) -> None:
    counts = [len(questions(house, case)) for case in WORKED]
    assert statistics.median(counts) <= 5, sorted(counts)


def test_every_question_can_change_a_route_and_names_it(house: House) -> None:
    for case in WORKED[::3]:
        before = states(house, case)
        for question in questions(house, case):
            changed = set()
            for value in answers_of(question.fact):
                after = states(house, with_facts(case, {question.fact: value}))
                changed |= {route for route in after if after[route] != before[route]}
            assert changed & set(question.routes), question


def test_what_is_answered_is_not_asked_again(house: House) -> None:
    case = Case.model_validate({"person": {"in_korea": True, "current_status": "D-10-1"}})
    asked = [question.fact for question in questions(house, case)]
    assert asked[0] == "person.job_kind", "it changes most routes"
    again = questions(house, with_facts(case, {"person.job_kind": "e7_occupation"}))
    assert "person.job_kind" not in {question.fact for question in again}
    assert asked[1] not in {one.fact for one in route_questions(house.context(case), [*ALL_FIELDS, *asked[:2]])}


def test_the_posting_is_asked_of_the_posted_only(house: House) -> None:
    others = Case.model_validate({"person": {"in_korea": True, "current_status": "D-10-1"}})
    posted = with_facts(others, {"person.job_kind": "executive_posting"})
    assert "person.hq_relation" not in {question.fact for question in questions(house, others)}
    assert "person.hq_relation" in {question.fact for question in questions(house, posted)}


def test_marks_agree_with_the_state_of_the_route(house: House) -> None:
    for data in sample_cases(150, seed=21):
        case = Case.model_validate(data)
        routes = house.assess(case).routes
        for route, criteria in zip(routes, criteria_of(house.context(case), routes), strict=True):
            marks = set(criteria.marks.values())
            if route.status == "open":
                assert marks <= {"met"}, (route, criteria)
            if route.status == "cannot_tell":
                assert "unknown" in marks, (route, criteria)
            if route.status == "closed":
                assert "missing" in marks, (route, criteria)
            if route.needs_review and route.status == "open_if" and not route.unmet:
                assert "office" in marks or criteria.marks.get("points") == "office", (route, criteria)


def test_the_nearest_way_is_what_the_marks_tell(house: House) -> None:
    case = Case.model_validate(JOB_SEEKER)
    routes = [route for route in house.assess(case).routes if route.id == "D-10-1"]
    (criteria,) = criteria_of(house.context(case), routes)
    assert criteria.marks["degree"] == "met"
    assert criteria.marks["points"] in {"missing", "unknown"}
    assert "family" not in criteria.marks


@pytest.mark.parametrize("table", ["D-10-1", "D-8-4", "D-9-1", "E-7-4", "E-7-S2", "F-2-7", "F-5-S1"])
def test_the_cheapest_plans_pass_and_no_step_is_too_many(house: House, table: str) -> None:
    """Each plan reaches the mark when its answers are set; without any one of its steps it does not."""
    tried = 0
    for data in sample_cases(60, seed=31):
        # The years of others may count as research as well, but only the office can say so.
        known = {"person.job_kind": "research"} if table == "F-5-S1" else {}
        case = with_facts(Case.model_validate(data), known)
        context = house.context(case)
        rule, ready = house.rulebook.points[table], context.facts.rules.table(table)

        def passes(answers: dict[str, Any], case: Case = case, code: str | None = context.facts.code) -> bool:
            count = ready.count(Facts(with_facts(case, answers), house.rulebook, code))  # noqa: B023
            least = rule.section_minimums  # noqa: B023
            enough = all(count.sections[section][0] >= points for section, points in least.items())
            return count.total >= rule.passes_at and enough  # noqa: B023

        for plan in cheapest_plans(context, table):
            tried += 1
            assert passes({path: value for step in plan.steps for path, value in step.answers.items()}), plan
            for kept in itertools.combinations(plan.steps, len(plan.steps) - 1):
                assert not passes({path: value for step in kept for path, value in step.answers.items()}), plan
    assert tried, table


def test_nobody_is_told_to_grow_younger_or_to_come_from_elsewhere(house: House) -> None:
    for data in sample_cases(60, seed=33):
        context = house.context(Case.model_validate(data))
        for table in house.rulebook.points:
            for plan in cheapest_plans(context, table):
                facts = {path for step in plan.steps for path in step.answers}
                assert all(house.rulebook.changeable(path) for path in facts), plan
                assert not any(path.startswith(("education.", "job.")) for path in facts), plan


def test_fifteen_points_short_of_d_10_are_brought_by_korean_level_four(house: House) -> None:
    """S:148-150: TOPIK 4 brings 15 points to a Chinese STEM bachelor of 27 with 35 points."""
    case = Case.model_validate({**JOB_SEEKER, "person": {**JOB_SEEKER["person"], "foreign_experience_years_10y": 5}})
    points = next(route.points for route in house.assess(case).routes if route.id == "D-10-1")
    assert points is not None
    assert points.total == 45
    plans = cheapest_plans(house.context(case), "D-10-1")
    assert all(len(plan.steps) == 1 for plan in plans)
    assert "korean" in {plan.steps[0].item for plan in plans}


def test_a_table_asks_each_fact_once_and_nothing_that_is_worked_out(house: House) -> None:
    context = house.context(Case())
    for table in house.rulebook.points:
        facts = facts_of_table(context, table)
        assert len(facts) == len(set(facts))
        assert all(fact_type(path) is not None for path in facts)


def plan(**phases: list[str]) -> PlanRoutes:
    return PlanRoutes(id="salary_below_floor", **phases)


def test_a_status_named_twice_is_one_bar_over_both_phases() -> None:
    found = bars_of(plan(now=["F-2-7"], meanwhile=["D-10-1"], afterwards=["F-2-7"]), mends=True)
    assert found == [
        Bar(FIX, ("now", "meanwhile")),
        Bar("F-2-7", ("now", "afterwards")),
        Bar("D-10-1", ("meanwhile",)),
        Bar(E_7, ("afterwards",)),
    ]
    assert [bar.id for bar in bars_of(plan(now=["F-4"]), mends=False)] == ["F-4"]


@pytest.mark.parametrize(
    ("today", "months", "day"), [("2026-11-29", 1, "2027-01-01"), ("2026-12-01", 12, "2028-01-01")]
)
def test_e_7_again_after_the_months_that_the_changes_name(house: House, today: str, months: int, day: str) -> None:
    assessment = house.assess(Case())
    waits = {"dimension": "qualification", "id": "more_experience", "params": {"months": months}, "then": "meets"}
    changed = Assessment.model_validate({**assessment.model_dump(), "changes": [waits]})
    assert earliest_again(changed, dt.date.fromisoformat(today)) == dt.date.fromisoformat(day)
    assert earliest_again(assessment, dt.date.fromisoformat(today)) is None


def test_founders_are_told_first(house: House) -> None:
    first = [route.id for route in house.assess(Case.model_validate(FOUNDER)).routes if route.first]
    assert "D-8-4" in first
