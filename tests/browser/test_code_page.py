"""The code page in a real browser: the follow-up question changes the ranking, and the reasons stand in the own text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import arrived, settled
from tests.browser.test_journey import fill

pytestmark = pytest.mark.browser

CLOSE = {
    "en": "I make the web pages of our shop and change how they look",
    "zh": "写宣传文案，策划新产品",
}
MIXED = {
    "en": "60% finding overseas buyers and negotiating export orders, 40% developing backend services in Java",
    "zh": "六成时间开发海外客户、谈出口订单，四成时间用Java写后端程序",
}


def first_code(page: Page) -> str:
    return page.locator(".e7-code b").first.inner_text().split()[0]


def to_codes(page: Page, duties: str) -> None:
    fill(page, "job_duties", duties, "textarea")
    page.locator(".st-key-next_duty button").click()
    settled(page)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_answer_changes_the_ranking_and_survives_a_reload(open_page: Callable[..., Page], lang: str) -> None:
    page = open_page("duty", lang)
    to_codes(page, CLOSE[lang])
    options = page.locator(".st-key-f_job_follow_up [role=radiogroup] label")
    expect(options.first).to_be_visible()
    firsts = []
    for place in range(min(2, options.count())):
        options.nth(place).click()
        settled(page)
        firsts.append(first_code(page))
    assert firsts[0] != firsts[1]
    page.reload()
    page.wait_for_selector(".e7-code b")
    settled(page)
    assert first_code(page) == firsts[1]
    assert page.locator(".st-key-f_job_follow_up input[type=radio]").nth(1).is_checked()
    page.locator(".st-key-undo_follow_up button").click()
    settled(page)
    assert not any(box.is_checked() for box in page.locator(".st-key-f_job_follow_up input[type=radio]").all())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_words_are_marked_and_each_duty_has_its_code_and_share(open_page: Callable[..., Page], lang: str) -> None:
    page = open_page("duty", lang)
    to_codes(page, MIXED[lang])
    marks = page.locator(".e7-own-text mark.e7-first")
    expect(marks.first).to_be_visible()
    assert all(word in MIXED[lang] for word in marks.all_inner_texts())
    table = page.locator(".e7-table").first.inner_text()
    for part in ("2842", "2223", "60%", "40%"):
        assert part in table
    assert page.locator(".e7-finding").count() >= 1


def test_the_code_list_explains_an_old_number_and_shows_the_exact_rules(open_page: Callable[..., Page]) -> None:
    page = open_page("start", "en", page="codes")
    box = page.locator(".st-key-list_search input")
    box.fill("441")
    box.press("Enter")
    settled(page)
    said = page.locator("[data-testid=stMain]").inner_text()
    assert "451" in said
    assert "주방장" in said
    first, rules = page.locator("[data-testid=stExpander] summary").first, page.locator(".e7-rules").first
    first.click()
    settled(page)
    # The list of before the search may have been the one that opened.
    if not rules.is_visible():
        first.click()
    expect(rules.locator("> summary")).to_be_visible()
    page.wait_for_timeout(600)
    rules.locator("> summary").click()
    expect(rules.get_by_text("No licensed professional has reviewed these rules yet.")).to_be_visible()
    assert "p. 227" in rules.inner_text()


def test_another_filing_date_side_by_side(open_page: Callable[..., Page]) -> None:
    page = open_page("duty", "en")
    fill(page, "job_duties", "Develop backend services in Java", "textarea")
    page.goto(page.url.replace("step=duty", "step=result"))
    arrived(page)
    page.get_by_text("The same case on another filing date").click()
    box = page.locator(".st-key-other_date input")
    box.fill("2027-02-01")
    box.press("Enter")
    settled(page)
    expect(page.get_by_text("(differs)").first).to_be_visible()
