"""The page for employers: the same draft as the steps, the answers live beside it, every occupation drawn, its own words."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.screenshots import ANSWERS
from e7wizard.house import House
from e7wizard.language import load_texts
from e7wizard.language.texts import leaves
from e7wizard.rulebook.rulebook import CONTENT, load_rulebook
from e7wizard.wizard.employer_page import FIRM, MORE, PAY, VOICE, WORK
from e7wizard.wizard.session import widget_key
from tests.app.filled import filled, state_of
from tests.app.test_steps import app, unfolded

CODES = list(load_rulebook().occupations)
WIDGETS = ("text_input", "text_area", "radio", "selectbox", "multiselect", "button")


def hiring(lang: str = "en", **answers: str) -> AppTest:
    """The page for a case of the pictures, with some answers changed (dots as double underscores)."""
    return filled("employer", lang, **answers)


def shown(found: AppTest) -> str:
    """What the page shows as ready HTML, without its tags and its style."""
    bodies = (part.proto.body for part in found.get("html"))
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join(bodies), flags=re.DOTALL)


def keys(found: AppTest) -> list[str]:
    return [str(widget.key) for kind in WIDGETS for widget in getattr(found, kind)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_draws_without_answers_and_says_what_to_do_first(lang: str) -> None:
    found = app(lang=lang, page="employer")
    assert not found.exception
    assert not found.error
    texts = load_texts(CONTENT, "zh" if lang == "zh" else "en")
    assert found.title[0].value == texts("employer.title")
    assert texts("employer.heads.no_code") in shown(found)
    assert texts("employer.code.first") in shown(found)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_question_stands_once_and_the_answers_in_their_order(lang: str) -> None:
    found = hiring(lang)
    assert not found.exception
    assert not found.error
    drawn = keys(found)
    assert len(drawn) == len(set(drawn))
    assert {widget_key(path) for path in (*WORK, *FIRM, *MORE, *PAY)} <= set(drawn)
    texts, text = load_texts(CONTENT, "zh" if lang == "zh" else "en"), shown(found)
    places = [text.index(texts(f"employer.answers.{name}")) for name in texts.keys("employer.answers")]
    assert places == sorted(places)


def test_the_answers_count_what_was_just_typed() -> None:
    found = hiring(employer__mainly_domestic="false")
    assert "you may hire 1 more person into 2842" in shown(found)
    found.text_input(key="f_employer_korean_staff").set_value("14").run()
    assert "you may hire 3 more people into 2842" in shown(found)
    found.text_input(key="f_employer_foreign_staff").set_value("3").run()
    assert "no room for another person in 2842" in shown(found)
    assert "With 4 more insured Koreans" in shown(found)
    assert "KRW 2,120,000 short" in shown(found)
    found.text_input(key="f_pay_annual_krw").set_value("3200万").run()
    assert "KRW 2,120,000 short" not in shown(found)


def test_it_tells_which_answer_is_missing_and_that_an_exception_is_not_shown() -> None:
    found = hiring(employer__korean_staff="", employer__mainly_domestic="false")
    assert "cannot be told yet" in shown(found)
    assert "insured Korean employees" in shown(found)
    assert "Nobody has shown it yet" in shown(hiring(employer__foreign_staff="2", employer__korean_staff="10"))


def test_no_number_is_told_where_the_law_sets_none() -> None:
    text = shown(hiring(job__code_choice="2223", employer__korean_staff="10", employer__foreign_staff="1"))
    assert "The law sets no fixed number of foreign staff for 2223" in text
    assert "Up to 1 more" in text
    assert "sets no number of foreign staff" in shown(hiring(job__code_choice="271"))


def test_a_required_letter_names_who_gives_it() -> None:
    text = shown(hiring(job__code_choice="7406"))
    assert "must have the letter on the day of filing" in text
    assert "조선해양플랜트과" in text


def test_days_papers_and_duties_stand_with_their_figures() -> None:
    text = shown(hiring())
    for wanted in (
        "1 September 2026",
        "1 December 2026",
        "31 December 2026",
        "1 January 2027",
        "사업자등록증",
        "within 15 days",
    ):
        assert wanted in text, wanted
    assert "Article 19" in text


def test_a_code_is_taken_here_and_the_steps_share_the_draft() -> None:
    found = hiring()
    candidate = next(key for key in keys(found) if key.startswith("hire_accept_"))
    found.button(key=candidate).click().run()
    assert state_of(found).draft.get("job.code_choice") == candidate.removeprefix("hire_accept_")
    found.text_input(key="f_employer_korean_staff").set_value("14")
    found.button(key="hire_back").click().run()
    found.query_params["step"] = "employer"
    found.run()
    assert found.text_input(key="f_employer_korean_staff").value == "14"
    assert found.title[0].value == "The employer", "the step keeps its address and its page"
    found.text_input(key="f_employer_korean_staff").set_value("15").run()
    found.query_params["page"] = "employer"
    found.run()
    assert found.text_input(key="f_employer_korean_staff").value == "15"
    found.query_params["lang"] = "zh"
    found.run()
    assert found.text_input(key="f_employer_korean_staff").value == "15"
    assert found.text_area(key="f_job_duties").value == ANSWERS["en"]["job.duties"]


def test_the_start_page_and_the_menu_lead_here() -> None:
    for key in ("to_hiring", "open_hiring"):
        found = app()
        if key.startswith("open"):
            unfolded(found, "menu_of_start")
        found.button(key=key).click().run()
        assert found.query_params["page"] in ("employer", ["employer"])
        assert found.title[0].value == "You are hiring"
    found.query_params["page"] = "hiring"
    assert found.run().title[0].value == "You are hiring"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_occupation_is_drawn(lang: str) -> None:
    found = hiring(lang)
    for code in CODES[:: 1 if lang == "en" else 7]:
        state_of(found).draft.put("job.code_choice", code)
        found.run()
        assert not found.exception, code
        assert not found.error, code
        assert not re.search(r"[{}]", shown(found)), code


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_words_for_the_employer_stand_for_words_that_exist(house: House, lang: str) -> None:
    texts = house.texts["zh" if lang == "zh" else "en"]
    for key, _ in leaves(texts.find(VOICE)):
        plain = key.removesuffix(".other").removesuffix(".one")
        assert texts.find(plain) is not None or plain.endswith(".ask"), key


def test_the_questions_do_not_speak_to_the_applicant(house: House) -> None:
    """What the employer reads must not be taken for a question about the applicant, nor the other way round."""
    texts = house.texts["en"].instead(VOICE)
    told = {
        "not counting you",
        "will you",
        "your employer",
        "employ you",
        "with you",
        "do you hold",
        "are you appointed",
    }
    for path in (*house.hr.questions, *WORK, *FIRM, *MORE, *PAY):
        if path in house.hr.own:
            continue
        asked = (texts.maybe(f"facts.{path}.ask") or "").lower()
        assert not [word for word in told if word in asked], (path, asked)
