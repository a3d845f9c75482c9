"""Files to take away: the template to fill in, and the result as far as it is done, without private answers unless ticked."""

from __future__ import annotations

from functools import partial

import streamlit as st

from e7wizard.screening import template, vocabulary_of, write_result
from e7wizard.wizard import html
from e7wizard.wizard.many.batch import Batch
from e7wizard.wizard.page import Page

SUFFIXES = (".xlsx", ".csv")
MIME = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".csv": "text/csv"}


def draw_template(page: Page) -> None:
    """The template in the language of the page."""
    texts = page.texts
    html.show(html.tag("p", html.text(texts("many.template_lead")), "e7-quiet"))
    with st.container(horizontal=True):
        for suffix in SUFFIXES:
            st.download_button(
                texts(f"many.template_as.{suffix[1:]}"),
                data=partial(template, suffix, vocabulary_of(page.house), page.language),
                file_name=texts("many.template_name") + suffix,
                mime=MIME[suffix],
                key=f"many_template_{suffix[1:]}",
                on_click="ignore",
            )


def draw_download(page: Page, batch: Batch) -> None:
    """The result; what goes to others is judged without the private answers unless the box is ticked."""
    texts = page.texts
    st.header(texts("many.download"), anchor=False)
    html.show(html.tag("p", html.text(texts("many.download_lead", count=batch.done(page.language))), "e7-quiet"))
    full = st.checkbox(texts("result.with_sensitive"), key="many_with_sensitive")
    if not full and (differ := batch.differing(page.language)):
        html.show(html.tag("p", html.text(texts("many.differs", count=differ)), "e7-why", role="note"))

    def made(suffix: str) -> bytes:
        return write_result(batch.result(texts.language, discreet=not full), suffix, texts)

    with st.container(horizontal=True):
        for suffix in SUFFIXES:
            st.download_button(
                texts(f"many.download_as.{suffix[1:]}"),
                # Made when somebody presses, so that no other press waits for it.
                data=partial(made, suffix),
                file_name=texts("many.download_name", day=page.today.isoformat()) + suffix,
                mime=MIME[suffix],
                key=f"many_download_{suffix[1:]}",
                on_click="ignore",
            )
