"""What an employer is told beside the room: the days that bind, the letter, what stands in the way, what comes after."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from e7wizard.assessment.context import Context
from e7wizard.assessment.days import BindingDay, binding_days
from e7wizard.assessment.model import Assessment
from e7wizard.assessment.room import room_for
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language import LANGUAGES
from e7wizard.language.saying import Speaker
from e7wizard.report.for_employers import THEIRS, duties_of, heads_told, letter_of, obstacles
from e7wizard.report.telling import next_steps, steps_of
from e7wizard.wizard.employer_page import VOICE

SALES, DEVELOPER, WELDER, OFFICIAL = "2842", "2223", "7406", "271"


def judged(house: House, code: str | None, day: str | None = "2026-12-01", **rest: Any) -> tuple[Context, Assessment]:
    firm = {"kind": "company", "korean_staff": 14, "foreign_staff": 1, "mainly_domestic": False, **rest.pop("firm", {})}
    filing = {"date": day, "procedure": "change_of_status", **rest.pop("filing", {})}
    pay = {"annual_krw": 32_000_000}
    case = Case.model_validate({"filing": filing, "job": {"occupation": code}, "employer": firm, "pay": pay, **rest})
    return house.context(case), house.assess(case)


def days(house: House, code: str | None, **rest: Any) -> dict[str, BindingDay]:
    context, assessment = judged(house, code, **rest)
    return {row.id: row for row in binding_days(context, assessment, koreans=not room_for(context).none_set)}


def test_the_days_before_filing_count_back_three_months(house: House) -> None:
    found = days(house, SALES)
    assert found["filing"].day == dt.date(2026, 12, 1)
    assert found["papers_since"].day == found["insured_by"].day == dt.date(2026, 9, 1)
    assert found["amount_ends_open"].day == dt.date(2026, 12, 31)
    assert found["minimum_wage"].day == dt.date(2027, 1, 1)
    assert found["minimum_wage"].params["needed_krw"] == 26_835_600
    assert list(found.values()) == sorted(found.values(), key=lambda row: row.day)
    assert all(row.sources for row in found.values())


def test_where_no_heads_are_counted_no_insurance_day_is_told(house: House) -> None:
    assert "insured_by" not in days(house, OFFICIAL)
    assert "insured_by" in days(house, DEVELOPER)


def test_an_amount_that_another_follows_or_that_begins_later(house: House) -> None:
    assert days(house, SALES, day="2025-12-01")["amount_ends_open"].day == dt.date(2025, 12, 31)
    gap = days(house, SALES, day="2026-01-10")
    assert gap["amount_begins"].day == dt.date(2026, 2, 1)
    assert days(house, WELDER)["gni_ends"].day == dt.date(2027, 3, 31)


def test_a_new_firm_waits_for_its_koreans_and_a_young_one_needs_no_sales(house: House) -> None:
    young = days(house, SALES, firm={"founded": "2026-10", "venture": True})
    assert young["first_filing"].day == dt.date(2027, 1, 1)
    assert young["young_firm_ends"].day == dt.date(2031, 10, 1)
    old = days(house, SALES, firm={"founded": "2019-03", "venture": True})
    assert not {"first_filing", "young_firm_ends"} & old.keys()


def test_a_pilot_and_the_days_of_the_person(house: House) -> None:
    assert days(house, "S85411")["pilot_ends"].day == dt.date(2027, 9, 30)
    person = {"in_korea": True, "current_status": "D-10-1"}
    found = days(house, SALES, person=person, filing={"stay_expires": "2027-02-01", "start_date": "2027-01-15"})
    assert found["procedure.stay_runs"].day == dt.date(2027, 2, 1)
    assert found["procedure.starts_after_filing"].day == dt.date(2027, 1, 15)


def test_no_filing_date_no_days(house: House) -> None:
    assert days(house, SALES, day=None) == {}


@pytest.mark.parametrize(
    ("code", "need"), [(WELDER, "required"), (SALES, "optional"), (None, None), ("1512", "sometimes")]
)
def test_the_letter_and_who_gives_it(house: House, code: str | None, need: str | None) -> None:
    context, assessment = judged(house, code)
    letter = letter_of(assessment, context)
    assert (letter and letter.need) == need
    if need == "required":
        assert letter is not None
        assert letter.agencies == ("산업통상부(조선해양플랜트과)",)
        assert letter.finding is not None
        assert letter.finding.id == "employer.letter_unknown"


def test_only_what_rests_on_the_employer_stands_in_the_way(house: House) -> None:
    _, assessment = judged(house, SALES, firm={"tax_arrears": True})
    found = obstacles(assessment)
    assert {name for name, _ in found} <= set(THEIRS)
    assert "employer.tax_arrears" in {finding.id for _, finding in found}
    speaker = house.speaker("en")
    theirs = steps_of(assessment, speaker, THEIRS)
    assert theirs
    assert set(theirs) < set(next_steps(assessment, speaker))


def test_duties_after_hiring_take_their_days_from_the_procedure(house: House) -> None:
    context, _ = judged(house, SALES)
    found = {duty.id: duty for duty in duties_of(context)}
    assert found["report_end"].days == house.rulebook.files.procedure.report_days
    assert "heads_still_count" in found
    unprotected, _ = judged(house, DEVELOPER)
    assert "heads_still_count" not in {duty.id for duty in duties_of(unprotected)}


@pytest.mark.parametrize(
    ("code", "firm", "told"),
    [
        (None, {}, "no_code"),
        (SALES, {}, "some"),
        (SALES, {"foreign_staff": 3}, "full"),
        (SALES, {"foreign_staff": None}, "open"),
        (SALES, {"korean_staff": None}, "open_end"),
        (SALES, {"korean_staff": 2, "mainly_domestic": True}, "too_few_koreans"),
        (DEVELOPER, {}, "risk_above"),
        (OFFICIAL, {}, "no_number"),
    ],
)
def test_each_answer_about_heads_has_words(house: House, code: str | None, firm: dict[str, Any], told: str) -> None:
    context, _ = judged(house, code, firm=firm)
    assert heads_told(context, room_for(context)) == told
    for language in LANGUAGES:
        texts = house.texts[language]
        assert texts.find(f"employer.heads.{told}")
        assert texts.find(f"employer.short_heads.{told}")


def test_every_text_of_a_day_exists(house: House) -> None:
    named = {"filing", "papers_since", "insured_by", "first_filing", "amount_ends", "amount_ends_open", "amount_begins"}
    named |= {"gni_ends", "minimum_wage", "pilot_ends", "young_firm_ends"}
    assert all(house.texts[language].find(f"employer.days.{name}") for language in LANGUAGES for name in named)


def test_the_employer_is_spoken_to_and_others_are_not(house: House) -> None:
    _, assessment = judged(house, SALES, firm={"tax_arrears": True})
    finding = next(one for one in assessment.findings() if one.id == "employer.tax_arrears")
    voice = Speaker(house.texts["en"].instead(VOICE), house.rulebook)
    assert voice.finding(finding).startswith("You owe taxes")
    assert house.speaker("en").finding(finding).startswith("The employer owes taxes")
    assert voice.texts("findings.employer.no_bar_found.say") == house.texts["en"]("findings.employer.no_bar_found.say")
