"""What is covered while others look, and what stays readable."""

from __future__ import annotations

import datetime as dt

import pytest

from e7wizard.assessment.model import Change
from e7wizard.house import House
from e7wizard.language import Language
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import Session
from e7wizard.wizard.variants import MOST, Desk
from e7wizard.wizard.veil import DOTS, Veil, is_personal

RAISE = Change(
    dimension="salary", id="raise_pay", params={"by_krw": 2_120_000, "to_krw": 31_120_000, "code": "2842"}, then="meets"
)


def veil(house: House, language: Language, *, down: bool = True) -> Veil:
    return Veil(Page(house, language, Session(), dt.date(2026, 12, 1)), down)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_amounts_of_a_change_are_dots(house: House, language: Language) -> None:
    assert veil(house, language).change(RAISE).count(DOTS) == 2
    assert not any(char.isdigit() for char in veil(house, language).change(RAISE))
    assert DOTS not in veil(house, language, down=False).change(RAISE)


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ("Ask 1345 about 2842 on the E-7-4 list.", "Ask 1345 about 2842 on the E-7-4 list."),
        ("Your stay ends on 3 March 2027, in 90 days.", f"Your stay ends on {DOTS}, in {DOTS} days."),
        ("居留到2027年3月3日，还差2.5年。", f"居留到{DOTS}，还差{DOTS}年。"),
        ("年薪3,112万韩元，或25,882,560韩元。", f"年薪{DOTS}，或{DOTS}。"),
    ],
)
def test_figures_of_the_person_are_dots(house: House, said: str, covered: str) -> None:
    assert veil(house, "zh").sentence(said, "procedure") == covered


def test_counts_of_the_employer_stay(house: House) -> None:
    assert veil(house, "en").sentence("Hire 2 more for KRW 100.", "employer") == f"Hire 2 more for {DOTS}."


def test_a_change_of_a_personal_fact_names_the_fact_only(house: House) -> None:
    change = Change(
        dimension="procedure", id="reach_fact", params={"fact": "person.topik", "wanted": 5}, then="at_risk"
    )
    assert "5" not in veil(house, "en").change(change)
    assert "5" in veil(house, "en", down=False).change(change)


def test_what_counts_as_personal() -> None:
    assert all(map(is_personal, ("pay.annual_krw", "person.age", "education.level", "filing.stay_expires")))
    assert not any(map(is_personal, ("job.duties", "employer.korean_staff", "filing.date")))


def test_a_desk_holds_a_few_variants_and_gives_no_number_twice() -> None:
    desk = Desk()
    for _ in range(MOST + 2):
        desk.add()
    assert [variant.number for variant in desk.variants] == [1, 2, 3]
    desk.remove(2)
    desk.add()
    assert [variant.number for variant in desk.variants] == [1, 3, 4]
    desk.variants[0].put("employer.korean_staff", "half")
    assert desk.variants[0].read() == ({}, {"employer.korean_staff": "number"})
