"""Other ways in a real browser: reached from the result, answers counted at once, kept over a reload, a page per status."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e7wizard.language import load_texts
from e7wizard.rulebook.rulebook import CONTENT, load_rulebook
from e7wizard.wizard.fields import field_of
from tests.browser.conftest import arrived, settled
from tests.browser.walking import answer


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_from_the_result_to_another_status_and_back(open_page: Callable[..., Page], lang: str) -> None:
    texts = load_texts(CONTENT, "zh" if lang == "zh" else "en")
    page = open_page("result", lang)
    page.locator(".st-key-to_ways button").click()
    settled(page)
    expect(page.locator("h1")).to_have_text(texts("ui.pages.ways"))
    expect(page.locator(".e7-first-box")).to_have_count(0)
    answer(page, field_of("person.job_kind"), "founder", "zh" if lang == "zh" else "en")
    expect(page.locator(".e7-first-box")).to_contain_text("D-8-4")
    page.reload()
    arrived(page)
    expect(page.locator(".e7-first-box")).to_contain_text("D-8-4")
    expect(page.locator("table.e7-matrix").first.locator("tbody tr")).to_have_count(12)
    page.go_back()
    settled(page)
    expect(page.locator("h1")).not_to_have_text(texts("ui.pages.ways"))
    expect(page.locator(".e7-first-box")).to_contain_text("D-8-4")


@pytest.mark.parametrize("route", ["D-10-1", "F-5", "H-2"])
def test_a_status_has_an_address_of_its_own(open_page: Callable[..., Page], route: str) -> None:
    page = open_page("result", "zh", page="route", route=route)
    expect(page.locator("h1")).to_contain_text(route)
    expect(page.get_by_text(load_rulebook().routes[route].name_ko, exact=True).first).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "no sideways scroll on a phone"


def test_the_overview_fits_a_phone_and_reads_without_colour(open_page: Callable[..., Page]) -> None:
    page = open_page("result", "en", page="ways")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the table scrolls by itself, the page does not"
    shapes = set(page.locator(".e7-legend .e7-mark").all_text_contents())
    assert shapes == {"●", "✕", "?", "◐"}
    cells = page.locator("table.e7-matrix td").all_text_contents()
    assert all(cell.strip() for cell in cells), "every cell says its state in words for a screen reader"
