"""Answers that arrive from a file or a link: taken at once by an empty case, else only after asking. What did not fit is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from e7wizard.report.case_link import case_of_link
from e7wizard.report.csv_summary import Unloadable, load_summary
from e7wizard.report.lenient import Fitted
from e7wizard.wizard import html
from e7wizard.wizard.draft import draft_of
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import Session, forget_widgets, replace_case

NAMED = 8
"""So many questions are named before the rest is counted."""


def arrive_by_file(page: Page, data: bytes) -> None:
    """Take a case from a file; a file that is no summary is said so, and the answers stay."""
    _arrive(page, lambda: load_summary(data, _codes(page)))


def arrive_by_link(page: Page, text: Any) -> None:
    """Take a case from what stood behind the # of the address."""
    if isinstance(text, str) and text:
        _arrive(page, lambda: case_of_link(text, _codes(page)))


def _codes(page: Page) -> frozenset[str]:
    return frozenset(page.house.rulebook.occupations)


def _arrive(page: Page, read: Callable[[], Fitted]) -> None:
    session = page.session
    try:
        fitted = read()
    except Unloadable as error:
        session.notice = error.key
        return
    if session.draft.answers and draft_of(fitted.case).answers != session.draft.answers:
        session.arrival = fitted
    else:
        _accept(session, fitted)


def _accept(session: Session, fitted: Fitted) -> None:
    replace_case(session, draft_of(fitted.case).answers)
    session.misfits = dict(fitted.misfits)
    session.notice = "loaded"


def _replace(session: Session) -> None:
    if session.arrival is not None:
        _accept(session, session.arrival)
        forget_widgets()


def _decline(session: Session) -> None:
    session.arrival = None


def _seen(session: Session) -> None:
    session.misfits.clear()
    session.newer = False


def draw_arrivals(page: Page) -> None:
    """Above every page: the notice, the question whether to replace, what did not fit, what was put aside."""
    session = page.session
    _notice(page)
    if session.arrival is not None:
        with st.container(border=True, key="arrival"):
            count = len(draft_of(session.arrival.case).answers)
            said = page.texts("keeping.replace", new=count, old=len(session.draft.answers))
            html.show(html.tag("p", html.text(said), "e7-lead", role="alert"))
            with st.container(horizontal=True):
                label = page.texts("keeping.replace_no")
                st.button(label, key="arrival_no", type="primary", on_click=_decline, args=(session,))
                st.button(page.texts("keeping.replace_yes"), key="arrival_yes", on_click=_replace, args=(session,))
    if session.misfits or session.newer:
        with st.container(border=True, key="misfits"):
            if session.newer:
                html.show(html.tag("p", html.text(page.texts("keeping.newer")), role="alert"))
            if session.misfits:
                html.show(_misfits(page))
            st.button(page.texts("keeping.seen"), key="misfits_seen", on_click=_seen, args=(session,))


def _misfits(page: Page) -> str:
    rows = []
    for path, value in list(session_misfits(page).items())[:NAMED]:
        rows.append(html.text(page.texts("keeping.misfit", name=name_of(page, path), value=str(value)[:60])))
    left = len(page.session.misfits) - len(rows)
    if left > 0:
        rows.append(html.text(page.texts("keeping.misfits_more", count=left)))
    return html.tag("p", html.text(page.texts("keeping.misfits")), role="alert") + html.items(rows)


def session_misfits(page: Page) -> dict[str, Any]:
    """The answers that did not fit, those with a name of ours first."""
    found = page.session.misfits
    return dict(sorted(found.items(), key=lambda item: name_of(page, item[0]) == item[0]))


def name_of(page: Page, path: str) -> str:
    """What the question is called; an unknown one by its path."""
    path = "job.occupation" if path == "job.code_choice" else path
    return page.texts.maybe(f"facts.{path}.name") or path


def _notice(page: Page) -> None:
    notice = page.session.notice
    if notice is None:
        return
    page.session.notice = None
    if notice == "loaded":
        st.success(page.texts("keeping.loaded"))
    else:
        html.show(html.tag("p", html.text(page.texts(f"errors.{notice}")), "e7-error", role="alert"))
