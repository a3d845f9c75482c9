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
    """The takeaway as its name, and the figures as a table right after it; charts of bars are words themselves."""
    with looking(browser, View(lang, "light", 1440)) as page:
        visit(page, server.url, "result", lang)
        picture = page.locator('[role="graphics-document"]')
        expect(picture).to_have_count(1)
        name = picture.get_attribute("aria-label") or ""
        label = house.texts[lang]("charts.as_table")
        block = page.locator('[data-testid="stExpander"]').filter(has=page.get_by_text(label, exact=True))
        expect(block).to_have_count(1)
        block.locator("summary").click()
        rows = block.locator("tbody tr")
        expect(rows.first).to_be_visible()
        for row in rows.all():
            period, _, certainty = [cell.strip() for cell in row.locator("td").all_text_contents()]
            assert period in name, name
            assert certainty in name, name
        expect(page.locator("figure.e7-bars")).to_have_count(2)
        for figure in page.locator("figure.e7-bars, figure.e7-bullet").all():
            assert figure.locator("figcaption").inner_text().strip()
            assert all(len(words.split()) > 1 for words in figure.locator("li, dl > div").all_inner_texts())
        assert structure_faults(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_link_of_the_chain_leads_to_its_section(browser: Browser, server: Server, lang: Language) -> None:
    with looking(browser, View(lang, "light", 390)) as page:
        visit(page, server.url, "result", lang)
        links = page.locator(".e7-strip a")
        expect(links).to_have_count(5)
        links.nth(2).focus()
        page.keyboard.press("Enter")
        expect(page.locator("#e7-salary")).to_be_in_viewport()
        expect(page.locator(".e7-strip .weak:not(.too)")).to_have_count(1)


def test_a_chart_follows_the_theme_and_has_no_frame(browser: Browser, server: Server) -> None:
    """Neither axes nor a border; lines and words in the colours of the theme."""
    inks = set()
    for theme in ("light", "dark"):
        with looking(browser, View("en", theme, 1440)) as page:
            visit(page, server.url, "result", "en")
            chart = page.locator('[data-testid="stVegaLiteChart"] svg')
            expect(chart).to_be_visible()
            assert chart.locator(".role-axis").count() == 0
            frame = chart.locator("path.background").first.evaluate("(one) => getComputedStyle(one).stroke")
            assert frame in {"none", "rgba(0, 0, 0, 0)"}
            inks.add(chart.locator("text").first.evaluate("(one) => getComputedStyle(one).fill"))
    assert len(inks) == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_list_without_a_match_says_so_in_the_language(
    open_page: Callable[..., Page], house: House, lang: Language
) -> None:
    page = open_page("you", lang)
    page.locator(".st-key-f_person_nationality input").first.click()
    page.keyboard.type("qqqq")
    said = page.locator("[role=listbox][data-empty=true] [role=option] > span")
    said.wait_for()
    shown = said.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert shown == f'"{house.texts[lang]("ui.none_matches")}"'
    assert said.evaluate("(one) => getComputedStyle(one).fontSize") == "0px"
