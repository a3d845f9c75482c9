"""The printed summary on paper: at most two pages, in whichever language, also for long cases."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Browser

from benchmarks.screenshots import ANSWERS, COMMON
from e7wizard.case import Case
from e7wizard.house import House
from e7wizard.language import Language
from e7wizard.report.brief import brief_of
from e7wizard.report.discretion import discreet, without_sensitive
from e7wizard.report.html_summary import html_summary
from e7wizard.wizard.draft import Draft, read_case

PAGE = re.compile(rb"/Type\s*/Page\b")


def pages(browser: Browser, house: House, case: Case, languages: tuple[Language, ...]) -> int:
    case = without_sensitive(case, house.rulebook)
    judged = discreet(house.assess(case), house.rulebook)
    briefs = [brief_of(case, judged, house.speaker(language), False) for language in languages]
    page = browser.new_page()
    page.set_content(html_summary(briefs, dt.date(2026, 11, 29)))
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    return len(PAGE.findall(pdf))


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("en", "zh"), ("zh", "en")])
def test_two_pages_at_most(browser: Browser, house: House, languages: tuple[Language, ...]) -> None:
    case, _ = read_case(Draft(answers={**COMMON, **ANSWERS[languages[0]]}), {})
    assert 1 <= pages(browser, house, case, languages) <= 2


def test_a_long_case_fits_as_well(browser: Browser, house: House) -> None:
    case = Case.model_validate(
        {
            "filing": {"date": "2027-01-15", "procedure": "change_of_status"},
            "job": {"occupation": "451", "title": "厨师" * 60},
            "pay": {"annual_krw": 20_000_000},
            "employer": {"korean_staff": 1, "mainly_domestic": True},
            "person": {"nationality": "CN", "in_korea": True, "current_status": "D-10-1"},
        }
    )
    assert pages(browser, house, case, ("en", "zh")) <= 2
