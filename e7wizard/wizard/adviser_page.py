"""The adviser's desk: every question on one screen, the result live beside them, variants of the case below."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from e7wizard.wizard import html
from e7wizard.wizard.adviser_panel import draw_bar, draw_panel
from e7wizard.wizard.code_page import draw_department, draw_follow_up
from e7wizard.wizard.degree_note import draw_further_degrees
from e7wizard.wizard.fields import STEPS, Field, Step
from e7wizard.wizard.more_fields import more_fields, own_fields
from e7wizard.wizard.page import Page
from e7wizard.wizard.question_page import draw_field
from e7wizard.wizard.resuming import ready
from e7wizard.wizard.session import close_page, erase, open_page, widget_key
from e7wizard.wizard.typed import CLIENT, CODE, NOTES
from e7wizard.wizard.variants_table import draw_variants
from e7wizard.wizard.veil import Veil, is_personal

SWITCHES = ("present", "hide", "whys")
_CANDIDATES = 3


def draw(page: Page) -> None:
    """Draw the desk; the questions come first, so that the result beside them counts what was just typed."""
    st.title(page.texts("ui.pages.adviser"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("adviser.lead")), "e7-quiet"))
    with st.container(key="adviser"):
        _head(page)
        with st.container(key="desk_board"):
            form, side = st.container(key="desk_form"), st.container(key="desk_side")
            bar = st.container(key="desk_bar")
        with form:
            _questions(page)
        with side:
            panel = st.container()
            _notes(page)
        assessment = page.assess()
        case, errors = page.case()
        veil = Veil(page, page.session.desk.hide)
        with panel:
            draw_panel(page, veil, assessment, errors)
        with bar:
            draw_bar(page, assessment)
        draw_variants(page, veil, case, assessment)


def _head(page: Page) -> None:
    """Switches of the screen, a new case, and the way back."""
    desk = page.session.desk
    with st.container(horizontal=True, vertical_alignment="center", key="desk_head"):
        for name in SWITCHES:
            on = st.toggle(page.texts(f"adviser.{name}"), value=getattr(desk, name), key=name)
            setattr(desk, name, on)
        if page.session.visit is None:
            with st.popover(page.texts("adviser.new_case"), key=f"new_case_menu_{page.session.erasures}"):
                st.write(page.texts("adviser.new_case_question"))
                label = page.texts("adviser.new_case_yes")
                st.button(label, key="new_case", type="primary", on_click=erase, args=(page.session,))
        st.button(page.texts("ui.pages.screen"), key="adviser_many", on_click=open_page, args=("screen",))
        st.button(page.texts("ui.back_to_case"), key="adviser_back", on_click=close_page)
    if desk.hide:
        html.show(html.tag("p", html.text(page.texts("adviser.hidden")), "e7-why", role="note"))


def _notes(page: Page) -> None:
    """Client label and notes: the session keeps them and nothing else does; put away while facts are hidden."""
    desk = page.session.desk
    if desk.hide:
        return
    texts = page.texts
    desk.client = st.text_input(
        texts("adviser.client"),
        key=ready(CLIENT, desk.client),
        help=texts("adviser.client_help"),
        placeholder=texts("adviser.client_hint"),
        max_chars=60,
    )
    desk.notes = st.text_area(
        texts("adviser.notes"),
        key=ready(NOTES, desk.notes),
        help=texts("adviser.notes_help"),
        height=110,
        max_chars=20_000,
    )


def _questions(page: Page) -> None:
    drawn: set[str] = set()
    for step in STEPS:
        with st.container(key=f"desk_{step.id}"):
            html.show(html.tag("h2", html.text(page.texts(f"steps.{step.id}.short"))))
            if step.id == "code":
                _code(page)
                drawn.add("job.leads_department")
            _draw_new(page, _shown(page, step), drawn)
            if step.id == "degree":
                draw_further_degrees(page)
            if step.id == "employer":
                _more(page, "own_questions", own_fields(page)[1], drawn)
            if step.id == "you":
                _more(page, "more_questions", more_fields(page), drawn)


def _shown(page: Page, step: Step) -> Iterable[Field]:
    """The fields of a step; whether one is asked is decided after the answers before it are taken."""
    return (field for field in step.fields if field.show(page.session.draft.answers))


def _more(page: Page, title: str, fields: list[Field], drawn: set[str]) -> None:
    fields = [field for field in fields if field.id not in drawn]
    if fields:
        html.show(html.tag("h3", html.text(page.texts(f"ui.{title}"))))
        _draw_new(page, fields, drawn)


def _draw_new(page: Page, fields: Iterable[Field], drawn: set[str]) -> None:
    """Draw each question in a cell of its own; none twice."""
    for field in fields:
        if field.id in drawn:
            continue
        drawn.add(field.id)
        kind = "private" if is_personal(field.id) else "ask"
        with st.container(key=f"{kind}_{field.id.replace('.', '_')}"):
            draw_field(page, field)


def _code(page: Page) -> None:
    """The occupation code: by the duties until one is chosen; with the follow-up question of the matcher."""
    assessment = page.assess()
    if assessment.occupation.candidates:
        draw_follow_up(page, assessment)
        assessment = page.assess()
    with st.container(key="ask_job_code_choice"):
        options = ["none", *page.house.rulebook.occupations]
        key, kept = widget_key(CODE), page.session.draft.get(CODE)
        ready(key, kept if kept in options else None)
        chosen = st.selectbox(
            page.texts("adviser.code"),
            options,
            index=None,
            key=key,
            format_func=lambda code: page.texts("code.none_fits") if code == "none" else page.speaker.occupation(code),
            placeholder=page.texts("adviser.code_hint"),
        )
        if chosen != kept:
            page.session.draft.put(CODE, chosen)
            assessment = page.assess()
        candidates = [page.speaker.occupation(one.code) for one in assessment.occupation.candidates[:_CANDIDATES]]
        if candidates:
            said = page.texts("adviser.candidates", names=page.texts("say.and").join(candidates))
            html.show(html.tag("p", html.text(said), "e7-quiet"))
        draw_department(page, assessment)
