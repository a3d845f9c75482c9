"""Before the rows are judged: which column was taken for which fact, corrected by hand, and what holds for all rows."""

from __future__ import annotations

import dataclasses

import streamlit as st

from e7wizard.language.reading import PERIODS, STATED_UNITS, Unreadable, read_date
from e7wizard.screening import TableFault, said_fault, vocabulary_of
from e7wizard.screening.headers import Column, read_header
from e7wizard.screening.kinds import kind_of
from e7wizard.screening.mapping import fact_name, tell_column
from e7wizard.wizard import html
from e7wizard.wizard.many.batch import Batch
from e7wizard.wizard.page import Page

LEFT_OUT = "ignore"
OWN_PAY = "pay.annual_krw"


def draw_settings(page: Page, batch: Batch) -> None:
    """Columns, facts for all rows, and the button that begins; folded once something was judged."""
    texts = page.texts
    ready = batch.done(page.language) > 0
    with st.expander(texts("many.settings"), expanded=not ready, key=f"many_settings_{ready}"):
        for note in batch.table.notes:
            html.show(html.tag("p", html.text(note.said(texts)), "e7-quiet"))
        columns = batch.columns(page.house)
        html.show(_columns(page, columns))
        if st.toggle(texts("many.correct"), key="many_correct"):
            _correct(page, batch, columns)
        fit = _fault(page, batch)
        dated = _filing(page, batch, has_column=any(column.path == "filing.date" for _, column in columns))
        label = texts("many.again" if ready else "many.start")
        if ready:
            html.show(html.tag("p", html.text(texts("many.again_lead")), "e7-quiet"))
        st.button(label, key="many_start", type="primary", on_click=batch.start, disabled=not (fit and dated))


def _columns(page: Page, columns: list[tuple[str, Column]]) -> str:
    """A table of heads and what they are taken for."""
    texts = page.texts
    rows = [(head[:60] or "–", _taken_for(page, column)) for head, column in columns]
    read = sum(column.path is not None for _, column in columns)
    said = texts("many.columns", count=len(columns), read=read)
    heads = (texts("many.column_head"), texts("many.column_fact"))
    return html.tag("p", html.text(said)) + html.table(heads, rows)


def _taken_for(page: Page, column: Column) -> str:
    if column.path is None:
        return page.texts(f"many.not_read.{column.why}")
    return tell_column(column, page.texts)


def _correct(page: Page, batch: Batch, columns: list[tuple[str, Column]]) -> None:
    """A choice for each column, and the unit where it is an amount."""
    vocabulary, texts = vocabulary_of(page.house), page.texts
    facts = sorted(set(vocabulary.heads.facts.values()), key=lambda path: (path not in vocabulary.template, path))
    names = {path: fact_name(path, texts) for path in facts}
    for at, (head, column) in enumerate(columns):
        options = [LEFT_OUT, *facts]
        if column.path is not None and column.path not in names:
            options.append(column.path)
            names[column.path] = fact_name(column.path, texts)
        now = column.path or LEFT_OUT
        key = f"many_column_{at}_{page.language}_{len(options)}"
        if st.session_state.get(key) not in options:
            st.session_state[key] = now
        picked = st.selectbox(
            texts("many.column", head=head[:60] or "–"),
            options,
            key=key,
            format_func=lambda path: texts("many.leave_out") if path == LEFT_OUT else names[path],
        )
        wanted = column if picked == now else _column_for(page, batch, head, str(picked))
        if wanted.path is not None and kind_of(wanted.path) == "money":
            wanted = _unit(page, at, head, wanted)
        if wanted != column:
            batch.chosen[head] = wanted
            st.rerun()


def _column_for(page: Page, batch: Batch, head: str, path: str) -> Column:
    if path == LEFT_OUT:
        return Column(None, why="left_out")
    found = read_header(head, vocabulary_of(page.house).heads)
    if found.path == path:
        return found
    return Column(path, "won" if kind_of(path) in {"money", "dollars"} else "")


def _unit(page: Page, at: int, head: str, column: Column) -> Column:
    """Unit of an amount; for the pay also whether it is a year's or a month's."""
    texts = page.texts
    periods = tuple(PERIODS) if column.path == OWN_PAY else ("year",)
    options = [f"{unit} {period}" for period in periods for unit in STATED_UNITS]
    key, now = f"many_unit_{at}_{column.path}_{page.language}", f"{column.unit or 'won'} {column.period}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = now if now in options else options[0]

    def said(option: str) -> str:
        unit, period = option.split()
        name = texts(f"screening.units.{unit}")
        if len(periods) == 1:
            return name
        return texts("many.unit_period", unit=name, period=texts(f"screening.periods.{period}"))

    unit, period = str(st.selectbox(texts("many.unit", head=head[:60]), options, key=key, format_func=said)).split()
    return dataclasses.replace(column, unit=unit, period=period)


def _fault(page: Page, batch: Batch) -> bool:
    """Say what is wrong with the columns as they are; whether they can be used."""
    try:
        batch.mapping(page.house)
    except TableFault as fault:
        html.show(html.tag("p", html.text(said_fault(fault, page.texts)), "e7-error", role="alert"))
        return False
    return True


def _filing(page: Page, batch: Batch, *, has_column: bool) -> bool:
    """The filing date of the rows without one; whether it can be read."""
    texts = page.texts
    html.show(html.tag("h3", html.text(texts("many.for_all"))))
    if "many_filing" not in st.session_state:
        st.session_state["many_filing"] = batch.filing
    batch.filing = st.text_input(texts("many.filing"), key="many_filing", placeholder=batch.filing)
    html.show(html.tag("p", html.text(texts("many.filing_some" if has_column else "many.filing_all")), "e7-why"))
    try:
        read_date(batch.filing)
    except Unreadable as error:
        html.show(html.tag("p", html.text(texts(f"errors.{error.key}")), "e7-error", role="alert"))
        return False
    return True
