"""How many questions stand open on the way: at most twelve in the common case, and none is out of reach."""

from __future__ import annotations

import datetime as dt
import statistics
from typing import Any

import pytest
import yaml

from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.wizard.draft import draft_of
from e7wizard.wizard.fields import ALL_FIELDS, STEPS
from e7wizard.wizard.folding import FOLDED, WAITS_FOR, late_fields, opens, sort_step
from e7wizard.wizard.more_fields import more_fields
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import Session
from tests.conftest import ROOT

MOST = 12
TODAY = dt.date(2026, 11, 29)
DEVELOPER = {"title": "Developer", "duties": "Develop backend APIs in Java and Spring for a logistics web application"}
COMMON: dict[str, Any] = {
    "filing": {"date": "2026-12-10"},
    "job": DEVELOPER,
    "education": {"level": "bachelor", "related": True, "country": "CN"},
    "experience": {"related_years_after_degree": 2},
    "pay": {"annual_krw": 36_000_000},
    "person": {"nationality": "CN", "in_korea": False},
}
IN_KOREA = {"nationality": "CN", "in_korea": True, "current_status": "D-10-1"}
WORKED = yaml.safe_load((ROOT / "tests/scenarios/worked-cases.yaml").read_text("utf-8"))


def walk(house: House, case: dict[str, Any]) -> tuple[Page, list[str], list[str]]:
    """Answer step by step what the case knows; returns the page, the questions that stood open, and the folded ones.

    The kinds of work with their shares are an extra that opens on request, and so is no question of the way.
    """
    known = draft_of(Case.model_validate(case)).answers
    page = Page(house, "en", Session(), TODAY)
    given = page.session.draft
    stood: dict[str, None] = {}
    folded: dict[str, None] = {}
    for step in STEPS:
        if step.id == "code" and "job.code_choice" in known:
            given.put("job.code_choice", known["job.code_choice"])
        while True:
            questions = sort_step(page, step)
            now = [*questions.open, *questions.own]
            if step.id == "you":
                now += [*late_fields(page), *more_fields(page)]
            fresh = [field for field in now if field.id not in stood]
            if not fresh:
                break
            for field in fresh:
                stood[field.id] = None
                given.put(field.id, known.get(field.id))
        for field in questions.folded:
            folded[field.id] = None
            given.put(field.id, known.get(field.id))
    asked = [path for path in stood if path != "job.mix"]
    return page, asked, [path for path in folded if path not in stood]


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 10),
        ({"person": IN_KOREA}, 12),
        ({"person": {**IN_KOREA, "current_status": "D-2"}, "education": {**COMMON["education"], "country": "KR"}}, 11),
        ({"education": {"level": "master", "related": True, "country": "CN"}, "experience": {}}, 9),
    ],
)
def test_the_common_case_is_asked_at_most_twelve(house: House, changes: dict[str, Any], count: int) -> None:
    """A Chinese graduate, one job, one pay; from abroad, from D-10, from D-2 with a Korean degree, with a master's."""
    page, asked, _ = walk(house, {**COMMON, **changes})
    assert len(asked) == count <= MOST, asked
    assert page.assess().verdict == "meets"


def test_the_median_of_the_worked_cases(house: House) -> None:
    """Also when what a retold case leaves out is filled in as in the common case."""
    for filled in (False, True):
        walks = []
        for item in WORKED:
            case = item["case"]
            if filled:
                case = {**case, **{key: {**part, **case.get(key, {})} for key, part in COMMON.items()}}
            walks.append(walk(house, case))
        asked = [len(found) for _, found, _ in walks]
        in_all = [len(found) + len(folded) for _, found, folded in walks]
        assert statistics.median(asked) <= MOST, sorted(asked)
        assert statistics.median(in_all) > 2 * statistics.median(asked)


