"""The same case on another filing date, side by side; what differs is marked."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.model import DIMENSIONS, Assessment
from e7wizard.case import Case
from e7wizard.language.amounts import day, money
from e7wizard.language.reading import Unreadable, read_date
from e7wizard.wizard import html
from e7wizard.wizard.page import Page


def draw_other_date(page: Page, case: Case, here: Assessment) -> None:
    """Ask for another date and draw both results beside each other."""
    with st.expander(page.texts("other_date.title"), expanded=bool(st.session_state.get("other_date"))):
        html.show(html.tag("p", html.text(page.texts("other_date.lead")), "e7-quiet"))
        typed = st.text_input(
            page.texts("other_date.ask"), key="other_date", placeholder=page.texts("other_date.hint")
        ).strip()
        if not typed:
            return
        try:
            wanted = read_date(typed)
        except Unreadable as error:
            html.show(html.tag("p", html.text(page.texts(f"errors.{error.key}")), "e7-error", role="alert"))
            return
        other = case.model_copy(update={"filing": case.filing.model_copy(update={"date": wanted})})
        _table(page, here, page.house.assess(other))


def _table(page: Page, here: Assessment, there: Assessment) -> None:
    texts = page.texts
    head = (
        "",
        *(day(one.filing_date, page.language) if one.filing_date else texts("say.unknown") for one in (here, there)),
    )
    names = [texts("csv.verdict"), *(texts(f"say.dimensions.{name}") for name in DIMENSIONS)]
    names += [texts(f"csv.salary.{key}") for key in ("threshold_krw", "gap_krw", "minimum_wage_krw")]
    rows = []
    for name, one, other in zip(names, _cells(page, here), _cells(page, there), strict=True):
        mark = f" {texts('other_date.differs')}" if one != other else ""
        rows.append((name, one, other + mark))
    html.show(html.table(head, tuple(rows)))
    if all(one == other for one, other in zip(_cells(page, here), _cells(page, there), strict=True)):
        html.show(html.tag("p", html.text(texts("other_date.same")), "e7-quiet"))


def _cells(page: Page, found: Assessment) -> list[str]:
    states = [found.verdict, *(found.dimensions[name].status for name in DIMENSIONS)]
    said = [f"{page.texts(f'say.shapes.{state}')} {page.texts(f'say.states_short.{state}')}" for state in states]
    amounts = (found.salary.threshold_krw, found.salary.gap_krw, found.salary.minimum_wage_krw)
    return said + [page.texts("say.unknown_amount") if one is None else money(one, page.language) for one in amounts]
