"""Take a table from the person: the file field, and what is wrong with a file that is no table."""

from __future__ import annotations

import base64
import binascii
import json
import logging

import streamlit as st

from e7wizard.screening import TableFault, said_fault
from e7wizard.wizard import html
from e7wizard.wizard.file_picker import pick_file
from e7wizard.wizard.many.batch import LIMITS, new_batch
from e7wizard.wizard.page import Page

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xlsm"
MB = 1_000_000
log = logging.getLogger("e7wizard")


def draw_picker(page: Page) -> None:
    """The file field; a file just chosen takes the place of the table so far, one that is no table does not."""
    label, chosen = page.texts("many.pick"), page.texts("ui.load_chosen")
    message = pick_file(
        label, chosen, key="many_file", accept=ACCEPT, most=LIMITS.file_bytes, taken=page.session.tables_taken
    )
    if message is None:
        return
    page.session.tables_taken += 1
    try:
        _take(page, message)
    except TableFault as fault:
        page.session.notice_of_table = said_fault(fault, page.texts)
    st.rerun()


def _take(page: Page, message: str) -> None:
    try:
        sent = json.loads(message)
        data = base64.b64decode(sent["data"], validate=True)
        large, name = sent.get("large") is True, str(sent.get("name") or "")
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, RecursionError) as error:
        raise TableFault("not_found") from error
    if large:
        raise TableFault("too_large", most=LIMITS.file_bytes // MB)
    usual = page.usual()
    try:
        batch = new_batch(page.house, data, name, usual["filing.date"], usual["pay.weekly_hours"])
    except TableFault:
        raise
    except Exception as error:
        # A reader of foreign files may fail in ways that nobody foresaw; what the file holds is not logged.
        log.error("a table could not be read: %s", type(error).__name__, exc_info=False)
        raise TableFault("broken_xlsx" if name.lower().endswith("x") else "encoding") from error
    for key in [key for key in st.session_state if str(key).startswith(("many_column_", "many_unit_", "many_correct"))]:
        del st.session_state[key]
    page.session.batch = batch
    page.session.notice_of_table = None


def tell_notice(page: Page) -> None:
    """What was wrong with the file chosen last, until another one is chosen or the page is left."""
    if page.session.notice_of_table:
        html.show(html.tag("p", html.text(page.session.notice_of_table), "e7-error", role="alert"))
        page.session.notice_of_table = None
