"""The real jobs that the wizard is built for, walked from the first question to the result, in both languages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from e7wizard.house import House
from e7wizard.language.amounts import Language
from e7wizard.wizard.fields import STEPS, occupation_fields
from tests.browser.walking import on_step, press_next
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
JOURNEYS = yaml.safe_load((ROOT / "tests/scenarios/journeys.yaml").read_text("utf-8"))[:5]
PICTURES = os.environ.get("E7_PICTURES")
"""A folder for a picture of every step; nothing is drawn without it."""


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        size = page.viewport_size or {"width": 390, "height": 844}
        height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
        page.set_viewport_size({"width": size["width"], "height": min(max(844, int(height) + 20), 9000)})
        page.wait_for_timeout(500)
        page.screenshot(path=f"{PICTURES}/{name}.png")
        page.set_viewport_size({"width": size["width"], "height": size["height"]})


def _walk(page: Page, journey: dict[str, Any], lang: Language, name: str, house: House) -> None:
    wanted = journey["expect"].get("occupation")
    code = wanted[0] if isinstance(wanted, list) else wanted
    for step in STEPS:
        page.wait_for_url(f"**step={step.id}**")
        if step.id == "code" and code:
            page.locator(f".st-key-accept_{code} button").click()
        if step.id != "code":
            own = occupation_fields(house.rulebook.occupations[code]) if step.id == "employer" and code else []
            on_step(page, step.id, journey["case"], lang, own)
        _picture(page, f"{name}-{step.id}")
        press_next(page, step.id)
    page.wait_for_url("**step=check**")
    _picture(page, f"{name}-check")
    press_next(page, "check")
    page.wait_for_selector(".e7-verdict")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("place", range(len(JOURNEYS)))
def test_a_real_job_is_judged_as_it_should_be(
    open_page: Callable[..., Page], place: int, lang: Language, house: House
) -> None:
    journey = JOURNEYS[place]
    page = open_page("duty", lang)
    name = f"{lang}-{place + 1}"
    _walk(page, journey, lang, name, house)
    _picture(page, f"{name}-result")
    texts, wanted = house.texts[lang], journey["expect"]
    strip = page.locator(".e7-strip li")
    expect(strip).to_have_count(5)
    for number, dimension in enumerate(("code_fit", "qualification", "salary", "employer", "procedure")):
        if state := wanted["dimensions"].get(dimension):
            expect(strip.nth(number)).to_contain_text(texts(f"say.states_short.{state}"))
    if code := wanted.get("occupation"):
        first = code if isinstance(code, str) else code[0]
        expect(page.locator(".e7-verdict")).to_contain_text(house.rulebook.occupations[first].name_ko)
    if gap := wanted.get("salary", {}).get("gap_krw"):
        said = f"{gap:,}" if lang == "en" else f"{gap // 10_000}万韩元"
        expect(page.locator("body")).to_contain_text(said)
