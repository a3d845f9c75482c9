"""The table as a whole: states by dimension, codes, gaps, and rows that could not be read."""

from __future__ import annotations

import streamlit as st

from e7wizard.wizard import html
from e7wizard.wizard.charts import bars, batch_bars, batch_states
from e7wizard.wizard.many.batch import PLACE, Batch
from e7wizard.wizard.page import Page


def draw_overview(page: Page, batch: Batch) -> None:
    """Draw the charts; each says its figures in words as well."""
    texts, speaker = page.texts, page.speaker
    judged = [cells for cells in batch.judged[page.language] if cells[PLACE["error"]] is None]
    bad = batch.done(page.language) - len(judged)
    st.header(texts("many.overview"), anchor=False)
    if bad:
        shape = html.tag("span", "!", "e7-shape", aria_hidden="true")
        html.show(html.tag("p", shape + " " + html.text(texts("many.bad_rows", count=bad)), "e7-error"))
    if not judged:
        return
    states = {name: [str(cells[PLACE[name]]) for cells in judged] for name in batch_states.ROWS}
    html.show(batch_states.draw(batch_states.counts(states), texts))
    with st.container(key="many_bars"):
        html.show(bars.draw(batch_bars.codes((cells[PLACE["code"]] for cells in judged), speaker)))
        html.show(bars.draw(batch_bars.gaps((cells[PLACE["gap_krw"]] for cells in judged), speaker)))
