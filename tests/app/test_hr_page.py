"""The page with the questions for HR: both languages, without answers, and edits that stay."""

from __future__ import annotations

import pytest

from tests.app.test_other_ways import text_of, with_answers
from tests.app.test_steps import app, unfolded


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_says_what_to_do_first_without_answers(lang: str) -> None:
    found = app(lang=lang, page="hr")
    assert not found.exception
    assert not found.error
    assert not found.text_area
    found.button(key="hr_begin").click().run()
    assert found.query_params["step"] in ("code", ["code"])
    assert "page" not in found.query_params


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_draws_the_questions(lang: str) -> None:
    found = with_answers("hr", lang, job__code_choice="2351", employer__kind="company")
    assert not found.exception
    assert not found.error
    text = found.text_area(key="hr_text").value
    assert "직종: 2351" in text
    assert "사업자등록증" in text
    assert found.code[0].value == text.strip()
    assert "내국인 직원" in text_of(found)


def test_the_result_leads_to_it() -> None:
    found = with_answers("hr", job__code_choice="2351")
    found.button(key="hr_back").click().run()
    found.button(key="to_hr").click().run()
    assert found.query_params["page"] in ("hr", ["hr"])
    assert found.text_area(key="hr_text").value


def test_edits_survive_reruns_the_language_and_other_pages() -> None:
    found = with_answers("hr", job__code_choice="2351")
    ready = found.text_area(key="hr_text").value
    mine = "안녕하세요, 리밍입니다.\n" + ready
    found.text_area(key="hr_text").set_value(mine).run()
    assert found.text_area(key="hr_text").value == mine
    assert found.code[0].value == mine.strip()
    found.run()
    found.query_params["lang"] = "zh"
    found.run()
    assert found.text_area(key="hr_text").value == mine
    found.button(key="hr_back").click().run()
    found.button(key="to_hr").click().run()
    assert found.text_area(key="hr_text").value == mine
    found.button(key="hr_fresh").click().run()
    assert found.text_area(key="hr_text").value == ready


def test_a_changed_answer_is_told_beside_an_edited_text() -> None:
    found = with_answers("hr", job__code_choice="2351")
    ready = found.text_area(key="hr_text").value
    found.text_area(key="hr_text").set_value(ready + "끝").run()
    assert "Your answers have changed" not in text_of(found)
    found.session_state["session"].draft.put("job.code_choice", "31124")
    found.run()
    assert "Your answers have changed" in text_of(found)
    found.text_area(key="hr_text").set_value(ready + "끝!").run()
    assert "Your answers have changed" in text_of(found), "going on with the old text does not make it current"
    found.button(key="hr_fresh").click().run()
    assert "직종: 31124" in found.text_area(key="hr_text").value


def test_an_unedited_text_follows_the_answers() -> None:
    found = with_answers("hr", job__code_choice="2351")
    found.session_state["session"].draft.put("job.code_choice", "31124")
    found.run()
    assert "직종: 31124" in found.text_area(key="hr_text").value


def test_start_again_erases_the_edited_text() -> None:
    found = with_answers("hr", job__code_choice="2351")
    found.text_area(key="hr_text").set_value("내 이름").run()
    unfolded(found, "erase_menu_0").button(key="erase").click().run()
    assert found.session_state["session"].hr_edit is None
    found.query_params["page"] = "hr"
    assert not found.run().text_area
