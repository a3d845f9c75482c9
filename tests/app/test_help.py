"""Help where it is needed: examples beside the duty box, folded questions, and terms explained in place."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language.amounts import LANGUAGES, Language
from e7wizard.wizard import html
from tests.app.test_steps import app, unfolded

DUTIES = "f_job_duties"
CODES = ("2223", "3612", "7406")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_example_leads_to_the_code_it_names(house: House, lang: Language) -> None:
    """One of each tier that needs no points; and nothing of the text is read as other work."""
    texts = house.texts[lang]
    assert tuple(texts.keys("duty_help.examples")) == CODES
    assert [house.rulebook.occupations[code].tier for code in CODES] == ["E-7-1", "E-7-2", "E-7-3"]
    for code in CODES:
        found = house.assess(Case.model_validate({"job": {"duties": texts(f"duty_help.examples.{code}.text")}}))
        assert found.occupation.code == code
        assert [finding.id for finding in found.dimensions["code_fit"].findings] == ["code_fit.fits"], code
        assert found.occupation.ask is None
        assert found.occupation.stated


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_stands_at_the_box(house: House, lang: Language) -> None:
    found = unfolded(app("duty", lang), "fold_duty_help")
    texts = house.texts[lang]
    assert texts("duty_help.title") in [expander.label for expander in found.expander]
    shown = html_of(found)
    assert all(html.text(row[:8]) in shown for row in texts.rows("duty_help.good"))
    assert all(texts(f"duty_help.examples.{code}.trade") in shown for code in CODES)
    assert not found.exception


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_starts_the_text_and_is_marked_as_one(house: House, lang: Language) -> None:
    texts = house.texts[lang]
    found = unfolded(app("duty", lang), "fold_duty_help")
    found.button(key="example_7406").click().run()
    example = texts("duty_help.examples.7406.text")
    assert found.text_area(key=DUTIES).value == example
    assert draft(found)["job.duties"] == example
    assert texts("duty_help.unchanged") in html_of(found)
    found.text_area(key=DUTIES).set_value(example + " TIG").run()
    assert texts("duty_help.unchanged") not in html_of(found)


def test_an_example_never_takes_the_place_of_what_was_typed() -> None:
    """Neither of a text that was kept, nor of one typed in the same moment."""
    found = unfolded(app("duty"), "fold_duty_help")
    found.text_area(key=DUTIES).set_value("I cook noodles")
    found.button(key="example_2223").click().run()
    assert found.text_area(key=DUTIES).value == "I cook noodles"
    assert draft(found)["job.duties"] == "I cook noodles"
    assert not [button for button in found.button if str(button.key).startswith("example_")]
    assert "There is text in the box already" in html_of(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_folded_questions_keep_what_is_typed(house: House, lang: Language) -> None:
    texts = house.texts[lang]
    found = app("you", lang)
    assert texts("folded.steps.you") in [expander.label for expander in found.expander]
    assert "f_person_age" not in [field.key for field in found.text_input], "sent only once it is opened"
    unfolded(found, "fold_you")
    found.text_input(key="f_person_age").set_value("27").run()
    found.query_params["step"] = "degree"
    found.run()
    found.query_params["step"] = "you"
    found.run()
    assert found.text_input(key="f_person_age").value == "27"
    assert draft(found)["person.age"] == "27"
    folded = next(one for one in found.expander if one.label == texts("folded.steps.you"))
    assert folded.proto.expanded, "an answer in it opens it"


def test_a_fold_stays_open_in_the_other_language() -> None:
    found = unfolded(app("you"), "fold_you")
    found.query_params["lang"] = "zh"
    found.run()
    assert "f_person_age" in [field.key for field in found.text_input]
    found.session_state["fold_you"] = False
    found.run()
    found.query_params["lang"] = "en"
    found.run()
    assert "f_person_age" not in [field.key for field in found.text_input]


def test_a_step_says_when_nothing_is_needed() -> None:
    found = app("experience")
    found.session_state["session"].draft.put("job.code_choice", "2223")
    found.session_state["session"].draft.put("education.level", "master")
    found.session_state["session"].draft.put("education.related", "true")
    found.run()
    assert "nothing more is needed here" in html_of(found)
    found.session_state["session"].draft.put("education.level", "high_school")
    found.run()
    assert "nothing more is needed here" not in html_of(found)


def test_the_check_page_lists_what_stood_open_and_what_was_answered() -> None:
    found = app("check")
    found.session_state["session"].draft.put("person.topik", "4")
    found.run()
    shown = html_of(found)
    assert "TOPIK level" in shown
    assert "kiip" not in shown.lower()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("step", "term"),
    [
        ("employer", "employment_ins_list"),
        ("you", "status_of_stay"),
        ("salary", "threshold"),
        ("degree", "apostille"),
    ],
)
def test_terms_are_explained_on_the_step(lang: Language, step: str, term: str) -> None:
    found = app("start", lang)
    for path, answer in {"education.level": "bachelor", "person.in_korea": "true"}.items():
        found.session_state["session"].draft.put(path, answer)
    found.query_params["step"] = step
    assert f"term={term}" in html_of(unfolded(found, f"fold_{step}"))


def html_of(found: AppTest) -> str:
    return " ".join(part.proto.body for part in found.get("html"))


def draft(found: AppTest) -> dict[str, object]:
    answers: dict[str, object] = found.session_state["session"].draft.answers
    return answers
