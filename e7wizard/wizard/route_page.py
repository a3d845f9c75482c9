"""One status of stay on a page of its own: how it stands on these answers, every rule in words, and its sources."""

from __future__ import annotations

import streamlit as st

from e7wizard.assessment.model import RouteResult
from e7wizard.language.wording import lines_of
from e7wizard.rulebook.conditions import Condition
from e7wizard.rulebook.routes import Route
from e7wizard.wizard import html
from e7wizard.wizard.page import Page
from e7wizard.wizard.points_blocks import points_block
from e7wizard.wizard.route_cards import plain_name, route_name, state_badge, told_about
from e7wizard.wizard.rule_pages import nested
from e7wizard.wizard.session import close_page, open_page, open_route


def draw(page: Page) -> None:
    """Draw the status that the address names; without one, the list of all."""
    route = page.house.rulebook.routes.get(str(st.query_params.get("route")))
    if route is None:
        _list(page)
    else:
        _one(page, route)
    with st.container(horizontal=True):
        st.button(page.texts("ways.to_ways"), key="route_to_ways", type="primary", on_click=open_page, args=("ways",))
        st.button(page.texts("ui.back_to_case"), key="route_back", on_click=close_page)


def _list(page: Page) -> None:
    st.title(page.texts("ui.pages.route"), anchor=False)
    html.show(html.tag("p", html.text(page.texts("ways.list_lead")), "e7-lead"))
    family = ""
    for route in sorted(page.house.rulebook.routes.values(), key=lambda route: route.id):
        if route.family != family:
            family = route.family
            st.header(page.texts(f"ways.families.{family}"), anchor=False)
        st.button(
            route_name(page, route.id), key=f"list_{route.id}", type="tertiary", on_click=open_route, args=(route.id,)
        )


def _one(page: Page, route: Route) -> None:
    texts, base = page.texts, f"routes.{route.id}"
    st.title(f"{route.id} · {plain_name(page, route.id)}", anchor=False)
    html.show(html.tag("p", html.text(route.name_ko), "e7-lead", lang="ko"))
    html.show(html.tag("p", page.rich(texts(f"{base}.purpose"))))
    if route.certainty != "high":
        html.show(html.tag("p", html.text(texts("result.secondary")), "e7-why", role="note"))
    found = next(one for one in page.assess().routes if one.id == route.id)
    if page.session.draft.answers:
        _standing(page, found)
    st.header(texts("ways.about"), anchor=False)
    html.show(html.tag("p", html.text(texts(f"say.allows.{route.allows_offered_job}"))) + told_about(page, route.id))
    if route.leads_to:
        _leads_to(page, route)
    _rules(page, route)
    if found.points is not None:
        html.show(html.tag("h2", html.text(texts(f"points.{found.points.table.lower()}.name"))))
        html.show(points_block(page, page.context(), found, found.points))
    html.show(page.cited(route.sources))


def _standing(page: Page, found: RouteResult) -> None:
    """The state on the answers so far, and what is missing."""
    st.header(page.texts("ways.on_your_answers"), anchor=False)
    html.show(state_badge(page, found.status))
    if found.first:
        html.show(html.tag("p", html.tag("b", html.text(page.texts("result.look_here_first")))))
    missing = page.speaker.route_missing(found)
    if missing:
        html.show(html.items(html.text(row) for row in missing))


def _leads_to(page: Page, route: Route) -> None:
    names = page.texts("say.and").join(route.leads_to)
    html.show(html.tag("p", html.tag("b", html.text(page.texts("ways.leads_to"))) + " " + html.text(names)))
    with st.container(horizontal=True):
        for id in route.leads_to:
            if id in page.house.rulebook.routes:
                st.button(id, key=f"lead_{route.id}_{id}", on_click=open_route, args=(id,))


def _rules(page: Page, route: Route) -> None:
    """Bars and ways as the rules state them."""
    texts, base = page.texts, f"routes.{route.id}"
    if route.bars:
        st.header(texts("ways.bars"), anchor=False)
        for bar in route.bars:
            inner = html.tag("p", html.tag("b", html.text(texts(f"{base}.bars.{bar.id}"))))
            html.show(inner + _words(page, route, bar.when) + page.cited(bar.sources))
    st.header(texts("ways.ways_in", count=len(route.ways)), anchor=False)
    for way in route.ways:
        inner = html.tag("p", page.rich(texts(f"{base}.ways.{way.id}")))
        body = _words(page, route, way.when) + page.cited(way.sources or ())
        html.show(inner + html.tag("details", html.tag("summary", html.text(texts("ways.exactly"))) + body, "e7-rules"))


def _words(page: Page, route: Route, condition: Condition) -> str:
    def review(name: str) -> str:
        return page.texts(f"routes.{route.id}.reviews.{name}")

    return nested(tuple(lines_of(condition, page.speaker, review)))
