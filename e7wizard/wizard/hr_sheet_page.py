"""A sheet for HR: what the employer is asked, in Korean with its meaning beside it, and the text to send."""

from __future__ import annotations

import streamlit as st

from e7wizard.report.hr_sheet import HrSheet, Line, Row, file_name, hr_sheet, plain_text
from e7wizard.wizard import html
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import HrEdit, Session, close_page, go

KEY = "hr_text"
HEIGHT = 420
"""Height of the text in pixels: a dozen questions without scrolling."""


def draw(page: Page) -> None:
    """Draw the page; without answers, say what to do first."""
    st.title(page.texts("ui.pages.hr"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("hr.lead")), "e7-lead"))
    if page.session.draft.answers:
        _sheet(page)
    else:
        html.show(html.tag("p", html.text(page.texts("hr.first")), "e7-why", role="note"))
        st.button(page.texts("hr.to_first"), key="hr_begin", type="primary", on_click=go, args=("code",))
    st.button(page.texts("ui.back_to_case"), key="hr_back", on_click=close_page)


def _sheet(page: Page) -> None:
    assessment = page.assess()
    sheet = hr_sheet(page.case()[0], assessment, page.house.hr, page.speaker)
    if assessment.occupation.code is None:
        html.show(html.tag("p", html.text(page.texts("hr.no_code")), "e7-why", role="note"))
        st.button(page.texts("hr.to_code"), key="hr_to_code", on_click=go, args=("code",))
    _rows(page, sheet)
    st.header(page.texts("hr.text"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("hr.text_lead")), "e7-quiet"))
    text = _edited(page, plain_text(sheet, page.house.hr))
    st.download_button(
        page.texts("hr.download"),
        data=text.encode("utf-8"),
        file_name=file_name(page.today, assessment),
        mime="text/plain",
        key="hr_download",
        on_click="ignore",
        type="primary",
    )
    html.show(html.tag("p", html.text(page.texts("hr.copy")), "e7-quiet"))
    st.code(text, language=None, wrap_lines=True)
    html.show(html.tag("p", html.text(page.texts("hr.honest"))))


def ready_text(page: Page) -> str:
    """The text as it is before anybody changes it."""
    return plain_text(hr_sheet(page.case()[0], page.assess(), page.house.hr, page.speaker), page.house.hr)


def _rows(page: Page, sheet: HrSheet) -> None:
    st.header(page.texts("hr.questions"), anchor=False)
    if sheet.questions:
        html.show(rows_table(page, sheet.questions, "why"))
    else:
        html.show(html.tag("p", html.text(page.texts("hr.no_questions")), "e7-quiet"))
    if sheet.papers:
        st.header(page.texts("hr.papers"), anchor=False)
        html.show(rows_table(page, sheet.papers, "whence"))
    st.header(page.texts("hr.about_title"), anchor=False)
    html.show(html.items(_line(line) for line in (*sheet.greeting, *sheet.about, *sheet.closing)))


def _line(line: Line) -> str:
    return _korean(line.korean) + html.tag("span", "<br>" + html.text(line.meaning), "e7-quiet")


def _korean(text: str) -> str:
    return html.tag("span", html.text(text), lang="ko")


def rows_table(page: Page, rows: tuple[Row, ...], last: str) -> str:
    """Number, Korean, meaning and reason; on a phone the cells of a row stand below one another."""
    heads = [html.text(page.texts(f"hr.heads.{name}")) for name in ("number", "korean", "meaning", last)]
    top = html.tag("thead", html.tag("tr", "".join(html.tag("th", head, scope="col") for head in heads)))
    body = "".join(
        html.tag(
            "tr",
            html.tag("th", str(row.number), scope="row")
            + html.tag("td", _korean(row.korean))
            + html.tag("td", html.text(row.meaning))
            + html.tag("td", html.text(row.why), "why"),
        )
        for row in rows
    )
    return html.tag("table", top + html.tag("tbody", body), "e7-hr")


def _edited(page: Page, ready: str) -> str:
    """The text area; what the person changed stays until they take the ready text again."""
    state = page.session
    edit = state.hr_edit
    if edit is not None:
        if edit.basis != ready:
            html.show(html.tag("p", html.text(page.texts("hr.outdated")), "e7-why", role="note"))
        st.button(page.texts("hr.fresh"), key="hr_fresh", on_click=_forget, args=(state,))
    # Set on every run: a widget that was off the page, or whose label changed with the language, has lost its value.
    st.session_state[KEY] = edit.text if edit is not None else ready
    text: str = st.text_area(
        page.texts("hr.label"), key=KEY, height=HEIGHT, on_change=_keep, args=(state, ready), max_chars=20_000
    )
    return text


def _keep(state: Session, ready: str) -> None:
    text = str(st.session_state[KEY])
    state.hr_edit = None if text == ready else HrEdit(text, _basis(state, ready))


def _basis(state: Session, ready: str) -> str:
    """The ready text that an edit started from; going on with an old edit does not make it current."""
    return state.hr_edit.basis if state.hr_edit is not None else ready


def _forget(state: Session) -> None:
    state.hr_edit = None
