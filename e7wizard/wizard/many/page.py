"""The page for many cases: a table in, judged in parts while the page is open, an overview, the list, the result to take away."""

from __future__ import annotations

import threading
import time

import streamlit as st

from e7wizard.language.amounts import number, percent
from e7wizard.screening import TableFault, said_fault
from e7wizard.wizard import html
from e7wizard.wizard.many.batch import LIMITS, Batch
from e7wizard.wizard.many.listing import draw_list
from e7wizard.wizard.many.overview import draw_overview
from e7wizard.wizard.many.settings import draw_settings
from e7wizard.wizard.many.take_away import draw_download, draw_template
from e7wizard.wizard.many.taking import draw_picker, tell_notice
from e7wizard.wizard.many.visit import PAGE
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import close_page

PART = 25
"""Rows that are judged in one turn: one or two tenths of a second."""
BETWEEN_S = 0.4
"""So long the page waits for its next drawing, and with it somebody who presses Stop; at least one part is done."""
PAUSE_S = 0.02
"""Left to the other sessions of this process after each part."""
_turn = threading.Lock()
"""One table at a time is worked on in this process, so that the pages of others stay quick."""


def draw(page: Page) -> None:
    """Draw the page."""
    texts, batch = page.texts, page.session.batch
    st.title(texts(f"ui.pages.{PAGE}"), anchor=False)
    with st.container(key="many"):
        html.show(html.tag("p", html.text(texts("many.lead")), "e7-lead"))
        html.show(html.tag("p", html.text(texts("many.privacy")), "e7-why", role="note"))
        tell_notice(page)
        if batch is None:
            _beginning(page)
        else:
            _table(page, batch)
        st.button(texts("ui.back_to_case"), key="many_back", on_click=close_page)


def _beginning(page: Page) -> None:
    texts = page.texts
    st.header(texts("many.template"), anchor=False)
    draw_template(page)
    st.header(texts("many.choose"), anchor=False)
    limits = {"rows": number(LIMITS.rows, page.language), "size": LIMITS.file_bytes // 1_000_000}
    html.show(html.tag("p", html.text(texts("many.choose_lead", **limits)), "e7-quiet"))
    draw_picker(page)


def _table(page: Page, batch: Batch) -> None:
    texts, language = page.texts, page.language
    done, busy = batch.done(language), batch.busy(language)
    st.header(texts("many.table", file=batch.name), anchor=False)
    html.show(html.tag("p", html.text(texts("many.rows", count=batch.total)), "e7-quiet"))
    if busy:
        # All else would be sent anew with every part.
        _progress(page, batch)
        return
    if done:
        _ended(page, batch)
    draw_settings(page, batch)
    if done:
        draw_overview(page, batch)
        draw_list(page, batch)
        draw_download(page, batch)
    if page.session.visit is not None:
        return  # a changed row still waits for its place in this table
    st.header(texts("many.other"), anchor=False)
    html.show(html.tag("p", html.text(texts("many.other_lead")), "e7-quiet"))
    draw_picker(page)
    st.button(texts("many.forget"), key="many_forget", on_click=_forget, args=(page,))


def _progress(page: Page, batch: Batch) -> None:
    """How far it is, and the button that ends it."""
    language = page.language
    done, share = batch.done(language), batch.done(language) / (batch.goal or 1)
    said = page.texts(
        "many.progress", done=number(done, language), total=number(batch.goal, language), share=percent(share, language)
    )
    bar = html.tag("span", "", "fill", style=f"width:{100 * share:.1f}%")
    html.show(
        html.tag("p", html.text(said), "e7-lead", role="status")
        + html.tag("div", bar, "e7-progress", aria_hidden="true")
    )
    st.button(page.texts("many.stop"), key="many_stop", on_click=batch.stop, args=(language,))


def _ended(page: Page, batch: Batch) -> None:
    """What was done, and the rest if it was stopped."""
    texts, done = page.texts, batch.done(page.language)
    if done >= batch.total:
        html.show(html.tag("p", html.text(texts("many.done", count=done)), "e7-asked", role="status"))
        return
    counts = {"done": number(done, page.language), "total": number(batch.total, page.language)}
    html.show(html.tag("p", html.text(texts("many.stopped", **counts)), "e7-asked", role="status"))
    st.button(texts("many.go_on"), key="many_go_on", type="primary", on_click=batch.go_on)


def _forget(page: Page) -> None:
    page.session.batch = None


def work(page: Page, where: str) -> bool:
    """Judge the next rows, after all else of the run is done; True if the page must be drawn anew.

    Nothing is judged while another page is open, and a session that ends takes its runs with it.
    """
    batch = page.session.batch
    if where != PAGE or batch is None or not batch.busy(page.language):
        return False
    end = time.monotonic() + BETWEEN_S
    while batch.busy(page.language):
        with _turn:
            try:
                batch.work(page.house, page.language, PART)
            except TableFault as fault:
                batch.goal = 0
                page.session.notice_of_table = said_fault(fault, page.texts)
        time.sleep(PAUSE_S)
        if time.monotonic() > end:
            break
    return True
