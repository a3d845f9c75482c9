"""A row of the table open as a full case: the person's own case waits meanwhile and comes back as it was."""

from __future__ import annotations

import streamlit as st

from e7wizard.case import Case
from e7wizard.wizard import html
from e7wizard.wizard.arrivals import name_of
from e7wizard.wizard.draft import Draft, draft_of, read_case
from e7wizard.wizard.holding import hold
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import Session, Visit, forget_widgets, go, open_page
from e7wizard.wizard.typed import take_typed

PAGE = "screen"
OF_A_CASE = (
    "draft", "arrival", "misfits", "unread", "asked_for_routes", "hr_edit", "brought_forward", "asked_late",
    "unfolded", "desk", "fitted",
)  # fmt: skip
"""What of a session belongs to one case."""


def open_row(page: Page, at: int) -> None:
    """Put the row in the place of the person's own case, and open its result."""
    session, batch = page.session, page.session.batch
    if batch is None or (session.visit is not None and changed(page)):
        return
    case = batch.case(page.house, at)
    leave(session)
    own = {name: getattr(session, name) for name in OF_A_CASE}
    fresh = Session(desk=session.desk.cleared())
    for name in OF_A_CASE:
        setattr(session, name, getattr(fresh, name))
    session.draft = draft_of(case)
    lost = hold(case, page.usual())[1]
    session.visit = Visit(at, batch.table.rows[at], dict(session.draft.answers), own, lost)
    _turn_over(session)
    go("result")


def leave(session: Session) -> None:
    """Give the person's own case back."""
    if session.visit is None:
        return
    for name, value in session.visit.own.items():
        setattr(session, name, value)
    session.visit = None
    _turn_over(session)


def _turn_over(session: Session) -> None:
    """No field of the other case may be taken for one of this case."""
    session.on_screen.clear()
    forget_widgets()


def changed(page: Page) -> bool:
    """Whether the open row differs from what the list knows."""
    visit = page.session.visit
    if visit is None:
        return False
    # Drawn fields write what is usual into the draft; that is no change.
    return page.case()[0] != _case_of(page, visit)


def _case_of(page: Page, visit: Visit) -> Case:
    return read_case(Draft(answers=visit.answers), page.usual())[0]


def _take_over(page: Page) -> None:
    """The changed case becomes the row's."""
    session, batch = page.session, page.session.batch
    take_typed(page)
    if session.visit is not None and batch is not None:
        batch.take_over(page.house, session.visit.at, page.case()[0])
    _back(page)


def _back(page: Page) -> None:
    leave(page.session)
    open_page(PAGE)


def draw_bar(page: Page, where: str) -> None:
    """Above every page while a row is open: which one, and the ways back."""
    session, texts = page.session, page.texts
    if session.visit is None or session.batch is None:
        return
    differs = changed(page)
    if where == PAGE and not differs:
        leave(session)
        return
    name = texts("many.visit.row", row=session.visit.row, file=session.batch.name)
    with st.container(key="visit", border=True):
        html.show(html.tag("p", html.tag("strong", html.text(name)), role="status"))
        html.show(html.tag("p", html.text(texts("many.visit.changed" if differs else "many.visit.kept")), "e7-quiet"))
        if session.visit.lost:
            rows = (f"{name_of(page, path)} ({value})" for path, value in session.visit.lost.items())
            said = texts("many.visit.lost", facts=texts("say.and").join(rows))
            html.show(html.tag("p", html.text(said), "e7-why", role="note"))
        with st.container(horizontal=True):
            if differs:
                label = texts("many.visit.take_over")
                st.button(label, key="visit_take", type="primary", on_click=_take_over, args=(page,))
            label = texts("many.visit.leave" if differs else "many.visit.back")
            st.button(label, key="visit_back", on_click=_back, args=(page,))
