"""Check your answers: everything in one place, each changed without redoing the rest."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from e7wizard.language.reading import Unreadable
from e7wizard.wizard import html
from e7wizard.wizard.degree_note import draw_further_degrees
from e7wizard.wizard.draft import read_answer
from e7wizard.wizard.fields import STEPS, UNKNOWN, Field, Step, field_of, occupation_fields
from e7wizard.wizard.folding import opens
from e7wizard.wizard.more_fields import more_fields
from e7wizard.wizard.more_route_fields import route_answers
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import go, open_page
from e7wizard.wizard.to_mend import draw_to_mend


def draw(page: Page) -> None:
    """Draw the answers by step, with a way to change each step."""
    page.heading("check")
    draw_to_mend(page)
    for step in STEPS:
        with st.container(border=True):
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.header(page.texts(f"steps.{step.id}.short"), anchor=False)
                label = page.texts("ui.change_step", step=page.texts(f"steps.{step.id}.short"))
                st.button(page.texts("ui.change"), key=f"change_{step.id}", on_click=go, args=(step.id,), help=label)
            if step.id == "code":
                html.show(_rows(_code_answers(page)))
            else:
                rows = list(_answers(page, step))
                none = html.tag("p", html.text(page.texts("ui.not_answered")), "e7-quiet")
                html.show(_rows(rows) if rows else none)
            if step.id == "degree":
                draw_further_degrees(page)
    _for_routes(page)
    page.ways_on("check")


def _for_routes(page: Page) -> None:
    """Answers given for the sake of other statuses."""
    fields = route_answers(page)
    if not fields:
        return
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.header(page.texts("ui.pages.ways"), anchor=False)
            label = page.texts("ui.change_step", step=page.texts("ui.pages.ways"))
            st.button(page.texts("ui.change"), key="change_ways", on_click=open_page, args=("ways",), help=label)
        html.show(_rows((page.speaker.fact(field.id), _said(page, field)) for field in fields))


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(
        html.tag("tr", html.tag("th", html.text(name), scope="row") + html.tag("td", html.text(value)))
        for name, value in rows
    )
    return html.tag("table", html.tag("tbody", body), "e7-table")


def _code_answers(page: Page) -> Iterable[tuple[str, str]]:
    yield page.texts("steps.code.short"), _code(page)
    for path in ("job.follow_up", "job.leads_department"):
        if page.session.draft.get(path) is not None:
            yield page.speaker.fact(path), _said(page, field_of(path))


def _code(page: Page) -> str:
    choice = page.session.draft.get("job.code_choice")
    if choice == "none":
        return page.texts("code.now_none")
    if choice:
        return page.speaker.occupation(str(choice))
    found = page.judged().context.code
    return page.texts("code.by_match", name=page.speaker.occupation(found)) if found else page.texts("say.unknown")


def _answers(page: Page, step: Step) -> Iterable[tuple[str, str]]:
    """The questions that stood open on the step, and every other one that has an answer."""
    given = page.session.draft.answers
    fields: list[Field] = [
        field for field in step.fields if field.show(given) and (field.id in given or opens(page, field))
    ]
    if step.id == "employer":
        occupation = page.house.rulebook.occupations.get(page.judged().context.code or "")
        own = occupation_fields(occupation) if occupation is not None else []
        fields += [field for field in own if page.session.draft.get(field.id) is not None]
    if step.id == "you":
        fields += [field for field in more_fields(page) if page.session.draft.get(field.id) is not None]
    for field in fields:
        yield page.speaker.fact(field.id), _said(page, field)


def _said(page: Page, field: Field) -> str:
    raw = page.session.draft.get(field.id)
    usual = page.usual().get(field.id)
    if raw is None and usual is not None:
        value = page.today if field.id == "filing.date" else float(usual)
        return page.texts("ui.usual", value=page.speaker.value(field.id, value))
    if raw is None:
        return page.texts("ui.not_answered")
    if raw == UNKNOWN:
        return page.texts("say.unknown")
    if field.kind == "mix":
        return page.texts("say.and").join(f"{row.get('duty')} {row.get('percent')}%" for row in raw if row.get("duty"))
    try:
        value = read_answer(field, page.session.draft)
    except Unreadable as error:
        return f"{raw} ({page.texts(f'errors.{error.key}')})"
    if field.id.startswith("education.second"):
        return page.speaker.value(field.id.replace("second_", ""), value)
    return page.speaker.value(field.id, value)