def test_folding_changes_no_result(house: House) -> None:
    """Whatever a case knows can be entered, folded or not, and is judged as before."""
    for item in WORKED:
        page, asked, folded = walk(house, item["case"])
        wanted = draft_of(Case.model_validate(item["case"])).answers
        lost = {path for path in wanted if path in ALL_FIELDS and ALL_FIELDS[path].show(wanted)}
        lost -= {*asked, *folded, "job.mix"}
        assert not lost, (item["name"], lost)
        assert {path: page.session.draft.answers.get(path) for path in {*asked, *folded} & wanted.keys()} == {
            path: wanted[path] for path in {*asked, *folded} & wanted.keys()
        }


def page_of(house: House, **answers: str) -> Page:
    page = Page(house, "en", Session(), TODAY)
    for path, value in draft_of(Case.model_validate(COMMON)).answers.items():
        page.session.draft.put(path, value)
    for path, value in answers.items():
        page.session.draft.put(path.replace("__", "."), value)
    return page


def step_of(id: str) -> Any:
    return next(step for step in STEPS if step.id == id)


def ids(fields: Any) -> set[str]:
    return {field.id for field in fields}


def test_staff_comes_forward_where_the_occupation_is_protected(house: House) -> None:
    page = page_of(house)
    assert not sort_step(page, step_of("employer")).open
    page.session.draft.put("job.code_choice", "3612")
    found = sort_step(page, step_of("employer"))
    assert {"employer.korean_staff", "employer.mainly_domestic", "employer.recommendation"} <= ids(found.open)
    assert "facts.foreign_staff_same_occupation" in ids(found.own)
    assert "employer.tax_arrears" in ids(found.folded)


def test_an_answer_keeps_its_place(house: House) -> None:
    """Also where the answer settles the matter, and where the session is new and only the answers came back."""
    page = page_of(house, job__code_choice="2842")
    assert "employer.korean_staff" in ids(sort_step(page, step_of("employer")).open)
    page.session.draft.put("employer.korean_staff", "30")
    page.session.draft.put("employer.mainly_domestic", "false")
    assert "employer.korean_staff" in ids(sort_step(page, step_of("employer")).open)
    page.session.brought_forward.clear()
    assert "employer.korean_staff" in ids(sort_step(page, step_of("employer")).open)


def test_all_years_are_asked_once_the_year_after_the_degree_is_short(house: House) -> None:
    years = "experience.related_years"
    page = page_of(house, experience__related_years_after_degree="")
    assert years in ids(sort_step(page, step_of("experience")).folded)
    page.session.draft.put("experience.related_years_after_degree", "0.5")
    assert years in ids(sort_step(page, step_of("experience")).open)
    page.session.draft.put("experience.related_years_after_degree", "1")
    assert years in ids(sort_step(page, step_of("experience")).folded)


def test_rankings_are_asked_at_the_end_of_whoever_falls_short(house: House) -> None:
    page = page_of(house, experience__related_years_after_degree="0", experience__related_years="0")
    assert {"education.the_rank", "education.qs_rank", "experience.global_500_years"} <= ids(late_fields(page))
    page.session.draft.put("education.qs_rank", "300")
    assert "education.qs_rank" in ids(late_fields(page)), "an answered question keeps its place"
    assert not late_fields(page_of(house))


def test_what_stood_open_on_its_step_is_not_asked_twice(house: House) -> None:
    page = page_of(house, job__code_choice="3612")
    assert "employer.korean_staff" in ids(late_fields(page)), "the step was jumped over"
    fresh = page_of(house, job__code_choice="3612")
    sort_step(fresh, step_of("employer"))
    assert "employer.korean_staff" not in ids(late_fields(fresh))


def test_a_stale_code_breaks_nothing(house: House) -> None:
    page = page_of(house, job__code_choice="9999")
    assert page.still_open() == frozenset()
    assert sort_step(page, step_of("employer")).folded


def test_the_lists_name_questions(house: House) -> None:
    assert FOLDED.keys() <= ALL_FIELDS.keys()
    assert {*WAITS_FOR, *WAITS_FOR.values()} <= FOLDED.keys()
    assert not opens(page_of(house), ALL_FIELDS["person.age"])
    assert opens(page_of(house), ALL_FIELDS["pay.annual_krw"])
