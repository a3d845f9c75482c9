"""Walk the wizard as a person does: type, press, Next; fields are found by the fact they fill."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Error, Page

from e7wizard.language.amounts import Language, countries
from e7wizard.wizard.fields import STEPS, Field
from tests.browser.conftest import settled


def reach(page: Page, name: str) -> None:
    """Open the folded questions of the step if the field is among them.

    The app opens them by itself for an answer that comes back, maybe in the moment of our click, which closes them again.
    """
    field = page.locator(f".st-key-f_{name}").first
    for _ in range(3):
        settled(page)
        fold = page.locator("[class*=st-key-more_] details").first
        if not field.is_visible() and fold.count() and not fold.evaluate("one => one.open"):
            fold.locator("summary").click()
        with contextlib.suppress(Error):
            field.wait_for(state="visible", timeout=5_000)
            return
    raise AssertionError(f"{name} is not on the page")


def answer(page: Page, field: Field, value: Any, lang: Language) -> None:
    """Give one answer in the widget of the field's kind."""
    name = field.id.replace(".", "_")
    reach(page, name)
    box = page.locator(f".st-key-f_{name}")
    if field.kind in {"choice"}:
        said = str(value).lower() if isinstance(value, bool) else str(value)
        box.locator("[role=radiogroup] label").nth(field.options.index(said)).click()
    elif field.kind in {"country", "status"}:
        box.locator("input").first.click()
        page.keyboard.type(countries(lang)[value] if field.kind == "country" else str(value))
        page.keyboard.press("Enter")
    else:
        entry = box.locator("textarea" if field.kind == "area" else "input").first
        entry.fill(str(value))
        entry.blur()
    settled(page)


def answers_of(case: dict[str, Any]) -> dict[str, Any]:
    """The facts of a case by path, without the parts that are no single question."""
    return {f"{section}.{name}": value for section, facts in case.items() for name, value in facts.items()}


def on_step(page: Page, step: str, case: dict[str, Any], lang: Language, more: Sequence[Field] = ()) -> None:
    """Answer every question of the step that the case knows, and those of `more`."""
    known = answers_of(case)
    for field in (*next(found.fields for found in STEPS if found.id == step), *more):
        if field.id in known:
            answer(page, field, known[field.id], lang)


def press_next(page: Page, step: str) -> None:
    """Go on from the step to the next page."""
    page.locator(f".st-key-next_{step} button").click()
    settled(page)
