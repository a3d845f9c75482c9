"""Answers that cannot be read: named, with a way to each, on every page after the one on which they were typed."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from e7wizard.wizard import html
from e7wizard.wizard.fields import STEPS
from e7wizard.wizard.more_fields import own_fields
from e7wizard.wizard.more_route_fields import route_answers
from e7wizard.wizard.page import Page
from e7wizard.wizard.session import go, open_page


def draw_to_mend(page: Page, here: Collection[str] = ()) -> None:
    """Say which answers are left out; not those of the questions `here`, which say so themselves."""
    errors = [path for path in page.case()[1] if path not in here]
    if not errors:
        return
    names = page.texts("say.and").join(page.speaker.fact(path) for path in errors)
    html.show(html.tag("p", html.text(page.texts("errors.to_mend", names=names)), "e7-error", role="alert"))
    places = {field.id: step.id for step in STEPS for field in step.fields}
    places |= dict.fromkeys((field.id for field in own_fields(page)[1]), "employer")
    places |= dict.fromkeys((field.id for field in route_answers(page)), "ways")
    with st.container(horizontal=True):
        for place in dict.fromkeys(places.get(path, "you") for path in errors):
            name = page.texts("ui.pages.ways" if place == "ways" else f"steps.{place}.short")
            label = page.texts("ui.change_step", step=name)
            st.button(label, key=f"mend_{place}", on_click=open_page if place == "ways" else go, args=(place,))
