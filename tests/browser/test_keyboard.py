"""The whole way without a mouse: from the first page to the file, by Tab, Enter, Space, arrows and typing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

MOST = 160
"""More presses of Tab than any page needs; a trap would use them up."""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what has the focus lies within the selector."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.closest(wanted) !== null", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def seen(page: Page) -> None:
    """What has the focus shows it, by an outline or a shadow."""
    shown = page.evaluate(
        """() => {
          const style = getComputedStyle(document.activeElement);
          const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
          return document.activeElement.matches(":focus-visible") && (outlined || style.boxShadow !== "none");
        }"""
    )
    assert shown, "the focus cannot be seen"


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector)
    seen(page)
    page.keyboard.press(key)


def write(page: Page, name: str, text: str, kind: str = "input") -> None:
    tab_to(page, f".st-key-f_{name} {kind}")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    settled(page)
    page.keyboard.press("Shift+Tab")


def pick(page: Page, name: str, place: int) -> None:
    """The option of a radio group at a place: Space takes the first, arrows go on."""
    tab_to(page, f".st-key-f_{name} input[type=radio]")
    page.keyboard.press("Space")
    settled(page)
    for _ in range(place):
        page.keyboard.press("ArrowDown")
        settled(page)
    expect(page.locator(f".st-key-f_{name} input[type=radio]").nth(place)).to_be_checked()


def on_to(page: Page, button: str, step: str) -> None:
    press(page, f".st-key-{button} button")
    page.wait_for_url(f"**step={step}**")
    settled(page)
    expect(page.locator("h1")).to_be_focused()


def test_from_the_first_page_to_the_file_by_keyboard(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page("start", "en")
    on_to(page, "begin", "duty")
    write(page, "job_title", "Overseas marketing manager")
    write(page, "job_duties", "finding overseas buyers, sending quotations, negotiating export orders", "textarea")
    on_to(page, "next_duty", "code")
    press(page, "[class*=st-key-accept_2842] button")
    settled(page)
    on_to(page, "next_code", "degree")
    pick(page, "education_level", 3)
    pick(page, "education_related", 0)
    tab_to(page, ".st-key-f_education_country input")
    page.keyboard.type("China")
    page.keyboard.press("Enter")
    settled(page)
    press(page, ".st-key-more_degree summary")
    write(page, "education_field", "business administration")
    on_to(page, "next_degree", "experience")
    write(page, "experience_related_years_after_degree", "2")
    on_to(page, "next_experience", "salary")
    write(page, "pay_annual_krw", "36,000,000")
    on_to(page, "next_salary", "employer")
    write(page, "employer_korean_staff", "14")
    on_to(page, "next_employer", "you")
    pick(page, "person_in_korea", 1)
    on_to(page, "next_you", "check")
    expect(page.locator("body")).to_contain_text("business administration")
    press(page, ".st-key-next_check button")
    page.wait_for_selector(".e7-verdict")
    settled(page)
    expect(page.locator("h1")).to_be_focused()
    with page.expect_download() as waiting:
        press(page, ".st-key-download button")
    file = tmp_path / "summary.csv"
    waiting.value.save_as(file)
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    exact = {row["key"]: row["value"] for row in rows if row["section"] == "case"}
    assert exact["pay.annual_krw"] == "36000000"
    assert exact["education.level"] == "bachelor"
    assert exact["person.in_korea"].lower() == "false"


def test_the_menu_opens_and_closes_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("start", "en")
    press(page, ".st-key-menu button")
    press(page, ".st-key-open_glossary button")
    page.wait_for_url("**page=glossary**")
    settled(page)
    expect(page.locator("h1")).to_be_focused()
