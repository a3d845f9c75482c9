"""Variants of the case beside it: what is changed in each, how each is judged, and what differs marked with a word."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.model import DIMENSIONS, Assessment, State
from e7wizard.case import Case
from e7wizard.language.amounts import day, number
from e7wizard.wizard import html
from e7wizard.wizard.adviser_panel import gap
from e7wizard.wizard.page import Page
from e7wizard.wizard.resuming import ready
from e7wizard.wizard.variants import MOST, PARTS, Variant
from e7wizard.wizard.veil import Veil, is_personal

Cell = tuple[str, State | None]
"""What a cell says; a state is drawn with its shape and colour."""
_HINTS = {"pay.annual_krw": "pay", "filing.date": "date"}


def draw_variants(page: Page, veil: Veil, case: Case, here: Assessment) -> None:
    """Draw the fields of each variant, then the case and all of them side by side."""
    desk = page.session.desk
    with st.container(key="desk_variants"):
        html.show(html.tag("h2", html.text(page.texts("adviser.variants.title"))))
        html.show(html.tag("p", html.text(page.texts("adviser.variants.lead")), "e7-quiet"))
        with st.container(key="variant_cards"):
            for place, variant in enumerate(desk.variants):
                with st.container(border=True, key=f"variant_{variant.number}"):
                    _fields(page, variant, _name(page, place))
        if len(desk.variants) < MOST:
            st.button(page.texts("adviser.variants.add"), key="variant_add", on_click=desk.add)
        if desk.variants:
            columns = [(here, case)]
            for variant in desk.variants:
                changed = variant.of(case)
                columns.append((page.house.assess(changed), changed))
            open_ = [_cells(page, Veil(page, down=False), *column) for column in columns]
            html.show(_table(page, open_, [_cells(page, veil, *column) for column in columns]))


def _name(page: Page, place: int) -> str:
    return page.texts("adviser.variants.name", letter="ABC"[place])


def _fields(page: Page, variant: Variant, name: str) -> None:
    """What a variant changes; an empty field is as in the case."""
    html.show(html.tag("h3", html.text(name)))
    faults = variant.read()[1]
    for path in PARTS:
        kind = "private" if is_personal(path) else "ask"
        with st.container(key=f"{kind}_v{variant.number}_{path.replace('.', '_')}"):
            variant.put(path, _typed(page, variant, path))
            faults = variant.read()[1]
            if path in faults:
                said = page.texts(f"errors.{faults[path]}")
                html.show(html.tag("p", html.text(said), "e7-error", role="alert"))
    remove = page.texts("adviser.variants.remove", name=name)
    desk = page.session.desk
    st.button(remove, key=f"variant_remove_{variant.number}", on_click=desk.remove, args=(variant.number,))


def _typed(page: Page, variant: Variant, path: str) -> str | None:
    label = page.texts(f"adviser.variants.parts.{path.partition('.')[2]}")
    key = ready(variant.key(path), variant.changes.get(path) or ("" if path != "job.occupation" else None))
    as_is = page.texts("adviser.variants.as_is")
    if path != "job.occupation":
        hint = page.texts(f"adviser.variants.hints.{_HINTS[path]}") if path in _HINTS else as_is
        return st.text_input(label, key=key, placeholder=hint)
    codes = list(page.house.rulebook.occupations)
    return st.selectbox(label, codes, index=None, key=key, format_func=page.speaker.occupation, placeholder=as_is)


def _cells(page: Page, veil: Veil, found: Assessment, case: Case) -> list[Cell]:
    """The column of one case, from what it assumes to what comes of it."""

    def state(one: State) -> Cell:
        return page.texts(f"say.states_short.{one}"), one

    def heads(count: int | None) -> Cell:
        return (page.texts("say.unknown") if count is None else number(count, page.language)), None

    code = found.occupation.code
    filed = found.filing_date
    return [
        (page.speaker.occupation(code) if code else page.texts("result.no_code"), None),
        (day(filed, page.language) if filed else page.texts("say.unknown"), None),
        heads(case.employer.korean_staff),
        heads(case.employer.foreign_staff),
        state(found.verdict),
        *(state(found.dimensions[name].status) for name in DIMENSIONS),
        (veil.money(found.salary.annual_krw), None),
        (veil.money(found.salary.threshold_krw), None),
        (gap(page, veil, found), None),
    ]


def _table(page: Page, columns: list[list[Cell]], shown: list[list[Cell]]) -> str:
    """The table of what is `shown`; a covered cell is marked too where what it covers differs."""
    texts = page.texts
    parts = "adviser.variants.parts"
    names = [texts(f"{parts}.{name}") for name in ("occupation", "date", "korean_staff", "foreign_staff")]
    names += [texts("csv.verdict"), *(texts(f"say.dimensions.{name}") for name in DIMENSIONS)]
    names += [texts(f"adviser.pay.{name}") for name in ("annual", "threshold", "gap")]
    heads = [texts("adviser.variants.first"), *(_name(page, place) for place in range(len(columns) - 1))]
    top = html.tag("td", "") + "".join(html.tag("th", html.text(head), scope="col") for head in heads)
    body = ""
    for place, name in enumerate(names):
        first = columns[0][place]
        row = html.tag("th", html.text(name), scope="row")
        for column, covered in zip(columns, shown, strict=True):
            row += _cell(page, covered[place], differs=column[place] != first)
        body += html.tag("tr", row)
    table = html.tag("table", html.tag("thead", html.tag("tr", top)) + html.tag("tbody", body), "e7-table e7-variants")
    label = texts("adviser.variants.title")
    return html.tag("div", table, "e7-scroll", tabindex="0", role="region", aria_label=label)


def _cell(page: Page, cell: Cell, *, differs: bool) -> str:
    said, state = cell
    inner = html.badge(state, page.texts(f"say.shapes.{state}"), said) if state else html.text(said)
    mark = html.tag("b", html.text(page.texts("adviser.variants.differs")), "e7-differs") if differs else ""
    return html.tag("td", inner + mark, "differs" if differs else "")
