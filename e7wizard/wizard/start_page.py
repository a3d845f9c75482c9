"""The first page: what this is, where answers are, begin, or go on from a file."""

from __future__ import annotations

import base64
import binascii
import json

import streamlit as st

from e7wizard.report.csv_summary import Unloadable, read_summary
from e7wizard.wizard import html
from e7wizard.wizard.draft import draft_of
from e7wizard.wizard.file_picker import pick_file
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import forget_widgets, go


def draw(page: Page) -> None:
    """Draw the first page."""
    page.heading("start")
    html.show(html.items(html.text(row) for row in page.texts.rows("steps.start.points")))
    going_on = bool(page.session.draft.answers)
    label = page.texts("ui.go_on" if going_on else "ui.begin")
    with st.container(horizontal=True):
        st.button(label, key="begin", type="primary", on_click=go, args=("check" if going_on else "duty",))
    _notice(page)
    st.header(page.texts("ui.load_title"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("ui.load_lead")), "e7-quiet"))
    chosen = pick_file(page.texts("ui.load_button"), page.texts("ui.load_chosen"))
    if chosen is not None:
        _load(page, chosen)


def _notice(page: Page) -> None:
    notice = page.session.notice
    if notice is None:
        return
    page.session.notice = None
    if notice == "loaded":
        st.success(page.texts("ui.loaded"))
    else:
        html.show(html.tag("p", html.text(page.texts(f"errors.{notice}")), "e7-error", role="alert"))


def _load(page: Page, message: str) -> None:
    """Take a case from a file; a file that is no summary is said so, and the answers stay."""
    try:
        data = base64.b64decode(json.loads(message)["data"], validate=True)
        case = read_summary(data)
    except Unloadable as error:
        page.session.notice = error.key
        st.rerun()
    except (ValueError, KeyError, TypeError, binascii.Error):
        page.session.notice = "not_a_summary"
        st.rerun()
    else:
        page.session.draft = draft_of(case)
        page.session.notice = "loaded"
        forget_widgets()
        st.rerun()
