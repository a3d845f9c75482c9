"""Degrees that a file brought and no question asks: they count, so they are shown, and can be left out."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from e7wizard.language.reading import Unreadable
from e7wizard.wizard import html
from e7wizard.wizard.draft import Draft, read_answer
from e7wizard.wizard.fields import field_of
from e7wizard.wizard.further_degrees import degree_part, further_degrees
from e7wizard.wizard.page import Page


def draw_further_degrees(page: Page) -> None:
    """Draw the note where there is anything to say."""
    found = further_degrees(page.session.draft.answers)
    if not found:
        return
    with st.container(border=True, key="further_degrees"):
        html.show(html.tag("p", html.text(page.texts("many.degrees.lead"))))
        html.show(html.items(html.text(_said(page, paths)) for paths in found.values()))
        paths = [path for some in found.values() for path in some]
        label = page.texts("many.degrees.leave_out")
        st.button(label, key="further_degrees_out", on_click=_leave_out, args=(page, paths))


def _said(page: Page, paths: Iterable[str]) -> str:
    facts = []
    for path in paths:
        place = degree_part(path)
        field = field_of(f"education.{place[1] if place else ''}")
        try:
            value = read_answer(field, Draft(answers={field.id: page.session.draft.get(path)}))
        except Unreadable:
            continue
        facts.append(f"{page.speaker.fact(field.id)}: {page.speaker.value(field.id, value)}")
    return page.texts("screening.list_between").join(facts)


def _leave_out(page: Page, paths: Iterable[str]) -> None:
    for path in paths:
        page.session.draft.put(path, None)
