"""The page of other ways, a page for each status, and where their answers go."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from e7wizard.language import load_texts
from e7wizard.rulebook.rulebook import CONTENT, load_rulebook
from tests.app.test_steps import app

ROUTES = list(load_rulebook().routes)


def text_of(found: AppTest) -> str:
    return " ".join(str(part.proto) for part in found.main)


def with_answers(page: str, lang: str = "en", **answers: Any) -> AppTest:
    """The page for somebody who has given these answers (dots as double underscores)."""
    found = app("result", lang)
    draft = found.session_state["session"].draft
    for path, value in {"person__in_korea": "true", "person__current_status": "D-10-1", **answers}.items():
        draft.put(path.replace("__", "."), value)
    found.query_params["page"] = page
    return found.run()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_status_has_a_page(lang: str) -> None:
    found = with_answers("route", lang)
    for route in ROUTES:
        found.query_params["route"] = route
        found.run()
        assert not found.exception, route
        assert not found.error, route
        assert found.title[0].value.startswith(f"{route} · "), route


def test_the_list_of_statuses_opens_each() -> None:
    found = app(page="route")
    found.button(key="list_D-10-1").click().run()
    assert found.title[0].value.startswith("D-10-1")
    found.button(key="route_to_ways").click().run()
    assert found.query_params["page"] in ("ways", ["ways"])


def test_an_answer_counts_at_once_and_stands_on_the_check_page() -> None:
    found = with_answers("ways")
    assert "Look here before E-7" not in text_of(found)
    found.radio(key="f_person_job_kind").set_value("founder").run()
    assert "Look here before E-7" in text_of(found)
    assert found.radio(key="f_person_job_kind").value == "founder", "it stays where it was asked, to be changed"
    found.button(key="ways_back_top").click().run()
    assert "Look here before E-7" in text_of(found), "the result tells it as well"
    found.query_params["step"] = "check"
    found.run()
    assert found.button(key="change_ways")
    assert load_texts(CONTENT, "en")("facts.person.job_kind.name") in text_of(found)


def test_nothing_is_asked_twice() -> None:
    found = with_answers("ways", person__job_kind="founder")
    keys = [widget.key for kind in ("radio", "text_input", "selectbox") for widget in getattr(found, kind)]
    assert len(keys) == len(set(keys))
    assert "f_person_ethnic_korean" not in keys, "the step about the person asks it"
    found.button(key="go_you").click().run()
    assert found.query_params["step"] in ("you", ["you"])


def test_points_questions_raise_the_count() -> None:
    found = with_answers("ways", education__level="bachelor", education__country="CN", person__age="27")
    assert "35 of 60" in text_of(found) or "30 of 60" in text_of(found)
    before = text_of(found)
    found.text_input(key="f_person_foreign_experience_years_10y").set_value("7").run()
    assert text_of(found) != before
    assert found.text_input(key="f_person_foreign_experience_years_10y").value == "7"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_stranger_without_answers_sees_the_page(lang: str) -> None:
    found = app(lang=lang, page="ways")
    assert not found.exception
    assert not found.error
