"""Every page by axe-core against WCAG 2.2 AA, in both languages, both themes, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from e7wizard.wizard.html import korean
from tests.browser.auditing import (
    PLACES,
    VIEWS,
    View,
    known,
    looking,
    open_closed_blocks,
    structure_faults,
    violations,
    visit,
)
from tests.browser.conftest import Server, settled

pytestmark = pytest.mark.browser


TURNS = (VIEWS[0], VIEWS[3], VIEWS[5], VIEWS[6])
"""Views of the everyday run: each language, theme and width twice."""


def places_for(view: View, *, every: bool) -> list[str]:
    """All pages, or those whose turn it is in this view: each page has its turn once."""
    return [name for turn, name in enumerate(PLACES) if every or TURNS[turn % len(TURNS)] == view]


def views_for(config: pytest.Config) -> tuple[View, ...]:
    return VIEWS if config.getoption("--long") else TURNS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "view" in metafunc.fixturenames:
        metafunc.parametrize("view", views_for(metafunc.config), ids=str)


def faults(page: Page) -> list[str]:
    return [*map(str, violations(page)), *structure_faults(page)]


def test_no_page_breaks_a_rule(browser: Browser, server: Server, view: View, long_run: bool) -> None:
    found: list[str] = []
    with looking(browser, view) as page:
        for place in places_for(view, every=long_run):
            visit(page, server.url, place, view.lang)
            open_closed_blocks(page)
            found += [f"{place}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def test_nothing_breaks_a_rule_before_anything_is_answered(browser: Browser, server: Server, long_run: bool) -> None:
    found: list[str] = []
    for view in (VIEWS[1], VIEWS[6]) if long_run else (VIEWS[6],):
        with looking(browser, view, filled=False) as page:
            for place in PLACES if long_run else ("start", "code", "result"):
                visit(page, server.url, place, view.lang)
                open_closed_blocks(page)
                found += [f"{view} {place}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def test_what_opens_over_the_page_breaks_no_rule(browser: Browser, server: Server, long_run: bool) -> None:
    found: list[str] = []
    for view in (VIEWS[2], VIEWS[5]) if long_run else (VIEWS[2],):
        with looking(browser, view) as page:
            visit(page, server.url, "salary", view.lang)
            for name in ("menu", "erase_menu"):
                page.locator(f".st-key-{name} button").first.click()
                page.locator('[data-testid="stPopoverBody"]').wait_for()
                settled(page)
                found += [f"{view} {name}: {fault}" for fault in violations(page)]
                page.keyboard.press("Escape")
                settled(page)
            page.locator(".st-key-f_pay_annual_krw input").first.fill("much")
            page.keyboard.press("Tab")
            page.locator('.e7-error[role="alert"]').wait_for()
            found += [f"{view} error: {fault}" for fault in violations(page)]
    assert not found, "\n".join(found)


def test_each_exception_says_why() -> None:
    for one in known():
        assert one.rule and one.reason
        assert "e7-" not in one.selector, "nothing of ours is excused"


def test_each_page_has_its_turn() -> None:
    turns = [name for view in TURNS for name in places_for(view, every=False)]
    assert sorted(turns) == sorted(PLACES)


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>plain</p>", "<p>plain</p>"),
        ("<b>D-10-1 구직 · Job seeker</b>", '<b>D-10-1 <span lang="ko">구직</span> · Job seeker</b>'),
        (
            "<b>해외 영업원 · Sales 한국</b>",
            '<b><span lang="ko">해외 영업원</span> · Sales <span lang="ko">한국</span></b>',
        ),
        ('<p class="x" lang="ko">구직</p>', '<p class="x" lang="ko">구직</p>'),
        ('<a title="구직">term</a>', '<a title="구직">term</a>'),
    ],
)
def test_korean_words_are_marked_once_and_only_in_text(markup: str, wanted: str) -> None:
    assert korean(markup) == wanted
