"""The adviser's desk: the same draft as the steps, the result live beside it, variants, cover, and private notes."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.screenshots import ANSWERS
from e7wizard.assessment import Assessment
from e7wizard.house import House
from e7wizard.report.csv_summary import write_summary
from e7wizard.wizard.draft import read_case
from e7wizard.wizard.fields import STEPS
from e7wizard.wizard.session import widget_key
from e7wizard.wizard.variants import MOST
from tests.app.filled import filled, state_of
from tests.app.test_other_ways import text_of
from tests.app.test_steps import unfolded

USUAL = {"filing.date": "2026-12-01", "pay.weekly_hours": "40"}
WIDGETS = ("text_input", "text_area", "radio", "selectbox", "multiselect", "toggle", "button")
# Any amount in its own words would do: none may be readable while facts are covered.
AMOUNT = {"en": "KRW", "zh": "万韩元"}


def desk(lang: str = "en", **answers: str) -> AppTest:
    """The page for a case of the pictures, with some answers changed (dots as double underscores)."""
    return filled("adviser", lang, **answers)


def panel(found: AppTest) -> str:
    """What the page shows as ready HTML: panel, bar and table."""
    return " ".join(part.proto.body for part in found.get("html"))


def keys(found: AppTest) -> list[str]:
    return [str(widget.key) for kind in WIDGETS for widget in getattr(found, kind)]


def judged(house: House, found: AppTest) -> Assessment:
    return house.assess(read_case(state_of(found).draft, USUAL)[0])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_question_stands_on_the_page_once(lang: str) -> None:
    found = desk(lang)
    assert not found.exception
    assert not found.error
    drawn = keys(unfolded(found, "fold_mix"))
    assert len(drawn) == len(set(drawn))
    answers = state_of(found).draft.answers
    wanted = {widget_key(field.id) for step in STEPS for field in step.fields if field.show(answers)} - {"f_job_mix"}
    assert wanted <= set(drawn)
    assert "f_job_code_choice" in drawn
    assert "f_mix_duty_0" in drawn


def test_the_panel_counts_the_answer_just_typed() -> None:
    found = desk()
    assert "KRW 2,120,000" in panel(found)
    found.text_input(key="f_pay_annual_krw").set_value("3000万").run()
    assert "KRW 1,120,000" in panel(found)
    assert "KRW 2,120,000" not in panel(found)


def test_the_steps_and_the_desk_share_one_draft() -> None:
    found = desk()
    found.text_input(key="f_employer_korean_staff").set_value("14").run()
    found.button(key="adviser_back").click().run()
    found.query_params["step"] = "employer"
    found.run()
    assert found.text_input(key="f_employer_korean_staff").value == "14"
    found.text_input(key="f_employer_korean_staff").set_value("15").run()
    found.query_params["page"] = "adviser"
    found.run()
    assert found.text_input(key="f_employer_korean_staff").value == "15"
    assert found.text_area(key="f_job_duties").value == ANSWERS["en"]["job.duties"]


def test_typing_and_leaving_in_one_run_loses_nothing() -> None:
    found = desk()
    found.text_input(key="f_employer_korean_staff").set_value("21")
    found.text_area(key="f_adviser_notes").set_value("ask about the letter")
    found.selectbox(key="f_job_code_choice").set_value("2223")
    found.button(key="adviser_result").click().run()
    assert state_of(found).draft.answers["employer.korean_staff"] == "21"
    assert state_of(found).draft.answers["job.code_choice"] == "2223"
    assert state_of(found).desk.notes == "ask about the letter"


def test_a_chosen_code_brings_its_own_questions() -> None:
    found = desk()
    before = set(keys(found))
    found.selectbox(key="f_job_code_choice").set_value("451").run()
    assert state_of(found).draft.answers["job.code_choice"] == "451"
    assert set(keys(found)) - before >= {"f_facts_culinary_contest_award"}
    found.selectbox(key="f_job_code_choice").set_value(None).run()
    assert "job.code_choice" not in state_of(found).draft.answers


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_covered_facts_are_dots_and_the_case_stays(house: House, lang: str) -> None:
    found = desk(lang)
    found.button(key="variant_add").click().run()
    found.text_input(key="f_v1_pay_annual_krw").set_value("3600万").run()
    answers, before = dict(state_of(found).draft.answers), judged(house, found)
    shown = panel(found)
    assert AMOUNT[lang] in shown.split("e7-verdict")[1]
    found.toggle(key="hide").set_value(True).run()
    found.toggle(key="present").set_value(True).run()
    covered = panel(found).split("e7-verdict")[1]
    assert "••••" in covered
    assert AMOUNT[lang] not in covered
    assert "e7-differs" in covered, "that the pay differs is still told"
    assert state_of(found).draft.answers == answers
    assert judged(house, found) == before
    found.toggle(key="hide").set_value(False).run()
    assert AMOUNT[lang] in panel(found).split("e7-verdict")[1]


def test_variants_stand_beside_the_case_and_leave_it(house: House) -> None:
    found = desk()
    before = judged(house, found)
    for _ in range(MOST):
        found.button(key="variant_add").click().run()
    assert "variant_add" not in keys(found)
    found.text_input(key="f_v1_pay_annual_krw").set_value("36 million").run()
    found.selectbox(key="f_v2_job_occupation").set_value("2223").run()
    found.text_input(key="f_v3_filing_date").set_value("soon").run()
    table = panel(found).split("e7-variants")[1]
    assert "KRW 36,000,000" in table
    assert "2223" in table
    assert "date as year-month-day" in text_of(found), "what cannot be read is said beside the field"
    assert judged(house, found) == before
    found.button(key="variant_remove_1").click().run()
    assert "KRW 36,000,000" not in panel(found).split("e7-variants")[1]
    assert found.selectbox(key="f_v2_job_occupation").value == "2223"
    found.query_params["page"] = "ways"
    found.run()
    found.query_params["page"] = "adviser"
    found.run()
    assert found.selectbox(key="f_v2_job_occupation").value == "2223", "kept in the session"


def test_notes_and_label_stand_in_no_draft_and_no_export(house: House) -> None:
    found = desk()
    found.text_area(key="f_adviser_notes").set_value("Zebra: call again").run()
    found.text_input(key="f_client_label").set_value("Zebra-7").run()
    assert "Zebra" not in state_of(found).draft.model_dump_json()
    case = read_case(state_of(found).draft, USUAL)[0]
    for language in ("en", "zh"):
        summary = write_summary(case, house.assess(case), house.speaker(language), True)
        assert "Zebra" not in str(summary)
    found.toggle(key="hide").set_value(True).run()
    assert "f_adviser_notes" not in keys(found)
    found.toggle(key="hide").set_value(False).run()
    assert found.text_area(key="f_adviser_notes").value == "Zebra: call again"


def test_a_new_case_begins_empty_and_keeps_how_the_screen_is_shown() -> None:
    found = desk()
    found.text_area(key="f_adviser_notes").set_value("about this client").run()
    found.button(key="variant_add").click().run()
    found.toggle(key="present").set_value(True).run()
    found.button(key="new_case").click().run()
    assert not found.exception
    assert state_of(found).draft.answers.keys() <= {"pay.unit", "pay.period"}, "what the empty fields show"
    assert not state_of(found).desk.notes
    assert not state_of(found).desk.variants
    assert found.text_input(key="f_job_title").value == ""
    assert found.text_area(key="f_adviser_notes").value == ""
    assert found.toggle(key="present").value is True
