"""Help beside the box for the duties: what a good description says, and examples from three trades."""

from __future__ import annotations

import streamlit as st

from e7wizard.wizard import html
from e7wizard.wizard.folds import fold
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import widget_key

BOX = "job.duties"


def draw_duty_help(page: Page) -> None:
    """Draw the help; an example goes into the box on request, and only while the box is empty."""
    if str(page.session.draft.get(BOX) or "").strip() in _examples(page).values():
        html.show(html.tag("p", html.text(page.texts("duty_help.unchanged")), "e7-read", role="status"))
    with fold(page.texts("duty_help.title"), "fold_duty_help") as is_open:
        if not is_open:
            return
        html.show(
            html.tag("h2", html.text(page.texts("duty_help.good_head")))
            + html.items(page.rich(row) for row in page.texts.rows("duty_help.good"))
            + html.tag("p", html.text(page.texts("duty_help.leave_out")), "e7-quiet")
            + html.tag("h2", html.text(page.texts("duty_help.examples_head")))
            + html.tag("p", html.text(page.texts("duty_help.examples_lead")), "e7-quiet")
        )
        if page.session.draft.get(BOX):
            html.show(html.tag("p", html.text(page.texts("duty_help.box_in_use")), "e7-quiet"))
        for code, example in _examples(page).items():
            _example(page, code, example)


def _example(page: Page, code: str, example: str) -> None:
    occupation = page.house.rulebook.occupations[code]
    leads_to = page.texts("duty_help.leads_to", occupation=page.speaker.occupation(code), tier=occupation.tier)
    trade = html.tag("h3", html.text(page.texts(f"duty_help.examples.{code}.trade")))
    html.show(
        trade + html.tag("div", html.text(example), "e7-own-text") + html.tag("p", html.text(leads_to), "e7-quiet")
    )
    if not page.session.draft.get(BOX):
        label = page.texts("duty_help.start")
        st.button(label, key=f"example_{code}", on_click=start_with, args=(page, example))


def start_with(page: Page, example: str) -> None:
    """Put an example into the box unless something stands there, also what was typed a moment ago."""
    key = widget_key(BOX)
    if str(st.session_state.get(key) or page.session.draft.get(BOX) or "").strip():
        return
    page.session.draft.put(BOX, example)
    st.session_state[key] = example


def _examples(page: Page) -> dict[str, str]:
    """The text of each example by the code of its occupation."""
    return {code: page.texts(f"duty_help.examples.{code}.text") for code in page.texts.keys("duty_help.examples")}
