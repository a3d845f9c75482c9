"""Every step draws in both languages, keeps its answers, and says what it cannot read."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from e7wizard.house import House
from e7wizard.wizard.app import SIDE_PAGES
from e7wizard.wizard.fields import PATH, STEPS
from e7wizard.wizard.page import Page
from e7wizard.wizard.unfinished import take_unfinished
from tests.conftest import ROOT

PAGES = SIDE_PAGES


def app(step: str = "start", lang: str = "en", page: str | None = None) -> AppTest:
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    found.query_params["step"] = step
    found.query_params["lang"] = lang
    if page:
        found.query_params["page"] = page
    return found.run()


def unfolded(found: AppTest, key: str) -> AppTest:
    """The page with a fold or a menu open, as after a click on it."""
    found.session_state[key] = True
    return found.run()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("step", PATH)
def test_every_step_draws(step: str, lang: str) -> None:
    found = app(step, lang)
    assert not found.exception
    assert not found.error
    assert found.title[0].value


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_every_side_page_draws(page: str, lang: str) -> None:
    found = app(lang=lang, page=page)
    assert not found.exception
    assert not found.error


@pytest.mark.parametrize("step", [step.id for step in STEPS if step.fields])
def test_every_question_has_its_words_in_both_languages(step: str) -> None:
    english, chinese = app(step, "en"), app(step, "zh")
    for kind in ("text_input", "text_area", "radio", "selectbox"):
        one = {widget.key: widget.label for widget in getattr(english, kind)}
        other = {widget.key: widget.label for widget in getattr(chinese, kind)}
        assert one.keys() == other.keys()
        assert all(one[key] != other[key] for key in one if str(key).startswith("f_")), (one, other)


def test_answers_survive_a_language_switch_and_another_step() -> None:
    found = app("salary")
    found.text_input(key="f_pay_annual_krw").set_value("2900万").run()
    found.query_params["lang"] = "zh"
    found.run()
    assert found.text_input(key="f_pay_annual_krw").value == "2900万"
    found.query_params["step"] = "you"
    found.run()
    found.query_params["step"] = "salary"
    found.run()
    assert found.text_input(key="f_pay_annual_krw").value == "2900万"


def test_a_wrong_amount_is_said_beside_the_field_and_kept() -> None:
    found = app("salary")
    found.text_input(key="f_pay_annual_krw").set_value("a lot").run()
    assert any("cannot be read" in str(part.proto) for part in found.main.children.values()) or "cannot be read" in str(
        found.main
    )
    assert found.text_input(key="f_pay_annual_krw").value == "a lot"


def test_a_chosen_code_is_used_and_can_be_undone() -> None:
    found = app("duty")
    found.text_area(key="f_job_duties").set_value("Develop backend APIs in Java and Spring for a logistics app").run()
    found.query_params["step"] = "code"
    found.run()
    found.button(key="accept_2223").click().run()
    assert found.session_state["session"].draft.answers["job.code_choice"] == "2223"
    found.button(key="none_fits").click().run()
    assert found.session_state["session"].draft.answers["job.code_choice"] == "none"
    found.button(key="let_match").click().run()
    assert "job.code_choice" not in found.session_state["session"].draft.answers


def test_changing_one_answer_from_the_check_page_keeps_the_rest() -> None:
    found = app("salary")
    found.text_input(key="f_pay_annual_krw").set_value("36000000").run()
    found.query_params["step"] = "check"
    found.run()
    found.button(key="change_employer").click().run()
    assert found.query_params["step"] in ("employer", ["employer"])
    unfolded(found, "fold_employer")
    found.text_input(key="f_employer_korean_staff").set_value("14").run()
    answers = found.session_state["session"].draft.answers
    assert answers["pay.annual_krw"] == "36000000"
    assert answers["employer.korean_staff"] == "14"


def test_only_the_chosen_occupation_asks_its_own_questions() -> None:
    found = app("employer")
    keys = {widget.key for widget in found.text_input}
    assert "f_facts_restaurant_area_m2" not in keys
    found.session_state["session"].draft.put("job.code_choice", "451")
    unfolded(found, "fold_employer")
    assert "f_facts_restaurant_area_m2" in {widget.key for widget in found.text_input}
    assert not found.exception


def test_every_occupation_can_ask_its_questions() -> None:
    found = app("employer")
    for code in found.session_state["session"].draft.answers.get("nothing", []) or [
        "451",
        "6301",
        "7406",
        "2699",
        "2914",
        "S740",
        "3620",
        "1521",
    ]:
        found.session_state["session"].draft.put("job.code_choice", code)
        found.run()
        assert not found.exception
        assert not found.error


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_relaxation_is_asked_only_of_whom_it_can_help(lang: str) -> None:
    found = app("you", lang)
    draft = found.session_state["session"].draft
    for path, answer in {
        "job.code_choice": "2223", "education.level": "bachelor", "education.related": "true",
        "education.country": "CN", "education.the_rank": "900", "education.qs_rank": "900",
        "experience.related_years": "0", "experience.related_years_after_degree": "0",
        "experience.global_500_years": "0", "pay.annual_krw": "36000000", "person.age": "35",
        "person.in_korea": "false", "person.nationality": "CN",
    }.items():  # fmt: skip
        draft.put(path, answer)
    asked = "f_facts_japan_it_certificate"
    assert asked not in {widget.key for widget in found.run().radio}
    found.selectbox(key="f_person_nationality").set_value("JP").run()
    found.radio(key=asked).set_value("true").run()
    assert not found.exception
    assert asked in {widget.key for widget in found.radio}
    assert found.session_state["session"].draft.answers["facts.japan_it_certificate"] == "true"


def test_a_cook_names_several_certificates() -> None:
    found = app("employer")
    found.session_state["session"].draft.put("job.code_choice", "451")
    found.run()
    found.multiselect(key="f_facts_cook_certificate").set_value(["cn_grade_3", "hrdk_craftsman"]).run()
    assert not found.exception
    assert found.session_state["session"].draft.answers["facts.cook_certificate"] == "cn_grade_3,hrdk_craftsman"


def test_a_wrong_address_opens_the_start() -> None:
    found = app("no_such_step", "xx")
    assert not found.exception
    assert found.title[0].value == "Does your Korean job offer fit an E-7 visa?"


def test_start_again_erases() -> None:
    found = app("salary")
    found.text_input(key="f_pay_annual_krw").set_value("36000000").run()
    unfolded(found, "erase_menu_0").button(key="erase").click().run()
    assert found.session_state["session"].draft.answers == {}


def test_the_next_pages_name_an_answer_that_cannot_be_read() -> None:
    found = app("salary")
    found.text_input(key="f_pay_annual_krw").set_value("plenty").run()
    assert "mend_salary" not in {button.key for button in found.button}, "here it stands beside the field"
    for step in ("employer", "code", "check", "result"):
        found.query_params["step"] = step
        found.run()
        assert not found.exception
        said = [part.proto.body for part in found.get("html") if "e7-error" in part.proto.body]
        assert len(said) == 1, step
        assert "Some answers cannot be read yet" in said[0]
    found.button(key="mend_salary").click().run()
    assert found.text_input(key="f_pay_annual_krw").value == "plenty"


def test_a_run_that_was_on_its_way_does_not_undo_a_text_that_came_back(house: House) -> None:
    """The browser asked for it before it had been told of the text, so its field still holds what stood there before."""
    found = app("salary")
    state = found.session_state["session"]
    page = Page(house, "en", state, dt.date(2026, 11, 29))
    take_unfinished(page, {"f_pay_annual_krw": "36000000"})
    found.run()
    assert state.draft.answers["pay.annual_krw"] == "36000000"
    found.text_input(key="f_pay_annual_krw").set_value("36000000").run()
    found.text_input(key="f_pay_annual_krw").set_value("").run()
    assert "pay.annual_krw" not in state.draft.answers, "once it has been shown, it can be cleared"
    take_unfinished(page, {"f_pay_annual_krw": "1"})
    state.returned["pay.annual_krw"] = dataclasses.replace(state.returned["pay.annual_krw"], until=0)
    found.run()
    assert "pay.annual_krw" not in state.draft.answers, "after some seconds the field is believed again"
