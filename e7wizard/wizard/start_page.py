"""The first page: what this is and the first question, begin, or go on from a file."""

from __future__ import annotations

import base64
import binascii
import json

import streamlit as st

from e7wizard.wizard import html
from e7wizard.wizard.arrivals import arrive_by_file
from e7wizard.wizard.charts import chain
from e7wizard.wizard.fields import field_of
from e7wizard.wizard.file_picker import pick_file
from e7wizard.wizard.page import Page
from e7wizard.wizard.question_page import draw_field
from e7wizard.wizard.session import forget_widgets, go, open_page

FIRST = "job.duties"
"""The first question, which stands here already and before the app has loaded (e7wizard/serving/shell.py)."""


def draw(page: Page) -> None:
    """Draw the first page."""
    page.heading("start")
    draw_field(page, field_of(FIRST))
    going_on = bool(page.session.draft.answers.keys() - {FIRST})
    label = page.texts("ui.go_on" if going_on else "ui.begin")
    with st.container(horizontal=True):
        st.button(label, key="begin", type="primary", on_click=go, args=("check" if going_on else "duty",))
    html.show(chain.draw_order(page.speaker))
    html.show(html.items(html.text(row) for row in page.texts.rows("steps.start.points")))
    label = page.texts("employer.start")
    st.button(label, key="to_hiring", type="tertiary", on_click=open_page, args=("hiring",))
    st.header(page.texts("ui.load_title"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("ui.load_lead")), "e7-quiet"))
    chosen = pick_file(page.texts("ui.load_button"), page.texts("ui.load_chosen"))
    if chosen is not None:
        _load(page, chosen)


def _load(page: Page, message: str) -> None:
    """Take a case from a file that was just chosen."""
    try:
        data = base64.b64decode(json.loads(message)["data"], validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error, RecursionError):
        page.session.notice = "not_a_summary"
    else:
        arrive_by_file(page, data)
        forget_widgets()
    st.rerun()
