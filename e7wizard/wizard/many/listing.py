"""The list of rows: sorted, filtered, a page at a time; each row opens as a full case."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from e7wizard.assessment.model import DIMENSIONS
from e7wizard.language.amounts import money, number
from e7wizard.wizard import html
from e7wizard.wizard.charts.batch_states import ORDER, ROWS, name_of
from e7wizard.wizard.many.batch import Batch, View
from e7wizard.wizard.many.rows import ON_A_PAGE, ONLY, ORDERS, Row, matching, pages_of, rows_of
from e7wizard.wizard.many.visit import changed, open_row
from e7wizard.wizard.page import Page

_FIRST = re.compile(r"1\) (.*?)(?: 2\) |$)", re.DOTALL)


def draw_list(page: Page, batch: Batch) -> None:
    """Draw the filters and one page of the list."""
    texts, view = page.texts, batch.view
    st.header(texts("many.list"), anchor=False)
    labels = [at for at, _, column in batch.mapping_used(page.house).read() if column.path in {"id", "job.title"}]
    rows = rows_of(batch, page.language, labels)
    _filters(page, view, rows)
    found = matching(rows, view)
    pages = pages_of(len(found))
    view.page = min(max(view.page, 0), pages - 1)
    shown = found[view.page * ON_A_PAGE : (view.page + 1) * ON_A_PAGE]
    said = texts("many.found", count=len(found), total=number(len(rows), page.language))
    html.show(html.tag("p", html.text(said), "e7-quiet", role="status"))
    locked = page.session.visit is not None and changed(page)
    for row in shown:
        _row(page, row, locked=locked)
    _pages(page, view, pages)


def _filters(page: Page, view: View, rows: Sequence[Row]) -> None:
    texts = page.texts
    codes = sorted({str(row.get("code")) for row in rows if row.get("code")})
    with st.container(key="many_filters"):
        view.search = st.text_input(
            texts("many.search"), key=_seeded("many_search", view.search), placeholder=texts("many.search_hint")
        )
        view.order = _select(page, view, "order", ORDERS, lambda name: texts(f"many.orders.{name}"))
        view.only = _select(page, view, "only", ONLY, lambda name: texts(f"many.only_of.{name}"))
        view.dimension = _select(page, view, "dimension", ROWS, lambda name: name_of(name, texts))
        view.state = _select(page, view, "state", ("all", *ORDER[::-1]), lambda name: _state(page, name))
        view.code = _select(page, view, "code", ("all", *codes, "none"), lambda name: _code(page, name))
    wanted = (view.search, view.order, view.only, view.dimension, view.state, view.code)
    if st.session_state.get("many_wanted") != wanted:
        st.session_state["many_wanted"] = wanted
        view.page = 0


def _select(page: Page, view: View, name: str, options: Sequence[str], said: Callable[[str], str]) -> str:
    kept = getattr(view, name)
    key = f"many_{name}_{page.language}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = kept if kept in options else options[0]
    return str(st.selectbox(page.texts(f"many.filters.{name}"), options, key=key, format_func=said))


def _seeded(key: str, value: Any) -> str:
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def _state(page: Page, name: str) -> str:
    if name == "all":
        return page.texts("many.any")
    return f"{page.texts(f'say.shapes.{name}')} {page.texts(f'say.states_short.{name}')}"


def _code(page: Page, name: str) -> str:
    if name in {"all", "none"}:
        return page.texts("many.any" if name == "all" else "many.no_code")
    return page.speaker.occupation(name)


def _row(page: Page, row: Row, *, locked: bool) -> None:
    """A row in words, and the button that opens it; a row that cannot be read says what to mend instead."""
    texts = page.texts
    title = texts("many.row_named", row=row.number, label=row.label) if row.label else texts("many.row", row=row.number)
    head = html.tag("h3", html.text(title))
    if row.changed:
        head += html.tag("span", html.text(texts("many.changed")), "e7-changed")
    bad = row.get("error") is not None
    with st.container(key=f"many_row_{row.at}"):
        body = html.tag("p", html.text(str(row.get("error"))), "e7-error") if bad else _said(page, row)
        html.show(html.tag("div", html.tag("div", head, "top") + body, "e7-row"))
        if not bad:
            label = texts("many.open", row=row.number)
            st.button(label, key=f"many_open_{row.at}", on_click=open_row, args=(page, row.at), disabled=locked)


def _said(page: Page, row: Row) -> str:
    texts = page.texts
    verdict = row.get("verdict")
    badge = html.badge(verdict, texts(f"say.shapes.{verdict}"), texts(f"say.states.{verdict}"))
    marks = ""
    for name in DIMENSIONS:
        state = row.get(name)
        shape = html.tag("span", html.text(texts(f"say.shapes.{state}")), "e7-shape", aria_hidden="true")
        word = html.tag("span", html.text(texts(f"say.states_short.{state}")), "word")
        short = html.tag("span", html.text(texts(f"adviser.short.{name}")), "of")
        marks += html.tag("li", f"{short} {shape} {word}", f"e7-{state}")
    code = row.get("code")
    facts = [html.text(page.speaker.occupation(code) if code else texts("many.no_code")), html.text(_gap(page, row))]
    first = _FIRST.match(row.get("remedies") or "")
    step = html.tag("p", html.text(texts("many.first", step=first[1])), "step") if first else ""
    return badge + html.tag("ul", marks, "marks") + html.tag("p", " · ".join(facts), "facts") + step


def _gap(page: Page, row: Row) -> str:
    gap = row.get("gap_krw")
    if gap is None:
        return page.texts("many.gap.unknown")
    return page.texts("many.gap.none") if gap <= 0 else page.texts("many.short_by", gap=money(gap, page.language))


def _turn(view: View, by: int) -> None:
    view.page += by


def _pages(page: Page, view: View, pages: int) -> None:
    """Back and on through the list."""
    if pages < 2:
        return
    texts = page.texts
    with st.container(horizontal=True, vertical_alignment="center", key="many_pages"):
        st.button(
            texts("many.page_back"), key="many_page_back", on_click=_turn, args=(view, -1), disabled=view.page == 0
        )
        said = texts("many.page", number=view.page + 1, total=pages)
        html.show(html.tag("p", html.text(said), "e7-quiet", role="status"))
        last = view.page + 1 == pages
        st.button(texts("many.page_on"), key="many_page_on", on_click=_turn, args=(view, 1), disabled=last)
