"""Edges that no scenario can say: what is missing by name, what is left to confirm, orders, and single conditions."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from e7wizard.assessment.decide import Outcome, Standing, Unmet, decide, points_of
from e7wizard.assessment.facts import Facts
from e7wizard.assessment.model import Assessment, Change, Dimension, Finding
from e7wizard.assessment.points_plan import cheapest_plans
from e7wizard.assessment.route_criteria import criteria_of
from e7wizard.assessment.worth_asking import facts_worth_asking
from e7wizard.case import Case, with_facts
from e7wizard.house import House
from e7wizard.rulebook.conditions import Condition
from tests.unit.test_properties import sample_cases

ADAPTER: TypeAdapter[Condition] = TypeAdapter(Condition)
TRADER: dict[str, Any] = {
    "filing": {"date": "2026-10-15", "procedure": "visa_abroad"},
    "job": {"occupation": "2842", "duties": "find overseas buyers and negotiate export contracts"},
}
MOVE = {"date": "2026-10-15", "procedure": "change_of_workplace"}
IN_E_7_3 = {"in_korea": True, "current_status": "E-7-3"}


def assess(house: House, **parts: Any) -> Assessment:
    """The trader with some sections replaced."""
    return house.assess(Case.model_validate({**TRADER, **parts}))


def only(assessment: Assessment, id: str) -> Finding:
    """The one finding of an id."""
    (found,) = [finding for finding in assessment.findings() if finding.id == id]
    return found


def judge(house: House, condition: dict[str, Any], case: dict[str, Any]) -> Outcome:
    return decide(ADAPTER.validate_python(condition), Facts(Case.model_validate(case), house.rulebook))


def confirmed(assessment: Assessment, id: str, dimension: Dimension) -> list[dict[str, Any]]:
    """The parameters of each item to confirm of an id."""
    return [item.params for item in assessment.to_confirm if (item.id, item.dimension) == (id, dimension)]


# --- what is missing, by name ---------------------------------------------------------------------------------------

GAP = {"filing": {"date": "2026-01-10"}, "pay": {"annual_krw": 40_000_000}}
FARMER = {"job": {"occupation": "6301", "duties": "breed sea cucumbers"}}
DRAFTER = {"job": {"occupation": "2395", "duties": "draw in CAD"}}


@pytest.mark.parametrize(
    ("parts", "id", "missing"),
    [
        ({}, "employer.koreans_unknown", ["employer.korean_staff", "employer.mainly_domestic"]),
        ({"employer": {"korean_staff": 4}}, "employer.koreans_unknown", ["employer.mainly_domestic"]),
        ({"employer": {"mainly_domestic": True}}, "employer.koreans_unknown", ["employer.korean_staff"]),
        ({}, "employer.share_unknown", ["employer.korean_staff"]),
        ({"employer": {"korean_staff": 60}}, "employer.share_unknown", ["employer.foreign_staff"]),
        ({**DRAFTER, "employer": {"korean_staff": 60}}, "employer.cap_unknown", ["facts.foreign_staff_same_occupation"]),
        ({"filing": {}}, "procedure.unknown", ["person.in_korea"]),
        ({"filing": {}, "person": {"in_korea": True}}, "procedure.unknown", ["person.current_status"]),
        ({"filing": {}, "person": {"in_korea": True, "current_status": "E-7-1"}}, "procedure.unknown", ["filing.procedure"]),
        ({"filing": {"procedure": "change_of_status"}}, "procedure.status_unknown", ["person.current_status"]),
        ({"filing": {"procedure": "change_of_status"}, "person": {"current_status": "F-3"}}, "procedure.spouse_unknown", ["person.spouse_status"]),
        ({**DRAFTER, "filing": MOVE, "person": IN_E_7_3}, "procedure.move_reason_unknown", ["person.reason_for_leaving"]),
        ({"job": {"occupation": "7406", "duties": "weld hulls"}, "filing": MOVE, "person": {**IN_E_7_3, "reason_for_leaving": "mutual_termination"}}, "procedure.move_fault_unknown", ["person.left_by_own_fault"]),
        ({"filing": MOVE, "person": {**IN_E_7_3, "reason_for_leaving": "resigned"}}, "procedure.no_consent", ["person.former_employer_consent"]),
        ({**FARMER, "pay": {"annual_krw": 41_000_000}, "employer": {"size": "large", "venture": False}}, "salary.in_doubt", ["rule.gni"]),
        ({**FARMER, "pay": {"annual_krw": 31_000_000}, "employer": {"size": "sme"}, "facts": {"e7_career_years_in_korea": 3}}, "salary.relief_or_announced", []),
        ({**FARMER, "pay": {"annual_krw": 31_000_000}, "employer": {"size": "sme"}}, "salary.in_doubt", ["facts.e7_career_years_in_korea"]),
        (GAP, "salary.january_2026", ["rule.threshold"]),
        ({"filing": {"date": "2025-03-31"}, "pay": {"annual_krw": 35_240_799}, "employer": {"size": "sme"}}, "salary.past_in_doubt", ["facts.e7_career_years_in_korea"]),
        ({"filing": {"date": "2022-08-01"}, "pay": {"annual_krw": 30_000_000}}, "salary.past_in_doubt", ["rule.past_threshold"]),
        ({"filing": {"date": "2022-08-01"}}, "salary.no_pay", ["pay.annual_krw"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(house: House, parts: dict[str, Any], id: str, missing: list[str]) -> None:
    assert only(assess(house, **parts), id).missing == missing


def test_pay_of_a_time_gone_by_is_told_with_its_amount(house: House) -> None:
    day = {"filing": {"date": "2022-08-01"}}
    for pay in ({}, {"annual_krw": 30_000_000}, {"annual_krw": 28_337_399}):
        (found,) = [
            finding
            for finding in assess(house, **day, pay=pay).dimensions["salary"].findings
            if finding.id != "salary.below_minimum_wage"
        ]
        assert found.params["threshold_krw"] == 32_385_600
        assert found.params["tier"] == "E-7-1"


# --- what is left to confirm ----------------------------------------------------------------------------------------


def test_a_further_condition_met_by_presumption_is_left_to_confirm_and_not_called_met(house: House) -> None:
    job = {"job": {"occupation": "S740", "duties": "run machines"}}
    presumed = assess(house, **job)
    facts = [item["fact"] for item in confirmed(presumed, "presumed", "qualification")]
    assert "person.immigration_violations_10y" in facts
    stated = assess(house, **job, person={"immigration_violations_10y": 3})
    facts = [item["fact"] for item in confirmed(stated, "presumed", "qualification")]
    assert "person.immigration_violations_10y" not in facts

    def met(assessment: Assessment) -> set[str]:
        return {found.params["also"] for found in assessment.findings() if found.id == "qualification.also_met"}

    assert met(stated) - met(presumed) == {"violations_up_to_3"}


def test_without_a_filing_day_the_age_of_papers_is_left_to_confirm(house: House) -> None:
    assert confirmed(assess(house, filing={"procedure": "visa_abroad"}), "papers_fresh", "procedure") == [{"months": 3}]
    assert not confirmed(assess(house), "papers_fresh", "procedure")


def test_a_managers_department_is_left_to_confirm_at_the_employer(house: House) -> None:
    manager = {"job": {"occupation": "1511", "duties": "head the sales department"}}
    assert confirmed(assess(house, **manager), "manager_department", "employer") == [{}]
    assert not confirmed(assess(house), "manager_department", "employer")


def test_rules_on_the_way_of_filing_are_left_to_confirm_by_their_own_name(house: House) -> None:
    cook = {"job": {"occupation": "451", "duties": "cook"}, "person": IN_E_7_3}
    extended = assess(house, **cook, filing={"date": "2026-10-15", "procedure": "extension"})
    assert confirmed(extended, "cook_rules_of_2018", "procedure")
    moved = assess(house, **cook, filing=MOVE)
    assert confirmed(moved, "cook_second_workplace", "procedure")


def test_everything_to_confirm_belongs_to_a_dimension(house: House) -> None:
    for data in sample_cases(60, seed=41):
        for item in house.assess(Case.model_validate(data)).to_confirm:
            assert item.dimension in get_args(Dimension), item


# --- single conditions ----------------------------------------------------------------------------------------------


def test_what_must_not_be_is_named_where_it_is(house: House) -> None:
    found = judge(house, {"not": {"fact": "person.topik", "at_least": 3}}, {"person": {"topik": 4}})
    assert (found.truth, found.standing) == (False, Standing.REACHABLE)
    assert found.unmet == (Unmet("person.topik", "not", 3, 4),)


@pytest.mark.parametrize("parts", [19, 20, 21, 40])
def test_a_condition_may_have_any_number_of_parts(house: House, parts: int) -> None:
    condition = {"all": [{"fact": "person.age", "at_least": age} for age in range(parts)]}
    assert judge(house, condition, {"person": {"age": 40}}).truth is True
    assert judge(house, condition, {"person": {"age": parts - 2}}).truth is False


def test_points_short_of_a_mark_are_told_as_counted(house: House) -> None:
    """S:153-156: age and schooling bring 25 points; what only unknown answers could bring is not counted."""
    person = {
        "filing": {"date": "2026-10-15"},
        "person": {"age": 22},
        "education": {"level": "bachelor", "country": "CN"},
    }
    section = {"points": "D-10-1", "of": "basic"}
    assert judge(house, {**section, "at_least": 25}, person).truth is True
    short = judge(house, {**section, "at_least": 26}, person)
    assert short.unmet == (Unmet("points.D-10-1", "at_least", 26, 25),)
    without_age = {**person, "person": {}}
    open_ = judge(house, {**section, "at_least": 26}, without_age)
    assert open_.truth is None
    assert "person.age" in open_.missing
    impossible = judge(house, {**section, "at_least": 36}, without_age)
    assert impossible.unmet == (Unmet("points.D-10-1", "at_least", 36, 15),)


@pytest.mark.parametrize(
    ("table", "open_for", "closed_for", "fact"),
    [
        ("E-7-4", "bachelor", "high_school", "education.country"),
        ("F-2-7", "master", "associate", "person.degrees_at_highest_level"),
    ],
)
def test_a_line_out_of_reach_asks_nothing(house: House, table: str, open_for: str, closed_for: str, fact: str) -> None:
    """S:300-302, S:376-378: a Korean degree, and a second one of the same level, count from some level on."""
    mark = {"points": table, "at_least": house.rulebook.points[table].passes_at}
    assert fact in judge(house, mark, {"education": {"level": open_for}}).missing
    assert fact not in judge(house, mark, {"education": {"level": closed_for}}).missing


# --- changes --------------------------------------------------------------------------------------------------------


def changes(assessment: Assessment, dimension: Dimension) -> list[Change]:
    return [change for change in assessment.changes if change.dimension == dimension and change.id != "other_code"]


def test_years_that_nobody_stated_count_as_none_in_a_plan(house: House) -> None:
    """Half a year is there in all; as it may lie before the degree, a whole one is to come."""
    education = {"level": "bachelor", "related": True, "country": "CN"}
    half = {"related_years": 0.5, "global_500_years": 0}
    found = assess(house, education=education, experience=half, person={"nationality": "CN"})
    (wait,) = changes(found, "qualification")
    assert (wait.id, wait.params, wait.then) == ("more_experience", {"months": 12}, "meets")


def test_another_way_to_lift_the_same_finding_is_told_beside_the_first(house: House) -> None:
    """A letter for pay of 1.5 times GNI (V:174) instead of the years."""
    found = assess(
        house,
        job={"occupation": "2223", "duties": "Develop backend APIs in Java"},
        education={"level": "none", "related": False, "country": "CN"},
        experience={"related_years": 1, "related_years_after_degree": 0, "global_500_years": 0},
        pay={"annual_krw": 90_000_000, "weekly_hours": 40},
        employer={"recommendation": "not_available"},
    )
    first, other = changes(found, "qualification")
    assert (first.id, first.params, first.alternative) == ("more_experience", {"months": 48}, False)
    assert (other.id, other.params["fact"], other.alternative) == ("reach_fact", "employer.recommendation", True)
    assert other.then == "meets"


def test_a_rise_in_pay_is_as_large_as_the_largest_gap_in_won(house: House) -> None:
    """Beside a fee that is told as below the average (V:210-211) the minimum wage is what a sum can reach."""
    lecturer = {"job": {"occupation": "2612", "duties": "lecture"}, "facts": {"lecturer_fee_at_average": False}}
    (rise,) = changes(assess(house, **lecturer, pay={"annual_krw": 20_000_000, "weekly_hours": 40}), "salary")
    assert rise.params == {"by_krw": 5_882_560, "to_krw": 25_882_560}
    assert rise.then == "fails"


# --- routes ---------------------------------------------------------------------------------------------------------


def test_no_closed_route_is_told_before_one_that_is_not(house: House) -> None:
    for data in sample_cases(80, seed=42):
        routes = house.assess(Case.model_validate(data)).routes
        assert not any(route.first and route.status == "closed" for route in routes)
        closed = [route.status == "closed" for route in routes if not route.first]
        assert closed == sorted(closed), data


def test_the_degree_that_brings_a_person_nearest_is_marked(house: House) -> None:
    main = {"level": "high_school", "country": "CN"}
    bachelor = {"level": "bachelor", "country": "KR", "graduated": "2026-02"}
    person = {"age": 27, "nationality": "CN", "in_korea": True, "current_status": "D-2"}

    def marks(others: list[dict[str, Any]], route: str) -> dict[str, str]:
        case = Case.model_validate(
            {"filing": {"date": "2026-10-15"}, "education": main, "other_degrees": others, "person": person}
        )
        found = criteria_of(house.context(case), house.assess(case).routes)
        return next(dict(criteria.marks) for criteria in found if criteria.route == route)

    for others in ([bachelor], [{"level": "none"}, bachelor]):
        assert marks(others, "D-10-1")["degree"] == "met"
        assert marks(others, "F-2-7")["degree"] == "met"


def test_a_line_that_any_of_several_answers_brings_can_be_planned(house: House) -> None:
    """A recommendation for F-2-7 counts from whichever ministry it comes; one of them is named."""
    case = Case.model_validate(
        {
            "filing": {"date": "2026-10-15"},
            "education": {"level": "master", "country": "KR", "graduated": "2024-02"},
            "pay": {"annual_krw": 0},
            "person": {"in_korea": True, "current_status": "D-10-1", "nationality": "CN", "age": 28, "topik": 5},
        }
    )
    steps = [plan.steps for plan in cheapest_plans(house.context(case), "F-2-7")]
    assert all(len(several) == 1 for several in steps)
    (recommended,) = [step for (step,) in steps if step.item == "recommendation"]
    assert recommended.answers.keys() == {"person.ministry_recommendation"}
    told = with_facts(case, dict(recommended.answers))
    before, after = (points_of("F-2-7", house.context(one).facts).total for one in (case, told))
    assert after == before + recommended.points


# --- who is asked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("country", "asked"), [("KR", ["person.d_2_7_graduate"]), ("CN", [])])
def test_a_programme_in_korea_is_asked_of_graduates_in_korea(house: House, country: str, asked: list[str]) -> None:
    case = Case.model_validate(
        {
            **TRADER,
            "education": {"level": "bachelor", "related": True, "country": country},
            "experience": {"related_years": 5, "related_years_after_degree": 5},
            "employer": {"korean_staff": 3, "foreign_staff": 3, "mainly_domestic": True},
        }
    )
    known = {"person.d_2_7_graduate"}
    found = facts_worth_asking(case, house.rulebook, "2842", lambda path: path not in known)
    assert found == asked


# --- sources and scores ---------------------------------------------------------------------------------------------


def test_a_source_bears_the_date_of_its_document(house: House) -> None:
    dates = {document.id: document.date for document in house.rulebook.files.documents}
    cited = [source for finding in assess(house).findings() for source in finding.sources]
    assert cited
    for source in cited:
        day = dates[source.document]
        assert source.date == (day and day.isoformat())


@pytest.mark.parametrize(
    ("employer", "id"),
    [
        ({"korean_staff": 4, "foreign_staff": 0, "mainly_domestic": True}, "employer.too_few_koreans"),
        ({"korean_staff": 10, "foreign_staff": 2}, "employer.over_share"),
    ],
)
def test_a_risk_outside_the_review_cites_the_page_that_makes_it_one(
    house: House, employer: dict[str, Any], id: str
) -> None:
    found = only(assess(house, job={"occupation": "2111", "duties": "research"}, employer=employer), id)
    assert found.status == "at_risk"
    pages = {(source.document, source.page) for source in found.sources}
    assert pages == {(cite.document, cite.page) for cite in house.rulebook.files.employer.general_check_sources}


def test_candidates_come_with_their_scores_and_what_sets_two_of_them_apart(house: House) -> None:
    close = assess(house, job={"duties": "translate contracts and guide tourists"}).occupation
    scores = [candidate.score for candidate in close.candidates]
    assert scores == sorted(scores, reverse=True)
    assert any(0 < score < 1 for score in scores)
    assert all(score == round(score, 4) for score in scores)
    assert close.separates is not None
    assert close.separates.for_code
    assert close.separates.for_other


def test_words_that_speak_for_the_code_are_told(house: House) -> None:
    found = only(assess(house, job={"duties": "Develop backend services in Java"}), "code_fit.fits")
    assert "Java" in found.params["words"]
