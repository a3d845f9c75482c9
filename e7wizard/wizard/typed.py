"""What the fields of the last screen hold, taken before anything else is drawn.

Somebody types and presses Next at once: the press and the answer come in one run, and that run draws another page.
"""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from e7wizard.wizard.draft import is_option
from e7wizard.wizard.fields import SEVERAL, UNKNOWN, Field, field_of
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import Returned, widget_key
from e7wizard.wizard.variants import PARTS

ON_THE_WAY_S = 5.0
"""So long a run may be on its way that the browser asked for before it was told of a text that came back."""
MIX_ROWS = 4
"""Rows of kinds of work that are offered; a file may bring more, up to the other number."""
MOST_MIX_ROWS = 20
CODE = "job.code_choice"
CLIENT = "f_client_label"
NOTES = "f_adviser_notes"
_PARTS = {"pay.unit": "won", "pay.period": "year", CODE: None}
"""Answers beside the fields, and what they show before one is given."""


def take_typed(page: Page) -> None:
    """Keep what was typed on the screen that is left or drawn again."""
    held, session = st.session_state, page.session
    for id in session.on_screen:
        field = field_of(id)
        if field.kind == "mix":
            keep(page, field, mix_rows() if "f_mix_duty_0" in held else session.draft.get(id))
        elif widget_key(id) in held:
            keep(page, field, raw(page, field, held[widget_key(id)]))
    session.on_screen.clear()
    for path, shown in _PARTS.items():
        if widget_key(path) in held and (held[widget_key(path)] != shown or session.draft.get(path)):
            session.draft.put(path, held[widget_key(path)])
    desk = session.desk
    desk.client, desk.notes = held.get(CLIENT, desk.client), held.get(NOTES, desk.notes)
    for variant in desk.variants:
        for path in PARTS:
            if variant.key(path) in held:
                variant.put(path, held[variant.key(path)])


def come_back(page: Page, field: Field, value: Any) -> None:
    """Keep an answer that comes back by a message. A run that the browser asked for before must not undo it."""
    before = page.session.draft.get(field.id)
    page.session.returned.pop(field.id, None)
    keep(page, field, value)
    if page.session.draft.get(field.id) != before:
        page.session.returned[field.id] = Returned(before, time.monotonic() + ON_THE_WAY_S)


def keep(page: Page, field: Field, value: Any) -> None:
    """Keep an answer, unless the browser has not drawn yet what came back in its place."""
    if not _is_overtaken(page, field.id, value):
        page.session.draft.put(field.id, value)


def _is_overtaken(page: Page, id: str, value: Any) -> bool:
    """Whether a field still holds what stood there before its text came back: the browser has not drawn that yet."""
    found = page.session.returned.get(id)
    if found is None:
        return False
    if time.monotonic() < found.until and (value or None) == found.before:
        return True
    del page.session.returned[id]
    return False


def raw(page: Page, field: Field, value: Any) -> Any:
    """The raw answer that a widget's value stands for; a usual value that is only shown is none."""
    if field.kind == "several":
        return SEVERAL.join(value)
    if field.kind in {"choice", "status", "country"} and value not in (None, UNKNOWN) and not is_option(field, value):
        return page.session.draft.get(field.id)  # the words of an option in the language that was left
    usual = page.usual().get(field.id)
    if not usual:
        return value
    return None if value == usual else value or UNKNOWN


def mix_rows() -> list[dict[str, str]]:
    """The rows of kinds of work as the widgets hold them, without empty ones at the end."""
    held = st.session_state
    rows = [
        {"duty": held.get(f"f_mix_duty_{number}") or "", "percent": held.get(f"f_mix_percent_{number}") or ""}
        for number in range(MOST_MIX_ROWS)
        if number < MIX_ROWS or f"f_mix_duty_{number}" in held
    ]
    while rows and not rows[-1]["duty"] and not rows[-1]["percent"]:
        rows.pop()
    return rows
