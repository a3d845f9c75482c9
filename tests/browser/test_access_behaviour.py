"""What axe cannot see: language, focus, announcements, narrow screens, motion, and charts in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from e7wizard.house import House
from e7wizard.language import Language
from tests.browser.auditing import (
    LANGS,
    PLACES,
    View,
    looking,
    open_closed_blocks,
    sideways,
    structure_faults,
    visit,
)
from tests.browser.conftest import Server, settled

pytestmark = pytest.mark.browser


def test_the_page_says_its_language_and_follows_the_switch(open_page: Callable[..., Page]) -> None:
    page = open_page("start", "en")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator(".st-key-lang_zh button").click()
    page.wait_for_function("() => document.documentElement.lang === 'zh-Hans'")
    page.locator(".st-key-lang_en button").click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")


def test_next_moves_the_focus_to_the_heading_of_the_new_step(open_page: Callable[..., Page]) -> None:
    page = open_page("degree")
    for now, then in (("degree", "experience"), ("experience", "salary")):
        page.locator(f".st-key-next_{now} button").click()
        page.wait_for_url(f"**step={then}**")
        settled(page)
        expect(page.locator("h1")).to_be_focused()


def test_the_focus_on_a_heading_is_seen_by_those_who_came_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("degree")
    page.locator(".st-key-next_degree button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**step=experience**")
    settled(page)
    expect(page.locator("h1")).to_be_focused()
    assert page.locator("h1").evaluate("(one) => getComputedStyle(one).outlineStyle") != "none"


@pytest.mark.parametrize("lang", LANGS)
def test_an_error_is_announced_and_the_check_page_leads_to_it(open_page: Callable[..., Page], lang: Language) -> None:
    page = open_page("salary", lang)
    box = page.locator(".st-key-f_pay_annual_krw input").first
    box.fill("very much")
    box.blur()
    expect(page.get_by_role("alert").filter(visible=True).first).to_be_visible()
    page.locator(".st-key-check_salary button").click()
    page.wait_for_url("**step=check**")
    settled(page)
    expect(page.locator('.e7-error[role="alert"]')).to_be_visible()
    page.locator(".st-key-mend_salary button").click()
    page.wait_for_url("**step=salary**")
    settled(page)
    expect(page.locator('.e7-error[role="alert"]')).to_be_visible()
    expect(page.locator(".st-key-f_pay_annual_krw input").first).to_have_value("very much")


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_scrolls_sideways_at_four_hundred_per_cent(
    browser: Browser, server: Server, lang: Language, long_run: bool
) -> None:
    """1280 pixels at 400 % are 320. In the everyday run the languages take turns, page by page."""
    wide = {}
    with looking(browser, View(lang, "light", 320)) as page:
        for turn, place in enumerate(PLACES):
            if not long_run and LANGS[turn % len(LANGS)] != lang:
                continue
            visit(page, server.url, place, lang)
            open_closed_blocks(page)
            if pixels := sideways(page):
                wide[place] = pixels
    assert not wide


def test_who_wants_no_motion_gets_none(browser: Browser, server: Server) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{server.url}/?step=result&lang=en")
    page.wait_for_selector(".e7-verdict")
    settled(page)
    longest = page.evaluate(
        """() => {
          const seconds = (text) => Math.max(...text.split(",").map((one) => parseFloat(one) || 0));
          const all = [...document.querySelectorAll("*")].map((one) => getComputedStyle(one));
          return Math.max(...all.map((one) => Math.max(seconds(one.transitionDuration), seconds(one.animationDuration))));
        }"""
    )
    assert longest < 0.001
    context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_stands_in_words_too(browser: Browser, server: Server, house: House, lang: Language) -> None:
    """The takeaway as its name, and the figures as a table right after it."""
    with looking(browser, View(lang, "light", 1440)) as page:
        visit(page, server.url, "result", lang)
        drawn = page.locator('[data-testid="stVegaLiteChart"]')
        expect(drawn).to_have_count(3)
        expect(page.locator('[role="graphics-document"]')).to_have_count(3)
        names = page.locator('[role="graphics-document"]').evaluate_all(
            "(all) => all.map((one) => one.getAttribute('aria-label'))"
        )
        assert all(name and len(name) > 20 for name in names)
        assert len(set(names)) == 3
        label = house.texts[lang]("charts.as_table")
        blocks = page.locator('[data-testid="stExpander"]').filter(has=page.get_by_text(label, exact=True))
        expect(blocks).to_have_count(3)
        for place, name in enumerate(names):
            blocks.nth(place).locator("summary").click()
            cells = blocks.nth(place).locator("td")
            expect(cells.first).to_be_visible()
            figures = [cell.strip() for cell in cells.all_text_contents()]
            # The last row of the pay table is the gap, which the chart shows as a distance.
            assert len(figures) >= 4
            assert all(figure in name for figure in figures[:4]), (name, figures)
        assert structure_faults(page) == []
