"""The result in short, live beside the questions: sentence, five dimensions, pay, first changes, first other visas."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from e7wizard.assessment.model import DIMENSIONS, Assessment
from e7wizard.report.telling import compared, remedies, step
from e7wizard.wizard import html
from e7wizard.wizard.page import Page
from e7wizard.wizard.result_page import draw_strip, draw_verdict
from e7wizard.wizard.route_cards import route_name, state_badge
from e7wizard.wizard.session import go, open_page
from e7wizard.wizard.veil import Veil

CHANGES_SHOWN = 3
ROUTES_SHOWN = 3


def draw_panel(page: Page, veil: Veil, assessment: Assessment, errors: Iterable[str]) -> None:
    """Draw the result of the answers as they are now."""
    html.show(html.tag("h2", html.text(page.texts("adviser.live"))))
    draw_verdict(page, assessment)
    unread = [page.speaker.fact(path) for path in errors]
    if unread:
        said = page.texts("errors.to_mend", names=page.texts("say.and").join(unread))
        html.show(html.tag("p", html.text(said), "e7-error", role="alert"))
    draw_strip(page, assessment)
    _pay(page, veil, assessment)
    _changes(page, veil, assessment)
    _routes(page, assessment)
    with st.container(horizontal=True):
        st.button(page.texts("adviser.whole_result"), key="adviser_result", on_click=go, args=("result",))
        st.button(page.texts("ui.pages.ways"), key="adviser_ways", on_click=open_page, args=("ways",))


def gap(page: Page, veil: Veil, assessment: Assessment) -> str:
    """How far the pay is from the threshold, in words where nothing is short."""
    krw = assessment.salary.gap_krw
    return page.texts("adviser.no_gap") if krw == 0 else veil.money(krw)


def _pay(page: Page, veil: Veil, assessment: Assessment) -> None:
    salary = assessment.salary
    pay = veil.money(salary.annual_krw) if salary.annual_krw is not None else page.texts("ui.not_answered")
    values = {"annual": pay, "threshold": veil.money(salary.threshold_krw), "gap": gap(page, veil, assessment)}
    cells = (
        html.tag("dt", html.text(page.texts(f"adviser.pay.{name}"))) + html.tag("dd", html.text(value))
        for name, value in values.items()
    )
    html.show(html.tag("dl", "".join(html.tag("div", cell) for cell in cells), "e7-pay"))


def _changes(page: Page, veil: Veil, assessment: Assessment) -> None:
    """The first changes; where none is known, the first things to do about what is open."""
    rows = [
        step(page.speaker, change.dimension, veil.change(change))
        for change in assessment.changes
        if not change.alternative
    ]
    rows += [
        step(page.speaker, name, veil.sentence(said, name)) for name, _, said in remedies(assessment, page.speaker)
    ]
    if rows:
        html.show(html.tag("h3", html.text(page.texts("adviser.changes"))))
        shown = list(dict.fromkeys(rows))[:CHANGES_SHOWN]
        html.show(html.tag("ol", "".join(html.tag("li", html.text(row)) for row in shown), "e7-list"))


def _routes(page: Page, assessment: Assessment) -> None:
    routes = compared(assessment)[:ROUTES_SHOWN]
    if not routes:
        return
    html.show(html.tag("h3", html.text(page.texts("adviser.routes"))))
    rows = (html.text(route_name(page, route.id)) + " " + state_badge(page, route.status) for route in routes)
    html.show(html.items(rows, "e7-list e7-near"))


def draw_bar(page: Page, assessment: Assessment) -> None:
    """The verdict in one line at the lower edge of a phone; the panel says the same in full."""
    state = assessment.verdict
    parts = [html.badge(state, page.texts(f"say.shapes.{state}"), page.texts(f"say.states_short.{state}"))]
    for name in DIMENSIONS:
        found = assessment.dimensions[name].status
        shape = html.tag("span", html.text(page.texts(f"say.shapes.{found}")), f"e7-{found}")
        parts.append(html.tag("span", html.text(page.texts(f"adviser.short.{name}")) + " " + shape))
    html.show(html.tag("div", "".join(parts), "e7-live-bar", aria_hidden="true"))
